"""Pairs the lines of a known text with the lines of the flat text that hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from resdiff.recovery.holding.embedding import is_within
from resdiff.recovery.letters import fold
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """Known lines and the flat lines that hold them; both ranges half open, one may be empty."""

    known: tuple[int, int]
    flat: tuple[int, int]


_GRAM = 4  # letters; glued words break few of them
_LIKE = 0.5  # share of a line's grams that must be found again; measured on the seeds: 0.6 to 1
_SHORT = 8  # letters; 4 and 16 give the same on the tracked files of tests/bench/recover.py
_BLANK_WORTH = 0.4  # two empty lines belong together, but less than any two lines with letters
_PAIRED = 0.5  # a pair at all, so that of two that are worth as much the closer division wins
_SAME, _SAME_TOO = 1.05, 1.0  # what a letter, and a line, of two equal lines is worth
_JOIN = 0.9  # pairing line by line is better than joining, where both fit
_SLACK = 3  # letters that the line of a short known one has beyond it
_SPARE = 0.02  # what each letter that the flat line has beyond costs: the shorter of two that fit
_NOT_WITHIN = 0.8  # a line whose letters are not all there in order may still be the one
_CELLS = 400_000  # pairs of lines that are weighed at once: some seconds of work


def pair_lines(known: Sequence[str], flat: Sequence[str]) -> tuple[list[Pair], frozenset[int]]:
    """Pairs in order that cover every line of both sides once, and the flat lines without a known
    one that might as well have one."""
    a = [_key(line) for line in known]
    b = [_key(line) for line in flat]
    pairs: list[Pair] = []
    doubtful: set[int] = set()
    i = j = 0
    for x, y in [*_anchors(a, b), (len(a), len(b))]:
        for part in _windows(i, x, j, y):
            _pair_part(a, b, part, pairs, doubtful)
        if x < len(a):
            pairs.append(Pair((x, x + 1), (y, y + 1)))
        i, j = x + 1, y + 1
    return pairs, frozenset(doubtful)


def _pair_part(
    known: Sequence[str], flat: Sequence[str], part: Pair, pairs: list[Pair], doubtful: set[int]
) -> None:
    """Adds the pairs and the doubtful lines of one stretch."""
    (i, x), (j, y) = part.known, part.flat
    if i == x or j == y:
        pairs.extend(Pair((k, k + 1), (j, j)) for k in range(i, x))
        pairs.extend(Pair((x, x), (k, k + 1)) for k in range(j, y))
        return
    programme = _Programme(known[i:x], flat[j:y])
    extra: set[int] = set()
    for pair in programme.pairs():
        if pair.known[0] == pair.known[1]:
            extra.update(range(*pair.flat))
        pairs.append(
            Pair((pair.known[0] + i, pair.known[1] + i), (pair.flat[0] + j, pair.flat[1] + j))
        )
    doubtful.update(k + j for k in programme.doubtful() & extra if flat[k + j])


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


def _windows(i: int, x: int, j: int, y: int) -> Iterator[Pair]:
    """A stretch between two anchors, cut where it is too long."""
    while (x - i) * (y - j) > _CELLS:
        share = (_CELLS / (x - i) / (y - j)) ** 0.5
        stop_i, stop_j = i + max(1, int((x - i) * share)), j + max(1, int((y - j) * share))
        yield Pair((i, stop_i), (j, stop_j))
        i, j = stop_i, stop_j
    yield Pair((i, x), (j, y))


_STEPS = ((1, 1), (1, 2), (2, 1), (1, 3), (1, 0), (0, 1))
_NEARLY = 3.0  # letters; a pairing that finds so few less is as good
_IMPOSSIBLE = -1e6


class _Programme:
    """The best pairing of the lines of one stretch, and how much worse every other is."""

    def __init__(self, known: Sequence[str], flat: Sequence[str]) -> None:
        self.known, self.flat = known, flat
        self.worth: dict[tuple[int, int, int, int], float] = {}
        self.ahead = self._ahead()

    def _steps(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        """What may come next, and what it is worth."""
        for di, dj in _STEPS:
            if i + di > len(self.known) or j + dj > len(self.flat):
                continue
            key = (i, di, j, dj)
            if key not in self.worth:
                self.worth[key] = _worth(self.known[i : i + di], self.flat[j : j + dj])
            if self.worth[key] > _IMPOSSIBLE:
                yield di, dj, self.worth[key]

    def _ahead(self) -> list[list[float]]:
        """The best that can still come, from each place."""
        n, m = len(self.known), len(self.flat)
        ahead = [[0.0] * (m + 1) for _ in range(n + 1)]
        for i in range(n, -1, -1):
            for j in range(m, -1, -1):
                if i < n or j < m:
                    ahead[i][j] = max(
                        value + ahead[i + di][j + dj] for di, dj, value in self._steps(i, j)
                    )
        return ahead

    def pairs(self) -> Iterator[Pair]:
        """The pairs of the best pairing; where two are as good, the one that pairs sooner."""
        i = j = 0
        while i < len(self.known) or j < len(self.flat):
            best = max(self._steps(i, j), key=lambda s: s[2] + self.ahead[i + s[0]][j + s[1]])
            yield Pair((i, i + best[0]), (j, j + best[1]))
            i, j = i + best[0], j + best[1]

    def doubtful(self) -> frozenset[int]:
        """Flat lines that another pairing, nearly as good, gives to known lines."""
        n, m = len(self.known), len(self.flat)
        behind = [[_IMPOSSIBLE] * (m + 1) for _ in range(n + 1)]
        behind[0][0] = 0.0
        found: set[int] = set()
        for i in range(n + 1):
            for j in range(m + 1):
                for di, dj, value in self._steps(i, j) if behind[i][j] > _IMPOSSIBLE else ():
                    reached = behind[i][j] + value
                    behind[i + di][j + dj] = max(behind[i + di][j + dj], reached)
                    whole = reached + self.ahead[i + di][j + dj]
                    if di and dj and whole > self.ahead[0][0] - _NEARLY:
                        found.update(range(j, j + dj))
        return frozenset(found)


def _worth(known: Sequence[str], flat: Sequence[str]) -> float:
    """What it is worth to say that these flat lines hold these known lines: letters found again."""
    if not known or not flat:
        return 0.0
    one, other = " ".join(known), " ".join(flat)
    if not one or not other:
        return _BLANK_WORTH if one == other else _IMPOSSIBLE
    if one == other:
        return len(one) * _SAME + _SAME_TOO
    share = _share(one, other)
    if share < _LIKE:
        return _IMPOSSIBLE
    if len(known) + len(flat) > 2 and not _all_needed(known, flat):
        return _IMPOSSIBLE
    spare = max(0, len(other) - len(one)) * _SPARE
    single = len(known) == len(flat) == 1
    return len(one) * share * (1.0 if single else _JOIN) - spare + _PAIRED


def _all_needed(known: Sequence[str], flat: Sequence[str]) -> bool:
    """Whether each of several lines has something of the other side."""
    one, other = " ".join(known), " ".join(flat)
    parts = [(line, one) for line in flat] if len(flat) > 1 else [(line, other) for line in known]
    return all(line and _share(line, whole) >= _LIKE for line, whole in parts)


def _share(known: str, flat: str) -> float:
    """The share of `known` that is found again in `flat`, by grams; 0 to 1."""
    size = _GRAM if len(known) >= 2 * _GRAM else 2
    if len(known) < size + 1:
        return 1.0 if is_within(known, flat) and len(flat) <= len(known) + _SLACK else 0.0
    there = {flat[k : k + size] for k in range(len(flat) - size + 1)}
    grams = [known[k : k + size] for k in range(len(known) - size + 1)]
    share = sum(gram in there for gram in grams) / len(grams)
    return share if is_within(known, flat) else share * _NOT_WITHIN
