"""Paragraphs and tables inside paragraphs, which no Word file may hold and some programs write: put
where they can be read, compared and marked.
"""

from __future__ import annotations

from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.mark.keys import BOXES, tags
from resdiff.ooxml.names import PPR, TBL, TC, P
from resdiff.ooxml.package import Package
from resdiff.ooxml.stories import story_parts

_HOMES: Final = tags("body hdr ftr footnote endnote comment") | {BOXES, TC}


def mend(root: _Element) -> bool:
    """Makes a paragraph inside a paragraph part of it, and puts a table inside one behind it.

    Shape:   whether there was any. No word is lost; what stood behind such a table stays in its
             paragraph, ahead of the table.
    """
    inner = [x for x in root.iter(P) if _paragraph_around(x) is not None]
    tables = [x for x in root.iter(TBL) if _paragraph_around(x) is not None]
    for paragraph in reversed(inner):
        _unwrap(paragraph)
    for table in reversed(tables):
        outer = _paragraph_around(table)
        if outer is not None:
            table.tail = None
            outer.addnext(table)
    return bool(inner or tables)


def mended(package: Package) -> Package:
    """The package with its stories mended; itself where nothing was to be done."""
    if not any(_needs(package.part(part)) for part, _ in story_parts(package)):
        return package
    twin = package.copy()
    for part, _ in story_parts(twin):
        if mend(twin.part(part)):
            twin.touch(part)
    return twin


def _needs(root: _Element) -> bool:
    return any(_paragraph_around(x) is not None for x in root.iter(P, TBL))


def _paragraph_around(block: _Element) -> _Element | None:
    """The paragraph that holds a block without a cell or a text box between."""
    above = block.getparent()
    while above is not None and above.tag not in _HOMES:
        if above.tag == P:
            return above
        above = above.getparent()
    return None


def _unwrap(paragraph: _Element) -> None:
    parent = paragraph.getparent()
    if parent is None:
        return
    at = parent.index(paragraph)
    parent[at : at + 1] = [x for x in paragraph if x.tag != PPR]
