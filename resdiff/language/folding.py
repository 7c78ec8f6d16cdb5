"""Folds text so that case, accents, widths, harakat, kinds of blank and of dash do not matter, and
remembers positions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

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


# What most texts have beyond ASCII, sign for sign as they are folded.
_TYPOGRAPHIC = (
    ("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("\u2011", "-"),
    ("\u00a0", " "),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each of its characters came from.

    Shape:   `origins[i]` is the position in the original of folded character i; one more entry, for
             the end.
    """

    text: str
    origins: Sequence[int]


class _Signs(dict[int, str]):
    """What each sign is folded to, filled as signs are met: `str.translate` asks it once for each
    ASCII sign of a text, however long that is.

    Shape:   `uneven` the signs met that become none or several.
    """

    def __init__(self) -> None:
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        folded = self[code] = _fold_sign(sign)
        if len(folded) != 1:
            self.uneven.add(sign)
        return folded


_SIGNS = _Signs()


def _fold_sign(sign: str) -> str:
    if sign in _SAME:
        return _SAME[sign]
    if sign.isspace():
        return " "
    kept = []
    for part in unicodedata.normalize("NFKD", sign):
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


def _ascii(text: str) -> str:
    """A text of ASCII alone with its signs folded, its blanks as they are."""
    return text.replace("`", "'").lower()


def fold(text: str) -> str:
    """`text` folded, blanks run together and trimmed."""
    if text.isascii():
        return " ".join(_ascii(text).split())
    return " ".join(text.translate(_SIGNS).split())


def fold_with_origins(text: str) -> Folded:
    """`text` folded, with positions; leading blanks are dropped and inner ones run together."""
    plain = text
    if not text.isascii():
        for sign, alike in _TYPOGRAPHIC:
            plain = plain.replace(sign, alike)
    if plain.isascii() and plain.isprintable():
        whole, even = _ascii(plain), True
    else:
        whole = text.translate(_SIGNS)
        even = _SIGNS.uneven.isdisjoint(text)
    if even and "  " not in whole and whole[:1] != " ":
        return Folded(whole, range(len(text) + 1))
    characters: list[str] = []
    origins: list[int] = []
    for position, sign in enumerate(text):
        for folded in _SIGNS[ord(sign)]:
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
    return tuple(word for word in words if (_holds(text, word) if "*" in word else word in text))


def _holds(text: str, starred: str) -> bool:
    return all(piece.strip() in text for piece in starred.split("*"))


def key(text: str) -> str:
    """The letters and digits of `text` alone, folded: what two spellings of one name share."""
    return "".join(filter(str.isalnum, fold(text)))
