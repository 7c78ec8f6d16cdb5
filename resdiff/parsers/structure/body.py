"""Reads what stands under the head of an instrument, or in an annex: calls, items, paragraphs,
tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from resdiff.language import calls, history, labels
from resdiff.language.labels import Label
from resdiff.model import Cell, Edition, Kind
from resdiff.parsers.structure.drafts import Draft, cell_key
from resdiff.parsers.structure.evidence import Around, Call, judge, swallowed
from resdiff.parsers.structure.furniture import (
    is_ornament,
    is_page_number,
    is_running_title,
    is_signature,
    nothing_follows,
    says_where_filed,
)
from resdiff.parsers.structure.items import (
    COLONS,
    LIST_STOPS,
    MIN_SOFT,
    SOFT_STOPS,
    UNORDERED,
    Inside,
    Item,
    first_before,
    inside,
    labels_after,
    lone_number,
    next_label,
    same_shape,
    take_label,
)
from resdiff.parsers.structure.lines import Line, blank, fills
from resdiff.parsers.structure.outline import COMPLETE, ENDS, Outline, ended
from resdiff.patterns import pattern
from resdiff.values import dataclass

_TOP_HEADINGS = ("section", "chap", "partno", "parttitle")
_CLAUSES = frozenset({Kind.ITEM, Kind.PARAGRAPH})
_CONTINUES = pattern(r"(?:and|or|et|ou|y|o|e|и|или|و|above|below|of|to [a-z]\))\b|[,;.)]")
WRAPPED = 40
"""Least code points of a line broken to fit a page. Source: narrower pages were not seen."""

AHEAD = 4
"""Labels in a text that are looked ahead to, to tell "i" the letter from "i" the numeral."""

HEAD = 200
"""Code points of an item that tell where it hangs: how it begins, or how it ends."""


@dataclass(slots=True)
class Body:
    """One instrument's sections, or one annex, as lines are read into them.

    Shape:   `drafts` in reading order, `above` the last that is no page furniture; `root` what the
             items of an annex hang under, None in an instrument; with `calls` off, no line is taken
             for a call. `width` where the text was broken into lines, else 0; `broken` whether a
             line went on with the one above; `line` the last one.
    """

    language: str
    root: Draft | None = None
    calls: bool = True
    drafts: list[Draft] = field(default_factory=list)
    sections: int = 0
    headings: int = 0
    top: Draft | None = None
    call: Draft | None = None
    part: str = ""
    before: str = ""
    above: Draft | None = None
    opened: bool = False
    closed: bool = False
    aside: dict[Kind, int] = field(default_factory=dict)
    editions: tuple[Edition, ...] = ()
    outline: Outline = field(init=False)
    table: Cell | None = None
    paragraphs: int = 0
    tables: dict[int, int] = field(default_factory=dict)
    width: int = 0
    broken: bool = False
    line: str = ""

    def __post_init__(self) -> None:
        self.outline = Outline(self.root, "")

    def read(self, lines: Sequence[Line], ends: bool = False) -> Sequence[Line]:
        """Places the lines; where the text `ends` with them, gives back those behind its history
        line that are none of it."""
        items = [
            Item(x) if x.block.cell is not None else take_label(x, self.language) for x in lines
        ]
        after = labels_after(items)
        for i, item in enumerate(items):
            following = items[i + 1] if i + 1 < len(items) else None
            if item.line.block.cell is not None:
                self._place_cell(item.line, item.line.block.cell)
            elif item.label is None and is_ornament(item.line):
                self._set_aside(Kind.RUNNING, item, "an ornament", 1.0)
                self.closed = self.root is None and self.before.endswith((".", "。"))
            elif self._is_page_number(item.source or item.line, following):
                self._set_aside(Kind.RUNNING, item, "a page number", 0.8)
            elif item.label is None and says_where_filed(item.line, self.before):
                self._set_aside(Kind.RUNNING, item, "says where the text is filed", 0.8)
            elif self.closed and is_signature(item.source or item.line):
                self._set_aside(Kind.SIGNATURE, item, "short, behind the end of the text", 0.7)
            elif not self._goes_on(item, following, after[i]):
                self._place_line(lone_number(item, self.language), following)
                self.line = (item.source or item.line).text
                if (
                    ends
                    and self.drafts[-1].kind is Kind.HISTORY
                    and nothing_follows(items[i + 1 :], self.language)
                ):
                    return lines[i + 1 :]
        return ()

    def add(self, draft: Draft) -> Draft:
        """Takes a draft into the reading order."""
        self.drafts.append(draft)
        if draft.kind is not Kind.RUNNING:
            self.above = draft
        return draft

    def _set_aside(self, kind: Kind, item: Item, reason: str, certainty: float) -> None:
        """Keeps a line that is no part of the text."""
        count = self.aside[kind] = self.aside.get(kind, 0) + 1
        above = f"{self.root.key}/" if self.root is not None else ""
        line = item.source or item.line
        draft = self.add(Draft(kind, [line], f"{above}{kind.value}/{count}", True))
        draft.label = item.printed
        draft.reason, draft.certainty = reason, certainty

    def title(self, lines: list[Line], reason: str) -> None:
        """Takes the title of an annex."""
        draft = self.add(Draft(Kind.HEADING, lines, "title", parent=self.root, reason=reason))
        self.before = draft.text.rstrip()

    # ------------------------------------------------------------------ broken lines

    def _is_page_number(self, line: Line, following: Item | None) -> bool:
        """Whether a line is a page's number, and not the next label, alone above its text."""
        if self.root is not None or not is_page_number(line):
            return False
        label = labels.parse(line.text.strip(), self.language)
        if label is None or following is None or following.label is not None:
            return True
        if self.opened or not self.before.endswith(COMPLETE):
            return not (self.opened and labels.begins(label))
        return self.outline.continues(label) is None

    def _goes_on(self, item: Item, following: Item | None, after: Label | None) -> bool:
        """Takes a line that goes on with the clause or call above it, where a line broke; whether
        it did."""
        above = self.above
        line = item.source or item.line
        if above is None or line.block.cell is not None:
            return False
        if above.kind is Kind.CALL:
            goes_on = item.label is None and self._completes_call(above, line, following)
        else:
            goes_on = above.kind in _CLAUSES and self._completes(item, following, after)
        if goes_on:
            if blank(above.lines[-1].text):
                above.lines.pop()  # a label stood alone on its line
            above.lines.append(line)
            above.reason = "over more than one line"
            self.broken = True
            self.before, self.line = line.text.rstrip(), line.text
        return goes_on

    def _completes_call(self, above: Draft, line: Line, following: Item | None) -> bool:
        full = self._is_full(line)
        label = following.label if following is not None else None
        if not full and (label is None or not labels.begins(label)):
            return False
        both = calls.read(f"{above.text.strip()} {line.text.strip()}", self.language)
        if both is None or not both.whole_line:
            return False
        return both.certainty >= 0.7 if full else both.known and both.certainty >= 0.9

    def _is_full(self, line: Line) -> bool:
        """Whether the text was broken into lines, and no more fitted on the one above."""
        return bool(self.width) and fills(self.line, line.text, self.width)

    def _completes(self, item: Item, following: Item | None, after: Label | None) -> bool:
        """Whether the clause above has no end, and the line no beginning: a small letter, or a
        label out of turn."""
        full = self._is_full(item.source or item.line)
        begins = item.line.text.lstrip()[:1]
        if item.label is None and self.above is not None and self.above.waits:
            return True
        amid = self.broken and begins.islower() and self.outline.is_amid(after)
        if ended(self.before, COMPLETE if full or amid else ENDS) or self.opened:
            return False
        if item.label is None:
            typed = item.line.block.anchor.part == "text" and self.root is None
            if not full and (len(self.before) < WRAPPED or not (typed or begins.islower())):
                return False
            around = self._around(item, following)
            return not self.calls or judge(item.line, around, self.language) is None
        return (
            not item.printed
            and self.outline.continues(item.label) is None
            and not labels.begins(item.label)
            and (full or item.label.doubled is None)
        )

    # ------------------------------------------------------------------ one line

    def _place_line(self, item: Item, following: Item | None) -> None:
        self.table = None
        line = item.line
        editions = self._history(line) if item.label is None else None
        if editions is not None:
            self.editions += editions
            self.add(Draft(Kind.HISTORY, [line], "history", True, reason="a list of editions"))
            return
        around = self._around(item, following)
        if self._is_heading(item, around):
            self._place_heading(item)
            return
        if item.label is None and self.calls:
            call = judge(line, around, self.language)
            if call is not None:
                self._open(call, line)
                if call.stop < len(line.text) and not blank(line.text[call.stop :]):
                    rest = take_label(line.behind(call.stop), self.language)
                    self._place_pieces(rest, self._around(rest, following))
                return
        if self.root is None and is_running_title(item, self.before, self.outline):
            self._set_aside(Kind.UNPLACED, item, "out of turn behind the last clause", 0.4)
            return
        self._begin_list(item)
        self._place_pieces(item, around)

    def _is_heading(self, item: Item, around: Around) -> bool:
        """Whether a line is styled as a heading, and not as the call that pages set as one."""
        line = item.line
        if line.style.startswith(_TOP_HEADINGS) or not line.style.startswith("heading"):
            return line.style.startswith(_TOP_HEADINGS)
        called = self.calls and item.label is None
        return not called or judge(line, around, self.language) is None

    def _begin_list(self, item: Item) -> None:
        """Finds the first item of a list in the clause above, when the line carries its second:
        "… a) x,⏎b) y"."""
        above = self.outline.last
        label = item.label
        if above is None or label is None or labels.begins(label) or not above.lines:
            return
        if above is not self.drafts[-1] or self.outline.continues(label) is not None:
            return
        line = above.lines[-1]
        found = first_before(line.text, label, self.language)
        if found is None:
            return
        mark = line.solid(found.start, found.start + len(found.label.printed))
        if mark is not None:
            above.lines[-1] = line.cut(0, found.start)
            self._place(Item(line.cut(found.stop), found.label, mark), (), label)

    def _history(self, line: Line) -> tuple[Edition, ...] | None:
        text = line.text.strip()
        if not text.startswith(("(", "（")) or self.root is not None:
            return None
        return history.read(text, self.language)

    def _place_heading(self, item: Item) -> None:
        line, reason = item.line, f"style {item.line.block.style}"
        above = self.drafts[-1] if self.drafts else None
        if line.style.endswith("title") and above is not None and above.kind is Kind.HEADING:
            above.lines.append(item.source or line)
        elif item.label is not None and (len(line.text) > 60 and line.text.rstrip()[-1:] == "."):
            self._place_pieces(item, self._around(item, None))
        elif item.label is not None:
            self.add(self.outline.place(item, None, Kind.HEADING)).reason = reason
        else:
            self._open_heading(line, reason)
        self.before = line.text.rstrip()

    def _open_heading(self, line: Line, reason: str) -> None:
        """Opens an unnumbered heading; what follows hangs under it."""
        self.headings += 1
        top = line.style.startswith(_TOP_HEADINGS)
        above = self.root if self.root is not None else self.call
        if not top and self.top is not None:
            above = self.top
        draft = Draft(Kind.HEADING, [line], f"h{self.headings}", parent=above, reason=reason)
        self.add(draft)
        self.top = draft if top else self.top
        self.outline = Outline(draft, self.part)

    def _around(self, item: Item, following: Item | None) -> Around:
        label = following.label if following is not None else None
        last = following is None
        if following is not None and label is None and self.calls:
            after = Around(item.line.text.rstrip(), False, None, None, False, self.part)
            last = judge(following.line, after, self.language) is not None
        return Around(self.before, self.opened, item.label, label, last, self.part)

    def _open(self, call: Call, line: Line) -> None:
        self.sections += 1
        self.part = call.part
        draft = Draft(
            Kind.CALL,
            [line.cut(call.start, call.stop)],
            key=str(self.sections),
            rooted=True,
            call_id=call.call_id,
            part=call.part,
            addressee=call.addressee,
            certainty=call.certainty,
            reason=call.reason,
        )
        self.call = self.add(draft)
        self.outline = Outline(draft, call.part)
        self.before, self.opened = draft.text.rstrip(), True

    def _place_pieces(self, item: Item, around: Around) -> None:
        """Places a line that may hold more than one clause: calls swallowed, items run in."""
        found = list(swallowed(item.line.text, around, self.language)) if self.calls else []
        stops = [c.start for c in found] + [len(item.line.text)]
        first = item.line.cut(0, stops[0])
        if not blank(first.text) or item.label is not None or not found:
            self._place_run(
                Item(first, item.label, item.label_line, item.printed),
                None if found else around.following,
            )
        for call, stop in zip(found, stops[1:], strict=True):
            self._open(call, item.line)
            rest = item.line.behind(call.stop, stop)
            if not blank(rest.text):
                last = stop == len(item.line.text)
                self._place_run(take_label(rest, self.language), around.following if last else None)

    # ------------------------------------------------------------------ items in a line

    def _place_run(self, item: Item, following: Label | None) -> None:
        """Places an item and those that are run into its text."""
        whole, text = item.line, item.line.text
        in_annex = self.root is not None
        signs = in_annex and item.label is not None and item.label.scheme in UNORDERED
        candidates = list(inside(text, self.language, signs))
        start, draft = 0, self._place(item, candidates[:AHEAD], following)
        for i, candidate in enumerate(candidates, 1):
            mark = whole.solid(candidate.start, candidate.start + len(candidate.label.printed))
            if mark is None or not self._is_run_in(candidate, candidate.start - start, text):
                continue
            draft.lines = [whole.cut(start, candidate.start)]
            start = candidate.stop
            head = whole.cut(start, min(start + HEAD, len(text)))
            item = Item(head, candidate.label, mark)
            draft = self._place(item, candidates[i : i + AHEAD], following)
        draft.lines = [whole.cut(start)]
        if not blank(text[-HEAD:]):
            self.before = text[-HEAD:].rstrip()

    def _is_run_in(self, candidate: Inside, length: int, text: str) -> bool:
        """Whether a label in a text begins an item; `length` is that of the item before it."""
        label, rest = candidate.label, text[candidate.stop : candidate.stop + HEAD]
        if _CONTINUES.match(rest):
            return False
        goes_on = self.outline.continues(label)
        if goes_on is not None and same_shape(goes_on.printed, label.printed):
            if candidate.after in LIST_STOPS or rest[:1].isupper():
                return candidate.after in LIST_STOPS or label.scheme in UNORDERED
            return (
                candidate.after in SOFT_STOPS
                and length > MIN_SOFT
                and (label.scheme in UNORDERED or label.printed.endswith(")"))
            )
        if not labels.begins(label) and not self.outline.is_below(label):
            return False
        return candidate.after in COLONS

    def _place(self, item: Item, ahead: Sequence[Inside], following: Label | None) -> Draft:
        draft = self.add(self.outline.place(item, next_label(item.label, ahead, following)))
        if not blank(item.line.text):
            self.before = item.line.text.rstrip()
        self.opened = False
        return draft

    # ------------------------------------------------------------------ tables

    def _place_cell(self, line: Line, cell: Cell) -> None:
        above = self.outline.last or self.outline.root
        key = id(above)
        if self.table is None or self.table.table != cell.table:
            self.tables[key] = self.tables.get(key, 0) + 1
        self.paragraphs = self.paragraphs + 1 if cell == self.table else 1
        self.table = cell
        path = cell_key(self.tables[key], cell, self.paragraphs)
        self.add(Draft(Kind.CELL, [line], path, parent=above, cell=cell, reason="in a table"))
