"""What changed in a few lines, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from resdiff.model import Comparison, Document, Nature
from resdiff.renderers import RenderOptions
from resdiff.renderers.heads import number_line, source_name
from resdiff.renderers.summary import Counts, main_instrument, summary
from resdiff.renderers.terminal import BOLD, DIM, Stretch, wrap
from resdiff.renderers.words import ENGLISH, count_line, words


def render(comparison: Comparison, options: RenderOptions) -> str:
    """The lines as one text."""
    return "\n".join(lines(comparison, options)) + "\n"


def lines(comparison: Comparison, options: RenderOptions) -> Iterator[str]:
    """Which texts, and how many clauses met which fate."""
    own, language = words(options.language), options.language or ENGLISH
    found = summary(comparison)
    names = dict.fromkeys(filter(None, map(_name, (comparison.old, comparison.new))))
    if names:
        yield from wrap([Stretch(" → ".join(names), BOLD)], options.width, color=options.color)
    instrument = main_instrument(comparison.new) or main_instrument(comparison.old)
    if instrument and instrument.title.strip():
        yield from wrap([Stretch(" ".join(instrument.title.split()))], options.width)
    around = {own["head"]: found.head, own["matter"]: found.matter}
    counted = {name: count_line(c, language) for name, c in around.items() if _touched(c)}
    told = [f"{name}{own['colon']}{line}" for name, line in counted.items()]
    if _touched(found.clauses) or not told:
        told.insert(0, count_line(found.clauses, language))
    for text in told:
        yield from wrap([Stretch(text)], options.width)
    if found.natures:
        natures = (f"{own[f'nature_{name}']} {count}" for name, count in found.natures.items())
        text = own["comma"].join(natures)
        yield from wrap([Stretch(text, DIM)], options.width, color=options.color)
    if options.only and not options.all:
        asked = own["comma"].join(own[f"nature_{x.value}"] for x in Nature if x in options.only)
        yield from wrap([Stretch(own["only_natures"].format(natures=asked))], options.width)


def _name(document: Document) -> str:
    """The number line, or the file's name, or ""."""
    instrument = main_instrument(document)
    line = number_line(document, instrument) if instrument else ""
    return line or source_name(document)


def _touched(counts: Counts) -> bool:
    return any((counts.changed, counts.inserted, counts.deleted, counts.renumbered, counts.moved))
