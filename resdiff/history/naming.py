"""What editions are called, in short, and whether they stand in their own order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from resdiff.model import Document, Edition, Notice
from resdiff.renderers.heads import file_name, number_line, source_name
from resdiff.renderers.summary import main_instrument

_LONGEST = 18  # columns of a name taken from a file: room for "proposal-clean"


def names(editions: Sequence[Document]) -> tuple[str, ...]:
    """A short name for each, all different: the year, with the place where two share it, the file's
    name where the text does not say, a number where nothing tells them apart.
    """
    read = [edition_of(x) for x in editions]
    ways = (
        [str(e.year) if e.year else "" for e in read],
        [f"{e.place} {e.year}".strip() if e.year else "" for e in read],
        [_stem(x) for x in editions],
        [str(number) for number in range(1, len(editions) + 1)],
    )
    return next(tuple(way) for way in ways if all(way) and len(set(way)) == len(way))


def long_name(document: Document) -> str:
    """The number line, else the file's name."""
    instrument = main_instrument(document)
    line = number_line(document, instrument) if instrument else ""
    return line or file_name(source_name(document))


def title_of(document: Document) -> str:
    """The title in one line; where there is none, the long name."""
    instrument = main_instrument(document)
    title = " ".join(instrument.title.split()) if instrument else ""
    return title or long_name(document)


def edition_of(document: Document) -> Edition:
    """The edition of the main instrument, an empty one where it is not said."""
    instrument = main_instrument(document)
    return instrument.edition if instrument else Edition()


def out_of_order(editions: Sequence[Document], called: Sequence[str]) -> tuple[Notice, ...]:
    """A notice where the years that the texts give themselves do not rise as given."""
    dated = [(edition_of(x).year, name) for x, name in zip(editions, called, strict=True)]
    known = [(year, name) for year, name in dated if year]
    ordered = sorted(known, key=lambda x: x[0])
    if known == ordered:
        return ()
    given, own = (", ".join(name for _, name in x) for x in (known, ordered))
    said = f"the editions are taken as given ({given}), by their own heads the order is {own}"
    return (Notice("editions-order", said),)


def _stem(document: Document) -> str:
    return PurePath(file_name(source_name(document))).stem[:_LONGEST]
