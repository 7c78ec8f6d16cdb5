"""What stands in which language, and what is missing where, as values."""

from __future__ import annotations

from enum import StrEnum

from resdiff.model import Comparison, Document, Notice, Piece
from resdiff.values import dataclass


class Certainty(StrEnum):
    """How sure a finding is: it follows from what is printed, or a reader decides."""

    SURE = "sure"
    PROBABLE = "probable"


class Fate(StrEnum):
    """What became of a clause in one language."""

    ABSENT = "absent"
    KEPT = "kept"  # the same words, or an edition that shows no changes
    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Voice:
    """The text in one language.

    Shape:   `name` as the columns call it: the language, and where two files share one, the file
             too; `comparison` between its old and its new side, None where it shows no changes.
    """

    name: str
    file: str
    language: str
    document: Document
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A clause in one language.

    Shape:   `old`, `new` index the clauses of the voice's two sides, -1 where there is none;
             `path`, `label` and `text` of the new side, else of the old; `pieces` the text with its
             changes woven in.
    """

    fate: Fate
    old: int = -1
    new: int = -1
    path: str = ""
    label: str = ""
    text: str = ""
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One clause in all languages: a cell a voice, in the order of the voices.

    Shape:   `path` what most languages call it; `level` 0 for what stands alone, 1 for an item, 2
             below; `findings` index `Concord.findings`.
    """

    path: str
    kind: str
    level: int
    cells: tuple[Cell, ...]
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands in one language.

    Shape:   `path` "" where the clause is missing there, `near` then the clause before; `says` what
             is printed of the matter, "" for nothing; `side` "old" or "new".
    """

    voice: str
    path: str
    near: str
    says: str
    side: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between the languages.

    Shape:   `id` names it: rule, clause and languages ("year:5/a:fr"), the same whenever the files
             are; `voices` those that differ from most, all of them where there is no majority;
             `rows` index `Concord.rows`, the first is where it stands.
    """

    id: str
    rule: str
    certainty: Certainty
    voices: tuple[str, ...]
    rows: tuple[int, ...]
    places: tuple[Place, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Concord:
    """The clauses of all languages side by side, and where they differ."""

    voices: tuple[Voice, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def has_changes(self) -> bool:
        """Whether any voice shows changes."""
        return any(voice.comparison is not None for voice in self.voices)
