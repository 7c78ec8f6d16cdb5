"""Rules about the labels of items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resdiff.checker.registry import rule
from resdiff.checker.subject import Subject, sections
from resdiff.checker.values import Fault, Severity
from resdiff.language import labels, numerals
from resdiff.language.labels import Label
from resdiff.language.series import Reading, Scheme, first, reading_follows, successor
from resdiff.model import Kind

_SIGNS = (Scheme.DASH, Scheme.BULLET)
_Step = tuple[int, str, Label, Reading | None]


def _label(subject: Subject, index: int) -> Label | None:
    printed = subject.clauses[index].label
    return labels.read(printed + "\t", subject.language) if printed else None


def _readings(label: Label) -> list[Reading]:
    return [Reading(label.number, label.scheme), *label.alternatives]


def _steps(subject: Subject, siblings: Sequence[int]) -> Iterator[_Step]:
    """Each labelled item, what its label does ("ok", "gap", "double", "order", "start", "other"),
    and what stood before it.
    """
    before: Reading | None = None
    for index in siblings:
        label = _label(subject, index)
        if label is None or label.scheme in _SIGNS or subject.clauses[index].kind is not Kind.ITEM:
            continue
        step, now = _step(before, _readings(label))
        yield index, step, label, before
        if step != "ok" and label.doubled:
            now = Reading(label.doubled[1], before.scheme if before else label.scheme)
        before = now


def _step(before: Reading | None, readings: Sequence[Reading]) -> tuple[str, Reading]:
    if before is None:
        begins = next((r for r in readings if r.number == first(r.scheme)), None)
        decimal = next((r for r in readings if r.scheme is Scheme.DECIMAL), None)
        chosen = begins or decimal
        return ("ok", chosen) if chosen else ("start", readings[0])
    for reading in readings:
        if reading_follows(before, reading):
            return "ok", reading
    same = next((r for r in readings if r.scheme is before.scheme), None)
    if same is None:
        return "other", readings[0]
    if same.number == before.number:
        return "double", same
    return ("gap" if _rank(same) > _rank(before) else "order"), same


def _rank(reading: Reading) -> tuple[int, ...]:
    """A label's place in its series, "bis" and the like behind their base."""
    base, _, suffix = reading.number.partition("-")
    if reading.scheme is Scheme.LETTER:
        return numerals.letter_position(base), len(suffix)
    if reading.scheme is Scheme.ROMAN:
        return numerals.roman_value(base), len(suffix)
    return (*(int(n) for n in base.split(".") if n.isdigit()), len(suffix))


def _all(subject: Subject) -> Iterator[_Step]:
    """The steps of every series of items in the calls, and of the sub-items below them."""
    for index, found in sections(subject):
        yield from _steps(subject, found)
        for below in _below(subject, index):
            if subject.clauses[below].kind is Kind.ITEM:
                yield from _steps(subject, subject.children.get(below, ()))


def _below(subject: Subject, index: int) -> Iterator[int]:
    for child in subject.children.get(index, ()):
        yield child
        yield from _below(subject, child)


@rule("label-gap", Severity.ERROR)
def gap(subject: Subject) -> Iterator[Fault]:
    """A label is missing: d) follows b), or a section begins with 2.

    Proposals reletter the items behind one that is deleted. Only adopted texts keep gaps closed
    with "bis".
    """
    for index, step, label, before in _all(subject):
        if step == "gap" and before is not None and not label.doubled:
            missing = successor(before.number, before.scheme)
            message = f"{label.printed} follows {before.number}: {missing} is missing"
            yield Fault(index, 0, 0, message, label=True)
        elif step == "start" and not label.doubled:
            yield Fault(index, 0, 0, f"the items begin with {label.printed}", label=True)


@rule("label-double", Severity.ERROR)
def double(subject: Subject) -> Iterator[Fault]:
    """Two items one after the other carry the same label.

    Mostly an item was inserted and those behind it were not relettered.
    """
    for index, step, label, _ in _all(subject):
        if step == "double":
            yield Fault(index, 0, 0, f"a second {label.printed}", label=True)


@rule("label-order", Severity.ERROR)
def order(subject: Subject) -> Iterator[Fault]:
    """A label comes after one that it should precede.

    b) behind d), or a) again in the middle of a section. When a series begins anew without a call,
    a call line may have been lost.
    """
    for index, step, label, before in _all(subject):
        if step == "order" and before is not None and not label.doubled:
            again = label.number == first(before.scheme)
            lost = "; is a call missing before it?" if again else ""
            message = f"{label.printed} follows {before.number}{lost}"
            yield Fault(index, 0, 0, message, label=True)


@rule("run-together", Severity.WARNING)
def run_together(subject: Subject) -> Iterator[Fault]:
    """A label looks like two labels run together, as flattened tracked changes leave them.

    "fg)" is f) struck out and g) inserted, "46" is 4 and 6. Such a text is no edition: old and new
    words stand side by side in it. Check the Word file, or give the two sides back with `resdiff
    recover FILE --base BASE`.
    """
    for index, step, label, _ in _all(subject):
        if step in ("gap", "order", "other") and label.doubled:
            one, two = label.doubled
            message = f"{label.printed} looks like {one} and {two} run together"
            yield Fault(index, 0, 0, message, label=True)


@rule("single-labelled", Severity.WARNING)
def single(subject: Subject) -> Iterator[Fault]:
    """A section has one item, and the item carries a label.

    The only item of a section has no label: its text stands under the call alone.
    """
    for _, found in sections(subject):
        labelled = [i for i in found if subject.clauses[i].kind is Kind.ITEM]
        if len(found) == len(labelled) == 1:
            label = _label(subject, labelled[0])
            if label is not None and label.scheme not in _SIGNS:
                message = f"the only item of its section is labelled {label.printed}"
                yield Fault(labelled[0], 0, 0, message, label=True)
