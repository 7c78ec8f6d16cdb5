"""What kinds of words a stretch is made of: years, places, marks of revision, numbers, words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from resdiff.language import LANGUAGES, pack, places

_CAPITALISED = r"[^\W\d_a-zа-я][^\W\d_]+(?:[ \u00a0'’-][^\W\d_a-zа-я][^\W\d_]+){0,2}"
_YEAR = r"(?<!\d)(?:19|20)\d\d年?(?!\d)"
_WORD = r"[^\W\d_\u3400-\u9fff][^\W\d_\u3400-\u9fff\u0300-\u036f\u064b-\u0652'’]*"


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a text and its kind: "year", "place", "revised", "number", "word", "han",
    "blank", or the sign itself."""

    start: int
    stop: int
    kind: str


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = {n for place in places.known() for n in (*place.names, *place.aliases)}
    revised = {w for one in LANGUAGES for w in pack(one).number.revised}
    known = "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))
    marks = "|".join(re.escape(n) for n in sorted(revised, key=lambda n: (-len(n), n)))
    return re.compile(
        rf"(?P<year>(?:19|20)\d\d年?(?![0-9]))"
        rf"|(?P<revised>(?i:{marks}))"
        rf"|(?P<place>(?:{known}|{_CAPITALISED}(?=[,،]\s?(?:19|20)\d\d))(?!-\w))"
        r"|(?P<number>\d+)"
        rf"|(?P<word>{_WORD})"
        r"|(?P<han>[\u3400-\u9fff])"
        r"|(?P<blank>\s)"
        r"|(?P<sign>.)",
        re.DOTALL,
    )


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order, without gaps."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    for match in _pattern().finditer(text):
        kind = match.lastgroup or "sign"
        yield Token(match.start(), match.end(), match[0] if kind == "sign" else kind)


EDITION = frozenset({"year", "place"})


def edition_shape(text: str) -> Counter[str] | None:
    """How many years and places a stretch has, where it has nothing else but commas and marks of
    revision; None otherwise."""
    found: Counter[str] = Counter()
    for token in tokens(text):
        if token.kind in EDITION:
            found[token.kind] += 1
        elif token.kind not in {"revised", "blank", ",", "،", "，"}:
            return None
    return found if found else None
