"""Which rows of two tables stand for one another, and which cells of two rows, although columns
were inserted, deleted or merged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.mark import align, fixed
from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.mark.pieces import Reader
from resdiff.ooxml.names import TR, VAL, w
from resdiff.ooxml.settling.tables import cells_of, rows_of, skipped, span_of, width_of
from resdiff.ooxml.stories import paragraph_elements
from resdiff.values import dataclass

NEAR_ROW: Final = 0.4
"""Least similarity of two rows that pair although they differ. Source: a row of two or three cells
of which one was rewritten keeps about half of its words."""

NEAR_COLUMN: Final = 0.3
"""Least similarity of two columns that are the same one. Source: a column in which two cells of
three were rewritten; columns that differ more pair by their place."""

WIDE: Final = 40_000
"""Products of numbers of rows up to which unlike rows are compared each with each. Source: 200 by
200 rows of three words take half a second in CPython 3.11."""

Columns = Mapping[int, int]
"""The old grid's columns that are still there, and what number each has in the new grid."""


@dataclass(slots=True, eq=False)
class Row:
    """One row as it is compared, or a content control around rows.

    Shape:   `starts`, `spans` of its cells in grid columns; `shape` equal for rows that have the
             same cells, as wide, merged as well, in the same wrappers. A control has no cells.
    """

    element: _Element
    cells: Sequence[_Element]
    texts: Sequence[str]
    starts: Sequence[int]
    spans: Sequence[int]
    shape: str

    @property
    def wrapped(self) -> list[bool]:
        """Which of its cells a content control stands around."""
        return [x.getparent() is not self.element for x in self.cells]


class Pairing:
    """What of an old table is still there in a new one."""

    def __init__(self, job: Job, old: _Element, new: _Element) -> None:
        self._job = job
        self._tables = old, new
        self._known: dict[_Element, Row] = {}
        self._cells: dict[tuple[_Element, _Element], align.Pairs] = {}
        # Looked up once: what finds a table's grid goes on through all of its rows.
        self._grids = [_grid(old), _grid(new)]

    # ------------------------------------------------------------------ rows

    def rows(self, olds: Sequence[_Element], news: Sequence[_Element]) -> align.Pairs:
        """The pairs of rows (and of controls around rows) that are kept: equal ones, those that
        only lost or won columns, then those told or alike; none of a table that is fixed.
        """
        old, new = self._all(0, olds), self._all(1, news)
        whole = [[(x.shape, *x.texts) for x in side] for side in (old, new)]
        pairs = align.common(*whole)
        if len(pairs) < max(len(old), len(new)):
            pairs = _between(pairs, old, new, self._standing)
            pairs = _between(pairs, old, new, self._near)
        found = [(i, j) for i, j in pairs if self._can_merge(old[i], new[j])]
        alone = len(found) < max(len(old), len(new))
        return [] if alone and fixed.table_is_fixed(self._tables[0]) else found

    def cells(self, old: _Element, new: _Element) -> align.Pairs:
        """The pairs of cells of two rows that were paired."""
        known = self._cells.get((old, new))
        if known is None:
            known = self._cells[old, new] = self._pair_cells(self._row(0, old), self._row(1, new))
        return known

    @cached_property
    def columns(self) -> Columns:
        """Which columns are still there: those with like words, and what lies between two of them
        where both sides have as many.
        """
        old, new = (_Columns(self._all(i, rows_of(x))) for i, x in enumerate(self._tables))
        if old.count * new.count > WIDE:
            return {i: i for i in range(min(old.count, new.count))}
        alike = align.best(old.count, new.count, lambda i, j: old.score(i, new, j))
        found: dict[int, int] = {}
        o = n = 0
        for i, j in [*alike, (old.count, new.count)]:
            if i - o == j - n:
                found.update(zip(range(o, i), range(n, j), strict=True))
            if i < old.count:
                found[i] = j
            o, n = i + 1, j + 1
        return found

    def _all(self, side: int, elements: Sequence[_Element]) -> list[Row]:
        return [self._row(side, x) for x in elements]

    def _row(self, side: int, element: _Element) -> Row:
        known = self._known.get(element)
        if known is None:
            known = self._known[element] = _read(self._job.readers[side], element)
        return known

    def _standing(self, olds: Sequence[Row], news: Sequence[Row]) -> align.Pairs:
        """Rows that say the same in the columns that are still there."""
        back = {j: j for j in self.columns.values()}
        keys = [_signature(x, self.columns) for x in olds], [_signature(x, back) for x in news]
        return [(i, j) for i, j in align.common(*keys) if self._can_merge(olds[i], news[j])]

    def _near(self, olds: Sequence[Row], news: Sequence[Row]) -> align.Pairs:
        """Rows that the guide pairs, those alike, and by order where the counts agree."""
        even = len(olds) == len(news)
        if len(olds) * len(news) > WIDE:
            return [(i, i) for i, x in enumerate(olds) if even and x.shape == news[i].shape]
        words = [_count(x.texts) for x in olds], [_count(x.texts) for x in news]

        def score(a: int, b: int) -> float:
            old, new = olds[a], news[b]
            if bool(old.cells) != bool(new.cells):
                return 0.0
            if self._told(old.element, new.element):
                return 2.0
            alike = _similarity(words[0][a], words[1][b])
            if even and a == b and old.shape == new.shape:
                alike = max(alike + 0.01, NEAR_ROW)
            return alike if alike >= NEAR_ROW else 0.0

        pairs = align.best(len(olds), len(news), score)
        return [(i, j) for i, j in pairs if self._can_merge(olds[i], news[j])]

    def _told(self, old: _Element, new: _Element) -> bool:
        theirs: set[_Element] | None = None
        for paragraph in paragraph_elements(old):
            group = self._job.guide.group(paragraph)
            if group is not None and group.news:
                theirs = {*paragraph_elements(new)} if theirs is None else theirs
                if any(x in theirs for x in group.news):
                    return True
        return False

    # ------------------------------------------------------------------ cells

    def _can_merge(self, old: Row, new: Row) -> bool:
        """Whether marks of cells can turn one row into the other, exactly.

        A row from which cells go must fill the grid that is left, or Word and others widen the
        cell beside the gap.
        """
        if not old.cells or not new.cells:
            return old.shape == new.shape
        pairs = self.cells(old.element, new.element)
        gone, come = len(old.cells) > len(pairs), len(new.cells) > len(pairs)
        if old.shape != new.shape and fixed.row_is_fixed(old.element):
            return False
        if gone or come:
            if any(old.wrapped) or any(new.wrapped) or not pairs:
                return False
        elif old.wrapped != new.wrapped:
            return False
        return not (gone and not self._fills(1, new)) and not (come and not self._fills(0, old))

    def _fills(self, side: int, row: Row) -> bool:
        grid = self._grids[side]
        return grid is not None and width_of(row.element) >= grid

    def _pair_cells(self, old: Row, new: Row) -> align.Pairs:
        if old.shape == new.shape and (
            old.texts == new.texts or all(self.columns.get(i, i) == i for i in old.starts)
        ):
            return [(i, i) for i, _ in enumerate(old.cells)]
        if len(old.cells) * len(new.cells) > WIDE:
            return []

        def score(i: int, j: int) -> float:
            first, stop = new.starts[j], new.starts[j] + new.spans[j]
            here = range(old.starts[i], old.starts[i] + old.spans[i])
            shared = sum(1 for x in here if first <= self.columns.get(x, -1) < stop)
            share = shared / max(len(here), stop - first)
            if old.texts[i] == new.texts[j]:
                return share + 1.0 if shared or old.texts[i].strip() else 0.0
            return share + _like(old.texts[i], new.texts[j]) if shared else 0.0

        return align.best(len(old.cells), len(new.cells), score)


def _grid(table: _Element) -> int | None:
    """How many columns a table's grid has, None where it has no grid."""
    grid = table.find(w("tblGrid"))
    return None if grid is None else len(grid.findall(w("gridCol")))


class _Columns:
    """What the columns of one table say."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._words: dict[int, Counter[str]] = {}
        self.count = 0
        for row in rows:
            for start, span, text in zip(row.starts, row.spans, row.texts, strict=True):
                self.count = max(self.count, start + span)
                if span == 1:
                    self._words.setdefault(start, Counter()).update(_words(text))

    def score(self, column: int, other: _Columns, there: int) -> float:
        """How alike two columns are, a little more in the same place; 0 where they are not."""
        alike = _similarity(self._words.get(column, _NO), other._words.get(there, _NO))
        return alike + 0.01 * (column == there) if alike >= NEAR_COLUMN else 0.0


_NO: Final = Counter[str]()

Finder = Callable[[Sequence[Row], Sequence[Row]], align.Pairs]
"""What finds pairs in a gap between two pairs."""


def _between(
    pairs: align.Pairs, old: Sequence[Row], new: Sequence[Row], find: Finder
) -> align.Pairs:
    """The pairs, and those found in the gaps between them."""
    found: align.Pairs = []
    o = n = 0
    for i, j in [*pairs, (len(old), len(new))]:
        if o < i and n < j:
            found.extend((o + a, n + b) for a, b in find(old[o:i], new[n:j]))
        if i < len(old):
            found.append((i, j))
        o, n = i + 1, j + 1
    return found


def _read(reader: Reader, element: _Element) -> Row:
    if element.tag != TR:
        texts = [_text(reader, x) for x in rows_of(element)]
        return Row(element, (), texts, (), (), f"<{element.tag}>")
    cells = cells_of(element)
    spans = [span_of(x) for x in cells]
    texts = [_text(reader, x) for x in cells]
    starts = []
    at = skipped(element, "gridBefore")
    for width in spans:
        starts.append(at)
        at += width
    return Row(element, cells, texts, starts, spans, _shape(element, cells))


def _text(reader: Reader, element: _Element) -> str:
    return "\n".join(reader.text(x) for x in paragraph_elements(element))


def _shape(row: _Element, cells: Sequence[_Element]) -> str:
    outer = [str(x.tag) for x in _wrappers(row)]
    return " ".join([*outer, *(f"{span_of(x)}{merged_down(x)}" for x in cells)])


def _wrappers(row: _Element) -> Iterator[_Element]:
    return (x for x in row if x.tag in (w("sdt"), w("customXml")))


def merged_down(cell: _Element) -> str:
    """How a cell is merged with those above and below: "restart", "continue" or ""."""
    found = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    return "" if found is None else found.get(VAL) or "continue"


def _signature(row: Row, columns: Columns) -> tuple[str, ...]:
    """What a row says in these columns."""
    if not row.cells:
        return (row.shape, *row.texts)
    cells = zip(row.starts, row.texts, strict=True)
    return tuple(f"{columns[start]} {text}" for start, text in cells if start in columns)


def _words(text: str) -> list[str]:
    return [x for x in align.words(text) if not x.isspace()]


def _count(texts: Sequence[str]) -> Counter[str]:
    return Counter(x for text in texts for x in _words(text))


def _like(old: str, new: str) -> float:
    return _similarity(Counter(_words(old)), Counter(_words(new)))


def _similarity(old: Counter[str], new: Counter[str]) -> float:
    """How much of two bags of words is the same. Units: from 0 to 1; of two empty ones, 1."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0
