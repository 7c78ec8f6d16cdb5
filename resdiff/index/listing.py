"""What the index holds: its texts, its figures, and the editions that they tell of."""

from __future__ import annotations

import json
from collections.abc import Iterator

from resdiff.index import naming
from resdiff.index.store import Connection
from resdiff.index.values import ALL, Entry, Filter
from resdiff.model import (
    Cell,
    Clause,
    Document,
    Edition,
    Instrument,
    Kind,
    NoteMark,
    Proposal,
    View,
    Work,
)
from resdiff.values import dataclass

ENTRY = (
    "editions.id, files.path, files.format, editions.position, works.body, works.kind,"
    " works.number, editions.revised, editions.place, editions.place_id, editions.year,"
    " editions.language, editions.title, editions.proposal"
)
"""The columns that `entry` takes, in this order."""

JOINED = "editions JOIN files ON files.id = editions.file JOIN works ON works.id = editions.work"
ORDER = (
    "works.body = '', works.body, works.kind, CAST(works.number AS INTEGER), works.number,"
    " editions.language, editions.year DESC, files.path, editions.position"
)
"""By work; the newest edition of each first, in each language."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How much the index holds; `works` those of which it has a text that is no proposal."""

    files: int
    works: int
    editions: int
    languages: tuple[str, ...]
    clauses: int
    wordings: int
    citations: int


def condition(wanted: Filter) -> tuple[str, tuple[object, ...]]:
    """What a filter asks of editions and works, in SQL, and its values.

    Raises:  UsageError for an edition that cannot be read.
    """
    asked: list[tuple[str, object]] = []
    if wanted.body:
        asked.append(("lower(works.body) = lower(?)", wanted.body))
    if wanted.language:
        asked.append(("editions.language = ?", wanted.language))
    if wanted.edition:
        place, year = naming.edition(wanted.edition)
        asked += [("editions.place_id = ?", place)] if place else []
        asked += [("editions.year = ?", year)] if year else []
    if wanted.work is not None:
        named = (wanted.work.body, wanted.work.kind, wanted.work.number)
        columns = ("works.body", "works.kind", "works.number")
        asked += [(f"{column} = ?", value) for column, value in zip(columns, named, strict=True)]
    return " AND ".join(part for part, _ in asked) or "1", tuple(value for _, value in asked)


def entry(row: tuple[object, ...], clauses: int = 0) -> Entry:
    """An entry from the columns of `ENTRY`."""
    id, path, format, position, *named = row[:7]
    revised, place, place_id, year, language, title, told = row[7:]
    return Entry(
        int(str(id)),
        str(path),
        str(format),
        int(str(position)),
        Work(*map(str, named)),
        Edition(bool(revised), str(place), str(place_id), int(str(year))),
        str(language),
        str(title),
        Proposal(**json.loads(str(told))) if told else None,
        clauses,
    )


def entries(connection: Connection, wanted: Filter = ALL) -> tuple[Entry, ...]:
    """The texts of the index by work, language and edition, the newest edition first."""
    asked, values = condition(wanted)
    rows = connection.execute(
        f"SELECT {ENTRY}, (SELECT count(*) FROM clauses WHERE edition = editions.id)"
        f" FROM {JOINED} WHERE {asked} ORDER BY {ORDER}",
        values,
    )
    return tuple(entry(row[:-1], row[-1]) for row in rows)


def figures(connection: Connection) -> Figures:
    """How much the index holds."""

    def count(what: str) -> int:
        return int(connection.execute(f"SELECT {what}").fetchone()[0])

    held = "FROM editions JOIN works ON works.id = work WHERE number <> '' AND proposal = ''"
    spoken = connection.execute(
        "SELECT DISTINCT language FROM editions WHERE language <> '' ORDER BY 1"
    )
    return Figures(
        count("count(*) FROM files"),
        count(f"count(DISTINCT work) {held}"),
        count(f"count(*) {held}"),
        tuple(str(row[0]) for row in spoken),
        count("count(*) FROM clauses"),
        count("count(*) FROM wordings"),
        count("count(*) FROM citations"),
    )


def known_editions(connection: Connection) -> tuple[tuple[Work, Edition, str], ...]:
    """The editions that the index's texts tell of, in number lines and histories, each with a file
    that says so; proposals say what somebody wants and are not asked.
    """
    rows = connection.execute(
        "SELECT body, kind, number, said.revised, said.place, said.place_id, said.year,"
        " min(files.path) FROM"
        " (SELECT id, revised, place, place_id, year FROM editions UNION ALL"
        "  SELECT edition, revised, place, place_id, year FROM histories) AS said"
        " JOIN editions ON editions.id = said.id JOIN files ON files.id = editions.file"
        " JOIN works ON works.id = editions.work"
        " WHERE proposal = '' AND body <> '' AND number <> '' AND number NOT GLOB '*[^0-9]*'"
        " AND said.year <> 0 AND said.place_id <> ''"
        " GROUP BY 1, 2, 3, said.place_id, said.year ORDER BY 1, 2, 3, said.year, said.place_id"
    )
    return tuple((Work(*row[:3]), Edition(bool(row[3]), *row[4:7]), str(row[7])) for row in rows)


# ---------------------------------------------------------------------- texts back


def document(connection: Connection, entry: Entry) -> Document:
    """An entry as the document that was read, as far as comparing needs it: without its file."""
    rows = connection.execute(
        "SELECT wordings.text, parent, kind, path, label, number, call_id, part, addressee, note,"
        " cell, marks FROM clauses JOIN wordings ON wordings.id = wording WHERE edition = ?"
        " ORDER BY position",
        (entry.id,),
    )
    clauses = tuple(_clause(row) for row in rows)
    adopting = connection.execute("SELECT adopting FROM editions WHERE id = ?", (entry.id,))
    instrument = Instrument(
        entry.work,
        entry.edition,
        entry.language,
        entry.title,
        str(adopting.fetchone()[0]),
        tuple(_histories(connection, entry.id)),
        entry.proposal,
        0,
        len(clauses),
    )
    formed = (instrument,) if entry.work.number or entry.work.kind else ()
    return Document(clauses, formed, entry.language, View.FINAL)


def _histories(connection: Connection, id: int) -> Iterator[Edition]:
    rows = connection.execute(
        "SELECT revised, place, place_id, year FROM histories WHERE edition = ? ORDER BY position",
        (id,),
    )
    for revised, place, place_id, year in rows:
        yield Edition(bool(revised), place, place_id, year)


def _clause(row: tuple[object, ...]) -> Clause:
    text, parent, kind, path, label, number, call_id, part, addressee, note, cell, marks = row
    return Clause(
        Kind(str(kind)),
        str(text),
        str(path),
        str(label),
        str(number),
        int(str(parent)),
        0,
        str(call_id),
        str(part),
        str(addressee),
        Cell(*json.loads(str(cell))) if cell else None,
        str(note),
        tuple(NoteMark(*mark) for mark in json.loads(str(marks))) if marks else (),
    )
