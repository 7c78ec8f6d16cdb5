"""Where an interruption fits in several places, the place where a reader would set it."""

from __future__ import annotations

from resdiff.recovery.letters import is_boundary, kind

_PAIRS = {")": "(", "）": "（", "]": "[", "”": "“", "»": "«"}
_UNBALANCED = 20  # outweighs every other cost together, as 12 and 40 do: the bench is the same
_CUT = 8  # an edge inside a word; 4 and 16 give the same on tests/bench/recover.py
_BLANK_FIRST = 1
_LABEL = 8  # characters that a label has at most


def slide(flat: str, held: list[bool], margins: list[int]) -> None:
    """Moves every interruption within its line to its best place; the held text stays the same.

    Shape:   where brackets leave one place only, the margin there is no longer naught.
    """
    start = 0
    while start < len(flat):
        if held[start] or flat[start] == "\n":
            start += 1
            continue
        stop = start
        while stop < len(flat) and not held[stop] and flat[stop] != "\n":
            stop += 1
        start = _settle(flat, held, margins, start, stop)


def _settle(flat: str, held: list[bool], margins: list[int], start: int, stop: int) -> int:
    """Moves one interruption; gives where it ends then."""
    length = stop - start
    places = _places(flat, held, start, stop)
    if len(places) == 1:
        return stop
    costs = sorted((_cost(flat, p, p + length), abs(p - start), p) for p in places)
    best = costs[0][2]
    if costs[1][0] - costs[0][0] >= _UNBALANCED // 2:
        for i in range(best, best + length):
            margins[i] = margins[i] or 1
    held[start:stop] = [True] * length
    held[best : best + length] = [False] * length
    return max(stop, best + length)


def _places(flat: str, held: list[bool], start: int, stop: int) -> list[int]:
    """Where the interruption could begin with the same known text around it, within its line."""
    found = [start]
    low, high = start, stop
    while low > 0 and held[low - 1] and flat[low - 1] == flat[high - 1] != "\n":
        low, high = low - 1, high - 1
        found.append(low)
    low, high = start, stop
    while high < len(flat) and held[high] and flat[low] == flat[high] != "\n":
        low, high = low + 1, high + 1
        found.append(low)
    return found


def _cost(flat: str, start: int, stop: int) -> int:
    inside = flat[start:stop]
    cost = 0 if _is_balanced(inside) else _UNBALANCED
    before, after = flat[start - 1 : start], flat[stop : stop + 1]
    # Without the interruption the two neighbours meet: that must not be inside a known word.
    if before and after and not is_boundary(before + after, 1):
        cost += _CUT
    cost += sum(is_boundary(flat, edge) for edge in (start, stop))
    if kind(inside[0]) == "blank" and kind(inside[-1]) != "blank":
        cost += _BLANK_FIRST
    return cost


def _is_balanced(text: str) -> bool:
    open_: list[str] = []
    for letter in text:
        if letter in _PAIRS.values():
            open_.append(letter)
        elif letter in _PAIRS and (not open_ or open_.pop() != _PAIRS[letter]):
            return text.count(letter) == 1 and text.rstrip()[-1:] == letter and len(text) < _LABEL
    return not open_
