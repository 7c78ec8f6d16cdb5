"""Strict OOXML: told apart, read in the transitional spelling, written back in its own.

A strict part that is written stays strict, so that a package never mixes the two: names and
relationship types are respelt both ways, and the values that only the transitional schema knows
(left and right of paragraphs, tabs, cells, which Strict calls start and end) are translated when
written. What Strict has no word for at all, such as VML pictures grafted from a transitional file,
is left as it is.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.names import VAL, w
from resdiff.patterns import pattern

_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/"
_ROOMS: Final = (
    rb"(wordprocessingml|officeDocument|drawingml|schemaLibrary|presentationml|spreadsheetml)"
)
_TAG = pattern(rb"<[^<>]*>")
_TO_TRANSITIONAL = pattern(rb"""(=["'])""" + re.escape(_STRICT) + _ROOMS + rb"/")
_TO_STRICT = pattern(rb"""(=["'])""" + re.escape(_TRANSITIONAL) + _ROOMS + rb"/2006/")
# Two names are spelt differently in the two families (ISO/IEC 29500-1 and -4, Annex A).
_SPELLINGS: Final = (
    (b"extendedProperties", b"extended-properties"),
    (b"customProperties", b"custom-properties"),
)
_SIDES: Final = {"left": "start", "right": "end"}
_ALIGNED: Final = (w("jc"), w("tab"), w("lvlJc"), w("tblpPr"))
_BORDERS: Final = tuple(map(w, ("tblBorders", "tcBorders", "tcMar", "tblCellMar")))


def is_strict(root: _Element) -> bool:
    """Whether a part speaks Strict OOXML: one of its names or relationship types does."""
    spoken = [str(root.tag), *(x for x in root.nsmap.values() if x)]
    spoken += [e.get("Type", "") for e in list(root)[:9]]
    return any(_STRICT.decode() in x for x in spoken)


def to_transitional(data: bytes) -> bytes:
    """A strict part in the transitional spelling; tags only: a text naming a namespace stays."""
    return _respell(data, _TO_TRANSITIONAL, rb"\1" + _TRANSITIONAL + rb"\2/2006/", False)


def to_strict(root: _Element) -> bytes:
    """A part that was read in the transitional spelling, written in the strict one."""
    root = deepcopy(root)
    _translate_sides(root)
    data: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True, with_tail=False
    )
    return _respell(data, _TO_STRICT, rb"\1" + _STRICT + rb"\2/", True)


def _translate_sides(root: _Element) -> None:
    """Says start and end where Strict does (ISO/IEC 29500-1 §17.18.44, §17.3.1.12, §17.4.38)."""
    for element in root.iter(*_ALIGNED):
        side = _SIDES.get(element.get(VAL, ""))
        if side is not None:
            element.set(VAL, side)
    for indent in root.iter(w("ind")):
        for left, start in _SIDES.items():
            for ending in ("", "Chars"):
                value = indent.get(w(left + ending))
                if value is None:
                    continue
                del indent.attrib[w(left + ending)]
                if indent.get(w(start + ending)) is None:
                    indent.set(w(start + ending), value)
    for borders in root.iter(*_BORDERS):
        for left, start in _SIDES.items():
            for border in borders.findall(w(left)):
                border.tag = w(start)


def _respell(data: bytes, pattern: re.Pattern[bytes], whole: bytes, to_strict: bool) -> bytes:
    def tag(found: re.Match[bytes]) -> bytes:
        text = found[0]
        if b"http://" not in text:
            return text
        text = pattern.sub(whole, text)
        for strict, transitional in _SPELLINGS:
            before, after = (transitional, strict) if to_strict else (strict, transitional)
            text = text.replace(b"/" + before, b"/" + after)
        return text

    return _TAG.sub(tag, data)
