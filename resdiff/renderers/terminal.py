"""Text for a terminal: styles, column widths of scripts, and wrapping that keeps both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from resdiff.values import dataclass

PLAIN = ""
BOLD = "1"
ITALIC = "3"
DIM = "2"
DELETED = "31;9"  # red, struck (ECMA-48 §8.3.117)
INSERTED = "32;4"  # green, underlined
MOVED = "34"  # blue
_ESCAPE = "\x1b[{}m"
_WIDE = frozenset("WF")  # Unicode Standard Annex 11: two columns
_OPENING = frozenset({"Ps", "Pi"})
_BREAKABLE = re.compile(r"[ \t]+|\n|[^ \t\n]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text in one style."""

    text: str
    style: str = PLAIN


def width(text: str) -> int:
    """How many columns a text takes; marks that sit on a letter take none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def shortened(text: str, columns: int) -> str:
    """The text in one line of at most that many columns, an ellipsis where it was cut."""
    text = " ".join(text.split())
    if columns <= 0 or width(text) <= columns:
        return text
    taken, used = [], 0
    for character in text:
        used += _columns(character)
        if used > columns - 1:
            break
        taken.append(character)
    return "".join(taken).rstrip() + "…"


def wrap(
    stretches: Iterable[Stretch], columns: int, first: str = "", rest: str = "", color: bool = False
) -> Iterator[str]:
    """The stretches in lines of at most that many columns, 0 for no limit.

    Shape:   `first` stands before the first line, `rest` before the others. A word longer than a
             line stands in a line of its own; wide characters may be parted anywhere.
    """
    row: list[Stretch] = []
    used, lead = width(first), first
    for unit in _units(_words(stretches)):
        text = "".join(word.text for word in unit)
        wide = width(text)
        full = row and columns and used + wide > columns and not text.isspace()
        if text == "\n" or full:
            yield lead + _painted(row, color)
            row, used, lead = [], width(rest), rest
        if text != "\n":
            row.extend(unit)
            used += wide
    yield lead + _painted(row, color)


def _units(words: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """What no line may end within: "(" and the struck word behind it, in whatever styles."""
    unit: list[Stretch] = []
    for word in words:
        if unit and (
            unit[-1].text.isspace()
            or word.text.isspace()
            or _may_part(unit[-1].text[-1], word.text[0])
        ):
            yield unit
            unit = []
        unit.append(word)
    if unit:
        yield unit


def _words(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Pieces between which a line may end."""
    for stretch in stretches:
        for found in _BREAKABLE.finditer(stretch.text):
            text = found[0]
            if text.isspace():
                yield Stretch("\n" if text == "\n" else text.replace("\t", "  "), stretch.style)
            else:
                yield from (Stretch(part, stretch.style) for part in _parted(text))


def _parted(word: str) -> Iterator[str]:
    """A word cut between its wide characters, never before a closing mark or after an opening."""
    start = 0
    for at in range(1, len(word)):
        if _may_part(word[at - 1], word[at]):
            yield word[start:at]
            start = at
    yield word[start:]


def _may_part(before: str, after: str) -> bool:
    wide = _columns(before) == 2 and _columns(after) == 2
    return wide and after.isalnum() and unicodedata.category(before) not in _OPENING


def _painted(row: Sequence[Stretch], color: bool) -> str:
    """One line; neighbours of one style are painted together, blanks at its end fall away."""
    merged: list[Stretch] = []
    for stretch in row:
        if merged and merged[-1].style == stretch.style:
            merged[-1] = Stretch(merged[-1].text + stretch.text, stretch.style)
        else:
            merged.append(stretch)
    if merged:
        merged[-1] = Stretch(merged[-1].text.rstrip(), merged[-1].style)
    return "".join(paint(stretch.text, stretch.style if color else PLAIN) for stretch in merged)


def paint(text: str, style: str) -> str:
    """The text in a style, and back."""
    return f"{_ESCAPE.format(style)}{text}{_ESCAPE.format('0')}" if style and text else text
