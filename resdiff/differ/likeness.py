"""How alike two clauses are, and which pairs are worth asking about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from resdiff.differ.folding import folded

# "(Rev. Dubai, 2018)" and its like in Chinese: what changes everywhere identifies little.
# identity.
_EDITION = re.compile(r"[(（][^()（）]{0,60}?(?:19|20)\d\d[^()（）]{0,40}?[)）]")
_WORD = re.compile(
    r"[\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
    r"|[^\W_](?:[\w\u0300-\u036f\u064b-\u065f]|[.\-'/](?=\w))*"
)
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")
# Letters of a word that identify it: inflected forms of one word share them in the six languages.
_STEM = 6
_EDITION_WEIGHT = 0.15
# A feature in more clauses than this is not looked up when candidates are sought: cost stays
# near-linear.
_COMMON = 60
_CANDIDATES = 12

Bag = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Unit:
    """What is aligned: a clause, or a table row.

    Shape:   `key` the folded text, `bag` its features and how often, `size` their total weight.
    """

    clauses: tuple[int, ...]
    key: str
    bag: Bag
    size: float
    family: str
    number: str
    depth: int


def features(text: str) -> dict[str, float]:
    """The words of a text (pairs of characters in Chinese) and pairs of words, with counts."""
    bag: dict[str, float] = defaultdict(float)
    for piece in _EDITION.findall(text):
        _add(bag, piece, _EDITION_WEIGHT)
    _add(bag, _EDITION.sub(" ", text), 1.0)
    return dict(bag)


def _add(bag: dict[str, float], text: str, weight: float) -> None:
    before = ""
    for word in _WORD.findall(folded(text)):
        if _CJK.match(word):
            for piece in [word[i : i + 2] for i in range(max(1, len(word) - 1))]:
                bag[piece] += weight
            before = ""
            continue
        stem = word if word[0].isdigit() else word[:_STEM]
        bag[stem] += weight
        if before:
            bag[f"{before} {stem}"] += weight / 2
        before = stem


class Weights:
    """How much each feature tells: rare ones more. Learnt from the two documents themselves."""

    def __init__(self, bags: Iterable[Bag]) -> None:
        self._seen: Counter[str] = Counter()
        self._total = 0
        for bag in bags:
            self._total += 1
            self._seen.update(bag.keys())

    def of(self, feature: str) -> float:
        return log(1.5 + self._total / (1 + self._seen[feature]))

    def rarity(self, feature: str) -> int:
        return self._seen[feature]

    def size(self, bag: Bag) -> float:
        return sum(count * self.of(feature) for feature, count in bag.items())

    def shared(self, old: Bag, new: Bag) -> float:
        if len(old) > len(new):
            old, new = new, old
        return sum(
            min(count, new[feature]) * self.of(feature)
            for feature, count in old.items()
            if feature in new
        )


def likeness(old: Unit, new: Unit, weights: Weights) -> float:
    """From 0 to 1: twice what is shared over what there is (Dice), rare words counting more."""
    if old.key == new.key:
        return 1.0
    total = old.size + new.size
    return min(0.999, 2 * weights.shared(old.bag, new.bag) / total) if total else 0.0


def candidates(
    old: Sequence[Unit], new: Sequence[Unit], weights: Weights
) -> dict[tuple[int, int], float]:
    """The pairs (position in old, position in new) that share rare features, with their likeness.

    Shape:   at most a dozen for each old unit, looked up in an inverted index: near-linear in the
             units.
    """
    index: dict[str, list[int]] = defaultdict(list)
    for position, unit in enumerate(new):
        for feature in unit.bag:
            index[feature].append(position)
    found: dict[tuple[int, int], float] = {}
    for position, unit in enumerate(old):
        votes: dict[int, float] = defaultdict(float)
        for feature in sorted(unit.bag, key=lambda f: (weights.rarity(f), f))[:40]:
            if len(index.get(feature, ())) <= _COMMON:
                for other in index.get(feature, ()):
                    votes[other] += weights.of(feature)
        best = sorted(votes.items(), key=lambda v: (-v[1], abs(v[0] - position), v[0]))
        for other, _ in best[:_CANDIDATES]:
            found[position, other] = likeness(unit, new[other], weights)
    return found
