"""Finds clauses by their words."""

from __future__ import annotations

import json
from collections.abc import Sequence

from resdiff.index import listing, queries
from resdiff.index.store import Connection
from resdiff.index.values import Filter, Found, Hit, Spot
from resdiff.values import replace

_FORM = 2.0
"""What a word in the very form that was asked for weighs beside another form of it."""


def search(
    connection: Connection, said: str, wanted: Filter, limit: int = 20, spots: int = 3
) -> Found:
    """The clauses that a query finds, the most telling first (BM25), each wording once.

    Raises:  UsageError for a query without a word, or an edition that cannot be read.
    """
    query = queries.query(said, wanted.language)
    asked, values = listing.condition(replace(wanted, language=""))
    ranked = connection.execute(
        f"SELECT rowid, bm25(found, {_FORM}, 1.0, 0.0) AS rank FROM found WHERE found MATCH ?"
        " ORDER BY rank, rowid",
        (queries.expression(query, wanted.language),),
    )
    ids = [int(row[0]) for row in ranked]
    if asked != "1":
        held = _held(connection, ids, asked, values)
        ids = [id for id in ids if id in held]
    hits = (_hit(connection, id, query, asked, values, spots) for id in ids[:limit])
    return Found(tuple(hits), len(ids))


def _held(
    connection: Connection, ids: Sequence[int], asked: str, values: tuple[object, ...]
) -> set[int]:
    """Those of the wordings that stand in the editions which a filter lets through."""
    rows = connection.execute(
        "SELECT DISTINCT wording FROM clauses WHERE wording IN (SELECT value FROM json_each(?))"
        f" AND +edition IN (SELECT editions.id FROM {listing.JOINED} WHERE {asked})",
        (json.dumps(ids), *values),  # "+": by wording, of which there are fewer
    )
    return {int(row[0]) for row in rows}


def _hit(
    connection: Connection,
    id: int,
    query: queries.Query,
    asked: str,
    values: tuple[object, ...],
    most: int,
) -> Hit:
    text, language = connection.execute(
        "SELECT text, language FROM wordings WHERE id = ?", (id,)
    ).fetchone()
    found, total = said_at(connection, id, asked, values, most)
    return Hit(text, language, queries.marks(query, text, language), found, total)


def said_at(
    connection: Connection, wording: int, asked: str, values: tuple[object, ...], most: int
) -> tuple[tuple[Spot, ...], int]:
    """The first places of a wording by work and edition, and how many there are."""
    rows = connection.execute(
        f"SELECT {listing.ENTRY}, clauses.path, clauses.place, count(*) OVER () FROM clauses"
        f" JOIN editions ON editions.id = clauses.edition"
        " JOIN files ON files.id = editions.file JOIN works ON works.id = editions.work"
        f" WHERE wording = ? AND {asked} ORDER BY {listing.ORDER}, clauses.position LIMIT ?",
        (wording, *values, most),
    ).fetchall()
    spots = tuple(Spot(listing.entry(row[:-3]), row[-3], row[-2]) for row in rows)
    return spots, int(rows[0][-1]) if rows else 0
