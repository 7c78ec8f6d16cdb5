"""Makes the revision elements: each with its own id, the author and the date."""

from __future__ import annotations

from copy import deepcopy
from enum import StrEnum

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.names import ID, w
from resdiff.ooxml.revisions import NO_DATE


class Op(StrEnum):
    """What became of a piece; the value is the name of its revision element."""

    KEEP = ""
    DEL = "del"
    INS = "ins"
    FROM = "moveFrom"
    TO = "moveTo"

    @property
    def old(self) -> bool:
        """Whether the piece stands in the old document."""
        return self in (Op.KEEP, Op.DEL, Op.FROM)

    @property
    def new(self) -> bool:
        """Whether the piece stands in the new document."""
        return self in (Op.KEEP, Op.INS, Op.TO)


class Marker:
    """A maker of revision elements; `made` counts them: a part without any stays untouched."""

    def __init__(self, author: str, date: str, first: int) -> None:
        self._author = author
        self._date = date
        self._next = first
        self.made = 0

    def identified(self, name: str) -> _Element:
        """An element of that name with a fresh id and nothing else (range ends)."""
        element = etree.Element(w(name))
        element.set(ID, str(self._next))
        self._next += 1
        self.made += 1
        return element

    def mark(self, name: str) -> _Element:
        """A revision element of that name, empty, signed."""
        element = self.identified(name)
        element.set(w("author"), self._author)
        if self._date:  # §17.13.4: a mark without a date is valid, one with an empty date is not
            element.set(w("date"), self._date)
        return element

    def change(self, name: str, held: str, old: _Element | None, skip: frozenset[str]) -> _Element:
        """A `w:…Change` that holds the old properties as `held`, less those in `skip`."""
        element = self.mark(name)
        inner = etree.SubElement(element, w(held))
        for child in old if old is not None else ():
            if child.tag not in skip:
                inner.append(deepcopy(child))
        return element

    def range(self, kind: str, name: str) -> tuple[_Element, _Element]:
        """The start and the end of a move's range; `kind` "moveFrom" or "moveTo", `name` shared by
        both of them.
        """
        start = self.mark(kind + "RangeStart")
        start.set(w("date"), self._date or NO_DATE)
        start.set(w("name"), name)
        end = etree.Element(w(kind + "RangeEnd"))
        end.set(ID, start.get(ID) or "")
        return start, end
