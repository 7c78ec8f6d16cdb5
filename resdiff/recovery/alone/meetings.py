"""What the meetings named in a flat text say: which edition it was, and which it becomes."""

from __future__ import annotations

import re

from resdiff.language import places
from resdiff.language.editions import full_year
from resdiff.model import Mark
from resdiff.recovery.alone.desk import Desk
from resdiff.recovery.evidence.conferences import OWN, meeting
from resdiff.recovery.evidence.pairs import TERMINAL
from resdiff.recovery.fates import KEPT

_LAST = re.compile(r"(?:\s*[–—-]\s*[(（][^()（）]*[)）]|[；;]\s*[^()（）；;]*)(?=\s*$|[)）]\s*$)")


def heads(desk: Desk) -> None:
    """Finds which edition the text was and which it becomes."""
    for line in desk.lines[:60]:
        if all(desk.fates[i] == KEPT for i in range(line.start, line.stop)):
            continue
        desk.old = desk.old or meeting(desk.view(line, Mark.INSERTED), desk.language)
        desk.new = desk.new or meeting(desk.view(line, Mark.DELETED), desk.language)


def history(desk: Desk) -> None:
    """The new edition at the end of the history."""
    if desk.new is None:
        return
    for line in desk.lines:
        text = desk.flat[line.start : line.stop]
        last = _LAST.search(text)
        if last and re.fullmatch(r".*" + desk.new.pattern() + r".*", last[0]) and _is_history(text):
            desk.mark(
                line.start + last.start(),
                line.start + last.end(),
                Mark.INSERTED,
                "the old edition cannot list the new one",
            )


def _is_history(text: str) -> bool:
    return len(re.findall(r"(?:19|20)\d\d", text)) > 1 and len(text) < 300


def outdated(desk: Desk) -> None:
    """Words about "this conference" that names the old one."""
    if desk.old is None or desk.new is None:
        return
    own = "|".join(re.escape(words) for words in OWN)
    link = re.compile(r"[,،]\s*(?:and|et|y|e|и|و)\b", re.IGNORECASE)
    pattern = re.compile(rf"[(（][^()（）]*{desk.old.pattern()}[^()（）]*[)）]\s*(?:{own})", re.I)
    for line in desk.lines:
        text = desk.flat[line.start : line.stop]
        for match in pattern.finditer(text):
            links = list(link.finditer(text, 0, match.start()))
            if links and text[match.end() : match.end() + 1] in TERMINAL:
                desk.mark(
                    line.start + links[-1].start(),
                    line.start + match.end(),
                    Mark.DELETED,
                    f"“this conference” is no longer the one of {desk.old.place}",
                )


def tags(desk: Desk) -> None:
    """Two conferences in the place of one: WTDC-0614."""
    known = {event.tag for event in places.events()}
    for match in re.finditer(r"\b([A-Z]{2,5})-(\d\d)(\d\d)(?!\d)", desk.flat):
        one, other = (f"{match[1]}-{digits}" for digits in (match[2], match[3]))
        if one in known and other in known and one != other:
            old_first = full_year(match[2]) < full_year(match[3])
            reason = f"{one} and {other} stand in one place"
            desk.pair(match.start(2), match.start(3), match.end(), old_first, reason)
