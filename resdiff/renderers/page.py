"""What the reading page shows, as plain values: the template only sets them."""

from __future__ import annotations

from collections.abc import Iterator

from resdiff.model import Comparison, Document, Kind, Redline
from resdiff.renderers.heads import file_name, number_line, source_name
from resdiff.renderers.overview import Group, Tile, groups, tiles
from resdiff.renderers.rows import Row, rows
from resdiff.renderers.summary import main_instrument, summary
from resdiff.renderers.words import PageWords, page_words, words
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """One of the two texts: what it is called and where it came from."""

    heading: str
    number: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template needs.

    Shape:   `notes` the rows of notes, which stand at the end.
    """

    spoken: PageWords
    title: str
    old: Card
    new: Card
    tiles: tuple[Tile, ...]
    natures: tuple[str, ...]
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    notes: tuple[Row, ...]
    notices: tuple[str, ...]
    author: str
    date: str


def page(redline: Redline, language: str) -> Page:
    """The page of a redline, its own words in `language` ("" for the documents' language)."""
    comparison = redline.comparison
    spoken = page_words(comparison.new.language or comparison.old.language, language)
    own = spoken.words
    found = summary(comparison)
    shown = rows(redline, own)
    return Page(
        spoken=spoken,
        title=_title(comparison),
        old=_card(comparison.old, own["old"]),
        new=_card(comparison.new, own["new"]),
        tiles=tuple(tiles(found.clauses, shown, own)),
        natures=tuple(
            own[f"nature_{name}"] + own["colon"] + str(n) for name, n in found.natures.items()
        ),
        groups=tuple(groups(redline, shown, own)),
        rows=tuple(row for row in shown if row.kind != Kind.NOTE.value),
        notes=tuple(row for row in shown if row.kind == Kind.NOTE.value),
        notices=tuple(dict.fromkeys(_notices(comparison))),
        author=redline.author,
        date=redline.date[:10],
    )


def _title(comparison: Comparison) -> str:
    """The title of the main instrument, or the names of the files."""
    for document in (comparison.new, comparison.old):
        instrument = main_instrument(document)
        if instrument and instrument.title.strip():
            return " ".join(instrument.title.split())
    names = (_file(comparison.old), _file(comparison.new))
    return " → ".join(dict.fromkeys(name for name in names if name))


def _card(document: Document, heading: str) -> Card:
    instrument = main_instrument(document)
    return Card(
        heading=heading,
        number=number_line(document, instrument) if instrument else "",
        name=_file(document),
        language=words(document.language)["name"] if document.language else "",
    )


def _file(document: Document) -> str:
    return file_name(source_name(document))


def _notices(comparison: Comparison) -> Iterator[str]:
    for notices in (comparison.old.notices, comparison.new.notices, comparison.notices):
        yield from (notice.message for notice in notices)
