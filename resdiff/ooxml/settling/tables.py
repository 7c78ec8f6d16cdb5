"""Rows and cells that were inserted, deleted or merged."""

from __future__ import annotations

from typing import Final

from lxml.etree import SubElement, _Element

from resdiff.ooxml.names import TBL, TC, TR, VAL, w
from resdiff.ooxml.revisions import Choice
from resdiff.ooxml.settling.properties import merge_value, tidy
from resdiff.ooxml.settling.ranges import drop, remove

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
    for mark in marks:
        properties = mark.getparent()
        row = None if properties is None else properties.getparent()
        if properties is None:
            continue
        remove(mark)
        tidy(properties)
        if mark.tag == gone and row is not None and row.tag == TR:
            remove_from_table(row)
    return bool(marks)


def _settle_cells(root: _Element, final: bool, choice: Choice) -> bool:
    gone = w("cellDel") if final else w("cellIns")
    marks = [x for x in root.iter(w("cellIns"), w("cellDel")) if choice.takes(x)]
    leaving: dict[_Element, list[_Element]] = {}  # table -> its cells
    for mark in marks:
        properties = mark.getparent()
        cell = None if properties is None else properties.getparent()
        if properties is None:
            continue
        remove(mark)
        table = None if cell is None else _table_of(cell)
        if mark.tag == gone and cell is not None and table is not None:
            leaving.setdefault(table, []).append(cell)
        tidy(properties)
    for table, cells in leaving.items():
        _remove_cells(table, cells)
    return bool(marks)


def _table_of(cell: _Element) -> _Element | None:
    """The table whose row a cell stands in; None for a cell that stands in none."""
    row = next(cell.iterancestors(TR), None)
    in_row = row is not None and cell.tag == TC and cell in cells_of(row)
    return next(cell.iterancestors(TBL), None) if in_row else None


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


def _remove_cells(table: _Element, cells: list[_Element]) -> None:
    """Takes cells out and closes the gap, so that every row fills the grid again.

    Where every row lost a column, the grid loses it; else the cell before the gap grows over it.
    Word writes merged cells so: the first keeps its old span in the file, the others are marked as
    deleted.
    """
    leaving = set(cells)
    gaps = [_gap(cell, leaving) for cell in cells]
    for cell in cells:
        remove_from_table(cell)
    grid = table.find(w("tblGrid"))
    if grid is None or table.getparent() is None:
        return
    rows = rows_of(table)
    columns = len(grid.findall(w("gridCol")))
    lost = min((columns - _width(x) for x in rows), default=0)
    if lost > 0 and gaps:
        _narrow(grid, min(x[1] for x in gaps), lost)
        columns -= lost
    for row, _, before, after, span in gaps:
        missing = columns - _width(row)
        neighbour = before if before is not None else after
        if missing > 0 and neighbour is not None and row.getparent() is not None:
            _widen(neighbour, min(missing, span))


_Gap = tuple[_Element, int, _Element | None, _Element | None, int]


def _gap(cell: _Element, leaving: set[_Element]) -> _Gap:
    """The row of a cell, its first grid column, the cells that stay around it, and its span."""
    row = next(cell.iterancestors(TR))
    cells = cells_of(row)
    at = cells.index(cell)
    before = next((x for x in reversed(cells[:at]) if x not in leaving), None)
    after = next((x for x in cells[at + 1 :] if x not in leaving), None)
    column = _skipped(row, "gridBefore") + sum(span_of(x) for x in cells[:at])
    return row, column, before, after, span_of(cell)


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


def _width(row: _Element) -> int:
    spans = sum(span_of(x) for x in cells_of(row))
    return spans + _skipped(row, "gridBefore") + _skipped(row, "gridAfter")


def _skipped(row: _Element, side: str) -> int:
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


def remove_from_table(element: _Element) -> None:
    """Takes a row or cell out, and what that leaves empty: content controls, row, table."""
    parent = element.getparent()
    drop(element)
    while parent is not None and parent.tag in (*_WRAPPERS, TR, TBL):
        if next(parent.iter(TC), None) is not None:
            return
        upper = parent.getparent()
        if parent.tag == TBL:
            parent.addprevious(parent.makeelement(LOST_TABLE, {}, None))
        drop(parent)
        parent = upper


def forget_lost_tables(root: _Element) -> None:
    """Takes out the place holders of tables that lost all their rows."""
    for place in list(root.iter(LOST_TABLE)):
        drop(place)


def _holder(mark: _Element, name: str) -> bool:
    parent = mark.getparent()
    return parent is not None and parent.tag == w(name)
