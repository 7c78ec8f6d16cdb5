"""Clauses while they are being read: parents are references, and paths come last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from resdiff.model import Anchor, Cell, Clause, Kind
from resdiff.parsers.structure.lines import Line, blank, joined, joined_marks
from resdiff.values import dataclass


@dataclass(slots=True, eq=False)
class Draft:
    """A clause that may still change.

    Shape:   `lines` its text without the label, one a paragraph; `label_line` a typed label;
             `label` what is printed, where that is not what `label_line` says; `key` its part of
             the path below its parent's, or the whole path where `rooted`.
    """

    kind: Kind
    lines: list[Line]
    key: str = ""
    rooted: bool = False
    parent: Draft | None = None
    label: str = ""
    label_line: Line | None = None
    number: str = ""
    call_id: str = ""
    part: str = ""
    addressee: str = ""
    cell: Cell | None = None
    note: str = ""
    certainty: float = 1.0
    reason: str = ""
    path: str = field(default="", init=False)
    index: int = field(default=-1, init=False)

    @property
    def text(self) -> str:
        """The text, paragraphs joined with LF."""
        return joined(self.lines) if self.lines else ""

    @property
    def waits(self) -> bool:
        """Whether a label stands alone on its line of a typed text, its words still to come."""
        label = self.label_line
        typed = label is not None and label.block.anchor.part == "text"
        return typed and blank(self.text)

    def settle(self, instrument: int) -> Clause:
        """The clause this draft came to be; its parent must have its index already."""
        return Clause(
            kind=self.kind,
            text=self.text,
            path=self._name(),
            label=self.label or (self.label_line.text if self.label_line is not None else ""),
            number=self.number,
            parent=self.parent.index if self.parent is not None else -1,
            instrument=instrument,
            call_id=self.call_id,
            part=self.part,
            addressee=self.addressee,
            cell=self.cell,
            note=self.note,
            marks=joined_marks(self.lines),
            anchors=tuple(a for line in self.lines for a in line.anchors),
            label_anchor=_label_anchor(self.label_line),
            certainty=round(min(max(self.certainty, 0.0), 1.0), 2),
            reason=self.reason,
        )

    def _name(self) -> str:
        """The path as others see it: a call or an annex's heading is never taken for a clause."""
        if self.kind is Kind.CALL:
            return f"call/{self.path}"
        if self.kind is Kind.ANNEX:
            return f"heading/{self.path}"
        if self.kind is Kind.HEADING and self.key == "title" and self.parent is not None:
            return f"title/{self.parent.path}"
        return self.path


def _label_anchor(line: Line | None) -> Anchor | None:
    return line.anchors[0] if line is not None and line.anchors else None


def give_paths(drafts: Sequence[Draft]) -> None:
    """Gives each draft of one instrument its path, parents first; a path that is taken gets "~2",
    "~3", …"""
    taken: dict[str, int] = {}
    for draft in drafts:
        over = draft.parent.path if draft.parent is not None and not draft.rooted else ""
        path = f"{over}/{draft.key}" if over else draft.key
        count = taken.get(path, 0) + 1
        taken[path] = count
        while count > 1 and f"{path}~{count}" in taken:
            count += 1
        if count > 1:
            path = f"{path}~{count}"
            taken[path] = 1
        draft.path = path


def cell_key(table: int, cell: Cell, paragraph: int) -> str:
    """What names a paragraph of a cell in a path: "table1/r2c3", and "table1/r2c3/2" for its
    second."""
    key = f"table{table}/r{cell.row + 1}c{cell.column + 1}"
    return key if paragraph == 1 else f"{key}/{paragraph}"
