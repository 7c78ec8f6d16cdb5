"""Finds provisions of the basic texts, Recommendations of the Sectors, and meetings in a year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.citations.instruments import SILENT, span, tag_body
from resdiff.citations.values import Provision, Session, TechnicalRecommendation
from resdiff.language.citations import words
from resdiff.language.editions import full_year
from resdiff.language.folding import Folded, fold_with_origins
from resdiff.model import Document

_RECOMMENDATION = re.compile(
    r"(?<![a-zа-я\d-])(?:itu|uit|мсэ)-(?P<sector>[trdт]) ?(?P<series>[a-z]{1,2})\."
    r"(?P<number>\d[\d.]*\d|\d)(?:-\d+)?(?![a-zа-я\d])"
)
_NUMBER = re.compile(r"\d{1,4}[a-zа-я]{0,4}(?: ?[a-z]\))?")


def _clauses(document: Document) -> Iterator[tuple[int, Folded]]:
    for index, clause in enumerate(document.clauses):
        if clause.kind not in SILENT and any(c.isdigit() for c in clause.text):
            yield index, fold_with_origins(clause.text)


def provisions(document: Document, language: str) -> tuple[Provision, ...]:
    """Every provision cited: No. 196 of the Convention, § 50 d) of the Tunis Agenda."""
    found = []
    for index, folded in _clauses(document):
        for pattern in words(language).provisions:
            for match in pattern.finditer(folded.text):
                numbers = tuple(_NUMBER.findall(match["numbers"]))
                found.append(
                    Provision(index, *span(folded, *match.span()), match["basic"], numbers)
                )
    return tuple(sorted(found, key=lambda one: (one.clause, one.start)))


def recommendations(document: Document) -> tuple[TechnicalRecommendation, ...]:
    """Every Recommendation of a Sector cited: ITU-T D.50."""
    return tuple(
        TechnicalRecommendation(
            index,
            *span(folded, *match.span()),
            match["sector"].upper().replace("Т", "T"),
            match["series"].upper(),
            match["number"],
        )
        for index, folded in _clauses(document)
        for match in _RECOMMENDATION.finditer(folded.text)
    )


def sessions(document: Document, language: str) -> tuple[Session, ...]:
    """Every meeting named by body and year; of two that overlap the longer."""
    found: list[Session] = []
    for index, folded in _clauses(document):
        taken: list[Session] = []
        for pattern in words(language).sessions:
            for match in pattern.finditer(folded.text):
                one = _session(match, folded, index, language)
                if not any(o.start < one.stop and one.start < o.stop for o in taken):
                    taken.append(one)
        found.extend(sorted(taken, key=lambda one: one.start))
    return tuple(found)


def _session(match: re.Match[str], folded: Folded, clause: int, language: str) -> Session:
    groups = match.groupdict()
    tag = groups.get("abbreviation")
    body = tag_body(tag) if tag else words(language).bodies[groups["body"] or ""]
    years = tuple(full_year(y) for y in re.findall(r"\d{4}|\d\d$", match["year"]))
    return Session(clause, *span(folded, *match.span()), body, years, bool(tag))
