"""What labels look like at the beginning of a text."""

from __future__ import annotations

import re
from functools import cache

from resdiff.patterns import pattern

LONGEST = 60  # no label is longer
_WITH_SUFFIX = 24  # eight letters, two blanks, a suffix of thirteen signs and what ends it
_BLANK = r"[^\S\r\n]"
# Read as what they mean, sign for sign: what prints nothing is a blank that no label has inside,
# brackets are of one width.
_ALIKE = {
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\ufeff"), "\v"),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\v"),
    ord("（"): "(",
    ord("）"): ")",
}
# A head that has no signs of a script needs no pattern that knows them: their sets take long to
# compile.
_GREEK_OR_CYRILLIC = pattern("[\u0370-\u052f]")
_ARABIC = pattern("[\u0600-\u06ff\ufe70-\ufefc]")
_EASTERN = "\u2460"  # the first of the signs that only Chinese labels have
_BIS = "bis|(?:qua)?ter|(?:quinqu|sex|sept|oct|nov)ies"
_CYRILLIC_BIS = "|бис|тер|кватер"
_ARABIC_BIS = r"|مكرر(?:اً|ًا|ا)?(?:[ \u00a0](?:ثاني|ثالث|رابع)(?:اً|ًا|ا)?)?"
# Sets of two signs: larger ones of Chinese cost two million instructions wherever they stand.
_EASTERN_BIS = "|之[二三]|之[五六]|之四"
_OF_SUFFIXES = ("bis", "ter", "ies", "бис", "тер", "مكرر", "之")  # each suffix has one of them
_EASTERN_NUMBERS = r"|(?P<circled>[①-⑳])|(?P<han>[一二三四五六七八九十]{1,3})"
_ABJAD = (
    r"|(?P<abjad>[\u0621-\u064a\ufe80-\ufefc][\u0640\v\u064b-\u0652]*)"
    r"(?:[ \u00a0]?(?P<abjad2>[\u0621-\u064a\ufe80-\ufefc])[\u0640\v]*)?"
    r"(?=[ \u00a0]?(?:[).\-–\t]|مكرر))"
)


@cache
def label(cyrillic: bool, arabic: bool, eastern: bool, suffixed: bool) -> re.Pattern[str]:
    """What labels look like in a head that has such signs besides Latin ones, and may have a
    suffix.
    """
    bis = "".join((_BIS, _CYRILLIC_BIS * cyrillic, _ARABIC_BIS * arabic, _EASTERN_BIS * eastern))
    suffix, ended = "(?!)", r"[ \u00a0]?[).]"
    if suffixed:
        suffix = rf"[ \u00a0-]?(?:{bis})(?!\w)"
        ended = rf"(?:[ \u00a0]?(?:{bis}))?[ \u00a0]?[).]|(?:{bis})\t"
    numbers = _EASTERN_NUMBERS if eastern else r"|(?P<circled>(?!))|(?P<han>(?!))"
    abjad = _ABJAD if arabic else r"|(?P<abjad>(?!)(?P<abjad2>))"
    letters = "[A-Za-zА-Яа-яІіЅѕ]{1,8}?|[α-ω]" if cyrillic else "[A-Za-z]{1,8}?"
    point, stop, closed = (
        ("[.．]", "[.．、]", r"[)\].．]") if eastern else (r"\.", r"\.", r"[)\].]")
    )
    return re.compile(
        rf"{_BLANK}*(?P<printed>(?P<open>[(\[]?)[ \u00a0]?"
        r"(?:(?P<decimal>(?:[A-Z](?=\d+\.\d+(?:\.\d+)*\t))?"
        rf"\d+{'(?:bis|ter|quater)?' * suffixed}(?:{point}\d+)+)"
        rf"|(?P<digits>\d{{1,6}}){numbers}{abjad}|(?P<letters>{letters})(?={ended}|\t|$))"
        r"(?P<close>[ \u00a0]?\)(?:(?P<second>[A-Za-z]{1,5}|\d{1,3})\))?"
        rf"|{stop}(?!\d)|[ \u00a0]?[-–](?=[ \t\u00a0]))?"
        rf"(?P<suffix>{suffix})?(?P<close2>{closed})?)"
        rf"(?P<tail>{_BLANK}*)"
    )


_SIGNS = frozenset("-‐‑‒–—−•·●▪■○◦◆►▸➢✓*⁃∙")
_TABBED = pattern(r"[ \u00a0]*\t")
QUOTED = pattern(rf"(?P<digits>\d{{1,2}})['‘’]{_BLANK}+")


def head(text: str) -> str:
    """The beginning of a text, sign for sign as labels are told by."""
    found = text[:LONGEST]
    return found if found.isascii() else found.translate(_ALIKE)


def match(head: str) -> re.Match[str] | None:
    """The number or letter that a head begins with, with its brackets, blanks and suffix."""
    before_tab = head.lstrip().partition("\t")[0]
    suffixed = any(letters in before_tab for letters in _OF_SUFFIXES)
    found = label(*_scripts(head), suffixed).match(head)
    return found if found is not None and found["printed"] else None


def _scripts(head: str) -> tuple[bool, bool, bool]:
    """Whether a head has Greek or Cyrillic signs, Arabic ones, Chinese ones."""
    if head.isascii():
        return False, False, False
    others = _GREEK_OR_CYRILLIC.search(head), _ARABIC.search(head)
    return others[0] is not None, others[1] is not None, max(head) >= _EASTERN


def is_prose(head: str, at: int) -> bool:
    """Whether letters stand at a place, of a script that counts by them, which nothing follows
    that ends a label: eight of them, two blanks and a suffix may stand before it.
    """
    word = head[at : at + _WITH_SUFFIX]
    letters = word[:2].isalpha() and word[0] < "\u0530"
    return letters and len(word) == _WITH_SUFFIX and not any(x in word for x in ").\t")


def sign(head: str, at: int) -> int:
    """Where the blanks end behind the dash or bullet that stands at a place; -1 where none does."""
    sign, stop = head[at : at + 1], blanks(head, at + 1)
    if sign in _SIGNS or "\ue000" <= sign <= "\uf8ff":
        found = stop > at + 1 or head[stop:] in ("", "\n")
    else:
        found = _is_symbol(sign) and _TABBED.match(head, at + 1) is not None
    return stop if found else -1


def blanks(head: str, start: int) -> int:
    """Where the blanks end that stand at `start`."""
    while head[start : start + 1].isspace() and head[start] not in "\r\n":
        start += 1
    return start


def _is_symbol(sign: str) -> bool:
    """Whether a sign is a bullet where a TAB follows: "o", an arrow, a geometric shape."""
    return sign == "o" or "\u2190" <= sign <= "\u21ff" or "\u25a0" <= sign <= "\u27bf"
