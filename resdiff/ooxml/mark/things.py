"""Kept units with something inside: notes are put aside for later, text boxes are merged; what
cannot be is named.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.mark.inline import Step
from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.mark.keys import BOXES, tags
from resdiff.ooxml.mark.pieces import Kind
from resdiff.ooxml.names import FALLBACK, ID, local, mc, w

_REVISIONS: Final = tags(
    "ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange trPrChange"
    " tcPrChange tblGridChange tblPrExChange cellIns cellDel cellMerge"
)
_BOOKMARKS: Final = (w("bookmarkStart"), w("bookmarkEnd"))
_PAIRED: Final = ("moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange")


def merge_kept(job: Job, step: Step) -> None:
    """Merges what a kept piece holds: its note later on, its text boxes now."""
    assert step.old is not None
    assert step.new is not None
    old, new = step.old.node, step.new.node
    if step.old.kind is Kind.NOTE:
        job.notes.kept.append((old, new))
        return
    if step.old.kind is not Kind.UNIT or len(old) == 0:
        return
    if job.old_keys.of(old, job.old_part) == job.new_keys.of(new, job.new_part):
        return
    for before, after in zip(boxes(old), boxes(new), strict=True):
        job.containers.merge(job, before, after)
    _refresh_fallbacks(job, old)


def boxes(node: _Element) -> list[_Element]:
    """The outermost text boxes of a drawing, those of fall-back copies left out."""
    found: list[_Element] = []
    for child in node:
        if child.tag == BOXES:
            found.append(child)
        elif child.tag != FALLBACK:
            found.extend(boxes(child))
    return found


def _refresh_fallbacks(job: Job, node: _Element) -> None:
    """Writes the merged text boxes into the fall-back copies too, with ids of their own."""
    alternates = [node] if node.tag == mc("AlternateContent") else []
    alternates += [*node.iter(mc("AlternateContent"))]
    for alternate in alternates:
        fallback = alternate.find(FALLBACK)
        if fallback is None:
            continue
        merged = [b for c in alternate.findall(mc("Choice")) for b in boxes(c)]
        copies = boxes(fallback)
        if len(merged) != len(copies):
            continue
        for box, copy in zip(merged, copies, strict=True):
            for child in [*copy]:
                copy.remove(child)
            copy.extend(_renumbered(job, x) for x in box if x.tag not in _BOOKMARKS)


def _renumbered(job: Job, block: _Element) -> _Element:
    twin = deepcopy(block)
    for mark in [*twin.iter(*_BOOKMARKS)]:
        mark.getparent().remove(mark)  # type: ignore[union-attr]
    ends: dict[str, str] = {}
    for node in twin.iter():
        name = local(node.tag)
        if node.tag in _REVISIONS:
            node.set(ID, job.marker.identified("ins").get(ID) or "")
        elif name.startswith(_PAIRED):
            known = ends.setdefault(node.get(ID) or "", "")
            fresh = known or job.marker.identified("ins").get(ID) or ""
            ends[node.get(ID) or ""] = fresh
            node.set(ID, fresh)
    return twin


def compare_whole(job: Job, old: _Element, new: _Element) -> None:
    """Names a block that can only be kept whole when the two sides differ."""
    if job.old_keys.of(old, job.old_part) != job.new_keys.of(new, job.new_part):
        leave(job, old)


def leave(job: Job, block: _Element) -> None:
    """Names a block that no tracked change can delete or insert."""
    job.notice(
        "not-compared",
        f"An embedded part ({local(block.tag)}) differs; it cannot be marked and stays as it was.",
    )
