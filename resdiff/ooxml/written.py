"""The XML of a part's paragraphs, written once for all of them."""

from __future__ import annotations

from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.names import P
from resdiff.ooxml.xml import bare
from resdiff.patterns import pattern

_END: Final = b"</w:p>"
_NAMESPACE: Final = b" xmlns"
# Where paragraphs begin and end: "<" and ">" are always parts of tags in what lxml writes of a part
# that was read without comments (`xml.parse`).
_EDGES: Final = pattern(rb"<w:p(?=[ />])|" + _END)
_STYLE: Final = pattern(rb'<w:[pr]Style w:val="([^"]*)"')
_LIST: Final = pattern(rb'<w:numId w:val="([^"]*)"')


def styles_named(xml: bytes) -> tuple[str, ...]:
    """The ids of the paragraph and character styles that a paragraph's XML names, in order."""
    return tuple(x.decode() for x in _STYLE.findall(xml)) if b"Style " in xml else ()


def lists_named(xml: bytes) -> tuple[str, ...]:
    """The ids of the lists that a paragraph's XML names, in order."""
    return tuple(x.decode() for x in _LIST.findall(xml)) if b"numId" in xml else ()


class Written:
    """What `bare` says of each paragraph of a part, as the part is when this is made.

    Shape:   one serialisation is cut up where paragraphs begin and end: each alone would carry all
             namespaces of the part, 2 KB in Word's files, nine tenths of the work. Those that stand
             in another, and those of a part that declares namespaces between its root and its
             paragraphs, are written each by itself; without a root, all.
    """

    def __init__(self, root: _Element | None) -> None:
        self._data = b"" if root is None else etree.tostring(root)
        self._places = {} if root is None else self._cut([*root.iter(P)])

    def alone(self, paragraph: _Element) -> bytes | None:
        """The paragraph's XML less its name, of one that sees just the namespaces of the root; else
        None.
        """
        place = self._places.get(paragraph)
        return None if place is None else self._data[place[0] : place[1]]

    def of(self, paragraph: _Element) -> bytes:
        """The paragraph's XML less its name and its namespaces."""
        found = self.alone(paragraph)
        return bare(paragraph)[1] if found is None else found

    def _cut(self, paragraphs: list[_Element]) -> dict[_Element, tuple[int, int]]:
        """Where each paragraph that is in no other stands, its name left out."""
        data, behind = self._data, self._data.index(b">")  # the root's namespaces
        found: dict[_Element, tuple[int, int]] = {}
        number = depth = first = start = 0
        for edge in _EDGES.finditer(data):
            stop = data.index(b">", edge.end() - 1) + 1
            if edge[0] == _END:
                depth -= 1
            else:
                if number == len(paragraphs) or paragraphs[number].prefix != "w":
                    return {}  # something else is called so here, or a paragraph otherwise
                if depth == 0:
                    first, start = number, edge.end()
                    if _NAMESPACE in data[behind:start]:
                        return {}
                number += 1
                depth += data[stop - 2 : stop] != b"/>"
            if depth == 0:
                behind = stop
                if _NAMESPACE not in data[start : data.index(b">", start)]:
                    found[paragraphs[first]] = start, stop
        return found if number == len(paragraphs) else {}
