"""The heaviest chain of pairs that are in the same order on both sides."""

from __future__ import annotations

from collections.abc import Iterable


def heaviest_chain(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The pairs (old, new, weight) of greatest total weight in which both sides strictly rise.

    Source:  weighted longest increasing subsequence with a Fenwick tree of prefix maxima; O(n log
             n).
    """
    # Of one old the greater new first: two pairs of the same old can never follow each other.
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    ranks = {new: rank for rank, new in enumerate(sorted({p[1] for p in ordered}), start=1)}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    best, last = 0.0, -1
    for index, (_, new, weight) in enumerate(ordered):
        total, previous = _prefix(tree, ranks[new] - 1)
        total += weight
        before.append(previous)
        _raise(tree, ranks[new], (total, index))
        if total > best + 1e-12:
            best, last = total, index
    chain = []
    while last >= 0:
        chain.append(ordered[last])
        last = before[last]
    return chain[::-1]


def _prefix(tree: list[tuple[float, int]], rank: int) -> tuple[float, int]:
    best = (0.0, -1)
    while rank > 0:
        if tree[rank][0] > best[0] + 1e-12:
            best = tree[rank]
        rank -= rank & -rank
    return best


def _raise(tree: list[tuple[float, int]], rank: int, value: tuple[float, int]) -> None:
    while rank < len(tree):
        if value[0] > tree[rank][0] + 1e-12:
            tree[rank] = value
        rank += rank & -rank
