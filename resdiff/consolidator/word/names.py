"""Joint authors: how a mark that several made is signed, and what makes two marked elements the
same but for who signed them.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.joint import SEPARATOR, names
from resdiff.ooxml.names import ID, local, w
from resdiff.ooxml.revisions import REVISIONS

AUTHOR: Final = w("author")
_VOLATILE: Final = ("rsid", "paraId", "textId", "anchorId", "editId", "spid", "ShapeID", "ObjectID")
# Numbered per document (ECMA-376-1 §20.4.2.5 for docPr): a copy has a number of its own.
_COUNTED: Final = frozenset(("docPr", "cNvPr", "shape", "shapetype", "group", "rect", "oval"))


def joint(first: str, second: str) -> str:
    """The two authors as one, every name once."""
    return SEPARATOR.join(dict.fromkeys((*names(first), *names(second))))


def sign(element: _Element, author: str) -> None:
    """Adds the author to every mark in the element."""
    for mark in element.iter(*REVISIONS):
        if mark.get(AUTHOR) is not None:
            mark.set(AUTHOR, joint(mark.get(AUTHOR) or "", author))


def revised(element: _Element) -> bool:
    """Whether any mark stands in the element."""
    return next(element.iter(*REVISIONS), None) is not None


def authors(element: _Element) -> frozenset[str]:
    """The authors of the element's marks, joint ones as they are written."""
    found = (x.get(AUTHOR) for x in element.iter(*REVISIONS))
    return frozenset(x for x in found if x is not None)


def key(element: _Element | None) -> bytes:
    """The element's XML less who signed its marks and what is numbered anew at every save."""
    if element is None:
        return b""
    twin = deepcopy(element)
    twin.tail = None
    for node in twin.iter():
        if not isinstance(node.tag, str):
            continue
        if node.tag in REVISIONS:
            for volatile in (AUTHOR, w("date"), ID):
                if volatile in node.attrib:
                    del node.attrib[volatile]
        if local(node.tag) in _COUNTED and "id" in node.attrib:
            del node.attrib["id"]
        for name in [str(x) for x in node.attrib]:
            if name.rpartition("}")[2].startswith(_VOLATILE):
                del node.attrib[name]
    return bytes(etree.tostring(twin, method="c14n"))
