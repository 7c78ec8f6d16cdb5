"""Kept units with something inside: notes are put aside for later, text boxes are merged; what
cannot be is named.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.comments import REFERENCE
from resdiff.ooxml.mark.inline import Step
from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.mark.keys import BOXES, tags
from resdiff.ooxml.mark.pieces import Kind
from resdiff.ooxml.names import FALLBACK, ID, local, mc
from resdiff.ooxml.text import REFERENCES
from resdiff.ooxml.xml import take_out

_REVISIONS: Final = tags(
    "ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange trPrChange"
    " tcPrChange tblGridChange tblPrExChange cellIns cellDel cellMerge"
)
_NAMED: Final = tags("bookmarkStart bookmarkEnd permStart permEnd")
_PAIRED: Final = ("moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange")


def merge_kept(job: Job, step: Step) -> None:
    """Merges what a kept piece holds: its note later on, its text boxes now."""
    assert step.old is not None
    assert step.new is not None
    old, new = step.old.node, step.new.node
    if step.old.kind is Kind.NOTE:
        job.notes.kept.append((old, new))
        return
    if old.tag == REFERENCE:
        job.graft.comments.keep(new.get(ID) or "", old.get(ID) or "")
    if step.old.kind is not Kind.UNIT or len(old) == 0:
        return
    if job.old_keys.of(old, job.old_part) == job.new_keys.of(new, job.new_part):
        references = old.iter(*REFERENCES), new.iter(*REFERENCES)
        job.notes.kept.extend(zip(*references, strict=True))
        return
    apart = [
        (x, y) for x, y in zip(_alternates(old), _alternates(new), strict=False) if _odd(job, x, y)
    ]
    for before, after in zip(boxes(old), boxes(new), strict=True):
        job.containers.merge(job, before, after)
    for alternate, other in apart:
        for before, after in zip(_fallbacks(alternate), _fallbacks(other), strict=False):
            job.containers.merge(job, before, after)
            _unname(before)
    _refresh_fallbacks(job, [x for x in _alternates(old) if all(x is not y for y, _ in apart)])


def boxes(node: _Element) -> list[_Element]:
    """The outermost text boxes of a drawing, those of fall-back copies left out."""
    found: list[_Element] = []
    for child in node:
        if child.tag == BOXES:
            found.append(child)
        elif child.tag != FALLBACK:
            found.extend(boxes(child))
    return found


def _alternates(node: _Element) -> list[_Element]:
    """The alternate contents of a thing that have a fall-back."""
    return [x for x in node.iter(mc("AlternateContent")) if x.find(FALLBACK) is not None]


def _chosen(alternate: _Element) -> list[_Element]:
    return [b for c in alternate.findall(mc("Choice")) for b in boxes(c)]


def _fallbacks(alternate: _Element) -> list[_Element]:
    return [b for c in alternate.findall(FALLBACK) for b in boxes(c)]


def _odd(job: Job, old: _Element, new: _Element) -> bool:
    """Whether the two copies of the text boxes say different things on one side: programs that
    change the first only leave such files.
    """
    sides = (old, job.old_keys, job.old_part), (new, job.new_keys, job.new_part)
    return any(
        [keys.of(x, part) for x in _chosen(side)] != [keys.of(x, part) for x in _fallbacks(side)]
        for side, keys, part in sides
    )


def _refresh_fallbacks(job: Job, alternates: list[_Element]) -> None:
    """Writes the merged text boxes into the fall-back copies too, with ids of their own."""
    for alternate in alternates:
        merged, copies = _chosen(alternate), _fallbacks(alternate)
        if len(merged) != len(copies):
            continue
        for box, copy in zip(merged, copies, strict=True):
            for child in [*copy]:
                copy.remove(child)
            ends: dict[str, str] = {}
            copy.extend(_renumbered(job, x, ends) for x in box if x.tag not in _NAMED)


def _unname(copy: _Element) -> None:
    """Takes out of a fall-back copy what may stand only once."""
    for mark in [*copy.iter(*_NAMED)]:
        take_out(mark)


def _renumbered(job: Job, block: _Element, ends: dict[str, str]) -> _Element:
    """A copy of a block for the fall-back; `ends` has the new ids of ranges by the old ones."""
    twin = deepcopy(block)
    _unname(twin)
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
