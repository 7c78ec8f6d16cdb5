"""The table as a spreadsheet that opens ready for use. Needs openpyxl."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from resdiff.spreadsheets import saved, workbook, write_text

_WIDTHS = {"pair": 26, "title": 60, "old file": 28, "new file": 28, "remarks": 60}
_EDITION = 22  # columns wide
_PLAIN = 12


def as_xlsx(
    columns: Sequence[str], formats: Sequence[str], lines: Iterable[Sequence[str | int]]
) -> bytes:
    """One sheet: a bold head line that stays, a filter on every column; mark-ups are links."""
    names = (*columns, *formats)
    book = workbook(streamed=True)
    book.properties.creator = "resdiff"
    sheet = book.create_sheet("overview")
    sheet.freeze_panes = "A2"
    for number, name in enumerate(names):
        wide = _EDITION if name.endswith("edition") else _PLAIN
        sheet.column_dimensions[get_column_letter(number + 1)].width = _WIDTHS.get(name, wide)
    sheet.append([_head(sheet, name) for name in names])
    count = 1
    for line in lines:
        count += 1
        links = zip(formats, line[len(columns) :], strict=True)
        sheet.append(
            [
                *(_cell(sheet, value) for value in line[: len(columns)]),
                *(_link(sheet, str(name), format) for format, name in links),
            ]
        )
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{count}"
    return saved(book)


def _head(sheet: Worksheet, name: str) -> Cell:
    cell = WriteOnlyCell(sheet, value=name)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Worksheet, value: str | int) -> Cell:
    """A number, or text that is never taken for a formula."""
    if isinstance(value, int):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet)
    write_text(cell, value)
    return cell


def _link(sheet: Worksheet, name: str, format: str) -> Cell:
    """A link to a mark-up; its name holds nothing that a formula would have to escape."""
    return WriteOnlyCell(sheet, value=f'=HYPERLINK("{name}","{format}")' if name else None)
