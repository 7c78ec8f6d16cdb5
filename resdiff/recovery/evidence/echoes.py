"""Words that are said twice: what moved, merged or split stands in both places of a flat text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from resdiff.language import labels
from resdiff.recovery.collation import Collation, Finding, Line, Run
from resdiff.recovery.evidence.pairs import SURE, TERMINAL, quote
from resdiff.recovery.letters import is_han
from resdiff.recovery.values import Certainty
from resdiff.recovery.vocabulary import conjunction

# Letters that a clause must have to be known again by its words; a Chinese sign says as much as
# three. "the Director of the Telecommunication Development Bureau" has 55, but is no clause.
_WHOLE, _WHOLE_HAN = 30, 10
_SHARED, _SHARED_HAN = 40, 10  # the same of the end of a clause that stands again in another
_WORDS = 0.85  # share of letters and blanks that a sentence has at least
_NEAR = 3  # lines between a clause and what was split from it


def body(collation: Collation, line: Line) -> tuple[int, int]:
    """Where the words of a line begin and end: label, blanks and the last sign left out."""
    text = collation.flat[line.start : line.stop]
    label = labels.read(text)
    start = label.stop if label and label.certainty >= SURE else 0
    stop = len(text.rstrip())
    while stop > start and text[stop - 1] in TERMINAL:
        stop -= 1
    return line.start + min(start, stop), line.start + stop


def repeated(collation: Collation) -> Iterator[Finding]:
    """Known clauses whose every word stands again among what the other edition has alone."""
    extras = [
        collation.flat[run.start : run.stop]
        for run in collation.runs
        if min(collation.margins[run.start : run.stop]) > 0  # else it may be the known copy itself
    ]
    joined = "\x00".join(" ".join(text.split()) for text in extras)
    known = "\n".join(" ".join(collation.known_line(line).split()) for line in collation.lines)
    for line in collation.lines:
        start, stop = body(collation, line)
        text = collation.flat[start:stop]
        if len(text) < _enough(text, _WHOLE, _WHOLE_HAN) or collation.spare[start]:
            continue
        if not _is_prose(text) or known.count(" ".join(text.split())) > 1:
            continue
        if all(collation.held[start:stop]) and " ".join(text.split()) in joined:
            yield Finding(
                line.start, line.stop, Certainty.PROBABLE, "the same words stand in their new place"
            )


def split_off(collation: Collation) -> Iterator[Finding]:
    """The end of a known clause that stands again in a clause of the other edition's own nearby."""
    for number, line in enumerate(collation.lines):
        if not collation.is_extra(line):
            continue
        start, stop = body(collation, line)
        for near in collation.lines[max(0, number - _NEAR) : number + _NEAR + 1]:
            if collation.is_extra(near) or collation.is_spare(near):
                continue
            if found := _shared_end(collation, near, collation.flat[start:stop]):
                yield found


def _shared_end(collation: Collation, line: Line, text: str) -> Finding | None:
    start, stop = body(collation, line)
    mine = collation.flat[start:stop]
    size = 0
    while size < min(len(mine), len(text)) and mine[-1 - size] == text[-1 - size]:
        size += 1
    shared = mine[len(mine) - size :]
    if size == len(mine) or size < _enough(shared, _SHARED, _SHARED_HAN):
        return None
    first = len(mine) - size
    while first < len(mine) and first and mine[first - 1].isalnum() and mine[first].isalnum():
        if is_han(mine[first]):
            break
        first += 1
    first = _from_link(mine, first, text)
    if first < 0:
        return None
    if not all(collation.held[start + first : stop]):
        return None
    return Finding(
        start + first,
        stop,
        Certainty.PROBABLE,
        f"{quote(mine[first:].strip())} is said in a clause of its own nearby",
    )


@cache
def _links() -> re.Pattern[str]:
    """What joins two clauses, at the end of the first: a conjunction, a comma, or both."""
    return re.compile(rf"(?:[,،，;；、]?[ \u00a0]*{conjunction()}[ \u00a0]*|[,،，][ \u00a0]*)$")


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
        link = _links().search(head[: word.end()] + " ")
        prefixed = word[0][0] == "و" and word[0][1:] in text
        if link or prefixed:
            start = link.start() if link else word.start()
            return len(mine[:start].rstrip())
    return -1


def merged_end(collation: Collation, run: Run) -> Finding | None:
    """The sign that ended a clause before it went on, on either side of its new words."""
    text = collation.flat[run.start : run.stop].rstrip()
    rest = collation.flat[run.stop : run.line.stop].rstrip()
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
    if (
        at < run.line.start
        or not collation.held[at]
        or collation.flat[at] not in TERMINAL - {".", "。"}
    ):
        return None
    if text[-1:] not in TERMINAL or not any(c.isalnum() for c in text):
        return None
    return Finding(
        at,
        at + 1,
        Certainty.PROBABLE,
        f"{quote(collation.flat[at])} ended the clause, which now goes on to {quote(text[-1])}",
    )


def _enough(text: str, letters: int, han: int) -> int:
    """How long a stretch of this script must be to say something."""
    share = sum(is_han(c) for c in text)
    return han if share * 2 > len(text) else letters


def _is_prose(text: str) -> bool:
    """Whether a stretch is a sentence rather than code or a heading: almost only words."""
    return sum(c.isalpha() or c.isspace() for c in text) > _WORDS * len(text) and "  " not in text


def longest_shared(one: str, other: str) -> str:
    """The longest stretch that stands in both."""
    found = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[found.a : found.a + found.size]
