"""Reads a history line: the editions a text has gone through."""

from __future__ import annotations

import re

from resdiff.language import editions
from resdiff.language.folding import fold
from resdiff.language.packs import LANGUAGES, languages
from resdiff.model import Edition
from resdiff.patterns import pattern

_LONGEST = 600  # eleven editions, more than any text has, make 300 characters
_PIECE = pattern(r"\(([^()]*)\)")
_BETWEEN = pattern(r"[ \-,;]*")
_YEARS = pattern(r"(?:\d{4})(?: ?- ?\d{4})+")


def read(text: str, language: str = "") -> tuple[Edition, ...] | None:
    """The editions of a history line, oldest first as printed; None when `text` is not wholly one.

    Both forms: "(Minneapolis, 1998) – (Rev. Antalya, 2006)" and "(Johannesburg, 2008; Dubai,
    2012)"; line breaks inside are blanks; "(Rev.WRC-07)" and the years of "(1993-1995-2019)" give
    editions without a place.
    """
    stripped = _without_mark(text)
    if len(stripped) > _LONGEST or not stripped.startswith(("(", "（")):
        return None
    flat = stripped.replace("（", "(").replace("）", ")").replace("；", ";").replace("؛", ";")
    pieces = _pieces(flat)
    if not pieces:
        return None
    readings = [
        _read(pieces, candidate) for candidate in languages(language) if _fits(flat, candidate)
    ]
    found = [reading for reading in readings if reading]
    return max(found, key=lambda one: sum(e.place in text for e in one), default=None)


def _read(pieces: list[str], language: str) -> tuple[Edition, ...] | None:
    found = [editions.read(piece, language) for piece in pieces]
    if not all(found):
        return None
    told = [one.edition for one in found if one]
    named = all(e.place for e in told) or all(one.body == "WRC" for one in found if one)
    return tuple(told) if named or len(told) > 1 else None


def _pieces(flat: str) -> list[str]:
    """The editions as printed, one a piece; none where anything but dashes and blanks stands
    between.
    """
    inside = _PIECE.findall(flat)
    if not inside or not _BETWEEN.fullmatch(fold(_PIECE.sub(" ", flat))):
        return []
    if len(inside) == 1 and _YEARS.fullmatch(fold(inside[0]).strip()):
        return re.findall(r"\d{4}", inside[0])
    return [piece for whole in inside for piece in whole.split(";")]


_SCRIPTS = {
    "zh": ("\u4e00", "\u9fff"),
    "ar": ("\u0600", "\u06ff"),
    "ru": ("\u0400", "\u04ff"),
}


def _fits(flat: str, language: str) -> bool:
    """Whether the script of the line can be that language's: 2008年 is Chinese, whatever a place
    list says.
    """
    for own, (first, last) in _SCRIPTS.items():
        if any(first <= sign <= last for sign in flat):
            return language == own
    return language in ("en", "fr", "es") or language not in LANGUAGES


_MARK = pattern(r"(?<=[)）])\s*(?:\[footnoteRef:\d+\])?\s*(?:\d{1,2}|\*{1,3})?(?:,?\s*bis)?\s*\.?$")


def _without_mark(text: str) -> str:
    """The line without the note marks behind it: "(Hammamet, 2016)1, bis" carries two."""
    bare = text.strip()
    return bare if bare.endswith((")", "）")) else _MARK.sub("", bare)
