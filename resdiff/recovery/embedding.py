"""Finds a known text inside the flat one: the flat text is the known text with something between.

Where several places fit, whole words and few interruptions win.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resdiff.recovery.letters import fold, is_boundary, kind

# Costs of the dynamic programme, in the same unit: one interruption of the known text. Chosen so
# that a cut inside a known word costs as much as one more interruption, measured on the tracked
# files of the bench (tests/bench/recover.py).
_OPEN = 10
_INSIDE_WORD = 14
_RAGGED = 3
_AFTER_BLANK = 1
_STRAY = 60  # passing over a letter that must not be passed over
_BUDGET = 3_000_000  # cells; past it the coarse way is taken, some seconds of work


@dataclass(frozen=True, slots=True)
class Embedding:
    """Which characters of the flat line the known line accounts for.

    Shape:   `held[i]` whether the known text has flat character i; `missing` what of the known text
             the flat text lacks.
    """

    held: tuple[bool, ...]
    missing: str = ""


def embed(known: str, flat: str, needed: Sequence[bool] | None = None) -> Embedding:
    """The best place of `known` inside `flat`.

    Shape:   `needed[i]` says that the known text must account for flat character i if it can.
    """
    if known == flat:
        return Embedding((True,) * len(flat))
    a, b = fold(known), fold(flat)
    if is_within(a, b) and (len(a) + 1) * (len(b) - len(a) + 1) <= _BUDGET:
        return Embedding(_strict(a, b, needed))
    return _loose(a, b)


def is_within(known: str, flat: str) -> bool:
    """Whether the letters of `known` stand in `flat` in this order."""
    letters = iter(flat)
    return all(letter in letters for letter in known)


def _strict(known: str, flat: str, needed: Sequence[bool] | None) -> tuple[bool, ...]:
    """Every letter of `known` placed; `known` must be within `flat`."""
    head = _shared(known, flat)
    tail = _shared(known[head:][::-1], flat[head:][::-1])
    if needed is not None:
        head = tail = 0
    head, tail = _back_to_word(known, head), _back_to_word(known[::-1], tail)
    middle = _Grid(known, flat, head, tail, needed).placed()
    return (True,) * head + middle + (True,) * tail


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
        self.whole, self.head = known, head
        self.known = known[head : len(known) - tail]
        self.flat = flat[head : len(flat) - tail]
        self.context = flat
        self.extra = len(self.flat) - len(self.known)
        self.needed = needed[head : len(flat) - tail] if needed is not None else None
        self.cuts = [self._cut_cost(i) for i in range(len(self.known) + 1)]
        self.opens = [self._edge_cost(j, True) for j in range(len(self.flat) + 1)]
        self.closes = [self._edge_cost(j, False) for j in range(len(self.flat) + 1)]

    def _cut_cost(self, i: int) -> int:
        """What an interruption before known character `i` costs."""
        position = self.head + i
        if not is_boundary(self.whole, position):
            return _OPEN + _INSIDE_WORD
        return _OPEN

    def _edge_cost(self, j: int, opening: bool) -> int:
        """What it costs that an interruption begins (or ends) before flat character `j`."""
        position = self.head + j
        cost = 0 if is_boundary(self.context, position) else _RAGGED
        beyond = self.context[position : position + 1]
        if opening and beyond and kind(beyond) == "blank":
            cost += _AFTER_BLANK
        return cost

    def placed(self) -> tuple[bool, ...]:
        """Which characters of the stretch are held."""
        if not self.extra:
            return (True,) * len(self.flat)
        return self._walk(self._fill())

    def _fill(self) -> list[bytearray]:
        """For each known character and each number passed over, the choice that is best.

        Shape:   bit 0: an interruption ends before this character; bit 1: it goes on rather than
                 begins here.
        """
        width = self.extra + 1
        endless = 1 << 40
        matched = [endless] * width  # best with known[:i] placed, last step a match
        matched[0] = 0
        rows: list[bytearray] = []
        for i in range(len(self.known) + 1):
            row = bytearray(width)
            skipping = endless
            best = [endless] * width
            for k in range(width):
                j = i + k
                if k:
                    stray = _STRAY if self.needed and self.needed[j - 1] else 0
                    fresh = matched[k - 1] + self.cuts[i] + self.opens[j - 1]
                    if skipping <= fresh:
                        skipping += stray
                        row[k] |= 2
                    else:
                        skipping = fresh + stray
                closed = skipping + self.closes[j]
                if closed < matched[k]:
                    best[k] = closed
                    row[k] |= 1
                else:
                    best[k] = matched[k]
            rows.append(row)
            if i < len(self.known):
                letter = self.known[i]
                matched = [
                    best[k] if self.flat[i + k] == letter else endless for k in range(width)
                ]
        return rows

    def _walk(self, rows: list[bytearray]) -> tuple[bool, ...]:
        held = [True] * len(self.flat)
        i, k = len(self.known), self.extra
        while i or k:
            if rows[i][k] & 1:
                while True:
                    held[i + k - 1] = False
                    goes_on = rows[i][k] & 2
                    k -= 1
                    if not goes_on:
                        break
            if i:
                i -= 1
        return tuple(held)


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
    return Embedding(tuple(held), "".join(missing))
