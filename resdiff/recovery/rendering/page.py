"""The recovery as a page: the text with its marks, doubtful ones visibly doubtful, each with its
reason. One file, readable without network and without script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resdiff.model import Mark
from resdiff.pages import filled
from resdiff.recovery.rendering import Signed
from resdiff.recovery.texts import BOOKMARK
from resdiff.recovery.values import Certainty, Recovery, Stretch
from resdiff.renderers.heads import file_name
from resdiff.renderers.words import PageWords, page_words
from resdiff.values import dataclass

_KNOWN = {"base edition": "base", "adopted text": "adopted_text"}
_ORDERS = {"old first": "old_first", "new first": "new_first", "mixed": "mixed_order"}
"""What a recovery says of itself, and the words that say it on a page."""


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of a line as the template sets it.

    Shape:   `remark` the number of the remark that says why, 0 where nothing needs saying.
    """

    text: str
    mark: str
    certainty: str
    reason: str
    remark: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a doubtful mark was made, beside its line."""

    number: int
    certainty: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the text; `fate` "same", "inserted", "deleted" or "changed"."""

    number: int
    fate: str
    bits: tuple[Bit, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """How many marks there are of one certainty, and where the first stands ("" nowhere)."""

    certainty: str
    count: int
    target: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template needs.

    Shape:   `known` the texts that were at hand, `order` how old and new words stand side by side;
             both in the page's language, the reasons in English.
    """

    name: str
    spoken: PageWords
    known: str
    order: str
    tiles: tuple[Tile, ...]
    rows: tuple[Row, ...]
    notices: tuple[str, ...]
    contradictions: tuple[str, ...]


def render(recovery: Recovery, signed: Signed) -> bytes:
    """The page in UTF-8; the browser is told to load nothing and to run nothing."""
    return filled(
        "recovery.html.j2",
        styles=("redline.css", "recovery.css"),
        page=page(recovery, signed.name),
    )


def page(recovery: Recovery, name: str) -> Page:
    """The page of a recovery, in its text's language."""
    rows = tuple(_rows(recovery))
    spoken = page_words(recovery.language)
    own = spoken.words
    return Page(
        name=file_name(name),
        spoken=spoken,
        known=own["series"].join(own[_KNOWN[x]] for x in recovery.known) or own["none_known"],
        order=own[_ORDERS[recovery.order]] if recovery.order else "",
        tiles=tuple(_tiles(rows)),
        rows=rows,
        notices=tuple(dict.fromkeys(n.message for n in recovery.notices)),
        contradictions=tuple(dict.fromkeys(n.message for n in recovery.contradictions)),
    )


def _tiles(rows: Sequence[Row]) -> Iterator[Tile]:
    for certainty in Certainty:
        own = [row.number for row in rows for bit in row.bits if bit.certainty == certainty.value]
        yield Tile(certainty.value, len(own), f"l{own[0]}" if own else "")


def _rows(recovery: Recovery) -> Iterator[Row]:
    """The lines of the flat text; remarks are counted through the whole text."""
    count = 0
    for number, line in enumerate(_lines(recovery.stretches), 1):
        bits: list[Bit] = []
        remarks: list[Remark] = []
        for stretch in line:
            marked = _is_marked(stretch)
            doubtful = marked and stretch.certainty is not Certainty.CERTAIN
            if doubtful and not (remarks and remarks[-1].text == stretch.reason):
                count += 1
                remarks.append(Remark(count, stretch.certainty.value, stretch.reason))
            bits.append(
                Bit(
                    stretch.text,
                    stretch.mark.value,
                    stretch.certainty.value if marked else "",
                    stretch.reason if marked else "",
                    count if doubtful else 0,
                )
            )
        yield Row(number, _fate(bits), tuple(bits), tuple(remarks))


def _is_marked(stretch: Stretch) -> bool:
    """Whether a stretch shows as anything but plain text."""
    if not stretch.text.strip():
        return False
    return stretch.mark is not Mark.KEPT or stretch.certainty is Certainty.UNDETERMINED


def _fate(bits: Sequence[Bit]) -> str:
    marks = {bit.mark for bit in bits if bit.text.strip()}
    if len(marks) == 1 and Mark.KEPT.value not in marks:
        return marks.pop()
    return "changed" if any(bit.certainty for bit in bits) else "same"


def _lines(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """The stretches of each line, line ends left out."""
    line: list[Stretch] = []
    for stretch in stretches:
        for place, text in enumerate(stretch.text.split("\n")):
            if place:
                yield line
                line = []
            text = BOOKMARK.sub("", text)
            if text:
                line.append(Stretch(text, stretch.mark, stretch.certainty, stretch.reason))
    yield line
