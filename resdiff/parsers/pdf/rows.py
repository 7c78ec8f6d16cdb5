"""Glyphs that stand on one line, from left to right (Arabic: from right to left), a page's columns
after one another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from resdiff.parsers.pdf.glyphs import Glyph, Page, Rule

GAP = 0.18
"""Least gap between words, in ems. Source: the narrowest word space of justified text is a fifth of
an em; kerning moves letters by a tenth at most."""

TAB = 0.75
"""Least gap behind a label that is a TAB, in ems: three times a common word space."""

BESIDE_CJK = 0.4
"""Gap beside a Chinese character that is none in the text, in ems. Source: programs set a quarter
of an em between Chinese and Latin, and stretch it to justify."""

LABEL = 8  # code points of a label that a TAB may follow: "(xviii)" has 7
GUTTER = 10.0
"""Narrowest gap between two columns in points. Source: no two-column page met has less than 12."""

COLUMN_ROWS = 6
"""Fewest rows on both sides of a gutter; a table or a letter's head has less side by side."""

_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_LEFT_TO_RIGHT = frozenset({"L", "EN", "AN"})


@dataclass(frozen=True, slots=True)
class Row:
    """Glyphs on one line, in reading order.

    Shape:   `raised` the indices of glyphs set small above the line; `ruled` whether a short line
             is drawn right above it, as above notes; `left`, `right` where its column ends.
    """

    glyphs: tuple[Glyph, ...]
    raised: frozenset[int]
    page: int
    base: float
    size: float
    left: float
    right: float
    height: float
    ruled: bool = False

    @property
    def x0(self) -> float:
        return min(g.x0 for g in self.glyphs)

    @property
    def x1(self) -> float:
        return max(g.x1 for g in self.glyphs)

    def text(self) -> str:
        """What is printed, gaps as blanks and TABs."""
        return "".join(glyph.text + gap for glyph, gap in self.pieces())

    def pieces(self) -> Iterator[tuple[Glyph, str]]:
        """Each glyph, and the blank or TAB that the gap behind it is."""
        said = ""
        for index, glyph in enumerate(self.glyphs):
            gap = ""
            if index + 1 < len(self.glyphs):
                gap = _gap(said + glyph.text, glyph, self.glyphs[index + 1], self.size)
            said += glyph.text + gap
            yield glyph, gap


def _gap(said: str, glyph: Glyph, following: Glyph, size: float) -> str:
    gap = max(following.x0 - glyph.x1, glyph.x0 - following.x1)
    label = said.strip()
    if gap > TAB * size and 0 < len(label) <= LABEL and " " not in label and "\t" not in said:
        return "\t"
    if gap < BESIDE_CJK * size and (_CJK.match(glyph.text) or _CJK.match(following.text)):
        return ""
    if gap > GAP * size and not said.endswith(" ") and not following.text.startswith(" "):
        return " "
    return ""


def rows(page: Page) -> list[Row]:
    """The rows of a page in reading order."""
    lines = [_lifted(line) for line in _lines(page)]
    if not lines:
        return []
    gutter = _gutter(lines, page)
    parts = _in_columns(lines, gutter)
    size = median(g.size for g in page.glyphs)
    rules = [r for r in page.rules if r.x1 - r.x0 < 0.45 * page.width]
    found = []
    for column in parts:
        sides = [(min(g.x0 for g in line), max(g.x1 for g in line)) for line in column]
        ends = min(x0 for x0, _ in sides), max(x1 for _, x1 in sides)
        found += [_row(line, page, ends, rules, size) for line in column]
    return found


def _lines(page: Page) -> list[list[Glyph]]:
    """The glyphs by baseline, from top to bottom; what stands a little higher or lower, and small,
    with the line it overlaps."""
    lines: list[list[Glyph]] = []
    waiting = sorted((g for g in page.glyphs if g.text.strip()), key=lambda g: -g.base)
    blanks = [g for g in page.glyphs if not g.text.strip()]
    for glyph in waiting:
        if lines and _same_line(lines[-1], glyph):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    _give_blanks(lines, blanks)
    return lines


def _same_line(line: Sequence[Glyph], glyph: Glyph) -> bool:
    big = max(line, key=lambda g: g.size)
    apart = big.base - glyph.base
    return apart < 0.25 * max(big.size, glyph.size) or (
        # raised marks come first, being higher: the line they belong to is larger
        max(g.base for g in line) - glyph.base < 0.45 * glyph.size and big.size < 0.8 * glyph.size
    )


def _give_blanks(lines: list[list[Glyph]], blanks: Sequence[Glyph]) -> None:
    bases: dict[int, list[Glyph]] = {}
    for line in lines:
        for glyph in line:
            bases.setdefault(round(glyph.base), line)
    for blank in blanks:
        for near in (k for k in _near(blank.base) if k in bases):
            bases[near].append(blank)
            break


def _near(base: float) -> tuple[int, int, int]:
    return round(base), round(base) - 1, round(base) + 1


def _lifted(line: list[Glyph]) -> list[Glyph]:
    """The glyphs of a line in reading order."""
    ordered = sorted(line, key=lambda g: (g.x0, g.order))
    sides = [_side(g.text) for g in ordered]
    if sides.count("R") <= sides.count("L"):
        return ordered
    return _without_fillers(_from_right(ordered, sides))


def _side(text: str) -> str:
    kind = unicodedata.bidirectional(text[:1]) if text else ""
    return "R" if kind in _RIGHT_TO_LEFT else "L" if kind in _LEFT_TO_RIGHT else ""


def _from_right(ordered: list[Glyph], sides: list[str]) -> list[Glyph]:
    """The glyphs from right to left, but numbers and words in other letters from left to right."""
    found: list[Glyph] = []
    at = len(ordered) - 1
    while at >= 0:
        start = at
        if sides[at] == "L":
            while start > 0 and sides[start - 1] == "L":
                start -= 1
        found += ordered[start : at + 1]
        at = start - 1
    return found


def _without_fillers(line: list[Glyph]) -> list[Glyph]:
    """The glyphs without the strokes that stretch Arabic words to justify them, which some programs
    name "0": no nought stands between two letters of a word."""
    kept: list[Glyph] = []
    for index, glyph in enumerate(line):
        if glyph.text == "0" and kept and _side(kept[-1].text) == "R":
            rest = (g.text for g in line[index:] if g.text != "0")
            if _side(next(rest, "")) == "R":
                continue
        kept.append(glyph)
    return kept


def _row(
    line: list[Glyph], page: Page, ends: tuple[float, float], rules: Sequence[Rule], typical: float
) -> Row:
    size = max(g.size for g in line)
    main = [g for g in line if g.size > 0.8 * size]
    base = median(g.base for g in main)
    small = frozenset(
        i for i, g in enumerate(line) if g.size < 0.8 * size and g.base > base + 0.1 * size
    )
    x0 = min(g.x0 for g in line)
    ruled = any(
        0.5 * size < r.y - base < 3 * typical and abs(r.x0 - x0) < 2 * typical for r in rules
    )
    return Row(tuple(line), small, page.number, base, size, *ends, page.height, ruled)


# ---------------------------------------------------------------------- columns


def _gutter(lines: Sequence[Sequence[Glyph]], page: Page) -> float:
    """Where the gap between two columns is, 0.0 where there is one column."""
    taken = [0] * (int(page.width) + 2)
    for line in lines:
        for x in {int(x) for g in line for x in (g.x0, (g.x0 + g.x1) / 2, g.x1)}:
            if 0 <= x < len(taken):
                taken[x] += 1
    low, high = int(page.width * 0.3), int(page.width * 0.7)
    allowed = len(lines) // 6  # titles, and tables, may cross it
    best = start = low
    width = 0
    for x in range(low, high + 1):
        if taken[x] > allowed:
            start = x + 1
        elif x + 1 - start > width:
            width, best = x + 1 - start, start
    middle = best + width / 2
    both = sum(1 for line in lines if _is_parted(line, middle))
    return middle if width >= GUTTER and both >= COLUMN_ROWS else 0.0


def _is_parted(line: Sequence[Glyph], middle: float) -> bool:
    """Whether words stand on both sides, and none across."""
    sides = {g.x1 < middle for g in line if g.x1 < middle or g.x0 > middle}
    across = any(g.x0 <= middle <= g.x1 and g.text.strip() for g in line)
    return len(sides) == 2 and not across and _apart(line, middle) >= GUTTER


def _apart(line: Sequence[Glyph], middle: float) -> float:
    """How wide the gap around the middle is, in points."""
    left = max((g.x1 for g in line if g.x1 < middle and g.text.strip()), default=0.0)
    right = min((g.x0 for g in line if g.x0 > middle and g.text.strip()), default=1e9)
    return right - left


def _in_columns(lines: Sequence[list[Glyph]], gutter: float) -> list[list[list[Glyph]]]:
    """The lines column by column; one that goes across ends the columns above it."""
    if not gutter:
        return [list(lines)]
    found: list[list[list[Glyph]]] = []
    left: list[list[Glyph]] = []
    right: list[list[Glyph]] = []
    for line in lines:
        one = [g for g in line if (g.x0 + g.x1) / 2 < gutter]
        other = [g for g in line if (g.x0 + g.x1) / 2 >= gutter]
        if one and other and _apart(line, gutter) < GUTTER:
            found += [x for x in (left, right) if x] + [[line]]
            left, right = [], []
            continue
        if any(g.text.strip() for g in one):
            left.append(one)
        if any(g.text.strip() for g in other):
            right.append(other)
    return found + [x for x in (left, right) if x]
