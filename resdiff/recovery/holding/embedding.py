"""Finds a known text inside the flat one: the flat text is the known text with something between.

Where several places fit, whole words and few interruptions win, and how much better the best is
than the next says how sure each character is.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

from resdiff.recovery.letters import fold, is_boundary, kind
from resdiff.values import dataclass

# Costs of the dynamic programme, in the same unit: one interruption of the known text. A cut inside
# a known word costs more than one more interruption: on the tracked files of the bench
# (tests/bench/recover.py) no other ratio found more insertions.
_OPEN = 10
_INSIDE_WORD = 14
_CLEAN = 1  # an edge where no two words meet: where they do meet, old stands against new
_AFTER_BLANK = 1  # blanks belong behind a word; 0 and 3 give the same, but for one thousandth
_STRAY = 60  # passing over a letter that must not be; 30 and 120 give the same on the bench
_BUDGET = 2_000_000  # cells; past it the coarse way is taken, some seconds of work

ENDLESS = 1 << 28
"""The margin of a character that no reading gives to the known text."""

SURE = _OPEN + 2 * _CLEAN
"""A margin up to which another reading is only one clean interruption worse: past it, none is."""


@dataclass(frozen=True, slots=True)
class Embedding:
    """Which characters of the flat line the known line accounts for.

    Shape:   `held[i]` whether the known text has flat character i; `margins[i]`, where it has not,
             how much worse the best reading is in which it has; `missing` what of the known text
             the flat text lacks.
    """

    held: tuple[bool, ...]
    margins: tuple[int, ...]
    missing: str = ""


def embed(known: str, flat: str, needed: Sequence[bool] | None = None) -> Embedding:
    """The best place of `known` inside `flat`.

    Shape:   `needed[i]` says that the known text must account for flat character i if it can.
    """
    if known == flat:
        return _whole(flat)
    b = fold(flat)
    for a in (fold(known), _collapsed(fold(known))):
        if is_within(a, b) and cells(a, b) <= _BUDGET:
            return _strict(a, b, needed)
    return _loose(fold(known), b)


def _whole(flat: str) -> Embedding:
    return Embedding((True,) * len(flat), (ENDLESS,) * len(flat))


def _collapsed(text: str) -> str:
    return re.sub(r"[^\S\n]+", " ", text).strip(" ")


def cells(known: str, flat: str) -> int:
    """How much work it is to embed the one in the other."""
    return (len(known) + 1) * (len(flat) - len(known) + 1)


def fits_within(known: str, flat: str) -> bool:
    """Whether `known` can be embedded exactly, within bounds of work."""
    a, b = fold(known), fold(flat)
    return is_within(a, b) and cells(a, b) <= _BUDGET


def is_within(known: str, flat: str) -> bool:
    """Whether the letters of `known` stand in `flat` in this order."""
    letters = iter(flat)
    return all(letter in letters for letter in known)


def _strict(known: str, flat: str, needed: Sequence[bool] | None) -> Embedding:
    """Every letter of `known` placed; `known` must be within `flat`."""
    head = tail = 0
    if needed is None:
        head = _back_to_word(known, _shared(known, flat))
        rest = known[head:][::-1]
        tail = _back_to_word(rest, _shared(rest, flat[head:][::-1]))
    grid = _Grid(known, flat, head, tail, needed)
    held, margins = grid.placed()
    if _is_torn(known, held):
        margins = (0,) * len(margins)
    return Embedding(
        (True,) * head + held + (True,) * tail,
        (ENDLESS,) * head + margins + (ENDLESS,) * tail,
    )


_FEW = 3  # pieces; so many may be as they are
_TORN = 6  # characters; known text in smaller pieces than this on average is placed by chance


def _is_torn(known: str, held: Sequence[bool]) -> bool:
    """Whether the known text lies scattered in small pieces."""
    pieces = sum(mine and not before for mine, before in zip(held, (False, *held), strict=False))
    return pieces > _FEW and 0 < len(known.replace("\n", "")) < _TORN * pieces


def _shared(one: str, other: str) -> int:
    count = 0
    for x, y in zip(one, other, strict=False):
        if x != y:
            break
        count += 1
    return count


_MARGIN = 32  # characters given back to the search: the longest words are shorter


def _back_to_word(text: str, length: int) -> int:
    """A shorter head, so that a chance agreement of letters does not decide."""
    cut = max(0, length - _MARGIN)
    while cut > 0 and not is_boundary(text, cut):
        cut -= 1
    return cut


class _Grid:
    """The dynamic programme over known characters and the number of flat ones passed over."""

    def __init__(
        self, known: str, flat: str, head: int, tail: int, needed: Sequence[bool] | None
    ) -> None:
        self.known = known[head : len(known) - tail]
        self.flat = flat[head : len(flat) - tail]
        self.extra = len(self.flat) - len(self.known)
        self.stray = [_STRAY if needed and needed[head + j] else 0 for j in range(len(self.flat))]
        self.cuts = [
            _OPEN if is_boundary(known, head + i) else _OPEN + _INSIDE_WORD
            for i in range(len(self.known) + 1)
        ]
        self.closes = [
            _CLEAN if is_boundary(flat, head + j) else 0 for j in range(len(self.flat) + 1)
        ]
        self.opens = [
            cost + (_AFTER_BLANK if kind(flat[head + j : head + j + 1] or "x") == "blank" else 0)
            for j, cost in enumerate(self.closes)
        ]

    def placed(self) -> tuple[tuple[bool, ...], tuple[int, ...]]:
        """Which characters of the stretch are held, and the margin of each that is not."""
        if not self.extra:
            return (True,) * len(self.flat), (ENDLESS,) * len(self.flat)
        rows, reached = self._fill()
        held = self._walk(rows)
        best = reached[-1][self.extra]
        others = self._others(reached)
        return held, tuple(other - best for other in others)

    def _fill(self) -> tuple[list[bytearray], list[array[int]]]:
        """For each known character and each number passed over: the best choice and its cost.

        Shape:   of a choice, bit 0: an interruption ends before this character; bit 1: it goes on
                 rather than begins here.
        """
        width = self.extra + 1
        matched = array("i", [ENDLESS]) * width  # known[:i] placed, the last step a match
        matched[0] = 0
        rows: list[bytearray] = []
        reached: list[array[int]] = []
        flat, opens, closes, stray = self.flat, self.opens, self.closes, self.stray
        for i in range(len(self.known) + 1):
            row = bytearray(width)
            best = array("i", matched)
            skipping, cut = ENDLESS, self.cuts[i]
            for k in range(1, width):
                j = i + k
                fresh = matched[k - 1] + cut + opens[j - 1]
                if skipping <= fresh:
                    row[k] = 2
                else:
                    skipping = fresh
                skipping += stray[j - 1]
                if skipping + closes[j] < best[k]:
                    best[k] = skipping + closes[j]
                    row[k] |= 1
            rows.append(row)
            reached.append(best)
            if i < len(self.known):
                letter = self.known[i]
                matched = array(
                    "i",
                    [b if flat[i + k] == letter else ENDLESS for k, b in enumerate(best)],
                )
        return rows, reached

    def _walk(self, rows: list[bytearray]) -> tuple[bool, ...]:
        held = [True] * len(self.flat)
        i, k = len(self.known), self.extra
        while i or k:
            goes_on = rows[i][k] & 1
            while goes_on:
                held[i + k - 1] = False
                goes_on = rows[i][k] & 2
                k -= 1
            if i:
                i -= 1
        return tuple(held)

    def _others(self, reached: list[array[int]]) -> list[int]:
        """For each flat character the cost of the best reading in which it is held."""
        width, n = self.extra + 1, len(self.known)
        others = [ENDLESS] * len(self.flat)
        ahead = array("i", [ENDLESS]) * width  # to finish, when the next step is a match
        ahead[self.extra] = 0
        flat, opens, closes, stray = self.flat, self.opens, self.closes, self.stray
        for i in range(n, -1, -1):
            rest = array("i", ahead)  # to finish, when the last step was a match
            skipping, cut = ENDLESS, self.cuts[i]
            for k in range(width - 2, -1, -1):
                j = i + k
                skipping = min(skipping, ahead[k + 1] + closes[j + 1]) + stray[j]
                if skipping + cut + opens[j] < rest[k]:
                    rest[k] = skipping + cut + opens[j]
            if i == 0:
                break
            letter, before = self.known[i - 1], reached[i - 1]
            ahead = array("i", [ENDLESS]) * width
            for k in range(width):
                j = i - 1 + k
                if flat[j] == letter:
                    ahead[k] = rest[k]
                    others[j] = min(others[j], before[k] + rest[k])
        return others


def _loose(known: str, flat: str) -> Embedding:
    """The long way round for a known text that is not within the flat one: common stretches."""
    from difflib import SequenceMatcher

    held = [False] * len(flat)
    missing: list[str] = []
    at = 0
    for i, j, size in SequenceMatcher(None, known, flat, autojunk=False).get_matching_blocks():
        missing.append(known[at:i])
        at = i + size
        held[j : j + size] = [True] * size
    return Embedding(tuple(held), (0,) * len(flat), "".join(missing))
