"""Puts a file's own tracked changes back among those that were made since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.errors import MarksNotKept
from resdiff.model import Notice
from resdiff.ooxml.keeping.notebook import (
    CONTROLS,
    CUSTOM,
    NAME,
    URI,
    Hidden,
    Sort,
    depth_of,
    place_of,
)
from resdiff.ooxml.mark.keys import KEPT, tags
from resdiff.ooxml.names import DEL, ID, INS, MOVE_TO, PPR, RPR, SECTPR, TBL, TC, TR, P, W, local, w
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
_BLOCKS: Final = frozenset((P, TBL, TR, TC))
_PROPERTIES: Final = (RPR, PPR, w("trPr"), w("tcPr"))
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
        if next(root.iter(KEPT, w("bookmarkStart"), CUSTOM), None) is not None:
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
        self._grids: set[_Element] = set()
        self._numbers = count(_FIRST_ID)
        self._known: set[str | None] = set()

    def part(self, root: _Element) -> None:
        """Puts back the marks of one part."""
        self._known = {x.get(w("name")) for x in root.iter(w("bookmarkStart"))}
        for kept in [*root.iter(KEPT)]:
            self._put(kept)
        for shell in [*root.iter(CUSTOM)]:
            if shell.get(w("uri")) == URI:
                _retag(shell, self._hidden.noted[shell.get(w("element")) or ""].element)
        for holder in [*root.iter(*_PROPERTIES)]:
            parent = holder.getparent()
            if len(holder) == 0 and parent is not None and parent.tag not in _CHANGES:
                parent.remove(holder)
        self._bookmarks(root)
        _forget_grids(root, self._grids)

    # ------------------------------------------------------------------ in properties

    def _put(self, kept: _Element) -> None:
        """Puts back what one element of ours stands for."""
        number = kept.get("n") or ""
        sort, noted, _ = self._hidden.noted[number]
        change = next((x for x in kept.iterancestors() if x.tag in _CHANGES), None)
        if sort is not Sort.MARK and change is not None:
            self._put_instead(number, change)
            return
        holder = kept.getparent() if change is None else change.getparent()
        assert holder is not None
        take_out(kept)
        if sort is Sort.MARK:
            _mark(holder, noted)
        else:
            self._record(holder, sort, noted)

    def _put_instead(self, number: str, change: _Element) -> None:
        """One set of properties holds one change: the old file's stays, the new one goes."""
        holder = change.getparent()
        assert holder is not None
        self._looks += 1
        # The change of a grid names nobody.
        settle_properties(holder, False, choice() if holder.tag == _GRID else self._ours)
        for own in [*holder.iter(KEPT)]:
            if own.get("n") == number:
                place = own.getparent()
                assert place is not None
                take_out(own)
                self._record(place, *self._hidden.noted[number][:2])

    def _record(self, holder: _Element, sort: Sort, noted: _Element) -> None:
        twin = self._copy(noted)
        if sort is Sort.WHOLE:
            holder[:] = [*twin]
        else:
            holder.append(twin)
        if holder.tag == _GRID:
            self._grids.update(holder.iter(w("tblGridChange")))

    # ------------------------------------------------------------------ at places

    def _bookmarks(self, root: _Element) -> None:
        """Puts back what went, at the bookmarks of ours.

        Raises:  MarksNotKept when a bookmark has lost its place.
        """
        waiting: list[_Element] = []
        between: dict[_Element, int] = {}
        around: list[tuple[_Element, _Element, _Element]] = []
        ends = {x.get(ID): x for x in root.iter(w("bookmarkEnd"))}
        for start in [*root.iter(w("bookmarkStart"))]:
            name = start.get(w("name")) or ""
            if not name.startswith(NAME):
                continue
            sort, noted, depth = self._hidden.noted[name.removeprefix(NAME)]
            end = ends.get(start.get(ID))
            assert end is not None
            twin = start
            if sort is Sort.AROUND:
                around.append((start, end, noted))
                if depth is not None:
                    between.update({start: depth, end: depth})
                continue
            if sort is Sort.BREAK:
                self._break(start, noted, depth or 0, waiting)
            else:
                twin = self._copy(noted)
                if _between_blocks(start) and not _is_block(noted):
                    waiting.append(twin)
                else:
                    start.addprevious(twin)
            if twin.tag in MARKERS and depth is not None and twin is not start:
                between[twin] = depth
            take_out(start)
            take_out(end)
        if waiting:
            raise self._lost("a deletion", root)
        for mark in [x for x in root.iter(*MARKERS) if x in between]:
            self._lift(mark, between[mark])
        for start, end, noted in around:
            self._wrap(start, end, noted)

    def _copy(self, noted: _Element) -> _Element:
        """A copy of what goes back. Its bookmarks get numbers of their own; those that the new file
        has elsewhere stay there alone: links lead there.
        """
        twin = copy_of(noted)
        ends = {x.get(ID): x for x in twin.iter(w("bookmarkEnd"))}
        for start in [*twin.iter(w("bookmarkStart"))]:
            end = ends.get(start.get(ID))
            number = str(next(self._numbers))
            for half in (start, end) if end is not None else ():
                if start.get(w("name")) in self._known:
                    take_out(half)
                else:
                    half.set(ID, number)
        return twin

    def _break(
        self, place: _Element, properties: _Element, depth: int, waiting: list[_Element]
    ) -> None:
        """Ends a paragraph at a place.

        Raises:  MarksNotKept where the place is in no paragraph and not between two.
        """
        paragraph = place.getparent()
        assert paragraph is not None
        if _between_blocks(place):
            place.addprevious(_paragraph(properties, waiting))
            waiting.clear()
        elif paragraph.tag == P:
            content = [x for x in place.itersiblings(preceding=True) if x.tag != PPR]
            _put_ahead(paragraph, _paragraph(properties, content[::-1]), depth)
        else:
            raise self._lost("the end of a paragraph", place)

    def _wrap(self, start: _Element, end: _Element, noted: _Element) -> None:
        """Puts a control that went, or a mark around blocks, around what stands between.

        Raises:  MarksNotKept where the two ends stand in different things.
        """
        if start.getparent() is not end.getparent():
            raise self._lost("a content control", start)
        shell = copy_of(noted)
        inner = shell.find(w("sdtContent"))
        start.addprevious(shell)
        held = []
        for sibling in start.itersiblings():
            if sibling is end:
                break
            held.append(sibling)
        (shell if inner is None else inner).extend(held)
        take_out(start)
        take_out(end)

    def _lift(self, mark: _Element, depth: int) -> None:
        """Moves what stood between blocks out of the paragraph that it came into when paragraphs
        were joined, ahead of it; what is new there may stand on either side.

        Raises:  MarksNotKept where something old stands ahead of it.
        """
        paragraph = mark.getparent()
        if paragraph is None or paragraph.tag != P:
            return
        ahead = (x for x in mark.itersiblings(preceding=True) if x.tag != PPR)
        if any(x.tag not in MARKERS and not self._is_new(x) for x in ahead):
            raise self._lost("a content control", mark)
        _put_ahead(paragraph, mark, depth)

    def _is_new(self, mark: _Element) -> bool:
        return mark.tag in (INS, MOVE_TO) and self._ours.takes(mark)

    def _lost(self, what: str, place: _Element) -> MarksNotKept:
        return MarksNotKept(
            f"{self._package.name}: {what} that is a tracked change of the old file has no place"
            f" left near “{place_of(place)}”"
        )

    # ------------------------------------------------------------------ notes and numbers

    def notes(self) -> None:
        """Puts back what the notes say that are referred to in deleted text alone."""
        for (part, number), content in self._hidden.notes.items():
            for note in self._package.part(part):
                if note.get(ID) == number:
                    note[:] = [*map(copy_of, content)]
                    self._package.touch(part)

    def number(self) -> None:
        """Gives every mark an id of its own; the end of a range has that of its start."""
        for part, _ in story_parts(self._package):
            open_: dict[tuple[str, str], list[str]] = {}
            for mark in self._package.part(part).iter(*REVISIONS):
                family, _, end = local(mark.tag).rpartition("Range")
                waiting = open_.setdefault((family, mark.get(ID) or ""), [])
                closes = bool(family and end == "End" and waiting)
                number = waiting.pop() if closes else str(next(self._numbers))
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


def _retag(shell: _Element, mark: _Element) -> None:
    """Makes an element of ours around runs the mark that it stands for."""
    shell.tag = mark.tag
    shell.attrib.clear()
    for name, value in mark.attrib.items():
        shell.set(name, value)


def _place(holder: _Element, child: _Element, behind: Iterable[str]) -> None:
    """Puts a child in before the first of the kinds that must follow it."""
    after = next((x for x in holder if x.tag in behind), None)
    if after is None:
        holder.append(child)
    else:
        after.addprevious(child)


def _mark(holder: _Element, mark: _Element) -> None:
    """Puts the revision of a paragraph's mark, a row or a cell back: that of a paragraph in order,
    first in its run properties (ECMA-376-1 §17.3.1.29).
    """
    if holder.tag not in (PPR, RPR):
        _place(holder, copy_of(mark), (DEL, w("trPrChange"), w("tcPrChange")))
        return
    if holder.tag == PPR:
        looks = holder.find(RPR)
        if looks is None:
            looks = etree.Element(RPR, nsmap={"w": W})
            _place(holder, looks, (SECTPR, w("pPrChange")))
        holder = looks
    order = CONTENT.index(str(mark.tag))
    at = sum(1 for x in holder if x.tag in CONTENT and CONTENT.index(str(x.tag)) <= order)
    holder.insert(at, copy_of(mark))


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


def _put_ahead(paragraph: _Element, thing: _Element, depth: int) -> None:
    """Puts something ahead of a paragraph, in as many controls as it stood in."""
    place = paragraph
    for above in paragraph.iterancestors():
        if (depth_of(place) or 0) <= depth:
            break
        if above.tag in CONTROLS:
            place = above
    ahead = place.getprevious()
    while ahead is not None and ahead.tag in MARKERS:
        ahead = ahead.getprevious()
    if (depth_of(place) or 0) < depth and ahead is not None and ahead.tag in CONTROLS:
        inner = ahead.find(w("sdtContent"))
        (ahead if inner is None else inner).append(thing)
    else:
        place.addprevious(thing)


def _between_blocks(place: _Element) -> bool:
    parent = place.getparent()
    assert parent is not None
    if parent.tag in _HOLDERS:
        return next((x for x in parent if x.tag in _BLOCKS), None) is not None
    return parent.tag in _CONTAINERS


def _is_block(element: _Element) -> bool:
    """Whether an element may stand between blocks."""
    return element.tag in MARKERS or next(element.iter(*_BLOCKS), None) is not None


def _paragraph(properties: _Element, content: Sequence[_Element]) -> _Element:
    made = etree.Element(P, nsmap={"w": W})
    made.append(copy_of(properties))
    made.extend(content)
    return made
