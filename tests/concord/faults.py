"""Faults put into a text with CriticMarkup: of every kind, at every place that has one, alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from languages_together import MARK, final, original

from resdiff.concord import Concord
from resdiff.language import places

_GROUP = re.compile(r"(?:\{--.*?--\}|\{\+\+.*?\+\+\})+")
_LABEL = re.compile(r"^(?P<label>[^\t{}]{1,5}?)(?P<close>[ )]*)\t")
_NOTE = re.compile(r"\{\+\+\[footnoteRef:\d+\]\d*\+\+\}|\{\+\+ ?\[\d+: .*? ?\] ?\+\+\}")
_PLAIN_NOTE = re.compile(r"\[footnoteRef:\d+\]\d*| ?\[\d+: .*?\] ?")


@dataclass(frozen=True, slots=True)
class Fault:
    """A text with one fault: in which line, and what the line says when all is well."""

    kind: str
    line: str
    text: str


def faults(text: str, language: str) -> Iterator[Fault]:
    """Every fault that the text has room for, one at a time."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        for kind, faulty in _line_faults(line, language):
            rest = [*lines[:at], *([] if faulty is None else [faulty]), *lines[at + 1 :]]
            yield Fault(kind, line, "\n".join(rest))
        if MARK.fullmatch(line):
            faulty = [] if line.startswith("{++") else [original(line)]
            unshifted = list(_unshifted(lines[at + 1 :]))
            yield Fault(
                "change missing, labels left", line, "\n".join([*lines[:at], *faulty, *unshifted])
            )


def _unshifted(lines: list[str]) -> Iterator[str]:
    """The lines behind, the labels of this section as they were."""
    inside = True
    for line in lines:
        inside = inside and "\t" in line
        head, tab, rest = line.partition("\t")
        yield original(head) + tab + rest if inside and not MARK.fullmatch(line) else line


def _line_faults(line: str, language: str) -> Iterator[tuple[str, str | None]]:
    whole = MARK.fullmatch(line)
    if whole and whole[1]:
        yield "insertion missing", None
    elif whole:
        yield "deletion missing", original(line)
    else:
        yield from _changes(line)
    if "footnoteRef" in line:
        yield "note missing", _PLAIN_NOTE.sub("", _NOTE.sub("", line))
    if whole and whole[2]:
        return
    if "\t" in line and not line.startswith("MOD") and not whole:
        yield "clause missing", None
    yield from _tokens(line, language)


def _changes(line: str) -> Iterator[tuple[str, str]]:
    """Each marked stretch of a line left as it was."""
    for group in _GROUP.finditer(line):
        if "footnoteRef" in group[0] or "[1:" in group[0]:
            continue
        kind = "label not shifted" if "\t" in line[group.end() :][:3] else "change missing"
        yield kind, line[: group.start()] + original(group[0]) + line[group.end() :]


def _tokens(line: str, language: str) -> Iterator[tuple[str, str]]:
    """Years, numbers, places and labels changed for others, outside what is struck out."""
    struck = [m.span() for m in MARK.finditer(line) if m[2]]

    def put(kind: str, start: int, stop: int, other: str) -> Iterator[tuple[str, str]]:
        if not any(a < stop and start < b for a, b in struck):
            yield kind, line[:start] + other + line[stop:]

    for match in re.finditer(r"(?<!\d)(?:19|20)\d\d(?!\d)", line):
        yield from put("wrong year", *match.span(), str(int(match[0]) + 1))
    for match in re.finditer(r"(?<!\d)[1-9]\d\d(?!\d)", line):
        yield from put("wrong number", *match.span(), str(int(match[0]) + 1))
    for match in _revised(line):
        yield from put("Rev. missing", *match.span(), "")
    known = places.known()
    for place, other in zip(known, (*known[1:], known[0]), strict=True):
        for match in re.finditer(re.escape(place.name(language)), line):
            yield from put("wrong place", *match.span(), other.name(language))
    label = _LABEL.match(line)
    if label and not line.startswith("MOD"):
        yield "wrong label", line[: label.start()] + _next(label["label"]) + line[label.end(1) :]


def _revised(line: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"Rev\. |Rév\. |Пересм\. |，修订版|المراجَع في ", line)


def _next(label: str) -> str:
    """Another label of the same series, two places on."""
    for series in ("abcdefghij", "123456789", "абвгдеж"):
        if label in series:
            return (series + "xyz")[series.index(label) + 2]
    return {"أ": "ج", "ب": "د", "ج": "هـ", "د": "و", "هـ": "ز"}.get(label, label + "a")


def paths(concord: Concord, number: int, line: str) -> set[str]:
    """What the rows are called whose clause in that voice stands in the line."""
    said = re.sub(r"\s+", "", original(line)), re.sub(r"\s+", "", final(line))
    found = set()
    for row in concord.rows:
        text = re.sub(r"\s+", "", row.cells[number].text)
        if text and any(one and (text[:30] in one or one in text) for one in said):
            found.add(row.path)
    return found
