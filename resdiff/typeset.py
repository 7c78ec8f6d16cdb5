"""Sets a document that has no Word file in the house template, as a Word file.

The template is `templates/resolution.docx`; a secretariat can restyle it in Word as long as the
ITU's style names stay. Notes become real footnotes, tables real tables, Arabic runs from right to
left.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from resdiff import resources
from resdiff.model import Clause, Document, Kind, NoteMark
from resdiff.zipped import holdable, undated

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.part import Part
    from docx.text.paragraph import Paragraph

STYLES: Mapping[Kind, str] = {
    Kind.COVER: "Heading_b",
    Kind.ABSTRACT: "Abstract",
    Kind.PROPOSAL: "Proposal",
    Kind.NUMBER: "Res_No",
    Kind.TITLE: "Res_title",
    Kind.HISTORY: "Res_ref",
    Kind.ADOPTING: "Normal_after_title",
    Kind.CALL: "Call",
    Kind.ANNEX: "Annex_No",
    Kind.HEADING: "Annex_title",
    Kind.NOTE: "footnote text",
    Kind.CELL: "Table_text",
    Kind.REASONS: "Reasons",
}
NESTED_ITEMS = ("Normal", "enumlev1", "enumlev2", "enumlev3")
RIGHT_TO_LEFT = frozenset({"ar"})
FIRST_NOTE = 2  # 0 and 1 are the template's separators
EMPTIED = "emptied note "
MOST_SKIPPED = 100  # a larger gap is no count of notes but a mark of its own


def typeset(document: Document) -> bytes:
    """A Word file that shows `document` in the house styles.

    Shape:   a paragraph for each paragraph of each clause, label TAB text; notes whose mark stands
             in a clause are footnotes, other notes stand at the end. Same document, same bytes.
    """
    return undated(_Typesetter(document).word_file())


class _Typesetter:
    """One document on its way into the template."""

    def __init__(self, document: Document) -> None:
        from docx import Document as open_template

        self.document = document
        self.word: WordDocument = open_template(str(resources.templates() / "resolution.docx"))
        self.right_to_left = document.language in RIGHT_TO_LEFT
        self.notes = {c.note: c for c in document.clauses if c.kind is Kind.NOTE and c.note}
        self.numbers: dict[str, int] = {}

    def word_file(self) -> bytes:
        """The file, its times as python-docx sets them."""
        shown = [c for c in self.document.clauses if c.kind is not Kind.NOTE]
        for table, clauses in groupby(shown, key=lambda c: c.cell.table if c.cell else None):
            if table is None:
                for clause in clauses:
                    self._clause(clause)
            else:
                self._table(tuple(clauses))
        for note in self.document.clauses:
            if note.kind is Kind.NOTE and note.note not in self.numbers and note.text.strip():
                self._fill(self._paragraph("footnote text"), _printed(note), ())
        if len(self.word.element.body) == 1:  # nothing but the section: a body holds a paragraph
            self._paragraph("Normal")
        self._write_notes()
        stream = io.BytesIO()
        self.word.save(stream)
        return stream.getvalue()

    def _clause(self, clause: Clause) -> None:
        for text, marks in _paragraphs(clause):
            self._fill(self._paragraph(self._style(clause)), text, marks)

    def _style(self, clause: Clause) -> str:
        if clause.kind not in (Kind.ITEM, Kind.PARAGRAPH):
            return STYLES.get(clause.kind, "Normal")
        return NESTED_ITEMS[min(self._depth(clause), len(NESTED_ITEMS) - 1)]

    def _depth(self, clause: Clause) -> int:
        depth = 0
        while clause.parent >= 0:
            clause = self.document.clauses[clause.parent]
            depth += clause.kind in (Kind.ITEM, Kind.PARAGRAPH)
        return depth

    def _table(self, clauses: tuple[Clause, ...]) -> None:
        cells = [c.cell for c in clauses if c.cell]
        rows, columns = 1 + max(c.row for c in cells), 1 + max(c.column for c in cells)
        table = self.word.add_table(rows, columns, style="Table Grid")
        for (row, column), inside in groupby(
            clauses, key=lambda c: (c.cell.row, c.cell.column) if c.cell else (0, 0)
        ):
            first = table.cell(row, column).paragraphs[0]
            for text, marks in (p for clause in inside for p in _paragraphs(clause)):
                paragraph = first or table.cell(row, column).add_paragraph()
                paragraph.style = self.word.styles["Table_text"]
                self._fill(paragraph, text, marks)
                first = None

    def _paragraph(self, style: str) -> Paragraph:
        return self.word.add_paragraph(style=style)

    def _fill(self, paragraph: Paragraph, text: str, marks: Iterable[NoteMark]) -> None:
        done = 0
        for mark in marks:
            if mark.note in self.notes and mark.note not in self.numbers:
                self._run(paragraph, text[done : mark.start])
                self._note_mark(paragraph, mark.note, text[mark.start : mark.stop])
                done = mark.stop
        self._run(paragraph, text[done:])
        if self.right_to_left:
            _first(paragraph, "w:bidi")

    def _run(self, paragraph: Paragraph, text: str) -> None:
        if text:
            run = paragraph.add_run(holdable(text))
            run.font.rtl = True if self.right_to_left else None

    def _note_mark(self, paragraph: Paragraph, note: str, printed: str) -> None:
        from docx.oxml.parser import OxmlElement

        self._number(note, printed)
        run = paragraph.add_run()
        run.style = self.word.styles["footnote reference"]
        reference = OxmlElement("w:footnoteReference")
        computed = str(len(self.numbers))
        if printed != computed:
            reference.set(_w("customMarkFollows"), "1")
        reference.set(_w("id"), str(self.numbers[note]))
        run._r.append(reference)
        if printed != computed:
            run.add_text(printed)

    def _number(self, note: str, printed: str) -> None:
        """Numbers a note as it is printed: notes that are skipped stand in the file, emptied, as
        those do whose reference was deleted (`ooxml.notes`)."""
        skipped = int(printed) - len(self.numbers) - 1 if printed.isdecimal() else 0
        if 0 < skipped <= MOST_SKIPPED:
            for _ in range(skipped):
                self.numbers[f"{EMPTIED}{len(self.numbers)}"] = FIRST_NOTE + len(self.numbers)
        self.numbers[note] = FIRST_NOTE + len(self.numbers)

    def _write_notes(self) -> None:
        part = next(
            r.target_part for r in self.word.part.rels.values() if r.reltype.endswith("/footnotes")
        )
        _append_notes(part, [self._note(id_, i) for id_, i in self.numbers.items()])

    def _loose(self, style: str) -> Paragraph:
        """A paragraph that stands nowhere yet."""
        paragraph = self._paragraph(style)
        holder = paragraph._p.getparent()
        if holder is not None:
            holder.remove(paragraph._p)
        return paragraph

    def _note(self, note: str, number: int) -> tuple[int, list[Paragraph], bool]:
        if note not in self.notes:
            return number, [self._loose("footnote text")], False
        paragraphs = []
        for text, _ in _paragraphs(self.notes[note], label=False):
            paragraph = self._loose("footnote text")
            self._fill(paragraph, text, ())
            paragraphs.append(paragraph)
        printed = self.notes[note].label
        return number, paragraphs, printed in ("", str(number - FIRST_NOTE + 1))


def _append_notes(part: Part, notes: list[tuple[int, list[Paragraph], bool]]) -> None:
    """Adds the notes to the footnotes part, each opening with its mark."""
    from docx.oxml.parser import OxmlElement, parse_xml
    from lxml import etree

    root = parse_xml(part.blob)
    for number, paragraphs, automatic in notes:
        note = OxmlElement("w:footnote")
        note.set(_w("id"), str(number))
        for paragraph in paragraphs:
            note.append(paragraph._p)
        if automatic and paragraphs:
            _open_with_mark(paragraphs[0])
        root.append(note)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _open_with_mark(paragraph: Paragraph) -> None:
    from docx.oxml.parser import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    runs = (
        f'<w:r {space}><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>',
        f"<w:r {space}><w:tab/></w:r>",
    )
    properties = paragraph._p.pPr
    place = 0 if properties is None else 1 + paragraph._p.index(properties)
    for offset, run in enumerate(runs):
        paragraph._p.insert(place + offset, parse_xml(run))


def _paragraphs(
    clause: Clause, *, label: bool = True
) -> Iterator[tuple[str, tuple[NoteMark, ...]]]:
    """Each paragraph of a clause as printed, with the note marks where they stand in it."""
    head = f"{clause.label}\t" if clause.label and label else ""
    start = 0
    for line in clause.text.split("\n"):
        stop = start + len(line)
        shift = len(head) - start
        yield (
            head + line,
            tuple(
                NoteMark(m.start + shift, m.stop + shift, m.note, m.automatic)
                for m in clause.marks
                if start <= m.start and m.stop <= stop
            ),
        )
        head, start = "", stop + 1


def _printed(note: Clause) -> str:
    return f"{note.label}\t{note.text}" if note.label else note.text


def _first(paragraph: Paragraph, tag: str) -> None:
    """Puts an on/off property after the style, as the schema wants it (ECMA-376-1 §17.3.1.26)."""
    from docx.oxml.parser import OxmlElement

    properties = paragraph._p.get_or_add_pPr()
    properties.insert(0 if properties.pStyle is None else 1, OxmlElement(tag))


def _w(name: str) -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name
