"""Letters and numerals of every script that labels are printed in, turned into Latin letters,
digits and Roman numerals.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LATIN = "abcdefghijklmnopqrstuvwxyz"

# The abjad order, in which Arabic texts count: the first 26 letters stand for a to z, the last two
# for aa and bb.
ABJAD = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"

# The order in which Russian texts count; ё, й, ъ, ы and ь are passed over.
CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"

# The order in which Greek texts count by letters (not as numerals: there ϛ would stand for six).
GREEK = "αβγδεζηθικλμνξοπρστυφχψω"

# Cyrillic letters that look like Latin ones. Russian ITU texts count a), b), c) and type some of
# them in Cyrillic.
LOOKALIKES = {
    "а": "a",
    "с": "c",
    "е": "e",
    "о": "o",
    "р": "p",
    "х": "x",
    "у": "y",
    "і": "i",
    "ѕ": "s",
    "к": "k",
    "м": "m",
    "т": "t",
}

_HAN = "一二三四五六七八九十"
_ROMAN_VALUES = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def letter(position: int) -> str:
    """The label at `position` of the series a … z, aa, bb … zz, aaa …, counted from 0."""
    turn, place = divmod(position, len(LATIN))
    return LATIN[place] * (turn + 1)


def letter_position(label: str) -> int:
    """The position of a letter label, from 0; "ab" counts behind "aa" as in a spreadsheet; -1 where
    it is none.
    """
    if not label or label.strip(LATIN):
        return -1
    if len(set(label)) == 1:
        return (len(label) - 1) * len(LATIN) + LATIN.index(label[0])
    return 26 * (LATIN.index(label[0]) + 1) + LATIN.index(label[1]) if len(label) == 2 else -1


@lru_cache(maxsize=256)
def is_roman(label: str) -> bool:
    """Whether `label`, in small letters, is a well-formed Roman numeral."""
    if not label or label.strip("ivxlcdm"):
        return False
    value = roman_value(label)
    return value < 4000 and roman(value) == label


def roman_value(label: str) -> int:
    """The value of a well-formed Roman numeral in small letters."""
    value, rest = 0, label
    for worth, numeral in _ROMAN_VALUES:
        while rest.startswith(numeral):
            value, rest = value + worth, rest[len(numeral) :]
    return value


def roman(value: int) -> str:
    """`value` as a Roman numeral in small letters."""
    printed = ""
    for worth, numeral in _ROMAN_VALUES:
        times, value = divmod(value, worth)
        printed += numeral * times
    return printed


def digits(printed: str) -> str:
    """The decimal digits of any script in `printed` as 0 to 9; other characters are left."""
    return "".join(
        str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c for c in printed
    )


def han_value(printed: str) -> int:
    """The value of a Chinese numeral from 一 to 九十九; 0 where it is none."""
    if not printed or any(c not in _HAN for c in printed):
        return 0
    if "十" not in printed:
        return _HAN.index(printed) + 1 if len(printed) == 1 else 0
    tens, _, ones = printed.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    return 10 * (_HAN.index(tens) + 1 if tens else 1) + (_HAN.index(ones) + 1 if ones else 0)
