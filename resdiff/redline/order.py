"""The order in which a reader meets the lines of a redline."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from resdiff.model import Line
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and the old and new clause it shows (-1: none); `depth` counts what encloses it."""

    line: Line
    old: int
    new: int
    depth: int


def in_reading_order(placed: Sequence[Placed]) -> Iterator[Placed]:
    """The lines merged: new sides in new order, the rest after what preceded it in the old.

    Shape:   between two lines that show both sides, deletions come first, except that what was
             inserted deeper than the next deletion belongs to the clauses above and goes before.
    """
    flow = sorted((p for p in placed if p.new >= 0), key=lambda p: p.new)
    gone = sorted((p for p in placed if p.new < 0), key=lambda p: p.old)
    fixed = [flow[i] for i in _longest_rising([p.old for p in flow])]
    olds = [p.old for p in fixed]
    gaps: list[list[Placed]] = [[] for _ in range(len(fixed) + 1)]
    for line in gone:
        gaps[bisect_left(olds, line.old)].append(line)
    position = {id(line): gap for gap, line in enumerate(fixed, start=1)}
    come: list[Placed] = []
    gap = 0
    for line in flow:
        if id(line) not in position:
            come.append(line)
            continue
        yield from _merged(gaps[gap], come)
        yield line
        come, gap = [], position[id(line)]
    yield from _merged(gaps[gap], come)


def _merged(gone: Sequence[Placed], come: Sequence[Placed]) -> Iterator[Placed]:
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
