"""Weaves a comparison into the lines a reader sees: old and new side in one, in reading order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from resdiff.model import (
    BrokenInvariant,
    Change,
    Clause,
    Comparison,
    Document,
    Edit,
    Kind,
    Line,
    Mark,
    Piece,
    Redline,
    Status,
)

_JOINT = "\n"  # stands between the texts of a split's or merger's clauses; see model.Change
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
    return Redline(comparison, tuple(p.line for p in _in_reading_order(placed)), author, date)


# -- one change ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line and the old and new clause it shows (-1: none); `depth` counts what encloses it."""

    line: Line
    old: int
    new: int
    depth: int


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of woven text and where it begins in the joined old and new texts."""

    text: str
    mark: Mark
    old: int
    new: int
    moved: bool = False


def _lines(comparison: Comparison, number: int) -> Iterator[_Placed]:
    """The lines of one change, not yet in their places."""
    change = comparison.changes[number]
    olds = [comparison.old.clauses[i] for i in change.old]
    news = [comparison.new.clauses[i] for i in change.new]
    spans = tuple(_cut(_spans(olds, news, change.edits), olds, news))
    if not _stands_apart(change):
        for place, text in enumerate(_flow(spans, _joints(olds), _joints(news))):
            old = change.old[min(place, len(change.old) - 1)]
            new = change.new[min(place, len(change.new) - 1)]
            yield _line(comparison, number, old, new, _pieces(text, olds, news), place)
        return
    gone = _flow(_side(spans, Mark.DELETED, change.moved), _joints(olds), ())
    come = _flow(_side(spans, Mark.INSERTED, change.moved), (), _joints(news))
    for index, text in zip(change.old, gone, strict=False):
        yield _line(comparison, number, index, -1, _pieces(text, olds, news))
    for index, text in zip(change.new, come, strict=False):
        yield _line(comparison, number, -1, index, _pieces(text, olds, news))


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
) -> _Placed:
    """One line; `place` counts those of a split or merger: a shared label stands on the first."""
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
    return _Placed(line, old_index, new_index, _depth(document, index))


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


# -- labels and texts ---------------------------------------------------------------------------


def weave_labels(old: str, new: str) -> tuple[Piece, ...]:
    """The two labels as pieces: a parenthesis or dot both carry is kept, no letter or digit."""
    if old == new:
        return (Piece(old, Mark.KEPT),) if old else ()
    head = _shared_ornament(old, new)
    tail = _shared_ornament(old[head:][::-1], new[head:][::-1])
    stretches = (
        (old[:head], Mark.KEPT),
        (old[head : len(old) - tail], Mark.DELETED),
        (new[head : len(new) - tail], Mark.INSERTED),
        (old[len(old) - tail :], Mark.KEPT),
    )
    return tuple(Piece(text, mark) for text, mark in stretches if text)


def _shared_ornament(old: str, new: str) -> int:
    """How many characters at the start of both are equal and neither letters, digits nor blanks."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other or one.isalnum() or one.isspace():
            break
        count += 1
    return count


def _joined(clauses: Sequence[Clause]) -> str:
    return _JOINT.join(clause.text for clause in clauses)


def _joints(clauses: Sequence[Clause]) -> tuple[int, ...]:
    """Where the joints stand in the joined text."""
    joints, at = [], 0
    for clause in clauses[:-1]:
        at += len(clause.text)
        joints.append(at)
        at += len(_JOINT)
    return tuple(joints)


def _note_spans(clauses: Sequence[Clause]) -> tuple[tuple[int, int], ...]:
    """Where printed note marks stand in the joined text."""
    starts = (0, *(joint + len(_JOINT) for joint in _joints(clauses)))
    return tuple(
        (start + mark.start, start + mark.stop)
        for start, clause in zip(starts, clauses, strict=False)
        for mark in clause.marks
        if mark.stop > mark.start
    )


def _spans(
    olds: Sequence[Clause], news: Sequence[Clause], edits: Iterable[Edit]
) -> Iterator[_Span]:
    """The two joined texts woven by their edits, deletion before insertion.

    Raises:  BrokenInvariant when what lies between two edits is not equal.
    """
    old, new = _joined(olds), _joined(news)
    if not olds or not news:  # nothing to pair: all of it went, or all of it came
        edits = (Edit(0, len(old), 0, len(new)),)
    at_old = at_new = 0
    for edit in (*edits, Edit(len(old), len(old), len(new), len(new))):
        kept = old[at_old : edit.old_start]
        if kept != new[at_new : edit.new_start] or edit.old_start < at_old:
            path = (olds or news)[0].path
            raise BrokenInvariant(f"clause {path}: the texts between two edits differ")
        yield _Span(kept, Mark.KEPT, at_old, at_new)
        gone, come = old[edit.old_start : edit.old_stop], new[edit.new_start : edit.new_stop]
        yield _Span(gone, Mark.DELETED, edit.old_start, edit.new_start)
        yield _Span(come, Mark.INSERTED, edit.old_stop, edit.new_start)
        at_old, at_new = edit.old_stop, edit.new_stop


def _cut(spans: Iterable[_Span], olds: Sequence[Clause], news: Sequence[Clause]) -> Iterator[_Span]:
    """The same text in spans that end at every joint and note mark."""
    old_cuts = _cuts(_joints(olds), _note_spans(olds))
    new_cuts = _cuts(_joints(news), _note_spans(news))
    for span in spans:
        ends = {len(span.text)}
        if span.mark is not Mark.INSERTED:
            ends.update(cut - span.old for cut in _within(old_cuts, span.old, len(span.text)))
        if span.mark is not Mark.DELETED:
            ends.update(cut - span.new for cut in _within(new_cuts, span.new, len(span.text)))
        start = 0
        for stop in sorted(ends):
            if stop > start:
                at_old = span.old + (start if span.mark is not Mark.INSERTED else 0)
                at_new = span.new + (start if span.mark is not Mark.DELETED else 0)
                yield _Span(span.text[start:stop], span.mark, at_old, at_new)
            start = stop


def _cuts(joints: Iterable[int], notes: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    ends = {end for joint in joints for end in (joint, joint + len(_JOINT))}
    return tuple(sorted(ends.union(end for note in notes for end in note)))


def _within(cuts: Sequence[int], start: int, length: int) -> Sequence[int]:
    return cuts[bisect_right(cuts, start) : bisect_left(cuts, start + length)]


def _side(spans: Iterable[_Span], mark: Mark, moved: bool) -> Iterator[_Span]:
    """One side alone, all of it marked; `moved` where it stands unaltered at its other place."""
    for span in spans:
        if span.mark is mark:
            yield span
        elif span.mark is Mark.KEPT:
            yield replace(span, mark=mark, moved=moved)


def _flow(
    spans: Iterable[_Span], old_joints: Collection[int], new_joints: Collection[int]
) -> list[list[_Span]]:
    """The spans in lines, broken at joints; where a joint is the other side's text, that stays."""
    lines: list[list[_Span]] = [[]]
    for span in spans:
        at_old = span.mark is not Mark.INSERTED and span.old in old_joints
        at_new = span.mark is not Mark.DELETED and span.new in new_joints
        if not (at_old or at_new):
            lines[-1].append(span)
            continue
        if span.mark is Mark.KEPT and at_old != at_new:
            lines[-1].append(replace(span, mark=Mark.DELETED if at_new else Mark.INSERTED))
        lines.append([])
    return lines


def _pieces(
    spans: Iterable[_Span], olds: Sequence[Clause], news: Sequence[Clause]
) -> tuple[Piece, ...]:
    """The spans of a line as pieces, neighbours of one nature joined."""
    old_notes, new_notes = _note_spans(olds), _note_spans(news)
    pieces: list[Piece] = []
    for span in spans:
        in_old = span.mark is not Mark.INSERTED and _inside(old_notes, span.old)
        in_new = span.mark is not Mark.DELETED and _inside(new_notes, span.new)
        piece = Piece(span.text, span.mark, in_old or in_new, span.moved)
        if pieces and not piece.note and pieces[-1] == replace(piece, text=pieces[-1].text):
            pieces[-1] = replace(piece, text=pieces[-1].text + piece.text)
        else:
            pieces.append(piece)
    return tuple(pieces)


def _inside(notes: Iterable[tuple[int, int]], position: int) -> bool:
    return any(start <= position < stop for start, stop in notes)


# -- the order of lines -------------------------------------------------------------------------


def _in_reading_order(placed: Sequence[_Placed]) -> Iterator[_Placed]:
    """The lines merged: new sides in new order, the rest after what preceded it in the old.

    Shape:   between two lines that show both sides, deletions come first, except that what was
             inserted deeper than the next deletion belongs to the clauses above and goes before.
    """
    flow = sorted((p for p in placed if p.new >= 0), key=lambda p: p.new)
    gone = sorted((p for p in placed if p.new < 0), key=lambda p: p.old)
    fixed = [flow[i] for i in _longest_rising([p.old for p in flow])]
    olds = [p.old for p in fixed]
    gaps: list[list[_Placed]] = [[] for _ in range(len(fixed) + 1)]
    for line in gone:
        gaps[bisect_left(olds, line.old)].append(line)
    position = {id(line): gap for gap, line in enumerate(fixed, start=1)}
    come: list[_Placed] = []
    gap = 0
    for line in flow:
        if id(line) not in position:
            come.append(line)
            continue
        yield from _merged(gaps[gap], come)
        yield line
        come, gap = [], position[id(line)]
    yield from _merged(gaps[gap], come)


def _merged(gone: Sequence[_Placed], come: Sequence[_Placed]) -> Iterator[_Placed]:
    """Deletions and insertions of one gap, each in its own order."""
    at_gone = at_come = 0
    while at_gone < len(gone) and at_come < len(come):
        if come[at_come].depth > gone[at_gone].depth:
            yield come[at_come]
            at_come += 1
        else:
            yield gone[at_gone]
            at_gone += 1
    yield from gone[at_gone:]
    yield from come[at_come:]


def _longest_rising(values: Sequence[int]) -> list[int]:
    """Positions of a longest strictly rising subsequence; negative values take no part.

    Source:  M. Fredman, On computing the length of longest increasing subsequences, 1975.
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        before.append(-1)
        if value < 0:
            continue
        length = bisect_left(tails, value)
        before[position] = ends[length - 1] if length else -1
        if length == len(tails):
            tails.append(value)
            ends.append(position)
        else:
            tails[length], ends[length] = value, position
    chain: list[int] = []
    position = ends[-1] if ends else -1
    while position >= 0:
        chain.append(position)
        position = before[position]
    return chain[::-1]
