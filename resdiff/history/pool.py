"""Every letter of every edition, once: what an edition keeps of the one before keeps its place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from resdiff.history.values import Source, Strand
from resdiff.model import Change, Comparison, Document, Edit
from resdiff.values import dataclass

_JOINT = -1  # the LF between the texts of a change's clauses: no letter of any clause

Span = tuple[int, int]
"""A stretch of the pool, half open."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Words that went and that nothing replaced. Shape: they stood before the letter `place` of the
    pool, or after it; `clause` of edition `last` is where."""

    place: int
    after: bool
    text: str
    last: int
    clause: int


class Pool:
    """The letters of all editions, in the order in which they came.

    Shape:   `spans[e][c]` the stretches of the pool that make up clause `c` of edition `e`.
    """

    def __init__(self, first: Document) -> None:
        self._texts: list[str] = []
        self._size = 0
        self._starts: list[int] = []
        self._firsts: list[int] = []
        self._sources: list[int] = []
        self.sources: list[Source] = []
        self.lost: list[Lost] = []
        self.spans: list[list[tuple[Span, ...]]] = [
            [self._whole(0, index, clause.text) for index, clause in enumerate(first.clauses)]
        ]

    def add(self, comparison: Comparison) -> None:
        """Takes up the next edition: what its comparison with the last one says is kept is kept."""
        edition = len(self.spans)
        spans: list[tuple[Span, ...]] = [()] * len(comparison.new.clauses)
        self.spans.append(spans)
        for change in comparison.changes:
            if not change.new:
                continue
            made = self._carried(comparison, change, edition)
            for index, own in zip(change.new, made, strict=True):
                spans[index] = own

    def first(self, place: int) -> int:
        """The edition since which a letter stands."""
        return self._firsts[bisect_right(self._starts, place) - 1]

    def strands(self) -> tuple[tuple[Strand, ...], tuple[tuple[tuple[int, ...], ...], ...]]:
        """The pool cut where any edition cuts it, and the strands of every clause."""
        edges = {edge for x in self.spans for own in x for span in own for edge in span}
        cuts = sorted(edges.union(self._starts, (self._size,)))
        text = "".join(self._texts)
        last = [0] * len(cuts)
        weave = []
        for edition, clauses in enumerate(self.spans):
            rows = [tuple(_between(cuts, own)) for own in clauses]
            for row in rows:
                for number in row:
                    last[number] = edition
            weave.append(tuple(rows))
        found = []
        for number, (start, stop) in enumerate(pairwise(cuts)):
            chunk = bisect_right(self._starts, start) - 1
            first, source = self._firsts[chunk], self._sources[chunk]
            found.append(Strand(text[start:stop], first, last[number], source))
        return tuple(found), tuple(weave)

    def _whole(self, edition: int, clause: int, text: str) -> tuple[Span, ...]:
        return (self._put(text, edition, self._source(edition, clause)),) if text else ()

    def _source(self, edition: int, clause: int, replaced: str = "") -> int:
        self.sources.append(Source(edition, clause, replaced))
        return len(self.sources) - 1

    def _put(self, text: str, first: int, source: int) -> Span:
        start = self._size
        self._texts.append(text)
        self._starts.append(start)
        self._firsts.append(first)
        self._sources.append(source)
        self._size += len(text)
        return start, self._size

    def _carried(
        self, comparison: Comparison, change: Change, edition: int
    ) -> Iterator[tuple[Span, ...]]:
        """The spans of each new clause of a change."""
        if not change.old:
            for index in change.new:
                yield self._whole(edition, index, comparison.new.clauses[index].text)
            return
        letters = self._letters(comparison, change, edition)
        at = 0
        for index in change.new:
            text = comparison.new.clauses[index].text
            own = tuple(self._spans(text, letters[at : at + len(text)], edition, index))
            yield own
            self._note_lost(comparison, change, (at, at + len(text)), own)
            at += len(text) + len("\n")

    def _letters(self, comparison: Comparison, change: Change, edition: int) -> list[_Letter]:
        """For each letter of the joined new texts: its place in the pool, or how it came."""
        old = "\n".join(comparison.old.clauses[i].text for i in change.old)
        new = "\n".join(comparison.new.clauses[i].text for i in change.new)
        places = self._places(edition - 1, change.old)
        found: list[_Letter] = []
        at = 0
        for edit in (*change.edits, Edit(len(old), len(old), len(new), len(new))):
            kept = old[at : edit.old_start], new[len(found) : edit.new_start]
            found.extend(self._kept(*kept, places[at : edit.old_start], edition))
            replaced = old[edit.old_start : edit.old_stop]
            fresh = _Letter(_JOINT, edition, replaced)
            found.extend([fresh] * (edit.new_stop - edit.new_start))
            at = edit.old_stop
        return found

    def _kept(self, old: str, new: str, places: Sequence[int], edition: int) -> Iterator[_Letter]:
        """Letters that are kept; what is spelled otherwise (the number of an automatic note) is as
        old as what it stands for."""
        if old == new:
            yield from (_Letter(place, edition) for place in places)
            return
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        for tag, start, stop, new_start, new_stop in matcher.get_opcodes():
            if tag == "equal":
                yield from (_Letter(place, edition) for place in places[start:stop])
                continue
            before = places[start] if start < stop else _JOINT
            first = self.first(before) if before != _JOINT else edition
            yield from [_Letter(_JOINT, first, old[start:stop])] * (new_stop - new_start)

    def _places(self, edition: int, clauses: Sequence[int]) -> list[int]:
        """The pool's places of the joined texts."""
        found: list[int] = []
        for number, index in enumerate(clauses):
            if number:
                found.append(_JOINT)
            for start, stop in self.spans[edition][index]:
                found.extend(range(start, stop))
        return found

    def _spans(
        self, text: str, letters: Sequence[_Letter], edition: int, clause: int
    ) -> Iterator[Span]:
        """Letters gathered into stretches; those that came are put into the pool."""
        start = 0
        for at in range(1, len(text) + 1):
            if at < len(text) and _together(letters[at - 1], letters[at]):
                continue
            one = letters[start]
            if one.place == _JOINT:
                source = self._source(edition, clause, one.replaced)
                yield self._put(text[start:at], one.first, source)
            else:
                yield one.place, one.place + at - start
            start = at

    def _note_lost(
        self, comparison: Comparison, change: Change, window: Span, own: Sequence[Span]
    ) -> None:
        """Remembers what one new clause lost, by the letter that now stands there."""
        places = [place for start, stop in own for place in range(start, stop)]
        old = "\n".join(comparison.old.clauses[i].text for i in change.old)
        for edit in change.edits:
            text = old[edit.old_start : edit.old_stop]
            inside = window[0] <= edit.new_start <= window[1] and places
            if edit.new_start < edit.new_stop or not inside or not text.strip():
                continue
            at = edit.new_start - window[0]
            after = at == len(places)
            place = places[at - after]
            clause = _clause_at(comparison.old, change.old, edit.old_start)
            self.lost.append(Lost(place, after, text, len(self.spans) - 2, clause))


@dataclass(frozen=True, slots=True)
class _Letter:
    """How a letter came: from `place` in the pool, or (_JOINT) anew for `replaced`."""

    place: int
    first: int
    replaced: str = ""


def _clause_at(document: Document, clauses: Sequence[int], at: int) -> int:
    """Which of several clauses, joined with LF, holds that place."""
    for index in clauses[:-1]:
        at -= len(document.clauses[index].text) + len("\n")
        if at < 0:
            return index
    return clauses[-1]


def _together(one: _Letter, other: _Letter) -> bool:
    if one.place == _JOINT or other.place == _JOINT:
        return one is other
    return other.place == one.place + 1


def _between(cuts: Sequence[int], spans: Sequence[Span]) -> Iterator[int]:
    for start, stop in spans:
        yield from range(bisect_left(cuts, start), bisect_left(cuts, stop))
