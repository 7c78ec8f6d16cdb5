"""The clause table as a landscape Word document."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from resdiff.consolidator.rendering.blocks import blocks, counted, title, verdict, where
from resdiff.consolidator.values import Consolidation, Meeting, Row
from resdiff.model import Kind, Mark, Piece
from resdiff.pages import direction
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

    document = docx.Document()
    _landscape(document)
    heading = document.add_heading(title(consolidation), 1)
    if direction(consolidation.voices[0].redline.comparison.old.language) == "rtl":
        _turn([heading])
    document.add_paragraph(
        f"Proposals by {', '.join(consolidation.authors)}. Clauses: {counted(consolidation)}."
    )
    _clauses(document, consolidation)
    _matter(document, consolidation)
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
    from docx.oxml.ns import qn
    from docx.shared import RGBColor
    from docx.styles.style import ParagraphStyle

    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.color.rgb = _FACE, RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{script}"), None)
    fonts.set(qn("w:cs"), _FACE)


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


def _clauses(document: Document, consolidation: Consolidation) -> None:
    columns = 2 + len(consolidation.authors)
    table = _table(document, ("Clause", "Base", *consolidation.authors), columns)
    way = direction(consolidation.voices[0].redline.comparison.old.language)
    for block in blocks(consolidation):
        if block.folded:
            cells = _cells(table)
            _write(cells[0].merge(cells[-1]), [Piece(block.said, Mark.KEPT)], italic=True)
            continue
        for row in block.rows:
            _row(table, row, where(consolidation, row))
            if way == "rtl":
                cells = table.rows[-1].cells
                _turn([cells[0].paragraphs[0], *(p for c in cells[1:] for p in c.paragraphs)])


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


def _turn(paragraphs: Iterable[Paragraph]) -> None:
    """Sets the paragraphs from right to left."""
    from docx.oxml import OxmlElement

    for paragraph in paragraphs:
        # Only a style or a tab stands before it (ECMA-376-1 §17.3.1.26).
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for run in paragraph.runs:
            run.font.rtl = True


def _row(table: Table, row: Row, place: str) -> None:
    cells = _cells(table)
    clash = row.meeting is Meeting.CONFLICT
    _write(cells[0], [Piece(place, Mark.KEPT)], bold=clash)
    if row.authors:
        cells[0].add_paragraph().add_run(verdict(row)).bold = clash or None
    italic = row.kind is Kind.CALL
    base = f"{row.label}\t{row.text}" if row.label else row.text
    _write(cells[1], [Piece(base, Mark.KEPT)], italic=italic)
    for cell, entry in zip(cells[2:], row.entries, strict=True):
        if entry is None:
            _write(cell, [Piece("=" if row.clause >= 0 else "", Mark.KEPT)])
            continue
        gap = [Piece("\t", Mark.KEPT)] if entry.label else []
        remark = [Piece(f" ({entry.remark})", Mark.KEPT)] if entry.remark else []
        _write(cell, [*entry.label, *gap, *entry.pieces, *remark], italic=italic)


def _matter(document: Document, consolidation: Consolidation) -> None:
    for kind, heading in ((Kind.ABSTRACT, "Abstracts"), (Kind.REASONS, "Reasons")):
        own = [x for x in consolidation.matter if x.kind is kind]
        if not own:
            continue
        document.add_heading(heading, 2)
        table = _table(document, ("Proposal", heading), 2)
        for matter in own:
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
