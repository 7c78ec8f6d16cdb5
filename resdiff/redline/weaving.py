"""Two texts and the edits between them, woven into pieces."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from resdiff.model import BrokenInvariant, Clause, Edit, Mark, Piece
from resdiff.values import dataclass, replace

_JOINT = "\n"  # stands between the texts of a split's or merger's clauses; see model.Change


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of woven text and where it begins in the joined old and new texts.

    Shape:   `was` what the old side has in the place of a kept text that is not the same there.
    """

    text: str
    mark: Mark
    old: int
    new: int
    moved: bool = False
    was: str | None = None


class Woven:
    """The texts of one change, woven by its edits.

    Shape:   each way to read them is a list with the pieces of each line.
    Raises:  BrokenInvariant when edits are out of order, or when what lies between them differs in
             more than note numbers, blanks, case, punctuation and accents.
    """

    def __init__(self, olds: Sequence[Clause], news: Sequence[Clause], edits: Iterable[Edit]):
        self._old_notes, self._new_notes = _note_spans(olds), _note_spans(news)
        self._old_joints, self._new_joints = _joints(olds), _joints(news)
        self._spans = tuple(self._cut(_spans(olds, news, edits)))

    def together(self) -> list[tuple[Piece, ...]]:
        """Both sides in one: a line for each clause of the side that has several."""
        lines = _flow(self._spans, self._old_joints, self._new_joints)
        return [self._pieces(line) for line in lines]

    def gone(self, moved: bool) -> list[tuple[Piece, ...]]:
        """The old side, all of it deleted: a line for each old clause."""
        spans = _side(self._spans, Mark.DELETED, moved)
        return [self._pieces(line) for line in _flow(spans, self._old_joints, ())]

    def come(self, moved: bool) -> list[tuple[Piece, ...]]:
        """The new side, all of it inserted: a line for each new clause."""
        spans = _side(self._spans, Mark.INSERTED, moved)
        return [self._pieces(line) for line in _flow(spans, (), self._new_joints)]

    def _cut(self, spans: Iterable[_Span]) -> Iterator[_Span]:
        """The same text in spans that end at every joint and note mark."""
        old_cuts = _cuts(self._old_joints, self._old_notes)
        new_cuts = _cuts(self._new_joints, self._new_notes)
        for span in spans:
            if span.was is not None:
                yield span
                continue
            ends = {len(span.text)}
            if span.mark is not Mark.INSERTED:
                ends.update(cut - span.old for cut in _within(old_cuts, span.old, len(span.text)))
            if span.mark is not Mark.DELETED:
                ends.update(cut - span.new for cut in _within(new_cuts, span.new, len(span.text)))
            yield from _parts(span, sorted(ends))

    def _pieces(self, spans: Iterable[_Span]) -> tuple[Piece, ...]:
        """The spans of a line as pieces, neighbours of one nature joined."""
        pieces: list[Piece] = []
        for span in spans:
            in_old = span.mark is not Mark.INSERTED and _inside(self._old_notes, span.old)
            in_new = span.mark is not Mark.DELETED and _inside(self._new_notes, span.new)
            piece = Piece(span.text, span.mark, in_old or in_new, span.moved, span.was)
            last = pieces[-1] if pieces else None
            if last is not None and _alike(last, piece):
                pieces[-1] = replace(piece, text=last.text + piece.text)
            else:
                pieces.append(piece)
        return tuple(pieces)


def _alike(one: Piece, other: Piece) -> bool:
    """Whether two neighbours are one piece: each note mark and each unlike kept text is its own."""
    apart = one.note or other.note or one.was is not None or other.was is not None
    return not apart and (one.mark, one.moved) == (other.mark, other.moved)


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

    Raises:  BrokenInvariant when edits are out of order, or the texts between two of them differ.
    """
    old, new = _joined(olds), _joined(news)
    old_notes, new_notes = _note_spans(olds), _note_spans(news)
    if not olds or not news:  # nothing to pair: all of it went, or all of it came
        edits = (Edit(0, len(old), 0, len(new)),)
    at_old = at_new = 0
    for edit in (*edits, Edit(len(old), len(old), len(new), len(new))):
        was, kept = old[at_old : edit.old_start], new[at_new : edit.new_start]
        if edit.old_start < at_old or edit.new_start < at_new:
            raise BrokenInvariant(f"clause {(olds or news)[0].path}: edits are out of order")
        if was == kept:
            yield _Span(kept, Mark.KEPT, at_old, at_new)
        elif _letters(was, at_old, old_notes) == _letters(kept, at_new, new_notes):
            for old_part, new_part in _at_notes(was, kept, at_old, at_new, old_notes, new_notes):
                yield from _nearly_kept(old_part, new_part)
        else:
            path = (olds or news)[0].path
            raise BrokenInvariant(f"clause {path}: the texts between two edits differ")
        gone, come = old[edit.old_start : edit.old_stop], new[edit.new_start : edit.new_stop]
        yield _Span(gone, Mark.DELETED, edit.old_start, edit.new_start)
        yield _Span(come, Mark.INSERTED, edit.old_stop, edit.new_start)
        at_old, at_new = edit.old_stop, edit.new_stop


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of one side, and where it begins; `whole` where it is a note mark."""

    text: str
    at: int
    whole: bool


def _at_notes(
    old: str,
    new: str,
    at_old: int,
    at_new: int,
    old_notes: Iterable[tuple[int, int]],
    new_notes: Iterable[tuple[int, int]],
) -> Iterator[tuple[_Part, _Part]]:
    """Two texts side by side in parts, each note mark a part; whole where the notes do not pair."""
    olds, news = _parted(old, at_old, old_notes), _parted(new, at_new, new_notes)
    if len(olds) == len(news):
        yield from zip(olds, news, strict=True)
    else:
        yield _Part(old, at_old, False), _Part(new, at_new, False)


def _parted(text: str, at: int, notes: Iterable[tuple[int, int]]) -> list[_Part]:
    """Text and note marks by turns."""
    parts, start = [], 0
    for note_start, note_stop in sorted(notes):
        if at <= note_start and note_stop <= at + len(text):
            parts.append(_Part(text[start : note_start - at], at + start, False))
            parts.append(_Part(text[note_start - at : note_stop - at], note_start, True))
            start = note_stop - at
    return [*parts, _Part(text[start:], at + start, False)]


def _nearly_kept(old: _Part, new: _Part) -> Iterator[_Span]:
    """A text kept but for differences that are no change; each of them a span of its own."""
    if old.text == new.text:
        yield _Span(new.text, Mark.KEPT, old.at, new.at)
        return
    if new.whole:
        yield _Span(new.text, Mark.KEPT, old.at, new.at, was=old.text)
        return
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, old.text, new.text, autojunk=False)
    for tag, old_start, old_stop, new_start, new_stop in matcher.get_opcodes():
        was = None if tag == "equal" else old.text[old_start:old_stop]
        text = new.text[new_start:new_stop]
        yield _Span(text, Mark.KEPT, old.at + old_start, new.at + new_start, was=was)


def _letters(text: str, at: int, notes: Iterable[tuple[int, int]]) -> str:
    """What has to agree in two texts whose difference is no change: letters outside note marks."""
    inside = {place - at for start, stop in notes for place in range(start, stop)}
    text = "".join(c for place, c in enumerate(text) if place not in inside)
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalpha())


def _parts(span: _Span, ends: Iterable[int]) -> Iterator[_Span]:
    """The span cut at those places of its text."""
    start = 0
    for stop in ends:
        if stop > start:
            at_old = span.old + (start if span.mark is not Mark.INSERTED else 0)
            at_new = span.new + (start if span.mark is not Mark.DELETED else 0)
            yield replace(span, text=span.text[start:stop], old=at_old, new=at_new)
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
            text = _was(span) if mark is Mark.DELETED else span.text
            if text:
                yield replace(span, text=text, mark=mark, moved=moved, was=None)


def _was(span: _Span) -> str:
    return span.text if span.was is None else span.was


def _flow(
    spans: Iterable[_Span], old_joints: Collection[int], new_joints: Collection[int]
) -> list[list[_Span]]:
    """The spans in lines, broken at joints; where a joint is the other side's text, that stays."""
    lines: list[list[_Span]] = [[]]
    for span in spans:
        at_old = span.mark is not Mark.INSERTED and _was(span) != "" and span.old in old_joints
        at_new = span.mark is not Mark.DELETED and span.text != "" and span.new in new_joints
        if not (at_old or at_new):
            lines[-1].append(span)
            continue
        if span.mark is Mark.KEPT and at_old != at_new:
            mark, text = (Mark.DELETED, _was(span)) if at_new else (Mark.INSERTED, span.text)
            if text:
                lines[-1].append(replace(span, mark=mark, text=text, was=None))
        lines.append([])
    return lines


def _inside(notes: Iterable[tuple[int, int]], position: int) -> bool:
    return any(start <= position < stop for start, stop in notes)
