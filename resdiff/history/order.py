"""The stories in the order in which a reader wants them: what fell, where it stood."""

from __future__ import annotations

from collections.abc import Iterator

from resdiff.history.lines import Lines
from resdiff.history.values import History, Story
from resdiff.model import Document, Kind
from resdiff.values import dataclass

_FLUSH = frozenset({Kind.CALL, Kind.ANNEX, Kind.HEADING})


@dataclass(frozen=True, slots=True)
class Placed:
    """A story in its place. Shape: `level` counts the items that enclose it."""

    story: Story
    level: int


def in_order(history: History) -> Iterator[Placed]:
    """The clauses of the last edition in its order; each that fell after the nearest clause that
    stood before it and lived on where it was.
    """
    after: dict[int, list[Story]] = {}
    lines = Lines(history.comparisons)
    anchors = [_anchors(history, lines, edition) for edition in range(history.last)]
    for story in history.fallen:
        after.setdefault(anchors[story.edition][story.clause], []).append(story)
    for stories in after.values():
        stories.sort(key=lambda x: (x.edition, x.clause))
    yield from (_placed(history, x) for x in after.get(-1, ()))
    for story in history.stories:
        yield _placed(history, story)
        yield from (_placed(history, x) for x in after.get(story.clause, ()))


def _anchors(history: History, lines: Lines, edition: int) -> list[int]:
    """For each clause of an edition the clause of the last one after which it would stand; -1 for
    the beginning. Notes stand apart and hold nothing."""
    found, at = [], -1
    for index, clause in enumerate(history.editions[edition].clauses):
        found.append(at)
        if clause.kind is not Kind.NOTE and not _moved(history, lines, edition, index):
            at = lines.heirs(edition, index)[1][-1]
    return found


def _moved(history: History, lines: Lines, edition: int, clause: int) -> bool:
    """Whether a clause, or what became of it, changed its place later, or fell."""
    while edition < history.last:
        change = history.comparisons[edition].changes[lines.went[edition][clause]]
        if change.moved or not change.new:
            return True
        edition, clause = edition + 1, change.new[-1]
    return False


def _placed(history: History, story: Story) -> Placed:
    return Placed(story, level(history.editions[story.edition], story.clause))


def level(document: Document, index: int) -> int:
    """How many items enclose a clause: calls, annexes and headings do not indent."""
    found, parent = 0, document.clauses[index].parent
    while parent >= 0:
        found += document.clauses[parent].kind not in _FLUSH
        parent = document.clauses[parent].parent
    return found
