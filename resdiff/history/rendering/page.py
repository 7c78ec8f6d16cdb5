"""The history as a page: point at a phrase for its origin; a column an edition; a timeline.

One file, readable without network and without script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from resdiff import pages
from resdiff.history.naming import long_name, title_of
from resdiff.history.order import Placed, in_order
from resdiff.history.rendering import Look
from resdiff.history.rendering.telling import (
    Told,
    Words,
    events,
    named,
    of_step,
    of_story,
    shares,
    told,
)
from resdiff.history.values import History, Story
from resdiff.model import Clause, Kind
from resdiff.renderers.heads import file_name, source_name
from resdiff.renderers.overview import SIGNS
from resdiff.renderers.words import PageWords, page_words
from resdiff.values import dataclass, replace

LOOKS = 8  # editions that look different; the ninth looks like the second
_TAGS = {Kind.NUMBER: "h2", Kind.TITLE: "h2", Kind.CALL: "h3", Kind.ANNEX: "h2", Kind.HEADING: "h3"}
_DEEPEST = 5  # levels that are indented
_ROOM = 5  # editions whose columns fit a window beside one another; more are scrolled
_SAME = "same"


@dataclass(frozen=True, slots=True)
class Card:
    """One edition on the timeline. Shape: `tally` what happened on the way to it, in words."""

    look: int
    name: str
    line: str
    file: str
    share: str
    tally: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bit:
    """Words of one origin.

    Shape:   `look`, `name` and number (`first`) of the edition they came with, `head` its long
             name; `id` of what is said of them, "" for nothing; `gap` where words are missing;
             `going` where the next edition no longer has them; `note` a footnote mark; `tagged`
             where the name stands behind them, for those who see no colour.
    """

    text: str
    look: int
    name: str
    id: str = ""
    head: str = ""
    remarks: tuple[str, ...] = ()
    gap: bool = False
    going: bool = False
    note: bool = False
    tagged: bool = False
    first: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One clause in one edition. Shape: `elsewhere` what row has it, "" for this one."""

    path: str
    label: str
    bits: tuple[Bit, ...]
    elsewhere: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A clause's column: one edition. Shape: no parts where the edition has no such clause; `same`
    where it reads as in the edition before."""

    look: int
    name: str
    parts: tuple[Part, ...]
    remarks: tuple[str, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One clause of the last edition, or one that fell."""

    id: str
    kind: str
    tag: str
    fate: str
    level: int
    label: str
    label_look: int
    bits: tuple[Bit, ...]
    remarks: tuple[str, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template needs."""

    spoken: PageWords
    title: str
    cards: tuple[Card, ...]
    rows: tuple[Row, ...]
    notices: tuple[str, ...]
    whole: bool


def render(history: History, look: Look) -> bytes:
    """The page in UTF-8; with `look.stories`, these alone."""
    shown = page(history, look)
    return pages.filled(
        "history.html.j2",
        styles=("redline.css", "history.css"),
        scripts=("redline.js", "history.js"),
        spoken=_made_style(history),
        page=shown,
        signs=SIGNS,
    )


def page(history: History, look: Look) -> Page:
    """What the page shows, as plain values."""
    document = history.editions[-1]
    spoken = page_words(document.language, look.language)
    own = spoken.words
    placed = list(in_order(history))
    if look.stories is not None:
        placed = [x for x in placed if x.story in look.stories]
    return Page(
        spoken=spoken,
        title=title_of(document),
        cards=tuple(_cards(history, own)),
        rows=tuple(_Rows(history, own, placed).build()),
        notices=tuple(dict.fromkeys(x.message for x in history.notices)),
        whole=look.stories is None,
    )


def _cards(history: History, own: Words) -> Iterator[Card]:
    counted = shares(history)
    for number, document in enumerate(history.editions):
        part = round(100 * counted[number] / max(1, sum(counted)))
        said = own["words_share"].format(share=part) if counted[number] else own["no_words"]
        line, file = long_name(document), file_name(source_name(document))
        tally = tuple(_tally(history, number, own)) if number else ()
        yield Card(_look(number), history.names[number], line, file, said, tally)


def _tally(history: History, edition: int, own: Words) -> Iterator[str]:
    """How many clauses met which fate on the way to an edition."""
    changes = history.comparisons[edition - 1].changes
    counts = {
        "changed": sum("changed" in events(x) for x in changes),
        "inserted": sum(not x.old for x in changes),
        "deleted": sum(not x.new for x in changes),
        "renumbered": sum(x.renumbered for x in changes),
        "moved": sum(x.moved for x in changes),
    }
    for key, count in counts.items():
        if count:
            yield own[f"count_{key}"].format(n=count)


def _look(edition: int) -> int:
    """The look of an edition: the first is plain, the others take turns."""
    return edition if edition < LOOKS else (edition - 1) % (LOOKS - 1) + 1


def _made_style(history: History) -> str:
    """What depends on the editions: how many columns, how wide the bar, which words stand out."""
    counted = shares(history)
    rules = [f":root {{ --editions: {len(history.editions)}; }}"]
    if len(history.editions) > _ROOM:
        rules.append(
            "@media screen and (min-width: 40.01rem) {"
            " main:has(#view-editions:checked) .text { overflow-x: auto; }"
            " main:has(#view-editions:checked) .row"
            " { min-inline-size: calc(var(--editions) * 15rem); } }"
        )
    for number, count in enumerate(counted):
        rules.append(f".bar > :nth-child({number + 1}) {{ flex: {max(count, 0)} 0 0; }}")
        rules.append(
            f"main:has(#only-{number}:checked) .one .from:not(.since-{number})"
            " { opacity: .32; text-decoration-color: transparent; background: none; }"
        )
    return "\n".join(rules) + "\n"


class _Rows:
    """Makes the rows; ids are known beforehand, so that rows can name one another."""

    def __init__(self, history: History, own: Words, placed: Sequence[Placed]) -> None:
        self.history, self.own, self.placed = history, own, placed
        self.owners: dict[tuple[int, int], int] = {}
        for number, one in enumerate(placed):
            for step in one.story.steps:
                for clause in step.clauses:
                    self.owners.setdefault((step.edition, clause), number)

    def build(self) -> Iterator[Row]:
        """The rows in order."""
        for number, placed in enumerate(self.placed):
            yield self._row(number, placed.story, placed.level)

    def _row(self, number: int, story: Story, level: int) -> Row:
        clause = self.history.editions[story.edition].clauses[story.clause]
        fell = story.edition < self.history.last
        return Row(
            id=f"c{number}",
            kind=clause.kind.value,
            tag="p" if fell else _TAGS.get(clause.kind, "p"),
            fate=self._fate(story),
            level=min(level, _DEEPEST),
            label=clause.label,
            label_look=_look(story.label_first),
            bits=tuple(self._origins(number, story, clause)),
            remarks=of_story(self.history, story, self.own),
            columns=tuple(self._columns(number, story)),
        )

    def _fate(self, story: Story) -> str:
        """What a reader is told first of a clause: its sign."""
        if story.edition < self.history.last:
            return "deleted"
        if story.steps[0].edition > 0:
            return "inserted"
        met = {
            event
            for step in story.steps
            for n in step.changes
            for event in events(self.history.comparisons[step.edition - 1].changes[n])
        }
        for fate, signs in (
            ("moved", {"moved"}),
            ("changed", {"changed", "split", "merged"}),
            ("renumbered", {"renumbered"}),
        ):
            if met & signs:
                return fate
        return _SAME

    def _origins(self, number: int, story: Story, clause: Clause) -> Iterator[Bit]:
        """The clause's words, each with its origin; blanks around them are nobody's."""
        for place, one in enumerate(told(self.history, story, self.own)):
            text = clause.text[one.start : one.stop]
            start = one.start + len(text) - len(text.lstrip())
            stop = max(start, one.start + len(text.rstrip()))
            if one.start < start:
                yield Bit(clause.text[one.start : start], 0, "")
            yield from self._phrase(
                f"t{number}-{place}", clause, replace(one, start=start, stop=stop)
            )
            if stop < one.stop:
                yield Bit(clause.text[stop : one.stop], 0, "")

    def _phrase(self, id: str, clause: Clause, one: Told) -> Iterator[Bit]:
        name = self.history.names[one.first]
        head = long_name(self.history.editions[one.first])
        parts = list(_noted(clause, one.start, one.stop))
        says = any(c.isalnum() for c in clause.text[one.start : one.stop])
        for turn, (start, stop, note) in enumerate(parts, start=1):
            yield Bit(
                clause.text[start:stop],
                _look(one.first),
                name,
                f"{id}-{turn}",
                head,
                one.remarks,
                gap=one.gap,
                note=note,
                tagged=says and one.first > 0 and turn == len(parts),
                first=one.first,
            )

    def _columns(self, number: int, story: Story) -> Iterator[Column]:
        steps = {step.edition: step for step in story.steps}
        before: list[tuple[str, str]] = []
        for edition, name in enumerate(self.history.names):
            step = steps.get(edition)
            parts: tuple[Part, ...] = ()
            remarks: tuple[str, ...] = ()
            if step is not None:
                parts = tuple(self._part(number, edition, c) for c in step.clauses)
                remarks = tuple(of_step(self.history, step, self.own))
            elif edition == story.edition + 1:
                remarks = (self.own["fell_in"].format(edition=name),)
            reads = [(p.label, p.elsewhere + "".join(b.text for b in p.bits)) for p in parts]
            same = bool(parts) and reads == before and not remarks
            yield Column(_look(edition), name, parts, remarks, same)
            before = reads

    def _part(self, number: int, edition: int, index: int) -> Part:
        document = self.history.editions[edition]
        clause = document.clauses[index]
        owner = self.owners[edition, index]
        if owner != number:
            said = self.own["with_other"].format(place=named(document, index, self.own))
            return Part(clause.path, clause.label, (), said, f"c{owner}")
        return Part(clause.path, clause.label, tuple(self._strands(edition, index, clause)))

    def _strands(self, edition: int, index: int, clause: Clause) -> Iterator[Bit]:
        """The clause's words in one edition, by origin, those marked that the next one drops."""
        at = 0
        for number in self.history.weave[edition][index]:
            strand = self.history.strands[number]
            going = strand.last == edition < self.history.last
            for start, stop, note in _noted(clause, at, at + len(strand.text)):
                name = self.history.names[strand.first]
                text = clause.text[start:stop]
                yield Bit(text, _look(strand.first), name, going=going, note=note)
            at += len(strand.text)


def _noted(clause: Clause, start: int, stop: int) -> Iterator[tuple[int, int, bool]]:
    """A stretch cut at the printed footnote marks in it; a gap is one empty stretch."""
    at = start
    for mark in _marks(clause, start, stop):
        if at < mark[0]:
            yield at, mark[0], False
        yield *mark, True
        at = mark[1]
    if at < stop or start == stop:
        yield at, stop, False


def _marks(clause: Clause, start: int, stop: int) -> Iterable[tuple[int, int]]:
    found = ((max(start, m.start), min(stop, m.stop)) for m in clause.marks)
    return sorted(x for x in found if x[0] < x[1])
