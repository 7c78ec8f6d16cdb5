"""The table as a spreadsheet: findings on a sheet of their own, cells they name in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resdiff.concord.rendering.table import lines, marked, place
from resdiff.concord.values import Concord
from resdiff.model import Mark, Piece
from resdiff.pages import direction
from resdiff.renderers.words import words
from resdiff.spreadsheets import dress, make_filtered, rich, saved, workbook, write_line

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_PATH, _FOUND, _TEXT = 12, 44, 48  # characters, as spreadsheet programs count them
_FIRST = 4  # the column of the first language
_FROZEN = "B2"  # headings and clause paths stay in sight
_COLOUR = "FFFFF1D6"  # the page's colour for what is odd


def render(concord: Concord, format: str, language: str) -> bytes:
    """Two sheets, what was found first; each has a heading row that stays in sight, and filters."""
    own = words(language)
    book = workbook()
    _findings(book.create_sheet(own["findings"]), concord, language)
    _clauses(book.create_sheet(own["text"]), concord, language)
    return saved(book)


def _clauses(sheet: Worksheet, concord: Concord, language: str) -> None:
    from openpyxl.styles import PatternFill

    for number, line in enumerate(lines(concord, language), start=1):
        write_line(sheet, number, line)
    odd = PatternFill("solid", fgColor=_COLOUR)
    for number, row in enumerate(concord.rows, start=2):
        for column, cell in enumerate(row.cells, start=_FIRST):
            if any(piece.mark is not Mark.KEPT for piece in cell.pieces):
                label = [Piece(f"{cell.label} ", Mark.KEPT)] if cell.label else []
                sheet.cell(number, column).value = rich([*label, *cell.pieces])
        named = marked(concord, row)
        for column, voice in enumerate(concord.voices, start=_FIRST):
            if voice.name in named:
                sheet.cell(number, column).fill = odd
    dress(sheet, (_PATH, 2 * _PATH, _FOUND, *(_TEXT for _ in concord.voices)), _FROZEN)
    make_filtered(sheet)
    for column, voice in enumerate(concord.voices, start=_FIRST):
        if direction(voice.language) == "rtl":
            _turn(sheet, column)


def _findings(sheet: Worksheet, concord: Concord, language: str) -> None:
    own = words(language)
    names = [voice.name for voice in concord.voices]
    write_line(sheet, 1, ("id", own["clause"], own["sure"], own["findings"], *names))
    for number, finding in enumerate(concord.findings, start=2):
        places = (" ".join(filter(None, (p.path, p.says))) for p in finding.places)
        said = (
            finding.id,
            place(concord, finding, language),
            own[finding.certainty.value],
            finding.reason,
        )
        write_line(sheet, number, (*said, *places))
    dress(sheet, (24, 2 * _PATH, _PATH, 2 * _FOUND, *(_FOUND / 2 for _ in names)), _FROZEN)
    make_filtered(sheet)


def _turn(sheet: Worksheet, column: int) -> None:
    """Sets a column of right-to-left text from the right."""
    from openpyxl.styles import Alignment

    for number in range(2, sheet.max_row + 1):
        sheet.cell(number, column).alignment = Alignment(
            wrap_text=True, vertical="top", horizontal="right", readingOrder=2
        )
