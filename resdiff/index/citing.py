"""Who cites a text."""

from __future__ import annotations

from resdiff.index import listing, naming
from resdiff.index.store import Connection
from resdiff.index.values import Cited, Filter, Spot
from resdiff.model import Edition, Work


def cites(
    connection: Connection, work: Work, wanted: Filter, edition: str = ""
) -> tuple[Cited, ...]:
    """The citations of a work, by citing text and edition, in reading order.

    Shape:   `wanted` restricts the citing texts, `edition` what is cited. A text's own number line
             is no citation of it.
    Raises:  UsageError for an edition that cannot be read.
    """
    place, year = naming.edition(edition) if edition else ("", 0)
    asked, values = listing.condition(wanted)
    rows = connection.execute(
        f"SELECT {listing.ENTRY}, clauses.path, clauses.place, text, start, stop,"
        " said.revised, said.place, said.place_id, said.year, source, certainty"
        " FROM citations AS said JOIN works AS cited ON cited.id = said.work"
        " JOIN editions ON editions.id = said.edition"
        " JOIN files ON files.id = editions.file JOIN works ON works.id = editions.work"
        " JOIN clauses ON clauses.edition = said.edition AND clauses.position = said.clause"
        " JOIN wordings ON wordings.id = clauses.wording"
        " WHERE cited.body = ? AND cited.kind = ? AND cited.number = ?"
        " AND (said.place_id = ? OR ? = '') AND (said.year = ? OR ? = 0)"
        f" AND {asked} ORDER BY {listing.ORDER}, said.clause, start",
        (work.body, work.kind, work.number, place, place, year, year, *values),
    )
    return tuple(_cited(work, row) for row in rows)


def of_unknown_body(connection: Connection, work: Work) -> int:
    """How many citations name that kind and number, and no body that could be told."""
    row = connection.execute(
        "SELECT count(*) FROM citations JOIN works ON works.id = citations.work"
        " WHERE body = '' AND kind = ? AND number = ?",
        (work.kind, work.number),
    ).fetchone()
    return int(row[0])


def _cited(work: Work, row: tuple[object, ...]) -> Cited:
    path, place, text, start, stop, revised, met, place_id, year, basis, certainty = row[-11:]
    said = Edition(bool(revised), str(met), str(place_id), int(str(year)))
    return Cited(
        Spot(listing.entry(row[:-11]), str(path), str(place)),
        work,
        said if said != Edition() else None,
        str(text),
        int(str(start)),
        int(str(stop)),
        str(basis),
        float(str(certainty)),
    )
