"""Puts the old file's tracked changes back around those that were made since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count, groupby
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.errors import MarksNotKept
from resdiff.model import Notice
from resdiff.ooxml.keeping.hiding import LEAVING, NAME, Hidden, Sort
from resdiff.ooxml.mark.keys import KEPT, tags
from resdiff.ooxml.names import DEL, ID, PPR, RPR, SECTPR, TBL, TR, P, W, local, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.revisions import CELLS, PROPERTIES, REVISIONS, choice
from resdiff.ooxml.settling.content import CONTENT
from resdiff.ooxml.settling.properties import settle_properties
from resdiff.ooxml.settling.ranges import MARKERS
from resdiff.ooxml.stories import story_parts
from resdiff.ooxml.xml import copy_of, take_out

_CHANGES: Final = frozenset(map(w, PROPERTIES))
_CELLS: Final = tags(" ".join(CELLS))
_GRID: Final = w("tblGrid")
_CONTAINERS: Final = tags("body tc hdr ftr footnote endnote txbxContent")
_HOLDERS: Final = tags("sdtContent customXml")
_BLOCKS: Final = tags("p tbl tr tc")
_FIRST_ID: Final = 1_000_000
"""Where the ids of marks begin: above what bookmarks of real files have (the largest met has five
digits)."""


def show(marked: Package, hidden: Hidden, author: str) -> tuple[Package, tuple[Notice, ...]]:
    """The marked package, which is changed, with the hidden marks back in it; `author` signed what
    was made since.

    Raises:  MarksNotKept where a mark has lost its place.
    """
    shower = _Shower(marked, hidden, author)
    for part, _ in story_parts(marked):
        root = marked.part(part)
        if next(root.iter(KEPT, w("bookmarkStart")), None) is not None:
            shower.part(root)
            marked.touch(part)
    shower.notes()
    shower.number()
    return marked, shower.notices()


class _Shower:
    def __init__(self, package: Package, hidden: Hidden, author: str) -> None:
        self._package = package
        self._hidden = hidden
        self._ours = choice([author])
        self._looks = 0
        self._after: dict[_Element, _Element] = {}
        self._grids: set[_Element] = set()

    def part(self, root: _Element) -> None:
        """Puts back the marks of one part."""
        came: dict[_Element, list[str]] = {}
        for kept in [*root.iter(KEPT)]:
            self._put(kept, came)
        _wrap(came, {n: x for n, (_, x) in self._hidden.noted.items()})
        for holder in [*root.iter(RPR, PPR, w("trPr"))]:
            parent = holder.getparent()
            if len(holder) == 0 and parent is not None and parent.tag not in _CHANGES:
                parent.remove(holder)
        self._ghosts(root)
        _forget_grids(root, self._grids)

    # ------------------------------------------------------------------ in properties

    def _put(self, kept: _Element, came: dict[_Element, list[str]]) -> None:
        """Puts back what one element of ours stands for.

        Raises:  MarksNotKept for a cell that came and goes again.
        """
        number = kept.get("n") or ""
        sort, noted = self._hidden.noted[number]
        change = next((x for x in kept.iterancestors() if x.tag in _CHANGES), None)
        if sort is Sort.RECORD and change is not None:
            self._put_instead(kept, change, noted)
            return
        holder = kept.getparent()
        assert holder is not None
        holder.remove(kept)
        if change is not None:
            holder = change.getparent()
            assert holder is not None
        if sort is Sort.RECORD:
            self._record(holder, noted)
        elif sort is Sort.MARK:
            _mark(holder, noted)
        elif sort is Sort.ROW:
            if noted.tag in _CELLS and holder.find(w("cellDel")) is not None:
                raise MarksNotKept("a cell that came and goes again cannot carry both marks")
            _place(holder, copy_of(noted), (DEL, w("trPrChange"), w("tcPrChange")))
        elif sort in (Sort.ROW_BEFORE, Sort.ROW_AFTER):
            self._row(holder, sort, noted)
        else:
            thing = holder if holder.tag != RPR else holder.getparent()
            assert thing is not None
            came.setdefault(thing, []).append(number)

    def _put_instead(self, kept: _Element, change: _Element, noted: _Element) -> None:
        """One set of properties holds one change: the old file's stays, the new one goes."""
        holder = change.getparent()
        assert holder is not None
        self._looks += 1
        # The change of a grid names nobody.
        settle_properties(holder, False, choice() if holder.tag == _GRID else self._ours)
        for own in [*holder.iter(KEPT)]:
            if own.get("n") == kept.get("n"):
                place = own.getparent()
                assert place is not None
                place.remove(own)
                self._record(place, noted)

    def _record(self, holder: _Element, noted: _Element) -> None:
        twin = copy_of(noted)
        holder.append(twin)
        if holder.tag == _GRID:
            self._grids.add(twin)

    def _row(self, properties: _Element, sort: Sort, row: _Element) -> None:
        place = next(x for x in properties.iterancestors(TR))
        while (above := place.getparent()) is not None and above.tag != TBL:
            place = above  # the wrapper that the row stands in
        twin = copy_of(row)
        if sort is Sort.ROW_BEFORE:
            place.addprevious(twin)
        else:
            self._after.get(place, place).addnext(twin)
            self._after[place] = twin

    # ------------------------------------------------------------------ at places

    def _ghosts(self, root: _Element) -> None:
        """Puts back what went, at the bookmarks of ours.

        Raises:  MarksNotKept when a bookmark has lost its place.
        """
        waiting: list[_Element] = []
        ends = {x.get(ID): x for x in root.iter(w("bookmarkEnd"))}
        for start in [*root.iter(w("bookmarkStart"))]:
            name = start.get(w("name")) or ""
            if not name.startswith(NAME):
                continue
            sort, noted = self._hidden.noted[name.removeprefix(NAME)]
            end = ends.get(start.get(ID))
            if end is not None and end.getparent() is not None:
                take_out(end)
            block = _between_blocks(start)
            if sort is Sort.BREAK:
                if block:
                    start.addprevious(_paragraph(noted, waiting))
                    waiting = []
                else:
                    _split(start, noted)
            elif block and sort is Sort.CONTENT and noted.tag not in MARKERS:
                waiting.append(copy_of(noted))
            else:
                start.addprevious(copy_of(noted))
            take_out(start)
        if waiting:
            raise MarksNotKept("a deletion of the old file has lost its place")

    def notes(self) -> None:
        """Puts back what the notes say that are referred to in deleted text alone."""
        for (part, number), content in self._hidden.notes.items():
            for note in self._package.part(part):
                if note.get(ID) == number:
                    note[:] = [*map(copy_of, content)]
                    self._package.touch(part)

    def number(self) -> None:
        """Gives every mark an id of its own; the end of a range has that of its start."""
        numbers = count(_FIRST_ID)
        for part, _ in story_parts(self._package):
            open_: dict[tuple[str, str], list[str]] = {}
            for mark in self._package.part(part).iter(*REVISIONS):
                family, _, end = local(mark.tag).rpartition("Range")
                waiting = open_.setdefault((family, mark.get(ID) or ""), [])
                closes = bool(family and end == "End" and waiting)
                number = waiting.pop() if closes else str(next(numbers))
                if family and end == "Start":
                    waiting.append(number)
                mark.set(ID, number)
                self._package.touch(part)

    def notices(self) -> tuple[Notice, ...]:
        """What of the new side's formatting is not shown."""
        if not self._looks:
            return ()
        places = "place is" if self._looks == 1 else "places are"
        return (
            Notice(
                "looks-conflict",
                f"{self._looks} {places} formatted otherwise in the new file and in a tracked"
                " change of the old one; the old file's own change is shown.",
            ),
        )


def _place(holder: _Element, child: _Element, behind: Iterable[str]) -> None:
    """Puts a child in before the first of the kinds that must follow it."""
    after = next((x for x in holder if x.tag in behind), None)
    if after is None:
        holder.append(child)
    else:
        after.addprevious(child)


def _mark(holder: _Element, mark: _Element) -> None:
    """Puts a paragraph mark's revision back: in order, first in its run properties
    (ECMA-376-1 §17.3.1.29).
    """
    if holder.tag == PPR:
        looks = holder.find(RPR)
        if looks is None:
            looks = etree.Element(RPR, nsmap={"w": W})
            _place(holder, looks, (SECTPR, w("pPrChange")))
        holder = looks
    order = CONTENT.index(str(mark.tag))
    at = sum(1 for x in holder if x.tag in CONTENT and CONTENT.index(str(x.tag)) <= order)
    holder.insert(at, copy_of(mark))


def _wrap(came: dict[_Element, list[str]], noted: dict[str, _Element]) -> None:
    """Puts insertions around what came, around our own deletions of it too."""
    parents = dict.fromkeys(x.getparent() for x in came)
    for parent in parents:
        assert parent is not None
        for numbers, group in groupby([*parent], key=lambda x: tuple(came.get(x, ()))):
            things = [*group]
            if parent.tag in LEAVING:
                shell = etree.Element(parent.tag, nsmap={"w": W})
                for name, value in parent.attrib.items():
                    shell.set(name, value)
                parent.addprevious(shell)
                shell.extend(things)
                things = [shell]
            for number in reversed(numbers):
                shell = copy_of(noted[number])
                things[0].addprevious(shell)
                shell.extend(things)
                things = [shell]
        if parent.tag in LEAVING:
            take_out(parent)


def _forget_grids(root: _Element, theirs: set[_Element]) -> None:
    """Takes our own change of a grid back where a table has other marks of the old file: it names
    nobody, and would be settled with those.
    """
    for change in [*root.iter(w("tblGridChange"))]:
        grid = change.getparent()
        table = None if grid is None else grid.getparent()
        if change in theirs or grid is None or table is None:
            continue
        signs = {x.get(w("author")) for x in table.iter(*REVISIONS)} - {None}
        if len(signs) > 1:
            settle_properties(grid, False, choice())


def _between_blocks(place: _Element) -> bool:
    parent = place.getparent()
    assert parent is not None
    if parent.tag in _HOLDERS:
        return next((x for x in parent if x.tag in _BLOCKS), None) is not None
    return parent.tag in _CONTAINERS


def _paragraph(properties: _Element, content: Sequence[_Element]) -> _Element:
    made = etree.Element(P, nsmap={"w": W})
    made.append(copy_of(properties))
    made.extend(content)
    return made


def _split(place: _Element, properties: _Element) -> None:
    """Ends a paragraph at a place inside another one.

    Raises:  MarksNotKept when the place is in no paragraph.
    """
    paragraph = place.getparent()
    if paragraph is None or paragraph.tag != P:
        raise MarksNotKept("the end of a paragraph that the old file deleted has lost its place")
    content = [x for x in place.itersiblings(preceding=True) if x.tag != PPR]
    paragraph.addprevious(_paragraph(properties, content[::-1]))
