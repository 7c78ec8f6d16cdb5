"""Redlines that a web page draws: words struck out, and others underlined."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from resdiff.model import View

_STRUCK: Final = frozenset({"s", "strike"})
_LINE = re.compile(r"text-decoration(?:-line)?:[^;]*(line-through|underline|none)")


def left_out(root: etree._Element, view: View) -> frozenset[etree._Element]:
    """The elements whose words a view of a drawn redline leaves out: what is struck of the new
    text, what is underlined of the old. Empty where changes are tracked, or nothing is struck."""
    if next(root.iter("ins", "del"), None) is not None:
        return frozenset()
    drawn = {x: line for x in root.iter("*") if (line := _line(x))}
    if "line-through" not in drawn.values():
        return frozenset()
    wanted = "line-through" if view is View.FINAL else "underline"
    return frozenset(x for x, line in drawn.items() if line == wanted)


def is_drawn(root: etree._Element) -> bool:
    """Whether a page draws a redline, and tracks none."""
    return any(left_out(root, view) for view in View)


def _line(element: etree._Element) -> str:
    """The line through or under an element's words; "" where none is, or under a link's."""
    said = _LINE.search(re.sub(r"\s", "", (element.get("style") or "").lower()))
    if said is not None:
        line = said[1]
    else:
        line = (
            "line-through" if element.tag in _STRUCK else "underline" if element.tag == "u" else ""
        )
    linked = line == "underline" and next(element.iterancestors("a"), None) is not None
    return "" if line == "none" or linked or element.tag == "a" else line
