"""Sections and annexes paired: by call, by content, by order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resdiff.differ.chains import heaviest_chain
from resdiff.differ.likeness import Weights, likeness
from resdiff.differ.sides import LOOSE, Side
from resdiff.model import Kind

# A pair of sections needs this much of call and content together.
# Source: lowest score of a true pair in the seeds and the six languages 0.42, highest of a false
# one 0.31.
_SECTION = 0.36
_ORDER = 0.06


@dataclass(frozen=True, slots=True)
class SectionPair:
    """The two clauses that head a section (LOOSE where none does), and whether it was moved."""

    old: int
    new: int
    score: float
    reason: str
    moved: bool


def section_pairs(
    old: Side,
    new: Side,
    members: tuple[Sequence[int], Sequence[int]],
    near: Mapping[tuple[int, int], float],
    weights: Weights,
) -> list[SectionPair]:
    """The sections of both sides that correspond.

    Shape:   `members` the clauses of both instruments; `near` likely pairs of clauses with their
             likeness.
    """
    heads = [_heads(side, within) for side, within in zip((old, new), members, strict=True)]
    shared = _shared(old, new, near)
    scored = []
    for x, s in enumerate(heads[0]):
        for y, t in enumerate(heads[1]):
            score, reason = _score(old, new, s, t, shared, weights)
            place = abs(x / max(1, len(heads[0]) - 1) - y / max(1, len(heads[1]) - 1))
            if score >= _SECTION:
                scored.append((score + _ORDER * (1 - place), score, x, y, reason))
    taken = _greedy(scored)
    sizes = [_size(old, s) for s in heads[0]]
    stay = {(x, y) for x, y, _ in heaviest_chain([(x, y, sizes[x] + 1) for _, x, y, _ in taken])}
    return [
        SectionPair(heads[0][x], heads[1][y], score, reason, (x, y) not in stay)
        for score, x, y, reason in taken
    ]


def _heads(side: Side, within: Sequence[int]) -> list[int]:
    return list(dict.fromkeys(side.holders[i] for i in within if _sectioned(side, i)))


def _sectioned(side: Side, index: int) -> bool:
    return side.units[index].family in ("text", "call", "annex", "cell")


def _size(side: Side, head: int) -> float:
    return sum(
        unit.size
        for i, unit in enumerate(side.units)
        if side.holders[i] == head and unit.family in ("text", "cell")
    )


def _shared(
    old: Side, new: Side, near: Mapping[tuple[int, int], float]
) -> dict[tuple[int, int], float]:
    """The weight of words that each pair of sections has in clauses that are each other's best."""
    best_old: dict[int, float] = {}
    best_new: dict[int, float] = {}
    for (i, j), score in near.items():
        best_old[i] = max(best_old.get(i, 0.0), score)
        best_new[j] = max(best_new.get(j, 0.0), score)
    shared: dict[tuple[int, int], float] = {}
    for (i, j), score in near.items():
        if score >= 0.4 and score == best_old[i] == best_new[j]:
            pair = old.holders[i], new.holders[j]
            amount = score * (old.units[i].size + new.units[j].size)
            shared[pair] = shared.get(pair, 0.0) + amount
    return shared


def _score(
    old: Side,
    new: Side,
    s: int,
    t: int,
    shared: Mapping[tuple[int, int], float],
    weights: Weights,
) -> tuple[float, str]:
    if LOOSE in (s, t):
        return (1.0, "outside all sections") if s == t else (0.0, "")
    if old.clause(s).kind != new.clause(t).kind:
        return 0.0, ""
    call = _call(old, new, s, t, weights)
    total = _size(old, s) + _size(new, t)
    content = min(1.0, shared.get((s, t), 0.0) / total) if total else call
    heading = "call" if old.clause(s).kind is Kind.CALL else "heading"
    reason = f"{heading} {call:.2f}, content {content:.2f}"
    return max(0.5 * call + 0.5 * content, 0.9 * content), reason


def _call(old: Side, new: Side, s: int, t: int, weights: Weights) -> float:
    x, y = old.clause(s), new.clause(t)
    words = likeness(old.units[s], new.units[t], weights)
    if x.call_id and x.call_id == y.call_id:
        return 1.0 if x.addressee == y.addressee else max(0.6, words)
    return words


def _greedy(
    scored: Sequence[tuple[float, float, int, int, str]],
) -> list[tuple[float, int, int, str]]:
    used_old: set[int] = set()
    used_new: set[int] = set()
    taken = []
    for _, score, x, y, reason in sorted(scored, key=lambda s: (-s[0], abs(s[2] - s[3]), s[2:4])):
        if x not in used_old and y not in used_new:
            used_old.add(x)
            used_new.add(y)
            taken.append((score, x, y, reason))
    return sorted(taken, key=lambda pair: pair[1:3])
