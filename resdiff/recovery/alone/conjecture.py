"""A flat text with no edition beside it, while it is looked at."""

from __future__ import annotations

from dataclasses import field

from resdiff.model import Mark
from resdiff.recovery.collation import Line, lines_of
from resdiff.recovery.evidence.conferences import Meeting
from resdiff.recovery.fates import KEPT, Fate
from resdiff.recovery.values import Certainty
from resdiff.values import dataclass


@dataclass(slots=True)
class Conjecture:
    """A flat text, and what is made of each of its characters.

    Shape:   `old_first` the habit of the text, None where it has none; `old`, `new` the meetings of
             its two editions, where the head of the text says them.
    """

    flat: str
    language: str
    fates: list[Fate] = field(default_factory=list)
    lines: tuple[Line, ...] = ()
    old_first: bool | None = None
    old: Meeting | None = None
    new: Meeting | None = None

    def __post_init__(self) -> None:
        self.fates = [KEPT] * len(self.flat)
        self.lines = tuple(lines_of(self.flat))

    def mark(self, start: int, stop: int, mark: Mark, reason: str) -> None:
        """Says what becomes of a stretch that nothing was said of yet."""
        for i in range(start, stop):
            if self.fates[i] == KEPT:
                self.fates[i] = (mark, Certainty.PROBABLE, reason)

    def doubt(self, start: int, stop: int, reason: str) -> None:
        """Shows a stretch as doubtful and leaves it as it is."""
        for i in range(start, stop):
            if self.fates[i] == KEPT:
                self.fates[i] = (Mark.KEPT, Certainty.UNDETERMINED, reason)

    def whole(self, start: int, stop: int, mark: Mark, reason: str) -> None:
        """Says that a line is one edition's; whose, only where the text has a habit."""
        if self.old_first is None:
            self.doubt(
                start, stop, f"{reason}; nothing says in which of the two editions it stands"
            )
        else:
            self.mark(start, stop, mark, reason)

    def pair(self, start: int, middle: int, stop: int, old_first: bool | None, reason: str) -> None:
        """Says that one of two things that stand side by side is old and the other new."""
        if old_first is None:
            self.doubt(start, stop, f"{reason}; nothing says which of the two is new")
            return
        first, second = Mark.DELETED, Mark.INSERTED
        if not old_first:
            first, second = second, first
        self.mark(start, middle, first, reason)
        self.mark(middle, stop, second, reason)

    def view(self, line: Line, without: Mark) -> str:
        """The line as one edition has it, by what is found so far."""
        return "".join(
            self.flat[i] for i in range(line.start, line.stop) if self.fates[i][0] is not without
        )
