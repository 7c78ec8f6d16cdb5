"""Clauses that were split into several or merged into one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from resdiff.differ.likeness import Unit, Weights
from resdiff.differ.sides import Pairing, joined

# Share of a left-over clause's words that must be found among those its neighbour's partner had to
# spare.
_EXPLAINED = 0.45
# Share of the whole clause that its parts must hold together when no part was paired alone.
_COVERED = 0.6
_MOST = 4


def with_splits(
    pairings: Sequence[Pairing],
    old: Sequence[Unit],
    new: Sequence[Unit],
    free_old: set[int],
    free_new: set[int],
    fellows: Callable[[int, int], bool],
    weights: Weights,
) -> list[Pairing]:
    """The pairings, some grown by left-over clauses of the new side.

    Shape:   `free_*` lose what was used; `fellows(i, j)` says whether two clauses of the new side
             are neighbours in one section.
    """
    out = []
    for pairing in pairings:
        if len(pairing.old) == len(pairing.new) == 1 and pairing.score < 1:
            pairing = _grown(pairing, old, new, free_new, fellows, weights)
        out.append(pairing)
    for i in sorted(free_old):
        split = _from_parts(old[i], new, free_new, fellows, weights)
        if split:
            out.append(split)
            free_old.discard(i)
            free_new.difference_update(split.new)
    return out


def _grown(
    pairing: Pairing,
    old: Sequence[Unit],
    new: Sequence[Unit],
    free: set[int],
    fellows: Callable[[int, int], bool],
    weights: Weights,
) -> Pairing:
    whole, parts = old[pairing.old[0]], [pairing.new[0]]
    grown = False
    while len(parts) < _MOST:
        options = [
            (explained, place)
            for place, edge in ((parts[0] - 1, parts[0]), (parts[-1] + 1, parts[-1]))
            if place in free and fellows(place, edge) and new[place].family == whole.family
            for explained in [_explained(whole, [new[p] for p in parts], new[place], weights)]
            if explained >= _EXPLAINED
        ]
        if not options:
            break
        place = max(options)[1]
        parts = sorted([*parts, place])
        free.discard(place)
        grown = True
    if not grown:
        return pairing
    together = joined([new[p] for p in parts], weights)
    score = 2 * weights.shared(whole.bag, together.bag) / (whole.size + together.size)
    return Pairing(pairing.old, tuple(parts), min(1.0, score), "its words are in several clauses")


def _explained(whole: Unit, parts: Sequence[Unit], more: Unit, weights: Weights) -> float:
    """The share of `more` that `whole` holds beyond what `parts` already took."""
    if not more.size:
        return 0.0
    before = joined(parts, weights)
    after = joined([*parts, more], weights)
    gain = weights.shared(whole.bag, after.bag) - weights.shared(whole.bag, before.bag)
    return gain / more.size


def _from_parts(
    whole: Unit,
    new: Sequence[Unit],
    free: set[int],
    fellows: Callable[[int, int], bool],
    weights: Weights,
) -> Pairing | None:
    best: Pairing | None = None
    for first in sorted(free):
        if weights.shared(whole.bag, new[first].bag) < _EXPLAINED * new[first].size:
            continue
        parts = [first]
        while len(parts) < _MOST and parts[-1] + 1 in free and fellows(parts[-1], parts[-1] + 1):
            units = [new[p] for p in parts]
            if _explained(whole, units, new[parts[-1] + 1], weights) < _EXPLAINED:
                break
            parts.append(parts[-1] + 1)
        together = joined([new[p] for p in parts], weights)
        covered = weights.shared(whole.bag, together.bag)
        if len(parts) > 1 and covered >= _COVERED * whole.size:
            score = 2 * covered / (whole.size + together.size)
            if not best or score > best.score:
                best = Pairing(
                    whole.clauses, tuple(parts), min(1.0, score), "its words are in several clauses"
                )
    return best


def mirrored(pairings: Sequence[Pairing]) -> list[Pairing]:
    return [Pairing(p.new, p.old, p.score, p.reason) for p in pairings]
