"""What a file says with its tracked changes: letter by letter in which marks, controls and links it
stands, and what it looks like.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.keeping.notebook import CONTROLS
from resdiff.ooxml.mark.keys import Keys, tags
from resdiff.ooxml.mark.mending import mended
from resdiff.ooxml.mark.sections import sections
from resdiff.ooxml.names import FALLBACK, ID, PPR, RPR, RUN, SECTPR, TBL, TC, TR, P, T, local, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.revisions import CONTROL_RANGES, RANGES, choice
from resdiff.ooxml.settling.content import CONTENT, crossed
from resdiff.ooxml.settling.leftovers import settle_move_ranges
from resdiff.ooxml.stories import story_parts
from resdiff.ooxml.text import CHARACTERS

_TEXTS: Final = (T, w("delText"))
_SILENT: Final = tags(
    "bookmarkStart bookmarkEnd proofErr lastRenderedPageBreak commentRangeStart commentRangeEnd"
    " permStart permEnd sdtPr sdtEndPr customXmlPr smartTagPr"
) | {w(x + end) for x in RANGES for end in ("Start", "End")}
_APART: Final = frozenset((PPR, RPR, P, FALLBACK))
_WRAPPERS: Final = tags("hyperlink smartTag customXml fldSimple sdt bdo dir")
_PROPERTIES: Final = {P: PPR, TR: w("trPr"), TC: w("tcPr"), TBL: w("tblPr")}
_SECTIONS: Final = frozenset((SECTPR,))
_EMPTY: Final = f"<{RPR}></>"  # a paragraph mark without looks of its own
_NOTHING: Final[frozenset[str]] = frozenset()

TEXT: Final = "'"
"""What a stretch of text begins with, and a sign for what is none does not."""

Token = tuple[str, str]
"""A stretch of text, or a sign for what is none; and all that is said of it."""


def told(package: Package) -> list[Token]:
    """A file's text with the marks and looks of each stretch of it: the body, notes in the order of
    their references, then what each section shows for headers and footers, blank ones left out
    (one part may serve several sections, and be copied when one of them changes).

    Shape:   what is written in another way before it is marked is so here too; half a move is what
             settling makes of it. The change of a table's grid names nobody and goes with the
             table's other marks: it is left out, and so are ranges of bookmarks and comments.
    """
    package = mended(package).copy()
    for part, _ in story_parts(package):
        settle_move_ranges(package.part(part), choice(()))
    return _Teller(package).told()


class _Teller:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._keys = Keys(package)
        self._part = package.main
        self._fates: dict[_Element, tuple[str, ...]] = {}

    def told(self) -> list[Token]:
        """What the whole file says."""
        package = self._package
        body = package.part(package.main)
        found = self._story(package.main, body)
        for part, kind in story_parts(package):
            if kind in ("footnotes", "endnotes"):
                notes = {x.get(ID): x for x in package.part(part).iterchildren(w(kind[:-1]))}
                for reference in body.iter(w(f"{kind[:-1]}Reference")):
                    note = notes.get(reference.get(ID))
                    found.extend([] if note is None else self._story(part, note))
        edges: dict[str, list[Token]] = {}
        for section, shown in sections(package):
            found.extend(("section", _sign(x)) for x in section.iterchildren(w("sectPrChange")))
            for place, part in sorted(shown.items()):
                if part not in edges:
                    edges[part] = self._story(part, package.part(part))
                if any(x[0] != "¶" for x in edges[part]):
                    found.extend(((" ".join(place), ""), *edges[part]))
        return found

    def _story(self, part: str, root: _Element) -> list[Token]:
        self._part = part
        self._fates = _fates(root)
        return [*_joined(self._blocks(root))]

    def _blocks(self, root: _Element) -> Iterator[Token]:
        for element in root.iter(P, TBL, TR, TC):
            above = [*element.iterancestors()]
            if any(x.tag == FALLBACK for x in above):
                continue
            if element.tag == P:
                yield from self._leaves(element, ())
            held = [self._wrapper(x) for x in reversed(above) if x.tag in CONTROLS]
            said = self._looks(element.find(_PROPERTIES[str(element.tag)]), _SECTIONS)
            yield "¶" if element.tag == P else local(element.tag), " ".join((*held, said))

    def _leaves(self, element: _Element, above: tuple[str, ...]) -> Iterator[Token]:
        for child in element:
            if child.tag in _APART or child.tag in _SILENT or not isinstance(child.tag, str):
                continue
            said = above
            if child.tag in CONTENT:
                said = (*above, _sign(child))
            elif child.tag in _WRAPPERS:
                said = (*above, self._wrapper(child))
            elif child.tag == RUN:
                said = (*above, self._looks(child.find(RPR), _NOTHING))
            if child.tag in _TEXTS:
                yield TEXT + (child.text or ""), " ".join(said)
            elif len(child):
                yield from self._leaves(child, said)
            elif child.tag in CHARACTERS or child.tag not in (*CONTENT, *_WRAPPERS, RUN):
                yield local(child.tag), " ".join((*said, child.text or ""))

    def _looks(self, properties: _Element | None, skip: frozenset[str]) -> str:
        return self._keys.properties(properties, self._part, skip).replace(_EMPTY, "")

    def _wrapper(self, wrapper: _Element) -> str:
        """What a control or a link says of itself, and what became of its tags."""
        own = self._looks(wrapper.find(w("sdtPr")), _NOTHING)
        fates = self._fates.get(wrapper, ())
        return " ".join((local(wrapper.tag), wrapper.get(w("anchor"), ""), own, *fates))


def _fates(root: _Element) -> dict[_Element, tuple[str, ...]]:
    """The marks by which controls came, went or moved."""
    found: dict[_Element, tuple[str, ...]] = {}
    for family in CONTROL_RANGES:
        ends = {x.get(ID): x for x in root.iter(w(family + "End"))}
        for start in root.iter(w(family + "Start")):
            end = ends.get(start.get(ID))
            for control in crossed(start, end) if end is not None else ():
                found[control] = (*found.get(control, ()), _sign(start))
    return found


def _sign(mark: _Element) -> str:
    return f"{local(mark.tag)} {mark.get(w('author'), '')} {mark.get(w('date'), '')};"


def _joined(found: Iterable[Token]) -> Iterator[Token]:
    """Neighbouring stretches of text of which the same is said as one, empty ones left out."""
    for (text, said), group in groupby(found, key=lambda x: (x[0].startswith(TEXT), x[1])):
        tokens = [*group]
        words = "".join(x.removeprefix(TEXT) for x, _ in tokens)
        if not text:
            yield from tokens
        elif words:
            yield TEXT + words, said
