"""The pieces that a change inside a clause is made of: what a reader would never cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from resdiff.differ.folding import (
    APOSTROPHES,
    DASHES,
    HYPHENS,
    QUOTES,
    folded,
    folded_signs,
    is_unspaced,
)
from resdiff.differ.japanese import KATAKANA, LONGEST, compounds
from resdiff.model import NoteMark
from resdiff.patterns import pattern

NOTE_KEY = "\ufdd0note"  # a noncharacter: no text can hold it

# A word is letters of one script family with what combines with them: Latin, Greek and Cyrillic
# accents, Arabic vowel marks and tatweel; an English "'s" is a word of its own, which people add
# and take away without touching the name before it. Han and hiragana stand one
# by one, katakana in runs.
_MARKS = (
    ("\u0300", "\u036f"), ("\u0610", "\u061a"), ("\u064b", "\u065f"), ("\u0670", "\u0670"),
    ("\u06d6", "\u06ed"), ("\u200c", "\u200d"), ("\u00ad", "\u00ad"),
)  # fmt: skip
_MARK = "".join(f"{first}-{last}" for first, last in _MARKS)
_COMBINING = frozenset(chr(x) for a, b in _MARKS for x in range(ord(a), ord(b) + 1))
_HAN = (
    ("\u2e80", "\u2fdf"), ("\u3005", "\u3007"), ("\u3021", "\u3029"), ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"),
)  # fmt: skip
_HIRAGANA = (("\u3041", "\u3096"), ("\u309d", "\u309f"))
_KATAKANA = tuple(zip(KATAKANA[::3], KATAKANA[2::3], strict=True))
# All hyphens and apostrophes are read as one of each, and so are signs that no pattern here knows:
# sets of many signs take long to compile. A soft hyphen is a mark first.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys(DASHES + QUOTES + "\u2026\u2022", '"'),
        **dict.fromkeys(HYPHENS, "-"),
        **dict.fromkeys(APOSTROPHES, "'"),
        "\u00ad": "\u00ad",
    }
)
_DASH = "[-\u00ad]"
_APOS = "'"

_ABBREVIATIONS = "Nos?|Rev|Rév|Art|Add|Corr|Vol|pp?|cf|Пересм|пп?|гг?"
_YEAR_NEXT = r"(?=[,\u060c][ \u00a0]?(?:19|20)\d\d\b)"
_ARABIC = r"[\u0621-\u065f]{1,40}+"
_IN = "\u0641\u064a "  # Arabic "in": what stands before it is not the place


class _Shadow(dict[int, str]):
    """What stands for each sign of a text with Chinese or Japanese where its tokens are sought: one
    letter for all signs that stand alone, one for katakana; filled as signs are met. A pattern
    that knows their ranges takes as long to compile as such a text to compare.
    """

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if any(first <= sign <= last for first, last in _HAN + _HIRAGANA):
            self[code] = _ALONE
        elif any(first <= sign <= last for first, last in _KATAKANA):
            self[code] = _IN_RUNS
        else:
            self[code] = {_ALONE: "a", _IN_RUNS: "o"}.get(sign, sign)
        return self[code]


_ALONE, _IN_RUNS = "ª", "º"
_SHADOW = _Shadow()


def _letter(unspaced: bool) -> str:
    return rf"[^\W\d_{_ALONE}{_IN_RUNS}]" if unspaced else r"[^\W\d_]"


def _word(unspaced: bool, marked: bool) -> str:
    """A letter with its marks; a text without any needs no pattern that knows them."""
    return rf"(?:{_letter(unspaced)}[{_MARK}]*)" if marked else _letter(unspaced)


@cache
def _place(unspaced: bool, latin: bool, marked: bool) -> re.Pattern[str]:
    """Capitalised words before a comma and a year; Arabic words after "(" or "in"."""
    # A name is no longer than this, and what it took it keeps: "A-A-A-…" or capitals without a
    # blank would otherwise be tried from every letter to the end (25,000 signs took 12 s).
    capitals = "A-ZÀ-ÖØ-Þ" if latin else "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁ"
    capital = rf"(?:[{capitals}](?:{_word(unspaced, marked)}|{_APOS}|{_DASH}){{0,40}}+)"
    named = rf"{capital}(?:[ \u00a0](?:de|del|di|do|du|la|le|el|al)(?=[ \u00a0-]))?"
    spaced = rf"{named}(?:[ \u00a0-]{named}){{0,3}}{_YEAR_NEXT}"
    if latin:
        return re.compile(spaced)
    return re.compile(
        rf"{spaced}"
        rf"|(?:(?<=[(;])|(?<=; )|(?<={_IN}))(?={_ARABIC})(?![^(),\u060c]{{0,120}}{_IN})"
        rf"{_ARABIC}(?: {_ARABIC}){{0,3}}{_YEAR_NEXT}"
    )


def _chinese_places(text: str) -> Iterator[tuple[int, int]]:
    """What follows a year in Chinese, up to a stop."""
    for year in _CHINESE_YEAR.finditer(text):
        start = stop = year.end()
        while "\u3400" <= text[stop : stop + 1] <= "\u9fff" or text[stop : stop + 1] == "·":
            stop += 1
        if 2 <= stop - start <= 12 and text[stop : stop + 1] in tuple(",;)，；）"):
            yield start, stop


_CHINESE_YEAR = pattern(r"(?<=\d\d)年[,，]")


@cache
def _token(unspaced: bool, marked: bool) -> re.Pattern[str]:
    letter, word = _letter(unspaced), _word(unspaced, marked)
    eastern = (
        rf"|(?P<katakana>(?<!{_IN_RUNS}){_IN_RUNS}{{1,{LONGEST}}}(?!{_IN_RUNS}))"
        rf"|(?P<han>[{_ALONE}{_IN_RUNS}])"
    )
    # What begins like nothing else comes first: blanks, small letters that no sign goes on with.
    return re.compile(
        rf"(?P<space>[^\S\n])|(?P<plain>[a-z]++(?![\w.'{_MARK if marked else ''}-]))"
        + (eastern if unspaced else "")
        + rf"|(?P<initials>(?:{letter}\.){{2,}})"
        rf"|(?P<abbreviation>\b(?:{_ABBREVIATIONS})\.(?![^\W\d_]))"
        rf"|(?P<code>[A-Z]{{1,4}}\.\d+(?:[.\-/]\d+)*)"
        rf"|(?P<mixed>\d+{letter}{{1,3}}(?:/\d*{letter}+)*(?!{letter}|\d))"
        r"|(?P<number>\d+(?:[.,:/]\d+)*)"
        rf"|(?P<acronym>[A-Z]{{2,}}(?={_DASH}\d))"
        rf"|(?P<elided>(?:[cdjlmnstCDJLMNST]|[Qq]u){_APOS}(?={letter}))"
        rf"|(?P<word>{word}+\d*(?:(?:{_DASH}|{_APOS}(?![sS](?!{letter}|\d))){word}+\d*)*)"
        rf"|(?P<possessive>(?<=[^\W_]){_APOS}[sS](?!{letter}|\d))"
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
    unspaced = is_unspaced(text)
    signs = text.replace("`", "'") if text.isascii() else text.translate(_ALIKE)
    latin, marked = _script(signs)
    whole = [(m.start, m.stop, NOTE_KEY, "note") for m in marks if m.automatic and m.start < m.stop]
    if unspaced:
        signs = signs.translate(_SHADOW)
        whole += ((start, stop, "", "place") for start, stop in _chinese_places(text))
        whole += ((start, stop, "", "katakana") for start, stop in compounds(text, beside))
    if "19" in signs or "20" in signs:
        places = _place(unspaced, latin, marked).finditer(signs)
        whole += ((m.start(), m.end(), "", "place") for m in places)
    token, keys = _token(unspaced, marked), folded_signs(text)
    tokens: list[Token] = []
    position = 0
    for start, stop, key, kind in sorted(whole):
        if start < position:
            continue
        tokens.extend(_plain(token.finditer(signs, position, start), text, keys))
        tokens.append(Token(start, stop, key or folded(text[start:stop]), kind))
        position = stop
    tokens.extend(_plain(token.finditer(signs, position), text, keys))
    return tuple(tokens)


def _script(signs: str) -> tuple[bool, bool]:
    """Whether a text has no letters from Latin Extended to Arabic, and whether it has marks that
    combine.
    """
    if signs.isascii():
        return True, False
    found = set(signs)
    latin = not any("\u0100" <= sign <= "\u06ff" for sign in found)
    return latin, not _COMBINING.isdisjoint(found)


def _plain(matches: Iterable[re.Match[str]], text: str, keys: str) -> Iterator[Token]:
    """The tokens that were matched; `keys` is the text folded, sign for sign, or ""."""
    for match in matches:
        first, last = match.span()
        kind = match.lastgroup or "other"
        if kind == "plain":
            kind = "word"
        key = " " if kind == "space" else keys[first:last] or _key(text[first:last])
        yield Token(first, last, key, kind)


def _key(text: str) -> str:
    return text if text == "\n" else folded(text) or text
