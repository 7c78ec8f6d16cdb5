"""Weaves a comparison into the lines a reader sees: old and new side in one, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resdiff.model import (
    BrokenInvariant,
    Change,
    Clause,
    Comparison,
    Document,
    Kind,
    Line,
    Piece,
    Redline,
    Status,
)
from resdiff.redline.order import Placed, in_reading_order
from resdiff.redline.weaving import Woven, weave_labels

__all__ = ["weave", "weave_labels"]

_CONTAINERS = frozenset({Kind.CALL, Kind.ANNEX, Kind.HEADING})


def weave(comparison: Comparison, author: str, date: str) -> Redline:
    """The redline of a comparison.

    Shape:   lines in the new order; what was deleted stands after what preceded it in the old.
             Leaving out INSERTED pieces gives every old clause's label and text, leaving out
             DELETED every new one's. A split clause has a line for each new clause, a merged one
             for each old clause, a moved one for each of its places.
    Raises:  BrokenInvariant when edits do not fit the texts they refer to.
    """
    placed = [
        line for number in range(len(comparison.changes)) for line in _lines(comparison, number)
    ]
    return Redline(comparison, tuple(p.line for p in in_reading_order(placed)), author, date)


def _lines(comparison: Comparison, number: int) -> Iterator[Placed]:
    """The lines of one change, not yet in their places."""
    change = comparison.changes[number]
    woven = Woven(
        [comparison.old.clauses[i] for i in change.old],
        [comparison.new.clauses[i] for i in change.new],
        change.edits,
    )
    if not _stands_apart(change):
        for place, pieces in enumerate(woven.together()):
            old = change.old[min(place, len(change.old) - 1)]
            new = change.new[min(place, len(change.new) - 1)]
            yield _line(comparison, number, old, new, pieces, place)
        return
    for index, pieces in zip(change.old, woven.gone(change.moved), strict=False):
        yield _line(comparison, number, index, -1, pieces)
    for index, pieces in zip(change.new, woven.come(change.moved), strict=False):
        yield _line(comparison, number, -1, index, pieces)


def _stands_apart(change: Change) -> bool:
    """Whether the two sides are shown apart: one only, moved, or several with several."""
    several = len(change.old) > 1 and len(change.new) > 1
    return change.moved or several or not change.old or not change.new


def _line(
    comparison: Comparison,
    number: int,
    old_index: int,
    new_index: int,
    pieces: tuple[Piece, ...],
    place: int = 0,
) -> Placed:
    """One line; `place` counts those of a split or merger: a shared label stands on the first.

    Raises:  BrokenInvariant for a change that names no clause.
    """
    change = comparison.changes[number]
    old = comparison.old.clauses[old_index] if old_index >= 0 else None
    new = comparison.new.clauses[new_index] if new_index >= 0 else None
    shown = new or old
    if shown is None:
        raise BrokenInvariant(f"change {number} names no clause")
    document, index = (comparison.new, new_index) if new else (comparison.old, old_index)
    old_label = old.label if old and (place == 0 or len(change.old) > 1) else ""
    new_label = new.label if new and (place == 0 or len(change.new) > 1) else ""
    line = Line(
        kind=shown.kind,
        status=_status(change, old, new),
        label=weave_labels(old_label, new_label),
        pieces=pieces,
        level=_level(document, index),
        change=number,
        old_path=_path(comparison.old, change.old, old),
        new_path=_path(comparison.new, change.new, new),
        moved=change.moved,
        renumbered=change.renumbered,
        nature=change.nature,
        cell=shown.cell,
    )
    return Placed(line, old_index, new_index, _depth(document, index))


def _status(change: Change, old: Clause | None, new: Clause | None) -> Status:
    if new is None:
        return Status.DELETED
    return Status.INSERTED if old is None else change.status


def _path(document: Document, indices: Sequence[int], shown: Clause | None) -> str:
    """The path of the clause shown, or of its counterpart, or ""."""
    if shown:
        return shown.path
    return document.clauses[indices[0]].path if indices else ""


def _depth(document: Document, index: int) -> int:
    """How many clauses enclose it."""
    return sum(1 for _ in _ancestors(document, index))


def _level(document: Document, index: int) -> int:
    """How many items enclose it: calls, annexes and headings do not indent."""
    return sum(1 for clause in _ancestors(document, index) if clause.kind not in _CONTAINERS)


def _ancestors(document: Document, index: int) -> Iterator[Clause]:
    parent = document.clauses[index].parent
    while parent >= 0:
        yield document.clauses[parent]
        parent = document.clauses[parent].parent
