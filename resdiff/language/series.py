"""The series labels count in, and what comes after what in each."""

from __future__ import annotations

from enum import StrEnum

from resdiff.language import numerals
from resdiff.values import dataclass


class Scheme(StrEnum):
    """The series a label belongs to."""

    LETTER = "letter"
    ROMAN = "roman"
    DIGIT = "digit"
    DECIMAL = "decimal"
    DASH = "dash"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a label: "i" the letter after h, or roman one."""

    number: str
    scheme: Scheme


_ORDER = ("", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies")


_FIRST = {
    Scheme.LETTER: "a",
    Scheme.ROMAN: "i",
    Scheme.DIGIT: "1",
    Scheme.DECIMAL: "1.1",
    Scheme.DASH: "-",
    Scheme.BULLET: "•",
}


def first(scheme: Scheme) -> str:
    """The number a series begins with ("a", "i", "1", "1.1", "-", "•")."""
    return _FIRST[scheme]


def successor(number: str, scheme: Scheme) -> str:
    """The number that follows in the same series: a → b, z → aa → bb, iv → v, 1.9 → 1.10; a dash
    follows a dash.

    What follows 1-bis is 2 here; `follows` takes 1-ter as well.
    """
    base = number.partition("-")[0] if scheme is not Scheme.DASH else number
    if scheme is Scheme.LETTER:
        position = numerals.letter_position(base)
        if len(base) == 2 and len(set(base)) == 2:
            return numerals.LATIN[(position + 1) // 26 - 1] + numerals.LATIN[(position + 1) % 26]
        return numerals.letter(position + 1)
    if scheme is Scheme.ROMAN:
        return numerals.roman(numerals.roman_value(base) + 1)
    if scheme is Scheme.DIGIT:
        return str(int(base) + 1) if base.isdecimal() else number  # in no known series
    if scheme is Scheme.DECIMAL:
        stem, _, last = base.rpartition(".")
        return f"{stem}.{int(last) + 1}"
    return number


def reading_follows(before: Reading, after: Reading) -> bool:
    """Whether `after` comes right after `before` in one series; "bis" forms count."""
    if before.scheme is not after.scheme:
        return False
    if before.scheme in (Scheme.DASH, Scheme.BULLET):
        return True
    base, _, suffix = before.number.partition("-")
    next_base, _, next_suffix = after.number.partition("-")
    if base == next_base:
        return suffix != next_suffix and _rank(next_suffix) == _rank(suffix) + 1
    spreadsheet = before.scheme is Scheme.LETTER and (base, next_base) in (
        ("aa", "ab"),
        ("az", "ba"),
    )
    return not next_suffix and (successor(base, before.scheme) == next_base or spreadsheet)


def _rank(suffix: str) -> int:
    return _ORDER.index(suffix) if suffix in _ORDER else -1
