"""Annexes and appendices: where they begin, also inside a paragraph, and what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from resdiff.language import labels, matter
from resdiff.language.matter import Matter, MatterKind
from resdiff.model import Kind
from resdiff.parsers.structure.body import Body
from resdiff.parsers.structure.drafts import Draft
from resdiff.parsers.structure.lines import Line, blank, broken_at, in_parentheses, listed
from resdiff.patterns import pattern

ANNEXES = frozenset({MatterKind.ANNEX, MatterKind.APPENDIX, MatterKind.ATTACHMENT})
_STYLES = ("annexno", "appendixno", "attachmentno")
_TITLES = ("annextitle", "appendixtitle", "attachmenttitle")
_REFERENCES = ("annexref", "appendixref")
LONGEST = 200
"""Longest line that is an annex's number, in code points; "ANNEX 2 TO RESOLUTION 208 (DUBAI,
2018)" has 39."""

_NUMBER = pattern(r"([^\W\d_a-z]{5,}\s[^()（）]{0,80}[(（][^()（）]{0,60}[)）])\s*")
_SENTENCE_ENDS = (".", ";", ",", ":", "。", "；", "，", "：", "؛", "،")
_CAPITALS = pattern(r"(?<=\s)(?=[^\W\d_a-z]{5,}\s)")
_LIST = pattern(r"\s(?=(?:1\)|a\)|1\.|[-–—•])\s)")


def is_annex(line: Line, language: str) -> Matter | None:
    """The annex number that a line is; None for any other line, and for a sentence that begins with
    the word."""
    if line.block.cell is not None or len(line.text) > LONGEST or listed(line.text):
        return None
    text = " ".join(line.text.split())
    if text[-1:] in _SENTENCE_ENDS and not line.style.startswith(_STYLES):
        return None
    found = matter.read(text, language)
    return found if found is not None and found.kind in ANNEXES and found.whole_line else None


def split_annexes(lines: Sequence[Line], language: str) -> tuple[list[Line], list[list[Line]]]:
    """The lines before the first annex, and those of each annex, its number line first."""
    main: list[Line] = []
    annexes: list[list[Line]] = []
    for line in lines:
        for piece in _cut_out(line, language):
            if _begins_annex(piece, annexes, language):
                annexes.append([piece])
            else:
                (annexes[-1] if annexes else main).append(piece)
    return main, annexes


def _begins_annex(line: Line, annexes: Sequence[Sequence[Line]], language: str) -> bool:
    if line.style.startswith(_STYLES):
        above = annexes[-1] if annexes else []
        return not (len(above) == 1 and above[0].style == line.style)
    if run_in_number(line.text, language):
        return True
    return line.first and is_annex(line, language) is not None


def run_in_number(text: str, language: str) -> int:
    """Where the annex number that a text begins with in capitals ends, other text behind it; 0
    where none is."""
    found = _NUMBER.match(text)
    if found is None or found[1] != found[1].upper():
        return 0
    read = matter.read(found[1], language)
    return found.end() if read is not None and read.kind in ANNEXES else 0


def _cut_out(line: Line, language: str) -> Iterator[Line]:
    """The line in pieces, so that each annex number in capitals that was run into it begins one."""
    starts = [0]
    if line.block.cell is None:
        for found in _CAPITALS.finditer(line.text):
            if run_in_number(line.text[found.start() :], language):
                starts.append(found.start())
    for start, stop in zip(starts, [*starts[1:], len(line.text)], strict=True):
        if not blank(line.text[start:stop]):
            yield line.cut(start, stop)


def read_annex(lines: Sequence[Line], number: int, language: str) -> list[Draft]:
    """The clauses of one annex."""
    first = lines[0]
    stop = run_in_number(first.text, language)
    if not stop or first.style.startswith(_STYLES):
        stop = len(first.text)
    found = matter.read(" ".join(first.text[:stop].split()), language)
    root = Draft(Kind.ANNEX, [first.cut(0, stop)], f"annex{number}", True)
    root.number = found.number if found is not None else ""
    root.reason = "an annex's number line"
    body = Body(language, root=root, calls=False, width=broken_at(lines))
    body.add(root)
    rest = [first.cut(stop)] if not blank(first.text[stop:]) else []
    rest += lines[1:]
    if rest and (rest[0].style.startswith(_STYLES) or in_parentheses(rest[0].text)):
        root.lines.append(rest.pop(0))
    count = _count_title(rest, language)
    if rest and not count and not rest[0].first:
        rest = _split_title(rest)
        count = _count_title(rest, language)
    if count:
        body.title(list(rest[:count]), "the annex's title")
    body.read(rest[count:])
    return body.drafts


def _count_title(lines: Sequence[Line], language: str) -> int:
    """How many lines below an annex's number are its title."""
    count = 0
    while count < len(lines) and lines[count].style.startswith((*_TITLES, *_REFERENCES)):
        count += 1
    if count or not lines or lines[0].block.cell is not None:
        return count
    text = lines[0].text.strip()
    plain = labels.read(text, language) is None and len(text) < LONGEST
    return int(plain and text[-1:] not in ".;:,。；：，")


def _split_title(lines: list[Line]) -> list[Line]:
    """The lines with a title run into a list parted from it."""
    found = _LIST.search(lines[0].text)
    if found is None or re.search(r"[.;:]", lines[0].text[: found.start()]):
        return lines
    return [lines[0].cut(0, found.end()), lines[0].cut(found.end()), *lines[1:]]
