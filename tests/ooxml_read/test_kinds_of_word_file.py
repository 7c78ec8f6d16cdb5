"""What is written opens in Word: its kind is the one that its name says."""

from __future__ import annotations

import pytest
from word_files import MAIN, entries, p, r, texts, zipped

from resdiff.errors import UsageError
from resdiff.model import Anchor
from resdiff.ooxml import MarkOptions, Package, become, marked
from resdiff.ooxml.kinds import KINDS
from resdiff.ooxml.remarks import Remark, Signed, annotate

MACROS = "word/vbaProject.bin"
MACRO_DATA = "word/vbaData.xml"
VBA = "http://schemas.microsoft.com/office/2006/relationships/"


def made(suffix: str, body: str = p(r("here"))) -> Package:
    """A file of that kind, with macros where the kind has them."""
    files = entries(body)
    types = files["[Content_Types].xml"].decode()
    files["[Content_Types].xml"] = types.replace(KINDS[".docx"], KINDS[suffix]).encode()
    found = Package.open(zipped(files), "x" + suffix)
    if suffix.endswith("m"):
        found.add_part(MACROS, b"macros", "application/vnd.ms-office.vbaProject")
        found.add_part(MACRO_DATA, b"<x/>", "application/vnd.ms-word.vbaData+xml")
        found.add_relationship(MAIN, VBA + "vbaProject", MACROS)
        found.add_relationship(MACROS, VBA + "wordVbaData", MACRO_DATA)
    return Package.open(found.save(), "x" + suffix)


@pytest.mark.parametrize("there", KINDS)
@pytest.mark.parametrize("here", KINDS)
def test_a_file_becomes_of_the_kind_its_name_will_say(here: str, there: str) -> None:
    file = made(here)
    become(file, there)
    saved = Package.open(file.save(), "y" + there)
    assert saved.content_type(MAIN) == KINDS[there]
    assert texts(saved) == ["here"]
    kept = here.endswith("m") and there.endswith("m")
    assert {MACROS, MACRO_DATA} & {*saved.names} == ({MACROS, MACRO_DATA} if kept else set())
    assert [x.kind for x in saved.relationships(MAIN).values()].count("vbaProject") == kept


def test_a_file_of_that_kind_or_of_none_keeps_its_bytes() -> None:
    odd = entries(p(r("here")))
    types = odd["[Content_Types].xml"].decode().replace(KINDS[".docx"], "application/xml")
    odd["[Content_Types].xml"] = types.encode()
    for file in (made(".docx"), Package.open(zipped(odd), "odd.docx")):
        before = file.save()
        become(file, ".docx")
        assert file.save() == before


@pytest.mark.parametrize("suffix", KINDS)
def test_a_marked_file_is_an_ordinary_document(suffix: str) -> None:
    old, new = made(suffix), made(suffix, p(r("there")))
    result = marked(old, new, {}, MarkOptions("x", ""))
    assert result.package.content_type(MAIN) == KINDS[".docx"]
    assert MACROS not in result.package.names
    assert [x.slug for x in result.notices] == ["macros-dropped"] * suffix.endswith("m")


@pytest.mark.parametrize("suffix", KINDS)
def test_a_marked_file_that_is_named_so_keeps_its_macros(suffix: str) -> None:
    old, new = made(suffix), made(".docx", p(r("there")))
    result = marked(old, new, {}, MarkOptions("x", "", suffix=suffix))
    saved = Package.open(result.package.save(), "x" + suffix)
    assert saved.content_type(MAIN) == KINDS[suffix]
    assert not result.notices
    assert (MACROS in saved.names) == suffix.endswith("m")
    if MACROS in saved.names:
        assert saved.data(MACROS) == old.data(MACROS)


@pytest.mark.parametrize("suffix", ["", "docx", ".doc", ".DOCX"])
def test_another_suffix_is_refused_with_those_there_are(suffix: str) -> None:
    with pytest.raises(UsageError, match="no Word file's suffix") as refusal:
        marked(made(".docx"), made(".docx", p(r("there"))), {}, MarkOptions("x", "", suffix=suffix))
    assert ".docm" in refusal.value.hint


def test_macros_that_only_the_new_file_has_are_not_brought_and_named() -> None:
    old, new = made(".docx"), made(".docm", p(r("there")))
    result = marked(old, new, {}, MarkOptions("x", "", suffix=".docm"))
    assert MACROS not in result.package.names
    assert [x.slug for x in result.notices] == ["macros-differ"]


@pytest.mark.parametrize("suffix", KINDS)
def test_a_file_with_comments_is_an_ordinary_document(suffix: str) -> None:
    remark = Remark(Anchor(MAIN, 0, 0, 4), "look")
    noted, lost = annotate(made(suffix), [remark], [], Signed("x", ""))
    assert not lost
    assert noted.content_type(MAIN) == KINDS[".docx"]
    assert MACROS not in noted.names
