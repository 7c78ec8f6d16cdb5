"""What is known of editions: the package's own table, and the user's texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from resdiff.checker.values import Basis
from resdiff.model import Document, Edition, Work


@dataclass(frozen=True, slots=True)
class KnownEdition:
    """An edition of a text, and how it is known; `note` says what is doubtful about it."""

    work: Work
    edition: Edition
    basis: Basis
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Editions by work, oldest first.

    Shape:   one edition a year: what was read in a text (verified, or the user's own) before what
             is only believed.
    """

    editions: Mapping[Work, tuple[KnownEdition, ...]]

    def of(self, work: Work) -> tuple[KnownEdition, ...]:
        """The known editions of a text."""
        return self.editions.get(work, ())

    def newest(self, work: Work, year: int) -> KnownEdition | None:
        """The last known edition up to `year`."""
        found = [k for k in self.of(work) if k.edition.year <= year]
        return found[-1] if found else None

    def at(self, work: Work, year: int) -> KnownEdition | None:
        """The edition of that year."""
        return next((k for k in self.of(work) if k.edition.year == year), None)

    def with_texts(self, documents: Iterable[Document]) -> Facts:
        """The same with what the user's own texts say of themselves: number lines and histories."""
        own = [known for document in documents for known in _own(document)]
        return gather([*own, *(k for known in self.editions.values() for k in known)])


def gather(known: Iterable[KnownEdition]) -> Facts:
    """Editions as facts; of two of one year the surer."""
    by_work: dict[Work, dict[int, KnownEdition]] = defaultdict(dict)
    for one in known:
        there = by_work[one.work].get(one.edition.year)
        if there is None or (there.basis is Basis.UNVERIFIED and one.basis is not there.basis):
            by_work[one.work][one.edition.year] = one
    return Facts({w: tuple(e[y] for y in sorted(e)) for w, e in by_work.items()})


@lru_cache(maxsize=1)
def table() -> Facts:
    """The package's own table."""
    import tomllib

    path = Path(__file__).parent / "editions.toml"
    rows = tomllib.loads(path.read_text("utf-8"))["edition"]
    return gather(_row(row) for row in rows)


def _row(row: Mapping[str, object]) -> KnownEdition:
    return KnownEdition(
        Work(str(row["body"]), str(row["kind"]), str(row["number"])),
        Edition(bool(row["revised"]), "", str(row["place"]), int(str(row["year"]))),
        Basis.VERIFIED if row["verified"] else Basis.UNVERIFIED,
        str(row.get("note", "")),
    )


def _own(document: Document) -> Iterable[KnownEdition]:
    for instrument in document.instruments:
        drafted = instrument.proposal is not None or not instrument.work.number.isdigit()
        if drafted or not instrument.work.body:
            continue  # a proposal says what somebody wants, not what was adopted
        for edition in (*instrument.history, instrument.edition):
            if edition.year and edition.place_id:
                yield KnownEdition(instrument.work, edition, Basis.INDEX)
