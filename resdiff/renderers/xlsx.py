"""The clause table as a spreadsheet: insertions underlined in green, deletions struck in red."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resdiff.model import Redline
from resdiff.renderers import RenderOptions
from resdiff.renderers.table import COLUMNS, rows
from resdiff.spreadsheets import dress, make_filtered, rich, saved, workbook, write_line

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = (10, 10, 14, 14, 60, 60, 80)  # characters, as spreadsheet programs count them


def render(redline: Redline, options: RenderOptions) -> bytes:
    """One sheet, a heading row that stays in sight, a filter on every column."""
    book = workbook()
    sheet: Worksheet = book.create_sheet("changes")
    sheet.append(COLUMNS)
    for number, row in enumerate(rows(redline, options), start=2):
        write_line(sheet, number, row.plain()[:-1])
        sheet.cell(number, len(COLUMNS)).value = rich(row.marked)
    dress(sheet, WIDTHS, frozen="A2")
    make_filtered(sheet)
    return saved(book)
