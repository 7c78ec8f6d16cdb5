"""From the order in which glyphs stand on a line to the order in which they are read, where the
line runs from right to left.

The inverse of the Unicode bidirectional algorithm for one line: what is set from left to right
within it (words in other letters, numbers with their separators) keeps its order, all else turns.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from resdiff.parsers.pdf.glyphs import Glyph
from resdiff.values import replace

TAB = 0.75
"""Least gap that is a TAB, or parts columns, in ems: three times a common word space."""

RIGHT, LEFT, NUMBER, NEUTRAL = "R", "L", "EN", ""
_KINDS = {"R": RIGHT, "AL": RIGHT, "L": LEFT, "EN": NUMBER, "AN": NUMBER}
_SEPARATORS = frozenset({"CS", "ES"})
_MIRRORED = {"(": ")", ")": "(", "[": "]", "]": "[", "«": "»", "»": "«", "{": "}", "}": "{"}
_OPENING = frozenset("([{«")
_TATWEEL = "\u0640"
_JOINS_BEHIND = frozenset("بتثجحخسشصضطظعغفقكلمنهيىئـ")


def is_from_right(glyphs: Sequence[Glyph], numbers: bool = True) -> bool:
    """Whether more letters (and numbers) are read from right to left than from left to right."""
    kinds = [_kind(g.text) for g in glyphs]
    others = kinds.count(LEFT) + (kinds.count(NUMBER) if numbers else 0)
    return kinds.count(RIGHT) > others


def may_turn(ordered: Sequence[Glyph]) -> bool:
    """Whether a line of an Arabic page, given as it stands, may run from right to left: it holds
    letters that do, or none that do not, or parts that stand far from one another."""
    kinds = [_kind(g.text) for g in ordered]
    parted = any(_is_wide(one, other) for one, other in pairwise(ordered))
    return parted or RIGHT in kinds or LEFT not in kinds


def _kind(text: str) -> str:
    return _KINDS.get(unicodedata.bidirectional(text[:1]), NEUTRAL) if text else NEUTRAL


def read_from_right(ordered: Sequence[Glyph], turned: bool = False) -> list[Glyph]:
    """The glyphs of a line that runs from right to left, given as they stand, in reading order.

    Shape:   `turned` where the file names brackets by their shape on paper: those among Arabic are
             then named for what they are.
    """
    kinds = _resolved(ordered)
    found: list[Glyph] = []
    at = len(ordered) - 1
    while at >= 0:
        start = at
        while start > 0 and kinds[at] != RIGHT and kinds[start - 1] == kinds[at]:
            if _is_wide(ordered[start - 1], ordered[start]):
                break
            start -= 1
        found += ordered[start : at + 1]
        if turned and kinds[at] == RIGHT:
            found[-1] = replace(found[-1], text=_MIRRORED.get(found[-1].text, found[-1].text))
        at = start - 1
    return _unstretched(found)


def _is_wide(one: Glyph, other: Glyph) -> bool:
    """Whether a TAB or a column's edge parts two neighbours."""
    return other.x0 - one.x1 > TAB * max(one.size, other.size)


def _resolved(ordered: Sequence[Glyph]) -> list[str]:
    """Which way each glyph of a line is read: UAX #9, rules W4 to W7 and N0 to N2, undone."""
    kinds = [_kind(g.text) for g in ordered]
    strong = RIGHT
    for i, kind in enumerate(kinds):
        if kind == NUMBER and strong == LEFT:
            kinds[i] = LEFT
        elif kind in (LEFT, RIGHT):
            strong = kind
        elif ordered[i].text in _MIRRORED:
            strong = RIGHT
    for opens, closes in _pairs(ordered):
        if RIGHT not in kinds[opens:closes] and LEFT in kinds[opens:closes]:
            kinds[opens] = kinds[closes] = LEFT
    for i in range(len(kinds)):
        if kinds[i] == NEUTRAL:
            kinds[i] = _between(ordered, kinds, i)
    return kinds


def _pairs(ordered: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    """Brackets that open on the left and close on the right, as they do among Latin letters."""
    opened: list[int] = []
    for i, glyph in enumerate(ordered):
        if glyph.text in _OPENING:
            opened.append(i)
        elif opened and glyph.text == _MIRRORED[ordered[opened[-1]].text]:
            yield opened.pop(), i


def _between(ordered: Sequence[Glyph], kinds: Sequence[str], i: int) -> str:
    """How a neutral sign is read: with what stands on both its sides, where that is the same."""
    before = kinds[i - 1] if i else RIGHT
    stop = i
    while stop < len(kinds) and kinds[stop] == NEUTRAL:
        stop += 1
    after = kinds[stop] if stop < len(kinds) else RIGHT
    if before == after == LEFT:
        return LEFT
    kind = unicodedata.bidirectional(ordered[i].text[:1])
    if before == after == NUMBER and stop == i + 1 and kind in _SEPARATORS:
        return NUMBER
    return NUMBER if kind == "ET" and NUMBER in (before, after) else RIGHT


def _unstretched(line: list[Glyph]) -> list[Glyph]:
    """The glyphs without the strokes that stretch words to justify them, which some programs name
    for a digit: none stands between two letters of a word, nor right behind a letter that joins."""
    stretched = sum(glyph.text == _TATWEEL for glyph in line) > 1  # a typist sets one
    kept: list[Glyph] = []
    for index, glyph in enumerate(line):
        digit = glyph.text.isdecimal()
        if kept and (digit or (stretched and glyph.text == _TATWEEL)):
            if _is_within_word(kept[-1], line, index):
                kept[-1] = replace(kept[-1], x0=min(kept[-1].x0, glyph.x0))
                continue
            if digit and _joins(kept[-1], glyph):
                glyph = replace(glyph, text=_TATWEEL)
        kept.append(glyph)
    return kept


def _is_within_word(before: Glyph, line: Sequence[Glyph], index: int) -> bool:
    """Whether an Arabic letter stands right before a sign, and one behind it and its like."""
    following = next((g for g in line[index:] if g.text != line[index].text), None)
    if following is None or not before.text[:1].isalpha() or not following.text[:1].isalpha():
        return False
    return _kind(before.text) == RIGHT == _kind(following.text)


def _joins(letter: Glyph, stroke: Glyph) -> bool:
    """Whether a stroke lengthens a letter at its word's end."""
    base = next((c for c in reversed(letter.text) if not unicodedata.combining(c)), "")
    near = -0.6 < (letter.x0 - stroke.x1) / letter.size < 0.05 if letter.size else False
    level = stroke.size > 0.9 * letter.size and abs(letter.base - stroke.base) < 1
    return base in _JOINS_BEHIND and near and level


def width_between(line: Sequence[Glyph], index: int) -> float:
    """The gap between the glyph at `index` and the one read next; where the order of reading turns,
    between what stands beside one another there.

    Units:   points, negative where they overlap.
    """
    one, other = line[index], line[index + 1]
    if _is_right_of(other, one):
        return other.x0 - one.x1
    first = index
    while first > 0 and _is_right_of(line[first], line[first - 1]):
        first -= 1
    last = index + 1
    while last + 1 < len(line) and _is_right_of(line[last + 1], line[last]):
        last += 1
    return line[first].x0 - line[last].x1


def _is_right_of(one: Glyph, other: Glyph) -> bool:
    return one.x0 + one.x1 >= other.x0 + other.x1


def names_shapes(lines: Sequence[Sequence[Glyph]]) -> bool:
    """Whether a file names brackets by their shape, as they stand on paper: in lines in reading
    order, they close before they open, and labels end in one that opens."""
    score = sum(_vote(pair) for line in lines for pair in _around_arabic(line))
    for line in lines:
        label = "".join(g.text for g in line[:3]).replace(" ", "")[:2]
        if label[:1].isalpha() and label[1:] in ("(", ")"):
            score += 1 if label[1] == "(" else -1
    return score > 0


def _vote(pair: tuple[str, str]) -> int:
    return {(")", "("): 1, ("(", ")"): -1}.get(pair, 0)


def _around_arabic(line: Sequence[Glyph]) -> Iterator[tuple[str, str]]:
    """The neighbouring brackets of a line that Arabic letters stand between."""
    last, arabic = "", False
    for glyph in line:
        if glyph.text in ("(", ")"):
            if last and arabic:
                yield last, glyph.text
            last, arabic = glyph.text, False
        arabic = arabic or _kind(glyph.text) == RIGHT
