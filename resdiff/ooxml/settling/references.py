"""Notes and comments that nothing refers to any more once their references were settled away."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from lxml.etree import SubElement, _Element

from resdiff.ooxml.comments import comment_key, forget
from resdiff.ooxml.names import ID, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.xml import highest

_REFERENCES: Final = {
    "footnotes": (w("footnoteReference"), w("footnote")),
    "endnotes": (w("endnoteReference"), w("endnote")),
    "comments": (w("commentReference"), w("comment")),
}

References = dict[str, frozenset[str]]


def references(root: _Element) -> References:
    """The ids of the notes and comments that a part refers to, by kind of part."""
    return {
        kind: frozenset(x.get(ID, "") for x in root.iter(tag))
        for kind, (tag, _) in _REFERENCES.items()
    }


def remove_orphans(package: Package, part: str, before: References) -> None:
    """Empties the notes and takes out the comments that `part` referred to before and not now.

    An emptied note stays in its part, so that the others are called by the same number in both
    views of one file (`notes.note_marks`), and under the last id, since LibreOffice counts notes by
    their ids (`notes.number_notes`).
    """
    root = package.part(part)
    now = references(root)
    for kind, (_, tag) in _REFERENCES.items():
        lost = before[kind] - now[kind]
        if not lost:
            continue
        if kind == "comments":
            _remove_ranges(root, lost)
        settle = _remove_entries if kind == "comments" else _empty_entries
        for target in package.related(package.main, kind):
            settle(package, part, target, tag, lost)


def _remove_ranges(root: _Element, lost: Set[str]) -> None:
    for marker in list(root.iter(w("commentRangeStart"), w("commentRangeEnd"))):
        if marker.get(ID, "") in lost:
            _remove(marker)


def _empty_entries(package: Package, part: str, target: str, tag: str, lost: Set[str]) -> None:
    entries = package.part(target).findall(tag)
    last = highest(x.get(ID) for x in entries)
    for number, entry in enumerate((x for x in entries if x.get(ID, "") in lost), last + 1):
        for child in list(entry):
            entry.remove(child)
        SubElement(entry, w("p"))  # a note holds at least a paragraph
        entry.set(ID, str(number))
        package.touch(target)


def _remove_entries(package: Package, part: str, target: str, tag: str, lost: Set[str]) -> None:
    root = package.part(target)
    entries = [x for x in root.findall(tag) if x.get(ID, "") in lost]
    for entry in entries:
        root.remove(entry)
        package.touch(target)
    forget(package, {comment_key(x) for x in entries} - {""})


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
