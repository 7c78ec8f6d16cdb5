"""What kinds of words a stretch is made of: years, places, marks of revision, numbers, words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from resdiff.language import LANGUAGES, pack, places
from resdiff.values import dataclass

_CAPITALISED = r"[^\W\d_a-zа-я][^\W\d_]+(?:[ \u00a0'’-][^\W\d_a-zа-я][^\W\d_]+){0,2}"
_WORD = r"[^\W\d_\u3400-\u9fff][^\W\d_\u3400-\u9fff\u0300-\u036f\u064b-\u0652'’]*"


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a text and its kind: "year", "place", "revised", "number", "word", "han",
    "blank", or the sign itself."""

    start: int
    stop: int
    kind: str


@cache
def _known() -> str:
    """Every place where a conference met, in any language, as a pattern; longer names first."""
    return _any(n for place in places.known() for n in (*place.names, *place.aliases))


@cache
def _marks() -> str:
    """What marks an edition as revised, in any language, as a pattern."""
    return f"(?i:{_any(w for one in LANGUAGES for w in pack(one).number.revised)})"


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<year>(?:19|20)\d\d年?(?![0-9]))"
        rf"|(?P<revised>{_marks()})"
        rf"|(?P<place>(?:{_known()}|{_CAPITALISED}(?=[,،]\s?(?:19|20)\d\d))(?!-\w))"
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
_MET = EDITION | {"revised"}


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


@cache
def _glued() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<year>(?:19|20)\d\d年?)|(?P<place>{_known()})|(?P<revised>{_marks()})"
        r"|(?P<comma>[,،，])|(?P<blank>[^\S\n])"
    )


def edition_spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Where two editions, places or years stand side by side in the place of one: start, middle,
    stop."""
    pattern = _glued()
    at = 0
    while at < len(text):
        first = pattern.search(text, at)
        while first is not None and first.lastgroup in ("comma", "blank"):
            first = pattern.search(text, first.end())
        if first is None:
            return
        found = []
        while first is not None:
            found.append((first.start(), first.end(), first.lastgroup or ""))
            first = pattern.match(text, first.end())
        yield from _splits(found)
        at = found[-1][1]


def _splits(found: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, int]]:
    """Every split of a row: the longest, then what is left on both sides of it."""
    split = _split(found)
    if split:
        yield from _splits([x for x in found if x[1] <= split[0]])
        yield _without_shared_revision(found, *split)
        yield from _splits([x for x in found if x[0] >= split[2]])


def _without_shared_revision(
    found: list[tuple[int, int, str]], start: int, middle: int, stop: int
) -> tuple[int, int, int]:
    """The same split, without a mark of revision at its outer edge that serves both."""
    revised = [(a, b) for a, b, kind in found if kind == "revised" and start <= a < stop]
    if len(revised) != 1:
        return start, middle, stop
    inner = [(a, b) for a, b, kind in found if kind in EDITION and start <= a < stop]
    if revised[0][0] == start:
        start = inner[0][0]
    elif revised[0][1] == stop:
        stop = inner[-1][1]
    return start, middle, stop


def _split(found: list[tuple[int, int, str]]) -> tuple[int, int, int] | None:
    """Where a row of years and places is twice the same shape, met without a blank."""
    best: tuple[int, tuple[int, int, int]] | None = None
    for i in range(len(found)):
        for m in range(i + 1, len(found)):
            one, other = found[m - 1], found[m]
            if not {one[2], other[2]} <= _MET:
                continue
            for j in range(m + 1, len(found) + 1):
                left, right = _shape(found[i:m]), _shape(found[m:j])
                if not left or left != right or found[j - 1][2] in ("comma", "blank"):
                    continue
                if found[i][2] in ("comma", "blank"):
                    continue
                size = found[j - 1][1] - found[i][0]
                if best is None or size > best[0]:
                    best = (size, (found[i][0], one[1], found[j - 1][1]))
    return best[1] if best else None


def _shape(found: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """The years and places of a row, whatever their order."""
    return tuple(sorted(kind for _, _, kind in found if kind in EDITION))


def edition_years(text: str) -> str:
    """The last year that a stretch names, "" where it names none."""
    years = re.findall(r"(?:19|20)\d\d", text)
    return years[-1] if years else ""
