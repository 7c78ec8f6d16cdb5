"""The blocks of one instrument, taken out of its Word file into another, in the house styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element

from resdiff import ooxml
from resdiff.model import Clause, Document, Kind
from resdiff.ooxml import Package
from resdiff.ooxml.compatibility import carry
from resdiff.ooxml.graft import Graft
from resdiff.ooxml.names import ID, TBL, P, w
from resdiff.ooxml.stories import paragraph_elements
from resdiff.proposals.house import House, clean, dress, settle_styles
from resdiff.proposals.values import Side
from resdiff.proposals.words import head_words
from resdiff.renderers.docx import package as settled
from resdiff.symbols import AROUND
from resdiff.values import dataclass

HEAD = frozenset({Kind.NUMBER, Kind.TITLE})
"""What a proposal without the text shows of it."""

_THINGS = tuple(map(w, ("drawing", "pict", "object")))
_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_OWN_MARKS = {w("footnoteRef"), w("endnoteRef")}
_CONTAINERS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "smartTag")))


@dataclass(slots=True, eq=False)
class Source:
    """A side's package, and what is known of each paragraph of its main part."""

    document: Document
    package: Package
    clauses: Mapping[int, Clause]
    labels: Mapping[tuple[str, int], str]
    styles: Mapping[tuple[str, int], str]


def source(side: Side) -> Source:
    """What is needed to take an instrument out of its file.

    Raises:  UsageError when the document does not come from a Word file.
    """
    package = settled(side.document).copy()
    blocks = ooxml.describe(package).blocks
    clauses: dict[int, Clause] = {}
    for clause in side.document.clauses:
        for anchor in (*([clause.label_anchor] if clause.label_anchor else []), *clause.anchors):
            if anchor.part == package.main:
                clauses.setdefault(anchor.paragraph, clause)
    return Source(
        side.document,
        package,
        clauses,
        {(x.anchor.part, x.anchor.paragraph): x.label for x in blocks},
        {(x.anchor.part, x.anchor.paragraph): x.style for x in blocks},
    )


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """A block at home in the target, and what its first clause is."""

    kind: Kind
    element: _Element


class Extractor:
    """Takes instruments into one target package."""

    def __init__(self, target: Package, house: House, language: str) -> None:
        self.target = target
        self.house = house
        self.right_to_left = head_words(language).right_to_left
        self._sources: list[Package] = []

    def take(self, side: Side, kinds: frozenset[Kind] | None = None) -> list[Taken]:
        """The instrument's blocks, at home in the target; `kinds` only those, else all its own."""
        known = source(side)
        self._sources.append(known.package)
        return _Taking(self, known, side, kinds).blocks()

    def finish(self) -> None:
        """Declares in the target what the blocks, now in place, rely on."""
        for package in self._sources:
            carry(self.target, package)


class _Taking:
    """One instrument on its way."""

    def __init__(
        self, to: Extractor, source: Source, side: Side, kinds: frozenset[Kind] | None
    ) -> None:
        self.to = to
        self.source = source
        self.instrument = side.instrument
        self.paragraphs = {
            anchor.paragraph
            for i in side.clauses
            for anchor in side.document.clauses[i].anchors
            if anchor.part == source.package.main
        }
        self.kinds = kinds
        self.graft = Graft(to.target, source.package)
        self.index = {x: i for i, x in enumerate(paragraph_elements(self._root()))}

    def _root(self) -> _Element:
        return self.source.package.part(self.source.package.main)

    def blocks(self) -> list[Taken]:
        """The chosen blocks of the body, in order, each fit for the other file."""
        body = self._root().find(w("body"))
        chosen = [] if body is None else self._chosen([*_flat(body)])
        return [Taken(self._kind(x), self._bring(x)) for x in chosen]

    def _kind(self, block: _Element) -> Kind:
        known = (self.source.clauses.get(self.index.get(x, -1)) for x in block.iter(P))
        return next((x.kind for x in known if x is not None), Kind.PARAGRAPH)

    def _chosen(self, blocks: Sequence[_Element]) -> list[_Element]:
        own = [any(self._is_own(p) for p in x.iter(P)) for x in blocks]
        if True not in own:
            return []
        first, last = own.index(True), len(own) - 1 - own[::-1].index(True)
        return [
            x
            for i, x in enumerate(blocks)
            if own[i] or (self.kinds is None and first < i < last and self._is_thing(x))
        ]

    def _is_own(self, paragraph: _Element) -> bool:
        if self.paragraphs:
            return self.index.get(paragraph, -1) in self.paragraphs
        clause = self.source.clauses.get(self.index.get(paragraph, -1))
        if clause is None or clause.instrument != self.instrument:
            return False
        return clause.kind in self.kinds if self.kinds is not None else clause.kind not in AROUND

    def _is_thing(self, block: _Element) -> bool:
        """Whether a block without text of the instrument belongs to it: a picture between its
        paragraphs.
        """
        known = [x for x in block.iter(P) if self.index.get(x, -1) in self.source.clauses]
        return not known and next(block.iter(*_THINGS), None) is not None

    def _bring(self, block: _Element) -> _Element:
        numbers = [self.index.get(x, -1) for x in block.iter(P)]
        twin = deepcopy(block)
        clean(twin)
        for paragraph, number in zip([*twin.iter(P)], numbers, strict=True):
            self._dress(paragraph, number)
        notes = [*twin.iter(*_NOTES)]
        texts = [self._note(x) for x in notes]
        home = self.graft.copy(twin, self.source.package.main, self.to.target.main)
        for reference, text in zip([*home.iter(*_NOTES)], texts, strict=True):
            _refer(reference, self._add_note(text))
        settle_styles(home, self.to.house)
        return home

    def _dress(self, paragraph: _Element, number: int) -> None:
        key = (self.source.package.main, number)
        known = self.source.clauses.get(number) or Clause(Kind.PARAGRAPH, "", "")
        style = self.to.house.style(self.source.document, known, self.source.styles.get(key, ""))
        letter = known.part == "preamble" and known.kind is Kind.ITEM
        dress(
            paragraph,
            style,
            known.kind,
            self.source.labels.get(key, ""),
            right_to_left=self.to.right_to_left,
            house=self.to.house,
            italic_label=letter and style == "normal" and not self.to.right_to_left,
        )

    # ------------------------------------------------------------------ notes

    def _note(self, reference: _Element) -> tuple[_Element, str] | None:
        """The note a reference means, and its part."""
        package = self.source.package
        for part in package.related(package.main, _NOTES[str(reference.tag)]):
            for note in package.part(part):
                if note.get(ID) == reference.get(ID) and isinstance(note.tag, str):
                    return note, part
        return None

    def _add_note(self, found: tuple[_Element, str] | None) -> str:
        """The id, in the target, of a copy of the note in the house's style."""
        target = self.to.target.related(self.to.target.main, "footnotes")[0]
        root = self.to.target.part(target)
        ids = [x.get(ID) or "" for x in root]
        number = str(1 + max((int(x) for x in ids if x.isdigit()), default=0))
        fresh = etree.SubElement(root, w("footnote"))
        fresh.set(ID, number)
        for block in [] if found is None else list(found[0]):
            if block.tag in (P, TBL):
                fresh.append(self._note_block(block, found[1] if found else "", target))
        self.to.target.touch(target)
        return number

    def _note_block(self, block: _Element, part: str, target: str) -> _Element:
        twin = deepcopy(block)
        clean(twin)
        for paragraph in twin.iter(P):
            dress(
                paragraph,
                "footnotetext",
                Kind.NOTE,
                "",
                right_to_left=self.to.right_to_left,
                house=self.to.house,
            )
        for mark in [*twin.iter(*_OWN_MARKS)]:
            mark.tag = w("footnoteRef")
        home = self.graft.copy(twin, part, target)
        settle_styles(home, self.to.house)
        return home


def _flat(container: _Element) -> Iterator[_Element]:
    """The paragraphs and tables of a container, out of the controls around them."""
    for child in container:
        if child.tag in (P, TBL):
            yield child
        elif child.tag in _CONTAINERS:
            yield from _flat(child)


def _refer(reference: _Element, number: str) -> None:
    reference.tag = w("footnoteReference")
    reference.set(ID, number)
