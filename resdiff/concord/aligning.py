"""Lays the clauses of several languages side by side by what they share without a dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from math import log, sqrt

from resdiff.concord import words
from resdiff.concord.facts import Facts
from resdiff.model import Kind
from resdiff.values import dataclass

# Weights: chosen by hand on the reasoning beside each, then held against tests/bench/concord.py.
# What matters is their order: kinds and fellows that the old texts have paired come first, then
# what is cited, then lengths and names, last the labels, which shift as one when a clause is lost.
_GAP = -0.6
_OTHER_KIND = -6.0
_FELLOWS, _STRANGERS, _ONE_NEW = 6.0, -5.0, -2.0
_OF_CALLS = 0.4  # calls say themselves who they are
_BAND = 30  # clauses that one language may run ahead of another and fall back again
_SPREAD = 6.8  # variance a character of translated lengths (Gale and Church 1993, §3.2)
_FREE = frozenset({Kind.ITEM, Kind.PARAGRAPH, Kind.UNPLACED, Kind.HEADING, Kind.SIGNATURE})
_LOOSE_CALLS = frozenset({Kind.PARAGRAPH, Kind.UNPLACED, Kind.HEADING})


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is looked at of a clause to find its fellows in other languages.

    Shape:   `ordinal` its label as a place in the series, 0 for none, `counted` whether that is
             also its place among its fellows, `digits` whether it is one and no letter; `bond` the
             row of the old side that it comes from, -1 where the old side has nothing of it, None
             where there is no old side; `length` as a share of the whole text, times 1000; `scale`
             how many of those a code point is.
    """

    kind: Kind
    level: int
    ordinal: int
    counted: bool
    digits: bool
    call: frozenset[str]
    addressees: frozenset[str]
    facts: Facts
    bond: int | None
    length: float
    scale: float


def profile(sketches: Sequence[Sequence[Sketch]]) -> list[list[int]]:
    """The rows in which the clauses of several texts stand side by side.

    Shape:   a row a list with the index of each text's clause in `sketches`, -1 where it has none;
             every clause stands in one row, in the order of its text.
    """
    order = _order([len(s) for s in sketches])
    rows: list[list[int]] = []
    for count, voice in enumerate(order):
        if count == 0:
            rows = [_row(len(sketches), voice, at) for at in range(len(sketches[voice]))]
        else:
            rows = _joined(rows, voice, sketches)
    return rows


def _order(lengths: Sequence[int]) -> list[int]:
    """The texts whose number of clauses is the commonest first: what is faulty comes last."""
    middle = sorted(lengths)[len(lengths) // 2]
    common = max(sorted(set(lengths)), key=lambda n: (lengths.count(n), -abs(n - middle)))
    return sorted(range(len(lengths)), key=lambda voice: (abs(lengths[voice] - common), voice))


def _row(voices: int, voice: int, index: int) -> list[int]:
    row = [-1] * voices
    row[voice] = index
    return row


def _joined(
    rows: list[list[int]], voice: int, sketches: Sequence[Sequence[Sketch]]
) -> list[list[int]]:
    """The rows with one more text in them.

    Source:  Needleman and Wunsch 1970, against a profile.
    """
    own = sketches[voice]
    best = _best(rows, voice, sketches)
    found: list[list[int]] = []
    i, j = len(rows), len(own)
    while i or j:
        step = best[i][j][1]
        if step == "pair":
            i, j = i - 1, j - 1
            rows[i][voice] = j
            found.append(rows[i])
        elif step == "row":
            i -= 1
            found.append(rows[i])
        else:
            j -= 1
            found.append(_row(len(sketches), voice, j))
    return found[::-1]


def _best(
    rows: Sequence[Sequence[int]], voice: int, sketches: Sequence[Sequence[Sketch]]
) -> list[dict[int, tuple[float, str]]]:
    """For each place in rows and text the best sum so far, and the step that led there."""
    own = sketches[voice]
    n, m = len(rows), len(own)
    band = _BAND + abs(n - m)
    best: list[dict[int, tuple[float, str]]] = []
    for i in range(n + 1):
        line: dict[int, tuple[float, str]] = {}
        for j in range(max(0, i - band), min(m, i + band) + 1):
            steps = [(0.0, "")] if i == j == 0 else []
            if i and j and j - 1 in best[i - 1]:
                fit = _fit(rows[i - 1], own[j - 1], sketches)
                steps.append((best[i - 1][j - 1][0] + fit, "pair"))
            if i and j in best[i - 1]:
                steps.append((best[i - 1][j][0] + _GAP, "row"))
            if j and j - 1 in line:
                steps.append((line[j - 1][0] + _GAP, "own"))
            line[j] = max(steps, key=lambda one: one[0])
        best.append(line)
    return best


def _fit(row: Sequence[int], own: Sketch, sketches: Sequence[Sequence[Sketch]]) -> float:
    """How well a clause fits in a row: the mean over those that stand there."""
    fits = [_pair(sketches[voice][index], own) for voice, index in enumerate(row) if index >= 0]
    return sum(fits) / len(fits)


def _pair(one: Sketch, other: Sketch) -> float:
    """How surely two clauses of two languages are the same clause."""
    kinds = _kinds(one, other)
    if kinds <= _OTHER_KIND:
        return kinds
    return (
        kinds
        + _bonds(one, other) * (_OF_CALLS if one.kind is Kind.CALL else 1.0)
        + _cited(one.facts, other.facts)
        + _named(one.facts, other.facts)
        + _lengths(one, other)
        + _labels(one, other)
    )


def _kinds(one: Sketch, other: Sketch) -> float:
    if one.kind is other.kind is Kind.CALL:
        return 4.0 + _calls(one, other)
    if one.kind is other.kind:
        return 1.5 if one.kind in _FREE else 4.0
    kinds = {one.kind, other.kind}
    if kinds <= _FREE:
        return 0.0
    if Kind.CALL in kinds:
        return -2.0 if kinds & _LOOSE_CALLS else _OTHER_KIND
    return -1.0 if kinds & _FREE else _OTHER_KIND


def _calls(one: Sketch, other: Sketch) -> float:
    score = 0.0
    if one.call and other.call:
        score += (
            2.0 if one.call & other.call else 0.5 if words.are_near(one.call, other.call) else -3.0
        )
    if one.addressees and other.addressees:
        score += 2.0 if one.addressees & other.addressees else -2.0
    return score


def _bonds(one: Sketch, other: Sketch) -> float:
    """Fellows that the old sides have paired are fellows still."""
    if one.bond is None or other.bond is None:
        return 0.0
    if one.bond < 0 and other.bond < 0:
        return 1.0
    if one.bond < 0 or other.bond < 0:
        return _ONE_NEW
    return _FELLOWS if one.bond == other.bond else _STRANGERS


def _cited(one: Facts, other: Facts) -> float:
    """What is printed in digits and names: the rarest thing that two clauses can share."""
    score = -1.0 * abs(min(one.notes, 2) - min(other.notes, 2))
    if one.rare or other.rare:
        shared, every = len(one.rare & other.rare), len(one.rare | other.rare)
        score += 1.2 * (2 * shared - 0.6 * (every - shared)) / every**0.5
    return score


def _named(one: Facts, other: Facts) -> float:
    score = 0.0
    for own, its in ((one.spoken, other.spoken), (one.acronyms, other.acronyms)):
        shared = len(own & its)
        score += 0.8 * min(shared, 3) - 0.25 * min(3, len(own | its) - shared)
    return score + (0.5 if bool(one.references) == bool(other.references) else -0.5)


def _lengths(one: Sketch, other: Sketch) -> float:
    """Long clauses are long in every language.

    Source:  Gale and Church 1993, §3.2, lengths as shares of the whole text.
    """
    mean = (one.length + other.length) / 2
    if not mean:
        return 0.0
    spread = _SPREAD * mean * max(one.scale, other.scale)
    away = (one.length - other.length) / sqrt(spread)
    return (
        1.0 - min(3.0, away * away / 6) - min(1.0, abs(log((one.length + 1) / (other.length + 1))))
    )


def _labels(one: Sketch, other: Sketch) -> float:
    if not one.ordinal and not other.ordinal:
        return 0.0
    weight = 0.4 if one.counted and other.counted else 1.2
    score = weight if one.ordinal == other.ordinal else -weight
    score += 0.0 if one.digits == other.digits else -0.5
    return score - (0.0 if one.level == other.level else 1.5)
