"""Two sequences in one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Value = TypeVar("Value")


def woven(
    first: Sequence[Value],
    second: Sequence[Value],
    said: Callable[[Value], object],
    join: Callable[[Value, Value], Value],
) -> list[Value]:
    """Both sequences in one, each in its own order; what is the same in both stands once."""
    keys = [said(x) for x in first]
    found: list[Value] = []
    waiting: list[Value] = []
    at = 0
    for value in second:
        sought = said(value)
        same = next((i for i in range(at, len(first)) if keys[i] == sought), None)
        if same is None:
            waiting.append(value)
            continue
        found += [*first[at:same], *waiting, join(first[same], value)]
        waiting = []
        at = same + 1
    return [*found, *first[at:], *waiting]
