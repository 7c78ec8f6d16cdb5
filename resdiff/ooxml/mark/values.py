"""What the marking is told: which paragraphs pair, which letters are kept, who signs."""

from __future__ import annotations

from resdiff.model import Edit
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """Paragraphs of the old part that became paragraphs of the new part.

    Shape:   `old`, `new` paragraph numbers of the part (see `stories.paragraph_elements`); several
             where paragraphs were split or joined; one side empty says that the others are to be
             paired with nothing. `edits` are over the paragraphs' texts joined with LF; edits that
             do not fit the texts are ignored. `moved` says that they stand elsewhere; what crosses
             the others is taken as moved even where it is unset. `place` counts in the order in
             which both sides are read: what is new and told before what is gone stands ahead of it.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    edits: tuple[Edit, ...] = ()
    moved: bool = False
    place: int = 0


@dataclass(frozen=True, slots=True)
class MarkOptions:
    """Who signs the marks and which kinds are made.

    Shape:   `date` ISO 8601 in UTC ("2024-05-01T12:00:00Z"), "" for marks without a date.
             `formatting` off keeps the old formatting of kept text; `moves` off marks a move as
             deletion and insertion. `suffix` is what the file's name will end in: one of
             `kinds.KINDS`.
    """

    author: str
    date: str
    formatting: bool = True
    moves: bool = True
    suffix: str = ".docx"
