"""Changes of the text of a paragraph of WordprocessingML: a stretch replaced, a run parted."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.names import PPR, RPR, RUN, SPACE, P, T, w
from resdiff.ooxml.text import Atom, atoms
from resdiff.zipped import holdable


def replace_text(paragraph: _Element, start: int, stop: int, text: str) -> bool:
    """Puts `text` for a stretch of a paragraph, in the looks of what stood there (or before it).

    Shape:   False, and nothing changed, where the stretch holds anything but text.
    Units:   positions in the paragraph's text as `ooxml.text` reads it, note numbers left out.
    """
    found = atoms(paragraph)
    hit = [x for x in found if x.start < stop and x.stop > start and x.text]
    if any(x.node.tag != T for x in hit):
        return False
    home = hit[0] if hit else _before(found, start)
    if home is None:
        return False
    for atom in hit:
        own = atom.text
        _write(atom, own[: max(start - atom.start, 0)] + own[max(stop - atom.start, 0) :])
    at = min(start - home.start, len(home.text))
    own = (home.node.text or "") if hit else home.text
    _write(home, own[:at] + text + own[at:])
    return True


def _before(found: list[Atom], position: int) -> Atom | None:
    return next(
        (x for x in reversed(found) if x.node.tag == T and x.start <= position and x.text), None
    )


def _write(atom: Atom, text: str) -> None:
    atom.node.text = holdable(text)
    atom.node.set(SPACE, "preserve")


def part_at(paragraph: _Element, position: int) -> None:
    """Parts the run in which a position of the paragraph's text lies: a run begins there then."""
    for atom in atoms(paragraph):
        if atom.run is None or atom.run.tag != RUN or not atom.start <= position < atom.stop:
            continue
        if position > atom.start and atom.node.tag != T:
            return
        _part(atom, position - atom.start)
        return


def _part(atom: Atom, at: int) -> None:
    run = atom.run
    parent = None if run is None else run.getparent()
    if run is None or parent is None:
        return
    twin = etree.Element(RUN)
    if (looks := run.find(RPR)) is not None:
        twin.append(deepcopy(looks))
    if at:
        rest = etree.SubElement(twin, T)
        rest.text = atom.text[at:]
        rest.set(SPACE, "preserve")
        _write(atom, atom.text[:at])
    following = list(atom.node.itersiblings())
    for node in following if at else [atom.node, *following]:
        twin.append(node)
    parent.insert(parent.index(run) + 1, twin)


def runs_between(paragraph: _Element, start: int, stop: int) -> list[_Element]:
    """The runs that print a stretch, parted so that they print nothing else."""
    part_at(paragraph, start)
    part_at(paragraph, stop)
    found = (x.run for x in atoms(paragraph) if x.text and x.start >= start and x.stop <= stop)
    return list(dict.fromkeys(x for x in found if x is not None))


def run(text: str, *looks: str, right_to_left: bool = False) -> _Element:
    """A run that prints `text`: TAB as a tab, LF as a line break; `looks` on/off properties."""
    element = etree.Element(RUN)
    names = [*looks, *(["rtl"] if right_to_left and speaks_arabic(text) else [])]
    if names:
        properties = etree.SubElement(element, RPR)
        for name in names:
            etree.SubElement(properties, w(name))
    for kind, piece in _pieces(text):
        if kind:
            etree.SubElement(element, w(kind))
        else:
            node = etree.SubElement(element, T)
            node.text = holdable(piece)
            node.set(SPACE, "preserve")
    return element


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    for i, line in enumerate(text.split("\n")):
        if i:
            yield "br", ""
        for j, piece in enumerate(line.split("\t")):
            if j:
                yield "tab", ""
            if piece:
                yield "", piece


def speaks_arabic(text: str) -> bool:
    """Whether a text has Arabic letters."""
    return any("\u0600" <= c <= "\u06ff" or "\ufb50" <= c <= "\ufefc" for c in text)


def paragraph(style: str, *content: _Element) -> _Element:
    """A paragraph in a style."""
    element = etree.Element(P)
    named = etree.SubElement(etree.SubElement(element, PPR), w("pStyle"))
    named.set(w("val"), style)
    element.extend(content)
    return element
