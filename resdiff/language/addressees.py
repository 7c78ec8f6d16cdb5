"""Whom a call speaks to: known addressees in a row, with what links them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from resdiff.language.packs import pack
from resdiff.language.phrases import Phrases, goes_on, is_word, reached
from resdiff.values import dataclass

_GLOSS = re.compile(r" ?\([^()]{1,30}\)")


@dataclass(frozen=True, slots=True)
class Addressed:
    """Where known addressees end in a folded text; `qualified` with what is said of them ("each
    within their mandate"), the same without.
    """

    stop: int
    qualified: int


class Addressees:
    """The addressees of one language, and its linking words."""

    def __init__(self, language: str) -> None:
        words = pack(language)
        linkers = {entry.id: entry.forms for entry in words.linkers}
        self._spaced = language != "zh"
        self._known = Phrases(form for entry in words.addressees for form in entry.forms)
        self._connectives = Phrases(linkers["connectives"])
        self._phrases = Phrases(linkers["phrases"])
        self._qualifiers = Phrases(linkers["qualifiers"])

    def read(self, text: str, start: int) -> Addressed | None:
        """The run of known addressees that begins at `start`; None where none is known there."""
        if not self._spaced:
            return self._unspaced(text, start)
        stop = self._one(text, start)
        if stop is None:
            return None
        while further := self._further(text, stop):
            stop = further
        return Addressed(stop, self._qualified(text, stop))

    def _one(self, text: str, start: int) -> int | None:
        """Where one addressee ends, an abbreviation in brackets included."""
        for end in self._known.ends(text, start):
            if not (self._spaced and goes_on(text, end)):  # a note mark may touch it
                gloss = _GLOSS.match(text, end)
                return gloss.end() if gloss else end
        return None

    def _further(self, text: str, at: int) -> int | None:
        """Where another addressee ends that is joined to what ends at `at`."""
        at += text[at : at + 1] == ","
        if text[at : at + 1] != " ":
            return None
        at += 1
        for end in self._connectives.ends(text, at):
            for begin in (end + 1, end) if text[end : end + 1] == " " else (end,):
                if stop := self._one(text, begin):
                    return stop
        if stop := self._one(text, at):
            return stop
        for end in self._phrases.ends(text, at):
            if text[end : end + 1] == " " and (stop := self._one(text, end + 1)):
                return stop
        return None

    def _qualified(self, text: str, stop: int) -> int:
        """Where a run of addressees ends with the qualification behind it."""
        at = stop + (text[stop : stop + 1] == ",")
        if text[at : at + 1] == " ":
            for end in self._qualifiers.ends(text, at + 1):
                if not is_word(text, end):
                    return next((i for i in range(end, len(text)) if text[i] in ",;."), len(text))
        return stop

    def _unspaced(self, text: str, start: int) -> Addressed | None:
        """The same in Chinese, where linking words also stand before and behind addressees."""
        for begin in (*self._links(text, start), start):
            stop = self._one(text, begin)
            while stop is not None:
                further = self._linked(text, stop)
                if further is None:
                    stop = self._closed(text, stop)
                    return Addressed(stop, stop)
                stop = further
        return None

    def _links(self, text: str, at: int) -> Iterator[int]:
        yield from self._connectives.ends(text, at)
        yield from self._phrases.ends(text, at)

    def _linked(self, text: str, at: int) -> int | None:
        """Where another addressee ends behind any number of linking words."""
        places = reached(at, lambda one: self._links(text, one))
        return next((stop for x in places if (stop := self._one(text, x)) is not None), None)

    def _closed(self, text: str, at: int) -> int:
        """Where the linking phrases end that stand behind addressees: "在…的协助下"."""
        while (end := next(self._phrases.ends(text, at), at)) > at:
            at = end
        return at


@cache
def addressees(language: str) -> Addressees:
    """The addressees of one language, set up once."""
    return Addressees(language)
