"""The outline of one section: which item hangs under which, from the sequence of labels and the
form of the text."""

from __future__ import annotations

from dataclasses import field

from resdiff.language import labels
from resdiff.language.labels import Label, Reading, Scheme
from resdiff.model import Kind
from resdiff.parsers.structure.drafts import Draft
from resdiff.parsers.structure.items import UNORDERED, Item, same_shape
from resdiff.values import dataclass

_OPENS = (":", "：", ": -", ":-")
COMPLETE = (".", ";", ":", "。", "；", "：", "؛", "!", "?", "…")
ENDS = (*COMPLETE, ",", "，", "،")
_NOTED = tuple(";,.:；，。：؛،")
BEGINS_AGAIN = "its series begins again"
RUN_TOGETHER = "two labels run together"


@dataclass(slots=True)
class Open:
    """A series that can go on: its last item."""

    reading: Reading
    printed: str
    draft: Draft
    left: int


@dataclass(slots=True)
class Outline:
    """The items of one section (or annex) as they are placed one after another.

    Shape:   `root` the call, annex heading or None; `series` the open ones, outermost first;
             `last` what was placed last.
    """

    root: Draft | None
    part: str
    series: list[Open] = field(default_factory=list)
    last: Draft | None = None
    counts: dict[int, int] = field(default_factory=dict)

    def place(self, item: Item, following: Label | None, kind: Kind = Kind.ITEM) -> Draft:
        """The draft of the next item (or numbered heading), hung where it belongs. `following` is
        the label that comes after it."""
        if item.label is None:
            return self._place_paragraph(item)
        reading, depth, reason, certainty = self._resolve(item.label, following, item)
        parent = self._parent(depth, reading)
        del self.series[depth:]
        draft = Draft(
            kind,
            [item.line],
            parent=parent,
            label=item.printed,
            label_line=item.label_line,
            number=reading.number,
            certainty=certainty,
            reason=reason,
        )
        draft.key = self._count(parent) if reading.scheme in UNORDERED else reading.number
        self.series.append(Open(reading, item.label.printed, draft, item.line.block.left))
        self.last = draft
        return draft

    def continues(self, label: Label) -> Open | None:
        """The innermost open series that `label` goes on with, None where it goes on with none."""
        for opened in reversed(self.series):
            if any(_goes_on(opened.reading, r) for r in readings(label)):
                return opened
        return None

    def is_amid(self, after: Label | None) -> bool:
        """Whether the next label, `after`, goes on with an open series, so that what stands before
        it is no paragraph of its own."""
        return after is not None and self.continues(after) is not None

    def is_below(self, label: Label) -> bool:
        """Whether a label is a decimal that begins with the number of an open item."""
        return label.scheme is Scheme.DECIMAL and any(
            label.number.startswith(f"{o.reading.number}.") for o in self.series
        )

    def _place_paragraph(self, item: Item) -> Draft:
        parent, reason = self._paragraph_parent(item)
        draft = Draft(
            Kind.PARAGRAPH, [item.line], key=self._count(parent), parent=parent, reason=reason
        )
        self.last = draft
        return draft

    def _paragraph_parent(self, item: Item) -> tuple[Draft | None, str]:
        if not self.series or self.last is None:
            return self.root, "no label"
        innermost = self.series[-1]
        if innermost.draft.kind is Kind.HEADING:
            return innermost.draft, "under its heading"
        text, begins = self.last.text.rstrip(), item.line.text.lstrip()[:1]
        if opens(text) and self.last is innermost.draft:
            return innermost.draft, "the item before it ends in a colon"
        if item.line.text.startswith("\t"):
            return innermost.draft, "indented like the item before it"
        left = item.line.block.left
        for opened in reversed(self.series):
            if left >= opened.left > 0:
                return opened.draft, "indented like the item before it"
        flush = any(opened.left > 0 for opened in self.series)
        breaks = innermost.reading.scheme not in UNORDERED or begins.islower()
        if breaks and not flush and not text.endswith(ENDS):
            beside = self.last is not innermost.draft and self.last.parent is not innermost.draft
            return self.last.parent if beside else innermost.draft, "what precedes has no end"
        return self._above_paragraphs(), "no label; the items before it are complete"

    def _above_paragraphs(self) -> Draft | None:
        """What a paragraph hangs under that belongs to no list: the heading or numbered provision
        it stands below, or the section."""
        above = self.root
        for opened in self.series:
            heading = opened.draft.kind is Kind.HEADING
            if not heading and opened.reading.scheme is not Scheme.DECIMAL:
                break
            above = opened.draft
        return above

    def _parent(self, depth: int, reading: Reading) -> Draft | None:
        if depth < len(self.series):
            return self.series[depth].draft.parent
        last = self.last
        innermost = self.series[-1].draft if self.series else self.root
        if last is None or last.kind is not Kind.PARAGRAPH:
            return innermost
        if self.series and last.parent is innermost:
            return innermost
        leads = opens(last.text) and not self._is_main(reading.scheme)
        return last if leads else last.parent

    def _is_main(self, scheme: Scheme) -> bool:
        """Whether labels of this scheme are the section's own, so that a lead-in stands beside
        them, not above."""
        return scheme in {Scheme.DIGIT, Scheme.DECIMAL} or (
            scheme is Scheme.LETTER and self.part != "operative"
        )

    def _resolve(
        self, label: Label, following: Label | None, item: Item
    ) -> tuple[Reading, int, str, float]:
        """How to read a label, at which depth it stands, why, and how sure that is."""
        goes_on = [
            (reading, depth)
            for depth in range(len(self.series) - 1, -1, -1)
            for reading in readings(label)
            if _goes_on(self.series[depth].reading, reading)
        ]
        alike = [x for x in goes_on if same_shape(self.series[x[1]].printed, label.printed)]
        goes_on = alike or goes_on  # "3." goes on with "2.", not with the "(2)" below it
        opening = [r for r in readings(label) if _is_first(r)]
        after_colon = self.last is not None and opens(self.last.text)
        if goes_on and opening and self._opening_wins(goes_on, opening, following, after_colon):
            goes_on = []
        if goes_on:
            reading, depth = self._preferred(goes_on, following)
            return reading, depth, "follows in its series", 1.0
        prefix = self._decimal_parent(label)
        if prefix is not None:
            return prefix[0], prefix[1] + 1, "below its own number", 1.0
        if opening:
            return self._open(opening, following, after_colon)
        doubled = self._undouble(label)
        if doubled is not None:
            return *doubled, RUN_TOGETHER, 0.7
        return self._stray(label)

    def _opening_wins(
        self,
        goes_on: list[tuple[Reading, int]],
        opening: list[Reading],
        following: Label | None,
        after_colon: bool,
    ) -> bool:
        """Whether "i)" is roman one below h), or a dash a new list, rather than what follows in
        an open series."""
        if opening[0].scheme in UNORDERED or any(r in opening for r, _ in goes_on):
            return False
        if following is not None:
            after = readings(following)
            if any(_goes_on(r, a) for r, _ in goes_on for a in after):
                return False
            if any(_goes_on(r, a) for r in opening for a in after):
                return True
        return after_colon

    def _preferred(
        self, found: list[tuple[Reading, int]], following: Label | None
    ) -> tuple[Reading, int]:
        if following is not None and len(found) > 1:
            for reading, depth in found:
                if any(_goes_on(reading, r) for r in readings(following)):
                    return reading, depth
        return found[0]

    def _decimal_parent(self, label: Label) -> tuple[Reading, int] | None:
        """The reading of a decimal whose beginning is the number of an open item, and its depth."""
        for reading in readings(label) if label.scheme is Scheme.DECIMAL else ():
            above = reading.number.rpartition(".")[0]
            for depth in range(len(self.series) - 1, -1, -1):
                if self.series[depth].reading.number == above:
                    return reading, depth
        return None

    def _open(
        self, opening: list[Reading], following: Label | None, after_colon: bool
    ) -> tuple[Reading, int, str, float]:
        reading = opening[0]
        if following is not None:
            after = readings(following)
            reading = next((r for r in opening if any(_goes_on(r, a) for a in after)), reading)
        for depth, opened in enumerate(self.series):
            if opened.reading.scheme is reading.scheme and not after_colon:
                return reading, depth, BEGINS_AGAIN, 0.6
        return reading, len(self.series), "begins a series", 1.0

    def _undouble(self, label: Label) -> tuple[Reading, int] | None:
        """The reading of "fg)" where f or g is what comes next."""
        if label.doubled is None:
            return None
        before, after = label.doubled
        for depth in range(len(self.series) - 1, -1, -1):
            scheme = self.series[depth].reading.scheme
            for number in (after, before):
                if _goes_on(self.series[depth].reading, Reading(number, scheme)):
                    return Reading(number, scheme), depth
        for depth in range(len(self.series) - 1, -1, -1):
            opened = self.series[depth].reading
            if opened.scheme in {Scheme.LETTER, Scheme.DIGIT} and opened.number == before:
                return Reading(after, opened.scheme), depth
        return None

    def _stray(self, label: Label) -> tuple[Reading, int, str, float]:
        """A label that follows nothing: a number was left out, or the series is not known."""
        own = readings(label)
        for depth in range(len(self.series) - 1, -1, -1):
            for reading in own:
                if self.series[depth].reading.scheme is reading.scheme and _same_depth(
                    self.series[depth].reading, reading
                ):
                    return reading, depth, "in its series, out of turn", 0.5
        if not self.series:
            return own[0], 0, "a series that does not begin at its beginning", 0.5
        if self._is_main(own[0].scheme):
            return own[0], 0, "a label out of turn", 0.4
        return own[0], len(self.series), "a list whose beginning is not seen", 0.4

    def _count(self, parent: Draft | None) -> str:
        key = id(parent)
        self.counts[key] = self.counts.get(key, 0) + 1
        return f"-{self.counts[key]}"


def ended(text: str, stops: tuple[str, ...]) -> bool:
    """Whether a text ends in one of these stops, the mark of a note behind it or none."""
    for many in (1, 2, 3):
        mark, bare = text[-many:], text[:-many]
        noted = mark == "*" * many or (mark.isdecimal() and many < 3)
        if noted and bare.endswith(_NOTED):
            return bare.endswith(stops)
    return text.endswith(stops)


def opens(text: str) -> bool:
    """Whether a text ends in a colon, so that what follows hangs under it."""
    return text.rstrip().endswith(_OPENS)


def readings(label: Label) -> tuple[Reading, ...]:
    """Every way to understand a label, the likeliest first."""
    return (Reading(label.number, label.scheme), *label.alternatives)


def _is_first(reading: Reading) -> bool:
    """Whether a series can begin so; a decimal one at any x.1, or x.0."""
    if reading.scheme is Scheme.DECIMAL:
        return reading.number.endswith((".1", ".0"))
    return reading.number == labels.first(reading.scheme)


def _goes_on(before: Reading, after: Reading) -> bool:
    """Whether `after` comes next in the series that `before` stands in."""
    if before.scheme is not after.scheme:
        return False
    if after.scheme in UNORDERED:
        return before.number == after.number
    return labels.reading_follows(before, after)


def _same_depth(one: Reading, other: Reading) -> bool:
    return one.number.count(".") == other.number.count(".")
