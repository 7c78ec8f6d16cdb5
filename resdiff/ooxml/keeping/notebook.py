"""What is noted of a file's own tracked changes while they are out of it, and how a place in the
file refers to a note.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from enum import Enum, auto
from typing import Final, NamedTuple

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.mark.fixed import ALL, FIXED, ROW
from resdiff.ooxml.mark.keys import KEPT, tags
from resdiff.ooxml.names import ID, P, T, W, local, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.settling.ranges import MARKERS
from resdiff.ooxml.stories import story_parts
from resdiff.ooxml.xml import copy_of, highest, take_out
from resdiff.values import dataclass

NAME: Final = "_resdiff_kept_"
"""What our own bookmarks are called, with a number behind it."""

URI: Final = "urn:resdiff:kept"
"""What tells our own `w:customXml` from others; its `w:element` is the number."""

CUSTOM: Final = w("customXml")
CONTROLS: Final = (w("sdt"), CUSTOM)
_STORIES: Final = tags("body tc hdr ftr footnote endnote txbxContent")
_SAID: Final = 40  # letters of a paragraph that name a place


class Sort(Enum):
    """How what a number stands for is put back."""

    GONE = auto()  # in its bookmark's place: elements that went, or a mark of a range
    BREAK = auto()  # the properties of a paragraph whose mark went: it ends at the bookmark
    AROUND = auto()  # around what stands in the bookmark: a control that went, a mark around blocks
    CAME = auto()  # instead of a `w:customXml`: around runs that came
    MARK = auto()  # in the properties of a paragraph, a row or a cell: it came, or could not go
    RECORD = auto()  # in a set of properties: how they changed
    WHOLE = auto()  # instead of what it stands in: a cell's properties, a table's grid, an equation


class Note(NamedTuple):
    """What a number stands for.

    Shape:   `depth` in how many controls it stood between blocks; None inside a paragraph.
    """

    sort: Sort
    element: _Element
    depth: int | None = None


@dataclass(slots=True)
class Hidden:
    """A file without its tracked changes, and what is needed to put them back.

    Shape:   `package` the final view of the file with the places noted; `noted` what each number
             stands for; `notes` the content of footnotes and endnotes that nothing refers to in the
             final view, by part and id.
    """

    package: Package
    noted: dict[str, Note] = field(default_factory=dict)
    notes: dict[tuple[str, str], list[_Element]] = field(default_factory=dict)


class Notebook:
    """Notes elements down and leaves their numbers where they were.

    Shape:   with `wholly`, what carries old marks of cells and paragraphs is fixed as far as it can
             be (`mark.fixed`).
    """

    def __init__(self, hidden: Hidden, wholly: bool) -> None:
        self._noted = hidden.noted
        self._fixed = ALL if wholly else ROW
        self._last = _last_id(hidden.package)

    def sign(self, sort: Sort, element: _Element) -> _Element:
        """An element of our own that stands for `element`."""
        kept = etree.Element(KEPT)
        kept.set("n", self._number(Note(sort, element)))
        if sort in (Sort.MARK, Sort.WHOLE):
            kept.set(FIXED, self._fixed)
        return kept

    def bookmark(self, sort: Sort, element: _Element, place: _Element) -> tuple[_Element, _Element]:
        """A bookmark of our own that stands for `element`, which is, or goes back, at `place`: its
        start and its end.
        """
        number = self._number(Note(sort, element, depth_of(place)))
        start, end = etree.Element(w("bookmarkStart")), etree.Element(w("bookmarkEnd"))
        for half in (start, end):
            half.set(ID, str(self._last + int(number)))
        start.set(w("name"), NAME + number)
        return start, end

    def before(self, place: _Element, element: _Element) -> None:
        """Notes before `place` that `element` goes back there."""
        for half in self.bookmark(Sort.GONE, element, place):
            place.addprevious(half)

    def wrap(self, mark: _Element) -> None:
        """Makes a mark around runs an element of our own that says nothing."""
        number = self._number(Note(Sort.CAME, plain(mark)))
        mark.tag = CUSTOM
        mark.attrib.clear()
        mark.set(w("uri"), URI)
        mark.set(w("element"), number)

    def _number(self, note: Note) -> str:
        number = str(len(self._noted) + 1)
        self._noted[number] = note
        return number


def _last_id(package: Package) -> int:
    """The highest id that bookmarks use; ours, numbered from 1, come behind it."""
    return highest(
        x.get(ID)
        for part, _ in story_parts(package)
        for x in package.part(part).iter(w("bookmarkStart"))
    )


def depth_of(block: _Element) -> int | None:
    """In how many controls a block stands; None for what is inside a paragraph."""
    depth = 0
    for above in block.iterancestors():
        if above.tag == P:
            return None
        if above.tag in _STORIES:
            break
        depth += above.tag in CONTROLS
    return depth


def plain(mark: _Element) -> _Element:
    """A mark without its content."""
    twin = etree.Element(mark.tag, nsmap={"w": W})
    for name, value in mark.attrib.items():
        twin.set(name, value)
    return twin


def whole(element: _Element) -> _Element:
    """A copy without halves of ranges: those stay where they are when the element goes."""
    twin = copy_of(element)
    markers = [*twin.iter(*MARKERS)]
    halves = Counter(_range(x) for x in markers)
    for marker in markers:
        if halves[_range(marker)] < 2:
            take_out(marker)
    return twin


def _range(marker: _Element) -> tuple[str, str]:
    return local(marker.tag).removesuffix("Start").removesuffix("End"), marker.get(ID, "")


def attached(element: _Element, root: _Element) -> bool:
    """Whether an element is still in the tree."""
    return any(x is root for x in element.iterancestors())


def place_of(element: _Element) -> str:
    """The words that an element stands at, for a message: those of its paragraph, or of the last
    one ahead that has any.
    """
    found = ""
    for paragraph in element.getroottree().getroot().iter(P):
        found = "".join(x.text or "" for x in paragraph.iter(T, w("delText"))).strip() or found
        if paragraph is element or any(x is paragraph for x in element.iterancestors()):
            break
    return excerpt(found)


def excerpt(text: str) -> str:
    """The beginning of a text, for a message."""
    words = " ".join(text.split())
    return words if len(words) <= _SAID else words[:_SAID].rstrip() + "…"
