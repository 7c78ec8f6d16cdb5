"""The tables of a PDF: the cells that its drawn lines enclose."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from resdiff.errors import MissingExtra
from resdiff.model import Cell
from resdiff.parsers.pdf.glyphs import DAMAGE, EDGE, Page, listening, pages
from resdiff.values import dataclass

if TYPE_CHECKING:
    from pdfplumber.table import Table

FEWEST_UPRIGHTS = 2
"""Fewest upright lines of a page that may hold a table: a cell's two sides."""

SAME_EDGE = 3.0
"""How far the edges of a table's parts on two pages lie apart at most, in points."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell where it stands on its page. Units: points from the lower left corner."""

    cell: Cell
    x0: float
    x1: float
    low: float
    high: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the cell."""
        return self.x0 <= x < self.x1 and self.low <= y < self.high


@dataclass(frozen=True, slots=True)
class _Part:
    """What of a table stands on one page: its cells row by row, and its edges."""

    page: Page
    rows: list[list[tuple[float, float, float, float] | None]]
    bbox: tuple[float, float, float, float]


@lru_cache(maxsize=2)  # a file is read once a view
def tables(data: bytes, name: str) -> dict[int, tuple[tuple[Box, ...], ...]]:
    """The cells of each table of each page that has any, by the page's number.

    Shape:   a table that goes on at the top of the next page keeps its number; its rows go on.
    Raises:  as `glyphs.pages`.
    """
    wanted = [page for page in pages(data, name) if page.uprights >= FEWEST_UPRIGHTS]
    parts = _parts(data, name, wanted) if wanted else []
    found: dict[int, tuple[tuple[Box, ...], ...]] = {}
    number, first = -1, 0
    for index, part in enumerate(parts):
        if index and _goes_on(parts[index - 1], part):
            first += len(parts[index - 1].rows)
        else:
            number, first = number + 1, 0
        boxes = tuple(_boxes(part, number, first))
        found[part.page.number] = (*found.get(part.page.number, ()), boxes)
    return found


def _parts(data: bytes, name: str, wanted: Sequence[Page]) -> list[_Part]:
    try:
        import pdfplumber
    except ImportError:
        raise MissingExtra(
            f"{name} is a PDF with tables, and the package that reads those is not installed",
            "pip install 'resdiff[pdf]'",
        ) from None
    numbers = [page.number + 1 for page in wanted]
    try:
        with listening(), pdfplumber.open(io.BytesIO(data), pages=numbers) as file:
            pages = zip(file.pages, wanted, strict=True)
            return [part for page, known in pages for part in _drawn(page.find_tables(), known)]
    except DAMAGE:
        return []


def _drawn(tables: Sequence[Table], page: Page) -> Iterator[_Part]:
    """The tables of a page from its top down; a frame around one cell is none."""
    for table in sorted(tables, key=lambda found: found.bbox[1]):
        rows = [list(row.cells) for row in table.rows]
        if sum(cell is not None for row in rows for cell in row) > 1:
            yield _Part(page, rows, table.bbox)


def _boxes(part: _Part, number: int, first: int) -> list[Box]:
    """The cells of a table's part in reading order. One that spans rows stands in its first."""
    height = part.page.height
    return [
        Box(Cell(number, first + row, column), cell[0], cell[2], height - cell[3], height - cell[1])
        for row, cells in enumerate(part.rows)
        for column, cell in enumerate(cells)
        if cell is not None
    ]


def _goes_on(above: _Part, below: _Part) -> bool:
    """Whether a table goes on with the one before it: nothing of the text between them, and the
    same columns."""
    if below.page.number != above.page.number + 1 or len(above.rows[-1]) != len(below.rows[0]):
        return False
    same = all(abs(above.bbox[side] - below.bbox[side]) < SAME_EDGE for side in (0, 2))
    foot, top = above.page.height - above.bbox[3], below.page.height - below.bbox[1]
    return same and not (
        _has_text(above.page, EDGE * above.page.height, foot)
        or _has_text(below.page, top, (1 - EDGE) * below.page.height)
    )


def _has_text(page: Page, low: float, high: float) -> bool:
    return any(low < g.base < high and g.text.strip() for g in page.glyphs)
