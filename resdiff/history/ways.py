"""Where each letter of one document stands in the other, as a comparison has it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from resdiff.model import Change, Clause, Comparison, Document, Edit

Place = tuple[int, int]
"""A clause and a position in its text."""


class Ways:
    """Looks up letters across one comparison.

    Shape:   `forward[c]` for each letter of the old clause `c` its place in the new document, None
             where it went; `backward` the same from new to old.
    """

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.forward: list[list[Place | None]] = _blank(comparison.old)
        self.backward: list[list[Place | None]] = _blank(comparison.new)
        self.changes = (
            {i: n for n, c in enumerate(comparison.changes) for i in c.old},
            {i: n for n, c in enumerate(comparison.changes) for i in c.new},
        )
        for change in comparison.changes:
            if change.old and change.new:
                self._note(change)

    def change_of(self, old: int) -> Change:
        """What became of an old clause."""
        return self.comparison.changes[self.changes[0][old]]

    def came_from(self, new: int) -> Change:
        """What led to a new clause."""
        return self.comparison.changes[self.changes[1][new]]

    def instead(self, old: int, at: int) -> tuple[Edit, tuple[Place, ...]] | None:
        """The edit that took a letter away, and the letters that stand in its place; None where
        its clause is gone or it was kept."""
        change = self.change_of(old)
        if not change.new:
            return None
        here = _offset(self.comparison.old.clauses, change.old, old) + at
        edit = next((e for e in change.edits if e.old_start <= here < e.old_stop), None)
        if edit is None:
            return None
        places = _places(self.comparison.new.clauses, change.new)[edit.new_start : edit.new_stop]
        return edit, tuple(x for x in places if x is not None)

    def _note(self, change: Change) -> None:
        olds = _places(self.comparison.old.clauses, change.old)
        news = _places(self.comparison.new.clauses, change.new)
        old, new = (
            "\n".join(document.clauses[i].text for i in clauses)
            for document, clauses in (
                (self.comparison.old, change.old),
                (self.comparison.new, change.new),
            )
        )
        at_old = at_new = 0
        for edit in (*change.edits, Edit(len(old), len(old), len(new), len(new))):
            kept = olds[at_old : edit.old_start], news[at_new : edit.new_start]
            texts = old[at_old : edit.old_start], new[at_new : edit.new_start]
            self._pair(*texts, *kept)
            at_old, at_new = edit.old_stop, edit.new_stop

    def _pair(
        self, old: str, new: str, olds: Sequence[Place | None], news: Sequence[Place | None]
    ) -> None:
        """Notes a kept stretch; where its spelling differs, what replaces is what was replaced."""
        if len(old) == len(new):
            pairs = list(zip(range(len(old)), range(len(new)), strict=True))
        else:
            matcher = SequenceMatcher(None, old, new, autojunk=False)
            pairs = [
                (i, min(j + i - i0, j1 - 1))
                for _, i0, i1, j, j1 in matcher.get_opcodes()
                for i in range(i0, i1)
                if j < j1
            ]
        for i, j in pairs:
            one, other = olds[i], news[j]
            if one is not None and other is not None:
                self.forward[one[0]][one[1]] = other
                self.backward[other[0]][other[1]] = one


def text_at(document: Document, places: Sequence[Place]) -> str:
    """The letters at these places."""
    return "".join(document.clauses[c].text[at] for c, at in places)


def _blank(document: Document) -> list[list[Place | None]]:
    return [[None] * len(clause.text) for clause in document.clauses]


def _places(clauses: Sequence[Clause], several: Sequence[int]) -> list[Place | None]:
    """The places of the clauses' texts joined with LF; None for the joints."""
    found: list[Place | None] = []
    for number, index in enumerate(several):
        if number:
            found.append(None)
        found.extend((index, at) for at in range(len(clauses[index].text)))
    return found


def _offset(clauses: Sequence[Clause], several: Sequence[int], wanted: int) -> int:
    """Where one of several clauses begins in their joined text."""
    before = several[: several.index(wanted)]
    return sum(len(clauses[i].text) + len("\n") for i in before)
