"""What no mark can be put on, written in another way: paragraphs and tables inside paragraphs,
which no Word file may hold and some programs write, and simple fields without a result.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Final, cast

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.mark.keys import BOXES, tags
from resdiff.ooxml.names import PPR, RPR, RUN, SPACE, TBL, TC, P, T, W, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.settling.ranges import MARKERS, unwrap
from resdiff.ooxml.stories import story_parts
from resdiff.ooxml.text import atoms

_SIMPLE: Final = w("fldSimple")
_UNSAID: Final = MARKERS | tags(
    "proofErr lastRenderedPageBreak smartTag customXml bdo dir hyperlink sdt sdtContent"
)
_HOMES: Final = tags("body hdr ftr footnote endnote comment") | {BOXES, TC}


def mend(root: _Element) -> bool:
    """Makes a paragraph inside a paragraph part of it, puts a table inside one behind it, and
    writes a simple field without a result as a complex one.

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
    fields = [x for x in root.iter(_SIMPLE) if _blank(x)]
    for field in fields:
        _write_complex(field)
    return bool(inner or tables or fields)


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
    inside = cast("list[_Element]", _inside_paragraphs()(root))
    return any(_blank(x) for x in root.iter(_SIMPLE)) or any(
        _paragraph_around(x) is not None for x in inside
    )


@cache
def _inside_paragraphs() -> etree.XPath:
    """What finds the paragraphs and tables that stand anywhere in a paragraph, quickly."""
    return etree.XPath("//w:p//w:p|//w:p//w:tbl", namespaces={"w": W})


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


def _blank(field: _Element) -> bool:
    """Whether a simple field has no result: Word computes one, and `w:ins` may not hold the field
    (ECMA-376-1 Annex A, CT_RunTrackChange).
    """
    return all(x.node.tag in _UNSAID or (x.node.tag == T and not x.text) for x in atoms(field))


def _write_complex(field: _Element) -> None:
    look = field.find(f"{RUN}/{RPR}")
    parts = [etree.Element(w(x)) for x in ("fldChar", "instrText", "fldChar")]
    for part, kind in ((parts[0], "begin"), (parts[2], "end")):
        part.set(w("fldCharType"), kind)
    for name in (w("fldLock"), w("dirty")):
        if field.get(name) is not None:
            parts[0].set(name, field.get(name) or "")
    parts[1].text = field.get(w("instr")) or ""
    parts[1].set(SPACE, "preserve")
    for part in parts:
        run = etree.Element(RUN, nsmap={"w": W})
        run.extend([] if look is None else [deepcopy(look)])
        run.append(part)
        field.addprevious(run)
    unwrap(field)
