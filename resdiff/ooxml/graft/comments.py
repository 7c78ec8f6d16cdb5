"""Comments of the new package in the old one: those that stay, copies of those that come, and what
the parts beside them say of those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from lxml.etree import SubElement, _Element

from resdiff.ooxml.comments import (
    DURABLE,
    ENDS,
    EXTENDED,
    EXTENSIBLE,
    IDS,
    MARKS,
    PARA_ID,
    PARENT,
    PEOPLE,
    REFERENCE,
    STARTS,
    Comment,
    Companion,
    comments,
    entries,
    key_of,
)
from resdiff.ooxml.names import FALLBACK, ID, NEW_RANGE, P, w
from resdiff.ooxml.stories import story_parts
from resdiff.ooxml.xml import highest, take_out

if TYPE_CHECKING:
    from resdiff.ooxml.graft import Graft

_MOST: Final = 0x7FFFFFFE  # the last id of a paragraph, and of a comment ([MS-DOCX] 2.2.2, 2.5.4)


class Comments:
    """The comments of the new package by the ids they have in the old one.

    Shape:   which of them stay is told while parts are merged (`keep`), also behind their first
             mark; so marks of the others carry a number of their own until `settle` brings what a
             part refers to. `finish` writes what the parts beside the comments say.
    """

    def __init__(self, graft: Graft) -> None:
        self._graft = graft
        self._news: Mapping[str, Comment] = comments(graft.new)
        self._kept: dict[str, str] = {}
        self._brought: dict[str, str] = {}
        self._copies: dict[str, _Element] = {}
        self._last = -1

    @property
    def kept(self) -> Mapping[str, str]:
        """The ids of the new package's comments that stay, and those of the old one's."""
        return self._kept

    def keep(self, new: str, old: str) -> None:
        """Says that a comment of the new package is one of the old package."""
        self._kept.setdefault(new, old)

    def mapped(self, key: str) -> str:
        """The id that a mark of the new package's comment has for now in a copy."""
        return self._kept.get(key, NEW_RANGE + key)

    # ------------------------------------------------------------------ marks

    def settle(self, root: _Element) -> None:
        """Gives the marks of comments in a part of the old package their ids; what is referred to
        and not there is brought.

        Shape:   the range of a comment that stays is where the new package has it, since it can
                 stand only once; a range without its reference goes, and so does a reference to no
                 comment.
        """
        marks = [x for x in root.iter(*MARKS) if (x.get(ID) or "").startswith(NEW_RANGE)]
        fresh: dict[str, list[_Element]] = {}
        for mark in (x for x in marks if x.tag == REFERENCE):
            self._refer(mark)
        shown = {x.get(ID) for x in root.iter(REFERENCE)} if marks else set()
        for mark in (x for x in marks if x.tag != REFERENCE):
            key = (mark.get(ID) or "").removeprefix(NEW_RANGE)
            there = self._kept.get(key) or self._brought.get(key)
            if there is None or there not in shown:
                take_out(mark)
            else:
                mark.set(ID, there)
                fresh.setdefault(there, []).append(mark)
        _once(root, fresh)

    def _refer(self, reference: _Element) -> None:
        key = (reference.get(ID) or "").removeprefix(NEW_RANGE)
        if key in self._kept:
            reference.set(ID, self._kept[key])
        elif key in self._news:
            reference.set(ID, self._brought.get(key) or self._bring(self._news[key]))
        else:
            take_out(reference)

    def _bring(self, comment: Comment) -> str:
        graft = self._graft
        target = graft.home("comments", w("comments"))
        root = graft.old.part(target)
        twin = graft.copy(comment.element, comment.part, target)
        if self._last < 0:
            self._last = highest((x.get(ID) for x in root), -1)
        self._last += 1
        number = str(self._last)
        twin.set(ID, number)
        root.append(twin)
        graft.old.touch(target)
        self._brought[comment.id] = number
        self._copies[comment.id] = twin
        return number

    # ------------------------------------------------------------------ threads

    def finish(self) -> None:
        """Brings what the parts beside the comments say of those that were brought, under ids that
        clash with none: who answers whom, what is resolved, when it was written, and by whom.
        """
        keys = self._name_copies()
        if not keys and not self._copies:
            return
        self._extend(keys, self._parents(keys))
        self._identify(keys)
        self._introduce()

    def _brought_comments(self) -> Iterable[Comment]:
        return (self._news[x] for x in self._copies)

    def _name_copies(self) -> dict[str, str]:
        """Gives the last paragraph of each copy an id; by those of the originals."""
        named = [x for x in self._brought_comments() if x.key]
        if not named:
            return {}
        taken = self._taken()
        found: dict[str, str] = {}
        for comment in named:
            found[comment.key] = _free(comment.key, taken)
            _last_paragraph(self._copies[comment.id]).set(PARA_ID, found[comment.key])
        return found

    def _taken(self) -> set[str]:
        """The ids of all paragraphs of the old package."""
        old = self._graft.old
        parts = [*(x for x, _ in story_parts(old)), *old.related(old.main, "comments")]
        return {(p.get(PARA_ID) or "").upper() for x in parts for p in old.part(x).iter(P)}

    def _parents(self, keys: Mapping[str, str]) -> dict[str, str]:
        """The ids, in the old package, of the comments that brought ones answer, by those they have
        in the new one.
        """
        found = dict(keys)
        stays = [x.answers for x in self._brought_comments() if x.answers in self._kept]
        olds = comments(self._graft.old) if stays else {}
        for answered in dict.fromkeys(stays):
            key, twin = self._news[answered].key, olds[self._kept[answered]]
            if twin.key:
                found[key] = twin.key
            else:
                found[key] = _free(key, self._taken())
                _last_paragraph(twin.element).set(PARA_ID, found[key])
                self._graft.old.touch(twin.part)
        return found

    def _extend(self, keys: Mapping[str, str], parents: Mapping[str, str]) -> None:
        """Who answers whom, and what is resolved."""
        known = {key_of(x, EXTENDED) for x in entries(self._graft.old, EXTENDED)}
        left = set(keys)
        for entry in entries(self._graft.new, EXTENDED):
            key = key_of(entry, EXTENDED)
            if key not in left:
                continue
            left.discard(key)
            parent = parents.get((entry.get(PARENT) or "").upper(), "")
            if parent and parent not in known | {*keys.values()}:
                self._add(EXTENDED).set(EXTENDED.name("paraId"), parent)
                known.add(parent)
            twin = self._add(EXTENDED, entry)
            twin.set(EXTENDED.name("paraId"), keys[key])
            if parent:
                twin.set(PARENT, parent)
            elif PARENT in twin.attrib:
                del twin.attrib[PARENT]

    def _identify(self, keys: Mapping[str, str]) -> None:
        """The durable ids, and what is said under those."""
        old, new = self._graft.old, self._graft.new
        taken = {(x.get(IDS.name(DURABLE)) or "").upper() for x in entries(old, IDS)}
        durable: dict[str, str] = {}
        for entry in entries(new, IDS):
            key, number = key_of(entry, IDS), (entry.get(IDS.name(DURABLE)) or "").upper()
            if key in keys and number not in durable:
                twin = self._add(IDS, entry)
                twin.set(IDS.name("paraId"), keys[key])
                durable[number] = _free(number, taken)
                twin.set(IDS.name(DURABLE), durable[number])
        for entry in entries(new, EXTENSIBLE):
            number = key_of(entry, EXTENSIBLE)
            if number in durable:
                twin = self._add(EXTENSIBLE, entry)
                twin.set(EXTENSIBLE.name(DURABLE), durable.pop(number))

    def _introduce(self) -> None:
        """Who the authors are."""
        known = {key_of(x, PEOPLE) for x in entries(self._graft.old, PEOPLE)}
        wanted = {x.element.get(w("author")) or "" for x in self._brought_comments()} - known
        for entry in entries(self._graft.new, PEOPLE):
            if key_of(entry, PEOPLE) in wanted:
                wanted.discard(key_of(entry, PEOPLE))
                self._add(PEOPLE, entry)

    def _add(self, companion: Companion, entry: _Element | None = None) -> _Element:
        """A new entry of one of the parts: a copy of another, or an empty one."""
        name = companion.name(companion.root)
        part = self._graft.home(
            companion.kind, name, companion.type, {companion.prefix: companion.namespace}
        )
        root = self._graft.old.part(part)
        self._graft.old.touch(part)
        if entry is None:
            return SubElement(root, companion.name(companion.entry))
        twin = deepcopy(entry)
        twin.tail = None
        root.append(twin)
        return twin


def _once(root: _Element, fresh: Mapping[str, list[_Element]]) -> None:
    """Leaves of each comment's range only the new marks where both are there, else the old ones."""
    if not fresh:
        return
    hidden = {x for f in root.iter(FALLBACK) for x in f.iter(STARTS, ENDS)}
    for mark in [*root.iter(STARTS, ENDS)]:
        own = fresh.get(mark.get(ID) or "", ())
        whole = {STARTS, ENDS} <= {x.tag for x in own}
        if own and mark not in hidden and (mark in own) != whole:
            take_out(mark)


def _last_paragraph(comment: _Element) -> _Element:
    return [*comment.iter(P)][-1]


def _free(key: str, taken: set[str]) -> str:
    """The id itself where it is free, else the next one that is; it is taken then."""
    number = int(key, 16) if len(key) <= 8 and all(x in "0123456789ABCDEF" for x in key) else 1
    while f"{number:08X}" in taken or not 0 < number <= _MOST:
        number = number + 1 if 0 < number < _MOST else 1
    taken.add(f"{number:08X}")
    return f"{number:08X}"
