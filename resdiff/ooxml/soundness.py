"""What is wrong with the build of a marked file: faults that were met in others' output and that
readers trip over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final, cast

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.compatibility import unreadable
from resdiff.ooxml.mark.keys import tags
from resdiff.ooxml.names import (
    DEL,
    FALLBACK,
    ID,
    INS,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    RPR,
    TBL,
    TC,
    TR,
    P,
    R,
    W,
    local,
    m,
    mc,
    w,
)
from resdiff.ooxml.package import Package
from resdiff.ooxml.revisions import CONTROL_RANGES
from resdiff.ooxml.stories import story_parts
from resdiff.ooxml.text import REFERENCES
from resdiff.values import dataclass

_CONTENT: Final = frozenset((INS, DEL, MOVE_FROM, MOVE_TO))
_SIGNED: Final = _CONTENT | tags(
    "rPrChange pPrChange tblPrChange trPrChange tcPrChange sectPrChange"
    " numberingChange cellIns cellDel cellMerge tblPrExChange moveFromRangeStart"
    " moveToRangeStart customXmlInsRangeStart customXmlDelRangeStart"
)
_NUMBERED: Final = _SIGNED | {w("tblGridChange")}
_LETTERS: Final = tags("t delText") | {m("t")}
_FATES: Final = ((INS, MOVE_TO), (DEL, MOVE_FROM))
_PROPERTIES: Final = frozenset((RPR, w("trPr"), w("numPr"), w("tcPr")))
_BOX: Final = w("txbxContent")
_BARE: Final = "|".join(
    f"//w:{x}[not(.//w:p or .//w:altChunk)]"
    for x in ("footnote", "endnote", "comment", "txbxContent")
)
_RELATIONS: Final = etree.XPath("//@r:*", namespaces={"r": R})
_INVISIBLE: Final = tags(
    "tcPr bookmarkStart bookmarkEnd moveToRangeEnd moveFromRangeEnd commentRangeEnd"
    " customXmlInsRangeEnd customXmlDelRangeEnd customXmlInsRangeStart"
    " customXmlDelRangeStart"
)

# ECMA-376-1, Annex A: where the schema wants the elements that marking adds.
_LAST: Final = {
    "rPrChange": "rPr",
    "pPrChange": "pPr",
    "sectPrChange": "sectPr",
    "tblPrChange": "tblPr",
    "trPrChange": "trPr",
    "tcPrChange": "tcPr",
    "tblGridChange": "tblGrid",
}


_LOOKED_AT: Final = tuple(_NUMBERED | {TC, TR} | tags("delText delInstrText fldChar"))


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault in one part. Shape: `count` how often it is there."""

    slug: str
    part: str
    count: int


def faults(package: Package) -> tuple[Fault, ...]:
    """Everything unsound that is found, sorted; empty for a sound file."""
    found: Counter[tuple[str, str]] = Counter()
    seen: Counter[str] = Counter()
    parts = [part for part, _ in story_parts(package)]
    for part in parts:
        root = package.part(part)
        found.update((slug, part) for slug in _part(root, seen))
        found.update((slug, part) for slug in _relations(package, part, root))
        found.update((slug, part) for slug in unreadable(root))
    found.update(("duplicate-revision-id", "") for n in seen.values() if n > 1)
    found.update(("note-missing", package.main) for _ in _lost_notes(package))
    found.update(("no-content-type", name) for name in package.names if _untyped(package, name))
    return tuple(Fault(slug, part, n) for (slug, part), n in sorted(found.items()))


def _part(root: _Element, ids: Counter[str]) -> Iterator[str]:
    depth = 0
    for element in root.iter(*_LOOKED_AT):
        tag = element.tag
        if tag in _NUMBERED:
            yield from _signature(element, ids)
        yield from _element(element)
        if tag == w("fldChar"):
            kind = element.get(w("fldCharType"))
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            if depth < 0:
                yield "field-unbalanced"
                depth = 0
    if depth:
        yield "field-unbalanced"
    yield from ("text-in-deletion" for _ in _kept_in_deletions(root))
    yield from ("run-in-run" for _ in _found("//w:r[parent::w:r]", root))
    inner = _found("//w:p[parent::w:p or parent::w:r]", root)
    yield from ("paragraph-in-paragraph" for _ in inner)
    yield from ("story-without-paragraph" for _ in _found(_BARE, root))
    yield from ("fallback-differs" for x in root.iter(mc("AlternateContent")) if _doubtful(x))
    yield from _ranges(root)


@cache
def _xpath(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces={"w": W})


def _found(path: str, root: _Element) -> list[_Element]:
    """The elements of a path: quicker than a look at each of what every paragraph is made of."""
    return cast("list[_Element]", _xpath(path)(root))


def _doubtful(alternate: _Element) -> bool:
    """Whether the text boxes of the fall-back, which old readers would show, say otherwise than
    those of the choice, accepted or rejected.
    """
    choice, fallback = alternate.find(mc("Choice")), alternate.find(FALLBACK)
    sides = ([] if x is None else [*x.iter(_BOX)] for x in (choice, fallback))
    before, after = ([_both(x) for x in side] for side in sides)
    return len(before) == len(after) and before != after


def _both(box: _Element) -> list[str]:
    """What a text box says when everything is rejected, and when everything is accepted; an LF
    stands for each paragraph's mark.
    """
    said = [(x, "\n" if x.tag == P else x.text or "") for x in box.iter(P, *_LETTERS)]
    return ["".join(text for x, text in said if not _gone(x, fate)) for fate in _FATES]


def _gone(element: _Element, fate: tuple[str, str]) -> bool:
    """Whether letters, or a paragraph's mark, are held by one of these marks."""
    if element.tag == P:
        return any(element.find(f"{PPR}/{RPR}/{x}") is not None for x in fate)
    return next(element.iterancestors(*fate), None) is not None


def _kept_in_deletions(root: _Element) -> set[_Element]:
    """Text and field codes that a deletion holds and that are not written as deleted."""
    inside = (x for deletion in root.iter(DEL) for x in deletion.iter(w("t"), w("instrText")))
    return {x for x in inside if _inside(x, DEL)}


def _signature(element: _Element, ids: Counter[str]) -> Iterator[str]:
    number = element.get(ID)
    if number is None or not number.lstrip("-").isdigit():
        yield "revision-without-id"
    else:
        ids[number] += 1
    if element.tag in _SIGNED and not element.get(w("author")):
        yield "revision-without-author"


def _element(element: _Element) -> Iterator[str]:
    tag = element.tag
    parent = element.getparent()
    above = None if parent is None else parent.tag
    if tag in _CONTENT and above not in _PROPERTIES:
        if any(x.tag in (P, TBL, TR, TC) for x in element):
            yield "block-in-revision"
    elif tag == w("delText") or tag == w("delInstrText"):
        yield from _deleted_text(element)
    elif tag == TC:
        yield from _cell(element)
    elif tag == TR and next(element.iter(TC), None) is None:
        yield "row-without-cells"
    name = local(tag) if tag in _NUMBERED else ""
    if name in _LAST and (above != w(_LAST[name]) or element.getnext() is not None):
        yield "property-change-out-of-order"


def _inside(element: _Element, tag: str) -> bool:
    for above in element.iterancestors():
        if above.tag in (P, _BOX):
            return False
        if above.tag == tag:
            return True
    return False


def _deleted_text(element: _Element) -> Iterator[str]:
    for above in element.iterancestors():
        if above.tag == DEL:
            return
        if above.tag == MOVE_FROM:
            yield "deleted-text-in-move"  # Word is said to refuse such files
            return
    yield "deleted-text-outside-deletion"


def _cell(cell: _Element) -> Iterator[str]:
    blocks = [x for x in cell if isinstance(x.tag, str) and x.tag not in _INVISIBLE]
    if not blocks or blocks[-1].tag not in (P, w("sdt")):
        yield "cell-without-last-paragraph"
        return
    mark = blocks[-1].find(f"{PPR}/{RPR}")
    row = next(cell.iterancestors(TR), None)
    properties = None if row is None else row.find(w("trPr"))
    own = cell.find(w("tcPr"))
    for kind, single in (("ins", "cellIns"), ("del", "cellDel")):
        marked = mark is not None and mark.find(w(kind)) is not None
        whole = properties is not None and properties.find(w(kind)) is not None
        alone = own is not None and own.find(w(single)) is not None
        if marked and not whole and not alone:
            yield "last-mark-of-kept-cell"  # accepting such a file is said never to end


def _ranges(root: _Element) -> Iterator[str]:
    names: list[set[str]] = []
    for kind in ("moveFrom", "moveTo"):
        starts = [x.get(ID) for x in root.iter(w(f"{kind}RangeStart"))]
        ends = [x.get(ID) for x in root.iter(w(f"{kind}RangeEnd"))]
        if Counter(starts) != Counter(ends):
            yield "move-range-unpaired"
        names.append({x.get(w("name"), "") for x in root.iter(w(f"{kind}RangeStart"))})
    for kind in CONTROL_RANGES:
        starts, ends = ([x.get(ID) for x in root.iter(w(kind + y))] for y in ("Start", "End"))
        if Counter(starts) != Counter(ends):
            yield "control-range-unpaired"
    if names[0] != names[1]:
        yield "move-without-partner"
    texts = _moved(root, "moveFrom"), _moved(root, "moveTo")
    if any(texts[0][name] != texts[1][name] for name in texts[0].keys() & texts[1].keys()):
        yield "move-changes-text"  # an edit on the way that no mark shows
    hidden = {x for f in root.iter(FALLBACK) for x in f.iter(w("bookmarkStart"), w("bookmarkEnd"))}
    starting = [x for x in root.iter(w("bookmarkStart")) if x not in hidden]
    ending = [x for x in root.iter(w("bookmarkEnd")) if x not in hidden]
    ids = [x.get(ID) for x in starting]
    called = [x.get(w("name")) for x in starting]
    if len(ids) != len(set(ids)) or len(called) != len(set(called)):
        yield "duplicate-bookmark"
    if set(ids) != {x.get(ID) for x in ending}:
        yield "bookmark-unpaired"


def _moved(root: _Element, kind: str) -> dict[str, str]:
    """The text of each move at one of its ends, by its name, blanks left out."""
    open_: dict[str | None, str] = {}
    found: dict[str, str] = {}
    start, end = w(f"{kind}RangeStart"), w(f"{kind}RangeEnd")
    for element in root.iter(start, end, w(kind)):
        if element.tag == start:
            open_[element.get(ID)] = element.get(w("name"), "")
        elif element.tag == end:
            open_.pop(element.get(ID), None)
        for name in open_.values() if element.tag == w(kind) else ():
            found[name] = found.get(name, "") + "".join(_text(element).split())
    return found


def _text(element: _Element) -> str:
    """The letters in an element, deleted ones too, those of text boxes not."""
    return "".join(
        (x.text or "") if x.tag in (w("t"), w("delText")) else _text(x)
        for x in element
        if x.tag != _BOX
    )


def _relations(package: Package, part: str, root: _Element) -> Iterator[str]:
    arrows = package.relationships(part)
    for value in cast("list[str]", _RELATIONS(root)):
        if value and value not in arrows:
            yield "relationship-missing"
    for arrow in arrows.values():
        if not arrow.external and arrow.target not in package:
            yield "part-missing"


def _lost_notes(package: Package) -> Iterator[str]:
    root = package.part(package.main)
    for tag, kind in REFERENCES.items():
        wanted = {x.get(ID) for x in root.iter(tag)}
        there = {
            x.get(ID)
            for part in package.related(package.main, kind + "s")
            for x in package.part(part).iterchildren(w(kind))
        }
        yield from (str(x) for x in wanted - there)


def _untyped(package: Package, name: str) -> bool:
    return name != "[Content_Types].xml" and not package.content_type(name)
