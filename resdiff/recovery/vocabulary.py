"""The words that the rules look for, in all six languages, from `vocabulary.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from resdiff import toml


@cache
def own_conference() -> str:
    """How a text calls the conference that adopts it, as a pattern."""
    return "|".join(map(re.escape, _all("own_conference", "en", "fr", "es", "ru", "ar")))


@cache
def conjunction() -> str:
    """What joins two words or clauses, as a pattern; Chinese asks for no blank."""
    spaced = _all("conjunctions", "en", "fr", "es", "ru", "ar")
    chinese = sorted(_all("conjunctions", "zh"), key=len, reverse=True)
    return rf"(?:\b(?:{'|'.join(spaced)})\b|{'|'.join(chinese)})"


@cache
def chinese_words(name: str) -> tuple[str, ...]:
    """One list of Chinese words: "edges", "particles", "function", "towards"."""
    return _all("chinese", name)


def _all(table: str, *names: str) -> tuple[str, ...]:
    lists = _table(table)
    found: list[str] = []
    for name in names:
        words = lists[name]
        assert isinstance(words, list)
        found += words
    return tuple(found)


@cache
def _table(name: str) -> Mapping[str, object]:
    return toml.table(Path(__file__).parent / "vocabulary.toml", name)
