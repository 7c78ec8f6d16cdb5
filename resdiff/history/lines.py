"""The lines of descent: which clause of one edition became which of the next."""

from __future__ import annotations

from collections.abc import Sequence

from resdiff.history.values import Step
from resdiff.model import Change, Comparison


class Lines:
    """Looks up what led to a clause, and what became of it.

    Shape:   `came[e][c]` the change of comparison `e - 1` that led to clause `c` of edition `e`;
             `went[e][c]` the change of comparison `e` that says what became of it.
    """

    def __init__(self, comparisons: Sequence[Comparison]) -> None:
        self.comparisons = comparisons
        self.came: list[dict[int, int]] = [{}]
        self.went: list[dict[int, int]] = []
        for comparison in comparisons:
            changes = list(enumerate(comparison.changes))
            self.came.append({index: n for n, change in changes for index in change.new})
            self.went.append({index: n for n, change in changes for index in change.old})

    def fallen(self) -> list[tuple[int, int]]:
        """Edition and clause of everything that the next edition no longer has."""
        return [
            (edition, change.old[0])
            for edition, comparison in enumerate(self.comparisons)
            for change in comparison.changes
            if not change.new
        ]

    def steps(self, edition: int, clause: int) -> tuple[Step, ...]:
        """The life of a clause up to that edition, the earliest first."""
        found: list[Step] = []
        clauses: tuple[int, ...] = (clause,)
        while clauses:
            numbers = [self.came[edition][c] for c in clauses] if edition else []
            changes = tuple(dict.fromkeys(numbers))
            older = sorted({c for n in changes for c in self._change(edition, n).old})
            found.append(Step(edition, clauses, changes if older else ()))
            edition, clauses = edition - 1, tuple(older)
        return tuple(found[::-1])

    def heirs(self, edition: int, clause: int) -> tuple[int, tuple[int, ...]]:
        """Where a clause's line ends: the last edition it reaches, and its clauses there."""
        clauses: tuple[int, ...] = (clause,)
        while edition < len(self.comparisons):
            numbers = dict.fromkeys(self.went[edition][c] for c in clauses)
            next_ = [c for n in numbers for c in self.comparisons[edition].changes[n].new]
            if not next_:
                break
            edition, clauses = edition + 1, tuple(next_)
        return edition, clauses

    def _change(self, edition: int, number: int) -> Change:
        return self.comparisons[edition - 1].changes[number]
