"""Footnotes and endnotes: which number each reference prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.names import FALLBACK, ID, PPR, SECTPR, VAL, P, T, w
from resdiff.ooxml.numerals import numeral
from resdiff.ooxml.package import Package
from resdiff.ooxml.styles import whole
from resdiff.ooxml.text import REFERENCES
from resdiff.ooxml.xml import is_number
from resdiff.values import dataclass

_OFF: Final = frozenset({"0", "false", "off"})
_PROPERTIES: Final = {"footnote": w("footnotePr"), "endnote": w("endnotePr")}
# §17.11.17: endnotes are numbered i, ii, iii unless something else is said.
_FORMATS: Final = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(frozen=True, slots=True)
class _Counting:
    """How one kind of note is counted in one section; `each_section`: each begins anew."""

    format: str
    start: int
    each_section: bool


def note_marks(package: Package) -> Mapping[_Element, str]:
    """What each note reference of the main part prints: its number; "" for a custom mark.

    Shape:   keyed by the reference element itself; keep the mapping as long as the tree is used.
             Numbers that start anew on every page are counted through: pages are not known without
             a layout. An empty note that nothing refers to keeps its number: it is what a deleted
             reference leaves (`settle`), and both views of a file call a note by one number.
    """
    found: dict[_Element, str] = {}
    root = package.part(package.main)
    for kind, reference in REFERENCES.items():
        if next(root.iter(kind), None) is None:
            continue
        tag, general = _PROPERTIES[reference], _settings(package)
        counted = 0
        gaps = _gaps(package, reference, [x for x in root.iter(kind) if not _custom(x)])
        for section, references in _sections(root, kind):
            how = _counting(reference, _find(section, tag), _find(general, tag))
            counted = 0 if how.each_section else counted
            for element in references:
                counted += 0 if _custom(element) else 1 + gaps.get(element.get(ID, ""), 0)
                number = numeral(how.start + counted - 1, how.format)
                found[element] = "" if _custom(element) else number
    return found


def _custom(reference: _Element) -> bool:
    return reference.get(w("customMarkFollows"), "0") not in _OFF


def _gaps(package: Package, reference: str, references: list[_Element]) -> Mapping[str, int]:
    """How many emptied notes stand before each note; none where references and notes are not in
    one order."""
    waiting = 0
    before: dict[str, int] = {}
    referred = dict.fromkeys(x.get(ID, "") for x in references)
    for part in package.related(package.main, reference + "s"):
        for note in package.part(part).findall(w(reference)):
            if note.get(ID, "") in referred:
                before[note.get(ID, "")], waiting = waiting, 0
            elif note.get(w("type"), "normal") == "normal" and _empty(note):
                waiting += 1
    return before if list(before) == list(referred) else {}


def _empty(note: _Element) -> bool:
    return not any(x.text for x in note.iter(T))


def _settings(package: Package) -> _Element | None:
    parts = package.related(package.main, "settings")
    return package.part(parts[0]) if parts else None


def _sections(root: _Element, kind: str) -> Iterator[tuple[_Element | None, list[_Element]]]:
    """The references of each section in order, with the properties that stand at its end."""
    hidden = {x for f in root.iter(FALLBACK) for x in f.iter(kind)}
    waiting: list[_Element] = []
    closing: _Element | None = None  # the properties in the paragraph that ends the section
    for element in root.iter(kind, SECTPR, P):
        if element.tag == kind:
            waiting += [] if element in hidden else [element]
        elif element.tag == SECTPR and _tag_of_parent(element) == PPR:
            closing = element
        elif closing is not None and (element.tag == P or _tag_of_parent(element) == w("body")):
            yield closing, waiting
            waiting, closing = [], None
    last = root.find(f"{w('body')}/{SECTPR}")
    yield (last if closing is None else closing), waiting


def _tag_of_parent(element: _Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def _counting(kind: str, section: _Element | None, general: _Element | None) -> _Counting:
    format = _value(section, general, "numFmt", _FORMATS[kind])
    start = whole(_value(section, general, "numStart", "1"), 1)
    restart = _value(section, general, "numRestart", "continuous")
    return _Counting(format, start, restart == "eachSect")


def _value(first: _Element | None, second: _Element | None, name: str, default: str) -> str:
    for element in (first, second):
        found = _find(element, w(name))
        if found is not None:
            return found.get(VAL, default)
    return default


def _find(element: _Element | None, tag: str) -> _Element | None:
    return None if element is None else element.find(tag)


def note_id(reference: _Element) -> str:
    """The id that a note's blocks carry: kind and `w:id`, "footnote-2"."""
    return f"{REFERENCES[str(reference.tag)]}-{reference.get(ID, '')}"


def number_notes(package: Package) -> None:
    """Gives the notes of changed parts ids that ascend as their references do, and those that
    nothing refers to the ids behind.

    Word writes them so; LibreOffice (7.4) shows at the nth reference the note of the nth smallest
    id, whatever the reference says. Notes stay in their places, and ids that are no numbers as they
    are.
    """
    for tag, kind in REFERENCES.items():
        references = [*package.part(package.main).iter(tag)]
        for part in package.related(package.main, kind + "s"):
            if part in package.touched:
                _number_in_order(references, _normal(package.part(part), kind))


def _number_in_order(references: list[_Element], notes: list[_Element]) -> None:
    ids = [x.get(ID, "") for x in notes]
    asked = dict.fromkeys(x.get(ID, "") for x in references)
    if len({*ids}) < len(ids) or not asked.keys() <= {*ids} or not all(map(is_number, ids)):
        return
    order = [*asked, *(x for x in ids if x not in asked)]
    numbers = dict(zip(order, sorted(ids, key=int), strict=True))
    for element in (*references, *notes):
        element.set(ID, numbers[element.get(ID, "")])


def _normal(root: _Element, kind: str) -> list[_Element]:
    """The notes of a part that are no separators."""
    return [x for x in root.iterchildren(w(kind)) if x.get(w("type"), "normal") == "normal"]


def note_ids(package: Package) -> tuple[str, ...]:
    """The ids of the notes that the main part refers to, in the order of their first marks."""
    root = package.part(package.main)
    return tuple(dict.fromkeys(note_id(x) for x in root.iter(*REFERENCES)))
