"""Reads a text file: lines are paragraphs, and what an extractor left behind is understood as
what it was."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from resdiff.errors import EmptyFile, NotUtf8, UnknownFormat
from resdiff.model import Anchor, Block, NoteMark, View
from resdiff.parsers.content import Content

PART = "text"
_LINE_END = re.compile(r"\r\n|\r|\n")
# What Word text looks like after a common extractor: [bookmark: _Toc1], [footnoteRef:1]1, [1:
# 1<TAB>body]
_ARTEFACT = re.compile(
    r"\[bookmark: [^\]]*\]"
    r"|\[(?:foot|end)noteRef:(?P<reference>\d+)\](?P<mark>\d{1,3}|\*{1,3})?"
    r"|\[(?P<note>\d+): "
)
# No text holds these; every binary format that was met does within its first thousand bytes.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")  # PNG, JPEG, GIF, TIFF
_NO_TEXT = frozenset({"Cc", "Cn", "Cs"})  # what two bytes that are no letter come to
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, name: str) -> str:
    """The text that the bytes are, byte order mark left out.

    Shape:   UTF-8; UTF-16 where its byte order mark says so, as Word's "Unicode text" is written.
    Raises:  EmptyFile when there is nothing but blanks; UnknownFormat for bytes that are no text;
             NotUtf8.
    """
    if data.startswith(_PICTURES):
        raise UnknownFormat(
            f"{name} is a picture", "only text can be compared: a scan needs text recognition first"
        )
    utf16 = data.startswith(UTF16_MARKS)
    if not utf16 and _BINARY.search(data):
        raise UnknownFormat(f"{name} is not a text file")
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        where = data.count(b"\n", 0, error.start) + 1
        raise NotUtf8(f"{name} is not in UTF-8 (line {where})") from None
    if utf16 and any(unicodedata.category(x) in _NO_TEXT for x in set(text) - set("\t\n\r\f\v")):
        raise NotUtf8(f"{name} is not in UTF-8, nor in UTF-16 as its first bytes say")
    if not text.strip(" \t\r\n"):
        raise EmptyFile(f"{name} is empty")
    return text


def lines(text: str) -> list[str]:
    """The lines of a text, without their ends."""
    return _LINE_END.split(text)


def content(data: bytes, name: str, view: View) -> Content:
    """A block for each line, and one for each note body found in a line, right after it.

    Shape:   anchors count the lines from 0 in part "text"; artefacts stand in no block's text;
             every view is the same.
    Raises:  as `decode`.
    """
    return of_lines(decode(data, name))


def of_lines(text: str) -> Content:
    """The same of a text that is decoded already."""
    return Content(
        tuple(
            block for number, line in enumerate(lines(text)) for block in _read_line(line, number)
        )
    )


def _read_line(line: str, number: int) -> Iterator[Block]:
    whole = Anchor(PART, number, 0, len(line))
    if "[" not in line or not _ARTEFACT.search(line):
        yield Block(line, whole)
        return
    stretches: list[Anchor] = []
    marks: list[NoteMark] = []
    notes: list[Block] = []
    length = at = 0
    while (found := _ARTEFACT.search(line, at)) is not None:
        stop, begin = found.start(), found.end()
        length += stop - at
        stretches.append(Anchor(PART, number, at, stop))
        if found["reference"]:
            printed = found["mark"] or ""
            marks.append(NoteMark(length, length + len(printed), found["reference"], True))
            begin -= len(printed)
        elif found["note"]:
            end = _note_stop(line, begin)
            body = Anchor(PART, number, begin, end)
            notes.append(Block(line[begin:end], body, note=found["note"]))
            begin = min(end + 1, len(line))
        at = begin
    stretches.append(Anchor(PART, number, at, len(line)))
    kept = tuple(a for a in stretches if a.start < a.stop)
    text = "".join(line[a.start : a.stop] for a in kept)
    yield Block(text, whole, marks=tuple(marks), stretches=kept)
    yield from notes


def _note_stop(line: str, at: int) -> int:
    """Where a note's body ends: at the bracket that closes it, brackets inside it being paired."""
    depth = 0
    for i in range(at, len(line)):
        if line[i] == "[":
            depth += 1
        elif line[i] == "]":
            if depth == 0:
                return i
            depth -= 1
    return len(line)
