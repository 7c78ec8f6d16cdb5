"""A Word file as a package of parts: opened safely, changed in memory, saved reproducibly."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from copy import deepcopy
from itertools import count
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element

from resdiff.errors import BrokenPackage, NotWord
from resdiff.model import Source
from resdiff.ooxml import names
from resdiff.ooxml.archive import Archive, sniff
from resdiff.ooxml.xml import parse, serialise
from resdiff.values import dataclass

TYPES_NAME: Final = "[Content_Types].xml"
_MAIN_TYPE = re.compile(r"wordprocessingml|ms-word", re.IGNORECASE)
_EMPTY_RELS: Final = f'<Relationships xmlns="{names.RELATIONSHIPS}"/>'.encode()


@dataclass(frozen=True, slots=True)
class Relationship:
    """One arrow of a part.

    Shape:   `type` in its transitional spelling, whatever the file uses; `target` a part name for
             an internal one (resolved, without a leading slash), the address as written for an
             external one.
    """

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last step of the type: "footnotes", "image", "hyperlink", …"""
        return self.type.rpartition("/")[2]


class Package:
    """A Word file in memory.

    Shape:   part names are as in the zip, without a leading slash ("word/document.xml").
             `part(name)` gives the one live tree of a part; who changes it says so with
             `touch(name)`, and only touched parts are written anew. Strict OOXML is read in its
             transitional spelling and written back in the strict one, so that a package never
             mixes the two; a strict part that nobody touches stays byte for byte.
    Raises:  see `open`; a part that is damaged or unsafe raises when it is first read.
    """

    def __init__(self, archive: Archive, name: str) -> None:
        self.name = name
        self._archive = archive
        self._data: dict[str, bytes] = {}  # parts replaced or added as bytes
        self._trees: dict[str, _Element] = {}
        self._strict: set[str] = set()  # parts whose tree is written in the strict spelling
        self._order: list[str] = list(archive.names)
        self._touched: set[str] = set()
        self._rels: dict[str, dict[str, Relationship]] = {}
        self._leading: dict[str, dict[tuple[str, str, bool], str]] = {}  # the same, by where to
        self._last_rel: dict[str, int] = {}  # the highest number of a part's rIds
        self._folded: dict[str, str] | None = None
        self._main = ""

    # ------------------------------------------------------------------ opening

    @classmethod
    def open(cls, data: bytes, name: str) -> Package:
        """The package that these bytes hold; `name` is for messages.

        Raises:  EmptyFile, Encrypted, LegacyFormat, NotWord for bytes that are no OOXML Word
                 file; BrokenPackage when zip, content types or the main part are damaged; Unsafe
                 past the bounds.
        """
        sniff(data, name)
        package = cls(Archive(data, name), name)
        package._require_word()
        return package

    @classmethod
    def of(cls, source: Source) -> Package:
        """The package of a document's source, opened once.

        Raises:  as `open`.
        """
        known = source.opened
        return known.copy() if isinstance(known, cls) else cls.open(source.data, source.name)

    def __reduce__(self) -> tuple[object, ...]:
        """A package is pickled as the file that it would be saved as."""
        return Package.open, (self.save(), self.name)

    def _require_word(self) -> None:
        if TYPES_NAME not in self._archive.names:
            if "_rels/.rels" in self._archive.names:
                raise BrokenPackage(f"{self.name}: the package has no {TYPES_NAME}")
            raise NotWord(f"{self.name} is a zip archive, but not a Word file")
        arrows = self.relationships("").values()
        found = [x.target for x in arrows if x.kind == "officeDocument" and not x.external]
        if not found:
            raise BrokenPackage(f"{self.name}: the package does not say which part is the document")
        main = self._spelling(found[0])
        if main is None:
            raise BrokenPackage(f"{self.name}: the main part {found[0]} is missing")
        self._main = main
        if not _MAIN_TYPE.search(self.content_type(main)):
            self.part(main)

    # ------------------------------------------------------------------ looking

    @property
    def main(self) -> str:
        """The name of the main document part, found through the package's relationships."""
        return self._main

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all entries, in the order of the file; folders left out."""
        return tuple(n for n in self._order if not n.endswith("/"))

    @property
    def touched(self) -> frozenset[str]:
        """The parts that were changed or added since the package was opened."""
        return frozenset(self._touched)

    @property
    def strict(self) -> bool:
        """Whether the main part is written in Strict OOXML."""
        self.part(self._main)
        return self._main in self._strict

    def __contains__(self, name: str) -> bool:
        return name in self._data or name in self._trees or name in self._archive.names

    def data(self, name: str) -> bytes:
        """The bytes of a part as they would be saved now.

        Raises:  KeyError when there is no such part; BrokenPackage, Unsafe when it cannot be
                 unpacked.
        """
        changed = self.changed_tree(name)
        if changed is not None:
            return serialise(changed, name in self._strict)
        if name in self._data:
            return self._data[name]
        return self._archive.read(name)

    def holds(self, name: str, *patterns: re.Pattern[bytes]) -> bool:
        """Whether one of the patterns is found in the bytes of a part as they would be saved now.

        Raises:  as `data`.
        """
        if name in self._data or name in self._touched:
            data = self.data(name)
            return any(x.search(data) for x in patterns)
        return self._archive.holds(name, *patterns)

    def changed_tree(self, name: str) -> _Element | None:
        """The root of a part's live tree where the part was changed in it; else None."""
        return self._trees.get(name) if name in self._touched else None

    def part(self, name: str) -> _Element:
        """The root of a part's live tree, parsed once. Call `touch(name)` when you change it.

        Raises:  KeyError when there is no such part; BrokenPackage when it is no XML, or the main
                 part without a body; Unsafe past the bounds.
        """
        if name not in self._trees:
            root, strict = parse(self.data(name), f"{self.name}: {name}")
            if name == self._main:
                self._require_body(root)
            self._trees[name] = root
            if strict:
                self._strict.add(name)
        return self._trees[name]

    def _require_body(self, root: _Element) -> None:
        if root.tag != names.w("document"):
            raise NotWord(f"{self.name} is an Office file, but not a Word document")
        if root.find(names.w("body")) is None:
            raise BrokenPackage(f"{self.name}: the document has no body")

    def content_type(self, name: str) -> str:
        """The declared content type of a part; "" when none is declared."""
        suffix = name.rpartition(".")[2].lower()
        default = ""
        for entry in self.part(TYPES_NAME):
            kind = names.local(entry.tag)
            named = entry.get("PartName", "").lstrip("/").lower()
            if kind == "Override" and named == name.lower():
                return entry.get("ContentType", "")
            if kind == "Default" and entry.get("Extension", "").lower() == suffix:
                default = entry.get("ContentType", "")
        return default

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """A part's relationships by id; "" asks for the package's own. Empty when it has none.

        Shape:   a view that shows what is added later too.
        """
        if part not in self._rels:
            rels = _rels_name(part)
            self._rels[part] = self._read_relationships(part, rels) if rels in self else {}
        return MappingProxyType(self._rels[part])

    def relationship_to(self, part: str, type: str, target: str, external: bool) -> str | None:
        """The id of the first relationship of `part` that leads there."""
        if part not in self._leading:
            known = self.relationships(part).items()
            self._leading[part] = {(x.type, x.target, x.external): key for key, x in [*known][::-1]}
        return self._leading[part].get((type, target, external))

    def _read_relationships(self, part: str, rels: str) -> dict[str, Relationship]:
        found: dict[str, Relationship] = {}
        for entry in self.part(rels):
            if names.local(entry.tag) != "Relationship":
                continue
            external = entry.get("TargetMode") == "External"
            target = entry.get("Target", "")
            if not external:
                target = self._resolve(part, target)
            found[entry.get("Id", "")] = Relationship(
                entry.get("Id", ""), entry.get("Type", ""), target, external
            )
        return found

    def _resolve(self, part: str, target: str) -> str:
        """The part name a relative or absolute target means, spelt as in the zip."""
        folder = posixpath.dirname(part)
        path = target.replace("\\", "/").partition("#")[0]
        joined = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
        return self._spelling(joined) or self._spelling(unquote(joined)) or joined

    def _spelling(self, name: str) -> str | None:
        """The name as the zip spells it: case does not count (ECMA-376-2 §6.2.2.3)."""
        if name in self:
            return name
        if self._folded is None:
            self._folded = {n.lower(): n for n in self._order}
        return self._folded.get(name.lower())

    def related(self, part: str, suffix: str) -> tuple[str, ...]:
        """The present parts that `part` points at with a relationship type ending in `suffix`."""
        arrows = [x for x in self.relationships(part).values() if x.type.endswith(suffix)]
        found = (x.target for x in arrows if x.kind == suffix and not x.external)
        return tuple(x for x in found if x in self)

    # ------------------------------------------------------- changing and saving

    def touch(self, name: str) -> None:
        """Says that a part's tree was changed."""
        self._touched.add(name)
        self._data.pop(name, None) if name in self._trees else None

    def set_data(self, name: str, data: bytes) -> None:
        """Replaces a part's bytes."""
        self._data[name] = data
        self._trees.pop(name, None)
        self._touched.add(name)

    def add_part(self, name: str, content: bytes | _Element, content_type: str) -> None:
        """Adds a part with its declared content type (`unused_name` finds a name).

        Raises:  ValueError when the name is taken.
        """
        if self._spelling(name) is not None:
            raise ValueError(f"the part {name} exists already")
        self._order.append(name)
        if self._folded is not None:
            self._folded[name.lower()] = name
        self._touched.add(name)
        if isinstance(content, bytes):
            self._data[name] = content
        else:
            self._trees[name] = content
            if self.strict:
                self._strict.add(name)
        self.declare(name, content_type)

    def declare(self, name: str, content_type: str) -> None:
        """Says of which content type a part is, in place of what was said before."""
        if self.content_type(name) == content_type:
            return
        types = self.part(TYPES_NAME)
        said = [x for x in types if x.get("PartName", "").lstrip("/").lower() == name.lower()]
        tag = f"{{{names.CONTENT_TYPES}}}Override"
        entry = said[0] if said else etree.SubElement(types, tag)
        entry.set("PartName", "/" + name)
        entry.set("ContentType", content_type)
        self.touch(TYPES_NAME)

    def unused_name(self, stem: str, suffix: str) -> str:
        """The first free name like `word/media/image1.png`: stem, number, suffix."""
        return next(x for n in count(1) if self.is_free(x := f"{stem}{n}{suffix}"))

    def is_free(self, name: str) -> bool:
        """Whether a part may take the name: relationships that lost theirs would become its own."""
        return self._spelling(name) is None and self._spelling(_rels_name(name)) is None

    def add_relationship(self, part: str, type: str, target: str, external: bool = False) -> str:
        """Adds an arrow from `part`; gives its id. `type` is spelt transitionally."""
        rels = _rels_name(part)
        if rels not in self:
            self._order.append(rels)
            self._data[rels] = _EMPTY_RELS
            if self.strict:
                self._strict.add(rels)
        known = self.relationships(part)
        if part not in self._last_rel:
            numbers = (int(x[3:]) for x in known if re.fullmatch(r"rId[0-9]{1,9}", x))
            self._last_rel[part] = max(numbers, default=0)
        self._last_rel[part] += 1
        key = f"rId{self._last_rel[part]}"
        entry = etree.SubElement(self.part(rels), f"{{{names.RELATIONSHIPS}}}Relationship")
        entry.set("Id", key)
        entry.set("Type", type)
        folder = posixpath.dirname(part)
        entry.set("Target", target if external else posixpath.relpath(target, folder or "."))
        if external:
            entry.set("TargetMode", "External")
        self.touch(rels)
        leads = target if external else self._resolve(part, entry.get("Target", ""))
        self._rels[part][key] = Relationship(key, type, leads, external)
        self._leading.get(part, {}).setdefault((type, leads, external), key)
        return key

    def remove_relationship(self, part: str, key: str) -> None:
        """Takes an arrow of `part` out."""
        root = self.part(_rels_name(part))
        for entry in [x for x in root if x.get("Id") == key]:
            root.remove(entry)
        self.touch(_rels_name(part))
        for known in (self._rels, self._leading, self._last_rel):
            known.pop(part, None)

    def remove_unreachable(self, names: Collection[str]) -> None:
        """Takes out those of these parts that no chain of relationships leads to; their own
        relationships and content types go with them.
        """
        lost = {x for x in names if not x.endswith(".rels")} - self._reachable()
        gone = lost | {_rels_name(x) for x in lost}
        for entry in [*self.part(TYPES_NAME)] if lost else ():
            if entry.get("PartName", "").lstrip("/") in gone:
                self.part(TYPES_NAME).remove(entry)
        self._order = [x for x in self._order if x not in gone]
        self._touched -= gone
        for known in (self._data, self._trees, self._rels, self._leading, self._last_rel):
            for name in gone:
                known.pop(name, None)
        self._folded = None

    def _reachable(self) -> set[str]:
        """The parts that a chain of relationships leads to from the package itself."""
        found: set[str] = set()
        waiting = [""]
        while waiting:
            arrows = self.relationships(waiting.pop()).values()
            fresh = {x.target for x in arrows if not x.external} - found
            found |= fresh
            waiting.extend(sorted(fresh))
        return found

    def copy(self) -> Package:
        """A twin that shares the unchanged bytes and changes without this one noticing."""
        twin = Package(self._archive, self.name)
        twin._main = self._main
        twin._data = dict(self._data)
        twin._order = list(self._order)
        twin._touched = set(self._touched)
        twin._strict = set(self._strict)
        twin._rels = {part: dict(known) for part, known in self._rels.items()}
        for name in self._touched & self._trees.keys():
            twin._trees[name] = deepcopy(self._trees[name])
        return twin

    def save(self) -> bytes:
        """The package as a file: the very bytes it was opened from when nothing was touched.

        Shape:   entries in their original order, added ones behind; untouched entries keep their
                 packed bytes and their date, changed ones get a fixed date. Same input, same
                 bytes.
        """
        if not self._touched:
            return self._archive.source
        changed: dict[str, bytes] = {n: self.data(n) for n in sorted(self._touched)}
        return self._archive.rewrite(self._order, changed)


def _rels_name(part: str) -> str:
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", base + ".rels")
