"""Chinese: no blank shows where words meet, so length, form and the same change elsewhere do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from resdiff.recovery.evidence.pairs import quote
from resdiff.recovery.sheet import Finding, Run, Sheet
from resdiff.recovery.values import Certainty

_WORD = 2  # characters of most words; what is shorter or longer replaced nothing half of the time
_LINKS = tuple("和及与或以并且而即、的之")
_PARTICLES = "向对为于将把在从被由就"
_FUNCTION = frozenset("的是不了可能够以有这该所其也都一")  # no part of the words that are replaced
_TOWARDS_SIGN = "向"
_HAN = re.compile(r"[\u3400-\u9fff]+")
# Verbs that 向 leads to: when such a verb goes, 向 goes with it.
_TOWARDS = ("过渡", "迁移", "转变", "转型", "转移", "演进", "发展")
_CLAUSE_END = re.compile(r"[，。；：！？（）]")


def replaced(sheet: Sheet, run: Run, old_first: bool) -> Finding | None:
    """A word beside a word of the same length."""
    text = sheet.flat[run.start : run.stop]
    if not _HAN.fullmatch(text) or len(text) != _WORD:
        return None
    if text.startswith(_LINKS) or text.endswith(_LINKS):
        return None
    left, right = sheet.left(run), sheet.right(run)
    near = sheet.flat[left : run.start] if old_first else sheet.flat[run.stop : right]
    han = _tail(near) if old_first else "".join(takewhile(_is_han, near))
    if not han:
        return None
    size = _size(han, text, old_first)
    if not size:
        return None
    old = han[-size:] if old_first else han[:size]
    if set(old + text) & _FUNCTION and old[0] != text[0]:
        return None
    start = run.start - size if old_first else run.stop
    return Finding(
        start, start + size, Certainty.PROBABLE, f"{quote(text)} beside {quote(old)}: word for word"
    )


def _size(han: str, text: str, old_first: bool) -> int:
    """How many characters beside the run it replaces; 0 where none."""
    if (han[-1] if old_first else han[0]) not in _PARTICLES:
        return len(text) if len(han) >= len(text) else 0
    if not old_first:
        return 0
    word = han[:-1][-len(text) :]
    if len(word) == len(text) and set(word) & set(text):
        return 1 + len(text)
    return 1 if han[-1] == _TOWARDS_SIGN else 0


def _tail(text: str) -> str:
    return "".join(takewhile(_is_han, reversed(text)))[::-1]


def _is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"


def towards(sheet: Sheet) -> Iterator[Finding]:
    """向 without its verb, and the verb without its 向: what frames a word goes with it."""
    for verb in _TOWARDS:
        for match in re.finditer(f"的{verb}", sheet.flat):
            start = match.start() + 1
            gone = all(sheet.spare[start : match.end()])
            at = _governor(sheet, match.start())
            if at < 0:
                continue
            if gone and not sheet.spare[at]:
                low = _source(sheet, at)
                yield Finding(
                    low, at + 1, Certainty.PROBABLE, f"“向” goes with “{verb}”, which was replaced"
                )
            elif sheet.spare[at] and not gone and all(sheet.held[start : match.end()]):
                stop = match.end()
                link = re.match(r"及其|及|和|与|以及", sheet.flat[stop : stop + 2])
                yield Finding(
                    start,
                    stop + (link.end() if link else 0),
                    Certainty.PROBABLE,
                    f"“{verb}” goes with “向”, which was replaced",
                )


def _governor(sheet: Sheet, stop: int) -> int:
    """Where the 向 stands that leads to the verb behind `stop`; -1 where none does."""
    low = max(0, stop - 40)
    at = sheet.flat.rfind("向", low, stop)
    if at < 0 or not sheet.held[at]:
        return -1
    between = sheet.flat[at + 1 : stop]
    bare = re.sub(r"（[^（）]*）", "", between)
    return -1 if _CLAUSE_END.search(bare) else at


def _source(sheet: Sheet, at: int) -> int:
    """Where what stands before 向 and belongs to it begins: a name in Latin letters."""
    name = re.search(r"[A-Za-z][A-Za-z0-9.-]*$", sheet.flat[max(0, at - 20) : at])
    return at - len(name[0]) if name and all(sheet.held[at - len(name[0]) : at]) else at
