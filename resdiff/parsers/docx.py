"""Reads a Word file: each paragraph of each story becomes a block with its form."""

from __future__ import annotations

from resdiff.model import Anchor, Block, NoteMark, View
from resdiff.ooxml import Package, Paragraph, settle, stories
from resdiff.ooxml.names import ID, local
from resdiff.ooxml.notes import note_id
from resdiff.ooxml.text import REFERENCES

_PLACES = {"header": "header", "footer": "footer"}


def blocks(data: bytes, name: str, view: View) -> tuple[Block, ...]:
    """A block for each paragraph: body first, then notes, then page headers and footers.

    Shape:   anchors count every paragraph of a part, those of text boxes and cells too.
    Raises:  what `Package.open` raises.
    """
    package = settle(Package.open(data, name), view)
    found: list[Block] = []
    for story in stories(package):
        place = _PLACES.get(story.kind, "body")
        for paragraph in story.paragraphs:
            found.append(_block(paragraph, place))
    return tuple(found)


def _block(paragraph: Paragraph, place: str) -> Block:
    text = paragraph.text
    anchor = Anchor(paragraph.part, paragraph.index, 0, len(text))
    return Block(text, anchor, place=place, note=_note(paragraph), marks=_marks(paragraph))


def _note(paragraph: Paragraph) -> str:
    """The id of the note that a paragraph belongs to, as `note_id` gives it to the note's mark."""
    for above in paragraph.element.iterancestors():
        kind = local(above.tag)
        if kind in {"footnote", "endnote"}:
            return f"{kind}-{above.get(ID, '')}"
    return ""


def _marks(paragraph: Paragraph) -> tuple[NoteMark, ...]:
    return tuple(
        NoteMark(atom.start, atom.stop, note_id(atom.node), atom.stop > atom.start)
        for atom in paragraph.atoms()
        if atom.node.tag in REFERENCES
    )
