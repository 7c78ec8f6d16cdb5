"""The rows of the reading page: each clause woven, as it was and as it is, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import ascii_letters, digits

from resdiff.model import Change, Kind, Line, Mark, Nature, Piece, Redline, Status
from resdiff.renderers.grids import Grid, grids, table_keys
from resdiff.renderers.summary import HEAD, is_plain, place_or_path
from resdiff.values import dataclass, replace

SAME = "same"
SECTIONS = frozenset({Kind.CALL, Kind.ANNEX})
_TAGS = {Kind.NUMBER: "h2", Kind.ANNEX: "h2", Kind.CALL: "h3", Kind.HEADING: "h3"}
_LATIN = frozenset(ascii_letters + digits + "-‑./_")
_DEEPEST = 5  # levels that the style sheet indents


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of text as the template sets it.

    Shape:   `mark` "kept", "inserted" or "deleted"; `note` the id of the note's row for a raised
             mark that has one, "#" for one that has none, "" for plain text; `glued` where it
             continues a Latin word or number, so that it must not be set apart from it.
    """

    text: str
    mark: str
    moved: bool = False
    note: str = ""
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What happened, in words; `target` the id of the row it speaks of, or ""."""

    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One way to show a clause: label and text."""

    label: tuple[Bit, ...] = ()
    bits: tuple[Bit, ...] = ()
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One clause, in three ways: woven, old, new; or a whole table.

    Shape:   `fate` "changed", "inserted", "deleted", "renumbered", "moved" or SAME; `tag` the HTML
             element of the woven text; `context` whether a reader of the changes alone needs it
             too; `before`, `after` ids of the neighbouring changed rows.
    """

    id: str
    kind: str
    fate: str
    tag: str = "div"
    level: int = 0
    one: Side = Side()
    old: Side = Side()
    new: Side = Side()
    remarks: tuple[Remark, ...] = ()
    context: bool = False
    before: str = ""
    after: str = ""
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells of paragraphs, woven and on each side."""

    one: Grid[Row]
    old: Grid[Row]
    new: Grid[Row]


def rows(redline: Redline, own: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows of a redline in its order, runs of cells gathered into tables.

    Shape:   the id of a clause's row is "c" and the number of its line.
    """
    return tuple(_linked(_Rows(redline, own).build()))


def each(several: Iterable[Row]) -> Iterator[Row]:
    """The rows, and in the place of a table the rows inside it."""
    for row in several:
        if row.table is None:
            yield row
        else:
            yield from (inner for line in row.table.one for cell in line for inner in cell)


def line_of(row: Row, redline: Redline) -> Line:
    """The line a clause's row was made from."""
    return redline.lines[int(row.id[1:])]


def _linked(several: Sequence[Row]) -> Iterator[Row]:
    """The rows, each that changed with the ids of the changes before and after it."""
    changed = [row.id for row in several if row.fate != SAME]
    before = dict(zip(changed[1:], changed, strict=False))
    after = {one: other for other, one in before.items()}
    for row in several:
        yield replace(row, before=before.get(row.id, ""), after=after.get(row.id, ""))


class _Rows:
    """Makes the rows of a redline; ids are known beforehand, so that rows can name one another."""

    def __init__(self, redline: Redline, own: Mapping[str, str]) -> None:
        self.comparison = redline.comparison
        self.own = own
        self.lines = redline.lines
        self.context = self._contexts()
        self.notes = self._note_rows()
        self.tables = table_keys(self.comparison, self.lines)
        self.places: dict[int, list[int]] = {}
        for number, line in enumerate(self.lines):
            self.places.setdefault(line.change, []).append(number)

    def build(self) -> list[Row]:
        """The rows in order."""
        built: list[Row] = []
        number = 0
        while number < len(self.lines):
            stop, key = number, self.tables[number]
            while key is not None and stop < len(self.lines) and self.tables[stop] == key:
                stop += 1
            built.append(self._table(range(number, stop)) if key else self._row(number))
            number = max(stop, number + 1)
        return built

    def _fate(self, number: int) -> str:
        """What a reader is told first of a line."""
        line, change = self.lines[number], self._change(number)
        if is_plain(change):
            return SAME
        if line.moved:
            return "moved"
        return "renumbered" if line.status is Status.UNCHANGED else line.status.value

    def _change(self, number: int) -> Change:
        return self.comparison.changes[self.lines[number].change]

    def _contexts(self) -> frozenset[int]:
        """The calls and annexes that stand above changed lines."""
        found: set[int] = set()
        heading = -1
        for number, line in enumerate(self.lines):
            if line.kind in SECTIONS:
                heading = number
            elif heading >= 0 and self._fate(number) != SAME:
                found.add(heading)
        return frozenset(found)

    def _note_rows(self) -> dict[tuple[Mark, str], str]:
        """Ids of note rows by the mark printed on each side."""
        found: dict[tuple[Mark, str], str] = {}
        for number, line in enumerate(self.lines):
            if line.kind is not Kind.NOTE:
                continue
            for mark in (Mark.INSERTED, Mark.DELETED):
                label = "".join(p.text for p in line.label if p.mark in {Mark.KEPT, mark})
                found.setdefault((mark, label.strip()), _id(number))
        return found

    def _row(self, number: int) -> Row:
        line, fate = self.lines[number], self._fate(number)
        return Row(
            id=_id(number),
            kind=line.kind.value,
            fate=fate,
            tag=_TAGS.get(line.kind, "p"),
            level=min(line.level, _DEEPEST),
            one=self._side(line, None),
            old=self._side(line, Mark.INSERTED),
            new=self._side(line, Mark.DELETED),
            remarks=tuple(self._remarks(number, fate)) if fate != SAME else (),
            context=number in self.context or line.kind in HEAD,
        )

    def _side(self, line: Line, without: Mark | None) -> Side:
        """The line woven, or on the side that is left when one mark is left out."""
        gone = {Mark.INSERTED: Status.INSERTED, Mark.DELETED: Status.DELETED}
        if without is not None and line.status is gone[without]:
            return Side(shown=False)
        label, text = (tuple(self._bits(p, without)) for p in (line.label, line.pieces))
        return Side(_glued(label), _glued(text))

    def _bits(self, pieces: Iterable[Piece], without: Mark | None) -> Iterator[Bit]:
        old = without is Mark.INSERTED
        for piece in pieces:
            text = piece.was if old and piece.was is not None else piece.text
            if piece.mark is without or not text:
                continue
            side = Mark.DELETED if old or piece.mark is Mark.DELETED else Mark.INSERTED
            note = self.notes.get((side, text.strip()), "#") if piece.note else ""
            yield Bit(text, piece.mark.value, piece.moved, note)

    def _remarks(self, number: int, fate: str) -> Iterator[Remark]:
        """What happened to a line, the weightiest first."""
        line, change, own = self.lines[number], self._change(number), self.own
        if line.moved:
            yield self._whereabouts(number, change)
        if change.status is Status.CHANGED:
            yield Remark(own["changed"])
        elif fate in {"inserted", "deleted", "renumbered"}:
            yield Remark(own[fate])
        if change.split or change.merged:
            yield Remark(own["split" if change.split else "merged"])
        if line.renumbered and not line.moved and change.old:
            label = self.comparison.old.clauses[change.old[0]].label.strip()
            if label:
                yield Remark(own["renumbered_from"].format(place=label))
        if change.nature in {Nature.CITATION, Nature.EDITORIAL}:
            yield Remark(own[f"nature_{change.nature.value}"])

    def _whereabouts(self, number: int, change: Change) -> Remark:
        """Where a moved line came from or went, with a link to the other place."""
        line, comparison = self.lines[number], self.comparison
        others = (n for n in self.places[line.change] if self.lines[n].status is not line.status)
        other = next(others, None)
        if line.status is Status.DELETED:
            text = self.own["moved_to"].format(place=place_or_path(comparison.new, change.new[0]))
        else:
            text = self.own["moved_from"].format(place=place_or_path(comparison.old, change.old[0]))
        return Remark(text, "" if other is None else _id(other))

    def _table(self, numbers: range) -> Row:
        """A run of cells as one row that holds the table."""
        cells = {number: self._row(number) for number in numbers}
        woven, old, new = grids(self.comparison, self.lines, numbers)
        fates = {row.fate for row in cells.values()}
        fate = fates.pop() if len(fates) == 1 else "changed"
        return Row(
            id=f"t{numbers.start}",
            kind="table",
            fate=fate,
            remarks=(Remark(self.own[fate]),) if fate != SAME else (),
            table=Table(*(_filled(grid, cells) for grid in (woven, old, new))),
        )


def _id(number: int) -> str:
    return f"c{number}"


def _filled(grid: Grid[int], cells: Mapping[int, Row]) -> Grid[Row]:
    return tuple(tuple(tuple(cells[number] for number in cell) for cell in line) for line in grid)


def _glued(bits: Sequence[Bit]) -> tuple[Bit, ...]:
    """The pieces, told whether a Latin word or a number runs on across their edges.

    Source:  Unicode Standard Annex 9: between right-to-left letters, isolated pieces are ordered
             one by one, which would turn WRC-07 round where only 07 is marked.
    """
    befores, afters = _edges(bits), _edges(bits, -1)
    return tuple(
        replace(bit, glued=bit.mark != "kept" and bool(_LATIN & {before, after}))
        for bit, before, after in zip(bits, befores, afters[::-1], strict=True)
    )


def _edges(bits: Sequence[Bit], step: int = 1) -> list[str]:
    """For each piece the nearest character of a kept one before it; after it with step -1."""
    edges: list[str] = []
    edge = ""
    for bit in bits[::step]:
        edges.append(edge)
        if bit.mark == "kept":
            edge = bit.text[::step][-1:]
    return edges
