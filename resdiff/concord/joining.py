"""Joins the rows of the old sides and of the new ones: one row a clause, a cell a voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import field

from resdiff.concord.aligning import profile
from resdiff.concord.facts import unmarked
from resdiff.concord.sides import Side, groups
from resdiff.concord.values import Fate
from resdiff.model import Comparison, Nature
from resdiff.values import dataclass

Rows = list[list[int]]


@dataclass(slots=True)
class Joint:
    """A clause in all voices: the indices of its old and its new side a voice, -1 for none.

    Shape:   `fates` a fate a voice; `soft` the voices that change nothing but form.
    """

    old: list[int]
    new: list[int]
    fates: list[Fate] = field(default_factory=list)
    soft: set[int] = field(default_factory=set)

    @property
    def present(self) -> list[int]:
        """The voices that have the clause in their new text."""
        return [voice for voice, index in enumerate(self.new) if index >= 0]


def joined(
    news: Sequence[Side], olds: Sequence[Side | None], comparisons: Sequence[Comparison | None]
) -> list[Joint]:
    """All clauses of all voices, each in one row, in the order of the new texts; what all delete
    stands behind what preceded it.
    """
    old_rows = _rows(olds, [{} for _ in olds])
    places = _places(old_rows, len(olds))
    links = [_links(one) for one in comparisons]
    bonds: list[dict[int, int] | None] = [
        None
        if comparison is None
        else {new: places[voice].get(old, -1) for new, old in links[voice].items()}
        for voice, comparison in enumerate(comparisons)
    ]
    new_rows = _rows(news, bonds)
    joints = _woven(old_rows, new_rows, _chosen(new_rows, bonds))
    _brought_home(joints, links)
    for joint in joints:
        _judge(joint, comparisons, links)
    return [joint for joint in joints if max(*joint.old, *joint.new) >= 0]


def _rows(sides: Sequence[Side | None], bonds: Sequence[dict[int, int] | None]) -> Rows:
    """The clauses of one side in rows, instrument by instrument."""
    rows: Rows = []
    for group in groups(sides):
        sketches = [
            [side.sketch(index, None if own is None else own.get(index, -1)) for index in indices]
            if side is not None
            else []
            for side, own, indices in zip(sides, bonds, group, strict=True)
        ]
        for row in profile(sketches):
            rows.append([group[v][at] if at >= 0 else -1 for v, at in enumerate(row)])
    return rows


def _places(rows: Rows, voices: int) -> list[dict[int, int]]:
    """For each voice the row in which a clause stands."""
    return [
        {row[voice]: at for at, row in enumerate(rows) if row[voice] >= 0}
        for voice in range(voices)
    ]


def _links(comparison: Comparison | None) -> dict[int, int]:
    """For each new clause the old one it comes from; of a split or a merger the first."""
    if comparison is None:
        return {}
    return {c.new[0]: c.old[0] for c in comparison.changes if c.old and c.new}


def _chosen(new_rows: Rows, bonds: Sequence[dict[int, int] | None]) -> dict[int, int]:
    """For each new row the old row that most voices say it comes from; an old row is given once."""
    votes: list[tuple[int, int, int]] = []
    for at, row in enumerate(new_rows):
        said = Counter(
            own.get(index, -1)
            for own, index in zip(bonds, row, strict=True)
            if own is not None and index >= 0
        )
        for old, count in said.items():
            if old >= 0 and count >= said[-1]:
                votes.append((-count, at, old))
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, old in sorted(votes):
        if at not in chosen and old not in taken:
            chosen[at] = old
            taken.add(old)
    return chosen


def _woven(old_rows: Rows, new_rows: Rows, chosen: dict[int, int]) -> list[Joint]:
    """The rows in new order, each row of the old sides alone behind the one it followed there."""
    empty = [-1] * len((new_rows or old_rows)[0]) if new_rows or old_rows else []
    new_of = {old: new for new, old in chosen.items()}
    behind: dict[int, list[Joint]] = {}
    last = -1
    for at, row in enumerate(old_rows):
        if at in new_of:
            last = new_of[at]
        else:
            behind.setdefault(last, []).append(Joint(row, list(empty)))
    found = behind.pop(-1, [])
    for at, row in enumerate(new_rows):
        old = old_rows[chosen[at]] if at in chosen else list(empty)
        found.append(Joint(list(old), row))
        found.extend(behind.get(at, ()))
    return found


def _brought_home(joints: Sequence[Joint], links: Sequence[dict[int, int]]) -> None:
    """Puts a clause that one voice leaves where it was into the row in which the others move it."""
    home = [{j.old[v]: j for j in joints if j.old[v] >= 0} for v in range(len(links))]
    for joint in joints:
        for voice in joint.present:
            own = home[voice].get(links[voice].get(joint.new[voice], -1))
            if own is None or own is joint or own.new[voice] >= 0:
                continue
            if 2 * len(joint.present) < len(links) and joint.old[voice] < 0:
                own.new[voice], joint.new[voice] = joint.new[voice], -1


def _judge(
    joint: Joint,
    comparisons: Sequence[Comparison | None],
    links: Sequence[dict[int, int]],
) -> None:
    """Says what became of the clause in each voice: by its words, whatever else was paired. One
    that a voice leaves where it was, and also has where the others move it, is no insertion.
    """
    for voice, comparison in enumerate(comparisons):
        new = joint.new[voice]
        old = joint.old[voice]
        if old < 0 and len(joint.present) == 1:
            old = links[voice].get(new, -1)
        joint.fates.append(_fate(comparison, old, new))
        if joint.fates[-1] is Fate.CHANGED and comparison is not None:
            natures = {c.nature for c in comparison.changes if new in c.new}
            if natures <= {Nature.EDITORIAL, Nature.NONE, Nature.RENUMBERED}:
                joint.soft.add(voice)


def _fate(comparison: Comparison | None, old: int, new: int) -> Fate:
    if old < 0 and new < 0:
        return Fate.ABSENT
    if comparison is None:
        return Fate.KEPT
    if old < 0:
        return Fate.INSERTED
    if new < 0:
        return Fate.DELETED
    was, now = comparison.old.clauses[old], comparison.new.clauses[new]
    same = unmarked(was).split() == unmarked(now).split() and len(was.marks) == len(now.marks)
    return Fate.KEPT if same else Fate.CHANGED
