"""Who differs from whom: majorities over values and over sets of values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import TypeVar

from resdiff.values import dataclass

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Odd:
    """What one voice lacks that most have, and has that most lack.

    Shape:   `unanimous` where all other voices agree about it.
    """

    lacks: frozenset[str]
    alone: frozenset[str]
    unanimous: bool


def majority(values: Mapping[int, T]) -> tuple[T | None, list[int]]:
    """The value of more than half of the voices and the voices that have another; (None, all) where
    no value has, (the value, []) where all agree.
    """
    if not values:
        return None, []
    value, count = Counter(values.values()).most_common(1)[0]
    if count == len(values):
        return value, []
    if 2 * count <= len(values):
        return None, sorted(values)
    return value, sorted(voice for voice, own in values.items() if own != value)


def odd(sets: Mapping[int, frozenset[str]]) -> dict[int, Odd]:
    """The voices whose set is not that of most; of two both, each with what the other lacks.

    Shape:   a value that just half of several voices have counts as wanting in the others.
    """
    counts = Counter(value for own in sets.values() for value in own)
    found = {}
    for voice, own in sets.items():
        alone = {v for v in own if 2 * counts[v] < len(sets) or (counts[v] == 1 and len(sets) == 2)}
        lacks = {v for v in counts if v not in own and 2 * counts[v] >= len(sets) > 2}
        if alone or lacks:
            unanimous = all(counts[v] == len(sets) - 1 for v in lacks) and all(
                counts[v] == 1 for v in alone
            )
            found[voice] = Odd(frozenset(lacks), frozenset(alone), unanimous)
    return found
