"""Content controls that take their words from the file's data: Word writes those words anew when it
opens the file, over any mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml.etree import _Element

from resdiff.model import Notice
from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.names import DEL, INS, MOVE_FROM, MOVE_TO, RUN, local, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.stories import story_parts
from resdiff.ooxml.xml import take_out

_STORE: Final = w("storeItemID")
_PROPERTIES: Final = {
    "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}": "core-properties",
    "{6668398D-A668-4E3E-A5EB-62B293D839F1}": "extended-properties",
}
"""Stores that are no custom XML: what the file says of itself. Source: [MS-OI29500] 2.1.553."""


def unbind(job: Job) -> Iterator[Notice]:
    """Takes the binding off the controls whose words are marked, and a notice of how many.

    Shape:   an inserted control stays bound where the old file's data says the same; a deleted one
             stays as it is.
    Source:  ECMA-376-1 §17.5.2.6: the content is replaced with the data when the file is opened.
    """
    number = 0
    for part, _ in story_parts(job.old):
        if part not in job.old.touched:
            continue
        for binding in [*job.old.part(part).iter(w("dataBinding"))]:
            if _is_stale(job, binding):
                _loosen(binding)
                number += 1
    if number:
        said = "1 content control is" if number == 1 else f"{number} content controls are"
        yield Notice(
            "unbound",
            f"{said} no longer filled from the file's data: Word would write that over the changes",
        )


def _is_stale(job: Job, binding: _Element) -> bool:
    control = next(binding.iterancestors(w("sdt")), None)
    content = None if control is None else control.find(w("sdtContent"))
    if content is None:
        return False
    fates = {_fate(x) for x in content.iter(RUN)}
    if fates == {INS}:
        before, after = (_data(x, binding) for x in (job.old, job.new))
        return before is None or before != after
    return len(fates) > 1


def _fate(run: _Element) -> str:
    """What becomes of a run: "" for one that is kept."""
    for above in run.iterancestors(INS, MOVE_TO, DEL, MOVE_FROM):
        return INS if above.tag in (INS, MOVE_TO) else DEL
    return ""


def _loosen(binding: _Element) -> None:
    """Takes out a binding, and what says the same in later words (`w15:dataBinding`)."""
    properties = binding.getparent()
    for other in [] if properties is None else [*properties]:
        if local(other.tag) == "dataBinding":
            take_out(other)


def _data(package: Package, binding: _Element) -> bytes | None:
    """What a binding leads to: the bytes of its store, of the file's own properties the one that is
    meant; None where there is no such store.
    """
    store = (binding.get(_STORE) or "").upper()
    if store in _PROPERTIES:
        step = (binding.get(w("xpath")) or "").rpartition("/")[2]
        name = step.rpartition(":")[2].partition("[")[0]
        for part in package.related("", _PROPERTIES[store]):
            found = (x for x in package.part(part) if local(x.tag) == name)
            return next(((x.text or "").encode() for x in found), b"")
    for part in package.related(package.main, "customXml"):
        for properties in package.related(part, "customXmlProps"):
            ids = (v for k, v in package.part(properties).attrib.items() if local(k) == "itemID")
            if store in (str(x).upper() for x in ids):
                return package.data(part)
    return None
