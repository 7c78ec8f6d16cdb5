"""Lists: which of two packages' lists are the same, and copies of those that are missing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from lxml.etree import _Element

from resdiff.ooxml.mark.keys import Mapper, attributes, plain, tags
from resdiff.ooxml.names import VAL, local, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.xml import highest

if TYPE_CHECKING:
    from resdiff.ooxml.graft import Graft

_NUM: Final = w("numId")
_UNSAID: Final = tags("nsid tmpl abstractNumId name lang")
_LINKS: Final = tags("pStyle styleLink numStyleLink rStyle")
_COUNTED: Final = frozenset(
    ("abstractNumId", "numId", "tplc", "durableId", "restartNumberingAfterBreak")
)


class Lists:
    """The lists of the new package, by the old package's ids: a list of the same definition is the
    same list.
    """

    def __init__(self, graft: Graft) -> None:
        self._graft = graft
        self._brought: dict[str, str] = {}
        self._abstracts: dict[str, str] = {}
        self._assigned: dict[str, str] | None = None
        self._votes: dict[str, list[str]] = {}

    def prefer(self, new: str, old: str) -> None:
        """Says that a paragraph in the list `new` pairs with one in `old`: among equal lists the
        first such is taken.
        """
        self._votes.setdefault(new, []).append(old)

    def mapped(self, key: str) -> str:
        """The old package's id of an equal list; a text no id can equal when there is none."""
        if key in self._brought:
            return self._brought[key]
        if self._assigned is None:
            self._assigned = self._assign()
        return self._assigned.get(key, key)  # else 0, no list, or a list that is not defined

    def _assign(self) -> dict[str, str]:
        """Each new list's old one: those that were voted for first, then the same id, then the
        first that is left.

        Two lists of one definition stay two lists: they count apart.
        """
        old = definitions(self._graft.old, plain)
        new = definitions(self._graft.new, self._graft.styles.mapped)
        found: dict[str, str] = {}
        left = dict(old)
        for wanted in (self._voted, lambda key: [key], lambda key: [*left]):
            for key, definition in new.items():
                if key not in found:
                    same = (x for x in wanted(key) if left.get(x) == definition)
                    choice = next(same, None)
                    if choice is not None:
                        found[key] = choice
                        del left[choice]
        return {key: found.get(key, f"new {key}") for key in new}

    def _voted(self, key: str) -> list[str]:
        return [x for x, _ in Counter(self._votes.get(key, ())).most_common()]

    def bring(self, key: str) -> str:
        """The old package's id of a list, which is added when there is no equal one."""
        found = self.mapped(key)
        if found.startswith("new "):
            found = self._brought[key] = self._add(key)
        return found

    def _add(self, key: str) -> str:
        graft = self._graft
        source = graft.new.related(graft.new.main, "numbering")[0]
        target = graft.home("numbering", w("numbering"))
        root = graft.old.part(target)
        num = next(x for x in graft.new.part(source).iterchildren(w("num")) if x.get(_NUM) == key)
        twin = graft.copy(num, source, target)
        number = _free(root, "num", "numId")
        twin.set(_NUM, number)
        for link in twin.findall(w("abstractNumId")):
            link.set(VAL, self._abstract(link.get(VAL) or "", source, target))
        _place(root, twin, ("numPicBullet", "abstractNum", "num"))
        graft.old.touch(target)
        return number

    def _abstract(self, key: str, source: str, target: str) -> str:
        if key in self._abstracts:
            return self._abstracts[key]
        graft = self._graft
        root = graft.old.part(target)
        for abstract in graft.new.part(source).iterchildren(w("abstractNum")):
            if abstract.get(w("abstractNumId")) == key:
                twin = graft.copy(abstract, source, target)
                self._abstracts[key] = _free(root, "abstractNum", "abstractNumId")
                twin.set(w("abstractNumId"), self._abstracts[key])
                _prune(twin)
                _place(root, twin, ("numPicBullet", "abstractNum"))
                return self._abstracts[key]
        return key


def _prune(abstract: _Element) -> None:
    """Takes off what would tie a copied list to others: its identity, its style links, its picture
    bullets.
    """
    for name in ("nsid", "styleLink", "numStyleLink", "lvlPicBulletId"):
        for node in [*abstract.iter(w(name))]:
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)


def _place(root: _Element, child: _Element, before: tuple[str, ...]) -> None:
    """Puts a child behind the last of the kinds that must precede it."""
    tags = {w(x) for x in before}
    at = max((i + 1 for i, x in enumerate(root) if x.tag in tags), default=0)
    root.insert(at, child)


def _free(root: _Element, name: str, key: str) -> str:
    return str(1 + highest(x.get(w(key)) for x in root.iterchildren(w(name))))


def definitions(package: Package, style: Mapper) -> dict[str, str]:
    """Each list's definition, as text that is equal for equal lists."""
    found: dict[str, str] = {}
    for name in package.related(package.main, "numbering"):
        root = package.part(name)
        abstracts = {
            x.get(w("abstractNumId"), ""): _definition(x, style)
            for x in root.iterchildren(w("abstractNum"))
        }
        for num in root.iterchildren(w("num")):
            link = num.find(w("abstractNumId"))
            base = abstracts.get(link.get(VAL) or "", "") if link is not None else ""
            found[num.get(_NUM) or ""] = base + "|" + _definition(num, style)
    return found


def _definition(element: _Element, style: Mapper) -> str:
    found: list[str] = []
    for node in element.iter():
        if not isinstance(node.tag, str) or node.tag in _UNSAID:
            continue
        found.append(local(node.tag))
        for name, value in attributes(node):
            short = local(name)
            if short in _COUNTED or short.startswith("rsid"):
                continue
            linked = node.tag in _LINKS and name == VAL
            found.append(f"{short}={style(value) if linked else value}")
    return " ".join(found)
