"""The stories of a package: body, notes, headers and footers, with numbered paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml.etree import _Element

from resdiff.ooxml.names import FALLBACK, SECTPR, P, r, w
from resdiff.ooxml.notes import note_marks
from resdiff.ooxml.package import Package
from resdiff.ooxml.text import Atom, atoms, paragraph_text
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """One `w:p` of a part. Shape: `index` counts the part's paragraphs in document order from 0."""

    element: _Element
    part: str
    index: int
    marks: Mapping[_Element, str]

    @property
    def text(self) -> str:
        """The text as printed, read now (the tree may have changed)."""
        return paragraph_text(self.element, self.marks)

    def atoms(self) -> list[Atom]:
        """The leaves that print the text, read now."""
        return atoms(self.element, self.marks)


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """One part with text; `kind` is "document", "footnotes", "endnotes", "header", "footer"."""

    part: str
    kind: str
    paragraphs: tuple[Paragraph, ...]


def stories(package: Package) -> tuple[Story, ...]:
    """The stories a reader sees: document, footnotes, endnotes, used headers and footers.

    Shape:   a part stands once; comments are not a story.
    """
    marks = note_marks(package)
    return tuple(
        Story(part, kind, _paragraphs(package.part(part), part, marks))
        for part, kind in story_parts(package)
    )


def story_parts(package: Package) -> tuple[tuple[str, str], ...]:
    """The parts that `stories` reads, with their kinds, in the same order."""
    found = {package.main: "document"}
    for kind in ("footnotes", "endnotes"):
        for part in package.related(package.main, kind):
            found.setdefault(part, kind)
    arrows = package.relationships(package.main)
    for section in package.part(package.main).iter(SECTPR):
        for reference in section.iterchildren(w("headerReference"), w("footerReference")):
            arrow = arrows.get(reference.get(r("id"), ""))
            if arrow is not None and not arrow.external and arrow.target in package:
                found.setdefault(arrow.target, "header" if arrow.kind == "header" else "footer")
    return tuple(found.items())


def paragraph_elements(root: _Element) -> Iterator[_Element]:
    """Every `w:p` under `root` in document order, nested ones too, fall-back copies left out."""
    hidden = {x for f in root.iter(FALLBACK) for x in f.iter(P)}
    return (x for x in root.iter(P) if x not in hidden)


def _paragraphs(root: _Element, part: str, marks: Mapping[_Element, str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(x, part, i, marks) for i, x in enumerate(paragraph_elements(root)))
