"""How several proposals meet at one clause of the base."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from resdiff.consolidator.values import Meeting
from resdiff.differ.endings import whole_word
from resdiff.model import Change, Comparison, Edit, Status

Wording = tuple[int, int, str]
"""An edit of a base text: its start, its stop, what stands there instead, blanks folded."""


def meeting(
    clause: int, changes: Mapping[str, tuple[Comparison, Change]]
) -> tuple[Meeting, tuple[str, ...]]:
    """How those who change a clause meet, and who of them change the same words differently.

    Shape:   `changes` the change of each author that touches the clause.
    """
    if len(changes) < 2:
        return (Meeting.ONE if changes else Meeting.NONE), ()
    said = {author: _wordings(clause, *found) for author, found in changes.items()}
    if len(set(said.values())) == 1 and len({_label(*x) for x in changes.values()}) == 1:
        return Meeting.AGREED, ()
    clash = {
        author
        for pair in combinations(said, 2)
        if _clash(said[pair[0]], said[pair[1]])
        for author in pair
    }
    if clash:
        return Meeting.CONFLICT, tuple(x for x in said if x in clash)
    return Meeting.APART, ()


def _wordings(clause: int, comparison: Comparison, change: Change) -> tuple[Wording, ...]:
    """What a change makes of the clause's own text, in whole words."""
    old = comparison.old.clauses[clause].text
    if change.status is Status.DELETED:
        return ((0, len(old) + 1, ""),)
    new = "\n".join(comparison.new.clauses[i].text for i in change.new)
    joined = "\n".join(comparison.old.clauses[i].text for i in change.old)
    before = 0
    for index in change.old:
        if index == clause:
            break
        before += len(comparison.old.clauses[index].text) + 1
    return tuple(
        (
            max(edit.old_start - before, 0),
            min(edit.old_stop - before, len(old) + 1),
            " ".join(new[edit.new_start : edit.new_stop].split()),
        )
        for edit in (whole_word(e, joined, new) for e in change.edits)
        if _within(edit, before, before + len(old))
    )


def _within(edit: Edit, start: int, stop: int) -> bool:
    return edit.old_start <= stop and edit.old_stop >= start


def _label(comparison: Comparison, change: Change) -> tuple[str, ...]:
    return tuple(comparison.new.clauses[i].label for i in change.new)


def _clash(first: tuple[Wording, ...], second: tuple[Wording, ...]) -> bool:
    shared = set(first) & set(second)
    return any(
        _touch(x, y) for x in first if x not in shared for y in second if y not in shared
    ) or any(_touch(x, y) for x in shared for y in (*first, *second) if y not in shared)


def _touch(one: Wording, other: Wording) -> bool:
    """Whether two edits change the same words, or put words at the same point."""
    if one[0] == one[1] and other[0] == other[1]:
        return one[0] == other[0]
    return one[0] < other[1] and other[0] < one[1]
