"""The outcome of a proposal as a page: what was proposed beside what came of it.

One file, readable without network and without script.
"""

from __future__ import annotations

from collections.abc import Iterator

from resdiff import pages
from resdiff.history.naming import long_name, title_of
from resdiff.history.rendering import Look
from resdiff.history.rendering.telling import Words, named
from resdiff.history.rendering.weaving import (
    SIGNS,
    label_in,
    place_in,
    said_of,
    tally,
    woven,
)
from resdiff.history.values import Decision, Fate, Giver, Outcome
from resdiff.model import Document
from resdiff.renderers.heads import file_name, source_name
from resdiff.renderers.words import PageWords, page_words
from resdiff.symbols import AROUND
from resdiff.values import dataclass

_IN_PART = "part"


@dataclass(frozen=True, slots=True)
class Card:
    """One of the three texts."""

    heading: str
    line: str
    file: str


@dataclass(frozen=True, slots=True)
class Tile:
    """How many words met one fate. Shape: `coming` and `going` counts in words."""

    fate: str
    sign: str
    word: str
    coming: str
    going: str


@dataclass(frozen=True, slots=True)
class Bit:
    """Words of the proposal. Shape: `mark` "kept", "inserted" or "deleted"; `id` of what is said of
    them, "" where they are kept; `sign` of their fate, "" where the next words have the same."""

    text: str
    mark: str
    fate: str = ""
    sign: str = ""
    id: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """Words of the outcome by who brought them."""

    text: str
    giver: str


@dataclass(frozen=True, slots=True)
class Result:
    """A clause of the outcome."""

    place: str
    label: str
    parts: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A clause that the proposal touches. Shape: `fate` a fate or "part"; `move` what became of a
    proposed move, "" where none was proposed."""

    id: str
    place: str
    fate: str
    word: str
    sign: str
    label: str
    bits: tuple[Bit, ...]
    results: tuple[Result, ...]
    move: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template needs. Shape: `alone` the clauses that the conference changed and the
    proposal did not touch."""

    spoken: PageWords
    title: str
    cards: tuple[Card, ...]
    tiles: tuple[Tile, ...]
    rows: tuple[Row, ...]
    alone: tuple[Result, ...]
    notices: tuple[str, ...]


def render(outcome: Outcome, look: Look) -> bytes:
    """The page in UTF-8; with `look.decisions`, these alone."""
    return pages.filled(
        "outcome.html.j2",
        styles=("redline.css", "history.css"),
        scripts=("redline.js", "history.js"),
        page=page(outcome, look),
    )


def page(outcome: Outcome, look: Look) -> Page:
    """What the page shows, as plain values."""
    document = outcome.decided.new
    spoken = page_words(document.language, look.language)
    own = spoken.words
    decisions = outcome.decisions if look.decisions is None else look.decisions
    return Page(
        spoken=spoken,
        title=title_of(document),
        cards=tuple(_cards(outcome, own)),
        tiles=tuple(_tiles(outcome, own)),
        rows=tuple(_row(outcome, n, x, own) for n, x in enumerate(decisions)),
        alone=tuple(_alone(outcome, own)) if look.decisions is None else (),
        notices=tuple(dict.fromkeys(x.message for x in outcome.notices)),
    )


def _cards(outcome: Outcome, own: Words) -> Iterator[Card]:
    sides: tuple[tuple[str, Document], ...] = (
        (own["old"], outcome.proposed.old),
        (own["proposal"], outcome.proposed.new),
        (own["new"], outcome.decided.new),
    )
    for heading, document in sides:
        file = file_name(source_name(document))
        yield Card(heading, long_name(document), file)


def _tiles(outcome: Outcome, own: Words) -> Iterator[Tile]:
    counts = tally(outcome.decisions)
    for fate in Fate:
        both = (counts[True, fate], counts[False, fate])
        said = [own["count_words"].format(n=n) if n else "" for n in both]
        yield Tile(fate.value, SIGNS[fate], own[fate.value], said[0], said[1])


def _row(outcome: Outcome, number: int, decision: Decision, own: Words) -> Row:
    fate = decision.fate
    moved = decision.relocated
    return Row(
        id=f"c{number}",
        place=place_in(outcome, decision, own),
        fate=fate.value if fate else _IN_PART,
        word=own[fate.value if fate else "in_part"],
        sign=SIGNS[fate] if fate else "±",
        label=label_in(outcome, decision),
        bits=tuple(_bits(outcome, number, decision, own)),
        results=tuple(_result(outcome, index, own) for index in decision.clauses),
        move=f"{own['move']}{own['colon']}{own[moved.value]}" if moved else "",
    )


def _bits(outcome: Outcome, number: int, decision: Decision, own: Words) -> Iterator[Bit]:
    parts = woven(outcome, decision)
    for place, part in enumerate(parts):
        verdict = part.verdict
        if verdict is None:
            yield Bit(part.text, part.mark.value)
            continue
        said = said_of(outcome, decision, verdict, own)
        after = parts[place + 1] if place + 1 < len(parts) else None
        again = after is not None and (after.mark, after.sign) == (part.mark, part.sign)
        yield Bit(
            part.text,
            part.mark.value,
            verdict.fate.value,
            "" if again else part.sign,
            f"t{number}-{place}",
            said,
        )


def _result(outcome: Outcome, index: int, own: Words) -> Result:
    document = outcome.decided.new
    clause = document.clauses[index]
    parts = (Given(clause.text[x.start : x.stop], x.giver.value) for x in outcome.stretches[index])
    return Result(named(document, index, own), clause.label, tuple(parts))


def _alone(outcome: Outcome, own: Words) -> Iterator[Result]:
    """The clauses with words of the conference's own that the proposal does not touch."""
    touched = {index for x in outcome.decisions for index in x.clauses}
    for index, clause in enumerate(outcome.decided.new.clauses):
        if index in touched or clause.kind in AROUND:
            continue
        mine = (x for x in outcome.stretches[index] if x.giver is Giver.OWN)
        if any(c.isalnum() for x in mine for c in clause.text[x.start : x.stop]):
            yield _result(outcome, index, own)
