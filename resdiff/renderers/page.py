"""What the reading page shows, as plain values: the template only sets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from resdiff.model import (
    Change,
    Comparison,
    Document,
    Kind,
    Line,
    Mark,
    Nature,
    Notice,
    Piece,
    Redline,
    Status,
)
from resdiff.renderers.heads import number_line, source_name
from resdiff.renderers.summary import (
    CLAUSES,
    COUNTED,
    HEAD,
    Counts,
    Summary,
    is_plain,
    main_instrument,
    place,
    summary,
)
from resdiff.renderers.tables import Grid, grids, table_keys
from resdiff.renderers.words import ENGLISH, words

RTL = frozenset({"ar"})
SIGNS = {"changed": "±", "inserted": "+", "deleted": "−", "renumbered": "#", "moved": "⇄"}
_TAGS = {Kind.NUMBER: "h2", Kind.ANNEX: "h2", Kind.CALL: "h3", Kind.HEADING: "h3"}
_SECTIONS = frozenset({Kind.CALL, Kind.ANNEX})
_SHORT = 24  # characters of a chip


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of text as the template sets it.

    Shape:   `mark` "kept", "inserted" or "deleted"; `note` the id of the note's row for a raised
             mark that has one, "#" for one that has none, "" for plain text.
    """

    text: str
    mark: str
    moved: bool = False
    note: str = ""


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
    """One clause, in three ways: woven, old, new.

    Shape:   `fate` a key of SIGNS, or "same"; `tag` the HTML element of the woven text;
             `context` whether a reader of the changes alone needs it too; `before`, `after` ids of
             the neighbouring changes; `table` a whole table instead of one clause.
    """

    id: str
    kind: str
    fate: str
    tag: str
    level: int
    one: Side
    old: Side
    new: Side
    remarks: tuple[Remark, ...] = ()
    context: bool = False
    before: str = ""
    after: str = ""
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells of rows, woven and on each side."""

    one: Grid[Row]
    old: Grid[Row]
    new: Grid[Row]


@dataclass(frozen=True, slots=True)
class Chip:
    """A link to one change in the overview."""

    target: str
    sign: str
    fate: str
    text: str
    word: str


@dataclass(frozen=True, slots=True)
class Group:
    """The changes below one call, or around the text."""

    title: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure of the summary; `target` the first row it counts."""

    fate: str
    sign: str
    count: int
    word: str
    target: str


@dataclass(frozen=True, slots=True)
class Card:
    """One of the two texts: what it is called and where it came from."""

    heading: str
    number: str
    title: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template needs."""

    words: Mapping[str, str]
    language: str
    direction: str
    text_language: str
    text_direction: str
    title: str
    old: Card
    new: Card
    tiles: tuple[Tile, ...]
    natures: tuple[str, ...]
    groups: tuple[Group, ...]
    changes: int
    rows: tuple[Row, ...]
    notes: tuple[Row, ...]
    notices: tuple[str, ...]
    author: str
    date: str


def page(redline: Redline, language: str) -> Page:
    """The page of a redline, its own words in `language` ("" for the documents' language)."""
    comparison = redline.comparison
    spoken = comparison.new.language or comparison.old.language
    language = language or spoken or ENGLISH
    own = words(language)
    found = summary(comparison)
    rows = _Rows(redline, own).build()
    body = tuple(row for row in rows if row.kind != Kind.NOTE.value)
    return Page(
        words=own,
        language=language,
        direction=_direction(language),
        text_language=spoken,
        text_direction=_direction(spoken) if spoken else "auto",
        title=_title(comparison),
        old=_card(comparison.old, own["old"], own),
        new=_card(comparison.new, own["new"], own),
        tiles=tuple(_tiles(found.clauses, rows, own)),
        natures=tuple(_natures(found, own)),
        groups=tuple(_groups(redline, rows, own)),
        changes=sum(row.fate != "same" for row in _each(rows)),
        rows=body,
        notes=tuple(row for row in rows if row.kind == Kind.NOTE.value),
        notices=tuple(_notices(comparison)),
        author=redline.author,
        date=redline.date[:10],
    )


def _direction(language: str) -> str:
    return "rtl" if language in RTL else "ltr"


def _title(comparison: Comparison) -> str:
    """The title of the main instrument, or the names of the files."""
    for document in (comparison.new, comparison.old):
        instrument = main_instrument(document)
        if instrument and instrument.title.strip():
            return " ".join(instrument.title.split())
    names = (source_name(comparison.old), source_name(comparison.new))
    return " → ".join(dict.fromkeys(name for name in names if name))


def _card(document: Document, heading: str, own: Mapping[str, str]) -> Card:
    instrument = main_instrument(document)
    return Card(
        heading=heading,
        number=number_line(document, instrument) if instrument else "",
        title=" ".join(instrument.title.split()) if instrument else "",
        name=source_name(document).replace("\\", "/").rpartition("/")[2],
        language=words(document.language)["name"] if document.language else "",
    )


def _tiles(counts: Counts, rows: Sequence[Row], own: Mapping[str, str]) -> Iterator[Tile]:
    """The five figures; each leads to the first change it counts, wherever that stands."""
    flat = list(_each(rows))
    for name in COUNTED:
        first = next((row.id for row in flat if row.fate == name), "")
        yield Tile(name, SIGNS[name], getattr(counts, name), own[name], first)


def _natures(found: Summary, own: Mapping[str, str]) -> Iterator[str]:
    for name, count in found.natures.items():
        yield f"{own[f'nature_{name}']}: {count}"


def _notices(comparison: Comparison) -> Iterator[str]:
    several: tuple[tuple[Notice, ...], ...] = (
        comparison.old.notices,
        comparison.new.notices,
        comparison.notices,
    )
    yield from dict.fromkeys(notice.message for notices in several for notice in notices)


def _each(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, and the rows inside tables in the place of the table."""
    for row in rows:
        if row.table is None:
            yield row
        else:
            yield from (inner for line in row.table.one for cell in line for inner in cell)


# -- rows ---------------------------------------------------------------------------------------


class _Rows:
    """Makes the rows of a redline: ids are the lines' numbers, so links can be made at once."""

    def __init__(self, redline: Redline, own: Mapping[str, str]) -> None:
        self.redline = redline
        self.comparison = redline.comparison
        self.own = own
        self.lines = redline.lines
        changed = [number for number in range(len(self.lines)) if self._fate(number) != "same"]
        self.before = {after: before for before, after in pairwise(changed)}
        self.after = dict(pairwise(changed))
        self.context = self._contexts(changed)
        self.notes = self._note_rows()
        self.tables = table_keys(self.comparison, self.lines)
        self.places: dict[int, list[int]] = {}
        for number, line in enumerate(self.lines):
            self.places.setdefault(line.change, []).append(number)

    def build(self) -> list[Row]:
        """The rows in order, runs of cells gathered into tables."""
        rows: list[Row] = []
        number = 0
        while number < len(self.lines):
            stop = number
            while stop < len(self.lines) and self._same_table(number, stop):
                stop += 1
            if stop > number:
                rows.append(self._table(range(number, stop)))
                number = stop
            else:
                rows.append(self._row(number))
                number += 1
        return rows

    def _same_table(self, first: int, number: int) -> bool:
        key = self.tables[first]
        return key is not None and key == self.tables[number]

    def _change(self, number: int) -> Change:
        return self.comparison.changes[self.lines[number].change]

    def _fate(self, number: int) -> str:
        """What a reader is told first of a line."""
        line, change = self.lines[number], self._change(number)
        if is_plain(change):
            return "same"
        if line.moved:
            return "moved"
        if line.status is Status.UNCHANGED:
            return "renumbered"
        return line.status.value

    def _contexts(self, changed: Iterable[int]) -> frozenset[int]:
        """The calls and annexes that stand above changed lines."""
        wanted = set(changed)
        found: set[int] = set()
        heading = -1
        for number, line in enumerate(self.lines):
            if line.kind in _SECTIONS:
                heading = number
            elif number in wanted and heading >= 0:
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
                found.setdefault((mark, label.strip()), f"c{number}")
        return found

    def _row(self, number: int) -> Row:
        line = self.lines[number]
        fate = self._fate(number)
        return Row(
            id=f"c{number}",
            kind=line.kind.value,
            fate=fate,
            tag=_TAGS.get(line.kind, "p"),
            level=min(line.level, 5),
            one=self._side(line, None),
            old=self._side(line, Mark.INSERTED),
            new=self._side(line, Mark.DELETED),
            remarks=tuple(self._remarks(number, fate)) if fate != "same" else (),
            context=number in self.context or line.kind in HEAD,
            before=self._id(self.before.get(number)),
            after=self._id(self.after.get(number)),
        )

    def _id(self, number: int | None) -> str:
        return "" if number is None else f"c{number}"

    def _side(self, line: Line, without: Mark | None) -> Side:
        """The line woven, or on the side that is left when one mark is left out."""
        gone = {Mark.INSERTED: Status.INSERTED, Mark.DELETED: Status.DELETED}
        if without is not None and line.status is gone[without]:
            return Side(shown=False)
        return Side(tuple(self._bits(line.label, without)), tuple(self._bits(line.pieces, without)))

    def _bits(self, pieces: Iterable[Piece], without: Mark | None) -> Iterator[Bit]:
        for piece in pieces:
            if piece.mark is without:
                continue
            old = without is Mark.INSERTED
            text = piece.was if old and piece.was is not None else piece.text
            side = Mark.DELETED if old or piece.mark is Mark.DELETED else Mark.INSERTED
            note = self.notes.get((side, text.strip()), "#") if piece.note else ""
            if text:
                yield Bit(text, piece.mark.value, piece.moved, note)

    def _remarks(self, number: int, fate: str) -> Iterator[Remark]:
        """What happened to a line, the weightiest first."""
        line, change, own = self.lines[number], self._change(number), self.own
        if line.moved:
            yield self._whereabouts(number, change)
        if line.status is Status.CHANGED or (line.moved and change.status is Status.CHANGED):
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
            text = self.own["moved_to"].format(place=place(comparison.new, change.new[0]))
        else:
            text = self.own["moved_from"].format(place=place(comparison.old, change.old[0]))
        return Remark(text, self._id(other))

    # -- tables ---------------------------------------------------------------------------------

    def _table(self, numbers: range) -> Row:
        """A run of cells as one row that holds the table."""
        rows = {number: self._row(number) for number in numbers}
        woven, old, new = grids(self.comparison, self.lines, numbers)
        changed = any(row.fate != "same" for row in rows.values())
        return Row(
            id=f"t{numbers.start}",
            kind="table",
            fate="tabled" if changed else "same",
            tag="div",
            level=0,
            one=Side(),
            old=Side(),
            new=Side(),
            table=Table(*(_filled(grid, rows) for grid in (woven, old, new))),
        )


def _filled(grid: Grid[int], rows: Mapping[int, Row]) -> Grid[Row]:
    return tuple(tuple(tuple(rows[number] for number in cell) for cell in line) for line in grid)


# -- the overview -------------------------------------------------------------------------------


def _groups(redline: Redline, rows: Sequence[Row], own: Mapping[str, str]) -> Iterator[Group]:
    """The changes by call; those of the head, of the notes and around the text have their own."""
    chips: dict[tuple[str, str], list[Chip]] = {}
    section = ("", own["head"])
    for row in _each(rows):
        line = redline.lines[int(row.id[1:])]
        if line.kind in _SECTIONS:
            section = (row.id, _words_of(line))
        if row.fate != "same":
            chips.setdefault(_heading(line, section, own), []).append(_chip(row, line, own))
    for (_, title), links in chips.items():
        yield Group(title, tuple(links))


def _heading(line: Line, section: tuple[str, str], own: Mapping[str, str]) -> tuple[str, str]:
    """The group of a change: its id and what it is called."""
    if line.kind in HEAD:
        return ("", own["head"])
    if line.kind is Kind.NOTE:
        return ("notes", own["notes"])
    return section if line.kind in CLAUSES else ("matter", own["matter"])


def _words_of(line: Line) -> str:
    """The line's words as they are now, or were."""
    pieces = [p.text for p in line.pieces if p.mark is not Mark.DELETED]
    return " ".join("".join(pieces or [p.text for p in line.pieces]).split())


def _chip(row: Row, line: Line, own: Mapping[str, str]) -> Chip:
    """A chip shows the label the clause has now (or had), or what kind of line it is."""
    gone = Mark.INSERTED if line.status is Status.DELETED else Mark.DELETED
    label = "".join(piece.text for piece in line.label if piece.mark is not gone).strip()
    path = line.old_path if line.status is Status.DELETED else line.new_path
    if label and line.level:  # a sub-item: its own label says too little
        label = " ".join(part for part in path.split("/")[1:]) or label
    return Chip(
        target=row.id,
        sign=SIGNS[row.fate],
        fate=row.fate,
        text=(label or own[f"kind_{line.kind.value}"])[:_SHORT],
        word=row.remarks[0].text if row.remarks else own[row.fate],
    )
