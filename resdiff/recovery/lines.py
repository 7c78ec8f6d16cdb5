"""Pairs the lines of a known text with the lines of the flat text that hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resdiff.recovery.embedding import is_within
from resdiff.recovery.letters import fold


@dataclass(frozen=True, slots=True)
class Pair:
    """Known lines and the flat lines that hold them; both ranges half open, one may be empty."""

    known: tuple[int, int]
    flat: tuple[int, int]


_GRAM = 4  # letters; glued words break few of them
_LIKE = 0.5  # share of a line's grams that must be found again; measured on the seeds: 0.6 to 1
_SHORT = 8
_BLANK_WORTH = 0.4
_JOIN = 0.9  # pairing line by line is better than joining, where both fit
_WINDOW = 400  # lines; longer stretches without any common line are cut


def pair_lines(known: Sequence[str], flat: Sequence[str]) -> list[Pair]:
    """Pairs in order that cover every line of both sides once."""
    a = [_key(line) for line in known]
    b = [_key(line) for line in flat]
    pairs: list[Pair] = []
    i = j = 0
    for x, y in [*_anchors(a, b), (len(a), len(b))]:
        pairs.extend(_between(a, b, i, x, j, y))
        if x < len(a):
            pairs.append(Pair((x, x + 1), (y, y + 1)))
        i, j = x + 1, y + 1
    return pairs


def _key(line: str) -> str:
    return " ".join(fold(line).split())


def _anchors(known: Sequence[str], flat: Sequence[str]) -> list[tuple[int, int]]:
    """Lines that stand once on each side, in the longest chain that keeps the order."""
    once_known, once_flat = _once(known), _once(flat)
    found = [(i, once_flat[key]) for key, i in once_known.items() if key in once_flat]
    return _chain(sorted(found))


def _once(lines: Sequence[str]) -> dict[str, int]:
    counts = Counter(lines)
    return {line: i for i, line in enumerate(lines) if counts[line] == 1 and len(line) >= _SHORT}


def _chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain that rises on both sides (patience sorting)."""
    from bisect import bisect_left

    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(j)
            piles.append(number)
        else:
            tops[pile], piles[pile] = j, number
    chain: list[tuple[int, int]] = []
    at = piles[-1] if piles else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _between(
    known: Sequence[str], flat: Sequence[str], i: int, x: int, j: int, y: int
) -> Iterator[Pair]:
    """The pairs of a stretch between two anchors."""
    while x - i > _WINDOW or y - j > _WINDOW:
        stop_i, stop_j = min(x, i + _WINDOW), min(y, j + _WINDOW)
        yield from _programme(known, flat, i, stop_i, j, stop_j)
        i, j = stop_i, stop_j
    yield from _programme(known, flat, i, x, j, y)


_STEPS = ((1, 1), (1, 2), (2, 1), (1, 3), (0, 1), (1, 0))


def _programme(
    known: Sequence[str], flat: Sequence[str], i0: int, i1: int, j0: int, j1: int
) -> Iterator[Pair]:
    n, m = i1 - i0, j1 - j0
    if not n or not m:
        yield from (Pair((i, i + 1), (j0, j0)) for i in range(i0, i1))
        yield from (Pair((i1, i1), (j, j + 1)) for j in range(j0, j1))
        return
    worth = [[-1.0] * (m + 1) for _ in range(n + 1)]
    step: list[list[tuple[int, int]]] = [[(0, 0)] * (m + 1) for _ in range(n + 1)]
    worth[0][0] = 0.0
    for i in range(n + 1):
        for j in range(m + 1):
            if worth[i][j] < 0:
                continue
            for di, dj in _STEPS:
                if i + di > n or j + dj > m:
                    continue
                value = worth[i][j] + _worth(
                    known[i0 + i : i0 + i + di], flat[j0 + j : j0 + j + dj]
                )
                if value > worth[i + di][j + dj]:
                    worth[i + di][j + dj] = value
                    step[i + di][j + dj] = (di, dj)
    found: list[Pair] = []
    i, j = n, m
    while i or j:
        di, dj = step[i][j]
        found.append(Pair((i0 + i - di, i0 + i), (j0 + j - dj, j0 + j)))
        i, j = i - di, j - dj
    yield from reversed(found)


def _worth(known: Sequence[str], flat: Sequence[str]) -> float:
    """What it is worth to say that these flat lines hold these known lines: letters found again."""
    if not known or not flat:
        return 0.0
    one, other = " ".join(known), " ".join(flat)
    if not one or not other:
        return _BLANK_WORTH if one == other else -1e6
    if one == other:
        return len(one) * 1.05 + 1
    share = _share(one, other)
    if share < _LIKE:
        return -1e6
    if len(known) + len(flat) > 2 and not _all_needed(known, flat):
        return -1e6
    spare = max(0, len(other) - len(one)) * 0.02
    single = len(known) == len(flat) == 1
    return len(one) * share * (1.0 if single else _JOIN) - spare + 0.5


def _all_needed(known: Sequence[str], flat: Sequence[str]) -> bool:
    """Whether each of several lines has something of the other side."""
    one, other = " ".join(known), " ".join(flat)
    parts = [(line, one) for line in flat] if len(flat) > 1 else [(line, other) for line in known]
    return all(line and _share(line, whole) >= _LIKE for line, whole in parts)


def _share(known: str, flat: str) -> float:
    """The share of `known` that is found again in `flat`, by grams; 0 to 1."""
    size = _GRAM if len(known) >= 2 * _GRAM else 2
    if len(known) < size + 1:
        return 1.0 if is_within(known, flat) and len(flat) <= len(known) + 3 else 0.0
    there = {flat[k : k + size] for k in range(len(flat) - size + 1)}
    grams = [known[k : k + size] for k in range(len(known) - size + 1)]
    share = sum(gram in there for gram in grams) / len(grams)
    return share if is_within(known, flat) else share * 0.8
