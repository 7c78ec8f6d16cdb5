"""The overview as a page: one file, readable without network and without script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from resdiff.batch.values import FAILED, OLD, UNPAIRED, Done, Paper, Report, Row, Symbol, edition
from resdiff.model import Work
from resdiff.pages import direction, filled
from resdiff.renderers.heads import titled
from resdiff.renderers.words import ENGLISH, page_words
from resdiff.values import dataclass, replace

COUNTS = ("changed", "inserted", "deleted", "renumbered", "moved")
NATURES = ("substantive", "editorial", "citation")
STATUSES = {
    Symbol.NOC.value: "unchanged",
    Symbol.MOD.value: "changed",
    Symbol.ADD.value: "only_new",
    Symbol.SUP.value: "only_old",
    UNPAIRED: "not_placed",
    FAILED: "not_done",
}
"""Each status, and the word that explains it."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure on top; `status` is what it filters by."""

    status: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of one resolution."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table.

    Shape:   `status` a symbol, "unpaired" or "failed"; `links` format and name of each mark-up;
             `errors` and `doubts` are what to look at first, `notices` what reading remarked.
    """

    status: str
    work: str
    title: str
    language: str
    direction: str
    old: str
    new: str
    old_file: str
    new_file: str
    counts: tuple[Count, ...] = ()
    natures: tuple[Count, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    errors: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def page(report: Report) -> bytes:
    """The page in UTF-8; the browser is told to load nothing and to run only what is in it.

    Shape:   in the texts' language where they have one and it is one of the six, else in English;
             what was remarked stays in English.
    """
    lines = tuple(_lines(report))
    languages = sorted({line.language for line in lines if line.language})
    spoken = page_words(languages[0] if len(languages) == 1 else ENGLISH)
    tiles = tuple(_tiles(lines, spoken.words))
    return filled(
        "overview.html.j2",
        styles=("overview.css",),
        scripts=("overview.js",),
        words=spoken.words,
        language=spoken.language,
        direction=spoken.direction,
        lines=lines,
        pairs=len(report.done),
        tiles=tiles,
        counts=COUNTS,
        languages=languages,
    )


def _tiles(lines: tuple[Line, ...], words: Mapping[str, str]) -> Iterator[Tile]:
    found = Counter(line.status for line in lines)
    for status, word in STATUSES.items():
        yield Tile(status, words[word], found[status])
    yield Tile("doubtful", words["in_doubt"], sum(bool(line.doubts) for line in lines))


def _lines(report: Report) -> Iterator[Line]:
    for done in report.done:
        if not done.rows:
            yield _failed(done)
        for row in done.rows:
            yield _compared(done, row)
    for single in report.singles:
        line = _lone(single.paper, single.symbol or UNPAIRED)
        yield replace(line, notices=(single.reason,))
    for paper in report.unread:
        said = (paper.failure.message,) if paper.failure else ()
        yield replace(_lone(paper, FAILED), errors=said)


def _compared(done: Done, row: Row) -> Line:
    """A resolution of a pair."""
    return Line(
        status=row.symbol,
        work=titled(Work(row.body, row.kind, row.number)),
        title=row.title,
        language=row.language,
        direction=direction(row.language),
        old=edition(row.old_place, row.old_year, row.language),
        new=edition(row.new_place, row.new_year, row.language),
        old_file=done.pair.old.name,
        new_file=done.pair.new.name,
        counts=tuple(Count(name, getattr(row, name)) for name in COUNTS),
        natures=tuple(Count(n, getattr(row, n)) for n in NATURES if getattr(row, n)),
        links=tuple((file.format, file.name) for file in done.files),
        errors=tuple(failure.message for failure in done.failures),
        doubts=done.doubts,
        notices=done.notices,
    )


def _failed(done: Done) -> Line:
    """A pair that could not be compared."""
    old, new = done.pair.old, done.pair.new
    return replace(
        _lone(new, FAILED),
        old=edition(old.place, old.year, old.language),
        old_file=old.name,
        errors=tuple(failure.message for failure in done.failures),
    )


def _lone(paper: Paper, status: str) -> Line:
    """A file on its own."""
    old = paper.side == OLD
    own = edition(paper.place, paper.year, paper.language)
    return Line(
        status=status,
        work=titled(Work(paper.body, paper.kind, paper.number)),
        title=paper.title,
        language=paper.language,
        direction=direction(paper.language),
        old=own if old else "",
        new="" if old else own,
        old_file=paper.name if old else "",
        new_file="" if old else paper.name,
    )
