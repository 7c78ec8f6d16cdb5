"""How many faults `concord` finds in one text in six languages, and what it says of none.

    python tests/bench/concord.py [FOLDER] [--every N] [--show]

Measures, for a folder with `A-LANG/critic.txt` (marks as CriticMarkup, a paragraph a line): every
fault of every kind below is put into every language at every place that has one, alone; the six are
then held together, as proposals and as editions. For each kind: how many there were, how many were
found in the language and the clause they were put in, and how many findings were about anything
else. Then the false alarms: findings about the texts as they are, all six and every two of them.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from resdiff import api
from resdiff.concord import Concord, Voice, concorded
from resdiff.language import places
from resdiff.model import View

ROOT = Path(__file__).resolve().parents[2]
SIX = ROOT.parent / "shared" / "data" / "six"
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
_MARK = re.compile(r"\{\+\+(.*?)\+\+\}|\{--(.*?)--\}")
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


@dataclass(slots=True)
class Score:
    """What became of the faults of one kind."""

    put: int = 0
    found: int = 0
    placed: int = 0
    extra: int = 0
    missed: list[str] = field(default_factory=list)


def final(text: str) -> str:
    """The text with all marks accepted."""
    lines = []
    for line in text.split("\n"):
        said = _MARK.sub(lambda m: m[1] or "", line)
        if said.strip() or not line.strip():
            lines.append(said)
    return "\n".join(lines)


def original(line: str) -> str:
    """The line with all marks rejected."""
    return _MARK.sub(lambda m: m[2] or "", line)


def faults(text: str, language: str) -> Iterator[Fault]:
    """Every fault that the text has room for, one at a time."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        for kind, faulty in _line_faults(line, language):
            rest = [*lines[:at], *([] if faulty is None else [faulty]), *lines[at + 1 :]]
            yield Fault(kind, line, "\n".join(rest))
        if _MARK.fullmatch(line):
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
        yield original(head) + tab + rest if inside and not _MARK.fullmatch(line) else line


def _line_faults(line: str, language: str) -> Iterator[tuple[str, str | None]]:
    whole = _MARK.fullmatch(line)
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
    struck = [m.span() for m in _MARK.finditer(line) if m[2]]

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
            return series[series.index(label) + 2]
    return {"أ": "ج", "ب": "د", "ج": "هـ", "د": "و", "هـ": "ز"}.get(label, label + "a")


def voice(language: str, text: str, tracked: bool) -> Voice:
    """A text as a proposal, or as an edition."""
    data, name = text.encode(), f"{language}.txt"
    new = api.read(data, name)
    if not tracked:
        return Voice(language, name, language, new, None)
    return Voice(
        language, name, language, new, api.compare(api.read(data, name, View.ORIGINAL), new)
    )


def _paths(concord: Concord, number: int, line: str) -> set[str]:
    """What the rows are called whose clause in that voice stands in the line."""
    said = re.sub(r"\s+", "", original(line)), re.sub(r"\s+", "", final(line))
    found = set()
    for row in concord.rows:
        text = re.sub(r"\s+", "", row.cells[number].text)
        if text and any(text in one or (one and one in text) for one in said):
            found.add(row.path)
    return found


def _score(texts: dict[str, str], tracked: bool, every: int, show: bool) -> None:
    voices = [voice(language, text, tracked) for language, text in texts.items()]
    intact = concorded(voices)
    scores: dict[str, Score] = {}
    count = 0
    for number, (language, text) in enumerate(texts.items()):
        for fault in faults(text, language):
            if fault.text == text:
                continue
            count += 1
            if count % every:
                continue
            one = scores.setdefault(fault.kind, Score())
            others = [*voices[:number], voice(language, fault.text, tracked), *voices[number + 1 :]]
            _count(one, concorded(others), language, _paths(intact, number, fault.line), fault)
    print(f"{'kind':<30}{'put':>6}{'found':>7}{'placed':>8}{'extra':>7}")
    for kind, one in sorted(scores.items()):
        print(f"{kind:<30}{one.put:>6}{one.found:>7}{one.placed:>8}{one.extra:>7}")
        for said in one.missed if show else ():
            print("    ", said)


def _count(one: Score, concord: Concord, language: str, paths: set[str], fault: Fault) -> None:
    one.put += 1
    own = [f for f in concord.findings if f.voices == (language,)]
    right = [f for f in own if paths & {concord.rows[r].path for r in f.rows}]
    one.found += bool(own)
    one.placed += bool(right)
    one.extra += len(concord.findings) - len(right)
    if not right or len(concord.findings) > len(right):
        ids = [f.id for f in concord.findings]
        one.missed.append(f"{'' if right else 'MISSED '}{language} {fault.line[:60]!r} {ids}")


def main() -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=SIX)
    parser.add_argument("--every", type=int, default=1, help="only every N-th fault")
    parser.add_argument("--show", action="store_true", help="what was missed or said beside it")
    options = parser.parse_args()
    marked = {
        lang: (options.folder / f"A-{lang}" / "critic.txt").read_text(encoding="utf-8")
        for lang in LANGUAGES
    }
    for name, tracked in (("proposals", True), ("editions", False)):
        texts = marked if tracked else {lang: final(text) for lang, text in marked.items()}
        start = time.perf_counter()
        print(f"\n{name}")
        voices = [voice(lang, text, tracked) for lang, text in texts.items()]
        print(f"false alarms, all six: {len(concorded(voices).findings)}")
        pairs = [(a, b) for a in voices for b in voices if a.name < b.name]
        alarms = sum(len(concorded(pair).findings) for pair in pairs)
        print(f"false alarms, every two ({len(pairs)}): {alarms}")
        _score(texts, tracked, options.every, options.show)
        print(f"{time.perf_counter() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
