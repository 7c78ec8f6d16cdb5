"""Finds everything a document refers to."""

from __future__ import annotations

from resdiff.citations import basic, inner, instruments
from resdiff.citations.values import Citation, Citations, Session
from resdiff.language import detect
from resdiff.language.packs import LANGUAGES
from resdiff.model import Document


def find(document: Document) -> Citations:
    """All citations of a document in its language; none where the language is not one of ours."""
    language = language_of(document)
    if language not in LANGUAGES:
        return Citations((), (), (), (), ())
    cited = instruments.find(document, language)
    return Citations(
        instruments=cited,
        provisions=basic.provisions(document, language),
        recommendations=basic.recommendations(document),
        sessions=_outside_editions(basic.sessions(document, language), cited),
        references=inner.find(document, language, cited),
    )


def language_of(document: Document) -> str:
    """The document's language; read from its text where the parser did not say."""
    if document.language:
        return document.language
    text = "\n".join(clause.text for clause in document.clauses)
    found = detect(text)
    return found.language if found else ""


def _outside_editions(
    sessions: tuple[Session, ...], cited: tuple[Citation, ...]
) -> tuple[Session, ...]:
    """Without the short names that are an edition: "(Rev.WRC-15)"."""
    editions = {(c.clause, c.edition_start, c.edition_stop) for c in cited}
    return tuple(
        one
        for one in sessions
        if not any(c == one.clause and a < one.stop and one.start < b for c, a, b in editions)
    )
