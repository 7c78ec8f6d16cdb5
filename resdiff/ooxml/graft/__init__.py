"""Brings what inserted content needs from one package into another: styles, lists, pictures, links,
comments.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Final, cast

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.comments import MARKS
from resdiff.ooxml.graft.comments import Comments
from resdiff.ooxml.graft.styles import Styles, style_name, styles
from resdiff.ooxml.mark.keys import attributes, tags
from resdiff.ooxml.mark.lists import Lists
from resdiff.ooxml.names import ID, NEW_RANGE, RELATIONSHIPS, TYPE, VAL, WP, R, W, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.stories import story_parts
from resdiff.ooxml.xml import highest

__all__ = ["Comments", "Graft", "Styles", "style_name", "styles"]

_RANGES: Final = tags("bookmarkStart bookmarkEnd permStart permEnd")
_STYLES: Final = tags("pStyle rStyle tblStyle")
_NUM: Final = w("numId")
_DOC_PR: Final = f"{{{WP}}}docPr"
_VML: Final = "urn:schemas-microsoft-com:vml"
_SHAPES: Final = f"{{{_VML}}}*"
_SHAPE_TYPE: Final = f"{{{_VML}}}shapetype"
_OLE: Final = "{urn:schemas-microsoft-com:office:office}OLEObject"
_SDT_PR: Final = w("sdtPr")
_RELATION: Final = f"{{{R}}}"
_NAMES: Final = MappingProxyType({"w": W, "r": R})
_REFERRED: Final = etree.XPath("//@r:*", namespaces={"r": R})
_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"
_DROPPED: Final = re.compile(
    r"\{http://schemas\.microsoft\.com/office/word/2010/wordml\}(para|text)Id"
)


class Graft:
    """Copies of the new package's elements that are at home in the old one.

    Shape:   `old` is changed: parts, relationships, styles, lists and comments are added as copies
             need them, once each.
    """

    def __init__(self, old: Package, new: Package) -> None:
        self.old = old
        self.new = new
        self._relations: dict[tuple[str, str, str], str] = {}
        self._known: dict[str, frozenset[str]] = {}
        self._first = frozenset(old.names)
        self._parts: dict[str, str] = {}
        self._by_content: dict[bytes, str] | None = None
        # Read now: while a part is merged, pieces of it are out of its tree.
        roots = {part: old.part(part) for part, _ in story_parts(old)}
        self._drawing = max(
            (_number(x) for root in roots.values() for x in root.iter(_DOC_PR)), default=0
        )
        self._shapes = {
            part: {x.get("id") or "" for x in root.iter(_SHAPES)} for part, root in roots.items()
        }
        self.styles = Styles(self)
        self.lists = Lists(self)
        self.comments = Comments(self)

    @property
    def parts(self) -> Mapping[str, str]:
        """The new package's parts that were brought, and what their copies are called."""
        return self._parts

    def copy(self, element: _Element, source: str, target: str) -> _Element:
        """A deep copy of an element of the new package's part `source`, fit for the old package's
        part `target`.
        """
        twin = deepcopy(element)
        twin.tail = None
        for node in [*twin.iter()]:  # settling takes children away
            if isinstance(node.tag, str):
                self._settle(node, source, target)
        if next(twin.iter(_SHAPES), None) is not None:
            self._rename_shapes(twin, target)
        return twin

    def _rename_shapes(self, twin: _Element, target: str) -> None:
        """Gives the old drawings (VML) of a copy ids that the part has not; a shape's type that is
        there already is left out.
        """
        if target not in self._shapes:
            self._shapes[target] = {x.get("id") or "" for x in self.old.part(target).iter(_SHAPES)}
        taken = self._shapes[target]
        renamed: dict[str, str] = {}
        for shape in [*twin.iter(_SHAPES)]:
            name = shape.get("id") or ""
            parent = shape.getparent()
            if name in taken and shape.tag == _SHAPE_TYPE and parent is not None:
                parent.remove(shape)
            elif name in taken and name:
                number = 1
                while f"{name}_{number}" in taken:
                    number += 1
                renamed[name] = f"{name}_{number}"
                shape.set("id", renamed[name])
            taken.add(shape.get("id") or "")
        for thing in twin.iter(_OLE):
            if thing.get("ShapeID") in renamed:
                thing.set("ShapeID", renamed[thing.get("ShapeID") or ""])

    def _settle(self, node: _Element, source: str, target: str) -> None:
        tag = node.tag
        for name, value in attributes(node):
            if name.startswith(_RELATION):
                node.set(name, self.relation(source, value, target))
            elif _DROPPED.fullmatch(name):
                del node.attrib[name]
        if tag in _STYLES:
            node.set(VAL, self.styles.bring(node.get(VAL) or ""))
        elif tag == _NUM:
            node.set(VAL, self.lists.bring(node.get(VAL) or ""))
        elif tag in _RANGES:
            node.set(ID, NEW_RANGE + (node.get(ID) or ""))
        elif tag in MARKS:
            node.set(ID, self.comments.mapped(node.get(ID) or ""))
        elif tag == _DOC_PR:
            node.set("id", self._next_drawing())
        elif tag == _SDT_PR:
            for number in node.findall(w("id")):
                node.remove(number)  # optional, and Word gives a control without one its own

    def number_drawings(self, root: _Element) -> None:
        """Gives a part's drawings numbers that the package has not."""
        for drawing in root.iter(_DOC_PR):
            drawing.set("id", self._next_drawing())

    def _next_drawing(self) -> str:
        self._drawing += 1
        return str(self._drawing)

    # ------------------------------------------------------------------ parts

    def relation(self, source: str, key: str, target: str) -> str:
        """The id, in the old part `target`, of what `key` means in the new part `source`; one that
        means nothing there when it means nothing here.
        """
        arrow = self.new.relationships(source).get(key)
        if arrow is None:
            return self._nothing(key, target)
        known = (source, key, target)
        if target not in self._known:
            self._known[target] = frozenset(self.old.relationships(target))
        if known not in self._relations:
            leads = arrow.target if arrow.external else self.part(arrow.target)
            arrow_there = (target, arrow.type, leads, arrow.external)
            existing = self.old.relationship_to(*arrow_there)
            self._relations[known] = existing or self.old.add_relationship(*arrow_there)
        return self._relations[known]

    def _nothing(self, key: str, target: str) -> str:
        while key in self.old.relationships(target):
            key += "none"
        return key

    def finish(self) -> None:
        """Ends what copies began: the threads of comments are written, and what was brought and is
        not shown in the end goes (an inserted section's header that became the old one's, say).
        """
        self.comments.finish()
        for target in sorted({x for _, _, x in self._relations}):
            used = set(cast("list[str]", _REFERRED(self.old.part(target))))
            brought = {key for (_, _, where), key in self._relations.items() if where == target}
            for key in sorted((brought - used) - self._known.get(target, frozenset())):
                self.old.remove_relationship(target, key)
        self.old.remove_unreachable(frozenset(self.old.names) - self._first)

    def part(self, name: str) -> str:
        """The name in the old package of a copy of the new package's part, all that it leads to
        included.
        """
        if name in self._parts or name not in self.new:
            return self._parts.get(name, name)
        data = self.new.data(name)
        arrows = self.new.relationships(name)
        same = None if arrows else self._contents().get(data)
        if same is not None and self.old.content_type(same) == self.new.content_type(name):
            self._parts[name] = same
            return same
        return self._add(name, data)

    def _add(self, name: str, data: bytes) -> str:
        stem, suffix = posixpath.splitext(name)
        copy = name
        if not self.old.is_free(name):
            copy = self.old.unused_name(stem.rstrip("0123456789"), suffix)
        self._parts[name] = copy
        kind = self.new.content_type(name)
        if kind.endswith(("header+xml", "footer+xml")):
            root = deepcopy(self.new.part(name))
            self.old.add_part(copy, root, kind)
            for node in [*root.iter()]:
                if isinstance(node.tag, str):
                    self._settle(node, name, copy)
            return copy
        self.old.add_part(copy, data, kind)
        if self.new.relationships(name):
            self._add_relationships(name, copy)
        return copy

    def _add_relationships(self, name: str, copy: str) -> None:
        """Gives the copied part the relationships of its original, under the same ids: its bytes
        name them.
        """
        root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships")
        for key, arrow in self.new.relationships(name).items():
            entry = etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship")
            leads = arrow.target if arrow.external else "/" + self.part(arrow.target)
            for field, value in (("Id", key), ("Type", arrow.type), ("Target", leads)):
                entry.set(field, value)
            if arrow.external:
                entry.set("TargetMode", "External")
        folder, base = posixpath.split(copy)
        rels = posixpath.join(folder, "_rels", base + ".rels")
        self.old.add_part(
            rels, etree.tostring(root, xml_declaration=True, encoding="UTF-8"), _RELS_TYPE
        )

    def _contents(self) -> dict[bytes, str]:
        """The old package's media by content, so that a picture that is there already is not
        brought twice.
        """
        if self._by_content is None:
            self._by_content = {
                self.old.data(x): x for x in self.old.names if "/media/" in x and x in self.old
            }
        return self._by_content

    def home(self, kind: str, root: str, type: str = "", names: Mapping[str, str] = _NAMES) -> str:
        """The old main part's related part of a kind ("styles", "numbering", "comments", …), made
        empty when missing: `root` its qualified name, `type` that of the relationship where it is
        not the standard's.
        """
        for name in self.old.related(self.old.main, kind):
            return name
        stem = posixpath.join(posixpath.dirname(self.old.main), kind)
        name = stem + ".xml"
        if not self.old.is_free(name):
            name = self.old.unused_name(stem, ".xml")
        element = etree.Element(root, nsmap=dict(names))
        self.old.add_part(name, element, f"{_WML}{kind}+xml")
        self.old.add_relationship(self.old.main, type or TYPE + kind, name)
        return name


def _number(drawing: _Element) -> int:
    """A drawing's number; 0 where it is none."""
    return highest([drawing.get("id")])
