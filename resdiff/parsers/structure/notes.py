"""Notes: those the format knows, those a PDF's text has run into paragraphs, and their marks in
the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from resdiff.model import Kind, NoteMark
from resdiff.parsers.structure.drafts import Draft
from resdiff.parsers.structure.lines import Line, blank
from resdiff.patterns import pattern
from resdiff.values import replace

_RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"
# The rule above the footnotes of a page, as a text extractor prints it.
_RULE = pattern(rf"_{{8,}}[ \t\u00a0]*(?=(\d{{1,3}}|\*{{1,3}}|[{_RAISED}]{{1,3}})[ \t\u00a0]+\S)")
PAGE = 200
"""Lines above a note among which its mark is looked for: no page holds more."""

_ALONE = pattern(r"\s*_{8,}\s*")
_NUMBER = pattern(rf"(\d{{1,3}}|\*{{1,3}}|[{_RAISED}]{{1,3}})[ \t\u00a0]+")
# What follows a note on its line: a label or a word in small letters after a full stop.
_GOES_ON = pattern(r"(?<=[.!?])[ \t\u00a0]+(?=(?:\d{1,3} |[a-z]{1,4}\) )?[a-z])")
_NOT_AN_END = pattern(r"(?:\b(?:e\.g|i\.e|etc|cf|vs|viz|al|No|Nos|[a-z]|[A-Z])\.)$")
_OWN_MARK = pattern(r"[ \u00a0]*(\d{1,3}|\*{1,3})?(?:[ \u00a0]*\t[ \u00a0]*|(?<=[\d*])[ \u00a0]+)")
_OWN_RAISED = pattern(rf"[ \u00a0]*([{_RAISED}]{{1,3}})(?:[ \u00a0]*\t[ \u00a0]*|[ \u00a0]+)")
_SUFFIXES = ("bis", "ter", "quater", "quinquies")
_BIS = pattern(rf"[ \u00a0]*({'|'.join(_SUFFIXES)})[ \t\u00a0]+")
_GLUED = pattern(
    r"(?:[^\W\d_A-Z]{3}|[A-Z]{3}|[)\]”\"»’])(\d{1,3})(?!\w)"
    rf"|(?<=[^\s\d{_RAISED}])(?P<raised>[{_RAISED}]{{1,3}})(?![{_RAISED}])"
)


def split_notes(lines: Sequence[Line]) -> tuple[list[Line], list[tuple[str, Line]]]:
    """The lines without the notes that were run into them, and those notes with their numbers.

    Shape:   a line that goes on after its notes becomes two.
    """
    kept: list[Line] = []
    notes: list[tuple[str, Line]] = []
    below = False  # whether nothing but notes stands between this line and a rule of its own
    for line in lines:
        number = _NUMBER.match(line.text) if below else None
        if number is not None and (
            number[1][0] == "*" or _is_marked(kept[-PAGE:], _bare(number[1]))
        ):
            notes.append((_bare(number[1]), line))
            continue
        below = _ALONE.fullmatch(line.text) is not None
        kept += _split(line, notes) if "________" in line.text else [line]
    return _mark_glued(kept, [number for number, _ in notes]), notes


def _is_marked(lines: Sequence[Line], number: str) -> bool:
    """Whether the mark of a note stands behind a word of the lines."""
    return any(_marked(f) == number for line in lines for f in _GLUED.finditer(line.text))


def _marked(found: re.Match[str]) -> str:
    """The number of the note that a mark points to."""
    return _bare(found[1] or found["raised"])


def _bare(number: str) -> str:
    """A note's number, raised digits as common ones."""
    return unicodedata.normalize("NFKC", number)


def _split(line: Line, notes: list[tuple[str, Line]]) -> Iterator[Line]:
    at = 0
    while (rule := _RULE.search(line.text, at)) is not None:
        if not blank(line.text[at : rule.start()]):
            yield line.cut(at, rule.start())
        at = rule.end()
        while True:
            number = _NUMBER.match(line.text, at)
            assert number is not None  # the rule and the loop both looked for it
            stop = _note_stop(line.text, number.end(), _bare(number[1]))
            notes.append((_bare(number[1]), line.cut(number.start(), stop)))
            at = _passed_blanks(line.text, stop)
            if not _is_next(line.text[at : at + 12], _bare(number[1])):
                break
    if not blank(line.text[at:]):
        yield line.cut(at)


def _note_stop(text: str, start: int, number: str) -> int:
    """Where a run-in note ends: at the next note, or where the text goes on after a full stop."""
    rule = text.find("________", start)
    stop = len(text) if rule < 0 else rule
    if number.isdigit():
        following = re.compile(rf"[ \t\u00a0]+(?={_next(number)}[ \t\u00a0]+[A-Z])")
        found = following.search(text, start, stop)
        stop = found.start() if found else stop
    for found in _GOES_ON.finditer(text, start, stop):
        if not _NOT_AN_END.search(text[start : found.start()]):
            return found.start()
    return stop


def _passed_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _is_next(text: str, number: str) -> bool:
    return number.isdigit() and bool(re.match(rf"{_next(number)}[ \t\u00a0]+[A-Z]", text))


def _next(number: str) -> str:
    """A pattern of the number that follows, raised or not."""
    following = str(int(number) + 1)
    raised = following.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"(?:{following}|{raised})"


def _mark_glued(lines: list[Line], numbers: Sequence[str]) -> list[Line]:
    """The lines with the marks of typed notes, which stand right behind a word: "countries1"."""
    wanted = {number for number in numbers if number.isdigit()}
    for i, line in enumerate(lines):
        if not wanted:
            break
        for found in _GLUED.finditer(line.text):
            if (number := _marked(found)) in wanted:
                wanted.remove(number)
                group = 1 if found[1] else "raised"
                mark = NoteMark(found.start(group), found.end(group), number, automatic=False)
                line = replace(line, marks=tuple(sorted((*line.marks, mark), key=_place)))
        lines[i] = line
    return lines


def _place(mark: NoteMark) -> int:
    return mark.start


def printed_marks(lines: Iterable[Line]) -> dict[str, str]:
    """What the marks in the text print, by the id of their note; the first mark counts."""
    found: dict[str, str] = {}
    for line in lines:
        for mark in line.marks:
            found.setdefault(mark.note, line.text[mark.start : mark.stop])
    return found


def _own_mark(text: str) -> re.Match[str] | None:
    """The mark that a note's text begins with itself, or the TAB behind one that it does not."""
    raised = text.lstrip(" \u00a0").startswith(tuple(_RAISED))
    return (_OWN_RAISED if raised else _OWN_MARK).match(text)


def _suffix(text: str) -> re.Match[str] | None:
    """The suffix of its mark that a note's text begins with."""
    return _BIS.match(text) if text.lstrip(" \u00a0").startswith(_SUFFIXES) else None


def note_drafts(found: Sequence[tuple[str, Line]], printed: Mapping[str, str]) -> list[Draft]:
    """The clauses of an instrument's notes, in their order; paragraphs of one note hang under its
    first.

    Shape:   the number that the note prints itself is its label, else what its mark prints.
    """
    drafts: list[Draft] = []
    first: dict[str, Draft] = {}
    counts: dict[str, int] = {}
    for note, line in found:
        if blank(line.text) and note not in printed:
            continue  # the separators that Word keeps among the notes, and notes without a mark
        above = first.get(note)
        own = _own_mark(line.text) if above is None else None
        label = line.solid(own.start(1), own.end(1)) if own is not None and own[1] else None
        text = line
        if own is not None and (label is not None or not own[1]):
            text = line.cut(own.end())
        draft = Draft(Kind.NOTE, [text], note=note, label_line=label, parent=above)
        drafts.append(draft)
        counts[note] = counts.get(note, 0) + 1
        if above is not None:
            draft.key = f"{counts[note]}"
            continue
        first[note] = draft
        number = printed.get(note, "") or line.block.label or (note if note.isdigit() else "")
        draft.label = draft.number = label.text if label is not None else number
        behind = _suffix(line.text) if label is None and number.isdigit() else None
        if behind is not None:
            draft.label_line = line.solid(behind.start(1), behind.end(1))
            draft.lines = [line.cut(behind.end())]
            draft.label = draft.number = number + behind[1]  # the mark is 1bis: 1 is Word's own
        draft.key, draft.rooted = f"note/{len(first)}", True
        draft.reason = "a note"
    return drafts
