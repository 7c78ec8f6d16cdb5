"""Alternate content around blocks: taken apart into the blocks that are shown, since no tracked
change can delete, insert or edit it as a whole.
"""

from __future__ import annotations

from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.mark.keys import BOXES, tags
from resdiff.ooxml.names import FALLBACK, TBL, TC, TR, mc, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.stories import story_parts

ALTERNATE: Final = mc("AlternateContent")
_CHOICE: Final = mc("Choice")
_CONTAINERS: Final = tags("body hdr ftr footnote endnote") | {BOXES, TBL, TR, TC}
_BETWEEN: Final = frozenset((w("sdt"), w("sdtContent"), w("customXml")))


def chosen(alternate: _Element) -> _Element | None:
    """The version of an alternate content that is read: its first choice, else its fall-back."""
    choice = alternate.find(_CHOICE)
    return alternate.find(FALLBACK) if choice is None else choice


def take_apart(root: _Element) -> bool:
    """Puts the chosen blocks of every alternate content that stands between blocks in its place.

    Shape:   whether there was any.
    """
    done = False
    for alternate in [*root.iter(ALTERNATE)]:
        parent = alternate.getparent()
        if parent is None or not _between_blocks(alternate):
            continue
        version = chosen(alternate)
        at = parent.index(alternate)
        parent[at : at + 1] = [] if version is None else [*version]
        done = True
    return done


def apart(package: Package) -> Package:
    """The package with its alternate contents around blocks taken apart; itself without any."""
    parts = [package.part(part) for part, _ in story_parts(package)]
    if not any(_between_blocks(x) for root in parts for x in root.iter(ALTERNATE)):
        return package
    twin = package.copy()
    found = [part for part, _ in story_parts(twin) if take_apart(twin.part(part))]
    for part in found:
        twin.touch(part)
    return twin


def _between_blocks(alternate: _Element) -> bool:
    above = alternate.getparent()
    while above is not None and above.tag in _BETWEEN:
        above = above.getparent()
    return above is not None and above.tag in _CONTAINERS
