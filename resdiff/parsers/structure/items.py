"""Items: a line with its label taken off, and the labels that stand inside a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from resdiff.language import labels
from resdiff.language.labels import Label, Scheme
from resdiff.parsers.structure.lines import Line
from resdiff.patterns import pattern
from resdiff.values import dataclass

# A label within a paragraph stands after a stop and a blank and has a blank behind it.
_INSIDE = pattern(
    r"(?:(?<=[;:,.)\"])|(?<=[;,] and)|(?<=[;,] or)|(?<=[;,] et)|(?<=[;,] y))"
    r"[ \t\n\u00a0]+"
    r"(?=(?:\(?[^\W\d_]{1,5} ?\)|\(?\d{1,3}(?:\.\d{1,3}){0,4}[).]?|[^\W\d_]\."
    r"|(?:\d{1,3}|[a-z]{1,2}\))(?:bis|ter)|-)"
    r"[ \t\u00a0]+\S)"
)
# In Chinese no blank stands before it.
_INSIDE_CHINESE = pattern(
    r"(?<=[：；])(?=[（(]?(?:\d{1,2}|[a-z]{1,4}|[一二三四五六七八九十]{1,2})[)）]\S)"
)
_UNSEEN = frozenset(
    map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
)
_SIGN = pattern(r"(?<=\S)[ \t\n\u00a0]+(?=-[ \t\u00a0]+[^\W\d_a-z])")
_BIS = pattern(r"\s*(\d+(?:bis|ter|quater)(?:\.\d+)+)[ \u00a0]*\t\s*")
_SYMBOL = pattern(r"\s*([\u2190-\u21ff\u25a0-\u27bf])[ \u00a0]*\t\s*")
SOFT_STOPS = frozenset(',，،.。)”"')
COLONS = frozenset(":：")
LIST_STOPS = frozenset(";；؛")
UNORDERED = frozenset({Scheme.DASH, Scheme.BULLET})
MIN_SOFT = 25
"""Least characters between two labels that only a comma parts. Source: cited lists ("recalling
a), b) and c)") are shorter, run-in items of Dubai 2018 longer."""

MIN_LABEL = 0.5
"""Least certainty of a typed label. Source: below it, labels.read says, it is more likely prose."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line that may carry a label.

    Shape:   `line` the text behind the label; `label` as understood, None without one;
             `label_line` where it was typed, `printed` the automatic one.
    """

    line: Line
    label: Label | None = None
    label_line: Line | None = None
    printed: str = ""
    source: Line | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """A label within a text: `start` where it stands, `stop` where its text begins, `after` the
    stop sign before it."""

    label: Label
    start: int
    stop: int
    after: str


def take_label(line: Line, language: str) -> Item:
    """The line with its automatic or typed label taken off."""
    if line.first and line.block.label.strip():
        printed = line.block.label.strip()
        label = labels.parse(printed, language)
        return Item(line, label or _unknown(printed), None, printed, line)
    found = labels.read(line.text, language) or _uncommon(line.text)
    if found is None or found.certainty < MIN_LABEL:
        return Item(line, source=line)
    start = len(line.text) - len(line.text.lstrip())
    begin = max(line.text.find(found.printed, start, found.stop), start)
    stop = min(begin + len(found.printed), found.stop)
    while line.text[stop : stop + 1] in _UNSEEN:
        stop += 1
    mark = line.solid(start, stop)
    if mark is None:
        return Item(line, source=line)
    return Item(line.behind(stop), found, mark, source=line)


def lone_number(item: Item, language: str) -> Item:
    """The item, a number alone on its line of a typed text taken for a label: the text that it
    labels follows."""
    line = item.source or item.line
    if (
        item.label is not None
        or line.block.anchor.part != "text"
        or not line.text.strip().isdigit()
    ):
        return item
    label = labels.parse(line.text.strip(), language)
    start = len(line.text) - len(line.text.lstrip())
    mark = line.solid(start, start + len(line.text.strip()))
    if label is None or mark is None:
        return item
    return Item(line.cut(len(line.text)), label, mark, source=line)


def labels_after(items: Sequence[Item]) -> list[Label | None]:
    """For each item the next label behind it."""
    found: list[Label | None] = []
    label: Label | None = None
    for item in reversed(items):
        found.append(label)
        label = item.label or label
    return found[::-1]


def _uncommon(text: str) -> Label | None:
    """Labels that only a TAB makes sure: "1bis.2", and a bullet from a symbol font."""
    if "\t" not in text:
        return None
    found = _BIS.match(text)
    if found is not None:
        return Label(found[1], found[1], Scheme.DECIMAL, found.end())
    found = _SYMBOL.match(text)
    return Label(found[1], "•", Scheme.BULLET, found.end()) if found is not None else None


def inside(text: str, language: str, signs: bool = False) -> Iterator[Inside]:
    """The places inside a text where a label may stand, in order; with `signs`, where a dash or
    bullet stands before a capital, whatever precedes it."""
    found = [m.span() for m in (_SIGN if signs else _INSIDE).finditer(_alike(text))]
    if not signs and ("：" in text or "；" in text):
        found = sorted([*found, *(m.span() for m in _INSIDE_CHINESE.finditer(text))])
    for blanks, start in found:
        label = labels.read(text[start : start + 60], language)
        if label is not None:
            after = text[blanks - 1]
            if after.isalpha():  # "; and 3 to …"
                after = text[:blanks].rpartition(" ")[0][-1:]
            yield Inside(label, start, _behind(text, start, label), after)


def _alike(text: str) -> str:
    """The text, sign for sign, with one stop and one dash for those that a label may follow: sets
    of many signs beyond Latin take long to compile."""
    if not text.isascii():
        for sign in "؛،：；，。”":
            text = text.replace(sign, '"')
        for sign in "–—•":
            text = text.replace(sign, "-")
    return text


def first_before(text: str, label: Label, language: str) -> Inside | None:
    """Where the label stands in a text that comes just before `label`, whatever precedes it: "a)"
    before "b)"."""
    close = label.printed[-1:]
    if close not in ")）" or label.scheme not in {Scheme.LETTER, Scheme.ROMAN, Scheme.DIGIT}:
        return None
    pattern = re.compile(r"(?<=\s)(?:a|i|1)" + re.escape(close) + r"[ \t\u00a0]+(?=\S)")
    for found in pattern.finditer(text):
        before = labels.read(text[found.start() : found.start() + 60], language)
        if before is not None and labels.follows(before, label):
            stop = _behind(text, found.start(), before)
            return Inside(before, found.start(), stop, text[found.start() - 1])
    return None


def _behind(text: str, start: int, label: Label) -> int:
    """Where the text behind a label begins: at its first sign, also one that prints nothing."""
    stop = min(start + len(label.printed), start + label.stop)
    while stop < len(text) and text[stop].isspace():
        stop += 1
    return stop


def _unknown(printed: str) -> Label:
    """An automatic label in no known series: it stands for itself."""
    number = re.sub(r"[^\w.]+", "", printed).casefold() or printed
    return Label(printed, number, Scheme.DIGIT, len(printed), certainty=0.3)


def next_label(
    own: Label | None, upcoming: Sequence[Inside], following: Label | None
) -> Label | None:
    """The label that comes after an item: the first in its text that goes on with it, else the
    next line's."""
    if own is not None:
        for candidate in upcoming:
            if candidate.after in LIST_STOPS and labels.follows(own, candidate.label):
                return candidate.label
    return following


def same_shape(one: str, other: str) -> bool:
    """Whether two printed labels end alike: "a)" and "b)", "1" and "2"."""
    return one[-1:] == other[-1:] or (one[-1:].isalnum() and other[-1:].isalnum())
