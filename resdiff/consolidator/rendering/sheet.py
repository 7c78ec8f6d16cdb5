"""The clause table as a landscape Word document."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from resdiff.consolidator.rendering.blocks import blocks, counted, title, verdict
from resdiff.consolidator.values import Consolidation, Meeting, Row
from resdiff.model import Kind, Mark, Piece

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

_EPOCH = (1980, 1, 1, 0, 0, 0)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MARGIN, _LONG, _SHORT = 720, 16838, 11906  # twips: half an inch; A4 (ISO 216)
_PLACE = 1400  # twips, room for "call/11" and an author's name
_SIZE = 8.5  # points: five columns on A4


def render(consolidation: Consolidation) -> bytes:
    """Base and proposals side by side; runs of unchanged clauses are one line; Reasons at the end.

    Shape:   marks are looks (underlined, struck through), not tracked changes.
    """
    import docx

    document = docx.Document()
    _landscape(document)
    document.add_heading(title(consolidation), 1)
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


def _clauses(document: Document, consolidation: Consolidation) -> None:
    columns = 2 + len(consolidation.authors)
    table = _table(document, ("Clause", "Base", *consolidation.authors), columns)
    for block in blocks(consolidation):
        if block.folded:
            cells = _cells(table)
            _write(cells[0].merge(cells[-1]), [Piece(block.said, Mark.KEPT)], italic=True)
            continue
        for row in block.rows:
            _row(table, row)


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
    return tuple(table.add_row().cells)  # type: ignore[no-untyped-call]


def _row(table: Table, row: Row) -> None:
    cells = _cells(table)
    said = f"\n{verdict(row)}" if row.authors else ""
    _write(cells[0], [Piece(row.path + said, Mark.KEPT)], bold=row.meeting is Meeting.CONFLICT)
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
    from docx.shared import RGBColor

    colours = {Mark.INSERTED: RGBColor(0x00, 0x59, 0x2E), Mark.DELETED: RGBColor(0x9C, 0x10, 0x10)}
    paragraph = cell.paragraphs[0]
    for piece in pieces:
        if not piece.text:
            continue
        run = paragraph.add_run(_NOT_XML.sub("\ufffd", piece.text))
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
    properties.created = properties.modified = datetime(*_EPOCH[:3])
    first, stream = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            new.writestr(info, old.read(entry), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
