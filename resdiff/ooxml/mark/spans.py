"""Fields that begin in one block and end in another (a table of contents): kept whole or replaced
whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from lxml.etree import _Element

from resdiff.ooxml.mark import inline
from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.mark.keys import BOXES
from resdiff.ooxml.mark.marker import Op
from resdiff.ooxml.mark.plan import Block, Pair, Plan, Shape
from resdiff.ooxml.names import FALLBACK, w
from resdiff.values import dataclass

_DELIMITER = w("fldChar")
_CODE = w("instrText")


@dataclass(slots=True, eq=False)
class Span:
    """A field over several blocks.

    Shape:   `first`, `last` its blocks' indices; `nodes` its delimiters and code with the index of
             each one's block.
    """

    first: int
    last: int = -1
    nodes: list[tuple[_Element, int]] = field(default_factory=list)

    @property
    def code(self) -> str:
        """What the field's code says."""
        return "".join(x.text or "" for x, _ in self.nodes if x.tag == _CODE).strip()


def spans(blocks: Sequence[Block]) -> list[Span]:
    """The fields that do not end in the block in which they begin; one that never ends reaches to
    the
    last block.
    """
    found: list[Span] = []
    open_: list[tuple[Span, list[bool]]] = []
    for index, block in enumerate(blocks):
        for node in _marks(block.element):
            kind = node.get(w("fldCharType")) if node.tag == _DELIMITER else "code"
            if kind == "begin":
                open_.append((Span(index), [True]))
            if not open_:
                continue
            span, coding = open_[-1]
            if kind != "code" or coding[0]:
                span.nodes.append((node, index))
            if kind == "separate":
                coding[0] = False
            elif kind == "end":
                span.last = index
                open_.pop()
                if span.last > span.first:
                    found.append(span)
    for span, _ in open_:
        span.last = len(blocks) - 1
        found.append(span)
    return found


def _marks(element: _Element) -> list[_Element]:
    found = [*element.iter(_DELIMITER, _CODE)]
    if not found or next(element.iter(BOXES, FALLBACK), None) is None:
        return found
    apart = {x for box in element.iter(BOXES, FALLBACK) for x in box.iter(_DELIMITER, _CODE)}
    return [x for x in found if x not in apart]


def without_torn(job: Job, old: Sequence[Block], new: Sequence[Block], planned: Plan) -> Plan:
    """The plan without the pairs that would keep a part of such a field and replace the rest."""
    sides = spans(old), spans(new)
    if not sides[0] and not sides[1]:
        return planned
    for span in (*sides[0], *sides[1]):
        job.codes.update((node, span.code) for node, _ in span.nodes)
    kept = planned.kept
    while True:
        bad = _bad(job, (old, new), sides, kept)
        left = [x for x in kept if bad[0].isdisjoint(x.old) and bad[1].isdisjoint(x.new)]
        if len(left) == len(kept):
            break
        kept = left
    inside = tuple({i for s in side for i in range(s.first, s.last + 1)} for side in sides)
    moved = [
        x for x in planned.moved if inside[0].isdisjoint(x.old) and inside[1].isdisjoint(x.new)
    ]
    return Plan(kept, moved)


def _bad(
    job: Job,
    blocks: tuple[Sequence[Block], Sequence[Block]],
    sides: tuple[list[Span], list[Span]],
    kept: Sequence[Pair],
) -> tuple[set[int], set[int]]:
    """The blocks of both sides that lie in a field that is not kept with all of its delimiters and
    code.
    """
    paired = {i for x in kept for i in x.old}, {j for x in kept for j in x.new}
    places = tuple({i for s in side for _, i in s.nodes} for side in sides)
    torn: tuple[set[int], set[int]] = (places[0] - paired[0], places[1] - paired[1])
    for pair in kept:
        touched = not (places[0].isdisjoint(pair.old) and places[1].isdisjoint(pair.new))
        if touched and not _whole(job, blocks, pair):
            torn[0].update(pair.old)
            torn[1].update(pair.new)
    bad: tuple[set[int], set[int]] = (set(), set())
    for own, broken, side in zip(bad, torn, sides, strict=True):
        for span in side:
            if any(i in broken for _, i in span.nodes):
                own.update(range(span.first, span.last + 1))
    return bad


def _whole(job: Job, blocks: tuple[Sequence[Block], Sequence[Block]], pair: Pair) -> bool:
    """Whether a pair keeps every delimiter of a field that reaches beyond it."""
    olds = [blocks[0][i] for i in pair.old]
    news = [blocks[1][j] for j in pair.new]
    if olds[0].shape is not Shape.PARAGRAPH:
        keys = job.old_keys, job.new_keys
        return keys[0].of(olds[0].element, job.old_part) == keys[1].of(
            news[0].element, job.new_part
        )
    elements = [x.element for x in olds], [x.element for x in news]
    steps = inline.merge(job, *elements, pair.edits)
    return all(
        step.op is Op.KEEP or step.piece.node not in job.codes or step.piece.node.tag == w("p")
        for step in steps
    )
