"""The flat text beside the one edition that is known: what that edition accounts for, and what is
found about the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from resdiff.model import Mark
from resdiff.recovery.values import Certainty
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Characters of the known text that the other edition does not have, and what says so."""

    start: int
    stop: int
    certainty: Certainty
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the flat text, its line end left out."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that the known text does not have, within one line of it."""

    start: int
    stop: int
    line: Line


@dataclass(slots=True)
class Collation:
    """A flat text while it is taken apart.

    Shape:   `held[i]` whether the known edition has character i; `margins[i]`, where it has not,
             how much worse every reading is in which it has; `spare[i]` the finding that the
             other edition does not have it. `known` says which edition is known: marks of what it
             lacks are `extra_mark`, marks of what is inferred `spare_mark`.
    """

    flat: str
    language: str
    held: list[bool]
    margins: list[int]
    known: Mark = Mark.DELETED  # the mark of text that only the known edition has
    spare: list[Finding | None] = field(default_factory=list)
    lines: tuple[Line, ...] = ()
    runs: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        self.spare = [None] * len(self.flat)
        self.lines = tuple(lines_of(self.flat))
        self.runs = tuple(self._runs())

    @property
    def extra_mark(self) -> Mark:
        """What becomes of characters that the known edition does not have."""
        return Mark.INSERTED if self.known is Mark.DELETED else Mark.DELETED

    def _runs(self) -> Iterator[Run]:
        for line in self.lines:
            at = line.start
            while at < line.stop:
                if self.held[at]:
                    at += 1
                    continue
                stop = at
                while stop < line.stop and not self.held[stop]:
                    stop += 1
                yield Run(at, stop, line)
                at = stop

    def is_extra(self, line: Line) -> bool:
        """Whether the known edition has nothing of that line but blanks."""
        return line.start < line.stop and not any(
            self.held[i] and not self.flat[i].isspace() for i in range(line.start, line.stop)
        )

    def is_spare(self, line: Line) -> bool:
        """Whether the other edition has nothing of that line but blanks."""
        letters = [i for i in range(line.start, line.stop) if not self.flat[i].isspace()]
        return bool(letters) and all(self.gone(i) for i in letters)

    def partial(self) -> Iterator[Run]:
        """The runs in lines that the known edition has in part."""
        return (run for run in self.runs if not self.is_extra(run.line))

    def left(self, run: Run) -> int:
        """Where the held stretch that ends at the run begins; the run's start if there is none."""
        at = run.start
        while at > run.line.start and self.held[at - 1]:
            at -= 1
        return at

    def right(self, run: Run) -> int:
        """Where the held stretch that begins at the run's end stops."""
        at = run.stop
        while at < run.line.stop and self.held[at]:
            at += 1
        return at

    def add(self, finding: Finding) -> None:
        """Notes a finding; what was found before, or is not held, stays as it is."""
        for i in range(finding.start, finding.stop):
            if self.held[i] and self.spare[i] is None:
                self.spare[i] = finding

    def known_line(self, line: Line) -> str:
        """The line as the known edition has it."""
        return "".join(self.flat[i] for i in range(line.start, line.stop) if self.held[i])

    def other_line(self, line: Line) -> str:
        """The line as the other edition has it, by what is found so far."""
        return "".join(self.flat[i] for i in range(line.start, line.stop) if not self.gone(i))

    def gone(self, i: int) -> bool:
        """Whether the other edition does not have that character, by what is found so far."""
        finding = self.spare[i]
        return finding is not None and finding.certainty is not Certainty.UNDETERMINED


def lines_of(flat: str) -> Iterator[Line]:
    """The lines of a text."""
    at = 0
    for text in flat.split("\n"):
        yield Line(at, at + len(text))
        at += len(text) + 1
