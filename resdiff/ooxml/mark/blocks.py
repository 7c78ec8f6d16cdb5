"""Merges the blocks of one container (body, cell, note, text box, page header, content control)
into the old one.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import field

from lxml.etree import _Element

from resdiff.ooxml.mark import controls, fixed, inline, tables, things
from resdiff.ooxml.mark.inline import Step
from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.mark.last import settle_last
from resdiff.ooxml.mark.marker import Op
from resdiff.ooxml.mark.pieces import RANGES, Kind, has_section
from resdiff.ooxml.mark.plan import Block, Pair, Plan, Shape, blocks, plan
from resdiff.ooxml.mark.properties import same_paragraph, same_run
from resdiff.ooxml.mark.same import same_xml
from resdiff.ooxml.mark.spans import without_torn
from resdiff.ooxml.mark.write import Chunk, chunks, paragraph
from resdiff.ooxml.names import PPR, RPR, TC
from resdiff.values import dataclass


@dataclass(slots=True, eq=False)
class Output:
    """The merged container being written.

    Shape:   `stretch` the paragraphs since the last block that is none: their marks are settled
             when it ends.
    """

    job: Job
    done: list[_Element] = field(default_factory=list)
    stretch: list[Chunk] = field(default_factory=list)
    move_names: dict[int, str] = field(default_factory=dict)
    rebuilt: bool = False

    def block(self, elements: Sequence[_Element]) -> None:
        """Ends the stretch and writes a block that is no paragraph."""
        self.flush(False)
        self.done.extend(elements)

    def flush(self, last: bool) -> None:
        """Writes the stretch. With `last`, nothing follows in the container."""
        settle_last(self.stretch, last)
        for chunk in self.stretch:
            if chunk.shifted and chunk.old is not None and has_section(chunk.old):
                assert chunk.new is not None
                self.job.sections.append((chunk.old, chunk.new))
            self.done.extend(chunk.before)
            self.done.append(paragraph(self.job, chunk))
            self.done.extend(chunk.after)
        self.stretch = []


class Blocks:
    """Merges, inserts and deletes what containers hold: the one `Containers` of a marking."""

    def merge(self, job: Job, old: _Element, new: _Element) -> None:
        """Merges the new container's blocks into the old container, in place."""
        _, new_blocks, new_tail = blocks(new)
        _merge_blocks(job, old, new_blocks, new_tail)

    def insert(self, job: Job, new: _Element) -> list[_Element]:
        """The new container's blocks as inserted ones."""
        _, new_blocks, tail = blocks(new)
        output = Output(job)
        _Merge(job, [], new_blocks, output).gap(range(0), range(len(new_blocks)))
        output.flush(False)
        return [*output.done, *ranges(job, tail)]

    def delete(self, job: Job, old: _Element) -> None:
        """Marks all of the old container's blocks as deleted, in place."""
        heads, old_blocks, tail = blocks(old)
        output = Output(job)
        _Merge(job, old_blocks, [], output).gap(range(len(old_blocks)), range(0))
        output.flush(False)
        _replace(old, heads, [*output.done, *tail])


def _merge_blocks(
    job: Job, old: _Element, new_blocks: Sequence[Block], new_tail: Sequence[_Element]
) -> None:
    heads, old_blocks, old_tail = blocks(old)
    made = job.marker.made
    output = Output(job)
    merged = _Merge(job, old_blocks, new_blocks, output, old.tag == TC)
    planned = plan(job, old_blocks, new_blocks)
    planned = fixed.loosened(old_blocks, new_blocks, planned)
    merged.run(without_torn(job, old_blocks, new_blocks, planned))
    output.flush(True)
    if job.marker.made > made or output.rebuilt:
        _replace(old, heads, [*output.done, *old_tail, *ranges(job, new_tail)])


class _Merge:
    """One container's merge, block by block."""

    def __init__(
        self,
        job: Job,
        old: Sequence[Block],
        new: Sequence[Block],
        output: Output,
        cell: bool = False,
    ) -> None:
        self._job = job
        self._cell = cell
        self._old = old
        self._new = new
        self._output = output
        self._moved_old: dict[int, tuple[Pair, list[Step]]] = {}
        self._moved_new: dict[int, tuple[Pair, list[Step]]] = {}

    def run(self, planned: Plan) -> None:
        """Writes both rows of blocks, merged."""
        for pair in planned.moved:
            entry = pair, self._steps(pair)
            self._moved_old.update(dict.fromkeys(pair.old, entry))
            self._moved_new.update(dict.fromkeys(pair.new, entry))
        o = n = 0
        for pair in self._reachable(planned.kept):
            self.gap(range(o, pair.old[0]), range(n, pair.new[0]))
            self._keep(pair)
            o, n = pair.old[-1] + 1, pair.new[-1] + 1
        self._last_gap(range(o, len(self._old)), range(n, len(self._new)))

    def _reachable(self, kept: list[Pair]) -> list[Pair]:
        """The pairs without those last ones that a table, new or gone, would cut off from the
        container's last mark; the one of a cell cannot come or go.
        """
        kept = [*kept]
        while kept:
            olds = self._old[kept[-1].old[-1] + 1 :]
            news = self._new[kept[-1].new[-1] + 1 :]
            if olds and news:
                break
            shut = self._cell and self._old[kept[-1].old[-1]].shape is not Shape.PARAGRAPH
            if all(x.shape is Shape.PARAGRAPH for x in (*olds, *news)) and not (
                shut and (olds or news)
            ):
                break
            kept.pop()
        return kept

    def _last_gap(self, olds: range, news: range) -> None:
        """The blocks behind the last pair: both last paragraphs come last, so that they can share
        the last mark, also where a content control stands around one of them or both.
        """
        if not olds or not news:
            self.gap(olds, news)
            return
        self.gap(olds[:-1], news[:-1])
        old, new = self._old[olds[-1]], self._new[news[-1]]
        held = [controls.ends_with_paragraph(x.element) for x in (old, new)]
        if old.shape is new.shape is Shape.HOLDER and all(held):
            self._keep(Pair((olds[-1],), (news[-1],)))
        elif {old.shape, new.shape} == {Shape.HOLDER, Shape.PARAGRAPH} and all(held):
            self._rewrap(old, new)
        else:
            self.gap(olds[-1:], news[-1:])

    def _rewrap(self, old: Block, new: Block) -> None:
        """Merges a paragraph with what a content control holds; only the control comes or goes."""
        job = self._job
        before = [*old.before, *ranges(job, new.before)]
        if old.shape is Shape.HOLDER:
            shell, kind = old.element, "Del"
            _merge_blocks(job, controls.content(shell), [Block(new.shape, new.element, [])], [])
        else:
            shell, kind = controls.shell(job, new.element), "Ins"
            inner = controls.content(shell)
            inner.append(old.element)
            _, blocks_inside, tail = blocks(controls.content(new.element))
            _merge_blocks(job, inner, blocks_inside, tail)
        marked = controls.marked(job, shell, controls.content(shell), kind)
        self._output.block([*before, *marked])

    def gap(self, olds: range, news: range) -> None:
        """Writes old blocks as gone and new ones as come: old ones first, but in the order in which
        they are read where that is said; new ones first where an old mark is fixed.
        """
        settled = any(fixed.mark_is_fixed(self._old[i].element) for i in olds)
        waiting = deque(zip(olds, self._places(self._old, olds, -1), strict=True))
        for j, place in zip(news, self._places(self._new, news, sys.maxsize), strict=True):
            while waiting and not settled and waiting[0][1] <= place:
                self._delete(waiting.popleft()[0])
            self._insert(j)
        for i, _ in waiting:
            self._delete(i)

    def _places(self, row: Sequence[Block], indices: range, otherwise: int) -> list[int]:
        """Where blocks are read that are gone, new or moved here; one of which nothing is said,
        where the next is, `otherwise` behind the last.
        """
        found = []
        for index in reversed(indices):
            group = self._job.guide.group(row[index].element)
            if group is not None and not (row is self._old and group.news):
                otherwise = group.place
            found.append(otherwise)
        return found[::-1]

    # ------------------------------------------------------------------ kept

    def _keep(self, pair: Pair) -> None:
        old, new = self._old[pair.old[0]], self._new[pair.new[0]]
        if old.shape is Shape.PARAGRAPH:
            self._keep_paragraphs(pair, old, new)
            return
        before = [*old.before, *ranges(self._job, new.before)]
        if old.shape is Shape.TABLE:
            self._output.block([*before, *tables.merge(self._job, old.element, new.element)])
        elif old.shape is Shape.HOLDER:
            self._output.block([*before, *controls.merge(self._job, old.element, new.element)])
        else:
            self._output.block([*before, old.element])

    def _keep_paragraphs(self, pair: Pair, old: Block, new: Block) -> None:
        before = [x for i in pair.old for x in self._old[i].before]
        before += [x for j in pair.new for x in ranges(self._job, self._new[j].before)]
        last = self._old[pair.old[-1]].element, self._new[pair.new[-1]].element
        if has_section(last[0]) and has_section(last[1]):
            self._job.sections.append(last)
        single = len(pair.old) == len(pair.new) == 1
        if single and same_xml(self._job, old.element, new.element):
            self._output.stretch.append(
                Chunk(Op.KEEP, old.element, new.element, None, before=before)
            )
            return
        steps = self._steps(pair)
        for step in steps:
            if step.op is Op.KEEP:
                things.merge_kept(self._job, step)
        if single and self._untouched(steps):
            found = [Chunk(Op.KEEP, old.element, new.element, None)]
        else:
            found = chunks(self._job, steps)
            self._output.rebuilt = True
        found[0].before = before
        self._output.stretch.extend(found)

    def _steps(self, pair: Pair) -> list[Step]:
        olds = [self._old[i].element for i in pair.old]
        news = [self._new[j].element for j in pair.new]
        return inline.merge(self._job, olds, news, pair.edits)

    def _untouched(self, steps: Sequence[Step]) -> bool:
        """Whether nothing needs writing: all is kept with its looks, and the new side brings no
        range.
        """
        job = self._job
        for step in steps:
            if step.op is not Op.KEEP:
                if step.op is Op.DEL and step.piece.kind is Kind.RANGE:
                    continue
                return False
            assert step.old is not None
            assert step.new is not None
            if step.old.kind is Kind.END:
                looks = step.old.node.find(PPR), step.new.node.find(PPR)
                if not same_paragraph(job, *looks):
                    return False
            elif step.old.kind is Kind.FIELD:
                continue  # its marks and code are not seen, whatever they look like
            elif step.old.run is not None and step.new.run is not None:
                looks = step.old.run.find(RPR), step.new.run.find(RPR)
                if looks != (None, None) and not same_run(job, *looks):
                    return False
        return True

    # ------------------------------------------------------------------ gone and come

    def _delete(self, index: int) -> None:
        block = self._old[index]
        if index in self._moved_old:
            pair, steps = self._moved_old[index]
            if index == pair.old[0]:
                self._move(pair, steps, Op.FROM, block.before)
        elif block.shape is Shape.PARAGRAPH:
            steps = inline.merge(self._job, [block.element], [], None)
            self._write(steps, block.before)
        elif block.shape is Shape.TABLE:
            tables.delete(self._job, block.element)
            self._output.block([*block.before, block.element])
        elif block.shape is Shape.HOLDER:
            self._output.block([*block.before, *controls.delete(self._job, block.element)])
        else:
            self._output.block([*block.before, block.element])

    def _insert(self, index: int) -> None:
        block = self._new[index]
        before = [] if index in self._moved_new else ranges(self._job, block.before)
        if index in self._moved_new:
            pair, steps = self._moved_new[index]
            if index == pair.new[0]:
                self._move(pair, steps, Op.TO, ranges(self._job, block.before))
        elif block.shape is Shape.PARAGRAPH:
            steps = inline.merge(self._job, [], [block.element], None)
            self._write(steps, before)
        elif block.shape is Shape.TABLE:
            inserted = tables.insert(self._job, block.element)
            self._output.block([*before, *([inserted] if tables.has_rows(inserted) else [])])
        elif block.shape is Shape.HOLDER:
            self._output.block([*before, *controls.insert(self._job, block.element)])
        else:
            self._output.block([*before, self._job.copy(block.element)])

    def _write(self, steps: Sequence[Step], before: list[_Element]) -> None:
        found = chunks(self._job, steps)
        found[0].before = [*before]
        self._output.stretch.extend(found)

    def _move(self, pair: Pair, steps: Sequence[Step], op: Op, before: list[_Element]) -> None:
        """One end of a move: what is kept is moved, what was edited on the way is deleted there or
        inserted here.
        """
        key = id(pair)
        names = self._output.move_names
        name = names.setdefault(key, "") or self._job.move_name()
        names[key] = name
        start, end = self._job.marker.range(op.value, name)
        found = chunks(self._job, [_moved(x, op) for x in steps if _stands(x, op)])
        found[0].before = [*before]
        content = found[0].content
        assert content is not None
        content.insert(0, start)
        found[-1].after = [end]
        self._output.stretch.extend(found)


def _stands(step: Step, op: Op) -> bool:
    return step.op.old if op is Op.FROM else step.op.new


def _moved(step: Step, op: Op) -> Step:
    """A step as it is written at one end of a move."""
    fate = op if step.op is Op.KEEP else step.op
    return Step(fate, step.old, None) if op is Op.FROM else Step(fate, None, step.new)


def ranges(job: Job, loose: Sequence[_Element]) -> list[_Element]:
    """Copies of the new side's range marks; anything else that stands loose (the section) is left
    out.
    """
    return [job.copy(x) for x in loose if x.tag in RANGES]


def _replace(container: _Element, heads: Sequence[_Element], content: Sequence[_Element]) -> None:
    # What stays is moved and never taken out: lxml makes the namespaces of what it takes out
    # absolute, node by node, at the square of their number (6.1, a table of 4,000 rows: 5 s).
    staying = {*heads, *content}
    for child in [*container]:
        if child not in staying:
            container.remove(child)
    container.extend(content)
