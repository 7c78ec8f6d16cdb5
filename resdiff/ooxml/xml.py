"""Parsing and writing one XML part: bounded, without DTDs, strict or transitional alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.errors import BrokenPackage, Unsafe
from resdiff.ooxml.strict import is_strict, to_strict, to_transitional
from resdiff.patterns import pattern

MAX_DEPTH: Final = 240
"""Deepest nesting of elements that is read.

Source:  libxml2 refuses 256 without XML_PARSE_HUGE, so every reader built on its defaults
         (python-docx among them) ends there; 16 are left free for the wrappers that marking adds.
         The deepest of 249 real files has 25.
"""

MAX_BYTES: Final = 64 * 1024 * 1024
"""Most bytes of a part that is read as XML. Source: twelve times the largest of 249 real files."""

MAX_TAGS: Final = 3_000_000
"""Most tags of a part, counted by their "<". Source: ten times the largest of 249 real files, which
has 7,700 paragraphs; a million elements take 200 MB of memory."""

# ECMA-376-1 allows UTF-8 and UTF-16 only; others that spell "<!" as ASCII does are read too. Those
# that do not (UTF-7, UTF-32, EBCDIC) could hide a DTD from the test below and are refused.
_USUAL = "UTF-8"
_ENCODINGS = pattern(
    r"utf-?8|utf-?16(le|be)?|us-ascii|ascii|iso-8859-\d+|iso_8859-\d+|latin-?1|windows-\d+|cp125\d"
    r"|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|euc-(jp|kr|cn)",
    re.IGNORECASE,
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")

_OPENING = pattern(rb'<[^ />]+((?: xmlns:[^=]++="[^"]*+")*+)')
_NUMBER = re.compile(r"[0-9]{1,9}")
_TOO_DEEP = etree.XPath("boolean(/*" + "/*" * MAX_DEPTH + ")")


def parse(data: bytes, what: str) -> tuple[_Element, bool]:
    """The root of a part in the transitional spelling, and whether it was strict.

    Raises:  Unsafe for a DTD, an encoding that could hide one, or nesting past `MAX_DEPTH`;
             BrokenPackage when it is not well-formed XML.
    """
    if len(data) > MAX_BYTES or data.count(b"<") > MAX_TAGS:
        raise Unsafe(f"{what} is too large to be read")
    _refuse_dtd(data, what)
    root = _parse(data, what)
    strict = is_strict(root)
    if strict:
        root = _parse(to_transitional(etree.tostring(root, encoding="UTF-8")), what)
    if _TOO_DEEP(root):
        raise Unsafe(f"{what} nests elements more than {MAX_DEPTH} deep")
    return root, strict


def serialise(root: _Element, strict: bool) -> bytes:
    """A part's bytes: UTF-8, declared as standalone; in the strict spelling where asked."""
    if strict:
        return to_strict(root)
    tree = root.getroottree()
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def bare(element: _Element) -> tuple[bytes, bytes]:
    """An element's XML, cut in two: the namespaces that it and its part declare, and what follows.

    Shape:   the element's own name is left out. In a paragraph of Word's the first part is 2 KB,
             often nine tenths of it, and says the same in every paragraph.
    """
    data = etree.tostring(element, with_tail=False)
    opening = _OPENING.match(data)
    assert opening is not None
    return opening[1], data[opening.end() :]


def copy_of(element: _Element) -> _Element:
    """A deep copy of an element, without the text behind it."""
    made = deepcopy(element)
    made.tail = None
    return made


def highest(ids: Iterable[str | None], least: int = 0) -> int:
    """The largest of the ids that are numbers; `least` where there is none.

    Units:   numbers of up to nine digits: Word counts in 32 bits, a longer one has no successor.
    """
    return max((int(x) for x in ids if x and is_number(x)), default=least)


def is_number(text: str) -> bool:
    """Whether an id is a number that Word can count with, and not below 0."""
    return _NUMBER.fullmatch(text) is not None


def first_child(element: _Element, tag: str) -> _Element | None:
    """The first child of that tag, as `find` gives it: ten times as fast where it is the first of
    all, as properties are, and twice elsewhere, since `find` looks for a path.
    """
    if len(element) == 0:
        return None
    first = element[0]
    return first if first.tag == tag else next(element.iterchildren(tag), None)


def take_out(element: _Element) -> None:
    """Takes an element out of its parent, if it has one, and the text behind it too."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _parse(data: bytes, what: str) -> _Element:
    # A comment inside w:t would end the text that lxml gives of it; Word drops both on reading.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if _past_a_limit(error):
            raise Unsafe(f"{what} is nested too deep or holds a text without end") from None
        said = " ".join(str(error.msg).split())
        raise BrokenPackage(f"{what} is not well-formed XML ({said})") from None
    except (ValueError, LookupError) as error:
        raise BrokenPackage(f"{what} cannot be read as XML ({error})") from None
    if root is None:
        raise BrokenPackage(f"{what} is empty")
    return root


def _past_a_limit(error: etree.XMLSyntaxError) -> bool:
    # `code` is missing from the published type stubs.
    return bool(getattr(error, "code", 0) == etree.ErrorTypes.ERR_RESOURCE_LIMIT)


def _refuse_dtd(data: bytes, what: str) -> None:
    """Refuses a document type declaration (ECMA-376-2 §8.1.4), and with it every entity.

    Raises:  Unsafe for a declaration, or an encoding that Word does not write; BrokenPackage for
             what does not begin like XML.
    """
    head = data[:4]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        marks = ["<!DOCTYPE".encode(x) for x in ("utf-16-le", "utf-16-be")]
    else:
        marks = [b"<!DOCTYPE"]
        declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf")[:400])
        encoding = declared[1].decode("latin-1") if declared else _USUAL
        if encoding != _USUAL and not _ENCODINGS.fullmatch(encoding):
            raise Unsafe(f"{what} is written in the encoding {encoding!r}")
        if b"\0" in head or not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
            raise BrokenPackage(f"{what} does not begin like XML")
    if any(mark in data for mark in marks):
        raise Unsafe(f"{what} carries a document type declaration, which Word files may not have")
