"""Finds the notes of a web page: a mark that links to a note, and a note that links back."""

from __future__ import annotations

import re
from dataclasses import field

from lxml import etree

from resdiff.values import dataclass

_HOLDERS = frozenset({"p", "li", "div", "dd", "td", "aside", "section"})
_BRACKETS = "[]()^ \t\r\n\u00a0"
_SPEAKS = re.compile(r"[\w*†‡§]")
LONGEST_MARK = 8
"""Longest text of a mark in code points; "[note 1]" has 8."""

_CLIMB = 4
"""Most elements between a link and the element its address names; Word's have 3."""


@dataclass(slots=True)
class Notes:
    """The notes of a page.

    Shape:   `marks` what a link prints, without brackets, and its note's id; `holders` the elements
             that hold a note's text; `backs` what a note prints of its mark, "" for a mere arrow.
    """

    marks: dict[etree._Element, tuple[str, str]] = field(default_factory=dict)
    holders: dict[etree._Element, str] = field(default_factory=dict)
    backs: dict[etree._Element, str] = field(default_factory=dict)


def find_notes(root: etree._Element) -> Notes:
    """The notes whose marks link to them and to whose marks they link back."""
    named = _named(root)
    found = Notes()
    links = [x for x in root.iter("a") if (x.get("href") or "").startswith("#")]
    order = {link: number for number, link in enumerate(links)}
    by_target: dict[etree._Element, list[etree._Element]] = {}
    for link in links:
        target = named.get((link.get("href") or "")[1:])
        if target is not None:
            by_target.setdefault(target, []).append(link)
    for link in links:
        if link not in found.backs and len(_printed(link)) <= LONGEST_MARK:
            _pair(link, named, by_target, order, found)
    return found


def _named(root: etree._Element) -> dict[str, etree._Element]:
    named: dict[str, etree._Element] = {}
    for element in root.iter("*"):
        for name in (element.get("id"), element.get("name")):
            if name:
                named.setdefault(name, element)
    return named


def _pair(
    link: etree._Element,
    named: dict[str, etree._Element],
    by_target: dict[etree._Element, list[etree._Element]],
    order: dict[etree._Element, int],
    found: Notes,
) -> None:
    target = named.get((link.get("href") or "")[1:])
    if target is None:
        return
    backs = [b for place in _around(link) for b in by_target.get(place, ()) if b is not link]
    back = next((b for b in backs if order[b] > order[link] and _stands_at(b, target)), None)
    holder = _holder(target, link) if back is not None else None
    if back is None or holder is None:
        return
    note = found.holders.setdefault(holder, str(len(found.holders) + 1))
    found.marks[link] = (_printed(link), note)
    printed = _printed(back)
    found.backs[back] = printed if _SPEAKS.search(printed) and len(printed) < LONGEST_MARK else ""


def _around(link: etree._Element) -> list[etree._Element]:
    """The link, what holds it closely, and what it holds: where an address may point."""
    above = [x for _, x in zip(range(_CLIMB), link.iterancestors(), strict=False)]
    return [link, *(x for x in above if x.tag not in _HOLDERS), *link.iterdescendants("*")]


def _stands_at(back: etree._Element, target: etree._Element) -> bool:
    """Whether the way back stands in the note: at its address, in it, or in one block with it."""
    if back is target or target in back.iterancestors():
        return True
    block = next(target.iterancestors(*_HOLDERS), None)
    return block is not None and block in back.iterancestors()


def _holder(target: etree._Element, mark: etree._Element) -> etree._Element | None:
    """The element that holds the note and not its mark: the smallest block, or the box that holds
    just this note."""
    block = target if target.tag in _HOLDERS else next(target.iterancestors(*_HOLDERS), None)
    if block is None or block in mark.iterancestors():
        return None
    box = block.getparent()
    if box is not None and box.tag in ("div", "aside") and box.get("id"):
        links = [x for x in box.iter("a") if (x.get("href") or "").startswith("#")]
        if len(links) == 1 and box not in mark.iterancestors():
            return box
    return block


def _printed(link: etree._Element) -> str:
    text = "".join(str(x) for x in link.itertext())
    return text.strip(_BRACKETS)
