"""Elements taken out of a tree without breaking the ranges that run through them."""

from __future__ import annotations

from collections import Counter
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.names import ID, local, w

_FAMILIES: Final = (
    "bookmark",
    "commentRange",
    "perm",
    "moveFromRange",
    "moveToRange",
    "customXmlInsRange",
    "customXmlDelRange",
    "customXmlMoveFromRange",
    "customXmlMoveToRange",
)
MARKERS: Final = frozenset(w(x + end) for x in _FAMILIES for end in ("Start", "End"))
"""The empty elements that begin and end a range (ECMA-376-1 EG_RangeMarkupElements)."""


def drop(element: _Element) -> None:
    """Takes an element out; a range that only begins or ends inside it keeps that end."""
    parent = element.getparent()
    if parent is None:
        return
    for marker in _halves(element):
        marker.tail = None
        element.addprevious(marker)
    parent.remove(element)


def unwrap(element: _Element) -> None:
    """Puts an element's children in its place."""
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)


def remove(marker: _Element) -> None:
    """Takes a mark out; what a broken file put inside it stays."""
    if len(marker):
        unwrap(marker)
        return
    parent = marker.getparent()
    if parent is not None:
        parent.remove(marker)


def _halves(element: _Element) -> list[_Element]:
    markers = list(element.iter(*MARKERS))
    if element.tag in MARKERS:
        markers.remove(element)
    if not markers:
        return []
    whole = Counter(_range(x) for x in markers)
    return [x for x in markers if whole[_range(x)] < 2]


def _range(marker: _Element) -> tuple[str, str]:
    return local(marker.tag).removesuffix("Start").removesuffix("End"), marker.get(ID, "")
