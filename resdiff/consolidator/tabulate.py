"""The clause table of several proposals, as values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from resdiff.consolidator.meetings import meeting
from resdiff.consolidator.values import (
    Consolidation,
    Entry,
    Matter,
    Meeting,
    Remark,
    Row,
    Voice,
)
from resdiff.consolidator.weaving import woven
from resdiff.model import Change, Comparison, Document, Kind, Line, Mark, Notice, Piece, Status
from resdiff.renderers.summary import place_or_path
from resdiff.symbols import AROUND
from resdiff.values import dataclass


@dataclass(slots=True)
class _Heard:
    """One voice, sorted: its lines at each clause of the base, and what came behind each."""

    at: dict[int, list[Line]] = field(default_factory=dict)
    behind: dict[int, list[Line]] = field(default_factory=dict)
    changes: dict[int, Change] = field(default_factory=dict)


def tabulate(base: Document, voices: Sequence[Voice], notices: Sequence[Notice]) -> Consolidation:
    """All proposals side by side, a row a clause.

    Shape:   a clause that came the same in several proposals, at the same place, is one row.
    """
    heard = [_hear(x) for x in voices]
    rows: list[Row] = [*_came(-1, voices, heard)]
    for index, clause in enumerate(base.clauses):
        if clause.kind is not Kind.RUNNING:  # says whose document it is, not what it says
            rows.append(_row(base, index, voices, heard))
        rows.extend(_came(index, voices, heard))
    return Consolidation(tuple(voices), tuple(rows), tuple(_matter(voices)), tuple(notices))


def _hear(voice: Voice) -> _Heard:
    found = _Heard()
    comparison = voice.redline.comparison
    last = -1
    for line in voice.redline.lines:
        change = comparison.changes[line.change]
        if line.status is Status.INSERTED:
            if line.kind not in AROUND:
                found.behind.setdefault(last, []).append(line)
            continue
        for index in change.old:
            found.changes[index] = change
        if change.old:
            last = change.old[0] if len(change.old) == 1 else _own(line, comparison, change)
            found.at.setdefault(last, []).append(line)
    return found


def _own(line: Line, comparison: Comparison, change: Change) -> int:
    """Which of the joined clauses the line speaks of."""
    return next(
        (i for i in change.old if comparison.old.clauses[i].path == line.old_path), change.old[0]
    )


def _touched(change: Change) -> bool:
    return change.status is not Status.UNCHANGED or change.moved or change.renumbered


def _row(base: Document, index: int, voices: Sequence[Voice], heard: Sequence[_Heard]) -> Row:
    clause = base.clauses[index]
    entries: list[Entry | None] = []
    changes: dict[str, tuple[Comparison, Change]] = {}
    for voice, found in zip(voices, heard, strict=True):
        change = found.changes.get(index)
        if change is None or not _touched(change):
            entries.append(None)
            continue
        changes[voice.author] = voice.redline.comparison, change
        entries.append(_entry(found.at.get(index, ()), change, voice))
    met, clash = meeting(index, changes)
    levels = [x.level for found in heard for x in found.at.get(index, ())]
    return Row(
        clause.kind,
        clause.path,
        clause.label.strip(),
        clause.text,
        max(levels, default=0),
        tuple(entries),
        met,
        tuple(changes),
        clash,
        index,
    )


def _entry(lines: Sequence[Line], change: Change, voice: Voice) -> Entry:
    remark, at = _remark(change), ""
    if remark is Remark.MOVED_TO:
        at = place_or_path(voice.redline.comparison.new, change.new[0])
    label = tuple(p for x in lines[:1] for p in x.label)
    pieces: list[Piece] = []
    for number, line in enumerate(lines):
        if number:
            pieces.append(Piece("\n", Mark.KEPT))
        pieces.extend(line.pieces)
    return Entry(label, tuple(pieces), remark, at)


def _remark(change: Change) -> Remark | None:
    if change.moved:
        return Remark.MOVED_TO if change.new else Remark.MOVED
    if change.merged:
        return Remark.MERGED
    if change.split:
        return Remark.SPLIT
    alone = change.renumbered and change.status is Status.UNCHANGED
    return Remark.RENUMBERED if alone else None


# ---------------------------------------------------------------------- what came

Came = tuple[Line, dict[int, Entry]]


def _came(index: int, voices: Sequence[Voice], heard: Sequence[_Heard]) -> Iterator[Row]:
    """The clauses that came behind a clause of the base, equal ones together."""
    order: list[Came] = []
    for number, found in enumerate(heard):
        lines = found.behind.get(index, ())
        comparison = voices[number].redline.comparison
        mine: list[Came] = [(x, {number: _new_entry(x, comparison)}) for x in lines]
        order = woven(order, mine, lambda x: _said(x[0]), lambda x, y: (x[0], x[1] | y[1]))
    for line, entries in order:
        authors = tuple(voices[i].author for i in sorted(entries))
        yield Row(
            line.kind,
            line.new_path,
            "",
            "",
            line.level,
            tuple(entries.get(i) for i in range(len(voices))),
            Meeting.AGREED if len(authors) > 1 else Meeting.ONE,
            authors,
        )


def _new_entry(line: Line, comparison: Comparison) -> Entry:
    if not line.moved:
        return Entry(line.label, line.pieces)
    at = place_or_path(comparison.old, comparison.changes[line.change].old[0])
    return Entry(line.label, line.pieces, Remark.MOVED_FROM, at)


def _said(line: Line) -> str:
    """The words of a clause that came; its letter depends on what else came before it."""
    return " ".join("".join(p.text for p in line.pieces if p.mark is not Mark.DELETED).split())


def _matter(voices: Sequence[Voice]) -> Iterator[Matter]:
    for kind in (Kind.ABSTRACT, Kind.REASONS):
        for voice in voices:
            clauses = voice.redline.comparison.new.clauses
            text = "\n".join(x.text.strip() for x in clauses if x.kind is kind and x.text.strip())
            if text:
                yield Matter(voice.author, kind, text)
