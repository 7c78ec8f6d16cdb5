"""Akoma Ntoso: numbers are labels, authorial notes are notes, marked changes are views."""

from __future__ import annotations

import pytest
from conftest import CORPUS, needs_shared
from markup import as_akn
from reading import check_laws
from scoring import score

from resdiff import api, parsers
from resdiff.errors import BrokenPackage, EmptyFile, Unsafe
from resdiff.model import Document, Kind, View

SPACE = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'
RESOLUTION = f"""<?xml version="1.0"?>
<akomaNtoso {SPACE}><statement name="resolution">
<meta><identification source="#s"><FRBRWork/></identification></meta>
<preface><p><docType>RESOLUTION</docType> <docNumber>101</docNumber> (Rev. Dubai, 2018)</p>
  <p><docTitle>Fair names</docTitle></p></preface>
<preamble><formula name="adopting"><p>The Plenipotentiary Conference (Dubai, 2018),</p></formula>
  <recitals><heading>recalling</heading>
    <recital><num>a)</num><p>that it is <ins>so</ins><del>not</del>;</p></recital>
    <recital><num>b)</num><p>No. 196<authorialNote marker="1"><p>Of the <i>Convention</i>.</p>
      </authorialNote> of the Convention,</p></recital></recitals></preamble>
<mainBody><section><heading>resolves</heading>
  <paragraph><num>1</num><list><intro><p>to act on:</p></intro>
    <point><num>i)</num><content><p>one;</p></content></point>
    <point><num>ii)</num><content><p>two.</p></content></point></list></paragraph></section>
</mainBody>
<attachments><attachment><heading>Annex to Resolution 101 (Rev. Dubai, 2018)</heading>
  <doc name="annex"><mainBody><p>The annexed text.</p></mainBody></doc></attachment></attachments>
</statement></akomaNtoso>"""


def read(source: str, view: View = View.FINAL) -> Document:
    return parsers.read(source.encode(), "act.xml", view)


def test_the_parts_of_a_statement_are_read() -> None:
    document = read(RESOLUTION)
    check_laws(document)
    one = document.instruments[0]
    assert (one.work.number, one.title, one.edition.year) == ("101", "Fair names", 2018)
    assert [c.text for c in document.clauses if c.kind is Kind.CALL] == ["recalling", "resolves"]
    items = [(c.label, c.path, c.text) for c in document.clauses if c.kind is Kind.ITEM]
    assert items == [
        ("a)", "1/a", "that it is so;"),
        ("b)", "1/b", "No. 1961 of the Convention,"),
        ("1", "2/1", "to act on:"),
        ("i)", "2/1/i", "one;"),
        ("ii)", "2/1/ii", "two."),
    ]
    notes = [(c.label, c.text) for c in document.clauses if c.kind is Kind.NOTE]
    assert notes == [("1", "Of the Convention.")]
    assert [c.text for c in document.clauses if c.kind is Kind.ANNEX]
    assert "The annexed text." in [c.text for c in document.clauses]


def test_marked_changes_are_views() -> None:
    assert api.has_changes(RESOLUTION.encode(), "act.xml")
    texts = [c.text for c in read(RESOLUTION, View.ORIGINAL).clauses]
    assert "that it is not;" in texts


@needs_shared
@pytest.mark.parametrize("name", ["res101-en", "res64-zh"])
@pytest.mark.parametrize(("view", "gold"), [(View.ORIGINAL, "base"), (View.FINAL, "new")])
def test_a_marked_statement_gives_both_editions(name: str, view: View, gold: str) -> None:
    source = as_akn((CORPUS / name / "critic.txt").read_text(encoding="utf-8"))
    document = read(source, view)
    found = score(CORPUS / name / f"{gold}.json", document)
    assert found.pop("lost") == 0
    assert set(found.values()) == {1.0}, found


def test_files_that_cannot_be_read_say_so() -> None:
    with pytest.raises(BrokenPackage):
        read(f"<akomaNtoso {SPACE}><act>")
    with pytest.raises(EmptyFile):
        read(f"<akomaNtoso {SPACE}><act/></akomaNtoso>")
    with pytest.raises(Unsafe):
        read(f'<!DOCTYPE a [<!ENTITY b "c">]><akomaNtoso {SPACE}>&b;</akomaNtoso>')


def test_numbers_of_no_known_series_are_kept() -> None:
    rows = "".join(f"<item><num>{n}</num><p>that {n};</p></item>" for n in ("mod", "4ss", "4ss"))
    document = read(
        f"<akomaNtoso {SPACE}><statement><mainBody><p>RESOLUTION 1 (Dubai, 2018)</p>"
        f"<p>The Council,</p><p>resolves</p>{rows}</mainBody></statement></akomaNtoso>"
    )
    check_laws(document)
    assert [c.label for c in document.clauses if c.text.startswith("that")] == ["mod", "4ss", "4ss"]
