"""Keys that make spellings of the same thing equal: for pairing and matching, never for showing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

HYPHENS = "-\u2010\u2011\u2012\u00ad\ufe63\uff0d"
DASHES = "\u2013\u2014\u2015\u2212\u2500\uff5e"
APOSTROPHES = "'\u2018\u2019\u201a\u201b\u02bc\u00b4`\u2032"
QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u300c\u300d\u300e\u300f'

# Half-width twins of punctuation that Chinese and Arabic print in a width or shape of their own.
TWINS = {
    "\u3001": ",",
    "\u060c": ",",
    "\u3002": ".",
    "\u061b": ";",
    "\u061f": "?",
    "\u2026": "...",
    "\u3010": "[",
    "\u3011": "]",
    "\u3014": "[",
    "\u3015": "]",
}
ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u061c"
TATWEEL = "\u0640"

_TABLE = str.maketrans(
    {
        **dict.fromkeys(HYPHENS, "-"),
        **dict.fromkeys(DASHES, "-"),
        **dict.fromkeys(APOSTROPHES, "'"),
        **dict.fromkeys(QUOTES, '"'),
        **dict.fromkeys(ZERO_WIDTH, ""),
        **TWINS,
        TATWEEL: "",
    }
)


_BLANKS = re.compile(r"[^\S\n]+")


def is_unspaced(text: str) -> bool:
    """Whether a text may hold signs of Chinese or Japanese: none of them comes before U+2E80.

    Patterns that know these ranges take long to compile: they are for texts that may hold some.
    """
    return not text.isascii() and max(text) >= "\u2e80"


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """The text in lower case, variants of space, hyphen, dash, quote and width made one."""
    if text.isascii():
        plain = text.replace("`", "'").lower()
    else:
        plain = unicodedata.normalize("NFKC", text.translate(_TABLE)).translate(_TABLE).casefold()
    return " ".join(plain.split()) if not plain.isspace() else " "


def folded_signs(text: str) -> str:
    """The text with each sign folded for itself; "" where that cannot be told without looking at
    its neighbours: beyond ASCII more than spaces, hyphens, dashes and quotes.
    """
    if text.isascii():
        return text.replace("`", "'").lower()
    plain = text.translate(_TABLE).replace("\u00a0", " ")
    even = len(plain) == len(text) and "\u2026" not in text
    return plain.lower() if even and plain.isascii() else ""


def typographic(text: str) -> str:
    """The text with its capitals, variants of blank, hyphen, dash, quote and width made one; "10²"
    is not "102".
    """
    return _BLANKS.sub(" ", "".join(map(_plain_width, text.translate(_TABLE))).translate(_TABLE))


@lru_cache(maxsize=4096)
def _plain_width(sign: str) -> str:
    """The sign in ordinary width, a ligature in its letters."""
    said = unicodedata.decomposition(sign)
    if said.startswith(("<wide>", "<narrow>", "<noBreak>", "<compat>")):
        return unicodedata.normalize("NFKC", sign)
    return sign


# Final letters that Arabic prints with or without their dots.
_ARABIC = str.maketrans({"\u0649": "\u064a", "\u0629": "\u0647"})


@lru_cache(maxsize=65536)
def unspelled(text: str) -> str:
    """The folded text without accents, vowel marks, hamza seats and dots, and with ё as е."""
    decomposed = unicodedata.normalize("NFD", folded(text)).translate(_ARABIC)
    return "".join(c for c in decomposed if not unicodedata.combining(c))
