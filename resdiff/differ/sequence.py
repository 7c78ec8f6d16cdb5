"""Two sequences of units paired in order: equal ones first, then the likeliest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import sqrt

from resdiff.differ.chains import heaviest_chain
from resdiff.differ.hunks import equal_pairs
from resdiff.differ.kept import kept_share
from resdiff.differ.likeness import Unit, candidates, cites_others, likeness
from resdiff.patterns import pattern
from resdiff.values import dataclass

# Below this likeness two clauses in the same place are shown as deletion and insertion.
# Source: `tests/bench/align.py` over 25 instruments in three languages, 30 % and 50 % of clauses
# changed: F1 0.998 from 0.40 to 0.50, 0.997 at 0.35 and at 0.60; the lowest that does not pair
# strangers was taken, since people reword more than the benchmark does.
PAIR = 0.40
# Two clauses alone between the same neighbours need less: their place speaks for them.
# Source: the same; moves 0.982 at 0.28, 0.991 from 0.34 to 0.40.
ALONE = 0.34
# Between this and PAIR the redline itself is asked, for so many of a clause's likeliest partners.
# Source: pairs that people marked as one paragraph had 0.23 or more; 2 find every pair that 3 and
# 6 find in the people's redlines, 1 loses one; `tests/bench/align.py` is alike within 0.001.
_DOUBT = 0.12
_OPINIONS = 2
# More cells than this and a gap is paired through the inverted index instead of by asking about
# every pair.
_EVERY_PAIR = 6400

# A term has no sign inside and fewer letters than this; "Note" and "Example" begin many clauses,
# and then no two are paired by it.
_DEFINING = pattern(
    r'"? ?(?P<term>[^\s":;,.()-][^":;,.()-]{1,39}?) ?"? ?(?:--+|-|:)(?: |(?=[^\w]))'
)

Pair = tuple[int, int, float, str]


@dataclass(frozen=True, slots=True)
class Gap:
    """Positions `old_start:old_stop` and `new_start:new_stop` between two anchors."""

    old_start: int
    old_stop: int
    new_start: int
    new_stop: int


def paired(old: Sequence[Unit], new: Sequence[Unit]) -> list[Pair]:
    """The pairs (old position, new position, likeness, reason) in rising order on both sides."""
    anchors = _anchors(old, new)
    pairs = [(i, j, 1.0, "same words") for i, j in anchors]
    for gap in _gaps(anchors, len(old), len(new)):
        pairs.extend(_in_gap(old, new, gap))
    return sorted(pairs)


def _anchors(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    """Pairs of equal units, grown from those that stand once on each side (patience)."""
    fixed = _unique_pairs([u.key for u in old], [u.key for u in new], old)
    found = set(fixed)
    for gap in _gaps(fixed, len(old), len(new)):
        found.update(_equal_ends(old, new, gap))
    return sorted(found)


def _unique_pairs(
    old: Sequence[str], new: Sequence[str], units: Sequence[Unit]
) -> list[tuple[int, int]]:
    once_old, once_new = _once(old), _once(new)
    pairs = [
        (i, once_new[key], 1.0 + sqrt(len(units[i].key)))
        for key, i in once_old.items()
        if key and key in once_new
    ]
    return [(i, j) for i, j, _ in heaviest_chain(pairs)]


def _once(keys: Sequence[str]) -> dict[str, int]:
    counts = Counter(keys)
    return {key: i for i, key in enumerate(keys) if counts[key] == 1}


def _gaps(anchors: Sequence[tuple[int, int]], old_length: int, new_length: int) -> list[Gap]:
    gaps, i, j = [], 0, 0
    for x, y in [*anchors, (old_length, new_length)]:
        if i < x or j < y:
            gaps.append(Gap(i, x, j, y))
        i, j = x + 1, y + 1
    return gaps


def _equal_ends(old: Sequence[Unit], new: Sequence[Unit], gap: Gap) -> list[tuple[int, int]]:
    i, j, x, y = gap.old_start, gap.new_start, gap.old_stop, gap.new_stop
    found = []
    while i < x and j < y and old[i].key == new[j].key:
        found.append((i, j))
        i, j = i + 1, j + 1
    while i < x and j < y and old[x - 1].key == new[y - 1].key:
        x, y = x - 1, y - 1
        found.append((x, y))
    return found


def _in_gap(old: Sequence[Unit], new: Sequence[Unit], gap: Gap) -> list[Pair]:
    olds, news = old[gap.old_start : gap.old_stop], new[gap.new_start : gap.new_stop]
    if not olds or not news:
        return []
    if len(olds) == len(news) == 1:
        return _alone(olds[0], news[0], gap)
    scores = (
        {(i, j): likeness(x, y) for i, x in enumerate(olds) for j, y in enumerate(news)}
        if len(olds) * len(news) <= _EVERY_PAIR
        else {**_equal_keys(olds, news), **candidates(olds, news)}
    )
    scores.update(_second_opinions(olds, news, scores))
    terms = {p for p in _same_terms(olds, news) if scores.get(p, 0.0) < PAIR}
    scores.update(dict.fromkeys(terms, PAIR))
    chain = heaviest_chain(_worthy(olds, news, scores))
    pairs = [(i, j, scores[i, j], _reason(scores[i, j], (i, j) in terms)) for i, j, _ in chain]
    pairs += _left_alone(olds, news, pairs)
    return [
        (gap.old_start + i, gap.new_start + j, score, reason)
        for i, j, score, reason in sorted(pairs)
    ]


def _second_opinions(
    old: Sequence[Unit], new: Sequence[Unit], scores: Mapping[tuple[int, int], float]
) -> dict[tuple[int, int], float]:
    """Better scores for the likeliest doubtful pairs of each old unit: what stays unmarked."""
    doubtful: dict[int, list[tuple[float, int]]] = {}
    for (i, j), score in scores.items():
        if _DOUBT <= score < PAIR and old[i].family == new[j].family:
            doubtful.setdefault(i, []).append((-score, j))
    return {
        (i, j): max(scores[i, j], _kept(old[i], new[j]))
        for i, options in sorted(doubtful.items())
        for _, j in sorted(options)[:_OPINIONS]
    }


def _reason(score: float, term: bool) -> str:
    if term:
        return "both define one term"
    return "same words" if score == 1 else "alike, in order"


def _same_terms(old: Sequence[Unit], new: Sequence[Unit]) -> set[tuple[int, int]]:
    """The pairs that define one term, which no other unit of either side defines."""
    terms = [[_term(u) for u in side] for side in (old, new)]
    places = [_once(side) for side in terms]
    both = (places[0].keys() & places[1].keys()) - {""}
    return {(places[0][t], places[1][t]) for t in both}


def _term(unit: Unit) -> str:
    """What a clause defines: what it sets before a dash or a colon, in quotation marks or not."""
    match = _DEFINING.match(unit.key)
    return match["term"] if match else ""


def _kept(old: Unit, new: Unit) -> float:
    share = kept_share(old.key, new.key)
    return 0.0 if cites_others(old, new) else share


def _alone(old: Unit, new: Unit, gap: Gap) -> list[Pair]:
    score = likeness(old, new)
    if score < PAIR:
        score = max(score, _kept(old, new))
    if old.family != new.family or score < (PAIR if cites_others(old, new) else ALONE):
        return []
    return [(gap.old_start, gap.new_start, score, "alike, alone between the same neighbours")]


def _worthy(
    old: Sequence[Unit], new: Sequence[Unit], scores: Mapping[tuple[int, int], float]
) -> list[tuple[int, int, float]]:
    out = []
    for (i, j), score in scores.items():
        if score < PAIR or old[i].family != new[j].family:
            continue
        label = 0.03 if old[i].number == new[j].number and old[i].number else 0.0
        depth = -0.05 if old[i].depth != new[j].depth else 0.0
        # Longer units decide; the square root keeps one long clause from outvoting many.
        weight = sqrt(1 + min(old[i].size, new[j].size))
        out.append((i, j, (score - PAIR + 0.05 + label + depth) * weight))
    return [pair for pair in out if pair[2] > 0]


def _equal_keys(old: Sequence[Unit], new: Sequence[Unit]) -> dict[tuple[int, int], float]:
    """Repeated units of a long gap in their longest common order, else the first with the first."""
    pairs = equal_pairs([u.key for u in old], [u.key for u in new])
    if pairs is not None:
        return dict.fromkeys(pairs, 1.0)
    places: dict[str, list[int]] = {}
    for j, unit in enumerate(new):
        places.setdefault(unit.key, []).append(j)
    seen: Counter[str] = Counter()
    found: dict[tuple[int, int], float] = {}
    for i, unit in enumerate(old):
        others = places.get(unit.key, [])
        if seen[unit.key] < len(others):
            found[i, others[seen[unit.key]]] = 1.0
        seen[unit.key] += 1
    return found


def _left_alone(old: Sequence[Unit], new: Sequence[Unit], pairs: Sequence[Pair]) -> list[Pair]:
    """Pairs that stand alone between two pairs found, and are alike enough for that."""
    return [
        pair
        for gap in _gaps([(i, j) for i, j, _, _ in pairs], len(old), len(new))
        if gap.old_stop - gap.old_start == gap.new_stop - gap.new_start == 1
        for pair in _alone(old[gap.old_start], new[gap.new_start], gap)
    ]
