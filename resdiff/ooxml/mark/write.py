"""Writes merged pieces back as runs, wrappers and revision elements: the content of paragraphs,
ready to be put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import field
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.mark import properties
from resdiff.ooxml.mark.inline import Step
from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.mark.keys import BOXES, attributes
from resdiff.ooxml.mark.marker import Op
from resdiff.ooxml.mark.pieces import Kind, Piece
from resdiff.ooxml.names import ID, PPR, RPR, RUN, SPACE, P, T, W, w
from resdiff.ooxml.text import REFERENCES
from resdiff.values import dataclass

_SDT: Final = w("sdt")
_CONTENT: Final = w("sdtContent")
_HEADS: Final = frozenset(map(w, ("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr")))
_SILENT: Final = frozenset(map(w, ("smartTag", "customXml")))
_DELETED_NAMES: Final = {w("instrText"): w("delInstrText")}
_DELETED_INSIDE: Final = _DELETED_NAMES | {T: w("delText")}
_BLANKS: Final = " \t\n\r"
_NSMAP: Final = {"w": W}


@dataclass(slots=True, eq=False)
class Chunk:
    """One paragraph to be: its content and what becomes of its mark.

    Shape:   `old`, `new` are the paragraphs whose properties the mark carries, by `op`. `content`
             None: the old paragraph stays as it is. `before`, `after` stand beside the paragraph
             (range marks).
    """

    op: Op
    old: _Element | None
    new: _Element | None
    content: list[_Element] | None
    shifted: bool = False
    before: list[_Element] = field(default_factory=list)
    after: list[_Element] = field(default_factory=list)


def chunks(job: Job, steps: Sequence[Step]) -> list[Chunk]:
    """The paragraphs that the steps make."""
    writer = Writer(job, steps)
    found: list[Chunk] = []
    for step in steps:
        if step.piece.kind is Kind.END:
            found.append(
                Chunk(
                    step.op,
                    step.old.node if step.old else None,
                    step.new.node if step.new else None,
                    writer.take(),
                )
            )
        else:
            writer.write(step)
    return found


class Writer:
    """Builds the content of paragraphs, piece by piece.

    Shape:   pieces of one run stay in one run, runs of one fate in one revision element, inside
             their wrappers.
    """

    def __init__(self, job: Job, steps: Iterable[Step]) -> None:
        self._job = job
        self._content: list[_Element] = []
        self._stack: list[tuple[_Element, _Element]] = []  # wrapper in its source, wrapper written
        self._holder: tuple[Op, _Element] | None = None
        self._run: tuple[tuple[object, ...], _Element] | None = None
        self._closers: list[_Element | None] = []
        self._written: set[_Element] = set()
        self._twins: dict[_Element, _Element] = {}
        self._shared: set[_Element] = set()
        for step in steps:
            if step.op is Op.KEEP and step.old and step.new:
                olds, news = _path(step.old), _told(_path(step.new))
                self._twins.update(zip(news, _told(olds), strict=False))
                self._shared.update(olds)

    def take(self) -> list[_Element]:
        """The content written since the last call."""
        self._enter([])
        self._close_holder()
        found, self._content = self._content, []
        return found

    def write(self, step: Step) -> None:
        """Writes one step."""
        piece = step.piece
        path = _path(piece)
        if step.old is None:
            path = [self._twins.get(x, x) for x in _told(path)]
        self._enter(path, step)
        if piece.kind is Kind.RANGE:
            self._close_holder()
            self._place(self._node(step))
        elif piece.run is None:
            self._run = None
            self._hold(step.op).append(self._node(step))
        else:
            self._run_for(step).append(self._node(step))

    # ------------------------------------------------------------------ wrappers

    def _enter(self, path: list[_Element], step: Step | None = None) -> None:
        """Closes the wrappers that do not hold the next piece and opens those that do."""
        same = 0
        while same < min(len(path), len(self._stack)) and self._stack[same][0] is path[same]:
            same += 1
        if same == len(path) == len(self._stack):
            return
        self._close_holder()
        while len(self._stack) > same:
            self._leave()
        for wrapper in path[same:]:
            self._open(wrapper, step)

    def _open(self, wrapper: _Element, step: Step | None) -> None:
        fresh = step is not None and step.old is None and wrapper not in self._shared
        shell = self._shell(wrapper, fresh)
        closer: _Element | None = None
        inner = shell
        if wrapper.tag == _SDT:
            inner = etree.SubElement(shell, _CONTENT)
            if wrapper not in self._shared and step is not None:
                closer = self._mark_control(shell, inner, "Ins" if fresh else "Del")
            else:
                self._place(shell)
        else:
            self._place(shell)
        self._closers.append(closer)
        self._stack.append((wrapper, inner))

    def _mark_control(self, shell: _Element, inner: _Element, kind: str) -> _Element:
        """Marks a content control's opening as inserted or deleted; gives what its closing needs
        (§17.13.5.4).
        """
        start = self._job.marker.mark(f"customXml{kind}RangeStart")
        end = etree.Element(w(f"customXml{kind}RangeEnd"), nsmap=_NSMAP)
        end.set(ID, start.get(ID) or "")
        self._place(start)
        self._place(shell)
        inner.append(end)
        return self._job.marker.mark(f"customXml{kind}RangeStart")

    def _leave(self) -> None:
        _, inner = self._stack.pop()
        closer = self._closers.pop()
        if closer is not None:
            inner.append(closer)
            end = etree.Element(closer.tag.replace("Start", "End"), nsmap=_NSMAP)
            end.set(ID, closer.get(ID) or "")
            self._place(end)

    def _shell(self, wrapper: _Element, fresh: bool) -> _Element:
        shell = etree.Element(str(wrapper.tag), nsmap=_NSMAP)
        for name, value in attributes(wrapper):
            shell.set(name, value)
        shell.extend(deepcopy(x) for x in wrapper if x.tag in _HEADS)
        if fresh:
            return self._job.copy(shell)
        if wrapper in self._written:
            for head in shell.iterchildren(w("sdtPr")):
                for number in head.findall(w("id")):
                    head.remove(number)
        self._written.add(wrapper)
        return shell

    def _place(self, element: _Element) -> None:
        if self._stack:
            self._stack[-1][1].append(element)
        else:
            self._content.append(element)

    # ------------------------------------------------------------------ holders and runs

    def _close_holder(self) -> None:
        self._holder = None
        self._run = None

    def _hold(self, op: Op) -> _Element | _Sink:
        """Where pieces of that fate go: a revision element, or the wrapper itself for kept ones."""
        if op is Op.KEEP:
            if self._holder is not None:
                self._close_holder()
            return _Sink(self)
        if self._holder is None or self._holder[0] is not op:
            self._close_holder()
            element = self._job.marker.mark(op.value)
            self._place(element)
            self._holder = (op, element)
        return self._holder[1]

    def _run_for(self, step: Step) -> _Element:
        source = step.piece.run
        assert source is not None
        seen = step.op is Op.KEEP and step.piece.kind is not Kind.FIELD
        other = step.new.run if seen and step.new else None
        key = (step.op, source, None if other is None else other.find(RPR))
        if self._run is not None and self._run[0] == key:
            return self._run[1]
        if self._run is not None and self._run[0][:2] == key[:2] and self._alike(step):
            return self._run[1]
        holder = self._hold(step.op)
        run = etree.Element(RUN, nsmap=_NSMAP)
        run_rpr = self._properties(step, source, other)
        if run_rpr is not None:
            run.append(run_rpr)
        holder.append(run)
        self._run = (key, run)
        return run

    def _alike(self, step: Step) -> bool:
        """Whether a kept piece needs no run of its own: the run that is open and this piece both
        kept their looks.
        """
        if step.op is not Op.KEEP or self._run is None or step.old is None or step.new is None:
            return False
        if step.piece.kind is Kind.FIELD:
            return True
        before = self._run[0][2]
        now = None if step.new.run is None else step.new.run.find(RPR)
        old = None if step.old.run is None else step.old.run.find(RPR)
        same = properties.same_run
        return same(self._job, old, now) and same(self._job, old, before)  # type: ignore[arg-type]

    def _properties(self, step: Step, source: _Element, other: _Element | None) -> _Element | None:
        own = source.find(RPR)
        if step.op is Op.KEEP and step.piece.kind is not Kind.FIELD:
            new = None if other is None else other.find(RPR)
            return properties.run_properties(self._job, own, new)
        if own is None:
            return None
        return deepcopy(own) if step.op.old else self._job.copy(own)

    # ------------------------------------------------------------------ leaves

    def _node(self, step: Step) -> _Element:
        piece = step.piece
        if piece.kind is Kind.TEXT:
            return _text(piece, step.op)
        if step.op.old:
            if step.op is not Op.KEEP:
                self._job.notes.gone.extend(piece.node.iter(*REFERENCES))
            node = piece.node
            if step.op is Op.DEL and node.tag in _DELETED_NAMES:
                node = _renamed(node, _DELETED_NAMES[str(node.tag)])
            elif step.op is Op.DEL:
                _delete_inside(node)
            node.tail = None
            return node
        twin = self._job.copy(piece.node)
        # A text box that comes whole may hold references too.
        references = piece.node.iter(*REFERENCES), twin.iter(*REFERENCES)
        self._job.notes.come.extend(zip(*references, strict=False))
        return twin


class _Sink:
    """Appends kept pieces to whatever wrapper is open."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def append(self, element: _Element) -> None:
        """Puts an element where the writer stands."""
        self._writer._place(element)


def _text(piece: Piece, op: Op) -> _Element:
    node = etree.Element(w("delText") if op is Op.DEL else T, nsmap=_NSMAP)
    # As it stands there: what prints as a blank may be a tab or the end of a line.
    said = (piece.node.text or "")[piece.skip : piece.skip + len(piece.text)]
    node.text = said
    if said[:1] in _BLANKS or said[-1:] in _BLANKS:
        node.set(SPACE, "preserve")
    return node


def _delete_inside(node: _Element) -> None:
    """Writes the text of a deleted thing (a ruby, alternate content) as deleted, in place; the
    paragraphs of text boxes are not deleted text.
    """
    for child in node:
        if child.tag in _DELETED_INSIDE:
            child.tag = _DELETED_INSIDE[str(child.tag)]
        elif child.tag not in (P, BOXES):
            _delete_inside(child)


def _renamed(node: _Element, tag: str) -> _Element:
    twin = etree.Element(tag, nsmap=_NSMAP)
    for name, value in attributes(node):
        twin.set(name, value)
    twin.text = node.text
    return twin


def _path(piece: Piece) -> list[_Element]:
    return [x for x in piece.wrappers if x.tag != _CONTENT]


def _told(path: Iterable[_Element]) -> list[_Element]:
    return [x for x in path if x.tag not in _SILENT]


def paragraph(job: Job, chunk: Chunk) -> _Element:
    """The paragraph that a chunk makes: the old element where its mark is old, else a new one."""
    if chunk.content is None and chunk.op is Op.KEEP and not chunk.shifted:
        assert chunk.old is not None
        return chunk.old
    content = chunk.content
    if content is None:
        assert chunk.old is not None
        content = [x for x in chunk.old if x.tag != PPR]
    mark = _mark(job, chunk)
    if chunk.op.old:
        assert chunk.old is not None
        element = chunk.old
    else:
        element = etree.Element(w("p"), nsmap=_NSMAP)
    for child in [*element]:
        element.remove(child)
    if mark is not None:
        element.append(mark)
    element.extend(content)
    return element


def _mark(job: Job, chunk: Chunk) -> _Element | None:
    if chunk.op is Op.KEEP:
        old = None if chunk.old is None else chunk.old.find(PPR)
        new = None if chunk.new is None else chunk.new.find(PPR)
        return properties.kept_mark(job, old, new, chunk.shifted)
    source = chunk.old if chunk.op.old else chunk.new
    assert source is not None
    return properties.single_mark(job, chunk.op, source)
