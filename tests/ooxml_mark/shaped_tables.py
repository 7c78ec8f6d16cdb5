"""Generated tables of any shape, and what people make of them: columns that come and go, cells
merged and split, rows in content controls.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hypothesis import strategies as st
from made_word import p, sdt, tbl

WORDS = st.sampled_from(["", "alpha", "beta", "gamma", "one two", "three", "5", "6", "电信"])


@dataclass(frozen=True)
class Cell:
    """A cell: how many columns it covers, how it is merged with others, and its blocks."""

    text: str
    span: int = 1
    down: str = ""
    inner: str = ""
    control: bool = False

    def xml(self) -> str:
        own = f'<w:tcW w:w="{1000 * self.span}" w:type="dxa"/>'
        own += f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else ""
        own += f'<w:vMerge w:val="{self.down}"/>' if self.down else ""
        cell = f"<w:tc><w:tcPr>{own}</w:tcPr>{self.inner}{p(self.text)}</w:tc>"
        return sdt(cell, tag="cell") if self.control else cell


@dataclass(frozen=True)
class Row:
    """A row; `control` names the content control that holds it."""

    cells: tuple[Cell, ...]
    before: int = 0
    control: str = ""

    @property
    def width(self) -> int:
        return self.before + sum(x.span for x in self.cells)

    def xml(self) -> str:
        own = f'<w:trPr><w:gridBefore w:val="{self.before}"/></w:trPr>' if self.before else ""
        return f"<w:tr>{own}{''.join(x.xml() for x in self.cells)}</w:tr>"


@dataclass(frozen=True)
class Table:
    """A table; `extra` columns of its grid that no row fills."""

    rows: tuple[Row, ...]
    extra: int = 0
    looks: str = field(default="")

    def xml(self) -> str:
        columns = max((x.width for x in self.rows), default=0) + self.extra
        body = ""
        held: list[str] = []
        for row, after in zip(self.rows, [*self.rows[1:], Row(())], strict=True):
            held.append(row.xml())
            if row.control and row.control == after.control:
                continue
            body += sdt(*held, tag=row.control) if row.control else "".join(held)
            held = []
        grid = '<w:gridCol w:w="1000"/>' * columns
        own = f'<w:tblPr><w:jc w:val="{self.looks}"/></w:tblPr>' if self.looks else "<w:tblPr/>"
        return f"<w:tbl>{own}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


CELLS = st.builds(Cell, WORDS)


@st.composite
def shaped(draw: st.DrawFn) -> Table:
    """A table, most often with rows of one width."""
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=4))
    table = Table(tuple(Row(tuple(x)) for x in rows))
    for _ in range(draw(st.integers(0, 2))):
        table = draw(changed(table))
    return table


@st.composite
def changed(draw: st.DrawFn, table: Table) -> Table:
    """The table after one change."""
    kind = draw(st.sampled_from([*_CHANGES]))
    result: Table = _CHANGES[kind](draw, table)
    return result if result.rows and all(x.cells for x in result.rows) else table


@st.composite
def table_pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A table before and after up to four changes."""
    old = draw(shaped())
    new = old
    for _ in range(draw(st.integers(1, 4))):
        new = draw(changed(new))
    return old.xml(), new.xml()


def _at(draw: st.DrawFn, count: int) -> int:
    return draw(st.integers(0, max(0, count - 1)))


def _with_row(table: Table, at: int, row: Row) -> Table:
    return replace(table, rows=(*table.rows[:at], row, *table.rows[at + 1 :]))


def _with_cell(draw: st.DrawFn, table: Table, **said: object) -> Table:
    at = _at(draw, len(table.rows))
    row = table.rows[at]
    i = _at(draw, len(row.cells))
    cell = replace(row.cells[i], **said)  # type: ignore[arg-type]
    return _with_row(table, at, replace(row, cells=(*row.cells[:i], cell, *row.cells[i + 1 :])))


def _insert_column(draw: st.DrawFn, table: Table) -> Table:
    i = draw(st.integers(0, 4))
    return replace(
        table,
        rows=tuple(replace(x, cells=(*x.cells[:i], draw(CELLS), *x.cells[i:])) for x in table.rows),
    )


def _delete_column(draw: st.DrawFn, table: Table) -> Table:
    i = draw(st.integers(0, 4))
    return replace(
        table,
        rows=tuple(replace(x, cells=(*x.cells[:i], *x.cells[i + 1 :])) for x in table.rows),
    )


def _merge_cells(draw: st.DrawFn, table: Table) -> Table:
    at = _at(draw, len(table.rows))
    cells = table.rows[at].cells
    i = _at(draw, len(cells) - 1)
    if len(cells) < 2:
        return table
    text = f"{cells[i].text} {cells[i + 1].text}".strip()
    one = Cell(text, cells[i].span + cells[i + 1].span)
    return _with_row(table, at, replace(table.rows[at], cells=(*cells[:i], one, *cells[i + 2 :])))


def _split_cell(draw: st.DrawFn, table: Table) -> Table:
    at = _at(draw, len(table.rows))
    cells = table.rows[at].cells
    i = _at(draw, len(cells))
    if cells[i].span < 2:
        return table
    two = replace(cells[i], span=cells[i].span - 1), draw(CELLS)
    return _with_row(table, at, replace(table.rows[at], cells=(*cells[:i], *two, *cells[i + 1 :])))


def _merge_down(draw: st.DrawFn, table: Table) -> Table:
    return _with_cell(draw, table, down=draw(st.sampled_from(["", "restart", "continue"])))


def _insert_row(draw: st.DrawFn, table: Table) -> Table:
    at = draw(st.integers(0, len(table.rows)))
    width = len(table.rows[0].cells)
    row = Row(tuple(draw(st.lists(CELLS, min_size=width, max_size=width))))
    return replace(table, rows=(*table.rows[:at], row, *table.rows[at:]))


def _delete_row(draw: st.DrawFn, table: Table) -> Table:
    at = _at(draw, len(table.rows))
    return replace(table, rows=(*table.rows[:at], *table.rows[at + 1 :]))


def _drop_cell(draw: st.DrawFn, table: Table) -> Table:
    at = _at(draw, len(table.rows))
    row = table.rows[at]
    i = _at(draw, len(row.cells))
    return _with_row(table, at, replace(row, cells=(*row.cells[:i], *row.cells[i + 1 :])))


def _control_rows(draw: st.DrawFn, table: Table) -> Table:
    at = _at(draw, len(table.rows))
    stop = draw(st.integers(at, len(table.rows)))
    name = draw(st.sampled_from(["", "one", "two"]))
    rows = [replace(x, control=name) if at <= i <= stop else x for i, x in enumerate(table.rows)]
    return replace(table, rows=tuple(rows))


def _skip(draw: st.DrawFn, table: Table) -> Table:
    at = _at(draw, len(table.rows))
    return _with_row(table, at, replace(table.rows[at], before=draw(st.integers(0, 2))))


_CHANGES = {
    "insert column": _insert_column,
    "delete column": _delete_column,
    "merge cells": _merge_cells,
    "split cell": _split_cell,
    "merge down": _merge_down,
    "insert row": _insert_row,
    "delete row": _delete_row,
    "drop cell": _drop_cell,
    "write": lambda draw, table: _with_cell(draw, table, text=draw(WORDS)),
    "span": lambda draw, table: _with_cell(draw, table, span=draw(st.integers(1, 3))),
    "nest": lambda draw, table: _with_cell(
        draw, table, inner=draw(st.sampled_from(["", tbl(["in"]), tbl(["in", "out"])]))
    ),
    "control": lambda draw, table: _with_cell(draw, table, control=draw(st.booleans())),
    "control rows": _control_rows,
    "skip": _skip,
    "grid": lambda draw, table: replace(table, extra=draw(st.integers(0, 2))),
    "looks": lambda draw, table: replace(table, looks=draw(st.sampled_from(["left", "right"]))),
}
