"""Lists: which of two packages' lists are the same, and copies of those that are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from lxml.etree import _Element

from resdiff.ooxml.mark.keys import Keys, Mapper, attributes, plain, tags
from resdiff.ooxml.names import VAL, local, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.xml import highest

if TYPE_CHECKING:
    from resdiff.ooxml.graft import Graft

_NUM: Final = w("numId")
_BULLET: Final = w("lvlPicBulletId")
_BULLET_ID: Final = w("numPicBulletId")
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
        self._bullets: dict[str, str] = {}
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

        Two lists of one definition stay two lists. Lists of one abstract count on where the other
        stopped (§17.9.1), so those that share one on one side share one on the other.
        """
        old = definitions(self._graft.old, plain)
        new = definitions(self._graft.new, self._graft.styles.mapped)
        bases = _bases(self._graft.old), _bases(self._graft.new)
        found: dict[str, str] = {}
        left = dict(old)
        for wanted in (self._voted, lambda key: [key], lambda key: [*left]):
            for key, definition in new.items():
                if key not in found:
                    same = (x for x in wanted(key) if left.get(x) == definition)
                    choice = next((x for x in same if self._fits(bases[1][key], bases[0][x])), None)
                    if choice is not None:
                        found[key] = choice
                        self._abstracts[bases[1][key]] = bases[0][choice]
                        del left[choice]
        return {key: found.get(key, f"new {key}") for key in new}

    def _fits(self, new: str, old: str) -> bool:
        """Whether a new abstract may be that old one: neither is another's."""
        known = self._abstracts.get(new)
        return known == old or (known is None and old not in self._abstracts.values())

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
        abstract = _abstract(graft.new, source, key)
        if abstract is None:
            return key
        twin = graft.copy(abstract, source, target)
        self._abstracts[key] = _free(root, "abstractNum", "abstractNumId")
        twin.set(w("abstractNumId"), self._abstracts[key])
        _prune(twin)
        for bullet in twin.iter(_BULLET):
            bullet.set(VAL, self._bullet(bullet.get(VAL) or "", source, target))
        _place(root, twin, ("numPicBullet", "abstractNum"))
        return self._abstracts[key]

    def _bullet(self, key: str, source: str, target: str) -> str:
        """The old package's id of a picture that marks the items of a list."""
        if key in self._bullets:
            return self._bullets[key]
        graft = self._graft
        for bullet in graft.new.part(source).iterchildren(w("numPicBullet")):
            if bullet.get(_BULLET_ID) == key:
                twin = graft.copy(bullet, source, target)
                root = graft.old.part(target)
                self._bullets[key] = _free(root, "numPicBullet", "numPicBulletId")
                twin.set(_BULLET_ID, self._bullets[key])
                _place(root, twin, ("numPicBullet",))
                return self._bullets[key]
        return key


def _abstract(package: Package, part: str, key: str) -> _Element | None:
    """The abstract of that id; where it takes its levels from a style's list, the abstract of
    that.
    """
    root = package.part(part)
    abstracts = {x.get(w("abstractNumId")) or "": x for x in root.iterchildren(w("abstractNum"))}
    found = abstracts.get(key)
    link = None if found is None else found.find(w("numStyleLink"))
    if link is None:
        return found
    for other in abstracts.values():
        own = other.find(w("styleLink"))
        if own is not None and own.get(VAL) == link.get(VAL):
            return other
    return found


def _bases(package: Package) -> dict[str, str]:
    """The id of each list's abstract."""
    found: dict[str, str] = {}
    for name in package.related(package.main, "numbering"):
        for num in package.part(name).iterchildren(w("num")):
            link = num.find(w("abstractNumId"))
            found[num.get(_NUM) or ""] = "" if link is None else link.get(VAL) or ""
    return found


def _prune(abstract: _Element) -> None:
    """Takes off what would tie a copied list to others: its identity, its style links."""
    for name in ("nsid", "styleLink", "numStyleLink"):
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
        keys = Keys(package)
        bullets = {
            x.get(_BULLET_ID) or "": "".join(keys.of(picture, name) for picture in x)
            for x in root.iterchildren(w("numPicBullet"))
        }
        abstracts = {
            x.get(w("abstractNumId"), ""): _definition(x, style, bullets)
            for x in root.iterchildren(w("abstractNum"))
        }
        for num in root.iterchildren(w("num")):
            link = num.find(w("abstractNumId"))
            base = abstracts.get(link.get(VAL) or "", "") if link is not None else ""
            found[num.get(_NUM) or ""] = base + "|" + _definition(num, style, bullets)
    return found


def _definition(element: _Element, style: Mapper, bullets: Mapping[str, str]) -> str:
    found: list[str] = []
    for node in element.iter():
        if not isinstance(node.tag, str) or node.tag in _UNSAID:
            continue
        found.append(local(node.tag))
        for name, value in attributes(node):
            short = local(name)
            if short in _COUNTED or short.startswith("rsid"):
                continue
            if name == VAL and node.tag in _LINKS:
                value = style(value)
            elif node.tag == _BULLET:
                value = bullets.get(value, value)
            found.append(f"{short}={value}")
    return " ".join(found)
