"""The editions of a work that the index holds, in order, and what changed from each to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from resdiff import api
from resdiff.index.listing import document, entries
from resdiff.index.store import Connection
from resdiff.index.values import Entry, Filter
from resdiff.model import Comparison, Work
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """An edition and how it came from the one before.

    Shape:   `entry` the file that stands for it, a Word file where there is one; `others` the rest;
             `comparison` None for the first edition of a language.
    """

    entry: Entry
    others: tuple[Entry, ...]
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class Chain:
    """The editions of a work in one language, the earliest first.

    Shape:   `undated` files whose edition was not read; proposals stand in neither: they say what
             somebody wants.
    """

    language: str
    steps: tuple[Step, ...]
    undated: tuple[Entry, ...]


def history(connection: Connection, work: Work, language: str = "") -> tuple[Chain, ...]:
    """The editions of a work, by language, each compared with the one before it."""
    found = [
        one
        for one in entries(connection, Filter(language=language, work=work))
        if one.proposal is None
    ]
    found.sort(key=lambda one: (one.language, one.edition.year, one.format != "docx", one.path))
    return tuple(
        _chain(connection, spoken, list(those))
        for spoken, those in groupby(found, lambda one: one.language)
    )


def _chain(connection: Connection, language: str, found: Sequence[Entry]) -> Chain:
    dated = [one for one in found if one.edition.year]
    editions = [list(same) for _, same in groupby(dated, lambda one: one.edition.year)]
    undated = tuple(one for one in found if not one.edition.year)
    return Chain(language, tuple(_steps(connection, editions)), undated)


def _steps(connection: Connection, editions: Sequence[Sequence[Entry]]) -> Iterator[Step]:
    before = None
    for entry, *others in editions:
        now = document(connection, entry)
        yield Step(entry, tuple(others), api.compare(before, now) if before else None)
        before = now
