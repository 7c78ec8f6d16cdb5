"""What changed, counted and listed once for every renderer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from resdiff.model import (
    Change,
    Clause,
    Comparison,
    Document,
    Instrument,
    Kind,
    Nature,
    Status,
)
from resdiff.values import dataclass

CLAUSES = frozenset(
    {Kind.CALL, Kind.ITEM, Kind.PARAGRAPH, Kind.ANNEX, Kind.HEADING, Kind.NOTE, Kind.CELL}
)
HEAD = frozenset({Kind.NUMBER, Kind.TITLE, Kind.HISTORY, Kind.ADOPTING})
CALL_ENDS = " ,،，:："  # what a call line ends with and a clause's name does not: "учитывая, b)"
COUNTED = ("changed", "inserted", "deleted", "renumbered", "moved")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many clauses met each fate.

    Shape:   `unchanged`, `changed`, `inserted`, `deleted` leave none out and count none twice;
             a split counts its new clauses, a merger its old ones, once each as one change. The
             others say more about some of them: a clause can be renumbered and moved as well.
    """

    unchanged: int = 0
    changed: int = 0
    inserted: int = 0
    deleted: int = 0
    renumbered: int = 0
    moved: int = 0
    split: int = 0
    merged: int = 0
    editorial: int = 0

    def as_dict(self) -> dict[str, int]:
        """The counts by name, in a set order."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Entry:
    """One change worth a reader's look.

    Shape:   `change` indexes `Comparison.changes`; `place` names it for people ("considering b)").
    """

    change: int
    kind: Kind
    status: Status
    nature: Nature
    moved: bool
    renumbered: bool
    split: bool
    merged: bool
    old_place: str
    new_place: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What was compared and what became of it.

    Shape:   `clauses` counts what stands below the adopting sentence (everything, where neither
             text is a resolution), `head` the number line, title, history and adopting sentence,
             `matter` everything around the instrument;
             `natures` counts the clauses that did not stay as they were, by nature.
    """

    old: Document
    new: Document
    clauses: Counts
    head: Counts
    matter: Counts
    natures: Mapping[str, int]
    entries: tuple[Entry, ...]


def summary(comparison: Comparison) -> Summary:
    """The summary of a comparison."""
    groups: dict[str, list[Change]] = {"clauses": [], "head": [], "matter": []}
    formed = bool(comparison.old.instruments or comparison.new.instruments)
    for change in comparison.changes:
        group = _group(_shown(comparison, change).kind) if formed else "clauses"
        groups[group].append(change)
    entries = tuple(_entries(comparison))
    natures = Counter(entry.nature.value for entry in entries if entry.nature is not Nature.NONE)
    return Summary(
        old=comparison.old,
        new=comparison.new,
        clauses=_count(groups["clauses"]),
        head=_count(groups["head"]),
        matter=_count(groups["matter"]),
        natures={nature.value: natures[nature.value] for nature in Nature if natures[nature.value]},
        entries=entries,
    )


def is_plain(change: Change) -> bool:
    """Whether a reader need not look: same words, same label, same place."""
    return change.status is Status.UNCHANGED and not (change.moved or change.renumbered)


def main_instrument(document: Document) -> Instrument | None:
    """The instrument with most clauses, the first of several, or None."""
    return max(document.instruments, key=lambda i: i.stop - i.start, default=None)


def place(document: Document, index: int) -> str:
    """Where a clause stands, for people: the call's words and the labels below it; "" where there
    are none.
    """
    clause = document.clauses[index]
    labels: list[str] = []
    while True:
        if clause.kind in {Kind.CALL, Kind.ANNEX}:
            call = clause.text.strip().rstrip(CALL_ENDS)
            return " ".join((_shortened(call or clause.path), *labels[::-1]))
        if clause.label.strip():
            labels.append(clause.label.strip())
        if clause.parent < 0:
            return " ".join(labels[::-1])
        clause = document.clauses[clause.parent]


def place_or_path(document: Document, index: int) -> str:
    """Where a clause stands, for people; its path where nothing names it."""
    return place(document, index) or document.clauses[index].path


def _shortened(text: str, limit: int = 60) -> str:
    """The text in one line of at most `limit` characters, cut between words where it has blanks."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    head = text[:limit]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;،，、") + " …"


def _group(kind: Kind) -> str:
    return "clauses" if kind in CLAUSES else "head" if kind in HEAD else "matter"


def _shown(comparison: Comparison, change: Change) -> Clause:
    if change.new:
        return comparison.new.clauses[change.new[0]]
    return comparison.old.clauses[change.old[0]]


def _count(changes: Iterable[Change]) -> Counts:
    found = Counter(name for change in changes for name in _fates(change))
    return Counts(**{name: found[name] for name in Counts.__slots__})


def _fates(change: Change) -> Iterator[str]:
    yield change.status.value
    for name in ("renumbered", "moved", "split", "merged"):
        if getattr(change, name):
            yield name
    if change.nature is Nature.EDITORIAL:
        yield "editorial"


def _entries(comparison: Comparison) -> Iterator[Entry]:
    for number, change in enumerate(comparison.changes):
        if is_plain(change):
            continue
        yield Entry(
            change=number,
            kind=_shown(comparison, change).kind,
            status=change.status,
            nature=change.nature,
            moved=change.moved,
            renumbered=change.renumbered,
            split=change.split,
            merged=change.merged,
            old_place=place(comparison.old, change.old[0]) if change.old else "",
            new_place=place(comparison.new, change.new[0]) if change.new else "",
        )
