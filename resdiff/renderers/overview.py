"""The overview on top of the reading page: figures, and a link to every change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from resdiff.model import Kind, Line, Mark, Redline, Status
from resdiff.renderers.rows import SAME, SECTIONS, Row, each, line_of
from resdiff.renderers.summary import CALL_ENDS, CLAUSES, COUNTED, HEAD, Counts
from resdiff.renderers.terminal import shortened
from resdiff.values import dataclass, replace

SIGNS = {"changed": "±", "inserted": "+", "deleted": "−", "renumbered": "#", "moved": "⇄"}
_SHORT = 24  # columns of a chip's words
_BY_WORDS = frozenset(
    {Kind.ITEM, Kind.PARAGRAPH, Kind.HEADING, Kind.COVER, Kind.ABSTRACT, Kind.UNPLACED}
)


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure of the summary; `target` the first row it counts."""

    fate: str
    sign: str
    count: int
    word: str
    target: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A link to one change: `text` names the clause, `word` says what happened to it."""

    target: str
    sign: str
    fate: str
    text: str
    word: str
    labelled: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The changes below one call, in the head, in the notes, or around the text."""

    title: str
    chips: tuple[Chip, ...]


def tiles(counts: Counts, rows: Iterable[Row], own: Mapping[str, str]) -> Iterator[Tile]:
    """The five figures; each leads to the first change of its kind, wherever that stands."""
    first: dict[str, str] = {}
    for row in each(rows):
        first.setdefault(row.fate, row.id)
    for name in COUNTED:
        count, word = getattr(counts, name), own[f"several_{name}"]
        yield Tile(name, SIGNS[name], count, word, first.get(name, ""))


def groups(redline: Redline, rows: Sequence[Row], own: Mapping[str, str]) -> Iterator[Group]:
    """The changes by call; those of the head, of the notes and around the text have their own."""
    chips: dict[tuple[str, str], list[Chip]] = {}
    section = ("text", own["text"])
    for row in each(rows):
        line = line_of(row, redline)
        if line.kind in SECTIONS:
            section = (row.id, _words_of(line).rstrip(CALL_ENDS))
        if row.fate != SAME:
            chips.setdefault(_heading(line, section, own), []).append(_chip(row, line, own))
    for (_, title), links in chips.items():
        yield Group(title, tuple(_gathered(links)))


def _heading(line: Line, section: tuple[str, str], own: Mapping[str, str]) -> tuple[str, str]:
    """The group of a change: its id and what it is called."""
    if line.kind in HEAD:
        return ("", own["head"])
    if line.kind is Kind.NOTE:
        return ("notes", own["notes"])
    return section if line.kind in CLAUSES else ("matter", own["matter"])


def _words_of(line: Line) -> str:
    """The line's words as they are now, or were."""
    pieces = [piece.text for piece in line.pieces if piece.mark is not Mark.DELETED]
    return " ".join("".join(pieces or [piece.text for piece in line.pieces]).split())


def _chip(row: Row, line: Line, own: Mapping[str, str]) -> Chip:
    """A chip shows the label the clause has now (or had), its first words, or what it is."""
    label = _label(line)
    begins = shortened(_words_of(line), _SHORT) if line.kind in _BY_WORDS else ""
    return Chip(
        target=row.id,
        sign=SIGNS[row.fate],
        fate=row.fate,
        text=label or begins or own[f"kind_{line.kind.value}"],
        word=row.remarks[0].text if row.remarks else own[row.fate],
        labelled=bool(label or begins),
    )


def _label(line: Line) -> str:
    """The label as it is now, or was; of a sub-item with those above it; "" for a mere bullet."""
    gone = Mark.INSERTED if line.status is Status.DELETED else Mark.DELETED
    now = [piece.text for piece in line.label if piece.mark is not gone]
    label = "".join(now or [piece.text for piece in line.label]).strip()
    if not any(character.isalnum() for character in label):
        return ""
    if not line.level:
        return label
    path = line.old_path if line.status is Status.DELETED else line.new_path
    return " ".join(path.split("/")[1:]) or label


def _gathered(chips: Iterable[Chip]) -> Iterator[Chip]:
    """Neighbours that say the same in one chip with their number: the cells of a table, say."""
    for _, alike in groupby(chips, key=lambda chip: (chip.fate, chip.text, chip.labelled)):
        same = list(alike)
        if same[0].labelled or len(same) == 1:
            yield from same
        else:
            yield replace(same[0], text=f"{same[0].text} ×{len(same)}")
