"""Pairing beyond one resolution: several instruments, long documents, texts of known truth."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from types import ModuleType

import pytest
from conftest import ROOT, SHARED, needs_shared
from spoken import document

from resdiff.differ import compare
from resdiff.model import Clause, Document, Instrument, Status, View, Work

ONE = document(
    "number: RESOLUTION 1\ntitle: Bridging the digital divide\n= considering\n"
    "a) that access to networks is unequal among regions of the world;\n= resolves\n"
    "1 to strengthen cooperation with regional organizations on networks,\n"
)
TWO = document(
    "number: RESOLUTION 2\ntitle: Protection of cables\n= considering\n"
    "a) that submarine cables are often damaged by anchors and nets;\n= resolves\n"
    "1 to publish charts of every submarine cable within two years,\n"
)


def volume(*parts: tuple[str, Document]) -> Document:
    """Several documents of one instrument each bound as one, each under its number."""
    clauses: list[Clause] = []
    instruments: list[Instrument] = []
    for place, (number, part) in enumerate(parts):
        at = len(clauses)
        clauses += [
            replace(c, instrument=place, parent=c.parent + at if c.parent >= 0 else -1)
            for c in part.clauses
        ]
        work = Work("PP", "resolution", number)
        title = part.clauses[1].text
        instruments.append(
            replace(part.instruments[0], work=work, title=title, start=at, stop=len(clauses))
        )
    return Document(tuple(clauses), tuple(instruments), "en", View.FINAL)


def pairs(old: Document, new: Document) -> set[tuple[int, int]]:
    return {(c.old[0], c.new[0]) for c in compare(old, new).changes if c.old and c.new}


def test_instruments_are_paired_by_work_whatever_their_order() -> None:
    old, new = volume(("1", ONE), ("2", TWO)), volume(("2", TWO), ("1", ONE))
    size = len(ONE.clauses)
    assert pairs(old, new) == {(i, (i + size) % (2 * size)) for i in range(2 * size)}


def test_an_instrument_without_partner_is_deleted_whole() -> None:
    changes = compare(volume(("1", ONE), ("2", TWO)), volume(("2", TWO))).changes
    gone = [c for c in changes if c.status is Status.DELETED]
    assert [c.old[0] for c in gone] == list(range(len(ONE.clauses)))


def test_a_draft_without_number_is_compared_with_the_text_it_became() -> None:
    old, new = volume(("[ECP-1]", ONE), ("2", TWO)), volume(("2", TWO), ("219", ONE))
    assert (0, len(TWO.clauses)) in pairs(old, new)


def test_a_long_document_with_many_like_lines_is_compared_in_order() -> None:
    lines = [f"unplaced: {'yes' if i % 3 else 'no'}" for i in range(900)]
    old = document("\n".join(lines))
    new = document("\n".join([*lines[:400], "unplaced: perhaps", *lines[400:]]))
    changed = [c for c in compare(old, new).changes if c.status is not Status.UNCHANGED]
    assert [(c.status, c.new) for c in changed] == [(Status.INSERTED, (400,))]


def test_the_number_of_a_heading_is_no_more_than_a_label() -> None:
    lines = "unplaced: what a viewer does\n", "unplaced: what else there is"
    old = document(f"{lines[0]}unplaced: Clause 5: Viewer\n{lines[1]}")
    new = document(f"{lines[0]}unplaced: Clause 4: Viewer\n{lines[1]}")
    assert (1, 1) in pairs(old, new)


def bench() -> ModuleType:
    """The benchmark's module; it lies beside the tests and is no package."""
    spec = importlib.util.spec_from_file_location("bench_align", ROOT / "tests/bench/align.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@needs_shared
@pytest.mark.parametrize("share", [0.1, 0.3])
def test_the_benchmark_finds_nearly_every_pair_move_split_and_merger(share: float) -> None:
    align = bench()
    files = [SHARED / "data" / "itu-pp18" / f"res_{n}.txt" for n in ("011", "025", "101", "140")]
    texts = [align.parsers.read(f.read_bytes(), f.name, View.FINAL) for f in files]
    ours = align.measured(texts, share, 8, ["resdiff"])["resdiff"]
    assert ours["all"] >= 0.99
    assert min(ours[kind] for kind in ("moved", "split", "merged")) >= 0.95
