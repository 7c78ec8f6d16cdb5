"""Rows and cells of which the old file says that they went, came or were merged."""

from __future__ import annotations

from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.keeping.notebook import Notebook, Sort, attached, plain, whole
from resdiff.ooxml.names import DEL, INS, TBL, TC, P, W, w
from resdiff.ooxml.settling.ranges import MARKERS, drop
from resdiff.ooxml.settling.tables import LOST_TABLE, cells_of, rows_of
from resdiff.ooxml.xml import copy_of, take_out

_TCPR: Final = w("tcPr")
_GRID: Final = w("tblGrid")
_GONE: Final = w("cellDel")
_CAME: Final = w("cellIns")
_MERGED: Final = w("cellMerge")


def hide(root: _Element, book: Notebook) -> None:
    """Notes down the rows and cells of every table that went, came or were merged, outer tables
    first: what goes is noted with all that is in it.
    """
    for table in [*root.iter(TBL)]:
        if attached(table, root):
            _hide_rows(table, book)
        if attached(table, root):
            _hide_cells(table, book)


def _hide_rows(table: _Element, book: Notebook) -> None:
    """Notes down rows that went, with the whole table where none is left, and rows that came."""
    rows = rows_of(table)
    if rows and all(map(_goes, rows)):
        book.before(table, whole(table))
        table.addprevious(table.makeelement(LOST_TABLE, {}, None))
        drop(table)
        return
    for row in rows:
        if _goes(row):
            book.before(row, whole(row))
            drop(row)
            continue
        for mark in row.findall(f"{w('trPr')}/{INS}"):
            mark.getparent().replace(mark, book.sign(Sort.MARK, plain(mark)))  # type: ignore[union-attr]


def _hide_cells(table: _Element, book: Notebook) -> None:
    """Notes down cells that went, came or were merged. Those that went are left for settling, which
    makes the others fill the grid: how these lie, and the grid, are noted as they were.
    """
    cells = [cell for row in rows_of(table) for cell in cells_of(row)]
    laid = any(_says(x, _GONE) or _says(x, _MERGED) for x in cells)
    grid = table.find(_GRID)
    if laid and grid is not None:
        _note_whole(grid, book, w("tblGridChange"))
    for cell in cells:
        if _says(cell, _GONE):
            _empty(cell, book)
        elif laid:
            _note_whole(_properties(cell), book, w("tcPrChange"), _CAME)
        else:
            for mark in cell.findall(f"{_TCPR}/{_CAME}"):
                mark.getparent().replace(mark, book.sign(Sort.MARK, plain(mark)))  # type: ignore[union-attr]


def _note_whole(properties: _Element, book: Notebook, *records: str) -> None:
    """Notes properties as they are, and takes these records of changes out of them."""
    sign = book.sign(Sort.WHOLE, copy_of(properties))
    for record in properties.findall("*"):
        if record.tag in records:
            take_out(record)
    properties.append(sign)


def _empty(cell: _Element, book: Notebook) -> None:
    """Notes a cell that went, and leaves of it what settling needs."""
    twin = whole(cell)
    book.before(cell, twin)
    kept = {(x.tag, *sorted(x.attrib.items())) for x in twin.iter(*MARKERS)}
    halves = [x for x in cell.iter(*MARKERS) if (x.tag, *sorted(x.attrib.items())) not in kept]
    for child in [*cell]:
        if child.tag != _TCPR:
            cell.remove(child)
    for record in cell.findall(f"{_TCPR}/{w('tcPrChange')}"):
        take_out(record)
    etree.SubElement(cell, P, nsmap={"w": W}).extend(halves)


def _goes(row: _Element) -> bool:
    """Whether a row goes: itself, or each of its cells."""
    if row.find(f"{w('trPr')}/{DEL}") is not None:
        return True
    cells = cells_of(row)
    return bool(cells) and all(_says(x, _GONE) for x in cells)


def _says(cell: _Element, tag: str) -> bool:
    return cell.tag == TC and cell.find(f"{_TCPR}/{tag}") is not None


def _properties(cell: _Element) -> _Element:
    """The cell's properties, made where it has none."""
    found = cell.find(_TCPR)
    if found is None:
        found = etree.Element(_TCPR, nsmap={"w": W})
        cell.insert(0, found)
    return found
