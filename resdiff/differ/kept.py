"""How much of two texts a reader would see unmarked: the second opinion on a doubtful pair."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from resdiff.differ.hunks import hunks
from resdiff.differ.refine import remarked
from resdiff.differ.tokens import Token, tokenize

# Fewer letters than this stand in a longer text by accident.
_SHORT = 24

_cut = lru_cache(maxsize=1024)(tokenize)


def kept_share(old: str, new: str) -> float:
    """The share, from 0 to 1, of the letters of both texts that stay unmarked in their redline.

    Shape:   a text that only grew counts half of what is kept of the shorter, where that is more.
    Source:  2,001 doubtful pairs of unlike clauses in 8 instruments of one conference: 95 % below
             0.31, 99 % below 0.42; pairs that people marked as one paragraph: above 0.6.
    """
    sides = _cut(old), _cut(new)
    found = remarked(hunks(*sides)[0], *sides, old, new)
    lengths = [_letters(side, 0, len(side)) for side in sides]
    gone = sum(_letters(sides[0], h.old_start, h.old_stop) for h in found)
    come = sum(_letters(sides[1], h.new_start, h.new_stop) for h in found)
    kept = [lengths[0] - gone, lengths[1] - come]
    if min(lengths) < _SHORT:
        return sum(kept) / max(1, sum(lengths))
    shorter = min((0, 1), key=lambda side: lengths[side])
    return max(sum(kept) / sum(lengths), kept[shorter] / lengths[shorter] / 2)


def _letters(tokens: Sequence[Token], start: int, stop: int) -> int:
    return sum(t.stop - t.start for t in tokens[start:stop] if t.kind not in ("space", "other"))
