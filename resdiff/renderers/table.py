"""The comparison as a table, a row a clause: what spreadsheet, CSV and Markdown share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from resdiff.model import Clause, Line, Mark, Piece, Redline
from resdiff.renderers import RenderOptions, wanted
from resdiff.values import dataclass

COLUMNS = ("old path", "new path", "status", "nature", "old text", "new text", "marked text")
_BRACKETS = {Mark.KEPT: ("", ""), Mark.DELETED: ("{--", "--}"), Mark.INSERTED: ("{++", "++}")}


@dataclass(frozen=True, slots=True)
class Row:
    """One change.

    Shape:   paths and texts of several clauses (a split, a merger) joined with "; " and LF;
             `status` says moved and renumbered too; `marked` the pieces of all its lines.
    """

    old_path: str
    new_path: str
    status: str
    nature: str
    old_text: str
    new_text: str
    marked: tuple[Piece, ...]

    def plain(self) -> tuple[str, ...]:
        """The row's cells as text, the marks in CriticMarkup."""
        return (
            self.old_path,
            self.new_path,
            self.status,
            self.nature,
            self.old_text,
            self.new_text,
            critic(self.marked),
        )


def rows(redline: Redline, options: RenderOptions) -> Iterator[Row]:
    """A row a change, in the order of the comparison."""
    comparison = redline.comparison
    lines: dict[int, list[Line]] = {}
    for line in redline.lines:
        lines.setdefault(line.change, []).append(line)
    for number, change in enumerate(comparison.changes):
        if not wanted(change, options):
            continue
        olds = [comparison.old.clauses[i] for i in change.old]
        news = [comparison.new.clauses[i] for i in change.new]
        flags = ("moved", "renumbered", "split", "merged")
        status = [change.status.value, *(name for name in flags if getattr(change, name))]
        yield Row(
            "; ".join(c.path for c in olds),
            "; ".join(c.path for c in news),
            ", ".join(status),
            "" if change.nature == "none" else change.nature.value,
            _text(olds),
            _text(news),
            tuple(_marked(lines.get(number, ()))),
        )


def critic(pieces: Sequence[Piece]) -> str:
    """The pieces in CriticMarkup."""
    return "".join(
        _BRACKETS[mark][0] + "".join(p.text for p in group) + _BRACKETS[mark][1]
        for mark, group in groupby(pieces, key=lambda p: p.mark)
    )


def _text(clauses: Sequence[Clause]) -> str:
    return "\n".join(f"{c.label} {c.text}".strip() for c in clauses)


def _marked(lines: Sequence[Line]) -> Iterator[Piece]:
    for number, line in enumerate(lines):
        if number:
            yield Piece("\n", Mark.KEPT)
        yield from line.label
        marks = {piece.mark for piece in line.label}
        if line.label:
            yield Piece(" ", marks.pop() if len(marks) == 1 else Mark.KEPT)
        yield from line.pieces
