"""Parsing and writing one XML part: bounded, without DTDs, strict or transitional alike."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.errors import BrokenPackage, Unsafe

MAX_DEPTH: Final = 240
"""Deepest nesting of elements that is read.

Source:  libxml2 refuses 256 without XML_PARSE_HUGE, so every reader built on its defaults
         (python-docx among them) ends there; 16 are left free for the wrappers that marking adds.
         The deepest real file that was seen has 31.
"""

# ECMA-376-1 allows UTF-8 and UTF-16 only; others that spell "<!" as ASCII does are read too. Those
# that do not (UTF-7, UTF-32, EBCDIC) could hide a DTD from the test below and are refused.
_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(le|be)?|us-ascii|ascii|iso-8859-\d+|iso_8859-\d+|latin-?1|windows-\d+|cp125\d"
    r"|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|euc-(jp|kr|cn)",
    re.IGNORECASE,
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")

_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/"
_ROOMS: Final = (
    rb"(wordprocessingml|officeDocument|drawingml|schemaLibrary|presentationml|spreadsheetml)"
)
_TAG = re.compile(rb"<[^<>]*>")
_TO_TRANSITIONAL = re.compile(rb"""(=["'])""" + re.escape(_STRICT) + _ROOMS + rb"/")
_TO_STRICT = re.compile(rb"""(=["'])""" + re.escape(_TRANSITIONAL) + _ROOMS + rb"/2006/")
# Two names are spelt differently in the two families (ISO/IEC 29500-1 and -4, Annex A).
_SPELLINGS: Final = (
    (b"extendedProperties", b"extended-properties"),
    (b"customProperties", b"custom-properties"),
)
_TOO_DEEP = etree.XPath("boolean(/*" + "/*" * MAX_DEPTH + ")")


def parse(data: bytes, what: str) -> tuple[_Element, bool]:
    """The root of a part in the transitional spelling, and whether it was strict.

    Raises:  Unsafe for a DTD, an encoding that could hide one, or nesting past `MAX_DEPTH`;
             BrokenPackage when it is not well-formed XML.
    """
    _refuse_dtd(data, what)
    root = _parse(data, what)
    strict = is_strict(root)
    if strict:
        root = _parse(_respell(etree.tostring(root, encoding="UTF-8"), _TO_TRANSITIONAL), what)
    if _TOO_DEEP(root):
        raise Unsafe(f"{what} nests elements more than {MAX_DEPTH} deep")
    return root, strict


def serialise(root: _Element, strict: bool) -> bytes:
    """A part's bytes: UTF-8, declared as standalone; in the strict spelling where asked."""
    tree = root.getroottree()
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _respell(data, _TO_STRICT) if strict else data


def is_strict(root: _Element) -> bool:
    """Whether a part speaks Strict OOXML: one of its names or relationship types does."""
    spoken = [
        str(root.tag),
        *(x for x in root.nsmap.values() if x),
        *(e.get("Type", "") for e in list(root)[:9]),
    ]
    return any(_STRICT.decode() in x for x in spoken)


def _parse(data: bytes, what: str) -> _Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if _past_a_limit(error):
            raise Unsafe(f"{what} is nested too deep or holds a text without end") from None
        raise BrokenPackage(f"{what} is not well-formed XML ({error.msg})") from None
    except (ValueError, LookupError) as error:
        raise BrokenPackage(f"{what} cannot be read as XML ({error})") from None
    if root is None:
        raise BrokenPackage(f"{what} is empty")
    return root


def _past_a_limit(error: etree.XMLSyntaxError) -> bool:
    # `code` is missing from the published type stubs.
    return bool(getattr(error, "code", 0) == etree.ErrorTypes.ERR_RESOURCE_LIMIT)


def _refuse_dtd(data: bytes, what: str) -> None:
    """Refuses a document type declaration (ECMA-376-2 §8.1.4), and with it every entity."""
    head = data[:4]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        marks = ["<!DOCTYPE".encode(x) for x in ("utf-16-le", "utf-16-be")]
    else:
        marks = [b"<!DOCTYPE"]
        declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf")[:400])
        if declared and not _ENCODINGS.fullmatch(declared[1].decode("latin-1")):
            raise Unsafe(f"{what} is written in the encoding {declared[1].decode('latin-1')!r}")
        if b"\0" in head or not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
            raise BrokenPackage(f"{what} does not begin like XML")
    if any(mark in data for mark in marks):
        raise Unsafe(f"{what} carries a document type declaration, which Word files may not have")


def _respell(data: bytes, pattern: re.Pattern[bytes]) -> bytes:
    """The same part in the other spelling, tags only: a text that names a namespace stays."""
    to_strict = pattern is _TO_STRICT
    whole = rb"\1" + (_STRICT + rb"\2/" if to_strict else _TRANSITIONAL + rb"\2/2006/")

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
