"""Reads Akoma Ntoso 3.0: numbers are labels, authorial notes are notes, ins and del tracked
changes.

Source:  Akoma Ntoso Version 1.0 Part 1 and 2, OASIS Standard, 2018 (namespace akn/3.0).
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from resdiff.errors import EmptyFile
from resdiff.model import Cell, View
from resdiff.ooxml.xml import parse
from resdiff.parsers.content import Content
from resdiff.parsers.flow import LABEL, Flow, Look
from resdiff.values import replace

PART = "akn"
INLINE: Final = frozenset(
    """
    a abbr affectedDocument argument b change concept courtType date decoration def del
    docAuthority docCommittee docDate docIntroducer docJurisdiction docNumber docProponent
    docPurpose docStage docStatus docTitle docType docketNumber embeddedText entity event
    extractText fillIn i img inline ins judge lawyer legislature location mmod mod mref
    neutralCitation noteRef object omissis organization outcome party person placeholder process
    quantity quotedText ref relatedDocument remark rmod role rref session shortTitle signature
    span sub sup term time u vote
    """.split()  # noqa: SIM905 (a table to read)
)
NOT_PRINTED: Final = frozenset({"meta", "componentRef", "marker", "toc"})
_LEFT_OUT: Final = {View.FINAL: "del", View.ORIGINAL: "ins"}
_BREAKS: Final = frozenset({"br", "eol"})
_ATTACHED: Final = frozenset({"attachment", "annex"})


def content(data: bytes, name: str, view: View) -> Content:
    """A block for each paragraph, heading and item; metadata is left out.

    Raises:  EmptyFile when nothing is printed; BrokenPackage or Unsafe for XML that cannot be
             parsed.
    """
    reader = _Reader(parse(data, name)[0], view)
    reader.read()
    blocks = reader.flow.blocks()
    if not any(block.text.strip() for block in blocks):
        raise EmptyFile(f"{name} is an Akoma Ntoso file without text")
    return Content(blocks)


def has_changes(data: bytes, name: str) -> bool:
    """Whether insertions or deletions are marked."""
    return any(_name(x) in ("ins", "del") for x in parse(data, name)[0].iter("*"))


class _Reader:
    """One document while it is read, element by element."""

    def __init__(self, root: etree._Element, view: View) -> None:
        self.flow = Flow(PART)
        self.left_out = _LEFT_OUT[view]
        self.looks = [Look()]
        self.notes = 0
        self.cells = _Cells()
        self.events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))

    def read(self) -> None:
        """Reads every element, and the text behind each."""
        for event, node in self.events:
            if event == "start":
                self._start(node, _name(node))
                continue
            if event == "end":
                self._end(_name(node))
            if node.tail and node.getparent() is not None:
                self.flow.add(node.tail, self.looks[-1])

    def _start(self, element: etree._Element, name: str) -> None:
        look = self._look(element, name)
        if name == "authorialNote":
            look = self._open_note(element, look)
        elif name not in INLINE and name not in _BREAKS:
            self.flow.end()
        self.looks.append(look)
        labelled = name == "num" and self._takes_label(element)
        if labelled or name in NOT_PRINTED or name == self.left_out:
            self.events.skip_subtree()
        elif name in _BREAKS:
            self.flow.line_end(look)
        elif element.text:
            self.flow.add(element.text, look)

    def _end(self, name: str) -> None:
        self.looks.pop()
        if name == "authorialNote":
            self.flow.go_on()
        elif name not in INLINE and name not in _BREAKS:
            self.flow.end()

    def _open_note(self, element: etree._Element, look: Look) -> Look:
        """Sets the mark where the note stands, and the note's text apart."""
        self.notes += 1
        printed = (element.get("marker") or str(self.notes)).strip("()[] ")
        self.flow.mark(printed, str(self.notes), look)
        self.flow.set_apart()
        return Look(note=str(self.notes))

    def _takes_label(self, element: etree._Element) -> bool:
        """Keeps a number as the label of what comes next; whether it is short enough for one."""
        said = "".join(_printed(element, self.left_out)).strip()
        if not said or len(said) > LABEL or " " in said:
            return not said
        self.flow.label = said
        return True

    def _look(self, element: etree._Element, name: str) -> Look:
        look = self.looks[-1]
        if name in ("i", "em"):
            return replace(look, italic=True)
        if name == "b":
            return replace(look, bold=True)
        if name == "sup":
            return replace(look, raised=True)
        if name == "heading":
            return replace(look, style=_heading_style(element), italic=True)
        if name == "li" and _name(element.getparent()) == "ul":
            self.flow.label = "•"
        return replace(look, cell=self.cells.at(name, look.cell))


class _Cells:
    """Counts tables, rows and cells."""

    def __init__(self) -> None:
        self.table, self.row, self.column = -1, -1, -1

    def at(self, name: str, inside: Cell | None) -> Cell | None:
        """The cell that an element opens, or stands in."""
        if name == "table":
            self.table, self.row = self.table + 1, -1
        elif name == "tr":
            self.row, self.column = self.row + 1, -1
        elif name in ("td", "th"):
            self.column += 1
            return Cell(max(self.table, 0), max(self.row, 0), self.column)
        return inside


def _heading_style(element: etree._Element) -> str:
    """An annex's number line for what names an attachment, a heading inside one, else no style:
    in the main text a heading may be a call."""
    parent = element.getparent()
    if _name(parent) in _ATTACHED:
        return "AnnexNo"
    attached = any(_name(x) in _ATTACHED for x in element.iterancestors())
    return "heading" if attached else ""


def _printed(element: etree._Element, left_out: str) -> list[str]:
    """The texts in a small element, what the view leaves out being left out."""
    found = []
    events = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in events:
        if event == "start" and _name(node) == left_out:
            events.skip_subtree()
        elif event == "start":
            found.append(node.text or "")
        elif node is not element:
            found.append(node.tail or "")
    return found


def _name(element: etree._Element | None) -> str:
    return "" if element is None else str(element.tag).rpartition("}")[2]
