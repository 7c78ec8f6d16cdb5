"""What the proof of a marked file found, for people and as data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Final

from resdiff.model import Document
from resdiff.ooxml.soundness import Fault
from resdiff.ooxml.verify import Difference, Verdict
from resdiff.renderers.summary import place

SCHEMA: Final = "resdiff/1"
_SHOWN: Final = 5  # paragraphs of one difference; more are counted
_FEW: Final = 2  # paragraphs of the one difference that is said in a line
_ROOM: Final = 40  # letters kept around what differs
_EXCERPT: Final = 200  # most letters of one paragraph
_STORIES: Final = {
    "body": "text",
    "textboxes": "text boxes",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "headers": "page headers and footers",
    "comments": "comments",
}
_EDGES: Final = {
    "table": "a table begins here",
    "row": "a row",
    "table end": "the table ends here",
}
_FRAME: Final = re.compile(r"\[\d+(restart|continue)?\]")  # how a cell is merged with others
_FAULTS: Final = {
    "deleted-text-in-move": "deleted text inside moved text; Word refuses such files",
    "deleted-text-outside-deletion": "deleted text that no deletion holds",
    "text-in-deletion": "plain text inside a deletion",
    "last-mark-of-kept-cell": "the last paragraph of a table cell is marked although its row is"
    " not; accepting such a file may never end",
    "duplicate-revision-id": "two changes with one number",
    "revision-without-id": "a change without a number",
    "revision-without-author": "a change without an author",
    "block-in-revision": "a whole paragraph or table inside the mark of an insertion or a deletion",
    "run-in-run": "a stretch of text inside another one",
    "paragraph-in-paragraph": "a paragraph inside another one",
    "row-without-cells": "a table row without cells",
    "cell-without-last-paragraph": "a table cell that does not end in a paragraph",
    "story-without-paragraph": "a note, a comment or a text box that holds no paragraph",
    "fallback-differs": "a text box that says something else to old programs",
    "control-range-unpaired": "half of the mark that a content control came or went",
    "property-change-out-of-order": "a change of formatting in the wrong place",
    "field-unbalanced": "a field that is not closed, or closed twice",
    "move-range-unpaired": "a move that begins and does not end, or ends and did not begin",
    "move-without-partner": "a text moved away that arrives nowhere, or arrives from nowhere",
    "move-changes-text": "a text that arrives otherwise than it left, without a mark of the change",
    "duplicate-bookmark": "two bookmarks of one name or number",
    "bookmark-unpaired": "half a bookmark",
    "relationship-missing": "a reference to a picture, link or header that is not declared",
    "part-missing": "a reference to a part that is not in the file",
    "note-missing": "a mark of a note that is not there",
    "no-content-type": "a part of unknown type",
    "old-mark-lost": "tracked changes of OLD are not as they were when the new ones are rejected",
    "order-of-settling": "it matters whether OLD's changes or the new ones are settled first",
}


def as_data(verdict: Verdict) -> str:
    """The verdict as JSON: see `schemas/verify.json`."""
    data = {"schema": SCHEMA, "proved": verdict.proved, **asdict(verdict)}
    return json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n"


def as_text(verdict: Verdict, old: Document | None = None, new: Document | None = None) -> str:
    """The verdict in sentences; `old`, `new` let it name the clauses in which something differs."""
    return "\n".join(_lines(verdict, old, new)) + "\n"


def first(verdict: Verdict) -> str:
    """The first thing that is wrong, in one line; "" for a file that is proved."""
    for one in (*verdict.accept, *verdict.reject):
        wanted, found = (", ".join(map(_line, x[:_FEW])) or "nothing" for x in _told(one))
        return f"after {one.view} all, {_where(one, None)}: {found} instead of {wanted}"
    return next(map(_fault, verdict.structure), "")


def _told(one: Difference) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two sides, of one paragraph each only what differs."""
    if len(one.wanted) == len(one.found) == 1:
        place, wanted = _parted(one.wanted[0])
        other, found = _parted(one.found[0])
        if place == other:
            sides = _cut(wanted, found)
            return (f"{place}: {sides[0]}",), (f"{place}: {sides[1]}",)
    return one.wanted, one.found


def _lines(verdict: Verdict, old: Document | None, new: Document | None) -> Iterator[str]:
    yield from _law("Accepting all changes gives NEW", verdict.accept, new)
    yield from _law("Rejecting all changes gives OLD", verdict.reject, old)
    yield f"The file is soundly built: {'no' if verdict.structure else 'yes'}"
    yield from (f"  {_fault(x)}" for x in verdict.structure)
    looks = len(verdict.formatting)
    if looks:
        count = "1 place looks" if looks == 1 else f"{looks} places look"
        yield f"Formatting: {count} different; the words are the same, so this does not count"
        for one in verdict.formatting[:_SHOWN]:
            yield f"  after {one.view} all, {_STORIES[one.story]}: “{_short(*one.wanted)}”"
    yield "PROVED" if verdict.proved else "NOT PROVED"


def _law(said: str, differences: Sequence[Difference], side: Document | None) -> Iterator[str]:
    count = len(differences)
    places = "1 place differs" if count == 1 else f"{count} places differ"
    yield f"{said}: {f'no, {places}' if count else 'yes'}"
    for one in differences:
        yield f"  {_where(one, side)}:"
        yield from _sides(one)


def _where(one: Difference, side: Document | None) -> str:
    """The story, and the clause or the words behind which the difference stands."""
    story = _STORIES.get(one.story, one.story)
    clause = _clause(one, side) if side is not None else ""
    behind = f"after “{_end(one.ahead)}”" if one.ahead else "at the beginning"
    return ", ".join(filter(None, (story, clause, behind)))


def _clause(one: Difference, side: Document) -> str:
    """The clause that holds the first words that should stand there."""
    sought = next((text for _, text in map(_parted, one.wanted) if text.strip()), "").strip()
    for index, clause in enumerate(side.clauses):
        whole = f"{clause.label}{clause.text}".strip()
        if sought and (sought in whole or (clause.text.strip() and clause.text.strip() in sought)):
            named = place(side, index)
            return f"{named} ({clause.path})" if named and named != clause.path else clause.path
    return ""


def _sides(one: Difference) -> Iterator[str]:
    wanted, found = list(one.wanted), list(one.found)
    if len(wanted) == len(found) == 1 and _parted(wanted[0])[0] == _parted(found[0])[0]:
        cut = _cut(_parted(wanted[0])[1], _parted(found[0])[1])
        yield f"    should be  “{cut[0]}”"
        yield f"    is         “{cut[1]}”"
        return
    for said, texts in (("should be", wanted), ("is", found)):
        if not texts:
            yield f"    {said:<10} nothing"
        for text in texts[:_SHOWN]:
            yield f"    {said:<10} {_line(text)}"
        if len(texts) > _SHOWN:
            yield f"    {'':<10} … and {len(texts) - _SHOWN} more"


def _parted(line: str) -> tuple[str, str]:
    """Where a line stands, and what it says."""
    where, _, text = line.partition(": ")
    return where, text


def _line(line: str) -> str:
    where, text = _parted(line)
    edge = where.rpartition("/")[2]
    if edge in _EDGES and not text:
        return f"({_EDGES[edge]})"
    if edge == "embedded":
        return "(another file, embedded in place of text)"
    if edge == "cell" and _FRAME.fullmatch(text):
        return "(a cell)"
    return f"“{_short(line)}”" if text else "(an empty paragraph)"


def _short(line: str) -> str:
    text = " ".join(_parted(line)[1].split())
    return text if len(text) <= _EXCERPT else text[:_EXCERPT].rstrip() + "…"


def _end(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _ROOM else "…" + text[-_ROOM:].lstrip()


def _cut(wanted: str, found: str) -> tuple[str, str]:
    """Both texts with what they share left out but for some letters around what differs."""
    most = min(len(wanted), len(found))
    head = next((i for i in range(most) if wanted[i] != found[i]), most)
    tail = next((i for i in range(most - head) if wanted[-1 - i] != found[-1 - i]), most - head)
    start = max(head - _ROOM, 0)
    stop = max(tail - _ROOM, 0)
    sides = []
    for text in (wanted, found):
        middle = text[start : len(text) - stop]
        middle = middle if len(middle) <= _EXCERPT else middle[:_EXCERPT] + "…"
        sides.append(f"{'…' if start else ''}{middle}{'…' if stop else ''}")
    return sides[0], sides[1]


def _fault(fault: Fault) -> str:
    said = _FAULTS.get(fault.slug, fault.slug)
    times = f", {fault.count} times" if fault.count > 1 else ""
    where = f" in {fault.part}" if fault.part else ""
    return f"{said} ({fault.slug}{where}{times})"
