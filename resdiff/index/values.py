"""What the index holds and finds, as plain values."""

from __future__ import annotations

from dataclasses import field

from resdiff.citations import Citation
from resdiff.model import Document, Edition, Proposal, Work
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Filter:
    """Which editions are meant; what is empty does not restrict.

    Shape:   `edition` a year ("2018"), a place in any language, or both ("Dubai, 2018").
    """

    body: str = ""
    language: str = ""
    edition: str = ""
    work: Work | None = None


ALL = Filter()
"""Every edition."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of one file: an edition, a proposal, or what stands around them.

    Shape:   `id` as the index counts; `format` as `parsers.PARSERS` names it; `position` in the
             file; `work` with three empty fields for what is no instrument.
    """

    id: int
    path: str
    format: str
    position: int
    work: Work
    edition: Edition
    language: str
    title: str
    proposal: Proposal | None
    clauses: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A clause of an entry: its path in the instrument, and the same for people."""

    entry: Entry
    path: str
    place: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A wording that a query found, and where it is said.

    Shape:   `marks` what matched, as positions in the text, in order, not touching; `spots` the
             first places by work and edition, the newest first, of `total`.
    """

    text: str
    language: str
    marks: tuple[tuple[int, int], ...]
    spots: tuple[Spot, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found: the best hits, of `total` different wordings."""

    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation of a text.

    Shape:   `text` the citing clause, `start`, `stop` the citation in it; `edition` the cited one,
             None where none is printed; `basis` how the body is known (`citations.BodySource`).
    Units:   `certainty` from 0 to 1, of the body.
    """

    spot: Spot
    work: Work
    edition: Edition | None
    text: str
    start: int
    stop: int
    basis: str
    certainty: float


@dataclass(frozen=True, slots=True)
class Twin:
    """A wording of a group.

    Shape:   `spots` the first places of `total`.
    Units:   `likeness` to the group's first wording, from 0 to 1: the words that both have in the
             same order, twice, of the words of both.
    """

    text: str
    likeness: float
    spots: tuple[Spot, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses of several works that say nearly the same.

    Shape:   `twins` the wording that most works share first, then those like it, most like first;
             `works` how many different works they stand in.
    """

    language: str
    twins: tuple[Twin, ...]
    works: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What many works say: the most widespread groups, of `total`."""

    groups: tuple[Group, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read: the slug, message and hint of the error."""

    path: str
    slug: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding files.

    Shape:   paths in order; `unchanged` files were there with the same bytes and not read again.
    """

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    unchanged: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be read by a worker."""

    path: str
    digest: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a worker read: the document without its bytes, what it cites, where its clauses stand.

    Shape:   `places` one a clause; `failure` set where it could not be read, and the rest empty.
    """

    path: str
    digest: str
    format: str = ""
    document: Document | None = None
    citations: tuple[Citation, ...] = ()
    places: tuple[str, ...] = ()
    failure: Failure | None = None
