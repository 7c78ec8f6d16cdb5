"""Chinese text cut into words, so that no change begins or ends inside one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from resdiff.differ import japanese
from resdiff.differ.folding import is_unspaced

_LONGEST = 4
# The cost of a word is how far it is below the commonest (2 to the 24th in the dictionary);
# a character that the dictionary does not know costs as much as a word seen once.
_TOP = 24
_UNKNOWN = 24


def inner_places(text: str) -> frozenset[int]:
    """The places in a text that are inside a Chinese word, or a Japanese one that its signs tell.

    Source:  the cheapest path through a dictionary of 20,000 words (unigram model, as jieba cuts
             text when it knows all words).
    """
    if not is_unspaced(text):
        return frozenset()
    if japanese.is_japanese(text):
        return japanese.inner_places(text)
    inside: set[int] = set()
    for at, stop in _runs(text):
        for word in _cut(text[at:stop]):
            inside.update(range(at + 1, at + len(word)))
            at += len(word)
    return frozenset(inside)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where runs of ideographs begin and end; a pattern of so many takes longer to compile."""
    start = 0
    for ideographs, run in groupby(text, key=lambda sign: "\u3400" <= sign <= "\u9fff"):
        stop = start + sum(1 for _ in run)
        if ideographs:
            yield start, stop
        start = stop


@lru_cache(maxsize=4096)
def _cut(run: str) -> tuple[str, ...]:
    costs = _costs()
    best, cut = [0], [0]
    for stop in range(1, len(run) + 1):
        options = [(best[stop - 1] + costs.get(run[stop - 1], _UNKNOWN), stop - 1)]
        for start in range(max(0, stop - _LONGEST), stop - 1):
            if run[start:stop] in costs:
                options.append((best[start] + costs[run[start:stop]], start))
        total, start = min(options)
        best.append(total)
        cut.append(start)
    words = []
    stop = len(run)
    while stop:
        words.append(run[cut[stop] : stop])
        stop = cut[stop]
    return tuple(reversed(words))


@lru_cache(maxsize=1)
def _costs() -> dict[str, int]:
    lines = Path(__file__).with_name("words-zh.txt").read_text(encoding="utf-8")
    costs: dict[str, int] = {}
    for line in lines.splitlines():
        if line and not line.startswith("#"):
            frequency, *words = line.split(" ")
            costs.update(dict.fromkeys(words, _TOP - int(frequency)))
    return costs
