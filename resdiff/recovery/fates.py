"""Characters and what becomes of each, gathered into stretches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from resdiff.model import Mark
from resdiff.recovery.values import Certainty, Stretch

Fate: TypeAlias = tuple[Mark, Certainty, str]  # mark, how sure, why

KEPT: Fate = (Mark.KEPT, Certainty.PROBABLE, "")


def joined(flat: str, fates: Sequence[Fate]) -> tuple[Stretch, ...]:
    """The characters of the flat text as stretches of one fate each."""
    return tuple(_stretches(flat, fates))


def _stretches(flat: str, fates: Sequence[Fate]) -> Iterator[Stretch]:
    at = 0
    for fate, group in groupby(fates):
        stop = at + sum(1 for _ in group)
        yield Stretch(flat[at:stop], *fate)
        at = stop
