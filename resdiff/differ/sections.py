"""Sections and annexes paired: by call, by content, by order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from resdiff.differ.chains import heaviest_chain
from resdiff.differ.likeness import likeness
from resdiff.differ.sides import LOOSE, Side
from resdiff.model import Kind
from resdiff.values import dataclass

# A pair of sections needs this much of call and content together. Source: the seeds, six languages
# and one text four years on: lowest true pair 0.52, highest false one 0.42.
_SECTION = 0.45
# What the same relative place in the document adds when two pairs compete: it decides ties only.
_ORDER = 0.06
# What content counts, alone, where both sections have namesakes on the other side: a long item that
# was moved out of a short section must not take its section with it.
# Source: `tests/bench/align.py`: moves 0.95 without at 30 % of clauses changed.
_NAMED = 0.5
# More pairs of sections than this and only those that share clauses or a call are asked about.
_EVERY_PAIR = 10_000


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
) -> list[SectionPair]:
    """The sections of both sides that correspond.

    Shape:   `members` the clauses of both instruments; `near` likely pairs of clauses with their
             likeness.
    """
    heads = [_heads(side, within) for side, within in zip((old, new), members, strict=True)]
    common = _common(old, new, near)
    sizes = _sizes(old), _sizes(new)
    named, kept = _named(old, new, heads), _kept(old, new, common, sizes)
    scored = []
    for x, y in _askable(old, new, heads[0], heads[1], common):
        s, t = heads[0][x], heads[1][y]
        total = sizes[0].get(s, 0.0) + sizes[1].get(t, 0.0)
        content = common.get((s, t), 0.0) / total if total else None
        apart = (s in named[0] and t in named[1]) or s in kept[0] or t in kept[1]
        score, reason = _score(old, new, s, t, content, apart)
        place = abs(x / max(1, len(heads[0]) - 1) - y / max(1, len(heads[1]) - 1))
        if score >= _SECTION:
            scored.append((score + _ORDER * (1 - place), score, x, y, reason))
    taken = _greedy(scored)
    order = [(x, y, 1 + sizes[0].get(heads[0][x], 0.0)) for _, x, y, _ in taken]
    stay = {(x, y) for x, y, _ in heaviest_chain(order)}
    return [
        SectionPair(heads[0][x], heads[1][y], score, reason, (x, y) not in stay)
        for score, x, y, reason in taken
    ]


def _heads(side: Side, within: Sequence[int]) -> list[int]:
    return list(dict.fromkeys(side.holders[i] for i in within if _sectioned(side, i)))


def _askable(
    old: Side,
    new: Side,
    olds: Sequence[int],
    news: Sequence[int],
    common: Mapping[tuple[int, int], float],
) -> list[tuple[int, int]]:
    """Positions of the sections that may belong together: all, unless there are very many."""
    if len(olds) * len(news) <= _EVERY_PAIR:
        return [(x, y) for x in range(len(olds)) for y in range(len(news))]
    places = {s: x for x, s in enumerate(olds)}, {t: y for y, t in enumerate(news)}
    found = {(places[0][s], places[1][t]) for s, t in common if s in places[0] and t in places[1]}
    calls: dict[str, list[int]] = {}
    for y, t in enumerate(news):
        calls.setdefault(new.units[t].key if t != LOOSE else "", []).append(y)
    for x, s in enumerate(olds):
        same = calls.get(old.units[s].key if s != LOOSE else "", [])
        nearest = sorted(same, key=lambda y: (abs(y * len(olds) - x * len(news)), y))
        found.update((x, y) for y in nearest[:5])
    return sorted(found)


def _sectioned(side: Side, index: int) -> bool:
    return side.units[index].family in ("text", "call", "annex", "cell")


def _sizes(side: Side) -> dict[int, float]:
    sizes: dict[int, float] = {}
    for i, unit in enumerate(side.units):
        if unit.family in ("text", "cell"):
            sizes[side.holders[i]] = sizes.get(side.holders[i], 0.0) + unit.size
    return sizes


def _common(
    old: Side, new: Side, near: Mapping[tuple[int, int], float]
) -> dict[tuple[int, int], float]:
    """The weight of words that each pair of sections has in clauses that are each other's best."""
    best_old: dict[int, float] = {}
    best_new: dict[int, float] = {}
    for (i, j), score in near.items():
        best_old[i] = max(best_old.get(i, 0.0), score)
        best_new[j] = max(best_new.get(j, 0.0), score)
    common: dict[tuple[int, int], float] = {}
    for (i, j), score in near.items():
        if score >= 0.4 and score == best_old[i] == best_new[j]:
            pair = old.holders[i], new.holders[j]
            amount = score * (old.units[i].size + new.units[j].size)
            common[pair] = common.get(pair, 0.0) + amount
    return common


def _named(old: Side, new: Side, heads: Sequence[Sequence[int]]) -> tuple[set[int], set[int]]:
    """The sections of each side whose call, addressee included, the other side has as well."""
    calls = [
        {i: (side.clause(i).call_id, side.clause(i).addressee) for i in own if i != LOOSE}
        for side, own in zip((old, new), heads, strict=True)
    ]
    both = {c for c in calls[0].values() if c[0]} & set(calls[1].values())
    first, second = ({i for i, call in own.items() if call in both} for own in calls)
    return first, second


def _kept(
    old: Side,
    new: Side,
    common: Mapping[tuple[int, int], float],
    sizes: tuple[Mapping[int, float], Mapping[int, float]],
) -> tuple[set[int], set[int]]:
    """The sections that keep their call and half of what either side has under it: what else came
    there, or went, does not take the call along.
    """
    kept: tuple[set[int], set[int]] = (set(), set())
    for (s, t), amount in common.items():
        if LOOSE in (s, t) or not old.units[s].key or old.units[s].key != new.units[t].key:
            continue
        # What two sections have in common is counted on both sides.
        if amount >= min(sizes[0].get(s, 0.0), sizes[1].get(t, 0.0)):
            kept[0].add(s)
            kept[1].add(t)
    return kept


def _score(
    old: Side, new: Side, s: int, t: int, content: float | None, named: bool
) -> tuple[float, str]:
    if LOOSE in (s, t):
        return (1.0, "outside all sections") if s == t else (0.0, "")
    if old.clause(s).kind != new.clause(t).kind:
        return 0.0, ""
    call = _call(old, new, s, t)
    content = call if content is None else min(1.0, content)
    heading = "call" if old.clause(s).kind is Kind.CALL else "heading"
    reason = f"{heading} {call:.2f}, content {content:.2f}"
    if named and call < 1:
        return _NAMED * content, reason
    return max(0.5 * call + 0.5 * content, 0.9 * content), reason


def _call(old: Side, new: Side, s: int, t: int) -> float:
    x, y = old.clause(s), new.clause(t)
    words = likeness(old.units[s], new.units[t])
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
