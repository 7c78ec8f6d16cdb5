"""Redlines that were drawn by hand: words struck and underlined as formatting, from before changes
were tracked, or where tracking was off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, pairwise
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.names import DEL, INS, RUN, P, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.revisions import has_revisions

REPLACED: Final = 2
"""Fewest places where struck words stand next to underlined ones: one may be an accident of form,
in the documents of others that were looked through none had any."""

AUTHOR: Final = "drawn by hand"
_OFF: Final = frozenset({"0", "false", "off", "none"})
_STRIKES: Final = (w("strike"), w("dstrike"))
_LINKS: Final = frozenset({w("hyperlink"), w("fldSimple")})
_VAL: Final = w("val")
_TEXTS: Final = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
_SEEN: Final = re.compile(rb"<(?:[\w.\-]+:)?d?strike[\s/>]")


def tracked(package: Package) -> Package | None:
    """The package with its drawn redline as tracked changes; None where it has none, or changes
    that are tracked already.

    Shape:   what is struck is deleted, what is underlined and no link inserted, in the main part;
             a paragraph all of whose words are either, with its mark.
    """
    if not _SEEN.search(package.data(package.main)) or has_revisions(package):
        return None
    twin = package.copy()
    body = twin.part(twin.main)
    fates = {run: fate for run in body.iter(RUN) if (fate := _fate(run))}
    if _count_replaced(body, fates) < REPLACED:
        return None
    numbers = count(1 + max((int(x) for x in _ids(body)), default=0))
    for run, fate in fates.items():
        _track(run, fate, next(numbers))
    for paragraph in body.iter(P):
        _track_mark(paragraph, fates, numbers)
    twin.touch(twin.main)
    return twin


def _ids(body: _Element) -> Iterator[str]:
    for element in body.iter("{*}*"):
        said = element.get(w("id"), "")
        if said.isdecimal():
            yield said


def _fate(run: _Element) -> str:
    """The tag of the revision that a run's form draws, "" for plain words."""
    looks = run.find(w("rPr"))
    if looks is None or not _prints(run):
        return ""
    if any(_is_on(looks.find(tag)) for tag in _STRIKES):
        return DEL
    parent = run.getparent()
    linked = parent is not None and parent.tag in _LINKS
    return INS if _is_on(looks.find(w("u"))) and not linked else ""


def _is_on(switch: _Element | None) -> bool:
    return switch is not None and switch.get(_VAL, "1") not in _OFF


def _prints(run: _Element) -> bool:
    return any((t.text or "").strip() for t in run.iter(w("t")))


def _count_replaced(body: _Element, fates: dict[_Element, str]) -> int:
    """In how many places deleted words stand next to inserted ones."""
    return sum(
        {fates.get(one, ""), fates.get(other, "")} == {INS, DEL}
        for paragraph in body.iter(P)
        for one, other in pairwise(run for run in paragraph.iter(RUN) if _has_content(run))
    )


def _has_content(run: _Element) -> bool:
    return any((t.text or "") for t in run.iter(w("t")))


def _track(run: _Element, fate: str, number: int) -> None:
    looks = run.find(w("rPr"))
    assert looks is not None  # its form is what drew the change
    for tag in (*_STRIKES, w("u")):
        for drawn in looks.findall(tag):
            looks.remove(drawn)
    if fate == DEL:
        for text in list(run.iter(*_TEXTS)):
            text.tag = _TEXTS[text.tag]
    parent = run.getparent()
    assert parent is not None  # a run stands in a paragraph
    change = etree.Element(fate, {w("id"): str(number), w("author"): AUTHOR})
    change.tail, run.tail = run.tail, None
    parent.replace(run, change)
    change.append(run)


def _track_mark(paragraph: _Element, fates: dict[_Element, str], numbers: Iterator[int]) -> None:
    """Marks the end of a paragraph that is wholly inserted or deleted, where one follows it."""
    said = {fates.get(run, "") for run in paragraph.iter(RUN) if _prints_any(run)}
    following = paragraph.getnext()
    if said not in ({INS}, {DEL}) or following is None or following.tag != P:
        return
    looks = paragraph.find(w("pPr"))
    if looks is None:
        looks = etree.Element(w("pPr"))
        paragraph.insert(0, looks)
    mark = looks.find(w("rPr"))
    if mark is None:
        mark = etree.Element(w("rPr"))
        after = [looks.find(w(x)) for x in ("sectPr", "pPrChange")]
        at = next((looks.index(x) for x in after if x is not None), len(looks))
        looks.insert(at, mark)
    change = {w("id"): str(next(numbers)), w("author"): AUTHOR}
    mark.insert(0, etree.Element(said.pop(), change))


def _prints_any(run: _Element) -> bool:
    return any((t.text or "").strip() for t in run.iter(w("t"), w("delText")))
