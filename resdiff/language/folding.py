"""Folds text so that case, accents, widths, harakat, kinds of blank and of dash do not matter, and
remembers positions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from resdiff.values import dataclass

# Letters that decomposition does not join: Arabic final ya and ta marbuta are typed for one
# another; tatweel is ornament.
_SAME = {
    "ى": "ي",
    "ة": "ه",
    "ـ": "",
    "ی": "ي",
    "ک": "ك",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "œ": "oe",
    "Œ": "oe",
    "æ": "ae",
    "،": ",",
    "؛": ";",
    "؟": "?",
    "、": "、",
    "\u00ad": "",
}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each of its characters came from.

    Shape:   `origins[i]` is the position in the original of folded character i; one more entry, for
             the end.
    """

    text: str
    origins: tuple[int, ...]


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _SAME:
        return _SAME[character]
    if character.isspace():
        return " "
    kept = []
    for part in unicodedata.normalize("NFKD", character):
        category = unicodedata.category(part)
        if category in ("Mn", "Cf"):  # accents, harakat, direction marks
            continue
        if category == "Pd" or part == "−":
            kept.append("-")
        elif part.isspace():
            kept.append(" ")
        else:
            kept.append(_SAME.get(part, part.casefold()))
    return "".join(kept)


def fold(text: str) -> str:
    """`text` folded, blanks run together and trimmed."""
    return " ".join("".join(map(_fold_character, text)).split())


def fold_with_origins(text: str) -> Folded:
    """`text` folded, with positions; leading blanks are dropped and inner ones run together."""
    signs = list(map(_fold_character, text))
    whole = "".join(signs)
    if len(whole) == len(text) and "" not in signs and "  " not in whole and whole[:1] != " ":
        return Folded(whole, tuple(range(len(text) + 1)))
    characters: list[str] = []
    origins: list[int] = []
    for position, sign in enumerate(signs):
        for folded in sign:
            if folded == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(folded)
            origins.append(position)
    return Folded("".join(characters), (*origins, len(text)))


def any_of(words: Iterable[str]) -> str:
    """A pattern over folded text for any of `words`, longest first; none matches nothing."""
    folded = sorted({fold(word) for word in words}, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in folded) or "(?!)"


def held(words: Iterable[str], text: str) -> tuple[str, ...]:
    """Those of folded words that a folded text holds; a star in one leaves room for another word.

    Source:  a pattern of these few takes a tenth of the time to compile that all a language's
             words take.
    """
    return tuple(word for word in words if all(piece.strip() in text for piece in word.split("*")))


def key(text: str) -> str:
    """The letters and digits of `text` alone, folded: what two spellings of one name share."""
    return "".join(c for c in fold(text) if c.isalnum())
