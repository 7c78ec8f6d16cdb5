"""Where the columns of a text begin and end, from all its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from resdiff.parsers.pdf.rows import Row
from resdiff.values import replace

EDGE = 3.0
"""How far rows of one justified column end apart, in points: hanging stops and kerning."""


def aligned(body: Sequence[Row]) -> list[Row]:
    """The rows, their columns ending where many rows of the text do: not at a table that juts out,
    and on a short page where on full ones."""
    near = 0.2 * max((row.right for row in body), default=0.0)
    known: dict[tuple[int, int], tuple[float, float]] = {}
    found = []
    for row in body:
        if row.cell is not None:
            found.append(row)
            continue
        column = round(row.left / EDGE), round(row.right / EDGE)
        if column not in known:
            known[column] = _sides(row, body, near)
        left, right = known[column]
        found.append(replace(row, left=left, right=right))
    return found


def _sides(row: Row, body: Sequence[Row], near: float) -> tuple[float, float]:
    """Where the column of a row begins and ends."""
    lefts = _edges([other.x0 for other in body if other.x1 > row.left])
    rights = _edges([other.x1 for other in body if other.x0 < row.right])
    return (
        min((x for x in lefts if row.left - x < near), default=row.left),
        max((x for x in rights if x - row.right < near), default=row.right),
    )


def _edges(places: Sequence[float]) -> list[float]:
    """The places where columns may end: those that several rows share."""
    counts = Counter(round(x / EDGE) for x in places)
    least = max(2, len(places) // 50)
    return [x for x in places if sum(counts[round(x / EDGE) + d] for d in (-1, 0, 1)) >= least]
