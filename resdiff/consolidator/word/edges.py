"""Page headers and footers, which say whose document a proposal is: the base keeps its own."""

from __future__ import annotations

from typing import Final

from lxml.etree import _Element

from resdiff.ooxml import Package
from resdiff.ooxml.names import SECTPR, w
from resdiff.ooxml.stories import stories, story_parts

EDGES: Final = "headers"
"""What the proof calls the story of all page headers and footers (`ooxml.reading`)."""

_KINDS: Final = frozenset(("header", "footer"))
_REFERENCES: Final = frozenset(map(w, ("headerReference", "footerReference")))
_FIRST_PAGE: Final = w("titlePg")


def without_edges(proposal: Package, base: Package) -> Package:
    """A proposal's file that shows no page headers and footers.

    Shape:   a first page of its own (§17.10.6) goes too, where the base has none.
    """
    own = proposal.copy()
    dropped = _REFERENCES if _has_first_page(base) else _REFERENCES | {_FIRST_PAGE}
    for section in own.part(own.main).iter(SECTPR):
        for child in [x for x in section if x.tag in dropped]:
            section.remove(child)
    own.touch(own.main)
    return own


def with_edges(marked: Package, base: Package) -> Package:
    """A marked file of the base, changed: it shows the base's headers and footers unmarked."""
    for part, kind in story_parts(base):
        if kind in _KINDS:
            marked.set_data(part, base.data(part))
    return marked


def edges(package: Package) -> frozenset[str]:
    """What stands in the headers and footers that a file shows, blank lines left out."""
    shown = (x for x in stories(package) if x.kind in _KINDS)
    return frozenset(p.text for x in shown for p in x.paragraphs if p.text.strip())


def _has_first_page(package: Package) -> bool:
    root: _Element = package.part(package.main)
    return any(x.find(_FIRST_PAGE) is not None for x in root.iter(SECTPR))
