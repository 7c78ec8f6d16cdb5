"""Text for people and for pipes: nothing is wider than the terminal, nothing is lost."""

from __future__ import annotations

import re

import pytest
from comparisons import comparisons, marked
from hypothesis import given, settings
from hypothesis import strategies as st

from resdiff import renderers
from resdiff.model import (
    Cell,
    Clause,
    Comparison,
    Document,
    Kind,
    Nature,
    Proposal,
    Redline,
    View,
)
from resdiff.redline import weave
from resdiff.renderers import RenderOptions, brief, show
from resdiff.renderers.summary import Counts, place, place_or_path, summary
from resdiff.renderers.terminal import Stretch, shortened, width, wrap
from resdiff.renderers.words import count_line, words
from resdiff.values import replace

DATE = "2025-01-01T00:00:00Z"
CRITIC = re.compile(r"\{\+\+(.*?)\+\+\}|\{--(.*?)--\}", re.DOTALL)
LINES = (
    (Kind.NUMBER, "RESOLUTION 991"),
    (Kind.CALL, "recalling"),
    (Kind.ITEM, "a)\tone {--old--}{++new++} word;"),
    (Kind.ITEM, "b)\tas it was,"),
)


def text(redline: Redline, **options: bool) -> str:
    return renderers.render(redline, "text", RenderOptions(width=60, **options)).decode()


def resolved(critic: str, group: int) -> str:
    """CriticMarkup with its insertions (1) or deletions (2) kept and the others left out."""
    return CRITIC.sub(lambda found: found[group] or "", critic)


def bare(value: str) -> str:
    """The text without the empty lines and blanks that marking leaves behind."""
    return re.sub(r"\s", "", value)


# -- the redline --------------------------------------------------------------------------------


@settings(max_examples=50)
@given(comparisons())
def test_criticmarkup_accepted_is_the_new_text_and_rejected_the_old(comparison: Comparison) -> None:
    redline = weave(comparison, "R", DATE)
    critic = renderers.render(redline, "critic").decode()
    new = "".join(f"{c.label}{c.text}" for c in comparison.new.clauses)
    assert bare(resolved(critic, 1)) == bare(new)
    old = "".join(f"{c.label}{c.text}" for c in comparison.old.clauses)
    assert sorted(bare(resolved(critic, 2))) == sorted(bare(old))


@settings(max_examples=50)
@given(comparisons())
def test_colour_changes_nothing_but_brackets_into_codes(comparison: Comparison) -> None:
    redline = weave(comparison, "R", DATE)
    plain = renderers.render(redline, "text", RenderOptions(all=True, width=0)).decode()
    coloured = renderers.render(
        redline, "text", RenderOptions(all=True, width=0, color=True)
    ).decode()
    assert "\x1b" not in plain
    without = re.sub("\x1b\\[[0-9;]*m", "", coloured)
    assert bare(re.sub(r"\[-|-\]|\{\+|\+\}", "", plain)) == bare(without)


def test_what_did_not_change_is_shown_only_where_all_is_asked_for() -> None:
    redline = weave(marked(LINES), "R", DATE)
    assert "as it was" not in text(redline)
    assert "as it was" in text(redline, all=True)
    assert "recalling" in text(redline)


def test_a_summary_says_that_only_some_changes_are_shown() -> None:
    some = RenderOptions(only=frozenset({Nature.CITATION, Nature.RENUMBERED}))
    said = brief.render(marked(LINES), some)
    assert said.endswith("natures: label only, citation or edition\n")
    assert "natures" not in brief.render(marked(LINES), RenderOptions())


def test_the_signs_are_explained_where_they_stand() -> None:
    shown = text(weave(marked(LINES), "R", DATE))
    assert "\n~ changed\n" in shown
    assert "deleted" not in shown


def test_a_call_is_not_shown_above_what_does_not_belong_to_it() -> None:
    lines = [(Kind.CALL, "invites"), (Kind.HISTORY, "(Geneva, 2003){++ – (Dubai, 2018)++}")]
    assert "invites" not in text(weave(marked(lines), "R", DATE))


def test_two_equal_texts_are_said_to_be_the_same() -> None:
    redline = weave(marked([(Kind.CALL, "recalling")]), "R", DATE)
    assert text(redline).splitlines()[1:] == [words("en")["same"]]


def test_a_text_that_is_no_resolution_is_counted_as_well() -> None:
    comparison = marked([(Kind.COVER, "{++A notice.++}")])
    sides = [
        Document(document.clauses, (), "en", View.FINAL)
        for document in (comparison.old, comparison.new)
    ]
    redline = weave(Comparison(sides[0], sides[1], comparison.changes), "R", DATE)
    assert text(redline).splitlines()[0] == "1 inserted"


# -- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "es", "ru", "zh", "ar"])
def test_the_words_of_all_languages_are_in_step(language: str) -> None:
    english, other = words("en"), words(language)
    assert list(other) == list(english)
    for name, word in english.items():
        assert re.findall(r"\{\w+\}", other[name]) == re.findall(r"\{\w+\}", word), name


def test_no_word_could_break_out_of_the_style_it_is_set_in() -> None:
    for language in ("en", "fr", "es", "ru", "zh", "ar"):
        assert not re.search(r'["\\\\<>]', "".join(words(language).values()))


def test_every_kind_nature_and_count_has_its_word() -> None:
    own = words("en")
    assert all(f"kind_{kind.value}" in own for kind in Kind)
    assert all(f"count_{name}" in own and name in own for name in ("changed", "moved"))


def test_counts_make_one_line_without_what_did_not_occur() -> None:
    counts = Counts(changed=3, inserted=2, deleted=1, renumbered=4, moved=1)
    assert count_line(counts) == "3 changed, 2 inserted, 1 deleted, 4 renumbered, 1 moved"
    assert count_line(Counts(deleted=1), "zh") == "删除1处"
    assert count_line(Counts(unchanged=9)) == "The two texts are the same."


def test_places_are_named_for_people() -> None:
    entries = summary(marked([*LINES, (Kind.ITEM, "{++c)\tmore++}")])).entries
    assert [(e.old_place, e.new_place) for e in entries] == [
        ("recalling a)", "recalling a)"),
        ("", "recalling c)"),
    ]
    alone = marked([(Kind.PARAGRAPH, "a plain {++new ++}text")]).new
    assert (place(alone, 0), place_or_path(alone, 0)) == ("", "paragraph")


# -- wrapping -----------------------------------------------------------------------------------


@settings(max_examples=100)
@given(st.text(alphabet="ab ；第号（م\t", max_size=80), st.integers(12, 40))
def test_wrapping_loses_nothing_and_stays_within_the_terminal(value: str, columns: int) -> None:
    rows = list(wrap([Stretch(value)], columns, "> ", "  "))
    assert bare("".join(row[2:] for row in rows)) == bare(value)
    words_ = [w for row in rows if width(row) > columns for w in re.findall(r"[^\s]+", row[2:])]
    assert len(words_) <= len([row for row in rows if width(row) > columns])


def test_no_line_ends_between_a_bracket_and_the_changed_word_behind_it() -> None:
    said = [Stretch("the Union ("), Stretch("Doha", "31"), Stretch("Dubai", "32"), Stretch("), 2")]
    assert list(wrap(said, 14)) == ["the Union", "(DohaDubai), 2"]
    chinese = [Stretch("决议（"), Stretch("多哈", "31"), Stretch("迪拜", "32")]
    assert list(wrap(chinese, 8)) == ["决议（多", "哈迪拜"]


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert width("第1号") == 5
    assert width("e\u0301") == 1
    assert width("المراجَع") == 7


def test_a_text_is_shortened_to_the_columns_there_are() -> None:
    assert shortened("one  two three", 9) == "one two…"
    assert shortened("第六十四号", 6) == "第六…"
    assert shortened("short", 9) == "short"


# -- show ---------------------------------------------------------------------------------------


def test_show_text_tells_where_each_line_was_placed() -> None:
    clauses = (
        Clause(Kind.NUMBER, "RESOLUTION 991", "number", instrument=0),
        Clause(Kind.CALL, "resolves", "1", instrument=0),
        Clause(Kind.ITEM, "that all islets shall be reached by a warning;", "1/1", "1", "1", 1, 0),
        Clause(Kind.ITEM, "by day;", "1/1/a", "a)", "a", 2, 0),
        Clause(Kind.CELL, "x", "annex1/1", cell=Cell(0, 0, 0), instrument=0),
        Clause(Kind.UNPLACED, "???", "unplaced/1"),
    )
    instruments = marked([(Kind.NUMBER, "x")]).new.instruments
    document = Document(clauses, instruments, "en", View.FINAL)
    assert show.render_text(document, False, 40).splitlines() == [
        "PP resolution 991 · Dubai 2018 (revised) · en · MOD ECP/77A1/1",
        "",
        "number    RESOLUTION 991",
        "",
        "1         resolves",
        "1/1          1 that all islets shall be",
        "                reached by a warning;",
        "1/1/a           a) by day;",
        "annex1/1 [cell] x",
        "",
        "unplaced/1 ???",
    ]


def test_show_text_names_no_proposal_where_only_reasons_stand() -> None:
    document = marked([(Kind.NUMBER, "x")]).new
    [one] = document.instruments
    bare_one = replace(one, proposal=Proposal("", "", "", "", "because"))
    document = replace(document, instruments=(bare_one,))
    assert show.render_text(document, False, 60).splitlines()[0].endswith(" · en")


@settings(max_examples=30)
@given(comparisons())
def test_show_text_holds_every_clause(comparison: Comparison) -> None:
    shown = bare(show.render_text(comparison.new, False, 60))
    assert all(bare(clause.text) in shown for clause in comparison.new.clauses)
