"""The clause table as a spreadsheet: insertions underlined in green, deletions struck in red."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from resdiff.model import Mark, Piece, Redline
from resdiff.renderers import RenderOptions
from resdiff.renderers.table import COLUMNS, Row, rows

if TYPE_CHECKING:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = (10, 10, 14, 14, 60, 60, 80)  # characters, as spreadsheet programs count them
LONGEST = 32_767  # characters a cell can hold (Excel specifications and limits)
EPOCH = datetime(1980, 1, 1)  # a fixed date: same input, same bytes
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def render(redline: Redline, options: RenderOptions) -> bytes:
    """One sheet, a heading row that stays in sight, a filter on every column."""
    from openpyxl import Workbook

    book = Workbook(write_only=False)
    book.properties.created = book.properties.modified = EPOCH
    book.remove(book.worksheets[0])
    sheet: Worksheet = book.create_sheet("changes")
    sheet.append(COLUMNS)
    for number, row in enumerate(rows(redline, options), start=2):
        _write(sheet, number, row)
    _dress(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return dated(stream.getvalue())


def _write(sheet: Worksheet, number: int, row: Row) -> None:
    for column, text in enumerate(row.plain()[:-1], start=1):
        cell = sheet.cell(number, column, clean(text))
        cell.data_type = "s"  # never a formula, whatever it begins with
    sheet.cell(number, len(COLUMNS)).value = rich(row.marked)


def rich(pieces: Sequence[Piece]) -> CellRichText:
    """The pieces as a cell's rich text, cut to what a cell can hold."""
    from openpyxl.cell.rich_text import CellRichText

    return CellRichText(*_blocks(pieces))


def _blocks(pieces: Sequence[Piece]) -> Iterator[TextBlock]:
    from openpyxl.cell.rich_text import TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles.colors import Color

    fonts = {
        Mark.KEPT: InlineFont(),
        Mark.INSERTED: InlineFont(u="single", color=Color("FF00592E")),
        Mark.DELETED: InlineFont(strike=True, color=Color("FF9C1010")),
    }
    room = LONGEST
    for piece in pieces:
        text = clean(piece.text)[:room]
        room -= len(text)
        if text:
            yield TextBlock(fonts[piece.mark], text)


def clean(text: str) -> str:
    """The text less what a spreadsheet's XML cannot hold, cut to what a cell can."""
    return _NOT_XML.sub("\ufffd", text)[:LONGEST]


def _dress(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def dated(data: bytes) -> bytes:
    """The same zip with fixed times."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, EPOCH.timetuple()[:6])
            new.writestr(info, _undated(entry.filename, old.read(entry)), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _undated(name: str, data: bytes) -> bytes:
    """openpyxl writes the time of saving into the core properties, whatever they say."""
    if name != "docProps/core.xml":
        return data
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", data)
