"""Inserted, deleted and moved content: in paragraphs, in equations, and content controls."""

from __future__ import annotations

from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.names import DEL, ID, INS, MOVE_FROM, MOVE_TO, PPR, RPR, P, m, w
from resdiff.ooxml.revisions import CONTROL_RANGES, Choice
from resdiff.ooxml.settling.ranges import MARKERS, drop, remove, unwrap

CONTENT: Final = (INS, DEL, MOVE_FROM, MOVE_TO)
LEAVING: Final = {True: frozenset({DEL, MOVE_FROM}), False: frozenset({INS, MOVE_TO})}
"""What goes, when the revisions are accepted (True) or rejected (False)."""

# In these a revision element is a mark without content: paragraph marks, rows, numbering.
_MARKED: Final = frozenset({RPR, w("trPr"), w("numPr")})
_CONTROL_PROPERTIES: Final = m("ctrlPr")
# Elements that mean nothing once their content is gone.
_HOLLOW: Final = frozenset(
    {*map(w, ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "ruby"))}
    | {m("r"), m("oMath"), m("oMathPara")}
)
_PROPERTIES: Final = frozenset({RPR, m("rPr"), *map(w, ("smartTagPr", "customXmlPr", "rubyPr"))})
_ARGUMENTS: Final = frozenset(map(m, ("e", "num", "den", "sub", "sup", "deg", "lim", "fName")))


def settle_content(root: _Element, final: bool, choice: Choice) -> bool:
    """Settles every chosen revision that has content; whether there was one."""
    wrappers = [
        x for x in root.iter(*CONTENT) if _tag_of_parent(x) not in _MARKED and choice.takes(x)
    ]
    for wrapper in wrappers:
        parent = wrapper.getparent()
        if parent is None:
            continue
        if parent.tag == _CONTROL_PROPERTIES:
            _settle_operator(parent, wrapper, final)
        elif wrapper.tag in LEAVING[final]:
            drop(wrapper)
            remove_hollow(parent)
        else:
            unwrap(wrapper)
    controls = _settle_controls(root, final, choice)
    return controls or bool(wrappers)


def _settle_operator(properties: _Element, wrapper: _Element, final: bool) -> None:
    """Settles an inserted or deleted fraction bar, radical sign … (§17.13.5.14, §17.13.5.17).

    Without its operator an equation object is only what its arguments hold.
    """
    if wrapper.tag not in LEAVING[final]:
        unwrap(wrapper)
        return
    owner = properties.getparent()
    thing = None if owner is None else owner.getparent()
    if thing is None:
        return
    for argument in list(thing.iter(*_ARGUMENTS)):
        if argument.getparent() is thing or _tag_of_parent(argument) == m("mr"):
            for child in list(argument):
                if child.tag not in (m("argPr"), _CONTROL_PROPERTIES):
                    thing.addprevious(child)
    parent = thing.getparent()
    drop(thing)
    if parent is not None:
        remove_hollow(parent)


def remove_hollow(element: _Element) -> None:
    """Takes out an element that means nothing without content and has none; then its parent."""
    while element.tag in _HOLLOW and not any(_counts(x) for x in element):
        parent = element.getparent()
        if parent is None:
            return
        for marker in [x for x in element if x.tag in MARKERS]:
            element.addprevious(marker)
        drop(element)
        element = parent


def _counts(child: _Element) -> bool:
    return child.tag not in _PROPERTIES and child.tag not in MARKERS


def _settle_controls(root: _Element, final: bool, choice: Choice) -> bool:
    """Settles content controls and custom XML that were themselves inserted, deleted or moved.

    Their start tag stands between one pair of range marks, their end tag between another
    (§17.13.5.4–11); without the control its content stays: it has revisions of its own.
    """
    leaving = ("Del", "MoveFrom") if final else ("Ins", "MoveTo")
    marked: dict[_Element, None] = {}
    done = False
    for family in CONTROL_RANGES:
        goes = family.removeprefix("customXml").removesuffix("Range") in leaving
        ends = {x.get(ID): x for x in root.iter(w(family + "End"))}
        chosen = [x for x in root.iter(w(family + "Start")) if choice.takes(x)]
        for start in chosen:
            end = ends.get(start.get(ID))
            if goes and end is not None:
                marked.update(dict.fromkeys(crossed(start, end)))
        done = _remove_range(root, family, chosen) or done
    for control in marked:
        parent = control.getparent()
        open_control(control)
        if parent is not None:
            remove_hollow(parent)
    return done


def _remove_range(root: _Element, family: str, starts: list[_Element]) -> bool:
    """Takes out these starts, their ends, and ends that never began; whether there were any."""
    known = {x.get(ID) for x in root.iter(w(family + "Start"))}
    ids = {x.get(ID) for x in starts}
    ends = list(root.iter(w(family + "End")))
    leaving = [*starts, *(x for x in ends if x.get(ID) in ids or x.get(ID) not in known)]
    for marker in leaving:
        remove(marker)
    return bool(leaving)


def crossed(start: _Element, end: _Element) -> list[_Element]:
    """The controls of which only one tag stands between two marks."""
    outer = set(start.iterancestors(w("sdt"), w("customXml")))
    inner = set(end.iterancestors(w("sdt"), w("customXml")))
    return [x for x in (*start.iterancestors(), *end.iterancestors()) if x in outer ^ inner]


def open_control(control: _Element) -> None:
    """Leaves a control's content in its place."""
    for name in ("sdtPr", "sdtEndPr", "customXmlPr"):
        for properties in control.findall(w(name)):
            control.remove(properties)
    for content in control.findall(w("sdtContent")):
        unwrap(content)
    unwrap(control)


def _tag_of_parent(element: _Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def is_paragraph_mark(revision: _Element) -> bool:
    """Whether this is the revision of a paragraph's mark: `w:p/w:pPr/w:rPr/w:ins`."""
    properties = revision.getparent()
    outer = None if properties is None else properties.getparent()
    return (
        properties is not None
        and properties.tag == RPR
        and outer is not None
        and outer.tag == PPR
        and _tag_of_parent(outer) == P
    )
