"""The clause table as a spreadsheet, its unchanged rows folded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from resdiff.consolidator.rendering.blocks import blocks, verdict, where
from resdiff.consolidator.values import Consolidation, Entry, Row
from resdiff.model import Mark, Piece
from resdiff.spreadsheets import dress, rich, saved, workbook, write_line, write_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_PLACE, _TEXT = 26, 60  # characters, as spreadsheet programs count them


def render(consolidation: Consolidation) -> bytes:
    """One sheet, a row a clause; a second one with abstracts and Reasons where there are any."""
    from openpyxl.worksheet.properties import Outline

    book = workbook()
    sheet: Worksheet = book.create_sheet("clauses")
    _line(sheet, ("Clause", "Proposals", "Base", *consolidation.authors))
    for block in blocks(consolidation):
        for row in block.rows:
            _row(sheet, row, where(consolidation, row))
            if block.folded:
                sheet.row_dimensions[sheet.max_row].outlineLevel = 1
                sheet.row_dimensions[sheet.max_row].hidden = True
    dress(sheet, (_PLACE, 24, *(_TEXT for _ in range(len(consolidation.authors) + 1))), "A2")
    sheet.sheet_properties.outlinePr = Outline(summaryBelow=False)
    if consolidation.matter:
        around: Worksheet = book.create_sheet("reasons")
        _line(around, ("Proposal", "", "Text"))
        for matter in consolidation.matter:
            _line(around, (matter.author, matter.kind.value, matter.text))
        dress(around, (_PLACE, _PLACE, 2 * _TEXT), "A2")
    return saved(book)


def _line(sheet: Worksheet, texts: Sequence[str]) -> None:
    number = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value is not None else 1
    write_line(sheet, number, texts)


def _row(sheet: Worksheet, row: Row, place: str) -> None:
    base = f"{row.label}\t{row.text}" if row.label else row.text
    _line(sheet, (place, verdict(row), base))
    for column, entry in enumerate(row.entries, start=4):
        cell = sheet.cell(sheet.max_row, column)
        if entry is not None:
            cell.value = rich(_pieces(entry))
        elif row.clause >= 0:
            write_text(cell, "=")


def _pieces(entry: Entry) -> tuple[Piece, ...]:
    gap = (Piece("\t", Mark.KEPT),) if entry.label else ()
    said = (Piece(f" ({entry.remark})", Mark.KEPT),) if entry.remark else ()
    return (*entry.label, *gap, *entry.pieces, *said)
