"""What cannot be kept in part where a file's own tracked changes stay beside the new ones
(`keeping`): its old marks would then mean something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.mark.keys import KEPT
from resdiff.ooxml.mark.plan import Block, Pair, Plan, Shape
from resdiff.ooxml.names import PPR, P, w
from resdiff.ooxml.settling.tables import cells_of, rows_of

FIXED: Final = "fixed"
"""The attribute of our own note of an old mark that says what it fixes: ROW or ALL."""

ROW: Final = "row"
"""A cell goes with its row only: one cell cannot carry two marks that it came or went."""

ALL: Final = "all"
"""The same, and rows go with their table only; a paragraph ahead of a table goes with its mark."""


def row_is_fixed(row: _Element) -> bool:
    """Whether cells of the row cannot come or go alone."""
    return any(x.get(FIXED) for cell in cells_of(row) for x in _notes(cell))


def table_is_fixed(table: _Element) -> bool:
    """Whether rows of the table cannot come or go alone."""
    cells = (cell for row in rows_of(table) for cell in cells_of(row))
    return any(x.get(FIXED) == ALL for cell in cells for x in _notes(cell))


def _notes(cell: _Element) -> list[_Element]:
    return cell.findall(f"{w('tcPr')}/{KEPT}")


def mark_is_fixed(block: _Element) -> bool:
    """Whether the mark of a paragraph cannot stay ahead of a table."""
    properties = block.find(PPR) if block.tag == P else None
    return properties is not None and any(x.get(FIXED) == ALL for x in properties.iter(KEPT))


def loosened(old: Sequence[Block], new: Sequence[Block], planned: Plan) -> Plan:
    """The plan without the pairs whose mark would stay ahead of a table."""

    def stays_ahead(pair: Pair) -> bool:
        behind = [*old[pair.old[-1] + 1 :][:1], *new[pair.new[-1] + 1 :][:1]]
        return any(x.shape is not Shape.PARAGRAPH for x in behind)

    kept = [
        x for x in planned.kept if not (mark_is_fixed(old[x.old[-1]].element) and stays_ahead(x))
    ]
    return Plan(kept, planned.moved)
