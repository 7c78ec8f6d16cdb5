"""Puts comments and tracked corrections at places of the settled view into a file, whatever tracked
changes it already has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.model import Anchor
from resdiff.ooxml.kinds import become
from resdiff.ooxml.living import LivingParagraph, first_child, living
from resdiff.ooxml.names import (
    DEL,
    FALLBACK,
    ID,
    INS,
    MOVE_TO,
    PPR,
    RPR,
    RUN,
    SPACE,
    TYPE,
    T,
    W,
    mc,
    w,
)
from resdiff.ooxml.package import Package
from resdiff.ooxml.stories import story_parts
from resdiff.ooxml.xml import highest
from resdiff.values import dataclass

_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_DEL_TEXT: Final = w("delText")
_ALTERNATE: Final = mc("AlternateContent")
_INSERTED: Final = frozenset({INS, MOVE_TO})


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: at the stretch that `anchor` names, in paragraphs of `text` parted by LF."""

    anchor: Anchor
    text: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A replacement to be tracked: what `anchor` names becomes `text`; either may be empty."""

    anchor: Anchor
    text: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs, and when: `date` ISO 8601 in UTC, or "" for none."""

    author: str
    date: str


def annotate(
    package: Package,
    remarks: Sequence[Remark],
    corrections: Sequence[Correction],
    signed: Signed,
) -> tuple[Package, tuple[Remark | Correction, ...]]:
    """A copy of the package with the comments and corrections, and those that found no place.

    Shape:   positions are those of the settled final view. Tracked changes of the file stay. A
             correction is not made where the words stand outside runs (in a formula), or in a text
             box of which older programs read a copy; a remark in a note or header, where Word has
             no comments, stands at the body's first paragraph. Of a template, or of a file with
             macros, an ordinary document is made.
    """
    result = package.copy()
    become(result, ".docx")
    jobs = [(r, _in_body(result, r.anchor)) for r in remarks]
    places = {(a.part, a.paragraph) for _, a in jobs}
    places |= {(c.anchor.part, c.anchor.paragraph) for c in corrections}
    alive = living(result, places)
    lost: list[Remark | Correction] = []
    comments = _Comments(result, signed)
    for remark, anchor in sorted(jobs, key=lambda j: _order(j[1])):
        paragraph = alive.get((anchor.part, anchor.paragraph))
        if paragraph is None or not comments.add(paragraph, anchor, remark.text):
            lost.append(remark)
    revisions = _Revisions(result, signed)
    for correction in sorted(corrections, key=lambda c: _order(c.anchor), reverse=True):
        paragraph = alive.get((correction.anchor.part, correction.anchor.paragraph))
        if paragraph is None or not revisions.make(paragraph, correction):
            lost.append(correction)
    revisions.tell_apart({part for part, _ in places if part in result.touched})
    return result, tuple(lost)


def _order(anchor: Anchor) -> tuple[str, int, int, int]:
    return anchor.part, anchor.paragraph, anchor.start, anchor.stop


def _in_body(package: Package, anchor: Anchor) -> Anchor:
    """The anchor itself in the body; the body's first paragraph for one elsewhere."""
    return anchor if anchor.part == package.main else Anchor(package.main, 0, 0, 0)


class _Comments:
    """Writes comments into a package, its comments part made where there is none."""

    def __init__(self, package: Package, signed: Signed) -> None:
        self._package = package
        self._signed = signed
        there = package.related(package.main, "comments")
        self._name = there[0] if there else ""
        self._next = 0
        if self._name:
            ids = (c.get(ID) for c in package.part(self._name).iter(w("comment")))
            self._next = highest(ids, -1) + 1

    def _part(self) -> _Element:
        if not self._name:
            self._name = self._package.unused_name("word/comments", ".xml")
            if "word/comments.xml" not in self._package:
                self._name = "word/comments.xml"
            root = etree.Element(w("comments"), nsmap={"w": W})
            self._package.add_part(self._name, root, _CONTENT_TYPE)
            self._package.add_relationship(self._package.main, TYPE + "comments", self._name)
        return self._package.part(self._name)

    def add(self, paragraph: LivingParagraph, anchor: Anchor, text: str) -> bool:
        """Adds one comment over the stretch; over the whole paragraph where that is empty."""
        start, stop = anchor.start, anchor.stop
        runs = paragraph.runs(start, stop) if stop > start else []
        if not runs:
            runs = [p.run for p in paragraph.pieces if p.run is not None]
        number = str(self._next)
        self._next += 1
        self._write(number, text)
        begin, end = _marked(w("commentRangeStart"), number), _marked(w("commentRangeEnd"), number)
        mention = etree.Element(RUN)
        mention.append(_marked(w("commentReference"), number))
        if runs:
            runs[0].addprevious(begin)
            runs[-1].addnext(end)
        else:
            place = first_child(paragraph.element)
            paragraph.element[place:place] = [begin, end]
        whole = paragraph.element.find(f"{PPR}/{RPR}/{INS}") is not None
        (end if whole else _outside_insertion(end)).addnext(mention)
        self._package.touch(anchor.part)
        return True

    def _write(self, number: str, text: str) -> None:
        comment = etree.SubElement(self._part(), w("comment"))
        comment.set(ID, number)
        comment.set(w("author"), self._signed.author)
        if self._signed.date:
            comment.set(w("date"), self._signed.date)
        comment.set(w("initials"), "".join(x[:1] for x in self._signed.author.split()))
        for line in text.split("\n"):
            run = etree.SubElement(etree.SubElement(comment, w("p")), RUN)
            _text(run, line)
        self._package.touch(self._name)


def _outside_insertion(end: _Element) -> _Element:
    """Where the comment's own run may stand: inside an insertion or a move it would be one of the
    author's words, so behind it. (In a paragraph that is inserted whole it goes with the paragraph,
    which would otherwise stay behind, empty, when it is rejected.) The range ends where it ended.
    """
    parent = end.getparent()
    while parent is not None and parent.tag in (*_INSERTED, DEL):
        end, parent = parent, parent.getparent()
    return end


def _marked(name: str, number: str) -> _Element:
    element = etree.Element(name)
    element.set(ID, number)
    return element


def _text(run: _Element, words: str) -> None:
    """Writes words into a run, tabs as tabs."""
    for index, piece in enumerate(words.split("\t")):
        if index:
            etree.SubElement(run, w("tab"))
        if piece:
            leaf = etree.SubElement(run, T)
            leaf.text = piece
            leaf.set(SPACE, "preserve")


class _Revisions:
    """Writes tracked deletions and insertions into the paragraphs of a package."""

    def __init__(self, package: Package, signed: Signed) -> None:
        self._package = package
        self._signed = signed
        self._next = 1 + highest(
            e.get(ID)
            for part, _ in story_parts(package)
            for e in package.part(part).iter()
            if isinstance(e.tag, str)
        )

    def _sign(self, name: str) -> _Element:
        element = _marked(name, str(self._next))
        self._next += 1
        element.set(w("author"), self._signed.author)
        if self._signed.date:
            element.set(w("date"), self._signed.date)
        return element

    def make(self, paragraph: LivingParagraph, correction: Correction) -> bool:
        """Deletes what the anchor names and inserts the text behind it, both tracked."""
        if any(x.find(FALLBACK) is not None for x in paragraph.element.iterancestors(_ALTERNATE)):
            return False  # the copy would still say what it said
        start, stop = correction.anchor.start, correction.anchor.stop
        doomed = paragraph.runs(start, stop) if stop > start else []
        if stop > start and sum(_length(paragraph, r) for r in doomed) != stop - start:
            return False
        model = doomed[-1] if doomed else paragraph.before(start)
        if correction.text and (model is None or model.tag != RUN):
            return False
        if correction.text and model is not None:
            behind = bool(doomed) or paragraph.pieces[0].start < start
            self._insert(model, correction.text, behind)
        for run in doomed:
            self._delete(run)
        self._package.touch(correction.anchor.part)
        return True

    def tell_apart(self, parts: Iterable[str]) -> None:
        """Gives new ids to the formatting changes that were copied when runs were cut."""
        seen: set[str] = set()
        for part in sorted(parts):
            for change in self._package.part(part).iter(w("rPrChange")):
                if change.get(ID, "") in seen:
                    change.set(ID, str(self._next))
                    self._next += 1
                seen.add(change.get(ID, ""))

    def _insert(self, model: _Element, text: str, behind: bool) -> None:
        """Inserts a run that looks like `model` behind (or before) it; an insertion of somebody
        else is parted there.
        """
        mark = self._sign(INS)
        run = etree.SubElement(mark, RUN)
        look = model.find(RPR)
        if look is not None:
            run.append(_plain_look(look))
        _text(run, text)
        place = model
        parent = model.getparent()
        while parent is not None and parent.tag in (*_INSERTED, DEL):
            place = self._part(parent, place, behind)
            parent = place.getparent()
        if behind:
            place.addnext(mark)
        else:
            place.addprevious(mark)

    def _part(self, parent: _Element, child: _Element, behind: bool) -> _Element:
        """Parts a revision element at `child`; gives the half at whose edge there is room now."""
        children = list(parent)
        at = children.index(child) + (1 if behind else 0)
        rest = children[at:]
        if not rest or not at:
            return parent
        twin = parent.makeelement(parent.tag, {str(k): str(v) for k, v in parent.attrib.items()})
        twin.set(ID, str(self._next))
        self._next += 1
        twin.extend(rest)
        parent.addnext(twin)
        return parent if behind else twin

    def _delete(self, run: _Element) -> None:
        mark = self._sign(DEL)
        run.addprevious(mark)
        mark.append(run)
        for leaf in run.iter(T):
            leaf.tag = _DEL_TEXT
            leaf.set(SPACE, "preserve")


def _length(paragraph: LivingParagraph, run: _Element) -> int:
    return sum(p.stop - p.start for p in paragraph.pieces if p.run is run)


def _plain_look(look: _Element) -> _Element:
    """A run's look without the marks that say what became of the run."""
    copy = deepcopy(look)
    for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange"):
        for mark in copy.findall(w(name)):
            copy.remove(mark)
    return copy
