"""Footnotes and endnotes: which number each reference prints."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.etree import _Element

from resdiff.ooxml.names import FALLBACK, ID, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.text import REFERENCES

_ON = frozenset({None, "1", "true", "on"})


def note_marks(package: Package) -> Mapping[_Element, str]:
    """What each note reference of the main part prints: its number; "" for a custom mark.

    Shape:   keyed by the reference element itself; keep the mapping as long as the tree is used.
    """
    counts = {"footnote": 0, "endnote": 0}
    found: dict[_Element, str] = {}
    root = package.part(package.main)
    hidden = {x for f in root.iter(FALLBACK) for x in f.iter(*REFERENCES)}
    for reference in root.iter(*REFERENCES):
        if reference in hidden:
            continue
        if reference.get(w("customMarkFollows"), "0") in _ON:
            found[reference] = ""
            continue
        kind = REFERENCES[str(reference.tag)]
        counts[kind] += 1
        found[reference] = str(counts[kind])
    return found


def note_id(reference: _Element) -> str:
    """The id that a note's blocks carry: kind and `w:id`, "footnote-2"."""
    return f"{REFERENCES[str(reference.tag)]}-{reference.get(ID, '')}"
