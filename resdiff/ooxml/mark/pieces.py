"""A paragraph as a row of pieces: stretches of text, and everything else as units, each with a key
to compare it by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.mark.keys import Keys, attributes
from resdiff.ooxml.names import ID, PPR, RUN, SECTPR, T, w
from resdiff.ooxml.text import CHARACTERS, REFERENCES, Atom, atoms
from resdiff.values import dataclass, replace

WRAPPERS: Final = frozenset(
    map(w, ("hyperlink", "smartTag", "customXml", "fldSimple", "sdt", "sdtContent", "bdo", "dir"))
)
"""Elements that stand around runs without being one thing with them."""

_SILENT_WRAPPERS: Final = frozenset(map(w, ("smartTag", "customXml", "sdtContent")))
RANGES: Final = frozenset(
    map(
        w,
        (
            "bookmarkStart",
            "bookmarkEnd",
            "permStart",
            "permEnd",
            "commentRangeStart",
            "commentRangeEnd",
        ),
    )
)
_SKIPPED: Final = frozenset(map(w, ("proofErr", "lastRenderedPageBreak")))
_FIELDS: Final = frozenset(map(w, ("fldChar", "instrText")))
_COMMENT: Final = w("commentReference")
_GO_BACK: Final = "_GoBack"  # where the cursor was last: Word's own, no content


class Kind(Enum):
    """What a piece is."""

    TEXT = auto()  # a stretch of one w:t; may be cut
    UNIT = auto()  # anything else in or between runs, whole
    NOTE = auto()  # a footnote or endnote reference
    FIELD = auto()  # a field's delimiter or code
    RANGE = auto()  # the start or end of a bookmark, a comment's or a permission's range
    END = auto()  # the paragraph's mark


@dataclass(slots=True, eq=False)
class Piece:
    """One piece of a paragraph.

    Shape:   `node` its leaf (the paragraph for END); `run` the run that holds it; `wrappers`
             outermost first. `skip` characters of `node.text` come before `text`. `key` compares it
             with pieces of the other side.
    Units:   `start` in the texts of the group's paragraphs joined with LF.
    """

    kind: Kind
    text: str
    node: _Element
    run: _Element | None
    wrappers: tuple[_Element, ...]
    start: int
    skip: int
    key: str

    @property
    def stop(self) -> int:
        """Where the piece's text ends."""
        return self.start + len(self.text)


class Reader:
    """Reads one side's paragraphs as pieces.

    Shape:   `marks` what note references print; `names` of the part's bookmarks, `comments` of the
             file's comments, by tag and id.
    """

    def __init__(
        self,
        keys: Keys,
        part: str,
        marks: Mapping[_Element, str],
        names: Mapping[str, str],
        comments: Mapping[str, str],
    ) -> None:
        self.keys = keys
        self.part = part
        self.marks = marks
        self._names = names
        self._comments = comments

    def at(self, part: str, names: Mapping[str, str]) -> Reader:
        """The reader of another part of the same file."""
        return Reader(self.keys, part, self.marks, names, self._comments)

    def pieces(self, paragraphs: Sequence[_Element]) -> list[Piece]:
        """The pieces of several paragraphs, each followed by its END, which counts as one LF."""
        found: list[Piece] = []
        start = 0
        for paragraph in paragraphs:
            own = self._paragraph(paragraph, start)
            found.extend(own)
            start = own[-1].stop
        return found

    def text(self, paragraph: _Element) -> str:
        """The paragraph's text as printed."""
        return "".join(x.text for x in atoms(paragraph, self.marks))

    def _paragraph(self, paragraph: _Element, start: int) -> list[Piece]:
        found: list[Piece] = []
        for atom in atoms(paragraph, self.marks):
            self._add(atom, start, found)
        stop = found[-1].stop if found else start
        end = "section" if has_section(paragraph) else "end"
        found.append(Piece(Kind.END, "\n", paragraph, None, (), stop, 0, end))
        return found

    def _add(self, atom: Atom, base: int, found: list[Piece]) -> None:
        start = base + atom.start
        for depth, wrapper in enumerate(atom.wrappers):
            if wrapper.tag not in WRAPPERS:
                if found and found[-1].node is wrapper:
                    found[-1] = replace(found[-1], text=found[-1].text + atom.text)
                    return
                run = wrapper.getparent()
                held = run if run is not None and run.tag == RUN else None
                key = self.keys.of(wrapper, self.part)
                wrappers = atom.wrappers[:depth]
                found.append(Piece(Kind.UNIT, atom.text, wrapper, held, wrappers, start, 0, key))
                return
        piece = self._leaf(atom, start)
        if piece is not None:
            found.append(piece)

    def _leaf(self, atom: Atom, start: int) -> Piece | None:
        node, tag = atom.node, str(atom.node.tag)
        kind, key = Kind.UNIT, tag
        if tag == T:
            if not atom.text:
                return None
            kind = Kind.TEXT
        elif tag in _SKIPPED or tag in WRAPPERS:
            return None
        elif tag in REFERENCES:
            kind, key = Kind.NOTE, f"{tag}{atom.text == ''}"
        elif tag in _FIELDS:
            said = self.keys.of(node, self.part) if len(node) else node.text or ""
            kind, key = Kind.FIELD, f"{tag}{node.get(w('fldCharType'))}{said}"
        elif tag in RANGES:
            name = self._name(node)
            if name == _GO_BACK:
                return None
            kind, key = Kind.RANGE, f"{tag} {name}"
        elif tag == _COMMENT:
            key = f"{tag} {self._name(node)}"
        elif tag not in CHARACTERS or len(node.attrib):
            key = self.keys.of(node, self.part, shell=True)
        return Piece(kind, atom.text, node, atom.run, atom.wrappers, start, atom.skip, key)

    def _name(self, mark: _Element) -> str:
        """What a mark of a range or a comment is called; "" where it is of none."""
        key = f"{mark.tag}{mark.get(ID)}"
        return self._names.get(key) or self._comments.get(key, "")


def wrapper_keys(piece: Piece, keys: Keys, part: str) -> tuple[str, ...]:
    """What the piece's wrappers say (a link's target, a control's properties, a field's code);
    silent ones left out.
    """
    found = []
    for wrapper in piece.wrappers:
        if wrapper.tag in _SILENT_WRAPPERS:
            continue
        own = [f"{name}={value}" for name, value in wrapper_attributes(wrapper, keys, part)]
        properties = wrapper.find(w("sdtPr"))
        if properties is not None:
            own.append(keys.properties(properties, part, frozenset()))
        found.append(f"{wrapper.tag} {' '.join(own)}")
    return tuple(found)


def wrapper_attributes(wrapper: _Element, keys: Keys, part: str) -> Iterable[tuple[str, str]]:
    """The wrapper's attributes that matter, relationships replaced by what they lead to."""
    for name, value in attributes(wrapper):
        if name.endswith("}id") and "relationships" in name:
            yield name, keys.target(part, value)
        elif not name.endswith(("history", "tooltip", "dirty")):
            yield name, value


def cut(pieces: Sequence[Piece], places: Iterable[int]) -> list[Piece]:
    """The pieces with every TEXT cut where one of the places falls inside it."""
    found: list[Piece] = []
    cuts = sorted(set(places))
    at = 0
    for piece in pieces:
        while at < len(cuts) and cuts[at] <= piece.start:
            at += 1
        ahead = at
        rest = piece
        while piece.kind is Kind.TEXT and ahead < len(cuts) and cuts[ahead] < rest.stop:
            length = cuts[ahead] - rest.start
            found.append(replace(rest, text=rest.text[:length]))
            rest = replace(
                rest, text=rest.text[length:], start=cuts[ahead], skip=rest.skip + length
            )
            ahead += 1
        found.append(rest)
    return found


def has_section(paragraph: _Element) -> bool:
    """Whether the paragraph's mark ends a section."""
    properties = paragraph.find(PPR)
    return properties is not None and properties.find(SECTPR) is not None
