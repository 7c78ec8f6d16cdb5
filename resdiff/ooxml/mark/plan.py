"""Which blocks of two containers stand for one another, and in which order both are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from enum import Enum, auto
from itertools import pairwise
from typing import Final

from lxml.etree import _Element

from resdiff.model import Edit
from resdiff.ooxml.mark import align, controls
from resdiff.ooxml.mark.job import Group, Job
from resdiff.ooxml.mark.keys import tags
from resdiff.ooxml.mark.pieces import Kind, Reader
from resdiff.ooxml.names import PPR, SECTPR, TBL, TC, P, w
from resdiff.ooxml.stories import paragraph_elements
from resdiff.values import dataclass

_HOLDERS: Final = frozenset(map(w, ("sdt", "customXml")))
_OTHERS: Final = frozenset((w("altChunk"), w("subDoc")))
_STORIES: Final = tags("body tc footnote endnote hdr ftr txbxContent")
_HEADS: Final = frozenset(map(w, ("tcPr", "customXmlPr", "sdtPr", "sdtEndPr")))

_NOTHING: Final = frozenset((Kind.TEXT, Kind.RANGE, Kind.END))

NEAR: Final = 0.5
"""Least similarity of two paragraphs that pair without being told. Source: below it a reader sees
two sentences
struck and written anew; half of the words is also what Word's own comparison asks of a paragraph
(measured on WC002)."""

NEAR_TABLE: Final = 0.3
"""The same for tables and controls, whose frame is kept as well as their words."""

WIDE: Final = 4_000
"""Products of lengths up to which unlike blocks in a gap are compared each with each. Source: 60 by
60 paragraphs
of 100 words take 50 ms in CPython 3.11."""


class Shape(Enum):
    """What a block is."""

    PARAGRAPH = auto()
    TABLE = auto()
    HOLDER = auto()  # a content control or custom XML around blocks
    OTHER = auto()  # a foreign part: one thing


@dataclass(slots=True, eq=False)
class Block:
    """One block of a container; `before` holds the range marks that stand between it and the block
    ahead of it.
    """

    shape: Shape
    element: _Element
    before: list[_Element]


@dataclass(slots=True)
class Pair:
    """Blocks that stand for one another. Shape: indices; several only of paragraphs, next to each
    other.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    edits: tuple[Edit, ...] | None = None


@dataclass(slots=True)
class Plan:
    """How two rows of blocks are merged.

    Shape:   `kept` in order on both sides; `moved` those that cross them.
    """

    kept: list[Pair] = field(default_factory=list)
    moved: list[Pair] = field(default_factory=list)


def blocks(container: _Element) -> tuple[list[_Element], list[Block], list[_Element]]:
    """A container's properties, its blocks, and the range marks (and the section) behind the last
    of them.

    Shape:   a story that holds nothing, and a cell that does not end with a paragraph, get the
             empty one that Word shows there; it is written when a mark is.
    """
    heads: list[_Element] = []
    found: list[Block] = []
    loose: list[_Element] = []
    for child in container:
        shape = _shape(child)
        if child.tag in _HEADS:
            heads.append(child)
        elif shape is None:
            loose.append(child)
        else:
            found.append(Block(shape, child, loose))
            loose = []
    if _lacks_last(container, found):
        tail = [x for x in loose if x.tag == SECTPR]  # stands behind all blocks (§17.2.2)
        ahead = [x for x in loose if x.tag != SECTPR]
        found.append(Block(Shape.PARAGRAPH, container.makeelement(P, {}, None), ahead))
        loose = tail
    return heads, found, loose


def _lacks_last(container: _Element, found: Sequence[Block]) -> bool:
    if not found:
        return container.tag in _STORIES
    return container.tag == TC and not controls.ends_with_paragraph(found[-1].element)


def _shape(element: _Element) -> Shape | None:
    if element.tag == P:
        return Shape.PARAGRAPH
    if element.tag == TBL:
        return Shape.TABLE
    if element.tag in _HOLDERS:
        return Shape.HOLDER
    return Shape.OTHER if element.tag in _OTHERS else None


def plan(job: Job, old: Sequence[Block], new: Sequence[Block]) -> Plan:
    """The pairs of two rows of blocks: told ones first, then equal ones, then like ones."""
    told, alone = _told(job, old, new)
    texts = Texts(job.readers[0], old), Texts(job.readers[1], new)
    order = _order(job, told, old, texts[0])
    kept = [told[i] for i in order]
    chosen = set(order)
    crossing = [x for i, x in enumerate(told) if i not in chosen]
    taken = _taken(told, alone)
    found = _fill(old, new, texts, kept, taken)
    result = Plan(_without_islands(job, old, new, texts, found))
    for pair in crossing if job.options.moves else ():
        if pair.edits is not None and any(texts[0][i].strip() for i in pair.old):
            result.moved.append(pair)
    return result


class Texts:
    """The texts of a row of blocks, each read when it is first asked for."""

    def __init__(self, reader: Reader, blocks: Sequence[Block]) -> None:
        self._reader = reader
        self._blocks = blocks
        self._known: dict[int, str] = {}

    def __getitem__(self, index: int) -> str:
        known = self._known.get(index)
        if known is None:
            known = self._known[index] = block_text(self._reader, self._blocks[index])
        return known


def _order(job: Job, told: Sequence[Pair], old: Sequence[Block], texts: Texts) -> Sequence[int]:
    """Which of the pairs, which are in old order, stay in place."""
    there = [x.new[0] for x in told]
    if all(a < b for a, b in pairwise(there)):
        return range(len(told))
    return align.rising(there, [_weight(x, texts, job, old) for x in told])


def _weight(pair: Pair, texts: Texts, job: Job, old: Sequence[Block]) -> int:
    """How much is lost when the pair is not kept in place: its letters; little when it was said to
    have moved.
    """
    group = job.guide.group(old[pair.old[0]].element)
    letters = sum(1 + len(texts[i]) for i in pair.old)
    return 1 if group is not None and group.moved else 100 * letters


def _taken(told: Sequence[Pair], alone: tuple[set[int], set[int]]) -> tuple[set[int], set[int]]:
    return (
        alone[0] | {i for x in told for i in x.old},
        alone[1] | {i for x in told for i in x.new},
    )


def _told(
    job: Job, old: Sequence[Block], new: Sequence[Block]
) -> tuple[list[Pair], tuple[set[int], set[int]]]:
    """The pairs that the guide names, in old order, and the blocks it says stay alone."""
    old_at = {x.element: i for i, x in enumerate(old) if x.shape is Shape.PARAGRAPH}
    new_at = {x.element: i for i, x in enumerate(new) if x.shape is Shape.PARAGRAPH}
    found: list[Pair] = []
    alone: tuple[set[int], set[int]] = (set(), set())
    seen: set[int] = set()
    for side, places in enumerate((old_at, new_at)):
        for element, index in places.items():
            group = job.guide.group(element)
            if group is None or id(group) in seen:
                continue
            if not group.olds or not group.news:
                alone[side].add(index)
                continue
            seen.add(id(group))
            pair = _pair(group, old_at, new_at)
            if pair is not None:
                found.append(pair)
    found.sort(key=lambda x: x.old)
    return _once(found), alone


def _pair(group: Group, old_at: dict[_Element, int], new_at: dict[_Element, int]) -> Pair | None:
    """A group's pair here: whole where its paragraphs stand next to each other here, else its first
    two.
    """
    olds = tuple(old_at[x] for x in group.olds if x in old_at)
    news = tuple(new_at[x] for x in group.news if x in new_at)
    if not olds or not news:
        return None
    whole = len(olds) == len(group.olds) and len(news) == len(group.news)
    if whole and _adjoining(olds) and _adjoining(news):
        return Pair(olds, news, group.edits)
    return Pair(olds[:1], news[:1])


def _adjoining(indices: tuple[int, ...]) -> bool:
    return indices == tuple(range(indices[0], indices[0] + len(indices)))


def _once(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs without those that use a block a second time."""
    used: tuple[set[int], set[int]] = (set(), set())
    found = []
    for pair in pairs:
        if used[0].isdisjoint(pair.old) and used[1].isdisjoint(pair.new):
            used[0].update(pair.old)
            used[1].update(pair.new)
            found.append(pair)
    return found


def block_text(reader: Reader, block: Block) -> str:
    """The block's text: of a table, the texts of all its paragraphs."""
    if block.shape is Shape.PARAGRAPH:
        return reader.text(block.element)
    return "\n".join(reader.text(x) for x in paragraph_elements(block.element))


def _fill(
    old: Sequence[Block],
    new: Sequence[Block],
    texts: tuple[Texts, Texts],
    kept: list[Pair],
    taken: tuple[set[int], set[int]],
) -> list[Pair]:
    """The kept pairs, and between them those of blocks of which nothing was said."""
    found: list[Pair] = []
    o = n = -1
    for pair in [*kept, Pair((len(old),), (len(new),))]:
        olds = [i for i in range(o + 1, pair.old[0]) if i not in taken[0]]
        news = [i for i in range(n + 1, pair.new[0]) if i not in taken[1]]
        if olds and news:
            found.extend(_gap(old, new, texts, olds, news))
        found.append(pair)
        o, n = pair.old[-1], pair.new[-1]
    return found[:-1]


def _without_islands(
    job: Job,
    old: Sequence[Block],
    new: Sequence[Block],
    texts: tuple[Texts, Texts],
    kept: Sequence[Pair],
) -> list[Pair]:
    """The pairs without paragraphs of which nothing is kept between two replaced passages: blank
    ones, and those written anew. Kept, they would only cut one replacement into two.
    """
    found: list[Pair] = []
    end = Pair((len(old),), (len(new),))
    for here, after in pairwise([*kept, end]):
        before = found[-1] if found else Pair((-1,), (-1,))
        island = (
            _replaced(texts, before, here)
            and _replaced(texts, here, after)
            and _nothing_kept(texts, here)
            and _plain(job, old, here.old, 0)
            and _plain(job, new, here.new, 1)
        )
        if not island:
            found.append(here)
    return found


def _replaced(texts: tuple[Texts, Texts], before: Pair, after: Pair) -> bool:
    """Whether something is struck and something written between two pairs."""
    return any(texts[0][i].strip() for i in range(before.old[-1] + 1, after.old[0])) and any(
        texts[1][j].strip() for j in range(before.new[-1] + 1, after.new[0])
    )


def _nothing_kept(texts: tuple[Texts, Texts], pair: Pair) -> bool:
    """Whether both sides are blank, or one edit replaces all there is."""
    old = "\n".join(texts[0][i] for i in pair.old)
    new = "\n".join(texts[1][j] for j in pair.new)
    return not (old + new).strip() or pair.edits == (Edit(0, len(old), 0, len(new)),)


def _plain(job: Job, blocks: Sequence[Block], indices: Sequence[int], side: int) -> bool:
    """Whether these are paragraphs with nothing but text in them that do not end a section."""
    for block in (blocks[i] for i in indices):
        if block.shape is not Shape.PARAGRAPH or _section(block):
            return False
        if any(x.kind not in _NOTHING for x in job.readers[side].pieces([block.element])):
            return False
    return True


def _section(block: Block) -> bool:
    properties = block.element.find(PPR)
    return properties is not None and properties.find(SECTPR) is not None


def _gap(
    old: Sequence[Block],
    new: Sequence[Block],
    texts: tuple[Texts, Texts],
    olds: list[int],
    news: list[int],
) -> list[Pair]:
    keys = (
        [f"{old[i].shape.name}{_section(old[i])}{texts[0][i]}" for i in olds],
        [f"{new[i].shape.name}{_section(new[i])}{texts[1][i]}" for i in news],
    )
    equal = align.common(*keys)
    found: list[Pair] = []
    o = n = 0
    for a, b in [*equal, (len(olds), len(news))]:
        found.extend(_like(old, new, texts, olds[o:a], news[n:b]))
        if a < len(olds):
            found.append(Pair((olds[a],), (news[b],)))
        o, n = a + 1, b + 1
    return found


def _like(
    old: Sequence[Block],
    new: Sequence[Block],
    texts: tuple[Texts, Texts],
    olds: list[int],
    news: list[int],
) -> list[Pair]:
    """Pairs of like blocks, in order, the likest together."""
    if not olds or not news or len(olds) * len(news) > WIDE:
        return []
    words = {i: _content(texts[0][i]) for i in olds}, {i: _content(texts[1][i]) for i in news}

    def score(i: int, j: int) -> float:
        if old[i].shape is not new[j].shape:
            return 0.0
        near = NEAR if old[i].shape is Shape.PARAGRAPH else NEAR_TABLE
        alike = align.similarity(words[0][i], words[1][j])
        if old[i].shape is not Shape.PARAGRAPH and len(olds) == len(news) == 1:
            alike = max(alike, near)
        return alike if alike >= near else 0.0

    return [
        Pair((olds[a],), (news[b],))
        for a, b in align.best(len(olds), len(news), lambda a, b: score(olds[a], news[b]))
    ]


def _content(text: str) -> list[str]:
    return [x for x in align.words(text) if not x.isspace()]
