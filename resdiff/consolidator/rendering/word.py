"""The clause table as a landscape Word document."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from resdiff.consolidator.rendering.blocks import (
    aside,
    blocks,
    counted,
    language_of,
    listed,
    title,
    verdict,
    where,
)
from resdiff.consolidator.values import Consolidation, Meeting, Row
from resdiff.model import Kind, Mark, Piece
from resdiff.pages import direction
from resdiff.renderers.words import words
from resdiff.zipped import EARLIEST, holdable, undated

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_MARGIN, _LONG, _SHORT = 720, 16838, 11906  # twips: half an inch; A4 (ISO 216)
_PLACE = 2000  # twips, room for "considering further b)" and an author's name
_HANG = 340  # twips, a label and its gap
_SIZE = 8.5  # points: five columns on A4
_FACE = "Calibri"  # as in templates/resolution.docx


def render(consolidation: Consolidation) -> bytes:
    """Base and proposals side by side; runs of unchanged clauses are one line; Reasons at the end.

    Shape:   marks are looks (underlined, struck through), not tracked changes.
    """
    import docx

    language = language_of(consolidation)
    names = listed(consolidation.authors, language)
    document = docx.Document()
    _landscape(document)
    document.add_heading(title(consolidation, language), 1)
    document.add_paragraph(words(language)["proposals_by"].format(names=names))
    document.add_paragraph(counted(consolidation, language))
    _clauses(document, consolidation, language)
    _matter(document, consolidation, language)
    if direction(language) == "rtl":
        _turn(document)
    return _deterministic(document)


def _landscape(document: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Pt, Twips

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Twips(_LONG), Twips(_SHORT)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Twips(_MARGIN))
    document.styles["Normal"].font.size = Pt(_SIZE)
    for name in ("Normal", "Heading 1", "Heading 2"):
        _face(document.styles[name])
    _numbered(section.footer.paragraphs[0])


def _face(style: object) -> None:
    """Sets a style in the house's letters, black: the headings of a new document are blue."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor
    from docx.styles.style import ParagraphStyle

    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.color.rgb = _FACE, RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{script}"), None)
    fonts.set(qn("w:cs"), _FACE)
    size = style.element.rPr.find(qn("w:sz"))
    if size is not None and style.element.rPr.find(qn("w:szCs")) is None:
        twin = OxmlElement("w:szCs")  # Arabic has a size of its own (ECMA-376-1 §17.3.2.39)
        twin.set(qn("w:val"), size.get(qn("w:val")))
        size.addnext(twin)


def _numbered(paragraph: Paragraph) -> None:
    """Writes the page's number and how many there are."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for said in ("PAGE", " / ", "NUMPAGES"):
        if not said.isalpha():
            paragraph.add_run(said)
            continue
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), said)
        paragraph._p.append(field)


def _clauses(document: Document, consolidation: Consolidation, language: str) -> None:
    own, columns = words(language), 2 + len(consolidation.authors)
    table = _table(document, (own["clause"], own["base"], *consolidation.authors), columns)
    for block in blocks(consolidation, language):
        if block.folded:
            cells = _cells(table)
            _write(cells[0].merge(cells[-1]), [Piece(block.said, Mark.KEPT)], italic=True)
            continue
        for row in block.rows:
            _row(table, row, where(consolidation, row, language), language)


def _table(document: Document, heads: Sequence[str], columns: int) -> Table:
    from docx.oxml import OxmlElement
    from docx.shared import Twips

    table: Table = document.add_table(rows=1, cols=columns)
    table.style = "Table Grid"
    table.autofit = False
    wide = (_LONG - 2 * _MARGIN - _PLACE) // (columns - 1)
    for number, column in enumerate(table.columns):
        column.width = Twips(wide if number else _PLACE)
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        _write(cell, [Piece(head, Mark.KEPT)], bold=True)
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    return table


def _cells(table: Table) -> tuple[_Cell, ...]:
    from docx.oxml import OxmlElement

    row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return tuple(row.cells)


def _turn(document: Document) -> None:
    """Sets every table and paragraph from right to left, and every run."""
    from docx.enum.table import WD_TABLE_DIRECTION
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    for table in document.tables:
        table.table_direction = WD_TABLE_DIRECTION.RTL
    for element in document.element.body.iter(qn("w:p")):
        paragraph = Paragraph(element, document)
        # Only a style or tabs stand before it (ECMA-376-1 §17.3.1.26).
        element.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for run in paragraph.runs:
            run.font.rtl, run.font.cs_bold, run.font.cs_italic = True, run.bold, run.italic


def _row(table: Table, row: Row, place: str, language: str) -> None:
    cells = _cells(table)
    clash = row.meeting is Meeting.CONFLICT
    _write(cells[0], [Piece(place, Mark.KEPT)], bold=clash)
    if row.authors:
        cells[0].add_paragraph().add_run(verdict(row, language)).bold = clash or None
    italic = row.kind is Kind.CALL
    base = f"{row.label}\t{row.text}" if row.label else row.text
    _write(cells[1], [Piece(base, Mark.KEPT)], italic=italic)
    for cell, entry in zip(cells[2:], row.entries, strict=True):
        if entry is None:
            _write(cell, [Piece("=" if row.clause >= 0 else "", Mark.KEPT)])
            continue
        gap = [Piece("\t", Mark.KEPT)] if entry.label else []
        remark = Piece(aside(entry, language), Mark.KEPT)
        _write(cell, [*entry.label, *gap, *entry.pieces, remark], italic=italic)


def _matter(document: Document, consolidation: Consolidation, language: str) -> None:
    own = words(language)
    for kind, heading in ((Kind.ABSTRACT, own["abstracts"]), (Kind.REASONS, own["reasons"])):
        found = [x for x in consolidation.matter if x.kind is kind]
        if not found:
            continue
        document.add_heading(heading, 2)
        table = _table(document, (own["proposal"], heading), 2)
        for matter in found:
            cells = _cells(table)
            _write(cells[0], [Piece(matter.author, Mark.KEPT)])
            _write(cells[1], [Piece(matter.text, Mark.KEPT)])


def _write(
    cell: _Cell, pieces: Iterable[Piece], *, bold: bool = False, italic: bool = False
) -> None:
    from docx.shared import RGBColor, Twips

    colours = {Mark.INSERTED: RGBColor(0x00, 0x59, 0x2E), Mark.DELETED: RGBColor(0x9C, 0x10, 0x10)}
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Twips(_HANG))
    for piece in pieces:
        if not piece.text:
            continue
        run = paragraph.add_run(holdable(piece.text))
        run.bold, run.italic = bold or None, italic or None
        run.font.superscript = piece.note or None
        if piece.mark is not Mark.KEPT:
            run.font.color.rgb = colours[piece.mark]
            run.font.underline = piece.mark is Mark.INSERTED
            run.font.strike = piece.mark is Mark.DELETED


def _deterministic(document: Document) -> bytes:
    """The file with fixed times."""
    from datetime import datetime

    properties = document.core_properties
    properties.created = properties.modified = datetime(*EARLIEST)
    stream = io.BytesIO()
    document.save(stream)
    return undated(stream.getvalue())
