"""The same words in another place or at another time: found word by word, claimed as no more.

A comparison of two editions cannot see that words which fell in one edition came back in the next,
nor that half a clause went to another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from resdiff.differ.tokens import Token, tokenize
from resdiff.values import dataclass

# So many words in a row are hardly an accident when they went from one place only and came in
# another. Source: clauses of 32 instruments of one conference, each against another instrument:
# 10 % hold six words that stand once there, 5 % eight, 3 % ten (which are copies). Within the life
# of one clause half as many will do.
FEWEST = 8
FEWEST_AT_HOME = 4
_HAN = 2  # Chinese characters to a word


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text at a place. Shape: `edition`, `clause` and `start` in that clause."""

    text: str
    edition: int
    clause: int
    start: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Equal words. Shape: `start`, `stop` in the run that was looked for; `run` holds them too, in
    `text`."""

    start: int
    stop: int
    run: Run
    text: str


class Words:
    """Runs of text made ready to be searched for at least so many equal words."""

    def __init__(self, runs: Iterable[Run], fewest: int = FEWEST) -> None:
        self._fewest = fewest
        self.runs = [(run, _words(run.text)) for run in runs]
        self._grams: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for number, (_, words) in enumerate(self.runs):
            for at, gram in _grams(words, fewest):
                self._grams[gram].append((number, at))

    def find(self, run: Run) -> list[Found]:
        """The longest stretches of `run` that stand in exactly one of the runs."""
        words = _words(run.text)
        grams = dict(_grams(words, self._fewest))
        found: list[Found] = []
        at = 0
        while at < len(words):
            places = self._grams.get(grams.get(at, ()), [])
            if len(places) != 1:
                at += 1
                continue
            number, there = places[0]
            other, others = self.runs[number]
            length = _common(words[at:], others[there:])
            found.append(_found(run, words[at : at + length], other, others[there:][:length]))
            at += length
        return found


def whole(run: Run, others: Iterable[Run]) -> Found | None:
    """The first of others that holds all words of `run` in a row."""
    keys = [x.key for x in _words(run.text)]
    for other in others:
        words = _words(other.text)
        for at in range(len(words) - len(keys) + 1 if keys else 0):
            if [x.key for x in words[at : at + len(keys)]] == keys:
                return _found(run, _words(run.text), other, words[at : at + len(keys)])
    return None


class Wholes:
    """Clauses that fell or came whole, to be found by all their words, however few."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self._runs: dict[tuple[str, ...], list[Run]] = defaultdict(list)
        for run in runs:
            self._runs[_keys(run.text)].append(run)

    def find(self, run: Run) -> list[Found]:
        """The one clause with the same words; none where there are several or no words."""
        same = self._runs.get(_keys(run.text), [])
        if len(same) != 1 or not _keys(run.text):
            return []
        return [_found(run, _words(run.text), same[0], _words(same[0].text))]


def _keys(text: str) -> tuple[str, ...]:
    return tuple(x.key for x in _words(text))


def _words(text: str) -> list[Token]:
    """The words and numbers of a text, without blanks and punctuation."""
    return [x for x in tokenize(text) if any(c.isalnum() for c in text[x.start : x.stop])]


def _grams(words: Sequence[Token], fewest: int) -> Iterable[tuple[int, tuple[str, ...]]]:
    for at, word in enumerate(words):
        size = fewest * _HAN if word.kind == "han" else fewest
        if at + size <= len(words):
            yield at, tuple(x.key for x in words[at : at + size])


def _common(one: Sequence[Token], other: Sequence[Token]) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a.key != b.key:
            break
        length += 1
    return length


def _found(run: Run, words: Sequence[Token], other: Run, others: Sequence[Token]) -> Found:
    text = other.text[others[0].start : others[-1].stop]
    place = Run(other.text, other.edition, other.clause, other.start + others[0].start)
    return Found(words[0].start, words[-1].stop, place, text)
