"""What a contribution consists of, as values."""

from __future__ import annotations

from dataclasses import field

from resdiff.model import Document, Notice
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the first proposal.

    Shape:   `language` a pack id; `conference` its short name in English ("WTSA-24") or "";
             `source` the code of the proposal lines ("ECP"); `document` as they have it ("38A4");
             `date` ISO 8601 or ""; `original` the language the contribution was written in, a pack
             id or ""; `sources` what is printed for the source, `titles` up to two title lines, ()
             for what follows from the rest.
    """

    language: str
    source: str
    document: str
    conference: str = ""
    date: str = ""
    original: str = ""
    sources: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One instrument of a document that comes from a Word file, or one provision of it.

    Shape:   `clauses` and `provision` (its number) for a provision, whose `instrument` is -1.
    """

    document: Document
    instrument: int
    clauses: tuple[int, ...] = ()
    provision: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposal.

    Shape:   `symbol` "" for the one the comparison gives; `base` None for a new text, `new` None
             where the base text is not changed; `reasons` paragraphs.
    """

    symbol: str
    base: Side | None
    new: Side | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """A whole contribution.

    Shape:   `first` the number of the first proposal; numbering runs on. `first_new` the running
             number of the first new text ("[ECP-1]"). `edition` the place and year that number
             line, adopting sentence and history are to carry, as written by the user, or "".
    """

    head: Head
    proposals: tuple[Proposed, ...]
    abstract: tuple[str, ...] = ()
    first: int = 1
    first_new: int = 1
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A contribution as a Word file.

    Shape:   `symbols` one a proposal, in order.
    """

    data: bytes = field(repr=False)
    symbols: tuple[str, ...]
    notices: tuple[Notice, ...]
