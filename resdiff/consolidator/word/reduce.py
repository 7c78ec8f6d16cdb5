"""Takes some places of a marked file back to the base."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from copy import deepcopy

from lxml.etree import _Element

from resdiff.consolidator.word.groups import Group, groups
from resdiff.ooxml import Package
from resdiff.ooxml.names import ID, TC, TR, P, w
from resdiff.ooxml.stories import paragraph_elements, story_parts
from resdiff.ooxml.text import REFERENCES
from resdiff.ooxml.xml import take_out


def reduce(marked: Package, base: Package, places: Collection[tuple[str, int]]) -> Package:
    """A copy of the marked file in which these paragraphs of the base (part and number) are as the
    base has them; the notes they carry too. What came beside them stays.
    """
    package = marked.copy()
    for part, kind in story_parts(base):
        wanted = {number for where, number in places if where == part}
        if not wanted or package.data(part) == base.data(part):
            continue
        root = base.part(part)
        numbers = {p: i for i, p in enumerate(paragraph_elements(root)) if i in wanted}
        done = _Reducer(package, base, set(numbers))
        for mine, theirs in _containers(package.part(part), root, kind):
            done.container(mine, theirs)
        package.touch(part)
    return package


def _containers(
    own: _Element, base: _Element, kind: str
) -> Iterator[tuple[_Element | None, _Element | None]]:
    """What holds blocks in a part of both files: its body, each of its notes, or the part."""
    if kind in ("footnotes", "endnotes"):
        mine = {x.get(ID): x for x in own}
        yield from ((mine.get(note.get(ID)), note) for note in base)
    elif kind == "document":
        yield own.find(w("body")), base.find(w("body"))
    else:
        yield own, base


class _Reducer:
    """One part's taking back."""

    def __init__(self, package: Package, base: Package, wanted: Collection[_Element]) -> None:
        self.package, self.base, self.wanted = package, base, wanted

    def container(self, own: _Element | None, base: _Element | None) -> None:
        """Takes back what is wanted of one container."""
        if own is None or base is None:
            return
        for group, there in zip(groups(own), groups(base), strict=False):
            if group.core and there.core:
                self._core(group, there.core[0])

    def _core(self, group: Group, base: _Element) -> None:
        block = group.core[-1]
        if base.tag == P:
            if base in self.wanted:
                self._paragraph(group, base)
        elif base.tag == TR:
            for mine, yours in zip(block.iterchildren(TC), base.iterchildren(TC), strict=False):
                self.container(mine, yours)
        elif base.tag == w("sdt"):
            self.container(block.find(w("sdtContent")), base.find(w("sdtContent")))
        else:
            self.container(block, base)

    def _paragraph(self, group: Group, base: _Element) -> None:
        group.core[-1].addprevious(deepcopy(base))
        for old in group.core:
            take_out(old)
        self._notes(base)

    def _notes(self, base: _Element) -> None:
        """Puts back the notes that a paragraph of the base refers to."""
        for reference in base.iter(*REFERENCES):
            kind = REFERENCES[str(reference.tag)]
            for part in self.base.related(self.base.main, kind + "s"):
                self._note(part, kind, reference.get(ID))

    def _note(self, part: str, kind: str, number: str | None) -> None:
        """Puts back one note, where both files have it."""
        root = self.package.part(part)
        own, old = (
            next((x for x in notes.iterchildren(w(kind)) if x.get(ID) == number), None)
            for notes in (root, self.base.part(part))
        )
        if own is not None and old is not None:
            root.replace(own, deepcopy(old))
            self.package.touch(part)
