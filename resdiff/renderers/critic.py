"""The redline as CriticMarkup: {++inserted++}, {--deleted--}, one clause a line.

Accepting all marks gives the new text's lines, rejecting them the old text's, but for the empty
lines that a wholly inserted or deleted clause leaves behind.
Source:  CriticMarkup, G. Weatherhead and E. Hallam, 2013.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from resdiff.model import Line, Mark, Piece, Redline, Status
from resdiff.renderers import RenderOptions

_MARKS = {Mark.DELETED: "{{--{}--}}", Mark.INSERTED: "{{++{}++}}", Mark.KEPT: "{}"}


def render(redline: Redline, options: RenderOptions) -> bytes:
    """The whole document, marked, as text in UTF-8."""
    rows: list[str] = []
    for number, lines in groupby(redline.lines, key=lambda line: line.change):
        change = redline.comparison.changes[number]
        joint = Mark.INSERTED if len(change.new) > 1 else Mark.DELETED
        rows.extend(_rows(list(lines), joint))
    return ("\n".join(rows) + "\n").encode() if rows else b""


def _rows(lines: Sequence[Line], joint: Mark) -> Iterable[str]:
    """The lines of one change; those of a split or merger in one, the break between them marked."""
    if any(line.status in {Status.INSERTED, Status.DELETED} for line in lines):
        return [_marked(_pieces(line)) for line in lines]
    pieces: list[Piece] = []
    for place, line in enumerate(lines):
        if place:
            pieces.append(Piece("\n", joint))
        pieces.extend(_pieces(line))
    return [_marked(pieces)]


def _pieces(line: Line) -> list[Piece]:
    """Label, TAB and text; the TAB shares the label's fate."""
    if not line.label:
        return list(line.pieces)
    marks = {piece.mark for piece in line.label}
    tab = marks.pop() if len(marks) == 1 else Mark.KEPT
    return [*line.label, Piece("\t", tab), *line.pieces]


def _marked(pieces: Iterable[Piece]) -> str:
    """The pieces as text; neighbours with one mark share its braces."""
    return "".join(
        _MARKS[mark].format("".join(piece.text for piece in group))
        for mark, group in groupby(pieces, key=lambda piece: piece.mark)
    )
