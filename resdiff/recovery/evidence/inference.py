"""Takes a flat text apart with one edition known: what it lacks by alignment, what the other lacks
by evidence, the strongest evidence first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from resdiff.model import Mark
from resdiff.recovery.collation import Collation, Finding, Run
from resdiff.recovery.evidence import (
    chinese,
    conferences,
    doubts,
    echoes,
    lists,
    notes,
    pairs,
    words,
)

Rule = Callable[[Collation, Run], Finding | None]

FIRM: tuple[Rule, ...] = (
    lists.doubled,
    pairs.edition,
    pairs.spelling,
    pairs.punctuation,
    lists.references,
    pairs.call,
    words.reordered,
    echoes.merged_end,
)
"""Rules for one run that say themselves on which side the old words stand; the first that finds
something wins."""


def infer(collation: Collation) -> None:
    """Finds which known characters the other edition does not have."""
    if not collation.runs:
        return  # the other edition has nothing of its own: nothing says that anything changed
    settled = _firm(collation)
    for finding in (*lists.struck_by_numbering(collation), *echoes.repeated(collation)):
        collation.add(finding)
    for finding in (*lists.struck_by_ends(collation), *echoes.split_off(collation)):
        collation.add(finding)
    _loose(collation, settled)
    for finding in (
        *notes.empty_notes(collation),
        *conferences.outdated(collation),
        *conferences.history(collation),
    ):
        collation.add(finding)
    if collation.language == "zh":
        for finding in chinese.towards(collation):
            collation.add(finding)
    _line_ends(collation)
    for run in collation.partial():
        if run not in settled:
            for finding in doubts.doubts(collation, run):
                collation.add(finding)


def _firm(collation: Collation) -> dict[Run, Finding]:
    """What the firm rules find, run by run."""
    settled: dict[Run, Finding] = {}
    for rule in FIRM:
        for run in collation.partial():
            if run in settled:
                continue
            finding = rule(collation, run)
            if finding is not None:
                settled[run] = finding
                collation.add(finding)
    return settled


def _loose(collation: Collation, settled: dict[Run, Finding]) -> None:
    """What is left: words that run together, and in Chinese words beside words."""
    frequent = words.frequencies(collation)
    waiting = [run for run in collation.partial() if run not in settled]
    for run in waiting:
        finding = words.glued(collation, run, frequent)
        if finding is not None:
            settled[run] = finding
            collation.add(finding)
    spare_first = spare_stands_first(settled)
    if collation.language != "zh" or spare_first is None:
        return
    for run in waiting:
        if run not in settled:
            finding = chinese.replaced(collation, run, spare_first)
            if finding is not None:
                settled[run] = finding
                collation.add(finding)


_FEW = 3  # findings; fewer say nothing of a text's habit
MOST = 0.8
"""The share of places that must agree before an order is a text's habit."""


def spare_stands_first(settled: dict[Run, Finding]) -> bool | None:
    """Whether the known edition's words stand before the other's; None where that varies."""
    votes = Counter(finding.start < run.start for run, finding in settled.items())
    total = votes.total()
    if total < _FEW:
        return None
    for first in (True, False):
        if votes[first] >= MOST * total:
            return first
    return None


def order(collation: Collation) -> str:
    """How the text puts old and new words side by side: "old first", "new first", "mixed", ""."""
    old_first = new_first = 0
    for run in collation.partial():
        before = run.start > 0 and collation.spare[run.start - 1] is not None
        after = run.stop < len(collation.flat) and collation.spare[run.stop] is not None
        if before == after:
            continue
        if before is (collation.known is Mark.DELETED):
            old_first += 1
        else:
            new_first += 1
    return order_of(old_first, new_first)


def order_of(old_first: int, new_first: int) -> str:
    """The name of an order, from how often each was seen."""
    if not old_first + new_first:
        return ""
    share = old_first / (old_first + new_first)
    return "old first" if share >= MOST else "new first" if share <= 1 - MOST else "mixed"


def _line_ends(collation: Collation) -> None:
    """A line that went whole takes its line end with it."""
    for line in collation.lines:
        if not collation.is_spare(line):
            continue
        finding = next(f for i in range(line.start, line.stop) if (f := collation.spare[i]))
        if line.stop < len(collation.flat) and collation.held[line.stop]:
            collation.add(Finding(line.start, line.stop + 1, finding.certainty, finding.reason))
        else:
            collation.add(Finding(line.start, line.stop, finding.certainty, finding.reason))
