"""Content controls and custom XML around blocks."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.mark.keys import tags
from resdiff.ooxml.mark.properties import NOTHING
from resdiff.ooxml.names import ID, TBL, P, W, w

_CONTENT = w("sdtContent")
_HOLDERS = tags("sdt customXml")
_BLOCKS = _HOLDERS | {P, TBL, w("altChunk"), w("subDoc")}
_HEADS = frozenset(map(w, ("sdtPr", "sdtEndPr", "customXmlPr")))


def content(holder: _Element) -> _Element:
    """The container of a control's blocks: its `w:sdtContent`, or the custom XML element itself."""
    found = holder.find(_CONTENT)
    return holder if found is None else found


def merge(job: Job, old: _Element, new: _Element) -> list[_Element]:
    """The old control with the new one's blocks merged in."""
    compare(job, old, new)
    job.containers.merge(job, content(old), content(new))
    return [old]


def compare(job: Job, old: _Element, new: _Element) -> None:
    """Names a control whose own properties differ: they cannot be tracked and stay the old ones."""
    before, after = old.find(w("sdtPr")), new.find(w("sdtPr"))
    if job.old_keys.properties(before, job.old_part, NOTHING) != job.new_keys.properties(
        after, job.new_part, NOTHING
    ):
        job.notice(
            "control-properties", "A content control's own properties differ; the old ones stay."
        )


def delete(job: Job, old: _Element) -> list[_Element]:
    """The old control marked as deleted with all it holds."""
    inner = content(old)
    job.containers.delete(job, inner)
    return marked(job, old, inner, "Del")


def insert(job: Job, new: _Element) -> list[_Element]:
    """A copy of the new control marked as inserted with all it holds."""
    twin = shell(job, new)
    inner = content(twin)
    inner.extend(job.containers.insert(job, content(new)))
    return marked(job, twin, inner, "Ins")


def shell(job: Job, new: _Element) -> _Element:
    """A copy of the new control with its properties and nothing in it."""
    twin = emptied(new)
    twin.extend(job.copy(x) for x in new if x.tag in _HEADS)
    if new.find(_CONTENT) is not None:
        etree.SubElement(twin, _CONTENT)
    return twin


def ends_with_paragraph(block: _Element) -> bool:
    """Whether the block is a paragraph, or a control whose last block is one."""
    while block.tag != P:
        held = [x for x in content(block) if x.tag in _BLOCKS]
        if block.tag not in _HOLDERS or not held:
            return False
        block = held[-1]
    return True


def emptied(element: _Element) -> _Element:
    """A copy of an element without what is in it."""
    shell = deepcopy(element)
    tail = [*shell]
    for child in tail:
        shell.remove(child)
    return shell


def marked(job: Job, holder: _Element, inner: _Element, kind: str) -> list[_Element]:
    """The control between range marks that say that its tags come or go (ECMA-376-1 §17.13.5.4 to
    17.13.5.7).
    """
    opening = job.marker.mark(f"customXml{kind}RangeStart")
    closing = job.marker.mark(f"customXml{kind}RangeStart")
    at = sum(1 for x in inner if x.tag in _HEADS)
    inner.insert(at, _end(opening))
    inner.append(closing)
    return [opening, holder, _end(closing)]


def _end(start: _Element) -> _Element:
    end = etree.Element(start.tag.replace("Start", "End"), nsmap={"w": W})
    end.set(ID, start.get(ID) or "")
    return end


def children(holder: _Element) -> Iterable[_Element]:
    """The blocks a control holds."""
    return iter(content(holder))
