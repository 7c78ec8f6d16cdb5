"""Puts the blocks of a text into the house styles: what a clause is decides its style, and what a
word processor left behind goes.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.model import Clause, Document, Kind
from resdiff.ooxml import Package
from resdiff.ooxml.graft import styles
from resdiff.ooxml.names import PPR, RPR, RUN, SPACE, VAL, XML, P, R, T, W, w
from resdiff.ooxml.text import atoms, written
from resdiff.parsers.structure.lines import folded_style
from resdiff.proposals.texts import run, runs_between, speaks_arabic

STYLE: Final = "resdiff-style"
"""The attribute that carries a paragraph's house style until the paragraph is at home."""

_BY_KIND: Final = {
    Kind.NUMBER: "resno",
    Kind.TITLE: "restitle",
    Kind.HISTORY: "resref",
    Kind.ADOPTING: "normalaftertitle",
    Kind.CALL: "call",
    Kind.ANNEX: "annexno",
    Kind.HEADING: "annextitle",
    Kind.NOTE: "footnotetext",
    Kind.CELL: "tabletext",
}
_OTHER_WORKS: Final = {"decision": "dec", "recommendation": "rec", "opinion": "op"}
_LEVELS: Final = ("normal", "enumlev", "enumlev", "enumlev")
_OWN_STYLE: Final = frozenset({Kind.ANNEX, Kind.HEADING, Kind.CELL, Kind.ITEM, Kind.PARAGRAPH})
_SET_APART: Final = frozenset({Kind.NUMBER, Kind.TITLE, Kind.HISTORY, Kind.CALL, Kind.ANNEX})
"""Kinds whose looks are the style's alone."""

_JUNK: Final = frozenset(
    map(
        w,
        (
            "proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "permStart",
            "permEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef",
        ),
    )
)  # fmt: skip
_WRAPPERS: Final = frozenset(map(w, ("smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo")))
_WRAPPER_PARTS: Final = frozenset(map(w, ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr")))
_KEPT_PARAGRAPH: Final = ("keepNext", "keepLines", "bidi")
_KEPT_CELL: Final = (*_KEPT_PARAGRAPH, "jc")
_KEPT_RUN: Final = frozenset(
    map(
        w,
        (
            "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "vanish",
            "u", "vertAlign", "rtl", "cs", "em",
        ),
    )
)  # fmt: skip
_SYMBOL: Final = w("sym")
_OWN_ATTRIBUTES: Final = (f"{{{W}}}", f"{{{R}}}", f"{{{XML}}}", "resdiff")
_REFERENCES: Final = frozenset(
    map(w, ("footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef"))
)
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_LETTER: Final = re.compile(r"[a-zа-я]{1,2}\)", re.IGNORECASE)
_BRACKET: Final = re.compile("[(（]")


class House:
    """The styles of a template, found by the ITU's names however they are spelt."""

    def __init__(self, template: Package) -> None:
        self._ids = {
            folded: x.get(w("styleId"), "")
            for x in styles(template)
            if x.get(w("type"), "paragraph") == "paragraph"
            for folded in [exact_style(_name(x))]
        }
        self.note_mark = next(
            (x.get(w("styleId"), "") for x in styles(template) if _name(x) == "footnote reference"),
            "",
        )

    def id(self, name: str) -> str:
        """The template's id of a style; that of Normal where it has none of the name."""
        return self._ids.get(name) or self._ids.get("normal", "Normal")

    def style(self, document: Document, clause: Clause, own: str) -> str:
        """The folded name of the style for a paragraph of a clause; `own` is the one it has."""
        had = exact_style(own)
        named = had in self._ids and had not in ("normal", "footnotetext")
        if clause.kind in _OWN_STYLE and named and not _is_head(had):
            return had
        if clause.kind in (Kind.ITEM, Kind.PARAGRAPH):
            depth = min(_depth(document, clause), 3)
            return f"enumlev{depth}" if depth else "normal"
        style = _BY_KIND.get(clause.kind, "normal")
        if style.startswith("res") and clause.instrument >= 0:
            work = document.instruments[clause.instrument].work
            style = _OTHER_WORKS.get(work.kind, "res") + style[3:]
        return style


def exact_style(name: str) -> str:
    """A style name folded, its trailing number kept: enumlev1 is not enumlev2."""
    digits = re.search(r"\d+$", name.strip())
    folded = folded_style(name)
    kept = digits[0] if digits and folded in _NUMBERED else ""
    return folded + kept


_NUMBERED: Final = frozenset({"enumlev", "heading", "title", "section"})


def _is_head(style: str) -> bool:
    return style.startswith(
        ("resno", "restitle", "resref", "decno", "dectitle", "recno", "rectitle", "proposal",
         "reasons", "source", "call", "normalaftertitle", "title")
    )  # fmt: skip


def _name(style: _Element) -> str:
    named = style.find(w("name"))
    return "" if named is None else named.get(VAL) or ""


def _depth(document: Document, clause: Clause) -> int:
    depth = 0
    while clause.parent >= 0:
        clause = document.clauses[clause.parent]
        depth += clause.kind in (Kind.ITEM, Kind.PARAGRAPH)
    return depth


# ---------------------------------------------------------------------- one block


def clean(block: _Element) -> None:
    """Takes from a block what is no text and no look: marks of programs, bookmarks, comments."""
    for node in [*block.iter(*_JUNK)]:
        _remove(node)
    for node in [*block.iter(w("hyperlink"))]:
        if not any(x.endswith("}id") for x in map(str, node.attrib)):
            _unwrap(node)
    for node in [*block.iter(*_WRAPPERS)]:
        if node is not block:
            _unwrap(node)
    for node in block.iter():
        if not str(node.tag).startswith(f"{{{W}}}"):
            continue
        for name in [str(x) for x in node.attrib]:
            if "rsid" in name or not name.startswith(_OWN_ATTRIBUTES):
                del node.attrib[name]


def dress(
    paragraph: _Element,
    style: str,
    kind: Kind,
    label: str,
    *,
    right_to_left: bool,
    house: House,
    italic_label: bool = False,
) -> None:
    """Gives a paragraph its house style, its automatic label typed, its runs bare of fonts."""
    _dress_properties(paragraph, style, kind, right_to_left)
    for node in [*paragraph.iter(RUN)]:
        _dress_run(node, kind, house, right_to_left)
    if label:
        at = 0 if paragraph.find(PPR) is None else 1
        paragraph.insert(at, run(f"{label}\t", right_to_left=right_to_left))
    if italic_label:
        _italic_label(paragraph)
    if kind in (Kind.NUMBER, Kind.ANNEX):
        small_letters(paragraph)
    join_runs(paragraph)


def _dress_properties(paragraph: _Element, style: str, kind: Kind, right_to_left: bool) -> None:
    old = paragraph.find(PPR)
    names = _KEPT_CELL if kind is Kind.CELL else _KEPT_PARAGRAPH
    tags = frozenset(map(w, names))
    kept = [] if old is None else [x for x in old if x.tag in tags]
    if old is not None:
        paragraph.remove(old)
    fresh = etree.Element(PPR)
    if right_to_left and not any(x.tag == w("bidi") for x in kept):
        at = sum(x.tag != w("jc") for x in kept)
        kept.insert(at, etree.Element(w("bidi")))
    fresh.extend(kept)
    paragraph.insert(0, fresh)
    paragraph.set(STYLE, style)


def _dress_run(node: _Element, kind: Kind, house: House, right_to_left: bool) -> None:
    old = node.find(RPR)
    note = any(x.tag in _REFERENCES for x in node)
    text = "".join(x.text or "" for x in node.iter(T))
    fresh = etree.Element(RPR)
    if note and house.note_mark:
        etree.SubElement(fresh, w("rStyle")).set(VAL, house.note_mark)
    for child in [] if old is None else list(old):
        special = child.tag == w("rFonts") and (
            node.find(_SYMBOL) is not None or _PRIVATE.search(text)
        )
        if special or (child.tag in _KEPT_RUN and not note and _speaks(child, kind)):
            fresh.append(child)
    if right_to_left and speaks_arabic(text) and fresh.find(w("rtl")) is None:
        after = sum(x.tag in (w("cs"), w("em")) for x in fresh)
        fresh.insert(len(fresh) - after, etree.Element(w("rtl")))
    if old is not None:
        node.remove(old)
    if len(fresh):
        node.insert(0, fresh)
    for line_break in node.findall(w("br")):
        if line_break.get(w("type"), "textWrapping") != "textWrapping":
            node.remove(line_break)


_LOOKS: Final = frozenset(map(w, ("b", "bCs", "i", "iCs", "caps", "smallCaps", "u", "strike")))


def _speaks(child: _Element, kind: Kind) -> bool:
    return kind not in _SET_APART or child.tag not in _LOOKS


def _italic_label(paragraph: _Element) -> None:
    """Sets a letter label with its parenthesis in italics, as the ITU prints it."""
    found = _LETTER.match("".join(x.text for x in atoms(paragraph)))
    if found is None:
        return
    for node in runs_between(paragraph, 0, found.end()):
        _look(node, "i", "iCs")


def small_letters(paragraph: _Element) -> None:
    """Takes the style's capitals from the parenthesis of a number line: (Rev. Dubai, 2018)."""
    text = "".join(x.text for x in atoms(paragraph))
    found = _BRACKET.search(text)
    if found is None or not re.search("[a-zа-яé]", text[found.start() :]):
        return
    for node in runs_between(paragraph, found.start(), len(text)):
        _look(node, "caps", value="0")


_ORDER: Final = [
    w(x) for x in ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike")
]


def _look(node: _Element, *names: str, value: str = "") -> None:
    """Sets on/off properties of a run, in the schema's order (ECMA-376-1 §17.3.2.28)."""
    looks = node.find(RPR)
    if looks is None:
        looks = etree.Element(RPR)
        node.insert(0, looks)
    for name in names:
        if looks.find(w(name)) is not None:
            continue
        before = _ORDER[: _ORDER.index(w(name))]
        looks.insert(sum(x.tag in before for x in looks), child := etree.Element(w(name)))
        if value:
            child.set(VAL, value)


# ---------------------------------------------------------------------- runs

_TEXTUAL: Final = frozenset(map(w, ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen")))


def join_runs(paragraph: _Element) -> None:
    """Joins neighbouring runs that look the same, so that equal texts are equal XML."""
    for parent in {x.getparent() for x in paragraph.iter(RUN)}:
        if parent is not None:
            _join(parent)
    for node in paragraph.iter(RUN):
        _join_texts(node)


def _join(parent: _Element) -> None:
    last: _Element | None = None
    for child in list(parent):
        if child.tag != RUN:
            last = None
            continue
        content = [x for x in child if x.tag != RPR]
        if not content:
            parent.remove(child)
        elif not all(x.tag in _TEXTUAL for x in content):
            last = None
        elif last is not None and _looks(last) == _looks(child):
            last.extend(content)
            parent.remove(child)
        else:
            last = child


def _looks(node: _Element) -> bytes:
    looks = node.find(RPR)
    return b"" if looks is None else etree.tostring(looks, method="c14n", exclusive=True)


def _join_texts(node: _Element) -> None:
    last: _Element | None = None
    for child in list(node):
        if child.tag != T:
            last = None
        elif last is not None:
            last.text = (last.text or "") + written(child)[0]
            last.set(SPACE, "preserve")
            node.remove(child)
        else:
            child.text = written(child)[0]
            child.set(SPACE, "preserve")
            last = child


def _remove(node: _Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _unwrap(node: _Element) -> None:
    parent = node.getparent()
    if parent is None:
        return
    at = parent.index(node)
    for child in list(node):
        if child.tag not in _WRAPPER_PARTS:
            parent.insert(at, child)
            at += 1
    parent.remove(node)


def settle_styles(block: _Element, house: House) -> None:
    """Turns the house styles noted on paragraphs into the template's style ids."""
    for node in block.iter(P):
        style = node.get(STYLE)
        if style is None:
            continue
        del node.attrib[STYLE]
        key = house.id(style)
        looks = node.find(PPR)
        if looks is None:
            looks = etree.Element(PPR)
            node.insert(0, looks)
        named = etree.Element(w("pStyle"))
        named.set(VAL, key)
        looks.insert(0, named)
