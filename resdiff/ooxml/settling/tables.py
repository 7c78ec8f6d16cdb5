"""Rows and cells that were inserted, deleted or merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lxml.etree import SubElement, _Element

from resdiff.ooxml.names import TBL, TC, TR, VAL, P, w
from resdiff.ooxml.revisions import Choice
from resdiff.ooxml.settling.properties import merge_value, tidy
from resdiff.ooxml.settling.ranges import drop, remove
from resdiff.values import dataclass

LOST_TABLE: Final = "{urn:resdiff}lost-table"
"""Stands where a table lost its last row, until the paragraph marks are settled.

The paragraphs around a table do not join because it goes: no reader that was looked at joins them.
"""

_WRAPPERS: Final = frozenset(map(w, ("sdt", "sdtContent", "customXml")))


def settle_tables(root: _Element, final: bool, choice: Choice) -> bool:
    """Settles every chosen revision of a row or a cell; whether there was one."""
    rows = _settle_rows(root, final, choice)
    cells = _settle_cells(root, final, choice)
    merged = _settle_merges(root, final, choice)
    return rows or cells or merged


def _settle_rows(root: _Element, final: bool, choice: Choice) -> bool:
    gone = w("del") if final else w("ins")
    marks = [x for x in root.iter(w("ins"), w("del")) if _holder(x, "trPr") and choice.takes(x)]
    leaving: dict[_Element, None] = {}
    for mark in marks:
        properties = mark.getparent()
        if properties is None:
            continue
        row = properties.getparent()
        remove(mark)
        tidy(properties)
        if mark.tag == gone and row is not None and row.tag == TR:
            leaving[row] = None
    _remove_from_tables(leaving)
    return bool(marks)


def _settle_cells(root: _Element, final: bool, choice: Choice) -> bool:
    gone = w("cellDel") if final else w("cellIns")
    marks = [x for x in root.iter(w("cellIns"), w("cellDel")) if choice.takes(x)]
    leaving: set[_Element] = set()
    for mark in marks:
        properties = mark.getparent()
        if properties is None:
            continue
        cell = properties.getparent()
        remove(mark)
        tidy(properties)
        if mark.tag == gone and cell is not None and cell.tag == TC:
            leaving.add(cell)
    for table, gaps in _gaps(leaving).items():
        _remove_cells(table, gaps)
    return bool(marks)


def _settle_merges(root: _Element, final: bool, choice: Choice) -> bool:
    marks = [x for x in root.iter(w("cellMerge")) if choice.takes(x)]
    for mark in marks:
        properties = mark.getparent()
        if properties is None:
            continue
        value = merge_value(mark, final)
        for old in properties.findall(w("vMerge")):
            properties.remove(old)
        if value is not None:
            merge = SubElement(properties, w("vMerge"))
            merge.set(VAL, value)
            properties.replace(mark, merge)
            _into_order(properties, merge)
        else:
            properties.remove(mark)
            tidy(properties)
    return bool(marks)


def _into_order(properties: _Element, merge: _Element) -> None:
    """Moves a vMerge to where the schema wants it: behind width, span and hMerge (CT_TcPrBase)."""
    before = tuple(map(w, ("cnfStyle", "tcW", "gridSpan", "hMerge")))
    properties.remove(merge)
    at = sum(1 for x in properties if x.tag in before)
    properties.insert(at, merge)


@dataclass(frozen=True, slots=True)
class _Gap:
    """A cell that goes: its row, its first grid column and its span, and the cell that may grow."""

    cell: _Element
    row: _Element
    column: int
    span: int
    neighbour: _Element | None


def _gaps(leaving: set[_Element]) -> dict[_Element, list[_Gap]]:
    """The gaps that these cells leave, by table. A cell that stands in no row leaves none."""
    rows = dict.fromkeys(next(x.iterancestors(TR), None) for x in leaving)
    found: dict[_Element, list[_Gap]] = {}
    for row in rows:
        table = None if row is None else next(row.iterancestors(TBL), None)
        if row is not None and table is not None:
            found.setdefault(table, []).extend(_gaps_of_row(row, leaving))
    return found


def _gaps_of_row(row: _Element, leaving: set[_Element]) -> Iterator[_Gap]:
    cells = cells_of(row)
    staying = [x for x in cells if x not in leaving]
    column = skipped(row, "gridBefore")
    before: _Element | None = None
    for cell in cells:
        span = span_of(cell)
        if cell in leaving:
            first = staying[0] if staying else None
            yield _Gap(cell, row, column, span, first if before is None else before)
        else:
            before = cell
        column += span


def _remove_cells(table: _Element, gaps: list[_Gap]) -> None:
    """Takes cells out and closes the gaps, so that every row fills the grid again.

    Where every row lost a column, the grid loses it; else the cell before the gap grows over it.
    Word writes merged cells so: the first keeps its old span in the file, the others are marked as
    deleted.
    """
    _remove_from_tables(x.cell for x in gaps)
    grid = table.find(w("tblGrid"))
    if grid is None or table.getparent() is None or not gaps:
        return
    widths = {x: width_of(x) for x in rows_of(table)}
    columns = len(grid.findall(w("gridCol")))
    lost = min((columns - x for x in widths.values()), default=0)
    if lost > 0:
        _narrow(grid, min(x.column for x in gaps), lost)
        columns -= lost
    for gap in gaps:
        grown = min(columns - widths.get(gap.row, columns), gap.span)
        if grown > 0 and gap.neighbour is not None:
            _widen(gap.neighbour, grown)
            widths[gap.row] += grown


def _narrow(grid: _Element, column: int, count: int) -> None:
    for old in grid.findall(w("gridCol"))[column : column + count]:
        grid.remove(old)


def _widen(cell: _Element, by: int) -> None:
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = cell.makeelement(w("tcPr"), {}, None)
        cell.insert(0, properties)
    total = span_of(cell) + by
    span = properties.find(w("gridSpan"))
    if span is None:
        span = properties.makeelement(w("gridSpan"), {}, None)
        at = sum(1 for x in properties if x.tag in (w("cnfStyle"), w("tcW")))
        properties.insert(at, span)
    span.set(VAL, str(total))


def span_of(cell: _Element) -> int:
    """How many grid columns a cell covers."""
    return max(1, _number(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), 1))


def width_of(row: _Element) -> int:
    """How many grid columns a row covers, those it skips at its ends included."""
    spans = sum(span_of(x) for x in cells_of(row))
    return spans + skipped(row, "gridBefore") + skipped(row, "gridAfter")


def skipped(row: _Element, side: str) -> int:
    """How many grid columns a row skips; `side` "gridBefore" or "gridAfter"."""
    return _number(row.find(f"{w('trPr')}/{w(side)}"), 0)


def _number(element: _Element | None, default: int) -> int:
    value = "" if element is None else element.get(VAL, "")
    # Word's tables have at most 63 columns; a number past that is nonsense and must not cost time.
    readable = value.isascii() and value.isdigit() and len(value) < 9
    return min(int(value), 63) if readable else default


def rows_of(table: _Element) -> list[_Element]:
    """The rows of a table itself, those in content controls too."""
    return _through(table, TR)


def cells_of(row: _Element) -> list[_Element]:
    """The cells of a row itself, those in content controls too."""
    return _through(row, TC)


def _through(element: _Element, wanted: str) -> list[_Element]:
    found: list[_Element] = []
    for child in element:
        if child.tag == wanted:
            found.append(child)
        elif child.tag in _WRAPPERS:
            found.extend(_through(child, wanted))
    return found


def _remove_from_tables(elements: Iterable[_Element]) -> None:
    """Takes rows or cells out, and what that leaves empty: content controls, rows, tables."""
    parents: dict[_Element, None] = {}
    for element in elements:
        parent = element.getparent()
        drop(element)
        if parent is not None:
            parents[parent] = None
    for emptied in parents:
        _remove_empty(emptied)


def _remove_empty(element: _Element | None) -> None:
    while element is not None and element.tag in (*_WRAPPERS, TR, TBL):
        if next(element.iter(TC, P), None) is not None:
            return  # a content control may hold paragraphs beside the table that went
        upper = element.getparent()
        if element.tag == TBL:
            element.addprevious(element.makeelement(LOST_TABLE, {}, None))
        drop(element)
        element = upper


def forget_lost_tables(root: _Element) -> None:
    """Takes out the place holders of tables that lost all their rows."""
    for place in list(root.iter(LOST_TABLE)):
        drop(place)


def _holder(mark: _Element, name: str) -> bool:
    parent = mark.getparent()
    return parent is not None and parent.tag == w(name)
