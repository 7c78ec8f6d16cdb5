"""One side of one voice, as the alignment and the rules look at it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from resdiff.citations.finding import language_of
from resdiff.concord import words
from resdiff.concord.aligning import Sketch
from resdiff.concord.facts import Facts, facts
from resdiff.language import numerals
from resdiff.model import Clause, Document, Kind
from resdiff.values import dataclass

# Arabic texts of other houses count by the order of the alphabet.
HIJAI = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_OUT = frozenset({Kind.COVER, Kind.RUNNING, Kind.ABSTRACT})
_SIGNS = frozenset({"", "-", "•"})
_PARTS = 1000  # lengths are told in thousandths of the text
_LATIN = frozenset({"en", "fr", "es"})
_CAPITALS = re.compile(r"\d[\d\s.,–-]*|\b[A-Z]{2,}\b")
_FOREIGN = re.compile(r"\d[\d\s.,–-]*|[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Side:
    """The old or the new text of a voice.

    Shape:   `facts`, `ordinals`, `counted`, `levels` a value a clause: a label as its place in the
             series ("2", "2bis"; "" without one), whether that is its place among its fellows, and
             how deep it stands; `lengths` of the clauses as thousandths of the text.
    """

    document: Document
    language: str
    facts: tuple[Facts, ...]
    ordinals: tuple[str, ...]
    counted: tuple[bool, ...]
    levels: tuple[int, ...]
    lengths: tuple[float, ...]
    scale: float

    def sketch(self, index: int, bond: int | None) -> Sketch:
        """What the alignment looks at of a clause."""
        clause = self.document.clauses[index]
        own = self.facts[index]
        digits = "".join(c for c in self.ordinals[index] if c.isdigit())
        return Sketch(
            kind=clause.kind,
            level=self.levels[index],
            ordinal=int(digits or 0),
            counted=self.counted[index],
            digits=clause.number[:1].isdigit(),
            call=words.call_readings(clause.call_id, self.language),
            addressees=own.spoken if clause.kind is Kind.CALL else frozenset(),
            facts=own,
            bond=bond,
            length=self.lengths[index],
            scale=self.scale,
        )


def side(document: Document) -> Side:
    """A document with what the alignment and the rules need."""
    clauses = document.clauses
    language = language_of(document)
    sizes = [_said(c.text, language) for c in clauses]
    whole = sum(n for n, c in zip(sizes, clauses, strict=True) if c.kind not in _OUT) or 1
    ordinals, counted = _ordinals(clauses)
    return Side(
        document,
        language,
        facts(document),
        ordinals,
        counted,
        tuple(_level(clauses, index) for index in range(len(clauses))),
        tuple(_PARTS * size / whole for size in sizes),
        _PARTS / whole,
    )


def _said(text: str, language: str) -> int:
    """The letters that a translation says: figures and what stands in Latin letters whatever the
    script are as long in every language, and longest beside Chinese.
    """
    latin = language in _LATIN
    return len((_CAPITALS if latin else _FOREIGN).sub("", text)) if text else 0


def _level(clauses: Sequence[Clause], index: int) -> int:
    level, parent = 0, clauses[index].parent
    while parent >= 0 and level < 9:
        level, parent = level + 1, clauses[parent].parent
    return level


def _ordinals(clauses: Sequence[Clause]) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """The labels as places in their series, read as the fellows of one parent fit best."""
    fellows: dict[int, list[int]] = {}
    for index, clause in enumerate(clauses):
        if clause.number not in _SIGNS and clause.kind in (Kind.ITEM, Kind.NOTE, Kind.PARAGRAPH):
            parent = -2 if clause.kind is Kind.NOTE else clause.parent
            fellows.setdefault(parent, []).append(index)
    ordinals, counted = [""] * len(clauses), [True] * len(clauses)
    for group in fellows.values():
        read = best_reading([clauses[index].number for index in group])
        for place, (index, ordinal) in enumerate(zip(group, read, strict=True), start=1):
            ordinals[index] = ordinal
            counted[index] = ordinal == str(place)
    return tuple(ordinals), tuple(counted)


def best_reading(numbers: Sequence[str]) -> list[str]:
    """Labels of one series as ordinals, counted in the way that gives the most steps by one."""
    readings = [[reading(number) for number in numbers] for reading in (_letter, _roman, _hijai)]
    return max(readings, key=lambda read: (_steps(read), _in_place(read)))


def _in_place(ordinals: Sequence[str]) -> int:
    return sum(ordinal == str(place) for place, ordinal in enumerate(ordinals, start=1))


def _steps(ordinals: Sequence[str]) -> int:
    values = ["0", *ordinals]
    return sum(b.isdigit() and a.isdigit() and int(b) == int(a) + 1 for a, b in pairwise(values))


def _letter(number: str) -> str:
    head, _, suffix = number.partition("-")
    last = head.rpartition(".")[2]
    position = numerals.letter_position(last)
    return f"{position + 1}{suffix}" if position >= 0 else f"{last}{suffix}"


def _roman(number: str) -> str:
    head, _, suffix = number.partition("-")
    if head and numerals.is_roman(head):
        return f"{numerals.roman_value(head)}{suffix}"
    return _letter(number)


def _hijai(number: str) -> str:
    """The label where its Arabic letter is counted by the alphabet: ب ت for b, c."""
    position = numerals.letter_position(number)
    if 0 <= position < len(numerals.ABJAD):
        return str(HIJAI.index(numerals.ABJAD[position]) + 1)
    return _letter(number)


def is_compared(clause: Clause) -> bool:
    """Whether a clause belongs to the text, and not to the paper that it is filed in."""
    return clause.kind not in _OUT and bool(clause.text.strip() or clause.label)


def groups(sides: Sequence[Side | None]) -> Iterable[list[list[int]]]:
    """The clauses of each instrument in each side, instruments paired by number, else by order;
    what stands outside all comes last.
    """
    keyed = [_keyed(one) for one in sides]
    keys = list(dict.fromkeys(key for own in keyed for key in own))
    for key in _told_apart(keys, keyed):
        yield [[index for one in key if one in own for index in own[one]] for own in keyed]


Key = tuple[str, str, int]


def _keyed(one: Side | None) -> dict[Key, list[int]]:
    """The clauses of each instrument, by kind, number and how often that came before."""
    if one is None:
        return {}
    seen: dict[tuple[str, str], int] = {}
    keys: list[Key] = []
    for instrument in one.document.instruments:
        work = (instrument.work.kind, instrument.work.number)
        keys.append((*work, seen.setdefault(work, 0)))
        seen[work] += 1
    found: dict[Key, list[int]] = {key: [] for key in keys}
    last = keys[0] if keys else ("", "", 0)
    for index, clause in enumerate(one.document.clauses):
        if not is_compared(clause):
            continue
        outside = ("", "", 0) if clause.kind is not Kind.NOTE else last
        own = keys[clause.instrument] if clause.instrument >= 0 else outside
        last = own if clause.instrument >= 0 else last
        found.setdefault(own, []).append(index)
    return found


def _told_apart(
    keys: Sequence[Key], keyed: Sequence[dict[Key, list[int]]]
) -> Iterable[tuple[Key, ...]]:
    """The keys, one a group: those that all share, then those of some, the n-th with the n-th."""
    some = [own for own in keyed if own]
    shared = [key for key in keys if all(key in own for own in some)]
    yield from ((key,) for key in shared if key[0] or key[1])
    rest = [[key for key in own if key not in shared and (key[0] or key[1])] for own in some]
    if len({len(own) for own in rest}) == 1:
        yield from (tuple(dict.fromkeys(one)) for one in zip(*rest, strict=True))
    else:
        yield from ((key,) for key in dict.fromkeys(k for own in rest for k in own))
    if any(not (key[0] or key[1]) for key in keys):
        yield (("", "", 0),)
