"""Clauses that were split into several or merged into one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from resdiff.differ.likeness import Unit, candidates, shared
from resdiff.differ.sides import Pairing, joined

# Share of a left-over clause's words that must be found among those its neighbour's partner had
# to spare. Source: `tests/bench/align.py`: the same result from 0.30 to 0.70.
_EXPLAINED = 0.45
# Share of the whole clause that its parts must hold together when no part was paired alone.
# Source: the same result from 0.4 to 0.8.
_COVERED = 0.6
# The same for what stands between two parts: its place speaks for it.
_BETWEEN = 0.25
_MOST = 4
# A part that weighs less (some three rare words) can be explained by accident: lines of a table of
# contents are. It must be there nearly whole: an address set on a line of its own is.
# Source: `tests/bench/align.py`: nothing lost up to 12, splits 0.97 at 20.
_LEAST = 10.0
_WHOLE = 0.9
# Of light parts, those with fewer characters than this are a heading, no piece of a sentence.
_SENTENCE = 12


# So many clauses that came from elsewhere may stand between two parts.
# Source: `tests/bench/align.py`, both seeds, 30 % changed: splits 0.986 with none, 0.993 with one.
_APART = 1


def with_splits(
    pairings: Sequence[Pairing],
    old: Sequence[Unit],
    new: Sequence[Unit],
    free_old: set[int],
    free_new: set[int],
    fellows: Callable[[int, int], bool],
) -> list[Pairing]:
    """The pairings, some grown by left-over clauses of the new side.

    Shape:   `free_*` lose what was used; `fellows(i, j)` says whether two clauses of the new side
             are neighbours in one section.
    """
    out = []
    for pairing in pairings:
        if len(pairing.old) == len(pairing.new) == 1 and pairing.score < 1:
            pairing = _grown(pairing, old, new, free_new, fellows)
        out.append(pairing)
    places = sorted(free_old), sorted(free_new)
    firsts: dict[int, list[int]] = {i: [] for i in places[0]}
    for x, y in sorted(candidates([old[i] for i in places[0]], [new[j] for j in places[1]])):
        firsts[places[0][x]].append(places[1][y])
    for i in places[0]:
        split = _from_parts(old[i], new, firsts[i], free_new, fellows)
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
) -> Pairing:
    whole, parts = old[pairing.old[0]], [pairing.new[0]]
    while len(parts) < _MOST:
        near = [
            p
            for edge, step in ((parts[0], -1), (parts[-1], 1))
            for p in range(edge + step, edge + step * (_APART + 2), step)
            if p in free and fellows(p, edge)
        ]
        options = [
            (_explained(whole, [new[p] for p in parts], new[place]), place)
            for place in near
            if new[place].family == whole.family
        ]
        if not options or max(options)[0] < _EXPLAINED:
            break
        place = max(options)[1]
        parts = sorted([*parts, place])
        free.discard(place)
    if len(parts) == 1:
        return pairing
    return _split(whole, _with_between(whole, parts, new, free, fellows), new)


def _with_between(
    whole: Unit,
    parts: Sequence[int],
    new: Sequence[Unit],
    free: set[int],
    fellows: Callable[[int, int], bool],
) -> list[int]:
    """The parts, and what stands between two of them when some of it comes from the whole."""
    found = list(parts)
    for place in range(parts[0] + 1, parts[-1]):
        if place in free and fellows(place, parts[0]) and new[place].family == whole.family:
            others = [new[p] for p in found]
            if _explained(whole, others, new[place]) >= _BETWEEN:
                found = sorted([*found, place])
                free.discard(place)
    return found


def _split(whole: Unit, parts: Sequence[int], new: Sequence[Unit]) -> Pairing:
    together = joined([new[p] for p in parts])
    score = 2 * shared(whole.bag, together.bag) / max(1e-9, whole.size + together.size)
    reason = "its words are in several clauses"
    return Pairing(whole.clauses, tuple(parts), min(1.0, score), reason)


def _explained(whole: Unit, parts: Sequence[Unit], more: Unit) -> float:
    """The share of `more` that `whole` holds beyond what `parts` already took."""
    if not more.size:
        return 0.0
    if _fused(whole, parts, more):
        return 1.0
    before, after = joined(parts), joined([*parts, more])
    share = (shared(whole.bag, after.bag) - shared(whole.bag, before.bag)) / more.size
    sure = share >= _WHOLE and len(more.key) >= _SENTENCE
    return share if more.size >= _LEAST or sure else 0.0


def _fused(whole: Unit, parts: Sequence[Unit], more: Unit) -> bool:
    """Whether `more` and what was taken stand side by side in `whole`, even without a blank between
    them: who strikes the end of a paragraph runs two words together.
    """
    there, piece = _unspaced(whole.key), _unspaced(more.key)
    taken = "".join(_unspaced(part.key) for part in parts)
    if there in (taken + piece, piece + taken):
        return bool(piece and taken)
    if len(piece) < _SENTENCE or piece in taken:
        return False
    return there.endswith(piece) or there.startswith(piece)


def _unspaced(key: str) -> str:
    return key.replace(" ", "")


def _from_parts(
    whole: Unit,
    new: Sequence[Unit],
    firsts: Sequence[int],
    free: set[int],
    fellows: Callable[[int, int], bool],
) -> Pairing | None:
    """The best split of an unpaired clause into unpaired neighbours that begin with a first."""
    found = []
    for first in firsts:
        if shared(whole.bag, new[first].bag) < _EXPLAINED * new[first].size:
            continue
        parts = [first]
        while len(parts) < _MOST and parts[-1] + 1 in free and fellows(parts[-1], parts[-1] + 1):
            units = [new[p] for p in parts]
            if _explained(whole, units, new[parts[-1] + 1]) < _EXPLAINED:
                break
            parts.append(parts[-1] + 1)
        together = joined([new[p] for p in parts])
        if len(parts) > 1 and shared(whole.bag, together.bag) >= _COVERED * whole.size:
            found.append(_split(whole, parts, new))
    return max(found, key=lambda p: (p.score, p.new), default=None)


def mirrored(pairings: Sequence[Pairing]) -> list[Pairing]:
    """The pairings with old and new exchanged."""
    return [Pairing(p.new, p.old, p.score, p.reason) for p in pairings]
