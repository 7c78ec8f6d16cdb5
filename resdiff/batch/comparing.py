"""The second job: a pair compared and rendered. Runs in a worker; bytes in, bytes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from resdiff import api
from resdiff.batch.reading import failure
from resdiff.batch.values import Failure, Options, Outcome, Output, Row, Symbol
from resdiff.model import (
    Change,
    Comparison,
    Document,
    Edition,
    Instrument,
    Nature,
    Redline,
    Status,
    Work,
)
from resdiff.renderers.summary import CLAUSES, HEAD, is_plain
from resdiff.values import dataclass

COMMON = 0.2  # share of clauses that two texts of one resolution have in common at least; a choice


@dataclass(frozen=True, slots=True)
class CompareJob:
    """Two files to be compared; no path in it, so a worker needs none of our disks."""

    old_name: str
    old_data: bytes = field(repr=False)
    new_name: str
    new_data: bytes = field(repr=False)
    options: Options


def compare(job: CompareJob) -> Outcome:
    """What came of the pair; a format that fails does not cost the others.

    Raises:  nothing: one bad pair must not stop the rest.
    """
    try:
        old = api.read(job.old_data, job.old_name)
        new = api.read(job.new_data, job.new_name)
        redline = _woven(old, new, "html", job.options)
        rows = tuple(_rows(redline.comparison))
    except Exception as error:
        return Outcome(failures=(failure(error),))
    outputs, failures = _rendered(old, new, redline, job.options)
    notices = (*old.notices, *new.notices, *redline.comparison.notices)
    return Outcome(
        rows=rows,
        outputs=tuple(outputs),
        notices=tuple(dict.fromkeys(notice.message for notice in notices)),
        doubts=tuple(_doubts(rows)),
        characters=sum(len(clause.text) for d in (old, new) for clause in d.clauses),
        failures=tuple(failures),
    )


def _woven(old: Document, new: Document, format: str, options: Options) -> Redline:
    return api.redline(old, new, format, options.author, options.date, api.differing(format))


def _rendered(
    old: Document, new: Document, redline: Redline, options: Options
) -> tuple[list[Output], list[Failure]]:
    """Every format's bytes; what is to be read is woven once, what must be exact once more."""
    outputs: list[Output] = []
    failures: list[Failure] = []
    for format in options.formats:
        try:
            shown = redline if format in api.TO_READ else _woven(old, new, format, options)
            outputs.append(Output(format, api.render(shown, format)))
        except Exception as error:
            failures.append(failure(error))
    return outputs, failures


def _doubts(rows: Iterable[Row]) -> Iterator[str]:
    """Whether two texts of one number are hardly the same text."""
    for row in rows:
        both = row.unchanged + row.changed
        if row.symbol == Symbol.MOD and both < COMMON * (both + min(row.inserted, row.deleted)):
            yield f"hardly a clause in common: {both} of {both + row.deleted}"


# ---------------------------------------------------------------------- one line a resolution


def _rows(comparison: Comparison) -> Iterator[Row]:
    """A row for each instrument of the new side, then for each of the old that is gone."""
    twins = _twins(comparison)
    groups: dict[tuple[int, int], list[Change]] = {}
    for new in range(len(comparison.new.instruments)):
        groups[twins.get(new, -1), new] = []
    for old in range(len(comparison.old.instruments)):
        if old not in twins.values():
            groups[old, -1] = []
    for change in comparison.changes:
        home = _home(comparison, change, twins)
        if home is not None:
            groups[home].append(change)
    if not groups:
        groups[-1, -1] = list(comparison.changes)
    for (old, new), changes in groups.items():
        yield _row(comparison, old, new, changes)


def _twins(comparison: Comparison) -> dict[int, int]:
    """The old instrument of each new one that has one: the one most of its clauses come from.

    Shape:   no old instrument stands twice; the pairs with most clauses in common come first. Of
             several, only those that may be one work are twins: two resolutions of one pattern
             have much in common.
    """
    olds, news = comparison.old.instruments, comparison.new.instruments
    lone = len(olds) == len(news) == 1
    votes = Counter(
        (comparison.old.clauses[change.old[0]].instrument, new)
        for change in comparison.changes
        if change.old and change.new
        for new in [comparison.new.clauses[change.new[0]].instrument]
    )
    twins: dict[int, int] = {}
    for (old, new), _ in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
        if min(old, new) < 0 or new in twins or old in twins.values():
            continue
        if lone or _may_be_one(olds[old].work, news[new].work):
            twins[new] = old
    return twins


def _may_be_one(old: Work, new: Work) -> bool:
    return old.number == new.number or not (old.number and new.number)


def _home(comparison: Comparison, change: Change, twins: dict[int, int]) -> tuple[int, int] | None:
    """The row a change is counted in; none for what stands around the instruments."""
    if change.new:
        new = comparison.new.clauses[change.new[0]].instrument
        return (twins.get(new, -1), new) if new >= 0 else None
    old = comparison.old.clauses[change.old[0]].instrument
    after = {was: now for now, was in twins.items()}
    return (old, after.get(old, -1)) if old >= 0 else None


def _row(comparison: Comparison, old: int, new: int, changes: Sequence[Change]) -> Row:
    before = comparison.old.instruments[old] if old >= 0 else None
    after = comparison.new.instruments[new] if new >= 0 else None
    named = after or before
    work = named.work if named else Work("", "", "")
    was = before.edition if before else Edition()
    now = after.edition if after else Edition()
    formed = named is not None
    clauses = [c for c in changes if not formed or _kind(comparison, c) in CLAUSES]
    head = [c for c in changes if formed and _kind(comparison, c) in HEAD]
    fates = Counter(fate for change in clauses for fate in _fates(change))
    touched = sum(not is_plain(change) for change in head)
    return Row(
        body=work.body,
        kind=work.kind,
        number=work.number,
        language=_language(comparison, named),
        title=" ".join(named.title.split()) if named else "",
        old_place=was.place,
        old_year=was.year,
        new_place=now.place,
        new_year=now.year,
        symbol=_symbol(before, after, touched, clauses),
        head=touched,
        **{name: fates[name] for name in COUNTS},
    )


COUNTS = (
    *(status.value for status in Status),
    "renumbered",
    "moved",
    *(nature.value for nature in (Nature.CITATION, Nature.EDITORIAL, Nature.SUBSTANTIVE)),
)


def _language(comparison: Comparison, named: Instrument | None) -> str:
    spoken = comparison.new.language or comparison.old.language
    return (named.language if named else "") or spoken


def _kind(comparison: Comparison, change: Change) -> str:
    if change.new:
        return comparison.new.clauses[change.new[0]].kind
    return comparison.old.clauses[change.old[0]].kind


def _fates(change: Change) -> Iterator[str]:
    yield change.status.value
    if change.renumbered:
        yield "renumbered"
    if change.moved:
        yield "moved"
    if not is_plain(change) and change.nature is not Nature.RENUMBERED:
        yield change.nature.value  # a label alone was counted as renumbered


def _symbol(
    before: Instrument | None, after: Instrument | None, head: int, clauses: Iterable[Change]
) -> str:
    """The whole text's symbol; texts that are no instruments are MOD or NOC."""
    if before is None and after is not None:
        return Symbol.ADD
    if after is None and before is not None:
        return Symbol.SUP
    same = not head and all(is_plain(change) for change in clauses)
    return Symbol.NOC if same else Symbol.MOD
