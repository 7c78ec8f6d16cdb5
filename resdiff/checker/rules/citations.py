"""Rules about which edition of a resolution, decision or opinion is cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from resdiff.checker.facts import KnownEdition
from resdiff.checker.registry import rule
from resdiff.checker.rules.citing import (
    as_printed,
    cited,
    contradicts,
    edition_fix,
    is_historical,
    newer,
    whole,
)
from resdiff.checker.subject import Subject, place_name, printed_edition
from resdiff.checker.values import Basis, Fault, Severity
from resdiff.citations import Citation
from resdiff.values import replace


@rule("citation-outdated", Severity.WARNING)
def outdated(subject: Subject) -> Iterator[Fault]:
    """A cited resolution has a newer edition than the one in its parenthesis.

    A text in force cites the edition in force. The finding names the newest edition known up to the
    citing text's own year, and what it rests on: the package's table (verified, or not), or your
    own texts. An edition that is only believed gives a note, not a warning. Citations of the past
    are `citation-historical`; those that contradict "of this conference", `citation-contradictory`.
    Write the newer edition, unless the older one is meant; the fix is offered, not applied.
    """
    for one in cited(subject):
        newest = newer(subject, one)
        if newest is None or contradicts(subject, one) or is_historical(subject, one):
            continue
        unverified = newest.basis is Basis.UNVERIFIED
        yield Fault(
            *whole(one),
            f"{as_printed(subject, one)} has a newer edition: {_says(newest, subject, one)}",
            edition_fix(subject, one, newest.edition, safe=False),
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
    for one in cited(subject):
        if contradicts(subject, one) or not is_historical(subject, one):
            continue
        newest = newer(subject, one)
        if newest is None:
            continue
        yield Fault(
            *whole(one),
            f"{as_printed(subject, one)} is cited as history; the newest edition known is "
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
    for one in cited(subject):
        instrument = subject.instrument(one.clause)
        if instrument is None or not contradicts(subject, one):
            continue
        own = replace(instrument.edition, revised=True)
        yield Fault(
            one.clause,
            one.start,
            one.phrase_stop,
            f"{as_printed(subject, one)} is not an edition “of this conference”, which is "
            f"{place_name(own, subject.language)}, {own.year}",
        )


@rule("citation-future", Severity.ERROR)
def future(subject: Subject) -> Iterator[Fault]:
    """A cited edition is later than the text that cites it.

    A text adopted in 2014 cannot cite an edition of 2018. Either the year is mistyped, or the
    citing text's own edition has not been brought up to date.
    """
    for one in cited(subject):
        year = _year(subject, one)
        if year and one.edition is not None and one.edition.year > year:
            yield Fault(
                *whole(one),
                f"{as_printed(subject, one)} is later than this text ({year})",
            )


@rule("citation-inconsistent", Severity.WARNING)
def inconsistent(subject: Subject) -> Iterator[Fault]:
    """One text cites the same resolution in two editions, and not to tell its history.

    Mostly one of the two was forgotten when the other was updated. The finding stands at the older.
    """
    found: dict[object, list[Citation]] = defaultdict(list)
    for one in cited(subject):
        if not is_historical(subject, one) and not contradicts(subject, one):
            key = (one.work, subject.clauses[one.clause].instrument)
            found[key].append(one)
    for citations in found.values():
        newest = max(citations, key=lambda c: c.edition.year if c.edition else 0)
        for one in citations:
            if one.edition and newest.edition and one.edition.year < newest.edition.year:
                yield Fault(
                    *whole(one),
                    f"{as_printed(subject, one)} is cited as "
                    f"{printed_edition(newest.edition, subject.language, one.work.kind)} in "
                    f"{subject.clauses[newest.clause].path}",
                    edition_fix(subject, one, newest.edition, safe=False),
                )


def _year(subject: Subject, citation: Citation) -> int:
    instrument = subject.instrument(citation.clause)
    return instrument.edition.year if instrument else 0


def _says(known: KnownEdition, subject: Subject, one: Citation) -> str:
    note = f" ({known.note})" if known.note else ""
    return f"{printed_edition(known.edition, subject.language, one.work.kind)}{note}"
