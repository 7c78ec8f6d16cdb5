"""Tables as spreadsheets: text is never a formula, marks are looks, same content same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from resdiff.model import Mark, Piece
from resdiff.zipped import EARLIEST, holdable, undated

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.worksheet.worksheet import Worksheet

_PROPERTIES: Final = "docProps/core.xml"
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")  # openpyxl asks the clock
LONGEST: Final = 32_767
"""Characters that a cell can hold. Source: Excel specifications and limits."""


def workbook(*, streamed: bool = False) -> Workbook:
    """A workbook without sheets, its dates fixed; `streamed` for one written line by line."""
    from openpyxl import Workbook

    book = Workbook(write_only=streamed)
    book.properties.created = book.properties.modified = datetime(*EARLIEST)
    if not streamed:
        book.remove(book.worksheets[0])
    return book


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as package:
        properties = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", package.read(_PROPERTIES))
    return undated(stream.getvalue(), {_PROPERTIES: properties})


def write_line(sheet: Worksheet, number: int, texts: Sequence[str]) -> None:
    """Writes plain texts into a row, from its first column on."""
    for column, text in enumerate(texts, start=1):
        write_text(sheet.cell(number, column), text)


def write_text(cell: Cell | MergedCell, text: str) -> None:
    """Writes text that is never taken for a formula, cut to what a cell can hold, which is said."""
    text = holdable(text)
    room = _room(len(text))
    cell.value = text[:room] + _cut(len(text) - room)
    cell.data_type = "s"  # never a formula, whatever it begins with


def rich(pieces: Sequence[Piece]) -> CellRichText:
    """The pieces as a cell's rich text, insertions underlined in green, deletions struck in red.

    Shape:   cut to what a cell can hold, which is said in its last piece.
    """
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
    length = sum(len(piece.text) for piece in pieces)
    left = room = _room(length)
    for piece in pieces:
        text = holdable(piece.text)[:left]
        left -= len(text)
        if text:
            yield TextBlock(fonts[piece.mark], text)
    if length > room:
        yield TextBlock(fonts[Mark.KEPT], _cut(length - room))


def _room(length: int) -> int:
    """How much of a text of that length a cell shows: all, or what leaves room to say the rest."""
    return length if length <= LONGEST else LONGEST - len(_cut(length))


def _cut(left: int) -> str:
    """What stands behind a text of which so many characters found no room; "" for none."""
    return f" […+{left}]" if left else ""


def dress(sheet: Worksheet, widths: Sequence[float], frozen: str) -> None:
    """Wraps every cell, makes the first row a heading, and keeps in sight what is before `frozen`;
    printed, the table is as wide as a landscape page, the heading on each.

    Units:   `widths` characters, as spreadsheet programs count them.
    """
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = frozen
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def make_filtered(sheet: Worksheet) -> None:
    """Puts a filter on every column."""
    sheet.auto_filter.ref = sheet.dimensions
