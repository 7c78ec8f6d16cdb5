"""The pieces that a change inside a clause is made of: what a reader would never cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from resdiff.differ.folding import APOSTROPHES, HYPHENS, folded, is_unspaced
from resdiff.differ.japanese import KATAKANA, LONGEST, compounds
from resdiff.model import NoteMark

NOTE_KEY = "\ufdd0note"  # a noncharacter: no text can hold it

# A word is letters of one script family with what combines with them: Latin, Greek and Cyrillic
# accents, Arabic vowel marks and tatweel; an English "'s" is a word of its own, which people add
# and take away without touching the name before it. Han and hiragana stand one
# by one, katakana in runs.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d\u00ad"
_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_KANA = "\u3041-\u3096\u309d-\u309f"
_KATAKANA = KATAKANA
# All hyphens and apostrophes are read as one of each: sets of many signs take long to compile. A
# soft hyphen is a mark first.
_ALIKE = str.maketrans(
    {**dict.fromkeys(HYPHENS, "-"), **dict.fromkeys(APOSTROPHES, "'"), "\u00ad": "\u00ad"}
)
_DASH = "[-\u00ad]"
_APOS = "'"

_ABBREVIATIONS = "Nos?|Rev|Rév|Art|Add|Corr|Vol|pp?|cf|Пересм|пп?|гг?"
_YEAR_NEXT = r"(?=[,\u060c][ \u00a0]?(?:19|20)\d\d\b)"
_ARABIC = r"[\u0621-\u065f]{1,40}+"
_IN = "\u0641\u064a "  # Arabic "in": what stands before it is not the place


# Both patterns come twice: for texts that may hold Chinese or Japanese, and for those that hold
# none, without its ranges, which take ten times as long to compile.
def _letter(unspaced: bool) -> str:
    return rf"[^\W\d_{_HAN}{_KANA}{_KATAKANA}]" if unspaced else r"[^\W\d_]"


def _word(unspaced: bool) -> str:
    return rf"(?:{_letter(unspaced)}[{_MARKS}]*)"


@cache
def _place(unspaced: bool) -> re.Pattern[str]:
    """Capitalised words before a comma and a year; Arabic words after "(" or "in"; in Chinese what
    follows the year.
    """
    # A name is no longer than this, and what it took it keeps: "A-A-A-…" or capitals without a
    # blank would otherwise be tried from every letter to the end (25,000 signs took 12 s).
    capital = rf"(?:[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁ](?:{_word(unspaced)}|{_APOS}|{_DASH}){{0,40}}+)"
    named = rf"{capital}(?:[ \u00a0](?:de|del|di|do|du|la|le|el|al)(?=[ \u00a0-]))?"
    chinese = r"|(?<=\d\d\u5e74[,\uff0c])[\u3400-\u9fff\u00b7]{2,12}(?=[,;)\uff0c\uff1b\uff09])"
    return re.compile(
        rf"{named}(?:[ \u00a0-]{named}){{0,3}}{_YEAR_NEXT}"
        rf"|(?:(?<=[(;])|(?<=; )|(?<={_IN}))(?={_ARABIC})(?![^(),\u060c]{{0,120}}{_IN})"
        rf"{_ARABIC}(?: {_ARABIC}){{0,3}}{_YEAR_NEXT}" + (chinese if unspaced else "")
    )


@cache
def _token(unspaced: bool) -> re.Pattern[str]:
    letter, word = _letter(unspaced), _word(unspaced)
    eastern = (
        rf"|(?P<katakana>(?<![{_KATAKANA}])[{_KATAKANA}]{{1,{LONGEST}}}(?![{_KATAKANA}]))"
        rf"|(?P<han>[{_HAN}{_KANA}{_KATAKANA}])"
    )
    return re.compile(
        rf"(?P<initials>(?:{letter}\.){{2,}})"
        rf"|(?P<abbreviation>\b(?:{_ABBREVIATIONS})\.(?![^\W\d_]))"
        rf"|(?P<code>[A-Z]{{1,4}}\.\d+(?:[.\-/]\d+)*)"
        rf"|(?P<mixed>\d+{letter}{{1,3}}(?:/\d*{letter}+)*(?!{letter}|\d))"
        r"|(?P<number>\d+(?:[.,:/]\d+)*)"
        rf"|(?P<acronym>[A-Z]{{2,}}(?={_DASH}\d))"
        rf"|(?P<elided>(?:[cdjlmnstCDJLMNST]|[Qq]u){_APOS}(?={letter}))"
        rf"|(?P<word>{word}+\d*(?:(?:{_DASH}|{_APOS}(?![sS](?!{letter}|\d))){word}+\d*)*)"
        rf"|(?P<possessive>(?<=[^\W_]){_APOS}[sS](?!{letter}|\d))"
        + (eastern if unspaced else "")
        + r"|(?P<space>[^\S\n])"
        r"|(?P<other>.)",
        re.DOTALL,
    )


class Token(NamedTuple):
    """A stretch of a text; two tokens match when their keys are equal.

    A named tuple, because a text has one for each word and blank: a frozen data class takes three
    times as long to make.
    """

    start: int
    stop: int
    key: str
    kind: str


def tokenize(text: str, marks: Sequence[NoteMark] = (), beside: str = "") -> tuple[Token, ...]:
    """The tokens of a text, in order, without gaps; `beside` is the text it is compared with.

    Shape:   a place before a year is one token however many words it has; an automatic footnote
             mark is one token, equal to every other; a line feed stands alone.
    """
    text = text.translate(_ALIKE)
    unspaced = is_unspaced(text)
    token = _token(unspaced)
    fixed = sorted(
        [(m.start, m.stop, NOTE_KEY, "note") for m in marks if m.automatic and m.start < m.stop]
        + [(m.start(), m.end(), "", "place") for m in _place(unspaced).finditer(text)]
        + [(*p, "", "katakana") for p in (compounds(text, beside) if unspaced else ())]
    )
    tokens: list[Token] = []
    position = 0
    for start, stop, key, kind in fixed:
        if start < position:
            continue
        tokens.extend(_plain(token, text, position, start))
        tokens.append(Token(start, stop, key or folded(text[start:stop]), kind))
        position = stop
    tokens.extend(_plain(token, text, position, len(text)))
    return tuple(tokens)


def _plain(pattern: re.Pattern[str], text: str, start: int, stop: int) -> Iterator[Token]:
    for match in pattern.finditer(text, start, stop):
        first, last = match.span()
        kind = match.lastgroup or "other"
        yield Token(first, last, _key(match[0], kind), kind)


def _key(text: str, kind: str) -> str:
    if kind == "space":
        return " "
    return text if text == "\n" else folded(text) or text
