"""Puts the cells of a table back into rows: woven, and as each side had them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias, TypeVar

from resdiff.model import Cell, Comparison, Kind, Line, Status

T = TypeVar("T")
Grid: TypeAlias = tuple[tuple[tuple[T, ...], ...], ...]  # rows of cells of paragraphs
Place: TypeAlias = tuple[int, int]  # table and row, or table and column


def grids(
    comparison: Comparison, lines: Sequence[Line], numbers: Iterable[int]
) -> tuple[Grid[int], Grid[int], Grid[int]]:
    """The table woven, the old one, the new one; each cell holds numbers of lines.

    Shape:   woven rows and cells are in the order of the lines. A deleted cell stands in the row
             that its neighbours have now; a row all of whose cells went is a row of its own.
    """
    places = {number: _cells(comparison, lines[number]) for number in numbers}
    pairs = [(old, new) for old, new in places.values() if old and new]
    rows = {_row(old): _row(new) for old, new in pairs}
    columns = {_column(old): _column(new) for old, new in pairs}
    woven: list[tuple[int, object, object]] = []
    for number, (old, new) in places.items():
        if new:
            woven.append((number, _row(new), _column(new)))
        elif old:  # what has no counterpart keeps its old place, under a key of its own
            row, column = _row(old), _column(old)
            key = rows.get(row, ("old", row)), columns.get(column, ("old", column))
            woven.append((number, *key))
    olds = [(n, _row(old), _column(old)) for n, (old, _) in places.items() if old]
    news = [(n, _row(new), _column(new)) for n, (_, new) in places.items() if new]
    return _grid(woven), _grid(olds), _grid(news)


def table_keys(comparison: Comparison, lines: Sequence[Line]) -> list[tuple[str, int] | None]:
    """For each line the table it stands in, or None; an old table has the key of what it became."""
    places = [
        _cells(comparison, line) if line.kind is Kind.CELL else (None, None) for line in lines
    ]
    became = {old.table: new.table for old, new in places if old and new}
    keys: list[tuple[str, int] | None] = []
    for old, new in places:
        if new:
            keys.append(("new", new.table))
        elif old:
            keys.append(("new", became[old.table]) if old.table in became else ("old", old.table))
        else:
            keys.append(None)
    return keys


def _cells(comparison: Comparison, line: Line) -> tuple[Cell | None, Cell | None]:
    """Where the line's clause stands in the old and the new table."""
    change = comparison.changes[line.change]
    old = [c for i in change.old if (c := comparison.old.clauses[i].cell)]
    new = [c for i in change.new if (c := comparison.new.clauses[i].cell)]
    gone, come = line.status is Status.DELETED, line.status is Status.INSERTED
    return (
        old[0] if old and not come else None,
        new[0] if new and not gone else None,
    )


def _row(cell: Cell) -> Place:
    return cell.table, cell.row


def _column(cell: Cell) -> Place:
    return cell.table, cell.column


def _grid(placed: Iterable[tuple[int, object, object]]) -> Grid[int]:
    rows: dict[object, dict[object, list[int]]] = {}
    for number, row, column in placed:
        rows.setdefault(row, {}).setdefault(column, []).append(number)
    return tuple(tuple(tuple(cell) for cell in row.values()) for row in rows.values())
