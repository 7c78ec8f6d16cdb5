"""Reads the label at the start of an item: a), 1, 1.1, ii), –, أ ), and says which label follows which."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed, and as understood.

    Shape:   `printed` without the blanks around it; `number` in Latin letters and digits whatever the script ("a", "aa",
             "1", "1.1", "ii", "b-bis", "-", "•"); `alternatives` further readings, the first choice left out;
             `doubled` the two labels that were run together ("fg)" → ("f", "g"), "46" → ("4", "6")) where the printed one may
             be such: a possibility, not a verdict.
    Units:   `stop` where the item's text begins, blanks and TAB behind the label passed over; `certainty` 0 to 1.
    """

    printed: str
    number: str
    scheme: Scheme
    stop: int
    alternatives: tuple[Reading, ...] = ()
    doubled: tuple[str, str] | None = None
    certainty: float = 1.0


def read(text: str, language: str = "") -> Label | None:
    """The label `text` begins with; None where it begins with none."""
    raise NotImplementedError


def parse(printed: str, language: str = "") -> Label | None:
    """The label that `printed` as a whole is (an automatic label, "a)", "1.", "(iii)"); None where it is none."""
    raise NotImplementedError


def successor(number: str, scheme: Scheme) -> str:
    """The number that follows in the same series: a → b, z → aa, iv → v, 1.9 → 1.10; a dash follows a dash."""
    raise NotImplementedError


def first(scheme: Scheme) -> str:
    """The number a series begins with ("a", "i", "1", "1.1", "-", "•")."""
    raise NotImplementedError


def follows(before: Label, after: Label) -> bool:
    """Whether `after` can come right after `before` in one series under some reading; "bis" forms count: 1, 1bis, 2."""
    raise NotImplementedError


def begins(label: Label) -> bool:
    """Whether `label` can be the first of a series under some reading: a, i, 1, x.1, a dash, a bullet."""
    raise NotImplementedError
