"""Counts the items of a web page's lists, as a browser prints their labels."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from resdiff.values import dataclass

BULLET = "•"
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_KINDS = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
LARGEST_ROMAN = 3999  # what the counter style of CSS goes to


@dataclass(slots=True)
class Counter:
    """A list while its items are counted: `kind` as CSS names it, `next` the coming number."""

    kind: str
    next: int = 1

    def label(self, item: etree._Element) -> str:
        """The label of the coming item, as printed: "1.", "b.", "•", or "" for a list without."""
        own = item.get("value")
        if own is not None and own.lstrip("-").isdecimal() and len(own) < 10:
            self.next = int(own)
        number, self.next = self.next, self.next + 1
        kind = _styled(item) or _KINDS.get(item.get("type") or "", self.kind)
        if kind == "none":
            return ""
        if kind in ("disc", "circle", "square"):
            return BULLET
        return f"{_PRINTED.get(kind, str)(number)}."


def list_counter(element: etree._Element) -> Counter:
    """The counter of an <ol> or <ul>."""
    kind = _styled(element)
    if element.tag == "ul":
        return Counter(kind or "disc")
    start = element.get("start") or "1"
    first = int(start) if start.isdecimal() and len(start) < 10 else 1
    return Counter(kind or _KINDS.get(element.get("type") or "", "decimal"), first)


def _styled(element: etree._Element) -> str:
    found = _STYLE.search((element.get("style") or "").lower())
    return found[1] if found else ""


def letters(number: int) -> str:
    """a, b, … z, aa, ab: bijective base 26, as CSS counts; digits for what has no letter."""
    if number < 1:
        return str(number)
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def roman(number: int) -> str:
    """i, ii, iii, iv …; digits for what has no Roman numeral."""
    if not 0 < number <= LARGEST_ROMAN:
        return str(number)
    found = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        found += sign * count
    return found


_PRINTED: dict[str, Callable[[int], str]] = {
    "lower-alpha": letters,
    "lower-latin": letters,
    "upper-alpha": lambda n: letters(n).upper(),
    "upper-latin": lambda n: letters(n).upper(),
    "lower-roman": roman,
    "upper-roman": lambda n: roman(n).upper(),
}
