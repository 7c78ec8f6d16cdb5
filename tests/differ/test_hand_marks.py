"""The marks of the differ beside the marks that a person made by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import CORPUS, SHARED, needs_shared

from resdiff import parsers
from resdiff.differ import compare
from resdiff.differ.edits import edits
from resdiff.language import LANGUAGES
from resdiff.model import Comparison, Document, Kind, Nature, Status, View

MARK = re.compile(r"\{\+\+(.*?)\+\+\}|\{--(.*?)--\}", re.DOTALL)
SIX = SHARED / "data" / "six"


def lines(path: Path) -> list[list[tuple[str, str]]]:
    """The lines of a marked text as characters with their state: "=", "+" or "-"."""
    text = path.read_text(encoding="utf-8")
    found, at = [[]], 0
    pieces: list[tuple[str, str]] = []
    for mark in MARK.finditer(text):
        pieces += [(text[at : mark.start()], "=")]
        pieces += [(mark[1], "+") if mark[1] is not None else (mark[2], "-")]
        at = mark.end()
    for words, state in [*pieces, (text[at:], "=")]:
        for sign in words:
            if sign == "\n":
                found.append([])
            else:
                found[-1].append((sign, state))
    return found


def sides(line: list[tuple[str, str]]) -> tuple[str, list[bool], str, list[bool]]:
    old = [(sign, state == "-") for sign, state in line if state != "+"]
    new = [(sign, state == "+") for sign, state in line if state != "-"]
    return (
        "".join(s for s, _ in old),
        [m for _, m in old],
        "".join(s for s, _ in new),
        [m for _, m in new],
    )


def agreement(path: Path) -> float:
    """F1 over characters of our marks against the hand's, in every line that has both sides."""
    both = ours = theirs = 0
    for line in lines(path):
        old, gone, new, come = sides(line)
        if not old or not new:
            continue
        found, _ = edits(old, new)
        mine_old = {i for e in found for i in range(e.old_start, e.old_stop)}
        mine_new = {i for e in found for i in range(e.new_start, e.new_stop)}
        hand_old, hand_new = ({i for i, m in enumerate(f) if m} for f in (gone, come))
        both += len(mine_old & hand_old) + len(mine_new & hand_new)
        ours += len(mine_old) + len(mine_new)
        theirs += len(hand_old) + len(hand_new)
    return 2 * both / (ours + theirs)


@pytest.mark.parametrize(("seed", "least"), [("res101-en", 0.99), ("res64-zh", 0.99)])
def test_the_marks_of_the_seeds_are_those_of_the_hand(seed: str, least: float) -> None:
    assert agreement(CORPUS / seed / "critic.txt") >= least


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_marks_are_those_of_the_hand_in_six_languages(language: str) -> None:
    assert agreement(SIX / f"A-{language}" / "critic.txt") >= 0.999


def read(path: Path, view: View = View.FINAL) -> Document:
    return parsers.read(path.read_bytes(), path.name, view)


def rows(comparison: Comparison) -> set[tuple[object, ...]]:
    """The changes of items and paragraphs in the form of the list of all changes."""
    found: set[tuple[object, ...]] = set()
    for change in comparison.changes:
        old = [comparison.old.clauses[i] for i in change.old]
        new = [comparison.new.clauses[j] for j in change.new]
        if {c.kind for c in old + new} - {Kind.ITEM, Kind.PARAGRAPH}:
            continue
        first = (old[0].path if old else None, new[0].path if new else None)
        touched = change.status is not Status.UNCHANGED or change.moved
        if old and new:
            editorial = change.nature is Nature.EDITORIAL
            flags = (change.moved, change.renumbered, change.split, change.merged, editorial)
            found.add((*first, "MOD" if touched else "NOC", *flags))
            found |= {(None, c.path, "ADD", False, False, True, False, False) for c in new[1:]}
            found |= {(c.path, None, "SUP", False, False, False, True, False) for c in old[1:]}
        else:
            found.add((*first, "ADD" if new else "SUP", False, False, False, False, False))
    return found


def expected() -> set[tuple[object, ...]]:
    gold = json.loads((SIX / "A.changes.json").read_text(encoding="utf-8"))
    flags = ("moved", "renumbered", "split", "merged", "editorial")
    return {(r["old"], r["new"], r["action"], *(bool(r[f]) for f in flags)) for r in gold}


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_the_list_of_changes_is_found(language: str) -> None:
    folder = SIX / f"A-{language}"
    comparison = compare(read(folder / "base.docx"), read(folder / "proposal-clean.docx"))
    assert rows(comparison) == expected()


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tracked_proposal_is_a_pair_of_its_own(language: str) -> None:
    file = SIX / f"A-{language}" / "proposal.docx"
    comparison = compare(read(file, View.ORIGINAL), read(file))
    assert rows(comparison) == expected()


@needs_shared
def test_the_six_opinions_are_paired_one_to_one_across_editions() -> None:
    """2014 against 2018: relabelled i–n to m–r, reworded, with new clauses before and after."""
    old = read(SHARED / "seeds" / "res101-en" / "new.txt")
    new = read(SHARED / "data" / "itu-pp18" / "res_101.txt")
    comparison = compare(old, new)
    pairs = {
        (old.clauses[c.old[0]].path, new.clauses[c.new[0]].path)
        for c in comparison.changes
        if c.old and c.new
    }
    wanted = zip("ijklmn", "mnopqr", strict=True)
    assert {(f"1/{x}", f"1/{y}") for x, y in wanted} <= pairs
    assert ("11/-1", "10/1") in pairs  # the instruction to BDT, and what became of it
