"""Running headers and footers: rows at a page's edge that come again on other pages, and page
numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resdiff.parsers.pdf.glyphs import EDGE
from resdiff.parsers.pdf.rows import Row

DEEPEST = 3  # rows of a running header or footer at most
_NUMBER = re.compile(r"[-–—\s(]*(?:[Pp]age\s*)?\d{1,4}(?:\s*(?:/|of|de|из)\s*\d{1,4})?[-–—\s)]*")
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")


def part(pages: Sequence[Sequence[Row]]) -> tuple[list[Row], list[Row]]:
    """The rows of the text, and those of running headers and footers."""
    edges = [_edge(page) for page in pages]
    counts: dict[str, int] = {}
    for edge in edges:
        for said in {_folded(row) for row in edge}:
            counts[said] = counts.get(said, 0) + 1
    least = 2 if len(pages) < 6 else 3
    body: list[Row] = []
    running: list[Row] = []
    for page, edge in zip(pages, edges, strict=True):
        apart = {id(row) for row in edge if counts[_folded(row)] >= least or _is_number(row)}
        for row in page:
            (running if id(row) in apart else body).append(row)
    return body, running


def _edge(page: Sequence[Row]) -> list[Row]:
    """The rows next to a page's upper and lower edge."""
    by_height = sorted((row for row in page if row.cell is None), key=lambda row: -row.base)
    top = [r for r in by_height[:DEEPEST] if r.base > r.height * (1 - EDGE)]
    bottom = [r for r in by_height[-DEEPEST:] if r.base < r.height * EDGE]
    return top + [r for r in bottom if r not in top]


def _folded(row: Row) -> str:
    return _DIGITS.sub("#", " ".join(row.text().split()).casefold())


def _is_number(row: Row) -> bool:
    return _NUMBER.fullmatch(row.text()) is not None
