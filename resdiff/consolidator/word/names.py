"""Joint authors: how a mark that several made is signed, and what makes two marked elements the
same but for who signed them.
"""

from __future__ import annotations

from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.joint import SEPARATOR, names
from resdiff.ooxml.names import ID, local, w
from resdiff.ooxml.revisions import REVISIONS
from resdiff.ooxml.xml import copy_of

AUTHOR: Final = w("author")
_VOLATILE: Final = ("rsid", "paraId", "textId", "anchorId", "editId", "spid", "ShapeID", "ObjectID")
_SIGNED: Final = frozenset((AUTHOR, w("date"), ID))
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
    own = copy_of(element)
    for node in own.iter():
        for name in [x for x in node.attrib if _is_volatile(node, str(x))]:
            del node.attrib[name]
    return bytes(etree.tostring(own, method="c14n"))


def _is_volatile(node: _Element, name: str) -> bool:
    """Whether an attribute says who or when, or is counted anew at every save."""
    return (
        (node.tag in REVISIONS and name in _SIGNED)
        or (name == "id" and local(node.tag) in _COUNTED)
        or local(name).startswith(_VOLATILE)
    )
