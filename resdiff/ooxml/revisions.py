"""Tracked changes as they stand in a file: where, whose, from when, and which are chosen."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, time
from typing import Final

from lxml.etree import _Element

from resdiff.errors import UsageError
from resdiff.ooxml.joint import without
from resdiff.ooxml.names import local, w
from resdiff.ooxml.package import Package
from resdiff.values import dataclass

CONTENT: Final = ("ins", "del", "moveFrom", "moveTo")
PROPERTIES: Final = (
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tblGridChange",
    "trPrChange",
    "tcPrChange",
    "numberingChange",
)
CELLS: Final = ("cellIns", "cellDel", "cellMerge")
MOVE_RANGES: Final = ("moveFromRange", "moveToRange")
CONTROL_RANGES: Final = (
    "customXmlInsRange",
    "customXmlDelRange",
    "customXmlMoveFromRange",
    "customXmlMoveToRange",
)
RANGES: Final = MOVE_RANGES + CONTROL_RANGES
REVISIONS: Final = frozenset(
    w(x)
    for x in (*CONTENT, *PROPERTIES, *CELLS, *(r + e for r in RANGES for e in ("Start", "End")))
)
"""Every element that records a revision (ECMA-376-1 §17.13.5)."""

_ENDS: Final = frozenset(w(x + "End") for x in RANGES)

NO_DATE: Final = "1970-01-01T00:00:00Z"
"""What stands on a move's range when nobody says when: that it carries no date.

Source:  ECMA-376-1, CT_MoveBookmark: `w:date` is required there, and only there. Readers show the
         dates of `w:moveFrom` and `w:moveTo`.
"""

# Deleted text outside any deletion is no revision, but no settled file may hold it.
_TRACES: Final = REVISIONS | {w("delText"), w("delInstrText")}
# What their names have in common, and others seldom: a pattern of all of them takes four times as
# long to compile.
_SEEN = re.compile(
    rb"<(?:[\w.\-]+:)?(?:ins|del|move(?:From|To)|cell(?:Ins|Del|Merge)|del(?:Instr)?Text"
    rb"|\w+(?:Change|Range(?:Start|End)))[\s/>]"
)
_WIDE = re.compile(rb"\A[^\0]{0,199}\0")  # UTF-16
_STORIES: Final = (
    "footnotes",
    "endnotes",
    "header",
    "footer",
    "comments",
    "glossaryDocument",
    "styles",
    "stylesWithEffects",
    "numbering",
)


@dataclass(frozen=True, slots=True)
class Revision:
    """One tracked change: `kind` its element's local name, `date` as written ("" if none)."""

    part: str
    kind: str
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Which revisions are meant: by these authors, from `since` until `until`; None means no limit.

    Shape:   a revision without a date is meant only where no time is named. One that several sign
             ("ECP, IAP") is meant with any of them, where `wholly` only with all of them; `persons`
             are authors whose comma parts a name ("Smith, John").
    """

    authors: frozenset[str] | None
    since: datetime | None
    until: datetime | None
    wholly: bool = False
    persons: frozenset[str] = frozenset()

    @property
    def everything(self) -> bool:
        """Whether no revision is left out."""
        return self.authors is None and self.since is None and self.until is None

    def takes(self, revision: _Element) -> bool:
        """Whether this revision is meant."""
        if self.everything:
            return True
        if revision.tag == w("tblGridChange"):
            return self._takes_grid(revision)
        if revision.tag in _ENDS:
            return False  # it names nobody and goes with its start
        return self._is_theirs(revision.get(w("author"), "")) and self._is_then(revision)

    def withdraws(self, revision: _Element) -> bool:
        """Whether some of those who sign this revision are meant and others are not."""
        if self.authors is None or self.takes(revision):
            return False
        author = revision.get(w("author"), "")
        shared = author not in self.persons and self._left(author) != author
        return shared and self._is_then(revision)

    def _left(self, author: str) -> str:
        """Who still signs without those that are meant."""
        return author if self.authors is None else without(author, self.authors)

    def _is_theirs(self, author: str) -> bool:
        if self.authors is None or author in self.authors:
            return True
        if author in self.persons:
            return False
        left = self._left(author)
        return not left and bool(author) if self.wholly else left != author

    def _is_then(self, revision: _Element) -> bool:
        if self.since is None and self.until is None:
            return True
        said = revision.get(w("date"), "")
        date = _moment(said)
        if date is None or said == NO_DATE:
            return False
        return (self.since is None or self.since <= date) and (
            self.until is None or date <= self.until
        )

    def _takes_grid(self, change: _Element) -> bool:
        """A grid change names nobody: it goes with the other revisions of its table."""
        table = next(change.iterancestors(w("tbl")), None)
        others = () if table is None else table.iter(*(REVISIONS - {change.tag}))
        return all(self.takes(x) for x in others if x.get(w("author")) is not None)


def choice(
    authors: Collection[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    wholly: bool = False,
    persons: frozenset[str] = frozenset(),
) -> Choice:
    """The revisions by these authors from `since` until `until`; see `Choice` for the rest.

    Units:   ISO 8601, UTC where no zone is said; a day alone means from its first or until its
             last moment.
    Raises:  UsageError when a time cannot be read.
    """
    return Choice(
        None if authors is None else frozenset(authors),
        _limit(since, time.min),
        _limit(until, time.max),
        wholly,
        persons,
    )


def _limit(text: str | None, moment: time) -> datetime | None:
    if text is None:
        return None
    found = _moment(text)
    if found is None:
        raise UsageError(
            f"{text!r} is not a date", "write it as 2024-05-31 or 2024-05-31T12:00:00Z"
        )
    whole_day = len(text.strip()) == len("2024-05-31")
    return datetime.combine(found.date(), moment, UTC) if whole_day else found


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def has_revisions(package: Package) -> bool:
    """Whether any part carries a tracked change of any kind."""
    return any(True for _ in _found(package))


def revisions(package: Package) -> tuple[Revision, ...]:
    """Every tracked change, part by part in document order; ends of ranges left out."""
    return tuple(
        Revision(part, local(x.tag), x.get(w("author"), ""), x.get(w("date"), ""))
        for part, x in _found(package)
        if not local(x.tag).endswith("RangeEnd")
    )


def _found(package: Package) -> Iterator[tuple[str, _Element]]:
    for part in revised_parts(package):
        for element in package.part(part).iterdescendants(*REVISIONS):
            yield part, element


def revised_parts(package: Package) -> tuple[str, ...]:
    """The parts that may carry revisions and seem to: main part first."""
    found: dict[str, None] = {}
    waiting = [package.main]
    while waiting:
        part = waiting.pop(0)
        if part in found:
            continue
        found[part] = None
        kinds = _STORIES if package.relationships(part) else ()
        waiting.extend(x for kind in kinds for x in package.related(part, kind))
    return tuple(x for x in found if _seems_revised(package, x))


def _seems_revised(package: Package, part: str) -> bool:
    """Whether a part that was changed holds a trace of a revision, or the bytes of another seem to:
    they need not be parsed for that.
    """
    root = package.changed_tree(part)
    if root is None:
        return package.holds(part, _WIDE, _SEEN)
    return next(root.iterdescendants(*_TRACES), None) is not None
