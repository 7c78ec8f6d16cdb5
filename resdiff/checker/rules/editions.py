"""Rules about the text's own edition."""

from __future__ import annotations

from collections.abc import Iterator

from resdiff.checker.registry import rule
from resdiff.checker.subject import Subject, place_name
from resdiff.checker.values import Fault, Severity
from resdiff.language import adopting, numberline
from resdiff.model import Clause, Edition, Instrument, Kind


def _clauses(subject: Subject, number: int, kind: Kind) -> list[int]:
    whole = subject.document.instruments[number]
    return [
        i
        for i in range(whole.start, whole.stop)
        if subject.clauses[i].instrument == number and subject.clauses[i].kind is kind
    ]


def _said(edition: Edition, language: str) -> str:
    return f"{place_name(edition, language) or '?'}, {edition.year}"


def _differ(one: Edition, other: Edition) -> bool:
    """Whether two editions name another year, or another known place."""
    if one.year and other.year and one.year != other.year:
        return True
    return bool(one.place_id and other.place_id and one.place_id != other.place_id)


@rule("edition-disagrees", Severity.ERROR)
def edition_disagrees(subject: Subject) -> Iterator[Fault]:
    """Number line, adopting sentence, history line and annexes do not name the same edition.

    All four carry the place and year of the conference that adopts the text. When a base text is
    revised, one of them is easily forgotten.
    """
    for number, instrument in enumerate(subject.document.instruments):
        own = instrument.edition
        if not own.year:
            continue
        for index, edition in _others(subject, number, instrument):
            if _differ(own, edition):
                said = _said(edition, subject.language)
                yield Fault(
                    index,
                    0,
                    0,
                    f"says {said}; the number line says {_said(own, subject.language)}",
                )


def _others(subject: Subject, number: int, instrument: Instrument) -> Iterator[tuple[int, Edition]]:
    for index in _clauses(subject, number, Kind.ADOPTING):
        read = adopting.read(subject.clauses[index].text, subject.language)
        if read is not None and read.year:
            yield index, Edition(False, read.place, read.place_id, read.year)
    if instrument.history:
        for index in _clauses(subject, number, Kind.HISTORY)[-1:]:
            yield index, instrument.history[-1]
    for index in _clauses(subject, number, Kind.ANNEX):
        for one in subject.cited_in.get(index, ()):
            work = instrument.work
            if (one.work.kind, one.work.number) == (work.kind, work.number) and one.edition:
                yield index, one.edition


@rule("history-order", Severity.WARNING)
def history_order(subject: Subject) -> Iterator[Fault]:
    """The history line does not run from the oldest edition to the newest.

    "(Minneapolis, 1998) – (Rev. Antalya, 2006) – …": oldest first, each once.
    """
    for number, instrument in enumerate(subject.document.instruments):
        years = [e.year for e in instrument.history if e.year]
        if years != sorted(set(years)):
            for index in _clauses(subject, number, Kind.HISTORY)[-1:]:
                printed = ", ".join(map(str, years))
                yield Fault(index, 0, 0, f"the years do not rise: {printed}")


@rule("edition-run-together", Severity.WARNING)
def edition_run_together(subject: Subject) -> Iterator[Fault]:
    """The number line or the adopting sentence holds two editions run together.

    "(Rev. BusanGuadalajara, 20142010)" is what remains of tracked changes when their marks are
    stripped. Such a text is no edition: old and new words stand side by side in it. Check the Word
    file, or give the two sides back with `resdiff recover FILE --base BASE`.
    """
    for index, clause in enumerate(subject.clauses):
        unread = _unread(clause, subject.language)
        if unread:
            start = max(clause.text.find(unread), 0)
            stop = start + len(unread) if start else 0
            yield Fault(index, start, stop, f"“{unread}” is not one edition")


def _unread(clause: Clause, language: str) -> str:
    """What stands in the parenthesis of a number line or an adopting sentence and is no edition."""
    if clause.kind is Kind.NUMBER:
        line = numberline.read(clause.text, language)
        return line.unread if line else ""
    if clause.kind is Kind.ADOPTING:
        sentence = adopting.read(clause.text, language)
        return sentence.unread if sentence else ""
    return ""
