"""What travels between the steps of a batch: plain values that any executor can carry."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from resdiff.renderers.words import words
from resdiff.values import dataclass

OLD, NEW = "old", "new"
UNPAIRED, FAILED = "unpaired", "failed"  # what stands in a symbol's place where there is none


class Symbol(StrEnum):
    """What became of a whole resolution from one edition to the next."""

    NOC = "NOC"
    MOD = "MOD"
    ADD = "ADD"
    SUP = "SUP"


@dataclass(frozen=True, slots=True)
class Options:
    """What every pair is turned into.

    Shape:   `formats` keys of `renderers.RENDERERS`; `author` and `date` as the marks carry them.
    """

    formats: tuple[str, ...]
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something could not be done: the slug, message and hint of an error."""

    slug: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the collection.

    Shape:   `side` OLD or NEW; `name` as the report calls it, with "/" on every system; `path`
             where it lies.
    """

    side: str
    name: str
    path: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Paper:
    """What one file says that it is.

    Shape:   `digest` the SHA-256 of its bytes; body, kind, number, language, title and edition are
             those of the instrument with most clauses, "" and 0 where they were not read;
             `instruments` how many it holds. With a `failure` it could not be read.
    """

    side: str
    name: str
    digest: str = ""
    body: str = ""
    kind: str = ""
    number: str = ""
    language: str = ""
    title: str = ""
    place: str = ""
    year: int = 0
    instruments: int = 0
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two editions to compare, the earlier one first; `doubts` are sentences for the user."""

    id: str
    old: Paper
    new: Paper
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Single:
    """A file without a counterpart.

    Shape:   `symbol` what that makes it if the collection is complete: SUP for an old file, ADD for
             a new one; "" where the file does not say what it is, or repeats another.
    """

    paper: Paper
    symbol: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be compared, what has no counterpart, what could not be read."""

    pairs: tuple[Pair, ...]
    singles: tuple[Single, ...]
    unread: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one resolution: a line of the overview.

    Shape:   `head` counts changed lines among number line, title, history and adopting sentence.
             unchanged, changed, inserted, deleted count every clause once; renumbered and moved
             say more about some of them; citation, editorial and substantive are the natures of
             those that did not stay as they were.
    """

    body: str
    kind: str
    number: str
    language: str
    title: str
    old_place: str
    old_year: int
    new_place: str
    new_year: int
    symbol: str
    head: int
    unchanged: int
    changed: int
    inserted: int
    deleted: int
    renumbered: int
    moved: int
    citation: int
    editorial: int
    substantive: int


@dataclass(frozen=True, slots=True)
class Output:
    """A rendered pair: its bytes on the way, its name and digest in the record."""

    format: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of comparing one pair.

    Shape:   `outputs` one a format that could be made; `failures` say why others could not;
             `notices` messages of reading and comparing; `doubts` whether the two belong together;
             `characters` read on both sides.
    """

    rows: tuple[Row, ...] = ()
    outputs: tuple[Output, ...] = ()
    notices: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    characters: int = 0
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the results: format, name below the output folder, SHA-256."""

    format: str
    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Done:
    """A pair that is finished: what the reports need of it; `found` are doubts about the pair that
    came up when it was compared."""

    pair: Pair
    rows: tuple[Row, ...]
    files: tuple[Written, ...]
    notices: tuple[str, ...]
    found: tuple[str, ...]
    characters: int
    failures: tuple[Failure, ...]

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why the two may not belong together."""
        return (*self.pair.doubts, *self.found)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a batch found, in an order that does not depend on how it ran."""

    done: tuple[Done, ...]
    singles: tuple[Single, ...]
    unread: tuple[Paper, ...]

    @property
    def failed(self) -> int:
        """How many files could not be read and pairs not be finished."""
        return len(self.unread) + sum(bool(done.failures) for done in self.done)

    @property
    def changed(self) -> bool:
        """Whether any resolution is not NOC, or stands alone."""
        rows = (row for done in self.done for row in done.rows)
        return bool(self.singles) or any(row.symbol != Symbol.NOC for row in rows)


def edition(place: str, year: int, language: str) -> str:
    """Place and year as they are read together in a language, or what there is of them."""
    return words(language)["comma"].join(str(part) for part in (place, year) if part)
