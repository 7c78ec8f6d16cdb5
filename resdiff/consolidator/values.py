"""What consolidation speaks of: voices, rows, meetings."""

from __future__ import annotations

from enum import StrEnum

from resdiff.model import Document, Kind, Notice, Piece, Redline
from resdiff.values import dataclass


class Policy(StrEnum):
    """What is shown where proposals conflict: all of them, the base alone, or the first one."""

    SHOW_ALL = "show-all"
    BASE = "base"
    FIRST = "first"


class Meeting(StrEnum):
    """How the proposals meet at one clause.

    Shape:   none changes it; one does; several do the same; several do different things that do not
             touch; several change the same words in different ways.
    """

    NONE = "unchanged"
    ONE = "one"
    AGREED = "agreed"
    APART = "compatible"
    CONFLICT = "conflict"


class Remark(StrEnum):
    """What became of a clause besides its words, as the tables of words call it."""

    MOVED = "moved"
    MOVED_TO = "moved_to"
    MOVED_FROM = "moved_from"
    MERGED = "merged"
    SPLIT = "split"
    RENUMBERED = "renumbered"


@dataclass(frozen=True, slots=True)
class Voice:
    """One proposal: who makes it, and what it makes of the base.

    Shape:   `redline.comparison.old` is the same base for all voices.
    """

    author: str
    redline: Redline
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What one proposal makes of a clause.

    Shape:   `label`, `pieces` as in `model.Line`; `place` where it moved to or from, for people.
    """

    label: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    remark: Remark | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One clause in all proposals.

    Shape:   `label`, `text` of the base, empty for a clause that came; `entries` one a voice, None
             where it leaves the clause as it is (or has no such new clause); `authors` who change
             it; `clash` those who change the same words in different ways; `clause` its index in
             the base, -1 for one that came.
    """

    kind: Kind
    path: str
    label: str
    text: str
    level: int
    entries: tuple[Entry | None, ...]
    meeting: Meeting
    authors: tuple[str, ...]
    clash: tuple[str, ...] = ()
    clause: int = -1


@dataclass(frozen=True, slots=True)
class Matter:
    """What stands around a proposal's text: "abstract" or "reasons"."""

    author: str
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Consolidation:
    """All proposals in the base's coordinates. Shape: `rows` in the base's reading order, what
    came after what precedes it; `matter` abstracts, then Reasons."""

    voices: tuple[Voice, ...]
    rows: tuple[Row, ...]
    matter: tuple[Matter, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def base(self) -> Document:
        """What all of them would amend."""
        return self.voices[0].redline.comparison.old

    @property
    def authors(self) -> tuple[str, ...]:
        """The proposals' authors, in the order given."""
        return tuple(x.author for x in self.voices)

    @property
    def conflicts(self) -> tuple[Row, ...]:
        """The rows at which proposals change the same words in different ways."""
        return tuple(x for x in self.rows if x.meeting is Meeting.CONFLICT)
