"""The words that a text is found by, in six languages, and where each stands in it.

A word is folded: case, accents, harakat, tatweel and width do not matter. Chinese, which has no
blanks, is cut into overlapping pairs of characters, and the last of a run stands alone as well.
Source:  60,000 clauses of six languages, queries of two, three and four Chinese characters against
         the clauses that really hold them. Pairs: precision and recall 1.0, 10.5 MB; single
         characters as phrases: precision 0.98, recall 1.0, 9.9 MB; SQLite's trigrams: nothing at
         all for two characters, 34.4 MB. Half a millisecond or less each.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

import snowballstemmer

from resdiff.language.folding import key
from resdiff.values import dataclass

VERSION = 1
"""Changes with anything below that changes what a text's words are."""

_UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Accents, harakat and what else combines, tatweel, soft hyphen, joiners: inside a word.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u200c\u200d"
)
_PIECE = re.compile(rf"(?P<unspaced>[{_UNSPACED}]+)|(?:(?![{_UNSPACED}_])\w[{_MARKS}]*)+")

_STEMMERS = {
    "en": "english",
    "fr": "french",
    "es": "spanish",
    "ru": "russian",
    "ar": "arabic",
}
_SCRIPTS = (
    (re.compile(r"[\u0600-\u06ff]"), ("ar",)),
    (re.compile(r"[\u0400-\u04ff]"), ("ru",)),
    (re.compile(r"[a-z\u00c0-\u024f]", re.IGNORECASE), ("en", "fr", "es")),
)
# "and" or "so" before an article, which the stemmer leaves: والقرار.
_JOINED = re.compile(r"^[وف](?=ال|لل)")
_HARAKAT = re.compile(r"[\u0640\u064b-\u065f\u0670]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place, in code points, and the key that equal words share.

    Shape:   `pair` two characters of unspaced script, or the last one of a run, standing for what
             begins with it.
    """

    start: int
    stop: int
    key: str
    pair: bool = False


def words(text: str) -> tuple[Word, ...]:
    """The words of a text, in order; pairs of unspaced script overlap."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    for piece in _PIECE.finditer(text):
        start, stop = piece.span()
        if not piece["unspaced"]:
            folded = _key(piece[0])
            if folded:
                yield Word(start, stop, folded)
            continue
        for at in range(start, stop):
            pair = _key(text[at : min(at + 2, stop)])
            if pair:
                yield Word(at, min(at + 2, stop), pair, pair=True)


@lru_cache(maxsize=100_000)
def _key(piece: str) -> str:
    return key(piece)


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """What inflected forms of a word share in a language: резолюции, резолюцию; "" where none is
    known.
    """
    if language not in _STEMMERS:
        return ""
    plain = unicodedata.normalize("NFC", word).lower()
    if language == "ar":
        plain = _JOINED.sub("", _HARAKAT.sub("", plain))
    return key(_stemmer(language).stemWord(plain))


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_STEMMERS[language])


def languages(word: str, language: str = "") -> tuple[str, ...]:
    """The languages whose inflection a word may follow: the one that is given, or by its script."""
    if language:
        return (language,)
    return next((found for script, found in _SCRIPTS if script.search(word)), ())


def row(text: str, language: str) -> tuple[str, str, str]:
    """A text as the full-text table takes it: its words, their stems, its language."""
    found = words(text)
    stems = (stem(text[w.start : w.stop], language) for w in found if not w.pair)
    return " ".join(w.key for w in found), " ".join(filter(None, stems)), language


def stamp() -> str:
    """What the words of a text depend on besides the text: a table with another stamp is made
    anew before anything is taken out of it.
    """
    import importlib.metadata

    stemmers = importlib.metadata.version("snowballstemmer")
    return f"{VERSION} {unicodedata.unidata_version} {stemmers}"
