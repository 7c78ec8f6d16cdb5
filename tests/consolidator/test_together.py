"""One Word file for many proposals: each comes back exactly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from proposals_together import FILES, FOLDER, consolidated, hands, shown

from resdiff import api, ooxml
from resdiff.consolidator import Meeting, Policy
from resdiff.consolidator.meetings import meeting
from resdiff.consolidator.merging import alone, check_names, merge, prove, together
from resdiff.errors import UsageError
from resdiff.model import View
from resdiff.ooxml import MarkOptions, Package
from resdiff.ooxml.stories import stories
from resdiff.ooxml.text import paragraph_text

DATE = "2026-01-01T00:00:00Z"


def texts(package: Package) -> list[str]:
    """The body's paragraphs without the numbers of their notes; `prove` holds the notes."""
    return [paragraph_text(x.element) for x in stories(package)[0].paragraphs]


def clauses(package: Package) -> list[tuple[str, str]]:
    read = api.read(package.save(), "x.docx")
    return [(c.label, c.text) for c in read.clauses]


# -- laws ---------------------------------------------------------------------------------------


@settings(max_examples=120)
@given(hands())
def test_settling_one_authors_marks_gives_exactly_that_authors_text(
    drawn: tuple[Package, dict[str, Package]],
) -> None:
    base, news = drawn
    marked = {
        a: ooxml.mark(base, x, {}, MarkOptions(a, DATE, True, False)) for a, x in news.items()
    }
    before = base.save()
    result, _ = together(base, marked)
    prove(base, news, result)
    for author, new in news.items():
        assert texts(alone(result, author)) == texts(new)
        assert texts(alone(result, author, View.ORIGINAL)) == texts(base)
    assert texts(ooxml.settle(result, View.ORIGINAL)) == texts(base)
    assert base.save() == before


@settings(max_examples=30)
@given(hands())
def test_authors_who_want_the_same_sign_together(
    drawn: tuple[Package, dict[str, Package]],
) -> None:
    base, news = drawn
    new = news["ECP"]
    marked = {
        a: ooxml.mark(base, new, {}, MarkOptions(a, DATE, True, False)) for a in ("ECP", "IAP")
    }
    result, _ = together(base, marked)
    assert {x.author for x in ooxml.revisions(result)} <= {"ECP, IAP"}
    assert texts(ooxml.settle(result, View.FINAL)) == texts(new)


# -- the demonstration --------------------------------------------------------------------------


@pytest.mark.parametrize("author", FILES)
def test_each_of_the_three_proposals_comes_back(author: str) -> None:
    merged = merge(consolidated(), DATE, Policy.SHOW_ALL)
    assert merged.proved == ("ECP", "IAP", "RCC")
    wanted = ooxml.settle(shown(FILES[author]), View.FINAL)
    got = alone(Package.open(merged.data, "c.docx"), author)
    assert clauses(got) == clauses(wanted)


def test_the_users_own_accept_gives_a_proposal_too() -> None:
    data = merge(consolidated(), DATE, Policy.SHOW_ALL).data
    signed = {x.author for x in ooxml.revisions(Package.open(data, "c.docx"))}
    mine = {x for x in signed if "RCC" in x.split(", ")}
    accepted = api.settle(data, "c.docx", View.FINAL, mine)
    rest = Package.open(api.settle(accepted, "c.docx", View.ORIGINAL), "r.docx")
    assert clauses(rest) == clauses(shown(FILES["RCC"]))


def test_what_all_want_stands_once_with_all_names() -> None:
    package = Package.open(merge(consolidated(), DATE, Policy.SHOW_ALL).data, "c.docx")
    number = next(
        x
        for x in package.part(package.main).iter(ooxml.names.P)
        if "RESOLUTION" in "".join(x.itertext())
    )
    signs = {x.get(ooxml.names.w("author")) for x in number.iter(ooxml.names.INS)}
    assert signs == {"ECP, IAP, RCC"}


def test_the_first_proposal_wins_where_that_is_asked_for() -> None:
    table = consolidated()
    merged = merge(table, DATE, Policy.FIRST)
    package = Package.open(merged.data, "c.docx")
    assert merged.proved == ("ECP",)
    assert merged.reduced == ("IAP", "RCC")
    iap = dict(clauses(alone(package, "IAP")))
    assert "(Johannesburg, 2008)" in iap["e)"]


def test_nobody_wins_where_the_base_is_asked_for() -> None:
    package = Package.open(merge(consolidated(), DATE, Policy.BASE).data, "c.docx")
    for author in FILES:
        assert "(Johannesburg, 2008)" in dict(clauses(alone(package, author)))["e)"]


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (merge(consolidated(), DATE, Policy.SHOW_ALL).data for _ in range(2))
    assert first == second


def test_a_name_with_a_comma_cannot_sign() -> None:
    with pytest.raises(UsageError, match="cannot sign"):
        check_names(("ECP, IAP", "RCC"))


def test_two_proposals_cannot_have_one_author() -> None:
    with pytest.raises(UsageError, match="same author"):
        check_names(("ECP", "ECP"))


def test_conflicts_agreement_and_single_changes_are_told_apart() -> None:
    rows = {x.path: x for x in consolidated().rows if x.clause >= 0}
    assert rows["number"].meeting is Meeting.AGREED
    assert rows["1/e"].meeting is Meeting.CONFLICT
    assert rows["1/e"].clash == ("ECP", "IAP")
    assert rows["8/1"].clash == ("IAP", "RCC")
    assert rows["9/3"].clash == ("ECP", "IAP")  # one strikes out what the other rewords
    assert rows["9/2"].meeting is Meeting.APART
    assert rows["3/b"].meeting is Meeting.ONE
    assert rows["1/a"].meeting is Meeting.NONE


def test_who_ends_a_word_otherwise_than_another_replaces_it_is_in_conflict() -> None:
    base = api.read(b"RESOLUTION 1\n\nresolves\n\n1 that each State shall act,", "base.txt")
    said = {}
    for author, word in (("ECP", b"States"), ("IAP", b"country")):
        text = b"RESOLUTION 1\n\nresolves\n\n1 that each " + word + b" shall act,"
        comparison = api.compare(base, api.read(text, "new.txt"))
        [change] = [c for c in comparison.changes if c.edits]
        said[author] = comparison, change
    [clause] = {change.old[0] for _, change in said.values()}
    assert meeting(clause, said) == (Meeting.CONFLICT, ("ECP", "IAP"))


def test_a_new_clause_that_two_propose_is_one_row() -> None:
    row = next(x for x in consolidated().rows if x.clause < 0 and x.path == "1/i")
    assert row.authors == ("ECP", "IAP")


def test_the_reasons_of_each_are_kept() -> None:
    said = {x.author: x.text for x in consolidated().matter if x.kind == "reasons"}
    assert "workshop" in said["IAP"]
    assert "security" in said["RCC"]


def test_texts_can_be_consolidated_too() -> None:
    files = {"ECP": FOLDER / "edited.docx", "NEW": FOLDER / "new.txt"}
    assert merge(consolidated(files), DATE, Policy.SHOW_ALL).proved == ("ECP", "NEW")
