"""Which elements of two sequences stand for one another, in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from functools import cache
from typing import Final

from resdiff.model import Edit

Pairs = list[tuple[int, int]]

LARGEST: Final = 2**28
"""Product of lengths up to which the longest common subsequence is found; past it both sides are
cut in the middle.

Source:  it takes a bit for each pair of elements, 32 MB; 16,000 by 16,000 elements of two kinds
         take 0.1 s in CPython 3.11.
"""

_WORDS: Final = r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'’\u2011][^\W\d_]+)*|\s+|."


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Index pairs of equal elements, rising on both sides, as many as can be found at little cost.

    Shape:   elements that are unique on both sides go first (patience), what lies between them by
             longest common subsequence.
    """
    found: Pairs = []
    spans = [(0, len(old), 0, len(new))]
    while spans:
        found.extend(_step(old, new, *spans.pop(), spans))
    found.sort()
    return found


def _step(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    o1: int,
    o2: int,
    n1: int,
    n2: int,
    spans: list[tuple[int, int, int, int]],
) -> Pairs:
    """The equal ends of a span and, where nothing inside is unique, all of its pairs; else its
    parts go on `spans`.
    """
    found: Pairs = []
    while o1 < o2 and n1 < n2 and old[o1] == new[n1]:
        found.append((o1, n1))
        o1, n1 = o1 + 1, n1 + 1
    while o1 < o2 and n1 < n2 and old[o2 - 1] == new[n2 - 1]:
        o2, n2 = o2 - 1, n2 - 1
        found.append((o2, n2))
    if o1 == o2 or n1 == n2:
        return found
    anchors = _unique(old, new, o1, o2, n1, n2)
    if not anchors and (o2 - o1) * (n2 - n1) > LARGEST:
        o, n = (o1 + o2) // 2, (n1 + n2) // 2
        spans.extend(((o1, o, n1, n), (o, o2, n, n2)))
        return found
    if not anchors:
        return found + [(o1 + o, n1 + n) for o, n in _longest(old[o1:o2], new[n1:n2])]
    before = (o1 - 1, n1 - 1)
    for o, n in [*anchors, (o2, n2)]:
        spans.append((before[0] + 1, o, before[1] + 1, n))
        before = (o, n)
    return found + anchors


def _unique(
    old: Sequence[Hashable], new: Sequence[Hashable], o1: int, o2: int, n1: int, n2: int
) -> Pairs:
    """Pairs of elements that stand once on each side of the span, their longest rising run."""
    counts_old, counts_new = Counter(old[o1:o2]), Counter(new[n1:n2])
    places = {new[n]: n for n in range(n1, n2) if counts_new[new[n]] == 1}
    pairs = [
        (o, places[old[o]]) for o in range(o1, o2) if counts_old[old[o]] == 1 and old[o] in places
    ]
    kept = rising([n for _, n in pairs], [1] * len(pairs))
    return [pairs[i] for i in kept]


def _longest(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """A longest common subsequence.

    Source:  Hyyrö, "Bit-parallel LCS-length computation revisited" (2004): in the row of an old
             element, bit j is 0 where the subsequence grows with new element j.
    """
    places: dict[Hashable, int] = {}
    for j, y in enumerate(new):
        places[y] = places.get(y, 0) | 1 << j
    full = (1 << len(new)) - 1
    rows = [full]
    for x in old:
        row, here = rows[-1], places.get(x, 0)
        rows.append((row + (row & here) | row & ~here) & full)
    found: Pairs = []
    i, j = len(old), len(new)
    while i and j:
        if old[i - 1] == new[j - 1]:
            i, j = i - 1, j - 1
            found.append((i, j))
        elif _zeros(rows[i - 1], j) == _zeros(rows[i], j):
            i -= 1
        else:
            j -= 1
    return found[::-1]


def _zeros(row: int, width: int) -> int:
    return width - (row & (1 << width) - 1).bit_count()


def rising(values: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The indices of a strictly rising subsequence of greatest weight, in order."""
    order = sorted(set(values))
    tree: list[tuple[int, int]] = [(0, -1)] * (len(order) + 1)  # Fenwick tree of (weight, index)
    before: list[int] = []
    best = (0, -1)
    for index, value in enumerate(values):
        at = bisect_left(order, value)
        under = _most(tree, at)
        before.append(under[1])
        here = (under[0] + weights[index], index)
        best = max(best, here, key=lambda x: x[0])
        _raise(tree, at + 1, here)
    found: list[int] = []
    last = best[1]
    while last >= 0:
        found.append(last)
        last = before[last]
    return found[::-1]


def _most(tree: list[tuple[int, int]], stop: int) -> tuple[int, int]:
    best = (0, -1)
    while stop > 0:
        best = max(best, tree[stop], key=lambda x: x[0])
        stop -= stop & -stop
    return best


def _raise(tree: list[tuple[int, int]], at: int, value: tuple[int, int]) -> None:
    while at < len(tree):
        if value[0] > tree[at][0]:
            tree[at] = value
        at += at & -at


def words(text: str) -> list[str]:
    """The words, numbers, blanks and signs of a text; joined they are the text."""
    unspaced = not text.isascii() and max(text) >= "\u3040"
    return _token(unspaced).findall(text)


@cache
def _token(unspaced: bool) -> re.Pattern[str]:
    """What a word is. With `unspaced`, each Chinese or Japanese character is one; that takes long
    to compile, so it is left out where no such character can be.
    """
    return re.compile(("[぀-ヿ㐀-䶿一-鿿豈-﫿]|" if unspaced else "") + _WORDS, re.DOTALL)


def word_edits(old: str, new: str) -> tuple[Edit, ...]:
    """The edits between two texts in whole words; a lone blank between two goes with them."""
    if old == new:
        return ()
    old_words, new_words = words(old), words(new)
    starts = [_starts(x) for x in (old_words, new_words)]
    kept = _solid(common(old_words, new_words), old_words)
    edits: list[Edit] = []
    o = n = 0
    for i, j in [*kept, (len(old_words), len(new_words))]:
        if i > o or j > n:
            edits.append(Edit(starts[0][o], starts[0][i], starts[1][n], starts[1][j]))
        o, n = i + 1, j + 1
    return tuple(edits)


def _starts(tokens: Sequence[str]) -> list[int]:
    found = [0]
    for token in tokens:
        found.append(found[-1] + len(token))
    return found


def _solid(pairs: Pairs, tokens: Sequence[str]) -> Pairs:
    """The pairs without those runs that hold no word and lie between two changes on both sides."""
    found: Pairs = []
    run: Pairs = []
    runs: list[Pairs] = []
    for pair in pairs:
        if run and (run[-1][0] + 1, run[-1][1] + 1) != pair:
            runs.append(run)
            run = []
        run.append(pair)
    runs.append(run)
    for number, run in enumerate(runs):
        inner = 0 < number < len(runs) - 1
        if not inner or any(tokens[i].strip() and tokens[i].isalnum() for i, _ in run):
            found.extend(run)
    return found


def similarity(old: Sequence[str], new: Sequence[str]) -> float:
    """How much of two token lists is the same, whatever the order. Units: from 0 to 1."""
    if not old or not new:
        return 0.0
    shared = sum((Counter(old) & Counter(new)).values())
    return 2 * shared / (len(old) + len(new))


def best(olds: int, news: int, score: Callable[[int, int], float]) -> Pairs:
    """The rising pairs of greatest total score."""
    table = [[0.0] * (news + 1) for _ in range(olds + 1)]
    scores = [[score(i, j) for j in range(news)] for i in range(olds)]
    for i in range(olds - 1, -1, -1):
        for j in range(news - 1, -1, -1):
            both = table[i + 1][j + 1] + scores[i][j] if scores[i][j] else 0.0
            table[i][j] = max(table[i + 1][j], table[i][j + 1], both)
    found: Pairs = []
    i = j = 0
    while i < olds and j < news:
        if scores[i][j] and table[i][j] == table[i + 1][j + 1] + scores[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif table[i][j] == table[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
