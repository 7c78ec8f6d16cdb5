"""Instruments of two documents paired: by work first, by title, then in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resdiff.differ.folding import folded
from resdiff.differ.likeness import Weights, features, shared
from resdiff.differ.sides import Side
from resdiff.model import Instrument

# Titles of two instruments that are not the same work must be this alike for them to be compared.
# Source: titles of the 32 instruments of one conference are at most 0.38 alike.
_TITLE = 0.5

Members = tuple[Sequence[int], Sequence[int]]


def groups(old: Side, new: Side, weights: Weights) -> Iterator[Members]:
    """The clauses of both sides that are to be compared, one pair of sequences after the other.

    Shape:   one for each pair of instruments, and one for what stands outside all; clauses of an
             instrument without partner are in none.
    """
    olds, news = old.document.instruments, new.document.instruments
    pairs = _pairs(olds, news, weights)
    for x, y in pairs:
        yield _members(old, x), _members(new, y)
    yield _members(old, -1), _members(new, -1)


def _members(side: Side, instrument: int) -> list[int]:
    return [i for i, c in enumerate(side.document.clauses) if c.instrument == instrument]


def _pairs(
    olds: Sequence[Instrument], news: Sequence[Instrument], weights: Weights
) -> list[tuple[int, int]]:
    if len(olds) == len(news) == 1:
        return [(0, 0)]
    pairs: list[tuple[int, int]] = []
    free_old, free_new = list(range(len(olds))), list(range(len(news)))
    for same in (_same_work, _same_number, lambda x, y: _same_title(x, y, weights), _unnamed):
        for x in list(free_old):
            y = next((y for y in free_new if same(olds[x], news[y])), None)
            if y is not None:
                pairs.append((x, y))
                free_old.remove(x)
                free_new.remove(y)
    return sorted(pairs)


def _same_work(old: Instrument, new: Instrument) -> bool:
    return bool(old.work.number) and old.work == new.work


def _same_number(old: Instrument, new: Instrument) -> bool:
    """Number and kind agree, and no two bodies are named."""
    bodies = {old.work.body, new.work.body} - {""}
    same = (old.work.kind, old.work.number) == (new.work.kind, new.work.number)
    return bool(old.work.number) and same and len(bodies) < 2


def _same_title(old: Instrument, new: Instrument, weights: Weights) -> bool:
    if folded(old.title) == folded(new.title):
        return bool(old.title.strip())
    bags = weights.weighed(features(old.title)), weights.weighed(features(new.title))
    total = sum(bags[0].values()) + sum(bags[1].values())
    return bool(total) and 2 * shared(*bags) / total >= _TITLE


def _unnamed(old: Instrument, new: Instrument) -> bool:
    """One of the two has no final number: they are taken in order."""
    return any(not w.number or w.number.startswith("[") for w in (old.work, new.work))
