"""Rules about meetings and years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.checker.registry import rule
from resdiff.checker.subject import Subject
from resdiff.checker.values import Fault, Severity
from resdiff.citations import Session
from resdiff.language.folding import Folded, fold, fold_with_origins
from resdiff.model import Kind

_TOWARD = 18  # code points before a meeting in which "to", "at", "by" point the work towards it
_DONE = 48  # code points before or behind in which "adopted", "approved" make it history


@rule("past-session", Severity.WARNING)
def past_session(subject: Subject) -> Iterator[Fault]:
    """The operative part sends something to a meeting that is over when the text is adopted.

    "to report to the 2011 session of the Council" in a text of 2014; "to the 2024 assembly" in a
    text that the assembly of 2024 adopts. Mostly a base text's year was not brought forward.
    Meetings that the text only tells of ("the plan approved by the 2012 session") are left alone.
    """
    for one in subject.cited.sessions:
        instrument = subject.instrument(one.clause)
        clause = subject.clauses[one.clause]
        if instrument is None or clause.part != "operative" or clause.kind is Kind.CALL:
            continue
        year = instrument.edition.year
        last = max(one.years)
        over = last < year or (last == year and one.body == instrument.work.body)
        if over and year and _is_awaited(subject, one):
            words = " ".join(clause.text[one.start : one.stop].split())
            yield Fault(
                one.clause,
                one.start,
                one.stop,
                f"“{words}” is over when this text of {year} is adopted",
            )


@rule("past-year", Severity.WARNING)
def past_year(subject: Subject) -> Iterator[Fault]:
    """The operative part asks for something by a year that is over when the text is adopted.

    "to convene a forum in the first quarter of 2013" in a text of 2014. Mostly a base text's date
    was not brought forward. Dates of what was done are left alone.
    """
    for index, clause in enumerate(subject.clauses):
        instrument = subject.instrument(index)
        if instrument is None or clause.part != "operative" or clause.kind is Kind.CALL:
            continue
        folded = fold_with_origins(clause.text)
        for pattern in subject.words.deadlines:
            for match in pattern.finditer(folded.text):
                yield from _over(subject, index, match, folded, instrument.edition.year)


def _over(
    subject: Subject, index: int, match: re.Match[str], folded: Folded, year: int
) -> Iterator[Fault]:
    years = [int(y) for y in re.findall(r"\d{4}", match["year"])]
    before = folded.text[max(0, match.start() - _DONE) : match.start()]
    if not years or not year or max(years) >= year or subject.words.done.search(before):
        return
    start, stop = folded.origins[match.start()], folded.origins[match.end() - 1] + 1
    words = " ".join(subject.clauses[index].text[start:stop].split())
    yield Fault(index, start, stop, f"“{words}” is over when this text of {year} is adopted")


def _is_awaited(subject: Subject, one: Session) -> bool:
    """Whether the words before point towards the meeting, and none near it say it was."""
    text = subject.clauses[one.clause].text
    before = fold(text[max(0, one.start - _TOWARD) : one.start]) + " "
    wide = fold(text[max(0, one.start - _DONE) : one.start])
    return bool(subject.words.toward.search(before)) and not subject.words.done.search(wide)
