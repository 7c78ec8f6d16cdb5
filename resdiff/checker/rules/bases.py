"""Rules that hold a document against the edition it is drafted on."""

from __future__ import annotations

from collections.abc import Iterator

from resdiff import differ
from resdiff.checker.registry import rule
from resdiff.checker.subject import OUTSIDE, Subject
from resdiff.checker.values import Basis, Fault, Severity
from resdiff.model import Change, Comparison, Kind, Status
from resdiff.renderers.heads import titled

_SHOWN = 6  # places named in the message
_OTHER_TEXT = 0.8  # share of equal clauses below which another edition was surely the base


@rule("wrong-base", Severity.WARNING)
def wrong_base(subject: Subject) -> Iterator[Fault]:
    """The text before its tracked changes is not the base.

    A proposal is drafted on the edition in force. The file with all changes rejected is held
    against the base that was given: how much of it is the base, and where it is not. Below four
    clauses in five the finding is an error: the draft was most likely made on another edition.
    Changes made without tracking show here as well.
    """
    if subject.base is None or subject.original is None:
        return
    if not subject.base.instruments or not subject.original.instruments:
        return
    yield from _other_work(subject)
    comparison = differ.compare(subject.base, subject.original)
    counted = [c for c in comparison.changes if _counts(comparison, c)]
    other = [c for c in counted if c.status is not Status.UNCHANGED]
    if not other:
        return
    share = 1 - len(other) / len(counted)
    places = ", ".join(_path(comparison, c) for c in other[:_SHOWN])
    more = f" and {len(other) - _SHOWN} more" if len(other) > _SHOWN else ""
    yield Fault(
        _number_line(subject),
        0,
        0,
        f"before its tracked changes, {len(counted) - len(other)} of {len(counted)} clauses "
        f"({share:.0%}) are the base’s; not {places}{more}",
        basis=Basis.BASE,
        severity=Severity.ERROR if share < _OTHER_TEXT else None,
    )


def _other_work(subject: Subject) -> Iterator[Fault]:
    assert subject.base is not None
    works = {i.work for i in subject.base.instruments}
    for instrument in subject.document.instruments:
        if instrument.work not in works and instrument.work.number.isdigit():
            yield Fault(
                _number_line(subject),
                0,
                0,
                f"{titled(instrument.work)} is not the text of the base, "
                f"{titled(subject.base.instruments[0].work)}",
                basis=Basis.BASE,
                severity=Severity.ERROR,
            )


def _counts(comparison: Comparison, change: Change) -> bool:
    kinds = [comparison.old.clauses[i].kind for i in change.old]
    kinds += [comparison.new.clauses[i].kind for i in change.new]
    return all(k not in OUTSIDE and k is not Kind.PROPOSAL for k in kinds)


def _path(comparison: Comparison, change: Change) -> str:
    if change.old:
        return comparison.old.clauses[change.old[0]].path
    return comparison.new.clauses[change.new[0]].path


def _number_line(subject: Subject) -> int:
    return next((i for i, c in enumerate(subject.clauses) if c.kind is Kind.NUMBER), 0)
