"""Glyphs that stand on one line, from left to right (Arabic: from right to left), a page's columns
after one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from resdiff.model import Cell
from resdiff.parsers.pdf.direction import (
    TAB,
    is_from_right,
    may_turn,
    names_shapes,
    read_from_right,
    width_between,
)
from resdiff.parsers.pdf.glyphs import Glyph, Page, Rule
from resdiff.parsers.pdf.tables import Box
from resdiff.values import dataclass, replace

GAP = 0.18
"""Least gap between words, in ems. Source: the narrowest word space of justified text is a fifth of
an em; kerning moves letters by a tenth at most."""

BESIDE_CJK = 0.4
"""Gap beside a Chinese character that is none in the text, in ems. Source: programs set a quarter
of an em between Chinese and Latin, and stretch it to justify."""

LABEL = 8  # code points of a label that a TAB may follow: "(xviii)" has 7
GUTTER = 10.0
"""Narrowest gap between two columns in points. Source: no two-column page met has less than 12."""

COLUMN_ROWS = 6
"""Fewest rows on both sides of a gutter; a table or a letter's head has less side by side."""

_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


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
    cell: Cell | None = None

    @property
    def x0(self) -> float:
        """The left edge, in points."""
        return min(g.x0 for g in self.glyphs)

    @property
    def x1(self) -> float:
        """The right edge, in points."""
        return max(g.x1 for g in self.glyphs)

    @property
    def from_right(self) -> bool:
        """Whether it is read from right to left: more Arabic letters than Latin ones."""
        return is_from_right(self.glyphs, numbers=False)

    def text(self) -> str:
        """What is printed, gaps as blanks and TABs."""
        return "".join(glyph.text + gap for glyph, gap in self.pieces())

    def pieces(self) -> Iterator[tuple[Glyph, str]]:
        """Each glyph, and the blank or TAB that the gap behind it is."""
        said = ""
        for index, glyph in enumerate(self.glyphs):
            gap = ""
            if index + 1 < len(self.glyphs):
                wide = width_between(self.glyphs, index)
                gap = _gap(said + glyph.text, glyph, self.glyphs[index + 1], wide, self.size)
            said += glyph.text + gap
            yield glyph, gap


def _gap(said: str, glyph: Glyph, following: Glyph, gap: float, size: float) -> str:
    label = said.strip()
    if gap > TAB * size and 0 < len(label) <= LABEL and " " not in label and "\t" not in said:
        return "\t"
    if gap < BESIDE_CJK * size and (_CJK.match(glyph.text) or _CJK.match(following.text)):
        return ""
    if gap > GAP * size and not said.endswith(" ") and not following.text.startswith(" "):
        return " "
    return ""


def rows(page: Page, tables: Sequence[Sequence[Box]] = (), turned: bool = False) -> list[Row]:
    """The rows of a page in reading order, those of a table's cells one after another; `turned`
    where `shapes` says so of the file."""
    if not tables:
        return _rows(page, turned)
    inside: dict[Cell, list[Glyph]] = {}
    outside: list[Glyph] = []
    tables = [_from_its_side(table, page) for table in tables]
    boxes = [box for table in tables for box in table]
    for glyph in page.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.base + 0.3 * glyph.size
        box = next((b for b in boxes if b.holds(x, y)), None)
        (outside if box is None else inside.setdefault(box.cell, [])).append(glyph)
    found = _rows(replace(page, glyphs=tuple(outside)), turned)
    for table in tables:
        held = [
            row for box in table for row in _in_cell(page, box, inside.get(box.cell, []), turned)
        ]
        top = max(box.high for box in table)
        at = next((i for i, row in enumerate(found) if _is_below(row, top, table)), len(found))
        found[at:at] = held
    return found


def _from_its_side(table: Sequence[Box], page: Page) -> list[Box]:
    """The cells of a table in reading order, counted from the right where its text is Arabic."""
    held = [g for g in page.glyphs if any(box.holds(g.x0, g.base) for box in table)]
    if not is_from_right(held, numbers=False):
        return list(table)
    last = max(box.cell.column for box in table)
    turned = [replace(b, cell=replace(b.cell, column=last - b.cell.column)) for b in table]
    return sorted(turned, key=lambda b: (b.cell.row, b.cell.column))


def _in_cell(page: Page, box: Box, glyphs: Sequence[Glyph], turned: bool) -> list[Row]:
    cell = replace(page, glyphs=tuple(glyphs), rules=())
    margin = min((g.x0 for g in glyphs), default=box.x0) - box.x0
    ends = box.x0 + margin, box.x1 - margin
    return [replace(row, cell=box.cell, left=ends[0], right=ends[1]) for row in _rows(cell, turned)]


def _is_below(row: Row, top: float, table: Sequence[Box]) -> bool:
    """Whether a row stands below the upper edge of a table, in its column."""
    beside = row.x1 < min(b.x0 for b in table) or row.x0 > max(b.x1 for b in table)
    return row.cell is None and row.base < top and not beside


def _rows(page: Page, turned: bool) -> list[Row]:
    standing = _standing(_lines(page))
    lines = [read_from_right(line, turned) if turn else line for line, turn in standing]
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


def shapes(pages: Sequence[Page]) -> bool:
    """Whether the brackets of Arabic lines are named by their shape, not for what they are."""
    arabic = [line for page in pages for line, turn in _standing(_lines(page)) if turn]
    return names_shapes([read_from_right(line) for line in arabic])


def _standing(lines: Sequence[Sequence[Glyph]]) -> list[tuple[list[Glyph], bool]]:
    """The glyphs of each line from left to right, and whether it is read from the right."""
    found = [sorted(line, key=lambda g: (g.x0, g.order)) for line in lines]
    arabic = is_from_right([g for line in found for g in line])
    return [(line, is_from_right(line) or (arabic and may_turn(line))) for line in found]


def _row(
    line: list[Glyph], page: Page, ends: tuple[float, float], rules: Sequence[Rule], typical: float
) -> Row:
    size = max(g.size for g in line)
    main = [g for g in line if g.size > 0.8 * size] or line  # damaged fonts have no size
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
