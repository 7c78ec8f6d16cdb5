"""Takes the tracked changes out of a file and notes down where they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from enum import Enum, auto
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.errors import MarksNotKept
from resdiff.model import View
from resdiff.ooxml.mark.alternates import ALTERNATE
from resdiff.ooxml.mark.keys import KEPT, tags
from resdiff.ooxml.names import (
    DEL,
    ID,
    INS,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    RPR,
    RUN,
    TBL,
    TR,
    P,
    W,
    local,
    m,
    w,
)
from resdiff.ooxml.package import Package
from resdiff.ooxml.revisions import PROPERTIES, REVISIONS, revised_parts
from resdiff.ooxml.settle import settle
from resdiff.ooxml.settling.content import CONTENT
from resdiff.ooxml.settling.ranges import MARKERS, drop, unwrap
from resdiff.ooxml.settling.references import References, references
from resdiff.ooxml.settling.tables import LOST_TABLE, forget_lost_tables
from resdiff.ooxml.stories import story_parts
from resdiff.ooxml.xml import copy_of, highest, take_out
from resdiff.values import dataclass

NAME: Final = "_resdiff_kept_"
"""What our own bookmarks are called, with a number behind it."""

LEAVING: Final = (DEL, MOVE_FROM)
ENTERING: Final = (INS, MOVE_TO)
_MARKED: Final = frozenset((RPR, w("trPr"), w("numPr")))
_HOLLOW: Final = tags("hyperlink smartTag fldSimple dir bdo")
_PLACED: Final = frozenset((RUN, ALTERNATE, m("r"), m("oMath"), m("oMathPara")))
_WEIGHTLESS: Final = MARKERS | {*LEAVING, w("smartTagPr")}
_INNER: Final = tags("txbxContent")
_RANGES: Final = (
    *("moveFromRange", "moveToRange"),
    *("customXmlInsRange", "customXmlMoveToRange"),
)
_REFUSED: Final = {
    w("cellDel"): "a deleted table cell",
    w("cellMerge"): "merged table cells",
    w("customXmlDelRangeStart"): "a deleted content control",
    w("customXmlMoveFromRangeStart"): "a moved content control",
}
_EQUATION: Final = frozenset((m("ctrlPr"), m("r")))
_NOTES: Final = ("footnotes", "endnotes")


class Sort(Enum):
    """What a number stands for."""

    CONTENT = auto()  # elements that went, or a mark of a range
    BREAK = auto()  # the mark of a paragraph that went: its properties
    TABLE = auto()  # a table that went
    ROW_BEFORE = auto()  # a row that went, before the row that is there
    ROW_AFTER = auto()
    ROW = auto()  # the mark of a row or a cell that came
    RECORD = auto()  # a change of properties
    MARK = auto()  # the mark of a paragraph that came, or that could not go
    CAME = auto()  # around a run that came


@dataclass(slots=True)
class Hidden:
    """A file without its tracked changes, and what is needed to put them back.

    Shape:   `package` the final view of the file with the places noted; `noted` what each number
             stands for; `notes` the content of footnotes and endnotes that nothing refers to in the
             final view, by part and id.
    """

    package: Package
    noted: dict[str, tuple[Sort, _Element]] = field(default_factory=dict)
    notes: dict[tuple[str, str], list[_Element]] = field(default_factory=dict)


def hide(package: Package) -> Hidden:
    """The file without its tracked changes. Its text is that of the settled final view.

    Raises:  MarksNotKept for kinds of marks that cannot be put back.
    """
    return _Hider(package).run()


class _Hider:
    def __init__(self, package: Package) -> None:
        self._tracked = package
        self._hidden = Hidden(package.copy())
        self._first = _first_id(package)

    def run(self) -> Hidden:
        """Takes the marks out of every story and settles what is left."""
        package = self._hidden.package
        for part, _ in story_parts(package):
            root = package.part(part)
            if next(root.iterdescendants(*REVISIONS), None) is None:
                continue
            self._refuse(root)
            before = references(root)
            self._part(root)
            self._empty_notes(part, before)
            package.touch(part)
        settled = settle(package, View.FINAL)
        stories = {part for part, _ in story_parts(settled)}
        for part in revised_parts(self._tracked):
            if part not in stories:  # styles, numbering, comments: marking only adds to them
                settled.set_data(part, self._tracked.data(part))
        for part in stories:
            if part in settled.touched:
                forget_lost_tables(settled.part(part))
                self._stayed(settled.part(part))
        self._hidden.package = settled
        return self._hidden

    def _refuse(self, root: _Element) -> None:
        for odd in root.iter(*_REFUSED, w("ins"), w("del")):
            inside = odd.getparent()
            if odd.tag in _REFUSED or (inside is not None and inside.tag in _EQUATION):
                kind = _REFUSED.get(str(odd.tag), "a change inside the letters of an equation")
                raise MarksNotKept(
                    f"{self._tracked.name}: {kind} (by {odd.get(w('author')) or 'nobody'}) cannot"
                    " be kept beside new marks"
                )

    def _part(self, root: _Element) -> None:
        self._rows(root)
        self._cells(root)
        self._gone(root)
        self._came(root)
        self._paragraphs(root)
        self._records(root)
        self._range_marks(root)

    # ------------------------------------------------------------------ noting down

    def _note(self, sort: Sort, element: _Element) -> _Element:
        """An element of our own that stands for `element`."""
        number = str(len(self._hidden.noted) + 1)
        self._hidden.noted[number] = sort, element
        kept = etree.Element(KEPT)
        kept.set("n", number)
        return kept

    def _ghost(self, sort: Sort, element: _Element) -> tuple[_Element, _Element]:
        """A bookmark of our own that stands for `element`."""
        number = self._note(sort, element).get("n") or ""
        start, end = etree.Element(w("bookmarkStart")), etree.Element(w("bookmarkEnd"))
        for half in (start, end):
            half.set(ID, str(self._first + int(number)))
        start.set(w("name"), NAME + number)
        return start, end

    def _before(self, place: _Element, sort: Sort, element: _Element) -> None:
        for half in self._ghost(sort, element):
            place.addprevious(half)

    # ------------------------------------------------------------------ rows

    def _rows(self, root: _Element) -> None:
        for row in [*root.iter(TR)]:
            properties = row.find(w("trPr"))
            if properties is None or not _attached(row, root):
                continue
            if properties.find(DEL) is not None:
                self._row_gone(row)
            else:
                for mark in properties.findall(INS):
                    properties.replace(mark, self._note(Sort.ROW, _plain(mark)))

    def _row_gone(self, row: _Element) -> None:
        table = row.getparent()
        if table is None or table.tag != TBL:
            raise MarksNotKept(
                f"{self._tracked.name}: a deleted row inside a content control cannot be kept"
            )
        if not any(_staying(x) for x in table):
            self._before(table, Sort.TABLE, _whole(table))
            table.addprevious(table.makeelement(LOST_TABLE, {}, None))
            drop(table)
            return
        behind = next((x for x in row.itersiblings() if _staying(x)), None)
        ahead = next((x for x in row.itersiblings(preceding=True) if _staying(x)), None)
        if behind is not None:
            place, sort = _staying(behind)[0], Sort.ROW_BEFORE
        else:
            assert ahead is not None
            place, sort = _staying(ahead)[-1], Sort.ROW_AFTER
        _properties(place, "trPr").append(self._note(sort, _whole(row)))
        drop(row)

    def _cells(self, root: _Element) -> None:
        for mark in [*root.iter(w("cellIns"))]:
            if _attached(mark, root):
                mark.getparent().replace(mark, self._note(Sort.ROW, _plain(mark)))  # type: ignore[union-attr]

    # ------------------------------------------------------------------ content

    def _gone(self, root: _Element) -> None:
        """Deleted content and content that moved away."""
        for mark in [*root.iter(*LEAVING)]:
            parent = mark.getparent()
            if parent is None or parent.tag in _MARKED or not _attached(mark, root):
                continue
            place = mark
            while (above := place.getparent()) is not None and above.tag in _HOLLOW:
                if not all(_leaves(x) for x in above):
                    break
                place = above
            self._before(place, Sort.CONTENT, _within_insertions(place))
            drop(place)

    def _came(self, root: _Element) -> None:
        """Inserted content and content that moved here."""
        for mark in [*root.iter(*ENTERING)]:
            parent = mark.getparent()
            if parent is None or parent.tag in _MARKED:
                continue
            sign = _plain(mark)
            for thing in _things(mark):
                note = self._note(Sort.CAME, sign)
                if thing.tag == RUN:
                    _properties(thing, "rPr").append(note)
                else:
                    thing.insert(0, note)
            unwrap(mark)

    # ------------------------------------------------------------------ paragraphs

    def _paragraphs(self, root: _Element) -> None:
        """The marks of paragraphs: those that went are left for settling, which joins."""
        for paragraph in [*root.iter(P)]:
            looks = paragraph.find(f"{PPR}/{RPR}")
            marks = [] if looks is None else [x for x in looks if x.tag in CONTENT]
            if looks is None or not marks:
                continue
            if any(x.tag in LEAVING for x in marks):
                self._break(paragraph, marks)
            else:
                for mark in marks:
                    looks.replace(mark, self._note(Sort.MARK, _plain(mark)))

    def _break(self, paragraph: _Element, marks: list[_Element]) -> None:
        properties = paragraph.find(PPR)
        assert properties is not None
        start, end = self._ghost(Sort.BREAK, copy_of(properties))
        for mark in marks:
            note = self._note(Sort.MARK, _plain(mark))
            note.set("break", start.get(w("name")) or "")
            properties.append(note)
            if mark.tag in ENTERING:
                take_out(mark)
        paragraph.extend((start, end))

    def _stayed(self, root: _Element) -> None:
        """Before a table and at the end of a story a paragraph cannot go: there its mark is noted
        and not a break.
        """
        names = {x.get("break") for x in root.iter(KEPT)} - {None}
        for start in [*root.iter(w("bookmarkStart"))]:
            if start.get(w("name")) in names:
                for half in (start, _end_of(start)):
                    take_out(half)

    def _records(self, root: _Element) -> None:
        """Changes of properties, and numbering that came."""
        found = [*root.iter(*(w(x) for x in PROPERTIES))]
        found += [x for x in root.iter(INS) if x.getparent().tag == w("numPr")]  # type: ignore[union-attr]
        for record in found:
            parent = record.getparent()
            if parent is not None and _attached(record, root):
                parent.replace(record, self._note(Sort.RECORD, copy_of(record)))

    def _range_marks(self, root: _Element) -> None:
        ends = tuple(w(x + e) for x in _RANGES for e in ("Start", "End"))
        for mark in [*root.iter(*ends)]:
            self._before(mark, Sort.CONTENT, _plain(mark))
            take_out(mark)

    # ------------------------------------------------------------------ notes

    def _empty_notes(self, part: str, before: References) -> None:
        """Empties the notes whose reference went, as settling does; what they say is noted."""
        package = self._hidden.package
        now = references(package.part(part))
        for kind in _NOTES:
            lost = before[kind] - now[kind]
            for target in package.related(part, kind) if lost else ():
                entries = package.part(target).findall(w(kind[:-1]))
                for entry in (x for x in entries if x.get(ID, "") in lost):
                    self._hidden.notes[target, entry.get(ID, "")] = [*map(copy_of, entry)]
                    entry[:] = [etree.Element(P, nsmap={"w": W})]
                    package.touch(target)


def _first_id(package: Package) -> int:
    """An id above all that bookmarks use."""
    return highest(
        x.get(ID)
        for part, _ in story_parts(package)
        for x in package.part(part).iter(w("bookmarkStart"))
    )


def _staying(child: _Element) -> list[_Element]:
    """The rows in a table's child, a row or a wrapper of rows, that are not deleted."""
    table = child.getparent()
    rows = [x for x in child.iter(TR) if next(x.iterancestors(TBL), None) is table]
    return [x for x in rows if x.find(f"{w('trPr')}/{DEL}") is None]


def _plain(mark: _Element) -> _Element:
    """A mark without its content."""
    twin = etree.Element(mark.tag, nsmap={"w": W})
    for name, value in mark.attrib.items():
        twin.set(name, value)
    return twin


def _attached(element: _Element, root: _Element) -> bool:
    return any(x is root for x in element.iterancestors())


def _leaves(element: _Element) -> bool:
    """Whether nothing of a wrapper's child is left when its deletions are accepted."""
    if not isinstance(element.tag, str) or element.tag in _WEIGHTLESS:
        return True
    return element.tag in ENTERING and all(_leaves(x) for x in element)


def _whole(element: _Element) -> _Element:
    """A copy without halves of ranges: those stay where they are when the element goes."""
    twin = copy_of(element)
    markers = [*twin.iter(*MARKERS)]
    halves = Counter(_range(x) for x in markers)
    for marker in markers:
        if halves[_range(marker)] < 2:
            take_out(marker)
    return twin


def _within_insertions(element: _Element) -> _Element:
    """A copy of what went, in the insertions that it stands in."""
    twin = _whole(element)
    for above in element.iterancestors():
        if above.tag in ENTERING:
            shell = _plain(above)
            shell.append(twin)
            twin = shell
        elif above.tag == P:
            break
    return twin


def _range(marker: _Element) -> tuple[str, str]:
    return local(marker.tag).removesuffix("Start").removesuffix("End"), marker.get(ID, "")


def _things(mark: _Element) -> Iterator[_Element]:
    """What an insertion holds: its runs and equations, those inside wrappers too."""
    for child in mark:
        if child.tag in _PLACED:
            yield child
        elif child.tag not in _INNER and isinstance(child.tag, str):
            yield from _things(child)


def _properties(element: _Element, name: str) -> _Element:
    """The element's properties, made where it has none."""
    found = element.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        element.insert(sum(1 for x in element if x.tag == w("tblPrEx")), found)
    return found


def _end_of(start: _Element) -> _Element:
    """The end of a bookmark of our own: both stand in one part."""
    root = start.getroottree().getroot()
    return next(x for x in root.iter(w("bookmarkEnd")) if x.get(ID) == start.get(ID))
