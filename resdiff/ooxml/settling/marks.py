"""Paragraph marks inserted, deleted or moved: paragraphs join where the mark between goes."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.names import PPR, RPR, RUN, SECTPR, TBL, TC, P, mc, w
from resdiff.ooxml.revisions import CONTROL_RANGES, Choice
from resdiff.ooxml.settling.content import CONTENT, LEAVING, is_paragraph_mark
from resdiff.ooxml.settling.properties import tidy
from resdiff.ooxml.settling.ranges import MARKERS, drop
from resdiff.ooxml.settling.tables import LOST_TABLE

# What stands between the paragraphs of one story without being a block itself.
_WRAPPERS: Final = frozenset(
    {*map(w, ("sdt", "sdtContent", "customXml")), *CONTENT, mc("AlternateContent"), mc("Choice")}
)
_WEIGHTLESS: Final = (
    MARKERS | {PPR, w("proofErr"), w("sdtPr"), w("sdtEndPr"), w("customXmlPr")} | {w("smartTagPr")}
)
# Marks of ranges that go with the words beside them. Those of controls stand at the control's tags.
_MOVING: Final = MARKERS - {w(x + end) for x in CONTROL_RANGES for end in ("Start", "End")}
_EDGES: Final = (w("headerReference"), w("footerReference"))
_PAGE: Final = w("type")
_CHANGE: Final = w("sectPrChange")
# What prints nothing around nothing.
_SHELLS: Final = frozenset(
    map(w, ("hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "bdo", "dir"))
)
_RUN_WEIGHTLESS: Final = frozenset({RPR, w("lastRenderedPageBreak")})
_STORIES: Final = frozenset(
    map(w, ("body", "tc", "txbxContent", "footnote", "endnote", "comment", "hdr", "ftr"))
) | {w("docPartBody")}


def settle_marks(root: _Element, final: bool, choice: Choice) -> bool:
    """Settles every chosen revision of a paragraph mark; whether there was one.

    Shape:   a paragraph whose mark goes joins the next one, which keeps its own properties: the
             mark that survives carries them (§17.13.5.15). Before a table and at the end of a
             story there is no next one: there the mark stays, unless nothing stands before it; an
             empty paragraph goes with its mark.
    """
    marks = [x for x in root.iter(*CONTENT) if _in_run_properties(x) and choice.takes(x)]
    leaving: dict[_Element, None] = {}
    for mark in marks:
        if mark.tag in LEAVING[final] and is_paragraph_mark(mark):
            leaving[next(mark.iterancestors(P))] = None
        properties = mark.getparent()
        if properties is not None:
            properties.remove(mark)
            tidy(properties)
    # From the end: so a chain of paragraphs moves each piece of content once.
    for paragraph in reversed(leaving):
        _join(paragraph)
    return bool(marks)


def _in_run_properties(mark: _Element) -> bool:
    parent = mark.getparent()
    return parent is not None and parent.tag == RPR


def _join(paragraph: _Element) -> None:
    between, following = _next_block(paragraph)
    if following is not None and following.tag == P:
        _move_content(paragraph, between, following)
        _hand_on(paragraph)
        _remove_block(paragraph)
    elif _is_empty(paragraph) and not _needed(paragraph, following):
        for marker in [*paragraph.iter(*MARKERS)]:
            paragraph.addprevious(marker)
        _hand_on(paragraph)
        _remove_block(paragraph)


def _hand_on(paragraph: _Element) -> None:
    """Gives the page headers and footers of a section that goes to the next one, which shows them
    where it has none of its own (ECMA-376-1 §17.10.5) and goes on showing them in Word.
    """
    section = paragraph.find(f"{PPR}/{SECTPR}")
    following = None if section is None else _next_section(paragraph)
    if section is None or following is None:
        return
    own = {(x.tag, x.get(_PAGE, "default")) for x in following.iterchildren(*_EDGES)}
    for reference in reversed([*section.iterchildren(*_EDGES)]):
        if (reference.tag, reference.get(_PAGE, "default")) not in own:
            following.insert(0, deepcopy(reference))


def _next_section(paragraph: _Element) -> _Element | None:
    """The properties of the section behind the one that a paragraph ends."""
    here: _Element | None = paragraph
    while here is not None:
        for sibling in here.itersiblings():
            for section in sibling.iter(SECTPR):
                if next(section.iterancestors(_CHANGE), None) is None:
                    return section
        here = here.getparent()
    return None


def _move_content(paragraph: _Element, between: list[_Element], following: _Element) -> None:
    """Puts a paragraph's content, and the range marks behind it, before the content of the next."""
    moved = [x for x in paragraph if x.tag != PPR] + between
    first = next(iter(following), None)  # len() would count the children each time
    for child in reversed(moved):
        if first is None or first.tag != PPR:
            following.insert(0, child)
        else:
            first.addnext(child)


def _next_block(paragraph: _Element) -> tuple[list[_Element], _Element | None]:
    """The range marks that follow a paragraph in its story, and the block behind them."""
    between: list[_Element] = []
    here = paragraph
    while True:
        found = here.getnext()
        if found is None:
            parent = here.getparent()
            if parent is None or parent.tag not in _WRAPPERS:
                return between, None
            here = parent
            continue
        here = found
        while here.tag in _WRAPPERS and (inner := next(iter(here), None)) is not None:
            here = inner
        if here.tag in _MOVING:
            between.append(here)
        elif (
            here.tag not in _WEIGHTLESS and here.tag not in _WRAPPERS and isinstance(here.tag, str)
        ):
            return between, None if here.tag == SECTPR else here


def _is_empty(paragraph: _Element) -> bool:
    for child in paragraph:
        if child.tag == RUN:
            if any(x.tag not in _RUN_WEIGHTLESS for x in child):
                return False
        elif child.tag in _SHELLS:
            if not _is_empty(child):
                return False
        elif child.tag not in _WEIGHTLESS and isinstance(child.tag, str):
            return False
    return True


def _needed(paragraph: _Element, following: _Element | None) -> bool:
    """Whether a story needs this empty paragraph: as its only one, or behind its last table."""
    if following is not None:
        return False
    before = _previous_block(paragraph)
    return before is None or before.tag == TBL


def _previous_block(paragraph: _Element) -> _Element | None:
    here = paragraph
    while True:
        found = here.getprevious()
        if found is None:
            parent = here.getparent()
            if parent is None or parent.tag not in _WRAPPERS:
                return None
            here = parent
            continue
        here = found
        while here.tag in _WRAPPERS and (inner := next(reversed(here), None)) is not None:
            here = inner
        if here.tag == LOST_TABLE or here.tag in _WEIGHTLESS or here.tag in _WRAPPERS:
            continue
        if isinstance(here.tag, str):
            return None if here.tag == w("tcPr") else here


def _remove_block(block: _Element) -> None:
    """Takes a block out, and the content controls that are left without any."""
    parent = block.getparent()
    drop(block)
    while parent is not None and parent.tag in _WRAPPERS and parent.tag not in CONTENT:
        if any(x.tag not in _WEIGHTLESS for x in parent):
            return
        upper = parent.getparent()
        for marker in [x for x in parent if x.tag in MARKERS]:
            parent.addprevious(marker)
        drop(parent)
        parent = upper


def fill_stories(root: _Element) -> None:
    """Gives an empty paragraph to every story that lost its last block (ECMA-376-1 Annex A)."""
    for story in root.iter(*_STORIES):
        if not any(_is_block(x) for x in story):
            at = next((i + 1 for i, x in enumerate(story) if x.tag == w("tcPr")), 0)
            story.insert(at, story.makeelement(P, {}, None))
    for cell in root.iter(TC):
        last = next((x for x in reversed(cell) if _is_block(x)), None)
        if last is not None and last.tag == TBL:
            cell.append(cell.makeelement(P, {}, None))


def _is_block(element: _Element) -> bool:
    return (
        isinstance(element.tag, str)
        and element.tag not in _WEIGHTLESS
        and element.tag not in (w("tcPr"), SECTPR)
    )
