"""Annexes and appendices: where they begin, also inside a paragraph, and what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from resdiff.language import labels, matter
from resdiff.language.matter import Matter, MatterKind
from resdiff.model import Kind
from resdiff.parsers.structure.body import Body
from resdiff.parsers.structure.drafts import Draft
from resdiff.parsers.structure.lines import Line, blank

ANNEXES = frozenset({MatterKind.ANNEX, MatterKind.APPENDIX, MatterKind.ATTACHMENT})
_STYLES = ("annexno", "appendixno", "attachmentno")
_TITLES = ("annextitle", "appendixtitle", "attachmenttitle")
_REFERENCES = ("annexref", "appendixref")
LONGEST = 200
"""Longest line that is an annex's number, in code points; "ANNEX 2 TO RESOLUTION 208 (DUBAI,
2018)" has 39."""

_CAPITALS = re.compile(r"(?<=\s)(?=[^\W\d_a-z]{5,}\s)")
_LIST = re.compile(r"\s(?=(?:1\)|a\)|1\.|[-–—•])\s)")


def is_annex(line: Line) -> Matter | None:
    """The annex number that a line is; None for any other line, and for a sentence that begins
    with the word."""
    if line.block.cell is not None or (len(line.text) > LONGEST and "\n" not in line.text[:40]):
        return None
    found = matter.read(" ".join(line.text.split()))
    if found is None or found.kind not in ANNEXES:
        return None
    return found if found.whole_line or line.style.startswith(_STYLES) else None


def split_annexes(lines: Sequence[Line], language: str) -> tuple[list[Line], list[list[Line]]]:
    """The lines before the first annex, and those of each annex, its number line first."""
    main: list[Line] = []
    annexes: list[list[Line]] = []
    for line in lines:
        for piece in _cut_out(line):
            styled = piece.style.startswith(_STYLES) and not (
                annexes and len(annexes[-1]) == 1 and annexes[-1][0].style == piece.style
            )
            if (piece.first and (styled or is_annex(piece) is not None)) or _runs_in(
                piece
            ) is not None:
                annexes.append([piece])
            else:
                (annexes[-1] if annexes else main).append(piece)
    return main, annexes


def _runs_in(line: Line) -> Matter | None:
    """The annex number that a line begins with in capitals, other text behind it."""
    if line.block.cell is not None or not _CAPITALS.match(" " + line.text[:40], 1):
        return None
    found = matter.read(line.text)
    return found if found is not None and found.kind in ANNEXES else None


def _cut_out(line: Line) -> Iterator[Line]:
    """The line in pieces, so that each annex number in capitals that was run into it begins one."""
    starts = [0]
    if line.block.cell is None:
        for found in _CAPITALS.finditer(line.text):
            rest = matter.read(line.text[found.start() : found.start() + LONGEST])
            if rest is not None and rest.kind in ANNEXES:
                starts.append(found.start())
    for start, stop in zip(starts, [*starts[1:], len(line.text)], strict=True):
        if not blank(line.text[start:stop]):
            yield line.cut(start, stop)


def read_annex(lines: Sequence[Line], number: int, language: str) -> list[Draft]:
    """The clauses of one annex."""
    first = lines[0]
    found = is_annex(first) or _runs_in(first)
    lead = len(first.text) - len(first.text.lstrip())
    runs_in = found is not None and not found.whole_line and not first.style.startswith(_STYLES)
    stop = lead + found.stop if runs_in and found is not None else len(first.text)
    root = Draft(Kind.ANNEX, [first.cut(0, stop)], f"annex{number}", True)
    root.number = found.number if found is not None else ""
    root.reason = "an annex's number line"
    body = Body(language, root=root, calls=False)
    body.add(root)
    rest = [first.cut(stop)] if not blank(first.text[stop:]) else []
    rest += lines[1:]
    if rest and rest[0].style.startswith(_STYLES):
        root.lines.append(rest.pop(0))
    count = _count_title(rest, language)
    if rest and not count and not rest[0].first:
        rest = _split_title(rest)
        count = _count_title(rest, language)
    if count:
        body.heading(list(rest[:count]), key="title", reason="the annex's title")
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
