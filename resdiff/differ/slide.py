"""Insertions and deletions that could stand in several places, set where a reader expects them."""

from __future__ import annotations

from collections.abc import Sequence

from resdiff.differ.hunks import Hunk
from resdiff.differ.tokens import Token

_OPENING = "([{（［【〔“‘«《〈「『"
_CLOSING = ")]}）］】〕”’»》〉」』"
_ENDING = ".;:!?。；：！？؛؟"
_PAUSE = ",，、،"
_LINKING = ",，、،;；؛:："
# Words looked at to place one hunk, all its places together; a few places are always tried.
# Source: a tenth of 25,000 repeated Chinese characters taken out needs 2.6 s without a bound, of
# 100,000 more than 12 s.
_WORK = 100_000
_FEWEST = 20


def slid(
    found: Sequence[Hunk],
    old: Sequence[Token],
    new: Sequence[Token],
    old_text: str,
    new_text: str,
    inner: tuple[frozenset[int], frozenset[int]],
) -> tuple[Hunk, ...]:
    """The hunks, each pure insertion or deletion moved to the best place that means the same.

    Shape:   a hunk never moves past its neighbours, so the order stays; `inner` holds the places
             in each text that are inside a Chinese word.
    """
    if all(hunk.runs > 1 for hunk in found):
        return tuple(found)
    old_words = [old_text[t.start : t.stop] for t in old]
    new_words = [new_text[t.start : t.stop] for t in new]
    broken = [
        {i for i, token in enumerate(side) if token.start in places} if places else set[int]()
        for side, places in zip((old, new), inner, strict=True)
    ]
    out: list[Hunk] = []
    for index, hunk in enumerate(found):
        floor = out[-1] if out else Hunk(0, 0, 0, 0)
        ceiling = found[index + 1] if index + 1 < len(found) else None
        if hunk.runs == 1:
            hunk = _best(hunk, floor, ceiling, old_words, new_words, broken)
        out.append(hunk)
    return tuple(out)


def _best(
    hunk: Hunk,
    floor: Hunk,
    ceiling: Hunk | None,
    old: Sequence[str],
    new: Sequence[str],
    broken: Sequence[set[int]],
) -> Hunk:
    deleting = hunk.old_start < hunk.old_stop
    words, other = (old, new) if deleting else (new, old)
    start, stop = (hunk.old_start, hunk.old_stop) if deleting else (hunk.new_start, hunk.new_stop)
    lowest = (floor.old_stop if deleting else floor.new_stop) + (floor.runs > 0)
    highest = (
        len(words)
        if ceiling is None
        else (ceiling.old_start if deleting else ceiling.new_start) - 1
    )
    shift = hunk.new_start - start if deleting else hunk.old_start - start
    farthest = max(_FEWEST, _WORK // (stop - start))
    lowest, highest = max(lowest, start - farthest), min(highest, stop + farthest)
    choices = _choices(words, other, (start, stop), shift, (lowest, highest))
    best = _chosen(words, choices, stop - start, broken[0] if deleting else broken[1])
    move = best - start
    return Hunk(
        hunk.old_start + move, hunk.old_stop + move, hunk.new_start + move, hunk.new_stop + move
    )


def _choices(
    words: Sequence[str],
    other: Sequence[str],
    piece: tuple[int, int],
    shift: int,
    bounds: tuple[int, int],
) -> list[int]:
    """Where the piece of words may begin and mean the same, its own place first."""
    start, stop = piece
    size = stop - start
    found = [start]
    place = start
    while place > bounds[0] and _alike(words, other, place - 1, place - 1 + size, shift):
        place -= 1
        found.append(place)
    place = start
    while place + size < bounds[1] and words[place] == words[place + size] == other[place + shift]:
        place += 1
        found.append(place)
    return found


def _chosen(words: Sequence[str], choices: Sequence[int], size: int, inside: set[int]) -> int:
    """The best of these places for a piece of `size` words.

    Source:  fourteen redlines that people made: who puts blanks among others puts them where the
             line begins (an indent, 60 times) or else before the next word (8 times of 9).
    """
    start = choices[0]
    if all(word.isspace() and word != "\n" for word in words[start : start + size]):
        first = min(choices)
        return first if first == 0 or words[first - 1] == "\n" else max(choices)
    return max(
        choices,
        key=lambda p: (
            _beauty(words, p, p + size, inside),
            words[p + size - 1].isspace(),
            -abs(p - start),
            p,
        ),
    )


def _alike(words: Sequence[str], other: Sequence[str], before: int, last: int, shift: int) -> bool:
    return words[before] == words[last] == other[before + shift]


def _beauty(words: Sequence[str], start: int, stop: int, inside: set[int]) -> float:
    """How natural it is to take out words start to stop: parentheses, sentences, phrases, words."""
    piece = words[start:stop]
    score = 0.0 if _balanced(piece) else -20.0
    score -= 5.0 * ((start in inside) + (stop in inside))
    return score + _edge(words, start) + _edge(words, stop)


def _edge(words: Sequence[str], place: int) -> float:
    if place == 0:
        return 10.0
    if place == len(words):
        return 3.0 if words[-1] in _LINKING else 10.0
    before, after = words[place - 1], words[place]
    if "\n" in (before, after):
        return 9.0
    if before in _ENDING:
        return 6.0
    if before.isspace() and place > 1 and words[place - 2] in _ENDING:
        return 5.0
    if after in _PAUSE or after in _OPENING or before in _CLOSING:
        return 3.0
    return 2.0 if after.isspace() or before.isspace() or before in _PAUSE else 0.0


def _balanced(piece: Sequence[str]) -> bool:
    depth = 0
    for word in piece:
        depth += (word in _OPENING) - (word in _CLOSING)
        if depth < 0:
            return False
    return depth == 0
