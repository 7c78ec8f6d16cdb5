"""Words that are said twice: what moved, merged or split stands in both places of a flat text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from resdiff.language import labels
from resdiff.recovery.evidence.pairs import TERMINAL, quote
from resdiff.recovery.sheet import Finding, Line, Run, Sheet
from resdiff.recovery.values import Certainty

# Letters that a clause must have to be known again by its words; a Chinese sign says as much as
# three. "the Director of the Telecommunication Development Bureau" has 55, but is no clause.
_WHOLE, _WHOLE_HAN = 30, 10
_SHARED, _SHARED_HAN = 40, 10  # the same of the end of a clause that stands again in another
_NEAR = 3  # lines between a clause and what was split from it
_LINKS = re.compile(
    r"(?:[,،，;；、]?[ \u00a0]*(?:\b(?:and|or|et|ou|y|e|o|и|а также|و)\b|或|和|与|并且|并|且)"
    r"[ \u00a0]*"
    r"|[,،，][ \u00a0]*)$"
)


def body(sheet: Sheet, line: Line) -> tuple[int, int]:
    """Where the words of a line begin and end: label, blanks and the last sign left out."""
    text = sheet.flat[line.start : line.stop]
    label = labels.read(text)
    start = label.stop if label and label.certainty >= 0.5 else 0
    stop = len(text.rstrip())
    while stop > start and text[stop - 1] in TERMINAL:
        stop -= 1
    return line.start + min(start, stop), line.start + stop


def repeated(sheet: Sheet) -> Iterator[Finding]:
    """Known clauses whose every word stands again among what the other edition has alone."""
    extras = [
        sheet.flat[run.start : run.stop]
        for run in sheet.runs
        if min(sheet.margins[run.start : run.stop]) > 0  # else it may be the known copy itself
    ]
    joined = "\x00".join(" ".join(text.split()) for text in extras)
    known = "\n".join(" ".join(sheet.known_line(line).split()) for line in sheet.lines)
    for line in sheet.lines:
        start, stop = body(sheet, line)
        text = sheet.flat[start:stop]
        if len(text) < _enough(text, _WHOLE, _WHOLE_HAN) or sheet.spare[start]:
            continue
        if not _is_prose(text) or known.count(" ".join(text.split())) > 1:
            continue
        if all(sheet.held[start:stop]) and " ".join(text.split()) in joined:
            yield Finding(
                line.start, line.stop, Certainty.PROBABLE, "the same words stand in their new place"
            )


def split_off(sheet: Sheet) -> Iterator[Finding]:
    """The end of a known clause that stands again in a clause of the other edition's own nearby."""
    for number, line in enumerate(sheet.lines):
        if not sheet.is_extra(line):
            continue
        start, stop = body(sheet, line)
        for near in sheet.lines[max(0, number - _NEAR) : number + _NEAR + 1]:
            if sheet.is_extra(near) or sheet.is_spare(near):
                continue
            if found := _shared_end(sheet, near, sheet.flat[start:stop]):
                yield found


def _shared_end(sheet: Sheet, line: Line, text: str) -> Finding | None:
    start, stop = body(sheet, line)
    mine = sheet.flat[start:stop]
    size = 0
    while size < min(len(mine), len(text)) and mine[-1 - size] == text[-1 - size]:
        size += 1
    shared = mine[len(mine) - size :]
    if size == len(mine) or size < _enough(shared, _SHARED, _SHARED_HAN):
        return None
    first = len(mine) - size
    while first < len(mine) and first and mine[first - 1].isalnum() and mine[first].isalnum():
        if _is_han(mine[first]):
            break
        first += 1
    first = _from_link(mine, first, text)
    if first < 0:
        return None
    if not all(sheet.held[start + first : stop]):
        return None
    return Finding(
        start + first,
        stop,
        Certainty.PROBABLE,
        f"{quote(mine[first:].strip())} is said in a clause of its own nearby",
    )


_BEFORE = 4  # words between a conjunction and what is said again, which may be worded otherwise


def _from_link(mine: str, first: int, text: str) -> int:
    """Where the phrase begins that ends in what is shared, at the conjunction before it; -1 where
    none stands there."""
    head = mine[:first].rstrip()
    words = list(re.finditer(r"\S+", head))[-_BEFORE:]
    for number, word in enumerate(reversed(words)):
        between = [w[0] for w in words[len(words) - number :]]
        if between and not any(w in text for w in between):
            continue
        link = _LINKS.search(head[: word.end()] + " ")
        prefixed = word[0][0] == "و" and word[0][1:] in text
        if link or prefixed:
            start = link.start() if link else word.start()
            return len(mine[:start].rstrip())
    return -1


def merged_end(sheet: Sheet, run: Run) -> Finding | None:
    """The sign that ended a clause before it went on, on either side of its new words."""
    text = sheet.flat[run.start : run.stop].rstrip()
    rest = sheet.flat[run.stop : run.line.stop].rstrip()
    if rest in TERMINAL and rest and text[-1:] in TERMINAL and text[-1:] != rest:
        return Finding(
            run.stop,
            run.stop + 1,
            Certainty.CERTAIN,
            f"{quote(rest)} and {quote(text[-1])} both end the clause",
        )
    if rest:
        return None
    at = run.start - 1
    if at < run.line.start or not sheet.held[at] or sheet.flat[at] not in TERMINAL - {".", "。"}:
        return None
    if text[-1:] not in TERMINAL or not any(c.isalnum() for c in text):
        return None
    return Finding(
        at,
        at + 1,
        Certainty.PROBABLE,
        f"{quote(sheet.flat[at])} ended the clause, which now goes on to {quote(text[-1])}",
    )


def _enough(text: str, letters: int, han: int) -> int:
    """How long a stretch of this script must be to say something."""
    share = sum(_is_han(c) for c in text)
    return han if share * 2 > len(text) else letters


def _is_prose(text: str) -> bool:
    """Whether a stretch is a sentence rather than code or a heading: almost only words."""
    return sum(c.isalpha() or c.isspace() for c in text) > 0.85 * len(text) and "  " not in text


def _is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"


def longest_shared(one: str, other: str) -> str:
    """The longest stretch that stands in both."""
    found = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[found.a : found.a + found.size]
