"""Reads Markdown, and any text whose changes are marked with CriticMarkup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.model import Anchor, Block, Cell, NoteMark, View
from resdiff.parsers import critic, text
from resdiff.parsers.content import Content
from resdiff.values import dataclass

PART = "markdown"
_SIGNS = re.compile(
    r"^#{1,6} +\S|^\[\^[^\]\s]+\]:|^ *\|? *:?-{3,}:? *\|[ :|-]*$|(?<![*\w])\*\*\w[^*\n]*\*\*(?!\*)",
    re.MULTILINE,
)
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *$")
_BULLET = re.compile(r"(\s*)([-*+])[ \t]+(?=\S)")
_LABEL = re.compile(r"\s*\(?(?:\d{1,3}|[^\W\d_]{1,4})(?:\\?[.)])(?:\s|$)")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
_FENCE = re.compile(r" {0,3}(```|~~~)\s*$")
_ROW = re.compile(r"\s*\|.*\|\s*$")
_RULED_ROW = re.compile(r"[\s|:-]+$")
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|\[\^(?P<note>[^\]\s]+)\]"
    r"|!?\[(?P<link>[^\[\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)"
    r"|<(?P<address>https?://[^>\s]+)>"
    r"|(?P<tag></?(?:ins|del|sup|sub|u|b|i|em|strong|span)(?:\s[^<>]*)?>)"
    r"|(?P<bold>\*\*(?=\S)|(?<=\S)\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w))"
    r"|(?P<italic>\*(?=\S)|(?<=\S)\*|(?<!\w)_(?=\S)|(?<=\S)_(?!\w))"
)
WRAPPED = 120
"""Longest line of a text that is taken to be broken to fit a page. Source: editors break Markdown
at 72 to 120 columns; the paragraphs of resolutions have 250 code points and more."""


def is_markdown(said: str) -> bool:
    """Whether signs that only Markdown uses stand in the text."""
    return _SIGNS.search(said) is not None


def content(data: bytes, name: str, view: View) -> Content:
    """The blocks of a text, in one view of its CriticMarkup; Markdown's own signs understood where
    it has any, else a block for each line.

    Shape:   anchors count the lines of the text in that view, or the paragraphs of the Markdown.
    Raises:  as `text.decode`.
    """
    settled = critic.settle(text.decode(data, name), view)
    if not settled.strip():
        return Content(())
    if not is_markdown(settled):
        return text.of_lines(settled)
    return Content(tuple(_blocks(settled)))


def has_changes(data: bytes, name: str) -> bool:
    """Whether the text marks insertions or deletions with CriticMarkup."""
    return critic.has_changes(text.decode(data, name))


# ---------------------------------------------------------------------- paragraphs


@dataclass(slots=True)
class _Paragraph:
    """The lines that make up one paragraph, and what its first signs say of it.

    Shape:   `begins` whether it begins here, for all that stands above; `closed` whether it ends
             with its line.
    """

    text: str
    style: str = ""
    label: str = ""
    left: int = 0
    note: str = ""
    cell: Cell | None = None
    begins: bool = True
    closed: bool = False


def _blocks(said: str) -> Iterator[Block]:
    counts: dict[str, int] = {}
    for paragraph in _paragraphs(text.lines(said)):
        part = f"{PART}/notes" if paragraph.note else PART
        number = counts[part] = counts.get(part, -1) + 1
        yield _block(paragraph, part, number)


def _paragraphs(lines: list[str]) -> Iterator[_Paragraph]:
    wraps = max(map(len, lines)) <= WRAPPED and any(not x.strip() for x in lines)
    open_: _Paragraph | None = None
    for found in _pieces(lines):
        if found is None or open_ is None or not (wraps and _goes_on(open_, found)):
            if open_ is not None:
                yield open_
            open_ = found
        elif open_.text.endswith(("  ", "\\")):
            open_.text = open_.text.rstrip(" \\") + "\n" + found.text.lstrip()
        else:
            open_.text = f"{open_.text.rstrip()} {found.text.lstrip()}"
    if open_ is not None:
        yield open_


def _goes_on(above: _Paragraph, found: _Paragraph) -> bool:
    """Whether a line begins nothing of its own, and the one above has not ended."""
    if above.closed or found.begins or above.note != found.note:
        return False
    return not _LABEL.match(found.text)


def _pieces(lines: list[str]) -> Iterator[_Paragraph | None]:
    """Each line with what its signs say; None where paragraphs end."""
    fenced, note, table, row = False, "", -1, 0
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
            yield None
            continue
        if _ROW.match(line) and not fenced:
            row = row + 1 if number and _ROW.match(lines[number - 1]) else 0
            table += not row
            yield None
            yield from _row(line, table, row)
            yield None
            continue
        piece = _Paragraph(line, closed=True) if fenced else _piece(line, lines, number)
        if piece is None:
            yield None
            continue
        if piece.note or (line.strip() and not line.startswith((" ", "\t"))):
            note = piece.note
        piece.note = note
        yield piece


def _row(line: str, table: int, row: int) -> Iterator[_Paragraph]:
    if _RULED_ROW.match(line):
        return
    cells = re.split(r"(?<!\\)\|", line.strip()[1:-1])
    for column, said in enumerate(cells):
        yield _Paragraph(said.strip(), cell=Cell(table, row, column), closed=True)


def _piece(line: str, lines: list[str], number: int) -> _Paragraph | None:
    """What a line is; None for one that prints nothing."""
    if not line.strip() or _RULE.match(line):
        return None
    above = lines[number - 1].strip() if number else ""
    if _UNDERLINE.match(line) and above and len(line.strip()) > 1:
        return None
    line = re.sub(r"^\s{0,3}(?:>\s?)+", "", line)
    heading = _HEADING.match(line)
    if heading is not None:
        return _Paragraph(heading[2], style=f"heading {len(heading[1])}", closed=True)
    note = _NOTE.match(line)
    if note is not None:
        return _Paragraph(f"{note[1]}\t{line[note.end() :]}", note=note[1])
    bullet = _BULLET.match(line)
    if bullet is not None:
        depth = len(bullet[1].expandtabs(4))
        return _Paragraph(line[bullet.end() :], label="•", left=depth * 120)
    closed = number + 1 < len(lines) and bool(_UNDERLINE.match(lines[number + 1]))
    return _Paragraph(line.lstrip(" "), begins=False, closed=closed)


# ---------------------------------------------------------------------- inside a paragraph


@dataclass(slots=True)
class _Inline:
    """The printed text of a paragraph while its signs are taken off."""

    text: str = ""
    marks: tuple[NoteMark, ...] = ()
    italic: int = 0
    bold: int = 0
    is_italic: bool = False
    is_bold: bool = False

    def add(self, said: str) -> None:
        """Adds text in the form that is open."""
        self.text += said
        self.italic += len(said) * self.is_italic
        self.bold += len(said) * self.is_bold

    def mark(self, note: str) -> None:
        """Adds the mark of a note."""
        start = len(self.text)
        self.add(note)
        self.marks += (NoteMark(start, len(self.text), note, automatic=True),)


def _inline(said: str) -> _Inline:
    found, at = _Inline(), 0
    for sign in _INLINE.finditer(said):
        found.add(said[at : sign.start()])
        at = sign.end()
        _read_sign(sign, found, said)
    found.add(said[at:])
    return found


def _read_sign(sign: re.Match[str], found: _Inline, said: str) -> None:
    if sign["note"]:
        found.mark(sign["note"])
    elif sign["bold"]:
        paired = found.is_bold or said.find(sign["bold"], sign.end()) > 0
        found.is_bold = paired and not found.is_bold
        found.add("" if paired else sign[0])
    elif sign["italic"]:
        paired = found.is_italic or said.find(sign["italic"], sign.end()) > 0
        found.is_italic = paired and not found.is_italic
        found.add("" if paired else sign[0])
    elif not sign["tag"]:
        found.add(sign["escaped"] or sign["link"] or sign["address"] or "")


def _block(paragraph: _Paragraph, part: str, number: int) -> Block:
    read = _inline(paragraph.text)
    length = max(len(read.text), 1)
    return Block(
        read.text,
        Anchor(part, number, 0, len(read.text)),
        label=paragraph.label,
        style=paragraph.style,
        left=paragraph.left,
        italic=read.italic / length,
        bold=read.bold / length,
        note=paragraph.note,
        cell=paragraph.cell,
        marks=read.marks,
    )
