"""Chinese: no blank shows where words meet, so length, form and the same change elsewhere do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from resdiff.recovery.collation import Collation, Finding, Run
from resdiff.recovery.evidence.pairs import quote
from resdiff.recovery.letters import is_han
from resdiff.recovery.values import Certainty
from resdiff.recovery.vocabulary import chinese_words, conjunction

_WORD = 2  # characters of most words; what is shorter or longer replaced nothing half of the time
_TOWARDS_SIGN = "向"
_REACH = 40  # characters between 向 and the verb that it leads to
_HAN = re.compile(r"[\u3400-\u9fff]+")
_NAME = 20  # letters of a name in Latin letters
_CLAUSE_END = re.compile(r"[，。；：！？（）]")


def replaced(collation: Collation, run: Run, old_first: bool) -> Finding | None:
    """A word beside a word of the same length."""
    text = collation.flat[run.start : run.stop]
    if not _HAN.fullmatch(text) or len(text) != _WORD:
        return None
    edges = chinese_words("edges")
    if text.startswith(edges) or text.endswith(edges):
        return None
    left, right = collation.left(run), collation.right(run)
    near = collation.flat[left : run.start] if old_first else collation.flat[run.stop : right]
    han = _tail(near) if old_first else "".join(takewhile(is_han, near))
    if not han:
        return None
    size = _size(han, text, old_first)
    if not size:
        return None
    old = han[-size:] if old_first else han[:size]
    if set(old + text) & set(chinese_words("function")) and old[0] != text[0]:
        return None
    start = run.start - size if old_first else run.stop
    return Finding(
        start, start + size, Certainty.PROBABLE, f"{quote(text)} beside {quote(old)}: word for word"
    )


def _size(han: str, text: str, old_first: bool) -> int:
    """How many characters beside the run it replaces; 0 where none."""
    if (han[-1] if old_first else han[0]) not in chinese_words("particles"):
        return len(text) if len(han) >= len(text) else 0
    if not old_first:
        return 0
    word = han[:-1][-len(text) :]
    if len(word) == len(text) and set(word) & set(text):
        return 1 + len(text)
    return 1 if han[-1] == _TOWARDS_SIGN else 0


def _tail(text: str) -> str:
    return "".join(takewhile(is_han, reversed(text)))[::-1]


def towards(collation: Collation) -> Iterator[Finding]:
    """向 without its verb, and the verb without its 向: what frames a word goes with it."""
    flat, held, spare = collation.flat, collation.held, collation.spare
    for verb in chinese_words("towards"):
        for match in re.finditer(f"(?<=的){verb}", flat):
            at = towards_sign(flat, match.start() - 1)
            if at < 0 or not held[at]:
                continue
            gone = all(spare[match.start() : match.end()])
            if gone and not spare[at]:
                low = with_name(flat, at)
                start = low if all(held[low:at]) else at
                reason = f"“向” goes with “{verb}”, which was replaced"
                yield Finding(start, at + 1, Certainty.PROBABLE, reason)
            elif spare[at] and not gone and all(held[match.start() : match.end()]):
                link = re.compile(conjunction()).match(flat, match.end())
                reason = f"“{verb}” goes with “向”, which was replaced"
                stop = link.end() if link else match.end()
                yield Finding(match.start(), stop, Certainty.PROBABLE, reason)


def towards_sign(text: str, stop: int) -> int:
    """Where the 向 stands that leads to the verb behind `stop`; -1 where none does."""
    at = text.rfind(_TOWARDS_SIGN, max(0, stop - _REACH), stop)
    between = re.sub(r"（[^（）]*）", "", text[at + 1 : stop])
    return -1 if at < 0 or _CLAUSE_END.search(between) else at


def with_name(text: str, at: int) -> int:
    """Where what stands before 向 and belongs to it begins: a name in Latin letters."""
    name = re.search(r"[A-Za-z][A-Za-z0-9.-]*$", text[max(0, at - _NAME) : at])
    return at - len(name[0]) if name else at
