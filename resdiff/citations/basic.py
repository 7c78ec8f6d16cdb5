"""Finds provisions of the basic texts, Recommendations of the Sectors, and meetings in a year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.citations.found import folded
from resdiff.citations.instruments import SILENT, span, tag_body
from resdiff.citations.values import Provision, Session, TechnicalRecommendation
from resdiff.language.citations import words
from resdiff.language.editions import full_year
from resdiff.language.folding import Folded
from resdiff.model import Document

_RECOMMENDATION = re.compile(
    r"(?<![a-zа-я\d-])(?:itu|uit|мсэ)-(?P<sector>[trdт]) ?(?P<series>[a-z]{1,2})\."
    r"(?P<number>\d[\d.]*\d|\d)(?:-\d+)?(?![a-zа-я\d])"
)
_NUMBER = re.compile(r"\d{1,4}[a-zа-я]{0,4}(?: ?[a-z]\))?")


def _clauses(document: Document) -> Iterator[tuple[int, Folded]]:
    for index, clause in enumerate(document.clauses):
        if clause.kind not in SILENT and any(c.isdigit() for c in clause.text):
            yield index, folded(clause.text)


def provisions(document: Document, language: str) -> tuple[Provision, ...]:
    """Every provision cited: No. 196 of the Convention, § 50 d) of the Tunis Agenda."""
    found = []
    for index, plain in _clauses(document):
        for pattern in words(language).provisions:
            for match in pattern.finditer(plain.text):
                numbers = tuple(_NUMBER.findall(match["numbers"]))
                found.append(Provision(index, *span(plain, *match.span()), match["basic"], numbers))
    return tuple(sorted(found, key=lambda one: (one.clause, one.start)))


def recommendations(document: Document) -> tuple[TechnicalRecommendation, ...]:
    """Every Recommendation of a Sector cited: ITU-T D.50."""
    return tuple(
        TechnicalRecommendation(
            index,
            *span(plain, *match.span()),
            match["sector"].upper().replace("Т", "T"),
            match["series"].upper(),
            match["number"],
        )
        for index, plain in _clauses(document)
        for match in _RECOMMENDATION.finditer(plain.text)
    )


def sessions(document: Document, language: str) -> tuple[Session, ...]:
    """Every meeting named by body and year; of two that overlap the longer."""
    found: list[Session] = []
    for index, plain in _clauses(document):
        taken: list[Session] = []
        matches = (m for x in words(language).sessions for m in x.finditer(plain.text))
        for one in (_session(match, plain, index, language) for match in matches):
            if not any(o.start < one.stop and one.start < o.stop for o in taken):
                taken.append(one)
        found.extend(sorted(taken, key=lambda one: one.start))
    return tuple(found)


def _session(match: re.Match[str], plain: Folded, clause: int, language: str) -> Session:
    groups = match.groupdict()
    tag = groups.get("abbreviation")
    body = tag_body(tag) if tag else words(language).bodies[groups["body"] or ""]
    years = tuple(full_year(y) for y in re.findall(r"\d{4}|\d\d$", match["year"]))
    return Session(clause, *span(plain, *match.span()), body, years, bool(tag))
