"""Gathers running text into paragraphs, as a browser would: for the formats whose text is a tree of
elements."""

from __future__ import annotations

import re
from dataclasses import field

from resdiff.model import Anchor, Block, Cell, NoteMark
from resdiff.values import dataclass, replace

_BLANKS = re.compile(r"[ \t\n\r\f]+")  # what HTML folds; a no-break space is kept
_WIDE = re.compile(r"[ \u00a0]*\u00a0[ \u00a0]+|[ \u00a0]+\u00a0[ \u00a0]*")
_SHORT_MARK = re.compile(r"\d{1,3}|\*{1,3}")
LABEL = 12
"""Longest text before a wide gap for the gap to be a TAB; "(xxviii)bis" has 11 code points."""


@dataclass(frozen=True, slots=True)
class Look:
    """The form that text stands in: what elements hand down to what they hold."""

    style: str = ""
    italic: bool = False
    bold: bool = False
    raised: bool = False
    kept: bool = False  # blanks and line ends count
    centred: bool = False
    left: int = 0
    first: int = 0
    place: str = "body"
    note: str = ""
    cell: Cell | None = None


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being gathered."""

    look: Look
    text: str = ""
    label: str = ""
    italic: int = 0
    bold: int = 0
    capitals: int = 0
    marks: list[NoteMark] = field(default_factory=list)
    raised: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Flow:
    """The paragraphs of a text, as its words arrive.

    Shape:   `label` the automatic label that the next paragraph takes; blanks are folded to one,
             and dropped where a paragraph begins or ends.
    """

    part: str
    label: str = ""
    _open: _Paragraph | None = None
    _done: list[_Paragraph] = field(default_factory=list)
    _apart: list[tuple[_Paragraph | None, str]] = field(default_factory=list)

    def add(self, text: str, look: Look) -> None:
        """Words in their form; the first decide the form of the paragraph."""
        if look.kept:
            first, *others = text.replace("\r\n", "\n").split("\n")
            self._put(first, look)
            for line in others:
                self.end()
                self._put(line, look)
            return
        self._put(_BLANKS.sub(" ", text), look)

    def _put(self, text: str, look: Look) -> None:
        above = self._open.text if self._open is not None else ""
        if text.startswith(" ") and (not above or above[-1] in " \t\n") and not look.kept:
            text = text[1:]
        if not text:
            return
        if self._open is None:
            self._open = _Paragraph(look, label=self.label)
            self.label = ""
        to = self._open
        start = len(to.text)
        to.text += text
        shown = len(text) - text.count(" ")
        to.italic += shown * look.italic
        to.bold += shown * look.bold
        to.capitals += sum(map(str.isupper, text))
        if look.raised and _SHORT_MARK.fullmatch(text.strip()):
            to.raised.append((start, len(to.text)))

    def tab(self, look: Look) -> None:
        """A gap as wide as a TAB."""
        if self._open is not None:
            self._open.text = self._open.text.rstrip(" ")
        self._put("\t", look)

    def line_end(self, look: Look) -> None:
        """A line break inside a paragraph; the second in a row ends it."""
        if self._open is None or self._open.text.endswith("\n"):
            self.end()
        else:
            self._open.text = self._open.text.rstrip(" ")
            self._put("\n", look)

    def mark(self, printed: str, note: str, look: Look) -> None:
        """A note's mark."""
        self._put(printed, look)
        if self._open is None:
            self._open = _Paragraph(look, label=self.label)
        stop = len(self._open.text)
        self._open.marks.append(NoteMark(stop - len(printed), stop, note, automatic=True))

    def set_apart(self) -> None:
        """Leaves the paragraph open and begins others, until `go_on`."""
        self._apart.append((self._open, self.label))
        self._open, self.label = None, ""

    def go_on(self) -> None:
        """Goes on with the paragraph that was left."""
        self.end()
        self._open, self.label = self._apart.pop()

    def end(self) -> None:
        """Ends the paragraph, where one is open."""
        if self._open is not None:
            if not self._open.look.kept:
                self._open.text = self._open.text.rstrip(" \t\n")
                _widen(self._open)
            self._done.append(self._open)
        self._open = None

    def blocks(self) -> tuple[Block, ...]:
        """Every paragraph as a block; the notes' ones, typed or linked, in a part of their own."""
        self.end()
        _find_typed_notes(self._done)
        counts: dict[str, int] = {}
        found = []
        for paragraph in self._done:
            part = f"{self.part}/notes" if paragraph.look.note else self.part
            number = counts[part] = counts.get(part, -1) + 1
            found.append(_block(paragraph, part, number))
        return tuple(found)


def _find_typed_notes(paragraphs: list[_Paragraph]) -> None:
    """Makes notes of the paragraphs that begin with a raised mark which stands raised in a text
    above."""
    waiting: dict[str, list[tuple[_Paragraph, int, int]]] = {}
    found = 0
    for paragraph in paragraphs:
        for start, stop in paragraph.raised:
            printed = paragraph.text[start:stop].strip()
            if start:
                waiting.setdefault(printed, []).append((paragraph, start, stop))
            elif waiting.get(printed) and not paragraph.look.note:
                found += 1
                carrier, begin, end = waiting[printed].pop(0)
                _add_mark(carrier, begin, min(end, len(carrier.text)), f"typed{found}")
                _make_note(paragraph, stop, f"typed{found}")


def _add_mark(carrier: _Paragraph, start: int, stop: int, note: str) -> None:
    carrier.marks.append(NoteMark(start, stop, note, automatic=False))
    carrier.marks.sort(key=lambda m: m.start)


def _make_note(paragraph: _Paragraph, stop: int, note: str) -> None:
    """Gives the paragraph to its note, a TAB behind the mark that it begins with."""
    paragraph.look = replace(paragraph.look, note=note)
    gap = len(paragraph.text[stop:]) - len(paragraph.text[stop:].lstrip(" \t\u00a0"))
    mark = len(paragraph.text[:stop].rstrip())
    _put_instead(paragraph, mark, stop + gap, "\t")


def _put_instead(paragraph: _Paragraph, start: int, stop: int, text: str) -> None:
    """Replaces a stretch of blanks; the marks behind it move along."""
    shift = len(text) - (stop - start)
    paragraph.text = paragraph.text[:start] + text + paragraph.text[stop:]
    paragraph.marks = [
        replace(m, start=m.start + shift, stop=m.stop + shift) if m.start >= stop else m
        for m in paragraph.marks
    ]
    paragraph.raised = [
        (a + shift, b + shift) if a >= stop else (a, b) for a, b in paragraph.raised
    ]


def _widen(paragraph: _Paragraph) -> None:
    """Makes a TAB of the wide gap behind a label: Word saves it so."""
    found = _WIDE.search(paragraph.text, 0, 3 * LABEL)
    if found is not None and 0 < found.start() <= LABEL:
        _put_instead(paragraph, found.start(), found.end(), "\t")


def _block(paragraph: _Paragraph, part: str, number: int) -> Block:
    text, look = paragraph.text, paragraph.look
    shown = max(len(text) - text.count(" "), 1)
    letters = sum(map(str.isalpha, text)) or 1
    return Block(
        text,
        Anchor(part, number, 0, len(text)),
        label=paragraph.label,
        style=look.style,
        left=look.left,
        first=look.first,
        italic=min(paragraph.italic / shown, 1.0),
        bold=min(paragraph.bold / shown, 1.0),
        caps=min(paragraph.capitals / letters, 1.0),
        centred=look.centred,
        place=look.place,
        note=look.note,
        cell=look.cell,
        marks=tuple(m for m in paragraph.marks if m.stop <= len(text)),
    )
