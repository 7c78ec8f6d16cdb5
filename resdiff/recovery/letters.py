"""What single letters and junctions between them say: folding, words, boundaries."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SAME = {
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"',
    "\u2010": "-", "\u2011": "-",
}  # fmt: skip
_SPACELESS = re.compile(
    "[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def fold(text: str) -> str:
    """The text with blanks, hyphens and apostrophes in one spelling each; same length."""
    return "".join(" " if c.isspace() and c != "\n" else _SAME.get(c, c) for c in text)


@lru_cache(maxsize=4096)
def kind(letter: str) -> str:
    """What a character is: "letter", "digit", "blank", "han" or "sign"."""
    if letter.isspace():
        return "blank"
    if letter.isdigit():
        return "digit"
    if _SPACELESS.match(letter) and letter.isalnum():
        return "han"
    if letter.isalpha() or unicodedata.category(letter) in ("Mn", "Lm"):
        return "letter"
    return "sign"


def is_han(letter: str) -> bool:
    """Whether a character is a common Chinese one."""
    return "\u3400" <= letter <= "\u9fff"


def is_boundary(text: str, position: int) -> bool:
    """Whether a word ends or begins at that position."""
    if position <= 0 or position >= len(text):
        return True
    before, after = kind(text[position - 1]), kind(text[position])
    return before != after or before in ("han", "sign")
