"""Bookmarks and permissions after a merge: every name once, every start with its end, every id its
own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from lxml.etree import _Element

from resdiff.ooxml.mark.marker import Marker
from resdiff.ooxml.names import FALLBACK, ID, NEW_RANGE, w
from resdiff.values import dataclass

_KINDS = (("bookmarkStart", "bookmarkEnd"), ("permStart", "permEnd"))


@dataclass(slots=True, eq=False)
class _Range:
    """What was found of one id. Shape: `name` "" for what has none."""

    name: str = ""
    starts: list[_Element] = field(default_factory=list)
    ends: list[_Element] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether it has both ends."""
        return bool(self.starts and self.ends)


def tidy(root: _Element, marker: Marker) -> None:
    """Numbers the ranges that came from the new side, and drops what is double or lost its partner.

    Half an old range can go with a paragraph that is written anew (`_GoBack` is no piece of it).
    A bookmark that both sides have at different places stays where the new side has it: links lead
    there.
    """
    hidden = {x for f in root.iter(FALLBACK) for x in f.iter()}
    for start, end in _KINDS:
        found = _found(root, w(start), w(end), hidden)
        if any(key.startswith(NEW_RANGE) or not x.whole for key, x in found.items()):
            _settle(found, marker)
        for node in hidden:
            if node.tag in (w(start), w(end)):
                _as_shown(node, found)


def _found(root: _Element, start: str, end: str, hidden: set[_Element]) -> dict[str, _Range]:
    found: dict[str, _Range] = {}
    for node in root.iter(start, end):
        if node in hidden:
            continue
        entry = found.setdefault(node.get(ID) or "", _Range())
        if node.tag == start:
            entry.starts.append(node)
            entry.name = node.get(w("name")) or ""
        else:
            entry.ends.append(node)
    return found


def _settle(found: dict[str, _Range], marker: Marker) -> None:
    by_name: dict[str, list[str]] = {}
    for key, entry in found.items():
        if entry.starts:
            by_name.setdefault(entry.name or key, []).append(key)
    for keys in by_name.values():
        _one(
            [found[k] for k in keys if not k.startswith(NEW_RANGE)],
            [found[k] for k in keys if k.startswith(NEW_RANGE)],
        )
    for key, entry in found.items():
        if not entry.whole:
            _drop([*entry.starts, *entry.ends])
        elif key.startswith(NEW_RANGE):
            number = marker.identified("ins").get(ID) or ""
            for node in (*entry.starts, *entry.ends):
                node.set(ID, number)


def _as_shown(node: _Element, found: Mapping[str, _Range]) -> None:
    """Numbers an end in a fall-back as its twin in what is shown; without one it goes."""
    key = node.get(ID) or ""
    twin = found.get(key, _Range())
    if key.startswith(NEW_RANGE) and twin.whole:
        node.set(ID, twin.starts[0].get(ID) or "")
    elif key.startswith(NEW_RANGE):
        _drop([node])


def _one(olds: Sequence[_Range], news: Sequence[_Range]) -> None:
    """Keeps one of the ranges of a name: the new one where it is whole, completed by the old one's
    ends where it is not.
    """
    if not news:
        return
    new, old = news[0], olds[0] if olds else _Range()
    for other in news[1:]:
        _drop([*other.starts, *other.ends])
        other.starts, other.ends = [], []
    if new.whole or not old.starts:
        _drop([*old.starts, *old.ends])
        old.starts, old.ends = [], []
        return
    _drop([*new.starts, *new.ends])
    new.starts, new.ends = [], []


def _drop(nodes: Sequence[_Element]) -> None:
    for node in nodes:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
