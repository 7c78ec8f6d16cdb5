"""What a proposal says around the resolution: no edition of the resolution has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resdiff import parsers
from resdiff.model import View
from resdiff.recovery.texts import BOOKMARK
from resdiff.symbols import UNJUDGED


def matter_lines(flat: str, held: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Lines before the first and after the last that the edition has, where they are no part of a
    resolution, and what an extractor left behind; start and stop, line ends included."""
    yield from (match.span() for match in BOOKMARK.finditer(flat))
    there = [i for i, mine in enumerate(held) if mine and not flat[i].isspace()]
    if not there or (not flat[: there[0]].strip() and not flat[there[-1] + 1 :].strip()):
        return
    around = _numbers(flat)
    at = 0
    for number, line in enumerate(flat.split("\n")):
        stop = at + len(line)
        outside = stop <= there[0] or at > there[-1]
        if outside and (number in around or not line.strip()):
            yield (at, min(stop + 1, len(flat))) if at <= there[0] else (max(0, at - 1), stop)
        at = stop + 1


def _numbers(flat: str) -> frozenset[int]:
    """The lines that a reader takes for what surrounds a resolution."""
    document = parsers.read(flat.encode(), "text", View.FINAL)
    if not document.instruments:
        return frozenset()
    return frozenset(
        anchor.paragraph
        for clause in document.clauses
        if clause.kind in UNJUDGED
        for anchor in clause.anchors
    )
