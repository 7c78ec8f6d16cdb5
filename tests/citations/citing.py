"""Makes small documents for the tests of citations."""

from __future__ import annotations

from resdiff import api, citations
from resdiff.citations import Citation, Citations
from resdiff.model import Anchor, Clause, Document, Kind, View


def sentence(text: str, language: str) -> Document:
    """A document of one paragraph, of no instrument."""
    clause = Clause(Kind.PARAGRAPH, text, "-1", anchors=(Anchor("text", 0, 0, len(text)),))
    return Document((clause,), (), language, View.FINAL)


def cited(text: str, language: str) -> Citations:
    return citations.find(sentence(text, language))


def read(text: str) -> Document:
    return api.read(text.encode(), "case.txt")


def said(one: Citation) -> tuple[str, str, bool, str, int]:
    """Body, number, revised, place id, year."""
    edition = one.edition
    if edition is None:
        return (one.work.body, one.work.number, False, "", 0)
    return (one.work.body, one.work.number, edition.revised, edition.place_id, edition.year)
