"""What is known of editions: the package's own table, and the user's texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from resdiff import toml
from resdiff.checker.values import Basis
from resdiff.model import Edition, Work
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class KnownEdition:
    """An edition of a text, and how it is known.

    Shape:   `note` what is doubtful about it, or the user's text that says so.
    """

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

    def with_texts(self, said: Iterable[tuple[Work, Edition, str]]) -> Facts:
        """The same with what the user's own texts say of themselves, each with a text's name."""
        own = (KnownEdition(work, edition, Basis.INDEX, name) for work, edition, name in said)
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
    rows = toml.whole(Path(__file__).parent / "editions.toml")["edition"]
    assert isinstance(rows, list)
    return gather(_row(row) for row in rows)


def _row(row: Mapping[str, object]) -> KnownEdition:
    return KnownEdition(
        Work(str(row["body"]), str(row["kind"]), str(row["number"])),
        Edition(bool(row["revised"]), "", str(row["place"]), int(str(row["year"]))),
        Basis.VERIFIED if row["verified"] else Basis.UNVERIFIED,
        str(row.get("note", "")),
    )
