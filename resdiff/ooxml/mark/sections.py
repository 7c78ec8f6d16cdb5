"""Sections: their properties, and the page headers and footers they show."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.mark.alternates import take_apart
from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.mark.keys import attributes
from resdiff.ooxml.mark.marker import Op
from resdiff.ooxml.mark.mending import mend
from resdiff.ooxml.mark.properties import keep_last_mark
from resdiff.ooxml.names import PPR, SECTPR, TYPE, P, R, W, r, w
from resdiff.ooxml.package import Package

_REFERENCES: Final = (w("headerReference"), w("footerReference"))
_CHANGE: Final = w("sectPrChange")
_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."

Shown = Mapping[tuple[str, str], str]
"""Which part a section shows, by kind ("header", "footer") and page ("default", "first", "even").
"""

_Pair = tuple[_Element, _Element, Shown, Shown]
"""The properties of a kept section, the new ones, and what each side shows."""


def sections(package: Package) -> list[tuple[_Element, Shown]]:
    """A package's sections in order, each with what it shows: its own headers and footers, else the
    section's before it.
    """
    found: list[tuple[_Element, Shown]] = []
    shown: dict[tuple[str, str], str] = {}
    for section in _live(package.part(package.main)):
        shown = {**shown, **_own(package, section)}
        found.append((section, shown))
    return found


def shown(package: Package) -> list[Shown]:
    """What each section shows, in order; a body without properties of its own ends with a section
    that shows what the one before it does (§17.6.17).
    """
    found = [x for _, x in sections(package)]
    return found if _body(package).find(SECTPR) is not None else [*found, *found[-1:]]


def _live(root: _Element) -> Iterator[_Element]:
    for section in root.iter(SECTPR):
        parent = section.getparent()
        if parent is not None and parent.tag != _CHANGE:
            yield section


def _own(package: Package, section: _Element) -> dict[tuple[str, str], str]:
    arrows = package.relationships(package.main)
    found: dict[tuple[str, str], str] = {}
    for reference in section.iterchildren(*_REFERENCES):
        arrow = arrows.get(reference.get(r("id")) or "")
        if arrow is not None and not arrow.external and arrow.target in package:
            kind = "header" if reference.tag == _REFERENCES[0] else "footer"
            found[kind, reference.get(w("type"), "default")] = arrow.target
    return found


class Sections:
    """What both packages' sections were before the merge, and the merge of those that are kept.

    Shape:   made before the body is merged; `merge` is called after it.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._old = [(_key(x), s) for x, s in sections(job.old)]
        self._new = [(_key(x), s) for x, s in sections(job.new)]
        self._results: dict[tuple[str | None, str | None], str] = {}
        self._pristine: dict[str, bytes] = {}
        self._before: dict[tuple[str, str], str] = {}

    def merge(self) -> None:
        """Merges properties, headers and footers of the sections that the body's merge kept."""
        pairs = self._pairs()
        lone = bool(self._job.lone)
        for old, new, old_shown, new_shown in pairs:
            for place in sorted({*old_shown, *new_shown}):
                self._show(old, place, old_shown.get(place), new_shown.get(place), lone)
            self._properties(old, new)
        if lone:
            self._lone(pairs)

    def _lone(self, pairs: Sequence[_Pair]) -> None:
        """Makes what only an inserted or a deleted section shows come and go with it.

        Shape:   such a section says itself what it shows, and with its mark gone hands that on to
                 the section behind it (`settling.marks`). So one part serves both where they show
                 the same then; else it gets a part with nothing but deleted or inserted text.
        """
        gone, come = dict(self._old), dict(self._new)
        alone = {x: (holder, op) for x, holder, op in self._job.lone}
        behind = {old: (before, after) for old, _, before, after in pairs}
        old: Shown = {}
        new: Shown = {}
        for section in reversed([*_live(self._job.old.part(self._job.old.main))]):
            holder, op = alone.get(section, (section, Op.KEEP))
            if op is Op.KEEP:
                old, new = behind.get(section, (old, new))
                continue
            shown = gone[holder] if op.old else come[holder]
            for place, part in sorted(shown.items()):
                both = (part, new.get(place)) if op.old else (old.get(place), part)
                if both not in self._results:
                    both = (part, None) if op.old else (None, part)
                self._show(section, place, both[0], both[1], True)
            old, new = (shown, new) if op.old else (old, shown)

    def _pairs(self) -> list[_Pair]:
        """The kept sections' live elements with what each showed."""
        old_shown, new_shown = dict(self._old), dict(self._new)
        found = []
        kept = [*self._job.sections, (_body(self._job.old), _body(self._job.new))]
        for old, new in kept:
            before, after = _section(old), _section(new)
            shown = (
                old_shown.get(old, self._last(self._old)),
                new_shown.get(new, self._last(self._new)),
            )
            if before is None and (shown[1] or (after is not None and len(after))):
                before = etree.SubElement(old, SECTPR)  # only the body's own is optional (§17.6.17)
            if before is not None:
                after = etree.Element(SECTPR) if after is None else after
                found.append((before, after, *shown))
        return found

    @staticmethod
    def _last(known: list[tuple[_Element, Shown]]) -> Shown:
        """What a body without a section of its own shows: what the section before it shows."""
        return known[-1][1] if known else {}

    # ------------------------------------------------------------------ headers and footers

    def _show(
        self,
        section: _Element,
        place: tuple[str, str],
        old: str | None,
        new: str | None,
        lone: bool,
    ) -> None:
        """Makes the section show the old part with the new one merged in."""
        result = self._results.get((old, new))
        if result is None:
            result = self._results[old, new] = self._merged(place[0], old, new)
        own = _own(self._job.old, section).get(place)
        inherited = own is None and not lone and self._before.get(place) == result
        if own != result and not inherited:
            self._refer(section, place, result)
        self._before[place] = result

    def _merged(self, kind: str, old: str | None, new: str | None) -> str:
        job = self._job
        if old is None:
            assert new is not None
            return self._inserted(kind, new)
        if old in self._pristine:
            old = self._again(kind, old)
        else:
            self._pristine[old] = job.old.data(old)
        own = job.at(old, new if new is not None else job.new_part)
        made = job.marker.made
        root = job.old.part(old)
        if new is None:
            own.containers.delete(own, root)
            keep_last_mark(root)
        else:
            own.containers.merge(own, root, job.new.part(new))
        if job.marker.made > made:
            own.changed()
        return old

    def _again(self, kind: str, old: str) -> str:
        """A copy of a part as it was before it was merged: another section shows it and changes
        otherwise.
        """
        package = self._job.old
        folder = posixpath.dirname(package.main)
        name = package.unused_name(posixpath.join(folder, kind), ".xml")
        root = etree.fromstring(self._pristine[old])
        take_apart(root)
        mend(root)
        package.add_part(name, root, package.content_type(old))
        fresh = {
            key: package.add_relationship(name, arrow.type, arrow.target, arrow.external)
            for key, arrow in package.relationships(old).items()
        }
        for node in root.iter():
            for attribute, value in attributes(node):
                if attribute.startswith(f"{{{R}}}"):
                    node.set(attribute, fresh.get(value, value))
        self._job.graft.number_drawings(root)
        return name

    def _inserted(self, kind: str, new: str) -> str:
        """A part for a header or footer that the old document lacks, its content marked as
        inserted.
        """
        job = self._job
        folder = posixpath.dirname(job.old.main)
        name = job.old.unused_name(posixpath.join(folder, kind), ".xml")
        root = etree.Element(w("hdr" if kind == "header" else "ftr"), nsmap={"w": W, "r": R})
        job.old.add_part(name, root, f"{_WML}{kind}+xml")
        own = job.at(name, new)
        root.extend(own.containers.insert(own, job.new.part(new)))
        keep_last_mark(root)
        return name

    def _refer(self, section: _Element, place: tuple[str, str], part: str) -> None:
        kind, page = place
        package = self._job.old
        arrows = package.relationships(package.main)
        known = (k for k, a in arrows.items() if a.target == part and a.kind == kind)
        key = next(known, None) or package.add_relationship(package.main, TYPE + kind, part)
        for reference in section.iterchildren(w(f"{kind}Reference")):
            if reference.get(w("type"), "default") == page:
                reference.set(r("id"), key)
                self._job.changed()
                return
        reference = etree.Element(w(f"{kind}Reference"), nsmap={"w": W, "r": R})
        reference.set(w("type"), page)
        reference.set(r("id"), key)
        at = sum(1 for x in section if x.tag in _REFERENCES)
        section.insert(at, reference)
        self._job.changed()

    # ------------------------------------------------------------------ properties

    def _properties(self, old: _Element, new: _Element) -> None:
        """Gives the old section the new one's properties, the old ones in a `w:sectPrChange`
        (ECMA-376-1 §17.13.5.32).
        """
        job = self._job
        apart = frozenset((*_REFERENCES, _CHANGE))
        if not job.options.formatting or job.old_keys.properties(
            old, job.old_part, apart
        ) == job.new_keys.properties(new, job.new_part, apart):
            return
        change = job.marker.change("sectPrChange", "sectPr", old, apart)
        for child in [*old]:
            if child.tag not in _REFERENCES:
                old.remove(child)
        twin = deepcopy(new)
        for child in [*twin]:
            if child.tag in apart:
                twin.remove(child)
        old.extend([*job.copy(twin)])
        old.append(change)
        job.changed()


def _key(section: _Element) -> _Element:
    """What a section is known by: the paragraph that ends it, or the body."""
    parent = section.getparent()
    assert parent is not None
    if parent.tag == PPR:
        parent = parent.getparent()
        assert parent is not None
    return parent


def _section(holder: _Element) -> _Element | None:
    properties = holder.find(PPR) if holder.tag == P else holder
    return None if properties is None else properties.find(SECTPR)


def _body(package: Package) -> _Element:
    body = package.part(package.main).find(w("body"))
    assert body is not None
    return body
