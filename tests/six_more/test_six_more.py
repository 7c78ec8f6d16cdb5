"""Two more resolutions in six languages: one tree, one list of changes, no false alarm."""

from __future__ import annotations

import re

import pytest
from six_texts import NAMES, edition, flat, read, rows, side, text, truth
from six_word import BUILDS, word

from resdiff import api, checker
from resdiff.language import LANGUAGES
from resdiff.model import Document, Mark, View
from resdiff.proposals import Contribution, Head, Proposed, Side, make
from resdiff.recovery import recover
from resdiff.symbols import AROUND
from resdiff.typeset import typeset

SIDES = (View.ORIGINAL, View.FINAL)
TEXTS = pytest.mark.parametrize(
    ("name", "language"), [(name, language) for name in NAMES for language in LANGUAGES]
)
STATED = {"shared-parenthesis", "reasons-missing"}  # true of these texts


def tree(document: Document) -> list[tuple[str, str, str]]:
    return [(c.kind.value, c.path, c.call_id) for c in document.clauses]


def words(document: Document) -> list[str]:
    """The words of every clause, whatever the marks of notes look like; tables left out."""
    plain = [re.sub(r"\[footnoteRef:\d\]\d", "", c.text) for c in document.clauses if not c.cell]
    return [line for line in plain if not line.startswith("|")]


@TEXTS
def test_every_change_is_found_and_no_other(name: str, language: str) -> None:
    old, new = (edition(name, language, view) for view in SIDES)
    assert rows(api.compare(old, new)) >= truth(name)  # in text, a table's rows are paragraphs
    docs = [read(word(side(text(name, language), view), "typed", language)) for view in SIDES]
    assert rows(api.compare(*docs)) == truth(name)


@pytest.mark.parametrize("build", BUILDS)
@TEXTS
def test_every_build_and_language_gives_one_tree(name: str, language: str, build: str) -> None:
    for view in SIDES:
        made = read(word(side(text(name, language), view), build, language))
        assert tree(made) == tree(read(word(side(text(name, "en"), view), "typed", "en")))
        assert words(made) == words(edition(name, language, view))


@TEXTS
def test_tracked_changes_give_both_sides(name: str, language: str) -> None:
    marked = word(text(name, language), "typed", language)
    for view in SIDES:
        clean = read(word(side(text(name, language), view), "typed", language))
        assert tree(read(marked, view)) == tree(clean)
        assert words(read(marked, view)) == words(clean)


@TEXTS
def test_the_house_template_gives_the_same(name: str, language: str) -> None:
    for view in SIDES:
        source = read(word(side(text(name, language), view), "typed", language))
        assert tree(read(typeset(source))) == tree(source)


@TEXTS
def test_an_intact_text_raises_no_alarm(name: str, language: str) -> None:
    old, new = (edition(name, language, view) for view in SIDES)
    assert {f.rule for f in checker.check(old)} <= STATED
    assert {f.rule for f in checker.check(new, base=old, original=old)} <= STATED


@TEXTS
def test_a_lost_label_and_a_wrong_end_are_found(name: str, language: str) -> None:
    lines = side(text(name, language), View.FINAL).split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("2\t"))
    lines[at] = "3" + lines[at][1:]
    found = {f.rule for f in checker.check(read("\n".join(lines)))}
    assert found & {"label-gap", "label-double"}
    lines = side(text(name, language), View.FINAL).split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith(("c)\t", "с)\t", "ج)\t")))
    lines[at - 1] = lines[at - 1].rstrip(";；؛") + {"zh": "，", "ar": "،"}.get(language, ",")
    assert "item-ending" in {f.rule for f in checker.check(read("\n".join(lines)))}


@pytest.mark.parametrize("name", NAMES)
def test_the_languages_agree(name: str) -> None:
    texts = [tuple(edition(name, language, view) for view in SIDES) for language in LANGUAGES]
    assert api.concord(texts).findings == ()


@TEXTS
def test_a_change_left_out_in_one_language_is_told(name: str, language: str) -> None:
    texts = []
    for own in LANGUAGES:
        new = side(text(name, own), View.FINAL)
        if own == language:
            lost = next(x for x in text(name, own).split("\n") if x.startswith("{++2\t"))
            new = new.replace(lost[3:-3] + "\n", "")
        texts.append((edition(name, own, View.ORIGINAL), read(new)))
    concord = api.concord(texts)
    assert any(finding.voices == (language,) for finding in concord.findings)


@TEXTS
def test_a_contribution_gives_both_texts_back(name: str, language: str) -> None:
    base, tracked = (
        word(marked, "typed", language)
        for marked in (side(text(name, language), View.ORIGINAL), text(name, language))
    )
    proposed = Proposed("", Side(read(base), 0), Side(read(tracked), 0), ("Why.",))
    head = Head(language, "RCC", "40A5", "WTSA-24", "2024-09-16", language)
    made = make(Contribution(head, (proposed,)), "RCC", "2024-09-16T00:00:00Z").data
    for view in SIDES:
        assert own(read(made, view)) == own(read(tracked, view))


def own(document: Document) -> list[tuple[str, str]]:
    (one,) = document.instruments
    clauses = document.clauses[one.start : one.stop]
    return [(c.path, c.text) for c in clauses if c.kind not in AROUND]


@TEXTS
def test_both_editions_come_back_from_the_flat_text(name: str, language: str) -> None:
    marked = text(name, language)
    old, new = (side(marked, view) for view in SIDES)
    found = recover(flat(marked), old, new)
    assert lines(found.base) == lines(old)
    assert lines(found.proposal) == lines(new)
    assert lines(recover(flat(marked), old).base) == lines(old)


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_tell_which_nested_item_was_struck(language: str) -> None:
    marked = text("B", language)
    found = recover(flat(marked), side(marked, View.ORIGINAL))
    struck = "".join(s.text for s in found.stretches if s.mark is Mark.DELETED)
    gone = next(x for x in marked.split("\n") if x.startswith(("{--ii)", "{--'2'")))
    assert gone[3:-3] in struck


def lines(found: str) -> list[str]:
    return [" ".join(line.split()) for line in found.split("\n") if line.strip()]
