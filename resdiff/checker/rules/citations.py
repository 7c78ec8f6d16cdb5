"""Rules about cited resolutions, decisions and opinions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from resdiff.checker.facts import KnownEdition
from resdiff.checker.registry import rule
from resdiff.checker.subject import Subject, house, named, place_name, printed_edition
from resdiff.checker.values import Basis, Fault, Fix, Severity
from resdiff.citations import BodySource, Citation
from resdiff.language import places
from resdiff.language.folding import fold
from resdiff.model import Edition, Kind
from resdiff.values import replace

_SURE = 0.6  # certainty of the body below which nothing is said about editions
_JUST_BEFORE = 45  # code points before a citation in which "adopted", "initially" make it history
_EVENTS_SINCE = 1994  # the table of conferences is complete from the first of the present series on
_BODIES_WITH_EDITIONS = frozenset({"PP", "WTSA", "WTDC"})


def _cited(subject: Subject) -> Iterator[Citation]:
    """Citations in the drafting of an instrument whose body is known and edition is read."""
    for one in subject.cited.instruments:
        if one.edition is not None and one.certainty >= _SURE and subject.inside(one.clause):
            yield one


def _year(subject: Subject, citation: Citation) -> int:
    instrument = subject.instrument(citation.clause)
    return instrument.edition.year if instrument else 0


def _contradicts(subject: Subject, one: Citation) -> bool:
    """Whether "of this conference" stands behind an edition of another."""
    instrument = subject.instrument(one.clause)
    if one.body_source is not BodySource.OWN or instrument is None or one.edition is None:
        return False
    own = instrument.edition
    return bool(own.year and one.edition.year and own.year != one.edition.year)


def _newer(subject: Subject, one: Citation) -> KnownEdition | None:
    """The newest edition known when the citing text was adopted, where it is newer than the cited.

    Two bodies that met in one year say nothing of which met first.
    """
    assert one.edition is not None
    instrument = subject.instrument(one.clause)
    if instrument is None or not instrument.edition.year:
        return None
    before = 0 if instrument.work.body == one.work.body else 1
    newest = subject.facts.newest(one.work, instrument.edition.year - before)
    if newest is None or newest.edition.year <= one.edition.year:
        return None
    return newest


def _is_historical(subject: Subject, one: Citation) -> bool:
    """Whether an older edition is meant: the text's own past, a recital of what was done, several
    editions of one text side by side.
    """
    instrument = subject.instrument(one.clause)
    if instrument is not None and instrument.work == one.work:
        return True
    call = subject.call_of(one.clause)
    if call is not None and call.call_id.startswith("recalling"):
        return True
    if subject.words.historic.search(fold(subject.before(one, _JUST_BEFORE))):
        return True
    return len({o.edition for o in _fellows(subject, one)}) > 1


def _fellows(subject: Subject, one: Citation) -> list[Citation]:
    """The citations of the same text in the same clause."""
    return [
        o
        for o in subject.cited_in.get(one.clause, ())
        if o.work == one.work and o.edition is not None
    ]


def _edition_fix(subject: Subject, one: Citation, edition: Edition, safe: bool) -> Fix | None:
    """The parenthesis with another edition; none where it serves several numbers."""
    if one.served > 1 or one.edition_start == one.edition_stop:
        return None
    fresh = printed_edition(edition, subject.language, one.work.kind)
    return Fix(one.edition_start, one.edition_stop, fresh, safe)


def _as_printed(subject: Subject, one: Citation) -> str:
    assert one.edition is not None
    return f"{named(one)} {subject.clauses[one.clause].text[one.edition_start : one.edition_stop]}"


def _says(known: KnownEdition, subject: Subject, one: Citation) -> str:
    note = f" ({known.note})" if known.note else ""
    return f"{printed_edition(known.edition, subject.language, one.work.kind)}{note}"


@rule("citation-outdated", Severity.WARNING)
def outdated(subject: Subject) -> Iterator[Fault]:
    """A cited resolution has a newer edition than the one in its parenthesis.

    A text in force cites the edition in force. The finding names the newest edition known up to the
    citing text's own year, and what it rests on: the package's table (verified, or not), or your
    own texts. An edition that is only believed gives a note, not a warning. Citations of the past
    are `citation-historical`; those that contradict "of this conference", `citation-contradictory`.
    Write the newer edition, unless the older one is meant; the fix is offered, not applied.
    """
    for one in _cited(subject):
        newest = _newer(subject, one)
        if newest is None or _contradicts(subject, one) or _is_historical(subject, one):
            continue
        unverified = newest.basis is Basis.UNVERIFIED
        yield Fault(
            one.clause,
            one.start,
            max(one.stop, one.edition_stop),
            f"{_as_printed(subject, one)} has a newer edition: {_says(newest, subject, one)}",
            _edition_fix(subject, one, newest.edition, safe=False),
            newest.basis,
            Severity.NOTE if unverified else None,
        )


@rule("citation-historical", Severity.NOTE)
def historical(subject: Subject) -> Iterator[Fault]:
    """An older edition is cited where the text speaks of the past.

    "recalling Resolution 101 (Rev. Guadalajara, 2010)", "initially adopted by", several editions of
    one text in a row, the text's own earlier edition: older editions belong there. Look once
    whether the past is really meant; nothing need be changed then.
    """
    for one in _cited(subject):
        if _contradicts(subject, one) or not _is_historical(subject, one):
            continue
        newest = _newer(subject, one)
        if newest is None:
            continue
        yield Fault(
            one.clause,
            one.start,
            max(one.stop, one.edition_stop),
            f"{_as_printed(subject, one)} is cited as history; the newest edition known is "
            f"{_says(newest, subject, one)}",
            basis=newest.basis,
        )


@rule("citation-contradictory", Severity.ERROR)
def contradictory(subject: Subject) -> Iterator[Fault]:
    """A citation says "of this conference" and gives the edition of another one.

    "of this conference" (or assembly) is the one that adopts the citing text. When a base text is
    brought to a new conference, either the edition becomes the new one, or the words become "of the
    Plenipotentiary Conference".
    """
    for one in _cited(subject):
        instrument = subject.instrument(one.clause)
        if instrument is None or not _contradicts(subject, one):
            continue
        own = replace(instrument.edition, revised=True)
        yield Fault(
            one.clause,
            one.start,
            one.phrase_stop,
            f"{_as_printed(subject, one)} is not an edition “of this conference”, which is "
            f"{place_name(own, subject.language)}, {own.year}",
        )


@rule("citation-future", Severity.ERROR)
def future(subject: Subject) -> Iterator[Fault]:
    """A cited edition is later than the text that cites it.

    A text adopted in 2014 cannot cite an edition of 2018. Either the year is mistyped, or the
    citing text's own edition has not been brought up to date.
    """
    for one in _cited(subject):
        year = _year(subject, one)
        if year and one.edition is not None and one.edition.year > year:
            yield Fault(
                one.clause,
                one.start,
                max(one.stop, one.edition_stop),
                f"{_as_printed(subject, one)} is later than this text ({year})",
            )


@rule("citation-inconsistent", Severity.WARNING)
def inconsistent(subject: Subject) -> Iterator[Fault]:
    """One text cites the same resolution in two editions, and not to tell its history.

    Mostly one of the two was forgotten when the other was updated. The finding stands at the older.
    """
    found: dict[object, list[Citation]] = defaultdict(list)
    for one in _cited(subject):
        if not _is_historical(subject, one) and not _contradicts(subject, one):
            key = (one.work, subject.clauses[one.clause].instrument)
            found[key].append(one)
    for citations in found.values():
        newest = max(citations, key=lambda c: c.edition.year if c.edition else 0)
        for one in citations:
            if one.edition and newest.edition and one.edition.year < newest.edition.year:
                yield Fault(
                    one.clause,
                    one.start,
                    max(one.stop, one.edition_stop),
                    f"{_as_printed(subject, one)} is cited as "
                    f"{printed_edition(newest.edition, subject.language, one.work.kind)} in "
                    f"{subject.clauses[newest.clause].path}",
                    _edition_fix(subject, one, newest.edition, safe=False),
                )


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
            one.clause,
            one.edition_start,
            one.edition_stop,
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
            f"{named(one)} is cited without its edition",
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
    return any(o.start < one.start for o in _fellows(subject, one))


@rule("rev-missing", Severity.WARNING)
def rev_missing(subject: Subject) -> Iterator[Fault]:
    """An edition is cited without "Rev." although it is a revised one, or with it although it is
    the first.

    First editions have no "Rev.": "Resolution 180 (Guadalajara, 2010)". All later ones have it. The
    finding says whether the edition is verified or only believed. Of an edition that no table has,
    the text's own other citations of it tell.
    """
    revised = {
        (x.work, x.edition.year): x for x in _cited(subject) if x.edition and x.edition.revised
    }
    for one in _cited(subject):
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
            one.clause,
            one.edition_start,
            one.edition_stop,
            f"{named(one)}: the edition of {one.edition.year} {what} “Rev.”",
            _edition_fix(subject, one, known.edition, safe=not unverified),
            known.basis,
            Severity.NOTE if unverified else None,
        )


def _unlike(subject: Subject, one: Citation, other: Citation) -> Fault:
    assert other.edition is not None
    where = subject.clauses[other.clause].path
    said = f"{named(one)}: the same edition is cited with “Rev.” in {where}"
    fix = _edition_fix(subject, one, other.edition, safe=False)
    return Fault(one.clause, one.edition_start, one.edition_stop, said, fix)


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
            one.clause,
            one.edition_start,
            one.edition_stop,
            f"{text} needs a comma between place and year",
            _comma_fix(text, one.edition_start, subject.language),
        )


def _comma_fix(text: str, start: int, language: str) -> Fix | None:
    import re

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
        doubt = f"; {named(wrong[0])} had another" if wrong else ""
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
