"""Whole documents: the two of the corpus always, those of others where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import CORPUS, SHARED, needs_shared
from flattening import Flattened, Score, from_critic, from_word, score

from resdiff import api
from resdiff.language import LANGUAGES
from resdiff.model import Mark
from resdiff.recovery import Certainty, recover, text_of

SEEDS = ("res101-en", "res64-zh")
CERTAIN, PROBABLE = 0.995, 0.85  # the share of marks of each class that must be right


def truth(folder: Path) -> Flattened:
    return from_critic(folder.name, (folder / "critic.txt").read_text(encoding="utf-8"))


def good(found: Score) -> None:
    assert found.insertions.f1 >= 0.99, found.wrong
    assert found.deletions.f1 >= 0.95, found.wrong
    assert found.classes[Certainty.CERTAIN].precision == 1, found.wrong
    assert found.classes[Certainty.PROBABLE].precision >= PROBABLE, found.wrong


@pytest.mark.parametrize("name", SEEDS)
def test_the_corpus_comes_back_with_its_base(name: str) -> None:
    flat = truth(CORPUS / name)
    base = (CORPUS / name / "base.txt").read_text(encoding="utf-8")
    found = recover(flat.text, base=base)
    good(score(found, flat))
    assert found.base == base
    assert not found.contradictions


@pytest.mark.parametrize("name", SEEDS)
def test_the_base_may_be_a_word_file(name: str) -> None:
    flat = truth(CORPUS / name)
    base = api.read((CORPUS / name / "base.docx").read_bytes(), "base.docx")
    good(score(recover(flat.text, base=text_of(base, flat.text)), flat))


@pytest.mark.parametrize("name", SEEDS)
def test_the_corpus_is_exact_with_both_editions(name: str) -> None:
    flat = truth(CORPUS / name)
    found = score(recover(flat.text, base=flat.base, new=flat.new), flat)
    assert found.exact == found.lines, found.wrong


def test_most_marks_of_the_corpus_are_seen_without_any_edition() -> None:
    marks = right = 0
    for name in SEEDS:
        flat = truth(CORPUS / name)
        found = recover(flat.text)
        fates = [s.mark for s in found.stretches for _ in s.text]
        for start, stop in spans(flat):
            marks += 1
            letters = [i for i in range(start, stop) if not flat.text[i].isspace()]
            right += all(fates[i] is flat.marks[i] for i in letters)
        assert not any(s.certainty is Certainty.CERTAIN for s in found.stretches)
        assert score(found, flat).classes[Certainty.PROBABLE].precision >= PROBABLE
    assert right >= 0.7 * marks, f"{right} of {marks}"


@needs_shared
def test_texts_that_do_not_run_together_are_left_alone() -> None:
    for path in sorted((SHARED / "data" / "itu-pp18").glob("*.txt"))[:12]:
        found = recover(path.read_text(encoding="utf-8"))
        assert all(s.mark is Mark.KEPT and not s.reason for s in found.stretches), path.name


def spans(flat: Flattened) -> list[tuple[int, int]]:
    """Where the marks stand: from line end to line end, one fate each."""
    found: list[tuple[int, int]] = []
    start = 0
    for i in range(1, len(flat.text) + 1):
        if i == len(flat.text) or flat.marks[i] is not flat.marks[start] or flat.text[i] == "\n":
            text = flat.text[start:i].strip()
            if flat.marks[start] is not Mark.KEPT and text:
                found.append((start, i))
            start = i
    return found


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_resolution_comes_back_in_six_languages(language: str) -> None:
    folder = SHARED / "data" / "six" / f"A-{language}"
    flat = truth(folder)
    base = api.read((folder / "base.docx").read_bytes(), "base.docx")
    good(score(recover(flat.text, base=text_of(base, flat.text)), flat))


@needs_shared
@pytest.mark.parametrize("order", ["old", "new", "mixed"])
def test_certainties_mean_what_they_say_on_redlines_of_others(order: str) -> None:
    total = Score()
    for name in ("06", "09", "16", "19"):
        flat = from_word(SHARED / "data" / "human" / name / "redline.docx", order)
        total.add(score(recover(flat.text, base=flat.base), flat))
    assert total.classes[Certainty.CERTAIN].precision >= CERTAIN
    assert total.classes[Certainty.PROBABLE].precision >= PROBABLE
    assert total.insertions.f1 >= 0.99
