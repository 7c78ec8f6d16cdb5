"""What stands around the letters of a paragraph: links, simple fields, directions, controls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.mark.keys import tags
from resdiff.ooxml.mark.links import Target, target_of_code
from resdiff.ooxml.names import VAL, local, w
from resdiff.ooxml.text import Atom

_LINK: Final = w("hyperlink")
_SIMPLE: Final = w("fldSimple")
_DIRECTIONS: Final = tags("bdo dir")
_CONTROL: Final = w("sdt")
_DELIMITER: Final = w("fldChar")
_CODE: Final = w("instrText")
_PICTURES: Final = tags("drawing pict object")

Reach = Callable[[_Element], Target]
"""Where a `w:hyperlink` leads."""


def holders(leaves: Sequence[Atom], reach: Reach) -> tuple[str, ...]:
    """What stands around which letters: "4-9 link http://…", in order.

    Shape:   stretches of letters that the same stands around are one; links say the same as
             elements and as fields; of a control only that it is there: what it says of itself no
             tracked change can say.
    """
    found: list[tuple[tuple[str, ...], int, int]] = []
    for path, start, stop in _paths(leaves, reach):
        if found and found[-1][0] == path and found[-1][2] == start:
            found[-1] = path, found[-1][1], stop
        else:
            found.append((path, start, stop))
    return tuple(f"{start}-{stop} {' '.join(path)}" for path, start, stop in found if path)


def _paths(leaves: Sequence[Atom], reach: Reach) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """What stands around each leaf that shows something, and where it stands."""
    open_: list[list[str]] = []  # of each field that is open its code and, behind it, its link
    for leaf in leaves:
        tag = leaf.node.tag
        if tag == _DELIMITER:
            _delimit(leaf.node.get(w("fldCharType")) or "", open_)
        elif tag == _CODE and open_:
            open_[-1][0] += leaf.node.text or ""
        elif leaf.text or tag in _PICTURES:
            around = [said for x in leaf.wrappers if (said := _said(x, reach))]
            around += [link for _, *links in open_ for link in links]
            yield tuple(sorted(around)), leaf.start, leaf.start + len(leaf.text)


def _delimit(kind: str, open_: list[list[str]]) -> None:
    if kind == "begin":
        open_.append([""])
    elif kind == "end" and open_:
        open_.pop()
    elif kind == "separate" and open_:
        target = target_of_code(open_[-1][0])
        open_[-1] += [] if target is None else [_link(target)]


def _said(wrapper: _Element, reach: Reach) -> str:
    """What a wrapper says; "" for one that says nothing."""
    tag = wrapper.tag
    if tag == _LINK:
        return _link(reach(wrapper))
    if tag == _SIMPLE:
        return f"field {(wrapper.get(w('instr')) or '').strip()}"
    if tag in _DIRECTIONS:
        return f"{local(tag)} {wrapper.get(VAL)}"
    return "control" if tag == _CONTROL else ""


def _link(target: Target) -> str:
    return f"link {'#'.join(x for x in target if x)}" if any(target) else ""
