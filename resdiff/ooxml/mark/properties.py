"""The properties of kept runs and paragraph marks: the new ones, with the old ones inside a change
mark.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.mark.marker import Op
from resdiff.ooxml.names import PPR, RPR, SECTPR, P, w

NOTHING: Final[frozenset[str]] = frozenset()
_RPR_CHANGE: Final = w("rPrChange")
_PPR_CHANGE: Final = w("pPrChange")
APART: Final = frozenset((RPR, SECTPR, _PPR_CHANGE))
"""What stands in a `w:pPr` without being a property of the paragraph (ECMA-376-1 §17.3.1.26)."""

_MARKS: Final = frozenset(map(w, ("ins", "del", "moveFrom", "moveTo")))


def same_run(job: Job, old: _Element | None, new: _Element | None) -> bool:
    """Whether two runs' properties say the same; always when formatting is not marked."""
    if not job.options.formatting:
        return True
    return job.old_keys.properties(old, job.old_part, NOTHING) == job.new_keys.properties(
        new, job.new_part, NOTHING
    )


def run_properties(job: Job, old: _Element | None, new: _Element | None) -> _Element | None:
    """The properties of a kept run: the old ones, or the new ones with a `w:rPrChange` that holds
    the old.
    """
    if same_run(job, old, new):
        return None if old is None else deepcopy(old)
    merged = etree.Element(RPR) if new is None else job.copy(new)
    merged.append(job.marker.change("rPrChange", "rPr", old, frozenset((_RPR_CHANGE,))))
    return merged


def same_paragraph(job: Job, old: _Element | None, new: _Element | None) -> bool:
    """Whether two paragraphs' properties say the same, their marks' own formatting included."""
    if not job.options.formatting:
        return True
    marks = (None if old is None else old.find(RPR), None if new is None else new.find(RPR))
    return _same_own(job, old, new) and same_run(job, *marks)


def _same_own(job: Job, old: _Element | None, new: _Element | None) -> bool:
    return job.old_keys.properties(old, job.old_part, APART) == job.new_keys.properties(
        new, job.new_part, APART
    )


def kept_mark(
    job: Job, old: _Element | None, new: _Element | None, shifted: bool
) -> _Element | None:
    """The properties of a paragraph whose mark is kept: `shifted` when another paragraph's mark
    takes its place.
    """
    formatting = job.options.formatting or shifted
    old_rpr = None if old is None else old.find(RPR)
    new_rpr = None if new is None else new.find(RPR)
    if not formatting or (_same_own(job, old, new) and same_run(job, old_rpr, new_rpr)):
        return None if old is None else deepcopy(old)
    merged = etree.Element(PPR)
    if _same_own(job, old, new):
        _extend(merged, None if old is None else deepcopy(old))
        own = None
    else:
        _extend(merged, None if new is None else job.copy(new, without=SECTPR))
        own = job.marker.change("pPrChange", "pPr", old, APART)
    mark = run_properties(job, old_rpr, new_rpr)
    _append(merged, mark, old)
    if own is not None:
        merged.append(own)
    return merged


def single_mark(job: Job, op: Op, paragraph: _Element) -> _Element:
    """The properties of a paragraph whose mark is inserted, deleted or moved, with the mark that
    says so.
    """
    own = paragraph.find(PPR)
    merged = etree.Element(PPR)
    if own is not None:
        merged = deepcopy(own) if op.old else job.copy(own)
    rpr = merged.find(RPR)
    section = merged.find(SECTPR)
    for child in (rpr, section):
        if child is not None:
            merged.remove(child)
    if rpr is None:
        rpr = etree.Element(RPR)
    rpr.insert(0, job.marker.mark(op.value))
    merged.append(rpr)
    if section is not None:
        merged.append(section)
        job.lone.append((section, paragraph, op))
    return merged


def keep_last_mark(container: _Element) -> None:
    """Takes the mark off the last paragraph: a note, a page header or a cell keeps one whatever is
    accepted or rejected.
    """
    paragraphs = container.findall(P)
    mark = paragraphs[-1].find(f"{PPR}/{RPR}") if paragraphs else None
    for revision in [*mark.iterchildren(*_MARKS)] if mark is not None else ():
        revision.getparent().remove(revision)  # type: ignore[union-attr]


def _extend(merged: _Element, properties: _Element | None) -> None:
    for child in [*properties] if properties is not None else ():
        if child.tag not in APART:
            merged.append(child)


def _append(merged: _Element, mark: _Element | None, old: _Element | None) -> None:
    """Puts the mark's properties and the section last, as the schema orders them."""
    if mark is not None and len(mark):
        merged.append(mark)
    section = None if old is None else old.find(SECTPR)
    if section is not None:
        merged.append(deepcopy(section))
