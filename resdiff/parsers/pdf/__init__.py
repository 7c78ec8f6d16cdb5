"""Reads the text layer of a PDF: glyphs to rows, rows to paragraphs, drawn lines to marks.

glyphs      what stands where on each page, and what is underlined or struck
direction   the order of reading, where it runs from right to left
tables      the cells that drawn lines enclose
rows        glyphs that stand on one line, in reading order, columns after one another
furniture   running headers and footers, page numbers
paragraphs  rows that make up one paragraph; notes; words that were hyphenated
"""

from __future__ import annotations

from resdiff.errors import BrokenPackage, EmptyFile
from resdiff.model import Notice, View
from resdiff.parsers.content import Content
from resdiff.parsers.pdf import furniture, rows, tables
from resdiff.parsers.pdf.glyphs import MENDED, UNKNOWN, Page, pages
from resdiff.parsers.pdf.paragraphs import blocks


def content(data: bytes, name: str, view: View) -> Content:
    """A block for each paragraph and note, in reading order; running headers and footers last.

    Shape:   where the drawing shows a redline, what is underlined is inserted and what is struck is
             deleted; other underlines are form.
    Raises:  MissingExtra without pdfminer.six; Encrypted; BrokenPackage; EmptyFile without a text
             layer.
    """
    found = pages(data, name)
    if not any(page.glyphs for page in found):
        if any(page.damaged for page in found):
            raise BrokenPackage(f"{name} is a damaged PDF: none of its text is left", MENDED)
        raise EmptyFile(
            f"{name} has no text layer", "it is a scan: have its text recognised (OCR) first"
        )
    grids = tables.tables(data, name)
    turned = rows.shapes(found)
    each = [rows.rows(page, grids.get(page.number, ()), turned) for page in found]
    body, running = furniture.part(each)
    return Content(blocks(body, running, view), _notices(found, name))


def has_changes(data: bytes, name: str) -> bool:
    """Whether the drawing shows a redline.

    Raises:  as `content`.
    """
    return any(g.inserted or g.deleted for page in pages(data, name) for g in page.glyphs)


def _notices(found: list[Page], name: str) -> tuple[Notice, ...]:
    glyphs = [g for page in found for g in page.glyphs]
    notices = []
    if unknown := sum(g.text == UNKNOWN for g in glyphs):
        said = f"{name} does not say which letters {unknown} of its glyphs are; they are read as "
        notices.append(Notice("unknown-glyphs", said + UNKNOWN))
    if damaged := [str(page.number + 1) for page in found if page.damaged]:
        said = f"{name} is damaged: what stands on page {', '.join(damaged)} may lack words"
        notices.append(Notice("damaged-pages", said))
    inserted = sum(g.inserted for g in glyphs)
    deleted = sum(g.deleted for g in glyphs)
    if inserted or deleted:
        said = (
            f"{name} shows a redline as it is drawn: {inserted} underlined letters are read as"
            f" inserted, {deleted} struck ones as deleted"
        )
        notices.append(Notice("drawn-redline", said))
    return tuple(notices)
