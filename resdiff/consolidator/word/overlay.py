"""Lays one marked file over another of the same base: part by part, block by block."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from copy import deepcopy
from itertools import count
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.consolidator.weaving import woven
from resdiff.consolidator.word.groups import Group, groups, section
from resdiff.consolidator.word.laying import Odd, merge
from resdiff.consolidator.word.names import authors, key, revised, sign
from resdiff.consolidator.word.tokens import Unclear, tokens
from resdiff.consolidator.word.writing import paragraphs
from resdiff.model import Notice
from resdiff.ooxml import Package
from resdiff.ooxml.comments import comments
from resdiff.ooxml.compatibility import carry
from resdiff.ooxml.graft import Graft
from resdiff.ooxml.mark.marker import Marker
from resdiff.ooxml.mark.ranges import tidy
from resdiff.ooxml.names import DEL, ID, TBL, TC, TR, TYPE, P, R, W, local, w
from resdiff.ooxml.revisions import REVISIONS
from resdiff.ooxml.stories import story_parts
from resdiff.ooxml.text import REFERENCES, paragraph_text

_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CELL_MARKS: Final = tuple(map(w, ("cellIns", "cellDel", "cellMerge")))
_FIRST_ID: Final = 10_000_000
"""Where the marks' ids begin: above what bookmarks of real files have (the largest met has five
digits)."""


class Refused(Exception):
    """Two files mark one place in ways that cannot stand in one file; the message says where."""


def overlay(result: Package, marked: Package, base: Package) -> list[Notice]:
    """Adds the marks of `marked` to `result`, which is changed; both are marked files of `base`.

    Shape:   what both mark alike is signed by both; notices say what of the formatting could not be
             shown twice.
    Raises:  Refused.
    """
    return _Overlay(result, marked, base).run()


class _Overlay:
    """One laying over: the two files, what was brought, what could not be."""

    def __init__(self, result: Package, marked: Package, base: Package) -> None:
        self.result, self.marked, self.base = result, marked, base
        self.graft = Graft(result, marked)
        self.odd = Odd()
        self.part = result.main
        self.notes: dict[tuple[str, str], str] = {}
        self.shared: set[tuple[str, str]] = set()
        self.known = {
            kind: {
                x.get(ID) or ""
                for part in base.related(base.main, kind + "s")
                for x in base.part(part).iterchildren(w(kind))
            }
            for kind in ("footnote", "endnote")
        }
        for part in base.related(base.main, "numbering"):
            for number in base.part(part).iterchildren(w("num")):
                name = number.get(w("numId")) or ""
                self.graft.lists.prefer(name, name)
        for comment in comments(base):
            self.graft.comments.keep(comment, comment)

    def run(self) -> list[Notice]:
        """Lays every story; gives what could not be shown."""
        for part, kind in story_parts(self.base):
            if part not in self.result or part not in self.marked:
                continue
            if self.marked.data(part) == self.base.data(part):
                continue
            self.part = part
            own, other = self.result.part(part), self.marked.part(part)
            if kind == "document":
                own, other = own.find(w("body")), other.find(w("body"))  # type: ignore[assignment]
                self._section(own, other)
            if kind in ("footnotes", "endnotes"):
                self._notes(own, other, kind[:-1])
            else:
                self.container(own, other)
            self.result.touch(part)
        self._number()
        carry(self.result, self.marked)
        return self._said()

    def _said(self) -> list[Notice]:
        found = []
        if self.odd.looks:
            found.append(
                Notice(
                    "looks-conflict",
                    f"several proposals format the same words differently (places:"
                    f" {self.odd.looks}); the first one's formatting is shown",
                )
            )
        if self.odd.ranges:
            found.append(
                Notice(
                    "ranges-dropped",
                    "where two proposals change one paragraph, the place of a comment of the later"
                    " one is not shown",
                )
            )
        return found

    # ------------------------------------------------------------------ blocks

    def container(self, own: _Element, other: _Element) -> None:
        """Lays the blocks of one container over those of another.

        Raises:  Refused when the two do not have the same blocks of the base.
        """
        pairs = groups(own), groups(other)
        if len(pairs[0]) != len(pairs[1]):
            raise Refused("a place where the two files do not have the same blocks of the base")
        last = section(own)
        for group, there in zip(*pairs, strict=True):
            self._lead(own, group, there, last)
            if group.core and there.core:
                self._core(group, there)

    def _lead(self, container: _Element, group: Group, there: Group, last: _Element | None) -> None:
        """Blocks that only came: those of both in one order, equal ones once."""
        if not there.lead:
            return
        own = {id(x): (x, key(x)) for x in group.lead}
        twins = [self.copy(x) for x in there.lead]
        for twin in twins:
            own[id(twin)] = twin, key(twin)
        order = woven(group.lead, twins, lambda x: own[id(x)][1], _both)
        anchor = group.core[0] if group.core else last
        for block in order:
            if anchor is not None:
                anchor.addprevious(block)
            else:
                container.append(block)

    def _core(self, group: Group, there: Group) -> None:
        if not any(revised(x) for x in there.core):
            return
        if not any(revised(x) for x in group.core):
            _replace(group.core, [self.copy(x) for x in there.core])
            return
        if len(group.core) == len(there.core) == 1 and group.core[0].tag != P:
            self._holder(group.core[0], there.core[0])
            return
        if not all(x.tag == P for x in (*group.core, *there.core)):
            raise Refused(_where(group.core))
        twins = [self.copy(x) for x in there.core]
        try:
            made = paragraphs(merge(tokens(group.core), tokens(twins), self.odd))
        except Unclear as error:
            raise Refused(_where(group.core)) from error
        _replace(group.core, made)

    def _holder(self, own: _Element, other: _Element) -> None:
        """A table, a row, a cell or a content control that both changed inside.

        Raises:  Refused when the two are not of one kind, or of a kind that is not laid.
        """
        if own.tag != other.tag:
            raise Refused(_where([own]))
        if own.tag == TBL:
            self.container(own, other)
        elif own.tag == TR:
            self._row(own, other)
        elif own.tag == w("sdt"):
            inner = own.find(w("sdtContent")), other.find(w("sdtContent"))
            if inner[0] is None or inner[1] is None:
                raise Refused(_where([own]))
            self.container(inner[0], inner[1])
        else:
            raise Refused(_where([own]))

    def _row(self, own: _Element, other: _Element) -> None:
        cells = [*own.iterchildren(TC)], [*other.iterchildren(TC)]
        odd = any(next(x.iter(*_CELL_MARKS), None) is not None for x in (own, other))
        if len(cells[0]) != len(cells[1]) or odd:
            raise Refused(_where([own]))
        gone = other.find(f"{w('trPr')}/{DEL}")
        if gone is not None:
            _delete_row(own, gone)
        for mine, yours in zip(*cells, strict=True):
            self.container(mine, yours)

    def _section(self, own: _Element, other: _Element) -> None:
        """The last section's properties, where the other file changed them."""
        mine, yours = section(own), section(other)
        if mine is None or yours is None or not revised(yours):
            return
        if revised(mine):
            if key(mine) == key(yours):
                for author in authors(yours):
                    sign(mine, author)
            else:
                self.odd.looks += 1
            return
        own.replace(mine, self.copy(yours))

    # ------------------------------------------------------------------ notes

    def copy(self, element: _Element) -> _Element:
        """A copy of the other file's element that is at home here, its notes brought along."""
        twin = self.graft.copy(element, self.part, self.part)
        self._notes_of(twin)
        return twin

    def _notes_of(self, block: _Element) -> None:
        """Brings the notes that a copied block refers to and the base has not."""
        for reference in block.iter(*REFERENCES):
            kind = REFERENCES[str(reference.tag)]
            number = reference.get(ID) or ""
            found = None if number in self.known[kind] else self._note(kind, number)
            if found is not None:
                reference.set(ID, found)

    def _note(self, kind: str, number: str) -> str | None:
        if (kind, number) in self.notes:
            return self.notes[kind, number]
        for source in self.marked.related(self.marked.main, kind + "s"):
            for note in self.marked.part(source).iterchildren(w(kind)):
                if note.get(ID) == number:
                    self.notes[kind, number] = self._bring(kind, note, source)
                    return self.notes[kind, number]
        return None

    def _bring(self, kind: str, note: _Element, source: str) -> str:
        target = self._home(kind, source)
        root = self.result.part(target)
        twin = self.graft.copy(note, source, target)
        same = self._same_note(root, kind, twin)
        if same is not None:
            return same
        ids = [x.get(ID) or "" for x in root.iterchildren(w(kind))]
        twin.set(ID, str(1 + max((int(x) for x in ids if x.isdigit()), default=0)))
        root.append(twin)
        self.result.touch(target)
        return twin.get(ID) or ""

    def _same_note(self, root: _Element, kind: str, twin: _Element) -> str | None:
        """The note of an earlier proposal that says the same, signed by both; each serves once."""
        for note in root.iterchildren(w(kind)):
            number = note.get(ID) or ""
            taken = number in self.known[kind] or (kind, number) in self.shared
            if taken or _note_key(note) != _note_key(twin):
                continue
            self.shared.add((kind, number))
            _both(note, twin)
            self.result.touch(self.part)
            return number
        return None

    def _home(self, kind: str, source: str) -> str:
        """The part of such notes; made with the other file's separators where it is missing."""
        for part in self.result.related(self.result.main, kind + "s"):
            return part
        name = posixpath.join(posixpath.dirname(self.result.main), kind + "s.xml")
        root = etree.Element(w(kind + "s"), nsmap={"w": W, "r": R})
        self.result.add_part(name, root, f"{_WML}{kind}s+xml")
        self.result.add_relationship(self.result.main, f"{TYPE}{kind}s", name)
        for note in self.marked.part(source).iterchildren(w(kind)):
            if note.get(w("type"), "normal") != "normal":
                root.append(self.graft.copy(note, source, name))
        return name

    def _notes(self, own: _Element, other: _Element, kind: str) -> None:
        """Notes of the base that both have, each laid over its twin."""
        mine = {x.get(ID): x for x in own.iterchildren(w(kind))}
        for note in other.iterchildren(w(kind)):
            if note.get(ID) in self.known[kind] and revised(note):
                self.container(mine[note.get(ID)], note)

    # ------------------------------------------------------------------ ids

    def _number(self) -> None:
        """Gives every mark an id of its own."""
        marker = Marker("", "", _FIRST_ID)
        numbers = count(_FIRST_ID + 1)
        for part, _ in story_parts(self.result):
            root = self.result.part(part)
            if part in self.result.touched:
                tidy(root, marker)
                self.graft.comments.settle(root)
            open_ranges: dict[tuple[str, str], list[str]] = {}
            for node in root.iter(*REVISIONS):
                node.set(ID, _numbered(node, numbers, open_ranges))
                self.result.touch(part)
        self.graft.finish()


def _numbered(
    mark: _Element, numbers: Iterator[int], open_ranges: dict[tuple[str, str], list[str]]
) -> str:
    """The mark's next id; a range's end has that of its start."""
    family, _, end = local(mark.tag).rpartition("Range")
    waiting = open_ranges.setdefault((family, mark.get(ID) or ""), [])
    if family and end == "End" and waiting:
        return waiting.pop()
    found = str(next(numbers))
    if family and end == "Start":
        waiting.append(found)
    return found


def _note_key(note: _Element) -> bytes:
    twin = deepcopy(note)
    del twin.attrib[ID]
    return key(twin)


def _both(own: _Element, same: _Element) -> _Element:
    for author in sorted(authors(same)):
        sign(own, author)
    return own


def _replace(old: list[_Element], new: list[_Element]) -> None:
    for block in new:
        old[0].addprevious(block)
    for block in old:
        parent = block.getparent()
        if parent is not None:
            parent.remove(block)


def _delete_row(row: _Element, gone: _Element) -> None:
    properties = row.find(w("trPr"))
    if properties is None:
        properties = etree.Element(w("trPr"))
        before = row.find(TC)
        if before is None:
            row.append(properties)
        else:
            before.addprevious(properties)
    mark = properties.find(DEL)
    if mark is not None:
        for author in authors(gone):
            sign(mark, author)
        return
    twin = deepcopy(gone)
    after = properties.find(w("trPrChange"))
    if after is None:
        properties.append(twin)
    else:
        after.addprevious(twin)


def _where(blocks: list[_Element]) -> str:
    texts = (paragraph_text(p) for x in blocks for p in x.iter(P))
    return next((" ".join(t.split())[:80] for t in texts if t.strip()), "an empty place")
