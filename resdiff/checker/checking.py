"""Runs the rules over a document and writes out the place of each fault."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from resdiff.checker.facts import Facts, table
from resdiff.checker.registry import Rule, all_rules
from resdiff.checker.subject import Subject, subject
from resdiff.checker.values import Fault, Finding, Fix
from resdiff.model import Anchor, Clause, Document
from resdiff.renderers.heads import titled

_AROUND = 40  # code points of the text shown on either side of a fault
_BESIDE = 16  # code points of the text shown on either side of what a fix writes


def check(
    document: Document,
    *,
    base: Document | None = None,
    original: Document | None = None,
    facts: Facts | None = None,
    only: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """Every drafting fault of a document in reading order.

    Shape:   `document` the text as it would become (final view): what is struck out is not looked
             at. `original` the same file with its tracked changes rejected; `base` the edition it
             should be drafted on. `only` the ids of rules, all where none is named.
    """
    looked_at = subject(document, base, original, table() if facts is None else facts)
    chosen = [r for r in all_rules() if not only or r.id in only]
    found = [_finding(looked_at, one, fault) for one in chosen for fault in one.look(looked_at)]
    return tuple(sorted(_unique(found), key=lambda f: (f.clause, f.start, f.rule, f.message)))


def _unique(found: Iterable[Finding]) -> list[Finding]:
    return list(dict.fromkeys(found))


def _finding(subject: Subject, rule: Rule, fault: Fault) -> Finding:
    clause, instrument = subject.clauses[fault.clause], subject.instrument(fault.clause)
    return Finding(
        rule.id,
        fault.severity or rule.severity,
        fault.clause,
        fault.start,
        fault.stop,
        fault.message,
        fault.basis,
        clause.path,
        titled(instrument.work) if instrument else "",
        _excerpt(clause, fault),
        fault.fix,
        _mended(clause, fault.fix),
        fault.label,
        _anchors(clause, fault),
    )


def _excerpt(clause: Clause, fault: Fault) -> str:
    start, stop = max(0, fault.start - _AROUND), min(len(clause.text), fault.stop + _AROUND)
    before = f"{clause.label} " if start == 0 and clause.label else "…" if start else ""
    shown = clause.text[start:stop].replace("\n", " ").replace("\t", " ").strip()
    return before + shown + ("…" if stop < len(clause.text) else "")


def _mended(clause: Clause, fix: Fix | None) -> str:
    """The words around a fix as they would read with it."""
    if fix is None:
        return ""
    before, after = clause.text[: fix.start], clause.text[fix.stop :]
    head = before[-_BESIDE:].rpartition(" ")[2] if not before.endswith(" ") else ""
    tail = after[:_BESIDE].partition(" ")[0]
    if not (head + tail).isascii() and " " not in before[-_BESIDE:] + after[:_BESIDE]:
        head, tail = head[-_BESIDE // 4 :], tail[: _BESIDE // 4]  # Chinese has no blanks
    return " ".join((head + fix.replacement + tail).split())


def _anchors(clause: Clause, fault: Fault) -> tuple[Anchor, ...]:
    """The fault's place in the file; the whole clause where the fault names no stretch."""
    if fault.label and clause.label_anchor is not None:
        return (clause.label_anchor,)
    if fault.start == fault.stop:
        return clause.anchors[:1]
    return anchors(clause, fault.start, fault.stop)


def anchors(clause: Clause, start: int, stop: int) -> tuple[Anchor, ...]:
    """Where a stretch of a clause's text stands in the file.

    Shape:   the clause's text is what its anchors name, LF between two of different paragraphs.
    """
    found: list[Anchor] = []
    position = 0
    before: Anchor | None = None
    for one in clause.anchors:
        if before is not None and (before.part, before.paragraph) != (one.part, one.paragraph):
            position += 1
        length = one.stop - one.start
        first, last = max(start, position), min(stop, position + length)
        if first < last or (first == last == start == stop):
            offset = one.start - position
            found.append(Anchor(one.part, one.paragraph, first + offset, last + offset))
        position += length
        before = one
    return tuple(found)
