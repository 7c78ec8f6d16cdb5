"""Footnotes whose words are gone: their marks are gone with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.model import Mark
from resdiff.recovery.collation import Collation, Finding
from resdiff.recovery.values import Certainty

_MARK = re.compile(r"\[(?:foot|end)noteRef:(\d+)\]\d{0,3}")


def marks_without_words(flat: str) -> Iterator[re.Match[str]]:
    """The marks of footnotes that have no words left."""
    for mark in _MARK.finditer(flat):
        note = re.search(rf"\[{mark[1]}:([^\]]*)\]", flat[mark.end() :])
        if note and not note[1].strip(" \t0123456789"):
            yield mark


def empty_notes(collation: Collation) -> Iterator[Finding]:
    """The mark of a footnote without words, with its word where the other edition has one there."""
    if collation.known is not Mark.DELETED:
        return
    for mark in marks_without_words(collation.flat):
        if not all(collation.held[mark.start() : mark.end()]):
            continue
        start, stop = _with_word(collation, mark.start(), mark.end()), mark.end()
        if all(collation.held[start:stop]):
            reason = "its footnote is empty: mark and note are gone"
            yield Finding(start, stop, Certainty.PROBABLE, reason)


def _with_word(collation: Collation, start: int, stop: int) -> int:
    """Where the word begins that the mark stands at, if something new stands right behind it."""
    flat = collation.flat
    line = next(x for x in collation.lines if x.start <= start <= x.stop)
    if stop >= line.stop or collation.held[stop]:
        return start
    word = re.search(r"\s?\S+$", flat[line.start : start])
    first = line.start + word.start() if word else start
    return first + (flat[first].isspace() and not flat[stop].isspace())
