"""The clause table as a spreadsheet, its unchanged rows folded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from resdiff.consolidator.rendering.blocks import aside, blocks, language_of, verdict, where
from resdiff.consolidator.values import Consolidation, Entry, Row
from resdiff.model import Mark, Piece
from resdiff.pages import direction
from resdiff.renderers.words import words
from resdiff.spreadsheets import dress, rich, saved, workbook, write_line, write_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_PLACE, _TEXT = 26, 60  # characters, as spreadsheet programs count them


def render(consolidation: Consolidation) -> bytes:
    """One sheet, a row a clause; a second one with abstracts and Reasons where there are any."""
    from openpyxl.worksheet.properties import Outline

    language = language_of(consolidation)
    own = words(language)
    book = workbook()
    sheet: Worksheet = book.create_sheet(own["clauses"])
    _line(sheet, (own["clause"], own["proposals"], own["base"], *consolidation.authors))
    for block in blocks(consolidation, language):
        for row in block.rows:
            _row(sheet, row, where(consolidation, row, language), language)
            if block.folded:
                sheet.row_dimensions[sheet.max_row].outlineLevel = 1
                sheet.row_dimensions[sheet.max_row].hidden = True
    wide = (_PLACE, 24, *(_TEXT for _ in range(len(consolidation.authors) + 1)))
    _dress(sheet, wide, language)
    sheet.sheet_properties.outlinePr = Outline(summaryBelow=False)
    if consolidation.matter:
        _matter(book.create_sheet(own["reasons"]), consolidation, language)
    return saved(book)


def _matter(sheet: Worksheet, consolidation: Consolidation, language: str) -> None:
    own = words(language)
    _line(sheet, (own["proposal"], "", own["text"]))
    for matter in consolidation.matter:
        _line(sheet, (matter.author, own[f"kind_{matter.kind.value}"], matter.text))
    _dress(sheet, (_PLACE, _PLACE, 2 * _TEXT), language)


def _line(sheet: Worksheet, texts: Sequence[str]) -> None:
    number = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value is not None else 1
    write_line(sheet, number, texts)


def _row(sheet: Worksheet, row: Row, place: str, language: str) -> None:
    base = f"{row.label}\t{row.text}" if row.label else row.text
    _line(sheet, (place, verdict(row, language), base))
    for column, entry in enumerate(row.entries, start=4):
        cell = sheet.cell(sheet.max_row, column)
        if entry is not None:
            cell.value = rich(_pieces(entry, language))
        elif row.clause >= 0:
            write_text(cell, "=")


def _pieces(entry: Entry, language: str) -> tuple[Piece, ...]:
    gap = (Piece("\t", Mark.KEPT),) if entry.label else ()
    return (*entry.label, *gap, *entry.pieces, Piece(aside(entry, language), Mark.KEPT))


def _dress(sheet: Worksheet, widths: Sequence[int], language: str) -> None:
    """Ready to read and to print, from the right where that is due."""
    dress(sheet, widths, "A2")
    if direction(language) == "rtl":
        _turn(sheet)


def _turn(sheet: Worksheet) -> None:
    """Sets the sheet and every cell of it from right to left."""
    from openpyxl.styles import Alignment

    sheet.sheet_view.rightToLeft = True
    turned = Alignment(wrap_text=True, vertical="top", horizontal="right", readingOrder=2)
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = turned
