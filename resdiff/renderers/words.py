"""The renderers' own words in six languages, from `templates/words.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from resdiff import toml
from resdiff.pages import direction
from resdiff.renderers.summary import COUNTED, Counts
from resdiff.resources import templates
from resdiff.values import dataclass

ENGLISH = "en"


def words(language: str) -> Mapping[str, str]:
    """The words of a language; English where it is none of the six."""
    return _words(spoken(language))


def spoken(language: str) -> str:
    """The language itself where it is one of the six, else English."""
    return language if language in toml.names(_path()) else ENGLISH


@dataclass(frozen=True, slots=True)
class PageWords:
    """In which languages a page speaks.

    Shape:   `words`, `language` and `direction` are the page's own, `text_language` ("" unknown)
             and `text_direction` those of the texts that it shows.
    """

    words: Mapping[str, str]
    language: str
    direction: str
    text_language: str
    text_direction: str


def page_words(text_language: str, language: str = "") -> PageWords:
    """The words of a page about texts in one language: its own in `language`, or in theirs where
    that is one of the six, else in English."""
    own = spoken(language or text_language)
    return PageWords(
        words=words(own),
        language=own,
        direction=direction(own),
        text_language=text_language,
        text_direction=direction(text_language) if text_language else "auto",
    )


def count_line(counts: Counts, language: str = ENGLISH) -> str:
    """The counts in one line: "3 changed, 2 inserted, 1 deleted"; what did not occur is left out.

    Shape:   when nothing occurred, the sentence that the two are the same.
    """
    own = words(language)
    found = [
        own[f"count_{name}"].format(n=getattr(counts, name))
        for name in COUNTED
        if getattr(counts, name)
    ]
    return own["comma"].join(found) or own["same"]


@cache
def _words(language: str) -> Mapping[str, str]:
    own = toml.table(_path(), language)
    return MappingProxyType({name: str(word) for name, word in own.items()})


def _path() -> Path:
    return templates() / "words.toml"
