"""Marked texts flattened, and recoveries scored: for the tests and the bench of `recovery`."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from resdiff.model import Mark
from resdiff.recovery import Certainty, Recovery

CRITIC = re.compile(r"\{\+\+(?P<ins>.*?)\+\+\}|\{--(?P<del>.*?)--\}", re.DOTALL)
Piece = tuple[str, Mark]


@dataclass(frozen=True)
class Flattened:
    """A flat text and the truth about it: the mark of every character."""

    name: str
    text: str
    marks: tuple[Mark, ...]

    @property
    def base(self) -> str:
        return self._without(Mark.INSERTED)

    @property
    def new(self) -> str:
        return self._without(Mark.DELETED)

    def _without(self, mark: Mark) -> str:
        return "".join(c for c, m in zip(self.text, self.marks, strict=True) if m is not mark)


def from_pieces(name: str, pieces: Sequence[Piece]) -> Flattened:
    """The pieces run together, in their order."""
    return Flattened(
        name,
        "".join(text for text, _ in pieces),
        tuple(mark for text, mark in pieces for _ in text),
    )


def from_critic(name: str, critic: str) -> Flattened:
    """A text in CriticMarkup run together; a line that is wholly marked takes its end with it."""
    pieces: list[Piece] = []
    at = 0
    for match in CRITIC.finditer(critic):
        pieces.append((critic[at : match.start()], Mark.KEPT))
        mark = Mark.INSERTED if match["ins"] is not None else Mark.DELETED
        pieces.append((match["ins"] or match["del"] or "", mark))
        at = match.end()
    pieces.append((critic[at:], Mark.KEPT))
    return with_line_ends(from_pieces(name, [p for p in pieces if p[0]]))


def with_line_ends(flat: Flattened) -> Flattened:
    """Line ends marked as the lines that they end, where those are marked as a whole."""
    marks = list(flat.marks)
    at = 0
    for line in flat.text.split("\n"):
        stop = at + len(line)
        own = {m for c, m in zip(line, marks[at:stop], strict=True) if not c.isspace()}
        if len(own) == 1 and stop < len(marks):
            marks[stop] = own.pop()
        at = stop + 1
    return Flattened(flat.name, flat.text, tuple(marks))


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_pieces(path: Path) -> list[list[Piece]]:
    """Every paragraph of a tracked Word file's body as pieces, its line end the last."""
    import zipfile

    from lxml import etree

    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return [list(_paragraph(p)) for p in root.iter(W + "p")]


_INSERTED = {W + "ins", W + "moveTo"}
_DELETED = {W + "del", W + "moveFrom"}


def _paragraph(p: object) -> Iterator[Piece]:
    for node in p.iter(W + "t", W + "delText", W + "tab", W + "br"):  # type: ignore[attr-defined]
        parents = []
        up = node.getparent()
        while up is not None and up is not p:
            parents.append(up.tag)
            up = up.getparent()
        if W + "p" in parents or W + "pPr" in parents or up is None:
            continue
        text = {W + "tab": "\t", W + "br": " "}.get(node.tag) or node.text or ""
        marked = [x for x in parents if x in _INSERTED or x in _DELETED]
        if any(x in _INSERTED for x in marked) and any(x in _DELETED for x in marked):
            continue  # inserted and deleted again: in neither edition
        mark = (
            Mark.INSERTED
            if any(x in _INSERTED for x in marked)
            else Mark.DELETED
            if marked
            else Mark.KEPT
        )
        if text:
            yield text.replace("\n", " "), mark
    mark = Mark.KEPT
    properties = p.find(f"{W}pPr/{W}rPr")  # type: ignore[attr-defined]
    if properties is not None:
        if properties.find(W + "ins") is not None:
            mark = Mark.INSERTED
        elif properties.find(W + "del") is not None:
            mark = Mark.DELETED
    yield "\n", mark


def ordered(pieces: Sequence[Piece], order: str, rng: random.Random) -> list[Piece]:
    """The pieces with each neighbouring deletion and insertion in the wanted order."""
    out: list[Piece] = []
    for kept, group in groupby(pieces, key=lambda p: p[1] is Mark.KEPT):
        run = list(group)
        if kept:
            out.extend(run)
            continue
        first = order if order != "mixed" else rng.choice(["old", "new"])
        run.sort(key=lambda p: (p[1] is Mark.DELETED) is (first == "new"))
        out.extend(run)
    return out


def from_word(path: Path, order: str, seed: int = 1) -> Flattened:
    """A tracked Word file run together: "old" or "new" words first, or "mixed", or "as is"."""
    rng = random.Random(seed)
    pieces: list[Piece] = []
    for paragraph in word_pieces(path):
        *text, end = paragraph
        pieces.extend(text if order == "as is" else ordered(text, order, rng))
        pieces.append(end)
    while pieces and pieces[-1][0] == "\n":
        pieces.pop()
    name = f"{path.parent.name}/{path.stem} {order}"
    return with_line_ends(from_pieces(name, [p for p in pieces if p[0]]))


# -- scores ---------------------------------------------------------------------------------------


@dataclass
class Counts:
    """Characters found, characters there, characters right; blanks left out."""

    found: int = 0
    there: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Score:
    """How well a recovery met the truth."""

    insertions: Counts = field(default_factory=Counts)
    deletions: Counts = field(default_factory=Counts)
    classes: dict[Certainty, Counts] = field(default_factory=dict)
    lines: int = 0
    exact: int = 0
    changed: int = 0
    changed_exact: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for mine, its in (
            (self.insertions, other.insertions),
            (self.deletions, other.deletions),
            *((self.classes.setdefault(c, Counts()), n) for c, n in other.classes.items()),
        ):
            mine.found += its.found
            mine.there += its.there
            mine.right += its.right
        self.lines += other.lines
        self.exact += other.exact
        self.changed += other.changed
        self.changed_exact += other.changed_exact


def score(recovery: Recovery, truth: Flattened, blanks: bool = False) -> Score:
    """The recovery held against the truth, character by character."""
    result = Score()
    fates = [(s.mark, s.certainty, s.reason) for s in recovery.stretches for _ in s.text]
    assert recovery.flat == truth.text
    for letter, (mark, certainty, _), right in zip(truth.text, fates, truth.marks, strict=True):
        if letter == "\n" or (letter.isspace() and not blanks):
            continue
        for counts, kind in ((result.insertions, Mark.INSERTED), (result.deletions, Mark.DELETED)):
            counts.found += mark is kind
            counts.there += right is kind
            counts.right += mark is right is kind
        if mark is not Mark.KEPT:
            own = result.classes.setdefault(certainty, Counts())
            own.found += 1
            own.right += mark is right
    _lines(result, fates, truth)
    _wrong(result, recovery, truth)
    return result


def _lines(result: Score, fates: Sequence[tuple[Mark, Certainty, str]], truth: Flattened) -> None:
    at = 0
    for line in truth.text.split("\n"):
        span = range(at, at + len(line))
        letters = [i for i in span if not truth.text[i].isspace()]
        same = all(fates[i][0] is truth.marks[i] for i in letters)
        result.lines += 1
        result.exact += same
        if any(truth.marks[i] is not Mark.KEPT for i in letters):
            result.changed += 1
            result.changed_exact += same
        at += len(line) + 1


def _wrong(result: Score, recovery: Recovery, truth: Flattened) -> None:
    at = 0
    for stretch in recovery.stretches:
        marks = truth.marks[at : at + len(stretch.text)]
        for same, group in groupby(zip(stretch.text, marks, strict=True), key=lambda pair: pair[1]):
            text = "".join(c for c, _ in group)
            if same is not stretch.mark and text.strip():
                result.wrong.append(
                    f"{stretch.certainty.value} {stretch.mark.value} but {same.value}: {text!r}"
                    f" [{stretch.reason}] …{truth.text[max(0, at - 25) : at + 40]!r}"
                )
        at += len(stretch.text)
