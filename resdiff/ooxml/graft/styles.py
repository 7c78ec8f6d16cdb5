"""Styles of the new package in the old one."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from lxml.etree import _Element

from resdiff.ooxml.names import VAL, w
from resdiff.ooxml.package import Package

if TYPE_CHECKING:
    from resdiff.ooxml.graft import Graft

_LINKS: Final = ("basedOn", "link", "next")
_NUM: Final = w("numId")


class Styles:
    """The styles of the new package, by the old package's ids: the same name means the same style,
    whose is the old definition.
    """

    def __init__(self, graft: Graft) -> None:
        self._graft = graft
        self._new = {x.get(w("styleId"), ""): x for x in styles(graft.new)}
        self._old = {style_name(x): x.get(w("styleId"), "") for x in reversed([*styles(graft.old)])}
        self._taken = set(self._old.values())
        self._brought: dict[str, str] = {}

    def mapped(self, key: str) -> str:
        """The old package's id of a style that is there; a text no id can equal for one that would
        have to be brought.
        """
        if key in self._brought:
            return self._brought[key]
        style = self._new.get(key)
        if style is None:
            return key
        return self._old.get(style_name(style), f"new {key}")

    def bring(self, key: str) -> str:
        """The old package's id of a style, which is added when it is missing, with those it builds
        on.
        """
        style = self._new.get(key)
        if style is None or not self.mapped(key).startswith("new "):
            return self.mapped(key)
        number = 0
        name = key
        while name in self._taken:
            number += 1
            name = f"{key}{number}"
        self._taken.add(name)
        self._brought[key] = name
        self._add(style, name)
        return name

    def _add(self, style: _Element, name: str) -> None:
        twin = deepcopy(style)
        twin.set(w("styleId"), name)
        if w("default") in twin.attrib:
            del twin.attrib[w("default")]
        for link in _LINKS:
            for node in twin.findall(w(link)):
                node.set(VAL, self.bring(node.get(VAL) or ""))
        for node in twin.iter(_NUM):
            node.set(VAL, self._graft.lists.bring(node.get(VAL) or ""))
        home = self._graft.home("styles", w("styles"))
        self._graft.old.part(home).append(twin)
        self._graft.old.touch(home)


def styles(package: Package) -> Iterator[_Element]:
    """The styles a package defines."""
    for name in package.related(package.main, "styles"):
        yield from package.part(name).iterchildren(w("style"))


def style_name(style: _Element) -> tuple[str, str]:
    """A style's type and its name, folded: what makes two styles the same."""
    name = style.find(w("name"))
    printed = style.get(w("styleId"), "") if name is None else name.get(VAL) or ""
    return style.get(w("type"), "paragraph"), printed.casefold()
