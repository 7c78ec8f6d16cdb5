"""Puts what was read into the tables, and takes it out again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from hashlib import sha256

from resdiff.citations import Citation
from resdiff.index import words
from resdiff.index.store import Connection
from resdiff.index.values import Reading
from resdiff.model import Clause, Document, Edition, Instrument, Work
from resdiff.values import dataclass

_NOTHING = Instrument(Work("", "", ""), Edition(), "", "", "", (), None, 0, 0)


@dataclass(frozen=True, slots=True)
class _Part:
    """An instrument of a document with the positions of its clauses; or what stands around all
    instruments, as one text without a number.
    """

    instrument: Instrument
    clauses: tuple[int, ...]


def put(connection: Connection, reading: Reading) -> None:
    """The file's texts, in the place of what was there of it; part of a change begun elsewhere."""
    document = reading.document
    assert document is not None, "only what could be read is put in"
    take(connection, [reading.path])
    characters = sum(len(clause.text) for clause in document.clauses)
    row = (reading.path, reading.digest, reading.format, characters)
    file = connection.execute(
        "INSERT INTO files (path, digest, format, characters) VALUES (?, ?, ?, ?)", row
    ).lastrowid
    assert file is not None
    for position, part in enumerate(_parts(document)):
        _put_part(connection, reading, document, file, position, part)


def take(connection: Connection, paths: Iterable[str]) -> int:
    """Takes files and all they said out of the index; how many there were."""
    taken = 0
    for path in paths:
        spoken = connection.execute(
            "SELECT DISTINCT wording FROM clauses JOIN editions ON editions.id = clauses.edition"
            " JOIN files ON files.id = editions.file WHERE files.path = ?",
            (path,),
        ).fetchall()
        taken += connection.execute("DELETE FROM files WHERE path = ?", (path,)).rowcount
        _forget(connection, [row[0] for row in spoken])
    return taken


def _parts(document: Document) -> Iterator[_Part]:
    covered: set[int] = set()
    for instrument in document.instruments:
        own = tuple(at for at in range(instrument.start, instrument.stop) if at not in covered)
        covered.update(own)
        yield _Part(instrument, own)
    rest = tuple(at for at in range(len(document.clauses)) if at not in covered)
    if any(document.clauses[at].text.strip() for at in rest):
        yield _Part(_NOTHING, rest)


def _put_part(
    connection: Connection,
    reading: Reading,
    document: Document,
    file: int,
    position: int,
    part: _Part,
) -> None:
    language = part.instrument.language or document.language
    edition = _put_edition(connection, part.instrument, language, file, position)
    new = {old: new for new, old in enumerate(part.clauses)}
    spoken = [document.clauses[at].text for at in part.clauses]
    wordings = _wordings(connection, language, spoken)
    connection.executemany(
        f"INSERT INTO clauses VALUES ({', '.join('?' * 15)})",
        [
            _clause(edition, new[at], wording, new, document.clauses[at], reading.places[at])
            for at, wording in zip(part.clauses, wordings, strict=True)
        ],
    )
    connection.executemany(
        "INSERT INTO citations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            _citation(connection, edition, new[one.clause], one)
            for one in reading.citations
            if one.clause in new
        ],
    )


def _put_edition(
    connection: Connection, instrument: Instrument, language: str, file: int, position: int
) -> int:
    """Enters an edition with its history; gives its id."""
    edition = connection.execute(
        "INSERT INTO editions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            file,
            position,
            work_id(connection, instrument.work),
            language,
            *_edition(instrument.edition),
            " ".join(instrument.title.split()),
            instrument.adopting,
            json.dumps(asdict(instrument.proposal)) if instrument.proposal else "",
        ),
    ).lastrowid
    assert edition is not None
    connection.executemany(
        "INSERT INTO histories VALUES (?, ?, ?, ?, ?, ?)",
        [(edition, at, *_edition(one)) for at, one in enumerate(instrument.history)],
    )
    return edition


def _clause(
    edition: int,
    position: int,
    wording: int,
    new: dict[int, int],
    clause: Clause,
    place: str,
) -> tuple[object, ...]:
    cell = clause.cell
    marks = [[m.start, m.stop, m.note, m.automatic] for m in clause.marks]
    return (
        edition,
        position,
        wording,
        new.get(clause.parent, -1),
        clause.kind.value,
        clause.path,
        place,
        clause.label,
        clause.number,
        clause.call_id,
        clause.part,
        clause.addressee,
        clause.note,
        json.dumps([cell.table, cell.row, cell.column]) if cell else "",
        json.dumps(marks) if marks else "",
    )


def _citation(
    connection: Connection, edition: int, clause: int, one: Citation
) -> tuple[object, ...]:
    return (
        edition,
        clause,
        one.phrase_start,
        max(one.phrase_stop, one.edition_stop, one.stop),
        work_id(connection, one.work),
        *_edition(one.edition or Edition()),
        one.body_source.value,
        one.certainty,
    )


def _edition(edition: Edition) -> tuple[object, ...]:
    return (int(edition.revised), edition.place, edition.place_id, edition.year)


def work_id(connection: Connection, work: Work) -> int:
    """The number under which the index has a work, which it then has."""
    named = (work.body, work.kind, work.number)
    connection.execute("INSERT OR IGNORE INTO works (body, kind, number) VALUES (?, ?, ?)", named)
    found = connection.execute(
        "SELECT id FROM works WHERE body = ? AND kind = ? AND number = ?", named
    )
    return int(found.fetchone()[0])


# ---------------------------------------------------------------------- wordings


def _wordings(connection: Connection, language: str, texts: Sequence[str]) -> list[int]:
    """Each text's wording, those that are new put into the full-text table too."""
    return [_wording(connection, language, text) for text in texts]


def _wording(connection: Connection, language: str, text: str) -> int:
    digest = sha256(f"{language}\n{text}".encode("utf-8", "surrogatepass")).digest()[:16]
    known = connection.execute("SELECT id FROM wordings WHERE digest = ?", (digest,)).fetchone()
    if known is not None:
        return int(known[0])
    id = connection.execute(
        "INSERT INTO wordings VALUES (NULL, ?, ?, ?)", (language, digest, text)
    ).lastrowid
    assert id is not None
    connection.execute(
        "INSERT INTO found (rowid, words, stems, language) VALUES (?, ?, ?, ?)",
        (id, *words.row(text, language)),
    )
    return id


def _forget(connection: Connection, ids: Sequence[int]) -> None:
    """Takes out those of the wordings that no clause says any more.

    Shape:   the full-text table holds no text, so that what is taken out of it must be said to it
             once more, in the same words; where they would be others, it is made anew first.
    """
    gone = [
        (id, text, language)
        for id in ids
        for text, language in connection.execute(
            "SELECT text, language FROM wordings WHERE id = ?"
            " AND NOT EXISTS (SELECT 1 FROM clauses WHERE wording = wordings.id)",
            (id,),
        )
    ]
    if gone:
        refresh(connection)
    for id, text, language in gone:
        connection.execute(
            "INSERT INTO found (found, rowid, words, stems, language)"
            " VALUES ('delete', ?, ?, ?, ?)",
            (id, *words.row(text, language)),
        )
        connection.execute("DELETE FROM wordings WHERE id = ?", (id,))


def refresh(connection: Connection) -> None:
    """Makes the full-text table anew where its words are not those this program would find."""
    stamp = connection.execute("SELECT value FROM meta WHERE name = 'words'").fetchone()
    if stamp is not None and stamp[0] == words.stamp():
        return
    connection.execute("INSERT INTO found (found) VALUES ('delete-all')")
    for id, language, text in connection.execute("SELECT id, language, text FROM wordings"):
        connection.execute(
            "INSERT INTO found (rowid, words, stems, language) VALUES (?, ?, ?, ?)",
            (id, *words.row(text, language)),
        )
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('words', ?)", (words.stamp(),))
