"""Takes a flat text apart with one edition known: what it lacks by alignment, what the other lacks
by evidence, the strongest evidence first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from resdiff.model import Mark
from resdiff.recovery.evidence import chinese, conferences, doubts, echoes, lists, pairs, words
from resdiff.recovery.sheet import Finding, Run, Sheet

Rule = Callable[[Sheet, Run], Finding | None]

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


def infer(sheet: Sheet) -> None:
    """Notes on the sheet which known characters the other edition does not have."""
    if not sheet.runs:
        return  # the other edition has nothing of its own: nothing says that anything changed
    settled = _firm(sheet)
    for finding in (*lists.struck_by_numbering(sheet), *echoes.repeated(sheet)):
        sheet.add(finding)
    for finding in (*lists.struck_by_ends(sheet), *echoes.split_off(sheet)):
        sheet.add(finding)
    _loose(sheet, settled)
    for finding in (
        *conferences.empty_notes(sheet),
        *conferences.outdated(sheet),
        *conferences.history(sheet),
    ):
        sheet.add(finding)
    if sheet.language == "zh":
        for finding in chinese.towards(sheet):
            sheet.add(finding)
    _line_ends(sheet)
    for run in sheet.partial():
        if run not in settled:
            for finding in doubts.doubts(sheet, run):
                sheet.add(finding)


def _firm(sheet: Sheet) -> dict[Run, Finding]:
    """What the firm rules find, run by run."""
    settled: dict[Run, Finding] = {}
    for rule in FIRM:
        for run in sheet.partial():
            if run in settled:
                continue
            finding = rule(sheet, run)
            if finding is not None:
                settled[run] = finding
                sheet.add(finding)
    return settled


def _loose(sheet: Sheet, settled: dict[Run, Finding]) -> None:
    """What is left: words that run together, and in Chinese words beside words."""
    vocabulary = words.vocabulary(sheet)
    waiting = [run for run in sheet.partial() if run not in settled]
    for run in waiting:
        finding = words.glued(sheet, run, vocabulary)
        if finding is not None:
            settled[run] = finding
            sheet.add(finding)
    spare_first = spare_stands_first(settled)
    if sheet.language != "zh" or spare_first is None:
        return
    for run in waiting:
        if run not in settled:
            finding = chinese.replaced(sheet, run, spare_first)
            if finding is not None:
                settled[run] = finding
                sheet.add(finding)


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


def order(sheet: Sheet) -> str:
    """How the text puts old and new words side by side: "old first", "new first", "mixed", ""."""
    old_first = new_first = 0
    for run in sheet.partial():
        before = run.start > 0 and sheet.spare[run.start - 1] is not None
        after = run.stop < len(sheet.flat) and sheet.spare[run.stop] is not None
        if before == after:
            continue
        if before is (sheet.known is Mark.DELETED):
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


def _line_ends(sheet: Sheet) -> None:
    """A line that went whole takes its line end with it."""
    for line in sheet.lines:
        if not sheet.is_spare(line):
            continue
        finding = next(f for i in range(line.start, line.stop) if (f := sheet.spare[i]))
        if line.stop < len(sheet.flat) and sheet.held[line.stop]:
            sheet.add(Finding(line.start, line.stop + 1, finding.certainty, finding.reason))
        else:
            sheet.add(Finding(line.start, line.stop, finding.certainty, finding.reason))
