"""Rules about the parenthesis of a citation: whether it is there, and what it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.checker.registry import rule
from resdiff.checker.rules.citing import cited, edition_fix, fellows, parenthesis
from resdiff.checker.subject import Subject, house, place_name
from resdiff.checker.values import Basis, Fault, Fix, Severity
from resdiff.citations import BodySource, Citation
from resdiff.language import places
from resdiff.model import Kind
from resdiff.renderers.heads import titled

_EVENTS_SINCE = 1994  # the table of conferences is complete from the first of the present series on
_BODIES_WITH_EDITIONS = frozenset({"PP", "WTSA", "WTDC"})


@rule("edition-unknown", Severity.WARNING)
def unknown(subject: Subject) -> Iterator[Fault]:
    """A parenthesis names a place and a year at which the body that is cited did not meet.

    Mostly the year is mistyped, or place and body do not belong together. The table of conferences
    knows the places and years of the six bodies since 1994; a place it does not know says nothing.
    """
    for one in subject.cited.instruments:
        edition = one.edition
        if edition is None or not edition.place_id or edition.year < _EVENTS_SINCE:
            continue
        met = places.bodies_that_met(edition.place_id, edition.year)
        stated = one.body_source in (BodySource.STATED, BodySource.OWN)
        if one.work.body in met or (met and not stated) or one.work.body in ("UNGA", "Council"):
            continue
        body = one.work.body if stated and one.work.body else "conference"
        yield Fault(
            *parenthesis(one),
            f"no {body} at {place_name(edition, subject.language)} in {edition.year} is known",
            basis=Basis.CONFERENCES,
        )


@rule("edition-missing", Severity.WARNING)
def missing(subject: Subject) -> Iterator[Fault]:
    """A resolution of a conference is cited without its edition.

    Resolutions keep their numbers and change: a citation says which edition it means, "(Rev. Dubai,
    2018)", at least where a clause first names it. Where the body is not said either, the finding
    is a note. Resolutions of the Council and of the United Nations need none; a text's own number
    ("this resolution") neither.
    """
    for one in subject.cited.instruments:
        if not subject.inside(one.clause) or _is_edition_given(subject, one):
            continue
        instrument = subject.instrument(one.clause)
        if instrument is not None and one.work == instrument.work:
            continue
        stated = one.body_source in (BodySource.STATED, BodySource.OWN)
        yield Fault(
            one.clause,
            one.start,
            one.stop,
            f"{titled(one.work)} is cited without its edition",
            severity=None if stated else Severity.NOTE,
        )


def _is_edition_given(subject: Subject, one: Citation) -> bool:
    """Whether the citation needs no edition: it has one, its text has none, its clause gave it."""
    if one.edition is not None or one.unread or one.draft:
        return True
    if one.work.body not in _BODIES_WITH_EDITIONS or one.work.kind == "recommendation":
        return True
    if subject.clauses[one.clause].kind in (Kind.ANNEX, Kind.HEADING, Kind.TITLE):
        return True
    return any(o.start < one.start for o in fellows(subject, one))


@rule("rev-missing", Severity.WARNING)
def rev_missing(subject: Subject) -> Iterator[Fault]:
    """An edition is cited without "Rev." although it is a revised one, or with it although it is
    the first.

    First editions have no "Rev.": "Resolution 180 (Guadalajara, 2010)". All later ones have it. The
    finding says whether the edition is verified or only believed. Of an edition that no table has,
    the text's own other citations of it tell.
    """
    revised = {
        (x.work, x.edition.year): x for x in cited(subject) if x.edition and x.edition.revised
    }
    for one in cited(subject):
        assert one.edition is not None
        known = subject.facts.at(one.work, one.edition.year)
        other = revised.get((one.work, one.edition.year))
        if known is None and other is not None and not one.edition.revised:
            yield _unlike(subject, one, other)
        if known is None or known.edition.revised == one.edition.revised:
            continue
        what = "is a revision and needs" if known.edition.revised else "is the first and has no"
        unverified = known.basis is Basis.UNVERIFIED
        yield Fault(
            *parenthesis(one),
            f"{titled(one.work)}: the edition of {one.edition.year} {what} “Rev.”",
            edition_fix(subject, one, known.edition, safe=not unverified),
            known.basis,
            Severity.NOTE if unverified else None,
        )


def _unlike(subject: Subject, one: Citation, other: Citation) -> Fault:
    assert other.edition is not None
    where = subject.clauses[other.clause].path
    said = f"{titled(one.work)}: the same edition is cited with “Rev.” in {where}"
    fix = edition_fix(subject, one, other.edition, safe=False)
    return Fault(*parenthesis(one), said, fix)


@rule("comma-missing", Severity.WARNING)
def comma_missing(subject: Subject) -> Iterator[Fault]:
    """Place and year of an edition stand without the comma between them.

    "(Geneva 2013)" is "(Geneva, 2013)"; in Chinese the comma stands behind the year.
    """
    seen = set()
    for one in subject.cited.instruments:
        place = (one.clause, one.edition_start)
        if one.comma or place in seen:
            continue
        seen.add(place)
        text = subject.clauses[one.clause].text[one.edition_start : one.edition_stop]
        yield Fault(
            *parenthesis(one),
            f"{text} needs a comma between place and year",
            _comma_fix(text, one.edition_start, subject.language),
        )


def _comma_fix(text: str, start: int, language: str) -> Fix | None:
    pattern = r"年[\s\u00a0]*()(?=[^\W\d])" if language == "zh" else r"([\s\u00a0]+)(?=\d{4})"
    match = re.search(pattern, text)
    if match is None:
        return None
    return Fix(start + match.start(1), start + match.end(1), house(language, "comma"), safe=True)


@rule("shared-parenthesis", Severity.NOTE)
def shared(subject: Subject) -> Iterator[Fault]:
    """One parenthesis gives the edition of several numbers.

    "Resolutions 102 and 133 (Rev. Guadalajara, 2010)" says the same edition of both. When one of
    them is revised later, the parenthesis is easily updated for both. Where the facts show that one
    of the numbers had no such edition, the finding is a warning.
    """
    seen = set()
    for one in subject.cited.instruments:
        place = (one.clause, one.edition_start)
        if one.served < 2 or place in seen or not subject.inside(one.clause):
            continue
        seen.add(place)
        group = [
            c
            for c in subject.cited_in[one.clause]
            if c.edition_start == one.edition_start and c.edition_stop == one.edition_stop
        ]
        numbers = ", ".join(c.work.number for c in group)
        wrong = [c for c in group if _disagrees(subject, c)]
        doubt = f"; {titled(wrong[0].work)} had another" if wrong else ""
        basis = _basis(subject, wrong[0]) if wrong else Basis.TEXT
        yield Fault(
            one.clause,
            group[0].start,
            one.edition_stop,
            f"one parenthesis gives the edition of {numbers}{doubt}",
            basis=basis,
            severity=Severity.WARNING if wrong and basis is not Basis.UNVERIFIED else None,
        )


def _disagrees(subject: Subject, one: Citation) -> bool:
    known = subject.facts.of(one.work)
    if not known or one.edition is None:
        return False
    at = subject.facts.at(one.work, one.edition.year)
    return at is None or at.edition.revised != one.edition.revised


def _basis(subject: Subject, one: Citation) -> Basis:
    assert one.edition is not None
    at = subject.facts.at(one.work, one.edition.year)
    return at.basis if at else subject.facts.of(one.work)[-1].basis
