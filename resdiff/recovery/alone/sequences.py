"""Lists in a flat text: two sequences of labels woven into one, taken apart again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from resdiff.language import labels, numerals
from resdiff.language.labels import Scheme
from resdiff.model import Mark
from resdiff.values import dataclass

_HEAD = re.compile(
    r"\s*[(（]?(?P<label>[^\s()（）.:;,\t]{1,6}?(?:[ \u00a0][^\s()]{0,3}?)?)"
    r"(?P<end>[ \u00a0]?[)）](?=\s)|[ \u00a0]?[.]\t|\t)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A labelled line: its number, the line after all that belongs to it, and every way to read its
    label: where it is cut (start, middle, stop) and the places in the series it means.

    Shape:   a reading is (cut or None, first place, second place); one label has the same twice.
    """

    line: int
    stop: int
    readings: tuple[tuple[tuple[int, int, int] | None, int, int], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a line's label turned out to be.

    Shape:   `mark` where the whole line is one edition's; `cut` where two labels stand in it.
    """

    line: int
    stop: int
    mark: Mark | None
    cut: tuple[int, int, int] | None
    old_first: bool


def lists(lines: Sequence[str]) -> Iterator[list[Entry]]:
    """The lists of a text, each in one series; what is nested belongs to the item above it."""
    found: list[Entry] = []
    scheme: Scheme | None = None
    for number, line in enumerate(lines):
        read = _read(line)
        own = _entry(number, *read, scheme) if read and scheme else None
        if read is None or (scheme and own is None):
            if read is None and line.strip():
                if len(found) > 1:
                    yield found
                found, scheme = [], None
            elif found:
                found[-1] = Entry(found[-1].line, number + 1, found[-1].readings)
            continue
        if own is None or any(cut is None and a == 1 for cut, a, _ in own.readings):
            if len(found) > 1:
                yield found
            scheme = _scheme(read[2])
            first = _entry(number, *read, scheme) if scheme else None
            found = [first] if first else []
            scheme = scheme if first else None
        elif own:
            found.append(own)
    if len(found) > 1:
        yield found


def _read(line: str) -> tuple[int, int, str] | None:
    match = _HEAD.match(line)
    if match is None:
        return None
    return match.start("label"), match.end("label"), match["label"]


def is_labelled(line: str) -> bool:
    """Whether a line begins with what may be a label, or two."""
    return _read(line) is not None


def _scheme(printed: str) -> Scheme | None:
    label = labels.parse(printed.strip() + ")")
    return label.scheme if label and label.scheme in _COUNTED else None


_COUNTED = (Scheme.LETTER, Scheme.ROMAN, Scheme.DIGIT)


def _entry(number: int, start: int, stop: int, printed: str, scheme: Scheme) -> Entry | None:
    readings: list[tuple[tuple[int, int, int] | None, int, int]] = []
    if place := _place(printed, scheme):
        readings.append((None, place, place))
    for cut in range(1, len(printed)):
        if printed[cut].isspace():
            continue  # a blank belongs to the label before it
        one, other = _place(printed[:cut], scheme), _place(printed[cut:], scheme)
        if one and other and one != other:
            readings.append(((start, start + cut, stop), one, other))
    return Entry(number, number + 1, tuple(readings)) if readings else None


def _place(printed: str, scheme: Scheme) -> int:
    """The place in the series from 1; 0 where the text is no label of it."""
    label = labels.parse(printed.strip() + ")")
    if label is None:
        return 0
    for reading in labels.readings(label):
        if reading.scheme is not scheme:
            continue
        if scheme is Scheme.LETTER:
            return (
                0 if len(set(reading.number)) > 1 else numerals.letter_position(reading.number) + 1
            )
        if scheme is Scheme.ROMAN:
            return numerals.roman_value(reading.number)
        if reading.number.isdigit():
            return int(reading.number)
    return 0


State = tuple[int, int]  # the last places of the old and the new sequence
_ALONE = 2  # what it costs that a line is one edition's, where two labels in one line cost 1


def solved(entries: Sequence[Entry], old_first: bool) -> list[Choice]:
    """What each line of a list is, where both sequences count; empty where they do not, where there
    is nothing to solve, or where two answers are as good."""
    if not any(cut for entry in entries for cut, _, _ in entry.readings):
        return []
    start = next((a - 1 for cut, a, _ in entries[0].readings if cut is None), 0)
    paths: dict[State, tuple[int, int, list[Choice]]] = {(start, start): (0, 1, [])}
    for entry in entries:
        paths = _step(paths, entry, old_first)
    if not paths:
        return []
    best = min(paths.values(), key=lambda p: p[0])
    ways = sum(p[1] for p in paths.values() if p[0] == best[0])
    if ways > 1 or not any(c.cut for c in best[2]):
        return []
    return best[2]


def _step(
    paths: dict[State, tuple[int, int, list[Choice]]], entry: Entry, old_first: bool
) -> dict[State, tuple[int, int, list[Choice]]]:
    out: dict[State, tuple[int, int, list[Choice]]] = {}
    for (old, new), (cost, ways, choices) in paths.items():
        for state, price, choice in _moves(entry, old, new, old_first):
            known = out.get(state)
            if known is None or cost + price < known[0]:
                out[state] = (cost + price, ways, [*choices, choice])
            elif cost + price == known[0]:
                out[state] = (known[0], known[1] + ways, known[2])
    return out


def _moves(
    entry: Entry, old: int, new: int, old_first: bool
) -> Iterator[tuple[State, int, Choice]]:
    for cut, one, other in entry.readings:
        if cut is None:
            if one == old + 1 == new + 1:
                yield (one, one), 0, Choice(entry.line, entry.stop, None, None, old_first)
            if one == new + 1:
                choice = Choice(entry.line, entry.stop, Mark.INSERTED, None, old_first)
                yield (old, one), _ALONE, choice
            if one == old + 1:
                choice = Choice(entry.line, entry.stop, Mark.DELETED, None, old_first)
                yield (one, new), _ALONE, choice
            continue
        before, after = (one, other) if old_first else (other, one)
        if before == old + 1 and after == new + 1:
            yield (before, after), 1, Choice(entry.line, entry.stop, None, cut, old_first)
