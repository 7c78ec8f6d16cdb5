"""Clauses that are little alike, paired by what their places and their rivals say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from resdiff.differ.likeness import Unit, candidates, cites_others
from resdiff.differ.sides import Pairing, Side
from resdiff.patterns import pattern

# Clauses left over between two pairs, as many on one side as on the other, stand in place of each
# other where each is the likeliest in its whole document and they are so much alike. Source: five
# pairs of editions and fourteen redlines that people made, read one by one: all 58 such pairs are
# true, all but two at 0.15 or more; of 24 that were not each other's likeliest one in three is
# false. Of 355 clauses exchanged for one of the same call and first word in 32 instruments of one
# conference, 3 are paired with it that were not before, reports to be made.
_PLACED = 0.15
# One that faces one other may be less alike, where both are so many times as much as either is to
# any other clause. Source: the same editions: one more pair, true; of 832 clauses exchanged so
# none is paired that was not before, nor at 0.05.
_LONE = 0.1
_LONE_TIMES = 1.5
# The same wherever they stand where they are so much alike, and so many times as much as either is
# to any other clause; short ones are alike by accident. Source: the same: eight true, none false;
# at 1.6 times one of two is false; the size leaves out one short one that is false. Of 357 clauses
# taken out of one section while one of the same call and first word came into another, in 32
# instruments of one conference, 1 is paired with it, as before.
_SINGULAR = 0.3
_TIMES = 1.8
_SIZE = 12.0
# Texts that have nothing in common stand in place of each other where they do so this many times.
_RENAMED = 2

_NO_LETTER = pattern(r"[\W\d_]+")

Place = tuple[int, int]
Gap = list[Place]


def left_over(
    old: Side,
    new: Side,
    sections: Mapping[int, int],
    pairings: Sequence[Pairing],
    free: tuple[set[int], set[int]],
) -> list[Pairing]:
    """Pairings of running text that its place or the lack of rivals speaks for.

    Shape:   `sections` the heads of paired sections; `free` what is left over so far (not changed).
    """
    if not free[0] or not free[1]:
        return []
    left = _Left(old, new, sections, pairings, free)
    rivals = _Rivals(old, new, free)
    for (i, j), score in rivals.standing_out(old, new):
        left.take(i, j, score, "nothing else is like them")
    for _ in range(2):  # what is paired by the second pass's look at other places parts gaps anew
        _in_place(left, rivals)
        _as_elsewhere(left, pairings)
    return left.found


def _in_place(left: _Left, rivals: _Rivals) -> None:
    """Takes those that face each other and are each other's likeliest."""
    for gap in left.gaps():
        for i, j in gap:
            placed = rivals.is_likeliest(i, j, _PLACED)
            if placed or (len(gap) == 1 and rivals.is_likeliest(i, j, _LONE, _LONE_TIMES)):
                left.take(i, j, rivals.scores[i, j], "likeliest, in place of each other")


def _as_elsewhere(left: _Left, pairings: Sequence[Pairing]) -> None:
    """Takes those whose words were paired in another place, as a table of contents has them, or
    face each other alone more than once."""
    lone = Counter(left.said(*gap[0]) for gap in left.gaps() if len(gap) == 1)
    known: dict[str, set[str]] = {}
    for said, times in lone.items():
        if times >= _RENAMED:
            known.setdefault(said[0], set()).add(said[1])
    for one in (*pairings, *left.found):
        old, new = left.said(one.old[0], one.new[0])
        known.setdefault(old, set()).add(new)
    for olds, news in left.facing():
        pairs = left.known(olds, news, known)
        if all(one[1] < other[1] for one, other in pairwise(pairs)):
            for i, j in pairs:
                left.take(i, j, 0.0, "paired in other places too")


class _Left:
    """What is left over, and the gaps where as much is left on one side as on the other."""

    def __init__(
        self,
        old: Side,
        new: Side,
        sections: Mapping[int, int],
        pairings: Sequence[Pairing],
        free: tuple[set[int], set[int]],
    ) -> None:
        self.found: list[Pairing] = []
        self._units = old.units, new.units
        self._sections = sections
        self._members = _members(old), _members(new)
        self._free = free[0] & set(old.body(free[0])), free[1] & set(new.body(free[1]))
        self._partners = {i: pairing.new for pairing in pairings for i in pairing.old}

    def take(self, i: int, j: int, score: float, reason: str) -> None:
        """Keeps a pairing of two clauses that are both still free."""
        if i in self._free[0] and j in self._free[1]:
            self.found.append(Pairing((i,), (j,), score, reason))
            self._partners[i] = (j,)
            self._free[0].discard(i)
            self._free[1].discard(j)

    def said(self, i: int, j: int) -> tuple[str, str]:
        """The letters alone of two clauses: a table of contents adds numbers, a hand colons."""
        return _letters(self._units[0][i].key), _letters(self._units[1][j].key)

    def known(
        self, olds: Sequence[int], news: Sequence[int], known: Mapping[str, set[str]]
    ) -> list[Place]:
        """Those of clauses which face each other that say what is known to be paired, each the only
        one to say so, in the order of the old ones.
        """
        once = _once(self._units[0], olds), _once(self._units[1], news)
        found = [
            (i, once[1][said])
            for own, i in once[0].items()
            for said in known.get(own, ())
            if said in once[1]
        ]
        sides = Counter(i for i, _ in found), Counter(j for _, j in found)
        return [(i, j) for i, j in found if sides[0][i] == sides[1][j] == 1]

    def gaps(self) -> list[Gap]:
        """Where as many clauses face each other on one side as on the other."""
        return [
            list(zip(olds, news, strict=True))
            for olds, news in self.facing()
            if len(olds) == len(news)
        ]

    def facing(self) -> list[tuple[list[int], list[int]]]:
        """The clauses that face each other between two pairs, or a pair and an end of their
        section, where all of them are free.
        """
        found: list[tuple[list[int], list[int]]] = []
        for s, t in sorted(self._sections.items()):
            sides = self._members[0].get(s, []), self._members[1].get(t, [])
            fixed = self._fixed(*sides)
            for before, after in pairwise(fixed if len(fixed) > 2 else []):
                olds = sides[0][before.old + 1 : after.old]
                news = sides[1][before.last + 1 : after.first]
                if olds and news and self._all_free(olds, news):
                    found.append((olds, news))
        return found

    def _fixed(self, olds: Sequence[int], news: Sequence[int]) -> list[_Fixed]:
        """The places of the pairs that a section has, and of its ends."""
        places = {j: y for y, j in enumerate(news)}
        fixed = [_Fixed(-1, -1, -1)]
        for x, i in enumerate(olds):
            partners = [places[j] for j in self._partners.get(i, ()) if j in places]
            if partners:
                fixed.append(_Fixed(x, partners[0], partners[-1]))
        return [*fixed, _Fixed(len(olds), len(news), len(news))]

    def _all_free(self, olds: Sequence[int], news: Sequence[int]) -> bool:
        return self._free[0].issuperset(olds) and self._free[1].issuperset(news)


@lru_cache(maxsize=65536)  # each pair is asked for in both passes
def _letters(key: str) -> str:
    """The text of a clause without blanks, signs and digits."""
    return _NO_LETTER.sub("", key)


def _once(units: Sequence[Unit], members: Sequence[int]) -> dict[str, int]:
    """Those of clauses whose letters no other of them has, by their letters."""
    said = {i: _letters(units[i].key) for i in members}
    times = Counter(said.values())
    return {text: i for i, text in said.items() if times[text] == 1}


class _Fixed(NamedTuple):
    """The place of a paired clause in its section, and of the first and last of its partners."""

    old: int
    first: int
    last: int


def _members(side: Side) -> dict[int, list[int]]:
    members: dict[int, list[int]] = {}
    for i in side.body(range(len(side.units))):
        members.setdefault(side.holders[i], []).append(i)
    return members


class _Rivals:
    """How alike every clause left over is to those of the whole other document."""

    def __init__(self, old: Side, new: Side, free: tuple[set[int], set[int]]) -> None:
        self.scores = _scores(old, new, free[0])
        self.scores |= {(i, j): score for (j, i), score in _scores(new, old, free[1]).items()}
        # Of each clause of each side, how alike the two likeliest of the other are.
        self._best: tuple[dict[int, list[float]], dict[int, list[float]]] = {}, {}
        for (i, j), score in self.scores.items():
            for best in self._best[0].setdefault(i, []), self._best[1].setdefault(j, []):
                best[:] = sorted([*best, score], reverse=True)[:2]

    def is_likeliest(self, i: int, j: int, least: float, times: float = 1.0) -> bool:
        """Whether these are alike, and no other clause is as like either of them, by so much."""
        score = self.scores.get((i, j), 0.0)
        return score >= least and score >= times * self._rival(i, j)

    def _rival(self, i: int, j: int) -> float:
        """How alike the likeliest other clause is to either of these."""
        own = self.scores[i, j]
        rivals = [0.0]
        for best in self._best[0][i], self._best[1][j]:
            rivals += best[1:] if best[0] == own else best[:1]
        return max(rivals)

    def standing_out(self, old: Side, new: Side) -> list[tuple[Place, float]]:
        """The pairs that nothing comes near, the likeliest first."""
        found = [
            ((i, j), score)
            for (i, j), score in self.scores.items()
            if score >= _SINGULAR
            and score >= _TIMES * self._rival(i, j)
            and min(old.units[i].size, new.units[j].size) >= _SIZE
        ]
        return sorted(found, key=lambda f: (-f[1], f[0]))


def _scores(old: Side, new: Side, free: set[int]) -> dict[Place, float]:
    olds, news = old.body(sorted(free)), new.body(range(len(new.units)))
    found = candidates([old.units[i] for i in olds], [new.units[j] for j in news])
    named = {(olds[x], news[y]): score for (x, y), score in found.items()}
    return {
        (i, j): score
        for (i, j), score in named.items()
        if not cites_others(old.units[i], new.units[j])
    }
