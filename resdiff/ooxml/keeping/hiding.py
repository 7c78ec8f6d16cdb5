"""Takes the tracked changes out of a file and notes down where they were."""

from __future__ import annotations

from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.model import View
from resdiff.ooxml.keeping import tables
from resdiff.ooxml.keeping.notebook import (
    CONTROLS,
    Hidden,
    Notebook,
    Sort,
    attached,
    depth_of,
    plain,
    whole,
)
from resdiff.ooxml.mark.keys import KEPT, tags
from resdiff.ooxml.names import DEL, ID, INS, MOVE_FROM, MOVE_TO, PPR, RPR, TBL, TC, TR, P, W, m, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.revisions import PROPERTIES, RANGES, REVISIONS, choice, revised_parts
from resdiff.ooxml.settle import settle, settle_tree
from resdiff.ooxml.settling.content import CONTENT, crossed, open_control
from resdiff.ooxml.settling.ranges import MARKERS, drop, unwrap
from resdiff.ooxml.settling.references import References, references
from resdiff.ooxml.settling.tables import forget_lost_tables
from resdiff.ooxml.stories import story_parts
from resdiff.ooxml.xml import copy_of, take_out

LEAVING: Final = (DEL, MOVE_FROM)
ENTERING: Final = (INS, MOVE_TO)
_MARKED: Final = frozenset((RPR, w("trPr"), w("numPr")))
_HOLLOW: Final = tags("hyperlink smartTag fldSimple dir bdo") | {*ENTERING}
_WEIGHTLESS: Final = MARKERS | {*LEAVING, w("smartTagPr")}
_BLOCKS: Final = frozenset((P, TBL, TR, TC))
_EQUATIONS: Final = (m("oMathPara"), m("oMath"))
_CONTROL_RANGES: Final = ("customXmlDelRange", "customXmlMoveFromRange")
_AROUND: Final = "around"  # without a namespace: its declaration would stay
_NOTES: Final = ("footnotes", "endnotes")


def hide(package: Package, wholly: bool = False) -> Hidden:
    """The file without its tracked changes. Its text is that of the settled final view.

    Shape:   with `wholly`, tables with cells that came or went, and paragraphs ahead of tables
             whose marks did, are marked as a whole or not at all.
    """
    return _Hider(package, wholly).run()


class _Hider:
    def __init__(self, package: Package, wholly: bool) -> None:
        self._tracked = package
        self._hidden = Hidden(package.copy())
        self._book = Notebook(self._hidden, wholly)

    def run(self) -> Hidden:
        """Takes the marks out of every story and settles what is left."""
        package = self._hidden.package
        for part, _ in story_parts(package):
            root = package.part(part)
            if next(root.iterdescendants(*REVISIONS), None) is not None:
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
                _forget_bookmarks(settled.part(part))
        self._hidden.package = settled
        return self._hidden

    def _part(self, root: _Element) -> None:
        tables.hide(root, self._book)
        self._equations(root)
        self._controls(root)
        self._gone(root)
        self._came(root)
        self._paragraphs(root)
        self._records(root)
        self._range_marks(root)

    # ------------------------------------------------------------------ content

    def _equations(self, root: _Element) -> None:
        """Equations with marks inside: for marking each is one thing."""
        for equation in [*root.iter(*_EQUATIONS)]:
            marked = next(equation.iterdescendants(*REVISIONS), None) is not None
            if not marked or next(equation.iterancestors(*LEAVING), None) is not None:
                continue
            twin, parent = copy_of(equation), equation.getparent()
            mark = etree.Element(DEL)
            equation.addprevious(mark)
            settle_tree(equation, True, choice())
            if equation.getparent() is parent and len(equation):
                equation.insert(0, self._book.sign(Sort.WHOLE, twin))
            else:
                self._book.before(mark, twin)
            take_out(mark)

    def _controls(self, root: _Element) -> None:
        """Content controls that went; what stood in them has marks of its own."""
        for control in _controls_gone(root):
            self._around(control, _shell(control))
            open_control(control)
        for control in [*root.iter(*CONTROLS)]:  # settling opens those that lose all paragraphs
            blocks = [*control.iter(P, TBL)] if depth_of(control) is not None else []
            if blocks and blocks[-1].tag == P and _goes(blocks[-1]):
                control.set(_AROUND, self._around(control, _shell(control)))

    def _around(self, element: _Element, shell: _Element) -> str:
        start, end = self._book.bookmark(Sort.AROUND, shell, element)
        element.addprevious(start)
        element.addnext(end)
        return start.get(w("name")) or ""

    def _gone(self, root: _Element) -> None:
        """Deleted content and content that moved away."""
        for mark in [*root.iter(*LEAVING)]:
            parent = mark.getparent()
            if parent is None or parent.tag in _MARKED or not attached(mark, root):
                continue
            place = mark
            while (above := place.getparent()) is not None and above.tag in _HOLLOW:
                if not all(_leaves(x) for x in above):
                    break
                place = above
            self._book.before(place, whole(place))
            drop(place)

    def _came(self, root: _Element) -> None:
        """Inserted content and content that moved here."""
        for mark in [*root.iter(*ENTERING)]:
            parent = mark.getparent()
            if parent is None or parent.tag in _MARKED:
                continue
            if next(mark.iter(*_BLOCKS), None) is None:
                self._book.wrap(mark)
            else:
                self._around(mark, plain(mark))
                unwrap(mark)

    # ------------------------------------------------------------------ paragraphs

    def _paragraphs(self, root: _Element) -> None:
        """The marks of paragraphs: those that went are left for settling, which joins."""
        for paragraph in [*root.iter(P)]:
            looks = paragraph.find(f"{PPR}/{RPR}")
            marks = [] if looks is None else [x for x in looks if x.tag in CONTENT]
            if looks is None or not marks:
                continue
            if _goes(paragraph):
                self._break(paragraph, marks)
            else:
                for mark in marks:
                    looks.replace(mark, self._book.sign(Sort.MARK, plain(mark)))

    def _break(self, paragraph: _Element, marks: list[_Element]) -> None:
        properties = paragraph.find(PPR)
        assert properties is not None
        start, end = self._book.bookmark(Sort.BREAK, copy_of(properties), paragraph)
        for mark in marks:
            sign = self._book.sign(Sort.MARK, plain(mark))
            sign.set("break", start.get(w("name")) or "")
            properties.append(sign)
            if mark.tag in ENTERING:
                take_out(mark)
        paragraph.extend((start, end))

    # ------------------------------------------------------------------ properties and ranges

    def _records(self, root: _Element) -> None:
        """Changes of properties, and numbering that came."""
        found = [*root.iter(*(w(x) for x in PROPERTIES))]
        found += [x for x in root.iter(INS) if x.getparent().tag == w("numPr")]  # type: ignore[union-attr]
        for record in found:
            parent = record.getparent()
            if parent is not None and attached(record, root):
                parent.replace(record, self._book.sign(Sort.RECORD, copy_of(record)))

    def _range_marks(self, root: _Element) -> None:
        for mark in [*root.iter(*(w(x + e) for x in RANGES for e in ("Start", "End")))]:
            self._book.before(mark, plain(mark))
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


def _controls_gone(root: _Element) -> list[_Element]:
    """The controls of which a tag stands between the marks of a range that went."""
    found: dict[_Element, None] = {}
    for family in _CONTROL_RANGES:
        ends = {x.get(ID): x for x in root.iter(w(family + "End"))}
        for start in root.iter(w(family + "Start")):
            end = ends.get(start.get(ID))
            if end is not None and next(start.iterancestors(*LEAVING), None) is None:
                found.update(dict.fromkeys(crossed(start, end)))
    return [*found]


def _forget_bookmarks(root: _Element) -> None:
    """Takes out the bookmarks of paragraphs that could not go, before a table or at the end of a
    story: there the mark is noted and not a break; and those around controls that are still there.
    """
    names = {x.get("break") for x in root.iter(KEPT)}
    for control in root.iter(*CONTROLS):
        if control.get(_AROUND) is not None:
            names.add(control.get(_AROUND))
            del control.attrib[_AROUND]
    names.discard(None)
    ids = {x.get(ID) for x in root.iter(w("bookmarkStart")) if x.get(w("name")) in names}
    for half in [*root.iter(w("bookmarkStart"), w("bookmarkEnd"))] if ids else ():
        if half.get(ID) in ids:
            take_out(half)


def _shell(control: _Element) -> _Element:
    """A control without what it holds."""
    shell = plain(control)
    shell.extend(copy_of(x) for x in control if x.tag.endswith("Pr"))
    if control.find(w("sdtContent")) is not None:
        etree.SubElement(shell, w("sdtContent"))
    return shell


def _goes(paragraph: _Element) -> bool:
    """Whether a paragraph's mark is deleted or moved from here."""
    looks = paragraph.find(f"{PPR}/{RPR}")
    return looks is not None and any(x.tag in LEAVING for x in looks)


def _leaves(element: _Element) -> bool:
    """Whether nothing of a wrapper's child is left when its deletions are accepted."""
    if not isinstance(element.tag, str) or element.tag in _WEIGHTLESS:
        return True
    return element.tag in ENTERING and all(_leaves(x) for x in element)
