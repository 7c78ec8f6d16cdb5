"""Footnotes and endnotes after the body: kept ones merged inside, new ones brought along, gone ones
marked.
"""

from __future__ import annotations

import posixpath
from copy import deepcopy
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.mark.alternates import ALTERNATE
from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.mark.properties import keep_last_mark
from resdiff.ooxml.names import ID, TYPE, R, W, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.text import REFERENCES
from resdiff.ooxml.xml import highest

_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def merge_notes(job: Job) -> None:
    """Merges the notes that the body's merge put aside.

    Several references may share a note; where their fates differ, each fate gets a copy of it.
    """
    uses = _Uses(job)
    for old, new in job.notes.kept:
        _keep(job, uses, old, new)
    for old in job.notes.gone:
        _delete(job, uses, old)
    twins: dict[tuple[_Element, str | None], str] = {}
    for new, copy in job.notes.come:
        # Both versions of alternate content refer to one note.
        twin = next(copy.iterancestors(ALTERNATE), copy), new.get(ID)
        if twin in twins:
            copy.set(ID, twins[twin])
        else:
            _insert(job, uses, new, copy)
            twins[twin] = copy.get(ID) or ""


class _Uses:
    """What became of each old note, by its first use, and copies of it as it was for other uses.

    Shape:   `olds`, `news` the notes of each side, by kind and id.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self.olds, self.news = _notes(job.old), _notes(job.new)
        self._free: dict[_Element, int] = {}
        self._fates: dict[tuple[_Element, _Element | None], _Element] = {}
        self._pristine: dict[_Element, _Element] = {}

    def note(
        self, reference: _Element, fate: _Element | None
    ) -> tuple[str, _Element | None] | None:
        """The note to be merged with `fate`, the new note or None for a deletion.

        Shape:   its part, and the note, or None where that has been done already; None where the
                 reference leads nowhere.
        """
        kind = REFERENCES[str(reference.tag)]
        found = self.olds.get((kind, reference.get(ID)))
        if found is None:
            return None
        part, note = found
        done = self._fates.get((note, fate))
        if done is not None:
            reference.set(ID, done.get(ID) or "")
            return part, None
        if note not in self._pristine:
            self._pristine[note] = deepcopy(note)
            own = note
        else:
            own = deepcopy(self._pristine[note])
            root = self._job.old.part(part)
            own.set(ID, self.free(root))
            root.append(own)
            reference.set(ID, own.get(ID) or "")
            self._job.at(part, self._job.new_part).changed()
        self._fates[note, fate] = own
        return part, own

    def free(self, root: _Element) -> str:
        """An id that no note of a part has; another one each time."""
        if root not in self._free:
            self._free[root] = highest(x.get(ID) for x in root)
        self._free[root] += 1
        return str(self._free[root])


def _keep(job: Job, uses: _Uses, old: _Element, new: _Element) -> None:
    after = uses.news.get((REFERENCES[str(old.tag)], new.get(ID)))
    if after is None:
        return
    before = uses.note(old, after[1])
    if before is None or before[1] is None:
        return
    own = job.at(before[0], after[0], told=True)
    made = job.marker.made
    own.containers.merge(own, before[1], after[1])
    if job.marker.made > made:
        own.changed()


def _delete(job: Job, uses: _Uses, old: _Element) -> None:
    found = uses.note(old, None)
    if found is None or found[1] is None:
        return
    own = job.at(found[0], job.new_part)
    own.containers.delete(own, found[1])
    keep_last_mark(found[1])
    own.changed()


def _insert(job: Job, uses: _Uses, new: _Element, copy: _Element) -> None:
    """Adds a copy of the note under a free id, its content marked as inserted; the last mark of a
    note is never marked.
    """
    kind = REFERENCES[str(new.tag)]
    found = uses.news.get((kind, new.get(ID)))
    if found is None:
        return
    target = _home(job, kind, found[0])
    own = job.at(target, found[0])
    root = job.old.part(target)
    twin = etree.SubElement(root, w(kind))
    twin.set(ID, uses.free(root))
    copy.set(ID, twin.get(ID) or "")
    twin.extend(own.containers.insert(own, found[1]))
    keep_last_mark(twin)
    own.changed()


def _notes(package: Package) -> dict[tuple[str, str | None], tuple[str, _Element]]:
    """The part and the element of each note, by kind and id; of two with one id the first."""
    found: dict[tuple[str, str | None], tuple[str, _Element]] = {}
    for kind in set(REFERENCES.values()):
        for part in package.related(package.main, kind + "s"):
            for note in package.part(part).iterchildren(w(kind)):
                found.setdefault((kind, note.get(ID)), (part, note))
    return found


def _home(job: Job, kind: str, source: str) -> str:
    """The old package's part of such notes; made with the new one's separators if missing."""
    for part in job.old.related(job.old.main, kind + "s"):
        return part
    folder = posixpath.dirname(job.old.main)
    name = posixpath.join(folder, kind + "s.xml")
    if name in job.old:
        name = job.old.unused_name(posixpath.join(folder, kind + "s"), ".xml")
    root = etree.Element(w(kind + "s"), nsmap={"w": W, "r": R})
    job.old.add_part(name, root, f"{_TYPES}{kind}s+xml")
    job.old.add_relationship(job.old.main, f"{TYPE}{kind}s", name)
    for note in job.new.part(source).iterchildren(w(kind)):
        if note.get(w("type"), "normal") != "normal":
            root.append(job.graft.copy(note, source, name))
    return name
