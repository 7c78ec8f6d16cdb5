"""What the meetings named in a flat text say: which edition it was, and which it becomes."""

from __future__ import annotations

import re

from resdiff.language import places
from resdiff.language.editions import full_year
from resdiff.model import Mark
from resdiff.recovery.alone.conjecture import Conjecture
from resdiff.recovery.evidence.conferences import HEAD, LAST_EDITION, last_link, meeting
from resdiff.recovery.evidence.pairs import TERMINAL
from resdiff.recovery.fates import KEPT

_HISTORY = 300  # characters that a history has at most


def heads(conjecture: Conjecture) -> None:
    """Finds which edition the text was and which it becomes."""
    for line in conjecture.lines[:HEAD]:
        if all(conjecture.fates[i] == KEPT for i in range(line.start, line.stop)):
            continue
        conjecture.old = conjecture.old or meeting(
            conjecture.view(line, Mark.INSERTED), conjecture.language
        )
        conjecture.new = conjecture.new or meeting(
            conjecture.view(line, Mark.DELETED), conjecture.language
        )


def history(conjecture: Conjecture) -> None:
    """The new edition at the end of the history."""
    if conjecture.new is None:
        return
    for line in conjecture.lines:
        text = conjecture.flat[line.start : line.stop]
        last = LAST_EDITION.search(text)
        if last and re.search(conjecture.new.pattern(), last[0]) and _is_history(text):
            conjecture.mark(
                line.start + last.start(),
                line.start + last.end(),
                Mark.INSERTED,
                "the old edition cannot list the new one",
            )


def _is_history(text: str) -> bool:
    return len(re.findall(r"(?:19|20)\d\d", text)) > 1 and len(text) < _HISTORY


def outdated(conjecture: Conjecture) -> None:
    """Words about "this conference" that names the old one."""
    if conjecture.old is None or conjecture.new is None:
        return
    pattern = conjecture.old.as_own()
    reason = f"“this conference” is no longer the one of {conjecture.old.place}"
    for line in conjecture.lines:
        text = conjecture.flat[line.start : line.stop]
        for match in pattern.finditer(text):
            link = last_link(text, match.start())
            if link < match.start() and text[match.end() : match.end() + 1] in TERMINAL:
                start, stop = line.start + link, line.start + match.end()
                conjecture.mark(start, stop, Mark.DELETED, reason)


def tags(conjecture: Conjecture) -> None:
    """Two conferences in the place of one: WTDC-0614."""
    known = {event.tag for event in places.events()}
    for match in re.finditer(r"\b([A-Z]{2,5})-(\d\d)(\d\d)(?!\d)", conjecture.flat):
        one, other = (f"{match[1]}-{digits}" for digits in (match[2], match[3]))
        if one in known and other in known and one != other:
            old_first = full_year(match[2]) < full_year(match[3])
            reason = f"{one} and {other} stand in one place"
            conjecture.pair(match.start(2), match.start(3), match.end(), old_first, reason)
