"""Fills the template of a contribution: a Word file whose places are named in braces.

A secretariat can restyle it in Word: what stands around a place stays. A paragraph whose place
stays empty goes, and so does a table row or table that then holds no text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff import ooxml, resources
from resdiff.errors import UsageError
from resdiff.ooxml import Package
from resdiff.ooxml.graft import styles
from resdiff.ooxml.names import PPR, RPR, RUN, SECTPR, TBL, TC, TR, VAL, P, T, w
from resdiff.ooxml.stories import story_parts
from resdiff.ooxml.text import paragraph_text
from resdiff.proposals.texts import replace_text, speaks_arabic
from resdiff.proposals.words import head_words

NAME: Final = "contribution.docx"
PROPOSALS: Final = "proposals"
_ROOM: Final = "resdiff-room"  # marks the paragraph that the proposals take the place of
_PLACE: Final = re.compile(r"\{([a-z_]+)\}")
_KNOWN: Final = frozenset(
    {
        "conference", "place_and_dates", "meeting", "addendum", "document", "date", "original",
        "source", "title", "subtitle", "abstract_label", "abstract", PROPOSALS, "running", "end",
    }
)  # fmt: skip


def template(data: bytes | None) -> Package:
    """The template's package: the given file's, or the house's own.

    Raises:  UsageError when it has no place for the proposals; what `Package.open` raises.
    """
    name = NAME if data is None else "the template"
    own = data if data is not None else (resources.templates() / NAME).read_bytes()
    package = Package.open(own, name)
    main = package.part(package.main)
    room = next((x for x in main.iter(P) if f"{{{PROPOSALS}}}" in paragraph_text(x)), None)
    if room is None:
        raise UsageError(
            f"{name} has no place for the proposals",
            "write {proposals} in a paragraph of its own, where they are to stand",
        )
    if ooxml.has_revisions(package):
        raise UsageError(f"{name} carries tracked changes", "accept them in the template")
    room.set(_ROOM, "")
    return package


def fill(package: Package, fields: Mapping[str, Sequence[str]], language: str) -> None:
    """Puts the fields' texts into their places in all parts; several texts repeat the paragraph."""
    words = head_words(language)
    for part, _ in story_parts(package):
        root = package.part(part)
        for paragraph in [*root.iter(P)]:
            _fill(paragraph, fields)
        _drop_empty(root)
        if words.right_to_left:
            _turn(root)
        package.touch(part)
    if words.emphasis:
        _upright(package, words.emphasis)


def place(package: Package, blocks: Sequence[_Element]) -> None:
    """Puts the proposals where the template wants them."""
    root = package.part(package.main)
    room = next(x for x in root.iter(P) if _ROOM in x.attrib)
    for block in blocks:
        room.addprevious(block)
    parent = room.getparent()
    if parent is not None:
        parent.remove(room)
    package.touch(package.main)


def track(package: Package) -> None:
    """Switches Word's track changes on (ECMA-376-1 §17.15.1.89)."""
    for part in package.related(package.main, "settings"):
        root = package.part(part)
        if root.find(w("trackRevisions")) is None:
            before = {w(x) for x in ("writeProtection", "view", "zoom", "removePersonalInformation",
                                     "mirrorMargins", "documentType", "revisionView")}  # fmt: skip
            root.insert(sum(x.tag in before for x in root), etree.Element(w("trackRevisions")))
            package.touch(part)


def restart_notes(package: Package) -> Callable[[], _Element]:
    """Lets footnotes count anew in each section; gives what makes the end of one.

    Shape:   only the first has a first page of its own; the others follow without a break.
    """
    root = package.part(package.main)
    last = next(root.iter(SECTPR))
    notes = etree.Element(w("footnotePr"))
    etree.SubElement(notes, w("numRestart")).set(VAL, "eachSect")
    heads = [x for x in last if x.tag in (w("headerReference"), w("footerReference"))]
    last.insert(len(heads), notes)
    first = deepcopy(last)
    for node in last.findall(w("titlePg")):
        last.remove(node)
    kind = etree.Element(w("type"))
    kind.set(VAL, "continuous")
    last.insert(len(heads) + 1, kind)
    made: list[_Element] = [first]
    return lambda: made.pop() if made else deepcopy(last)


def _fill(paragraph: _Element, fields: Mapping[str, Sequence[str]]) -> None:
    text = paragraph_text(paragraph)
    names = [x for x in _PLACE.findall(text) if x in _KNOWN and x != PROPOSALS]
    if not names:
        return
    lines = max(len(fields.get(x, ())) for x in names)
    parent = paragraph.getparent()
    if parent is None:
        return
    for line in range(lines):
        twin = deepcopy(paragraph)
        _write(twin, {x: y[line] for x in names if line < len(y := fields.get(x, ()))})
        paragraph.addprevious(twin)
    parent.remove(paragraph)


def _write(paragraph: _Element, values: Mapping[str, str]) -> None:
    found = [x for x in _PLACE.finditer(paragraph_text(paragraph)) if x[1] in _KNOWN]
    for one in reversed(found):  # what is put in is not looked at for places again
        replace_text(paragraph, one.start(), one.end(), values.get(one[1], ""))
    for node in [*paragraph.iter(RUN)]:
        silent = all(x.tag in (RPR, T) for x in node) and not any(x.text for x in node.iter(T))
        if silent and node.getparent() is paragraph:
            paragraph.remove(node)


def _drop_empty(root: _Element) -> None:
    """Gives a cell without paragraphs an empty one; takes out rows and tables without text."""
    for cell in [*root.iter(TC)]:
        if cell.find(P) is None:
            etree.SubElement(cell, P)
    for tag in (TR, TBL):
        for node in [*root.iter(tag)]:
            text = "".join(paragraph_text(x) for x in node.iter(P))
            parent = node.getparent()
            drawn = next(node.iter(w("drawing"), w("pict")), None) is not None
            empty = not text.strip() and not drawn if tag == TR else node.find(TR) is None
            if empty and parent is not None:
                parent.remove(node)


def _turn(root: _Element) -> None:
    """Sets paragraphs and tables from right to left."""
    for paragraph in root.iter(P):
        looks = _properties(paragraph, PPR)
        if looks.find(w("bidi")) is None:
            before = {w(x) for x in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "tabs")}
            looks.insert(sum(x.tag in before for x in looks), etree.Element(w("bidi")))
        for run in paragraph.iter(RUN):
            _turn_run(run)
    for table in root.iter(TBL):
        form = table.find(w("tblPr"))
        if form is not None and form.find(w("bidiVisual")) is None:
            at = sum(x.tag in (w("tblStyle"), w("tblpPr"), w("tblOverlap")) for x in form)
            form.insert(at, etree.Element(w("bidiVisual")))


def _turn_run(run: _Element) -> None:
    """Sets a run that has Arabic letters from right to left."""
    if speaks_arabic("".join(x.text or "" for x in run.iter(T))):
        looks = _properties(run, RPR)
        if looks.find(w("rtl")) is None:
            etree.SubElement(looks, w("rtl"))


def _properties(element: _Element, tag: str) -> _Element:
    """The element's properties, made where it has none: they stand first."""
    found = element.find(tag)
    if found is None:
        found = etree.Element(tag)
        element.insert(0, found)
    return found


def _upright(package: Package, face: str) -> None:
    """Puts another typeface for italics in the styles: the language has none."""
    for style in styles(package):
        looks = style.find(RPR)
        slanted = [] if looks is None else [*looks.iterchildren(w("i"), w("iCs"))]
        if looks is None or not slanted:
            continue
        for node in slanted:
            looks.remove(node)
        fonts = looks.find(w("rFonts"))
        if fonts is None:
            fonts = etree.Element(w("rFonts"))
            looks.insert(0, fonts)
        fonts.set(w("eastAsia"), face)
    for part in package.related(package.main, "styles"):
        package.touch(part)
