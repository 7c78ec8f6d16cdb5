"""Tables paired, then their rows, then the cells of each row."""

from __future__ import annotations

from collections.abc import Sequence

from resdiff.differ.likeness import Unit, candidates
from resdiff.differ.sequence import paired
from resdiff.differ.sides import Pairing, Side, joined
from resdiff.values import replace

# Rows out of order must be this alike; as for clauses in another section.
_MOVED = 0.55

Grid = list[list[list[int]]]  # rows of cells of clauses


def table_pairings(
    old: Side, new: Side, old_cells: Sequence[int], new_cells: Sequence[int]
) -> list[Pairing]:
    """The paragraphs of tables that correspond: same table, same row by its words, same column."""
    tables = _tables(old, old_cells), _tables(new, new_cells)
    units = [
        [_unit(side, [i for row in grid for cell in row for i in cell]) for grid in grids]
        for side, grids in zip((old, new), tables, strict=True)
    ]
    found = [(i, j) for i, j, _, _ in paired(units[0], units[1])]
    if not found and len(tables[0]) == len(tables[1]) == 1:
        found = [(0, 0)]
    return [pairing for i, j in found for pairing in _rows(old, new, tables[0][i], tables[1][j])]


def _tables(side: Side, cells: Sequence[int]) -> list[Grid]:
    grids: dict[tuple[str, int], dict[int, dict[int, list[int]]]] = {}
    for i in cells:
        clause = side.clause(i)
        part = clause.anchors[0].part if clause.anchors else ""
        table, row, column = (
            (clause.cell.table, clause.cell.row, clause.cell.column) if clause.cell else (-1, i, 0)
        )
        grid = grids.setdefault((part, table), {})
        grid.setdefault(row, {}).setdefault(column, []).append(i)
    return [
        [[row[column] for column in sorted(row)] for _, row in sorted(grid.items())]
        for _, grid in sorted(grids.items())
    ]


def _unit(side: Side, members: Sequence[int]) -> Unit:
    return replace(joined([side.units[i] for i in members]), number="", depth=0)


def _rows(old: Side, new: Side, olds: Grid, news: Grid) -> list[Pairing]:
    units = [
        [_unit(side, [i for cell in row for i in cell]) for row in grid]
        for side, grid in ((old, olds), (new, news))
    ]
    pairs = [(i, j) for i, j, _, _ in paired(units[0], units[1])]
    pairs += _moved(units[0], units[1], pairs)
    return [pairing for i, j in pairs for pairing in _cells(old, new, olds[i], news[j])]


def _moved(
    old: Sequence[Unit], new: Sequence[Unit], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Rows without a partner that are alike out of order, the likeliest first."""
    used = {i for i, _ in pairs}, {j for _, j in pairs}
    free = (
        [i for i in range(len(old)) if i not in used[0]],
        [j for j in range(len(new)) if j not in used[1]],
    )
    scores = candidates([old[i] for i in free[0]], [new[j] for j in free[1]])
    found: dict[int, int] = {}
    for (x, y), score in sorted(scores.items(), key=lambda s: (-s[1], s[0])):
        i, j = free[0][x], free[1][y]
        if score >= _MOVED and i not in found and j not in used[1]:
            found[i] = j
            used[1].add(j)
    return sorted(found.items())


def _cells(old: Side, new: Side, olds: list[list[int]], news: list[list[int]]) -> list[Pairing]:
    if len(olds) == len(news):
        columns = [(i, i) for i in range(len(olds))]
    else:
        units = [[_unit(side, cell) for cell in row] for side, row in ((old, olds), (new, news))]
        columns = [(i, j) for i, j, _, _ in paired(units[0], units[1])]
    out: list[Pairing] = []
    for i, j in columns:
        out.extend(_paragraphs(old, new, olds[i], news[j]))
    return out


def _paragraphs(old: Side, new: Side, olds: list[int], news: list[int]) -> list[Pairing]:
    if len(olds) == len(news) == 1:
        score = 1.0 if old.units[olds[0]].key == new.units[news[0]].key else 0.5
        return [Pairing((olds[0],), (news[0],), score, "same cell")]
    units = [old.units[i] for i in olds], [new.units[j] for j in news]
    return [
        Pairing((olds[i],), (news[j],), score, f"same cell, {reason}")
        for i, j, score, reason in paired(*units)
    ]
