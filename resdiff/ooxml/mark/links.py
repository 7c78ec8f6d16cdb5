"""Links are written in two ways, as elements and as fields; the new side is read in the old one's
way.

Word turns the one into the other when it saves, so a document that was only opened and saved would
otherwise have every link struck and inserted again.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import field
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.names import RUN, SPACE, TYPE, P, W, r, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.stories import story_parts
from resdiff.values import dataclass

_LINK: Final = w("hyperlink")
_DELIMITER: Final = w("fldChar")
_CODE: Final = w("instrText")
_HYPERLINK: Final = re.compile(
    r"""^\s*HYPERLINK\s+(?:"(?P<address>[^"]*)")?\s*(?:\\l\s+"(?P<anchor>[^"]*)")?"""
    r"""(?:\s*\\[othn](?:\s+"[^"]*")?)*\s*$""",
    re.IGNORECASE,
)
_NSMAP: Final = {"w": W}

Target = tuple[str, str]
"""Address and anchor, "" for none."""


@dataclass(slots=True)
class _Field:
    """A link field inside one paragraph, in runs of its own that stand side by side.

    Shape:   `result` those of its `runs` that it shows.
    """

    code: str
    runs: list[_Element] = field(default_factory=list)
    result: list[_Element] = field(default_factory=list)

    @property
    def target(self) -> Target | None:
        """Where it leads; None where the field is no link or says more than where."""
        return target_of_code(self.code)


def target_of_code(code: str) -> Target | None:
    """Where a field's code leads; None for a code that is no plain link's."""
    found = _HYPERLINK.match(code)
    if found is None or not (found["address"] or found["anchor"]):
        return None
    return found["address"] or "", found["anchor"] or ""


def in_old_form(old: Package, new: Package) -> Package:
    """The new package, its links written as the old one writes links to the same places; itself
    when
    that is so.
    """
    known = _known(old)
    foreign = [part for part, _ in story_parts(new) if _foreign(new, part, known)]
    if not foreign:
        return new
    twin = new.copy()
    for part in foreign:
        _rewrite(twin, part, known)
        twin.touch(part)
    return twin


@dataclass(frozen=True, slots=True)
class _Known:
    """How the old file writes its links. Shape: codes of places only fields lead to; places only
    elements lead to.
    """

    codes: dict[Target, str]
    elements: frozenset[Target]


def _known(old: Package) -> _Known:
    codes: dict[Target, str] = {}
    elements: set[Target] = set()
    for part, _ in story_parts(old):
        root = old.part(part)
        codes.update((x.target, x.code) for x in _fields(root) if x.target is not None)
        elements.update(target(old, part, x) for x in root.iter(_LINK))
    apart = {k: v for k, v in codes.items() if k not in elements}
    return _Known(apart, frozenset(elements - codes.keys()))


def _foreign(new: Package, part: str, known: _Known) -> bool:
    """Whether a part writes a link in the other way than the old file does."""
    root = new.part(part)
    if known.codes and any(target(new, part, x) in known.codes for x in root.iter(_LINK)):
        return True
    return bool(known.elements) and any(x.target in known.elements for x in _fields(root))


def _rewrite(package: Package, part: str, known: _Known) -> None:
    root = package.part(part)
    for link in [*root.iter(_LINK)]:
        code = known.codes.get(target(package, part, link))
        if code is not None:
            _to_field(link, code)
    for one in _fields(root):
        if one.target is not None and one.target in known.elements:
            _to_element(package, part, one, one.target)


def target(package: Package, part: str, link: _Element) -> Target:
    """Where a link of the part leads."""
    arrow = package.relationships(part).get(link.get(r("id")) or "")
    return arrow.target if arrow is not None else "", link.get(w("anchor")) or ""


def _fields(root: _Element) -> list[_Field]:
    """The link fields of a part that can be rewritten: in runs of their own, in one paragraph."""
    found: list[_Field] = []
    for begin in root.iter(_DELIMITER):
        if begin.get(w("fldCharType")) == "begin":
            one = _whole(begin)
            if one is not None and one.target is not None:
                found.append(one)
    return found


def _whole(begin: _Element) -> _Field | None:
    """The field that begins here, when it ends among the siblings that follow."""
    run = begin.getparent()
    holder = None if run is None else run.getparent()
    if run is None or holder is None or run.tag != RUN or holder.tag != P:
        return None
    found, depth, coding = _Field(""), 0, True
    here: _Element | None = run
    while here is not None:
        kind = _kind(here)
        depth += kind == "begin"
        if kind and sum(1 for x in here if x.tag != w("rPr")) != 1:
            return None
        if coding and depth > 1:
            return None  # the code holds a field of its own
        if coding:
            found.code += "".join(x.text or "" for x in here.iter(_CODE))
        elif depth > 1 or not kind:
            found.result.append(here)
        found.runs.append(here)
        coding = coding and kind != "separate"
        depth -= kind == "end"
        if depth == 0:
            return None if coding else found
        here = here.getnext()
    return None


def _kind(run: _Element) -> str:
    mark = run.find(_DELIMITER) if run.tag == RUN else None
    return "" if mark is None else mark.get(w("fldCharType")) or ""


def _to_field(link: _Element, code: str) -> None:
    parent = link.getparent()
    if parent is None or parent.tag != P:
        return
    at = parent.index(link)
    look = next((x.find(w("rPr")) for x in link.iter(RUN)), None)
    inner = [*link]
    marks = [_mark("begin", look), _code(code, look), _mark("separate", look)]
    content = [*marks, *inner, _mark("end", look)]
    tail = link.tail
    parent.remove(link)
    for offset, child in enumerate(content):
        parent.insert(at + offset, child)
    if tail:
        content[-1].tail = tail


def _run(look: _Element | None) -> _Element:
    run = etree.Element(RUN, nsmap=_NSMAP)
    if look is not None:
        run.append(deepcopy(look))
    return run


def _mark(kind: str, look: _Element | None) -> _Element:
    run = _run(look)
    etree.SubElement(run, _DELIMITER).set(w("fldCharType"), kind)
    return run


def _code(code: str, look: _Element | None) -> _Element:
    run = _run(look)
    text = etree.SubElement(run, _CODE)
    text.text = code
    text.set(SPACE, "preserve")
    return run


def _to_element(package: Package, part: str, one: _Field, target: Target) -> None:
    parent = one.runs[0].getparent()
    if parent is None:
        return
    link = etree.Element(_LINK, nsmap=_NSMAP)
    address, anchor = target
    if address:
        key = package.add_relationship(part, TYPE + "hyperlink", address, True)
        link.set(r("id"), key)
    if anchor:
        link.set(w("anchor"), anchor)
    parent.insert(parent.index(one.runs[0]), link)
    for run in one.runs:
        parent.remove(run)
    link.extend(one.result)
