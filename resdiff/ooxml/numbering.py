"""Automatic labels: what Word prints before a paragraph of a list, computed as Word does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Final

from lxml.etree import _Element

from resdiff.model import Notice
from resdiff.ooxml.names import PPR, VAL, w
from resdiff.ooxml.numerals import known_format, numeral
from resdiff.ooxml.package import Package
from resdiff.ooxml.styles import Style, Styles, whole
from resdiff.values import dataclass

DEPTH: Final = 9
"""Levels of a list (ECMA-376-1 §17.9.3: `w:ilvl` is 0 to 8)."""

MAX_TEXT: Final = 255
"""Most characters of a level's text. Source: the longest of 249 real files has 27; a hostile one
could make every label as long as the file."""

_LARGEST: Final = 32767  # the largest number Word counts to in a list
_PLACE = re.compile("%([1-9])")
# Characters of the symbol fonts bullets are taken from, as they look.
_BULLETS: Final = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "\uf0e0": "→",
    "\uf0a8": "◻", "\uf071": "❑", "\uf06f": "□", "\uf06e": "■", "\uf02d": "−", "\uf0be": "—",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` is the one-based level that starts it anew, 0 for none."""

    start: int
    format: str
    text: str
    restart: int | None
    legal: bool
    style: str
    properties: _Element | None


@dataclass(slots=True)
class List:
    """A `w:num`: the counters it shares and its levels, overridden where it says so."""

    abstract: str
    levels: Mapping[int, Level]
    starts: dict[int, int]
    started: set[int] = field(default_factory=set)


class Numbering:
    """The lists of a package and how far they are counted: ask paragraph by paragraph, in order."""

    def __init__(self, package: Package, styles: Styles) -> None:
        parts = package.related(package.main, "numbering")
        root = package.part(parts[0]) if parts else None
        self._styles = styles
        self._abstracts = _by_id(root, "abstractNum", "abstractNumId")
        self._nums = _by_id(root, "num", "numId")
        self._lists: dict[str, List | None] = {}
        self._styled: dict[str, Mapping[str, str]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self.unknown: set[str] = set()  # formats that were met and cannot be written

    # ------------------------------------------------------------------ which level

    def place(self, paragraph: _Element) -> tuple[str, int] | None:
        """The list and level a paragraph stands in, directly or by its style; None outside all."""
        own, _ = self._styles.levels(paragraph)
        direct = _numbering(own)
        number = direct.get("numId")
        if number is not None:
            return self._valid(number, whole(direct.get("ilvl", "0"), 0))
        from_style = self._of_style(self._styles.of(paragraph))
        number = from_style.get("numId")
        if number is None:
            return None
        linked = self._linked_level(number, self._styles.of(paragraph).id)
        named = direct.get("ilvl", from_style.get("ilvl", "0"))
        return self._valid(number, whole(named, 0) if linked is None else linked)

    def _of_style(self, style: Style) -> Mapping[str, str]:
        if style.id not in self._styled:
            self._styled[style.id] = _numbering(style.paragraph)
        return self._styled[style.id]

    def _valid(self, number: str, level: int) -> tuple[str, int] | None:
        if number == "0" or self._list(number) is None:  # §17.9.18: 0 takes numbering away
            return None
        return number, min(level, DEPTH - 1)

    def _linked_level(self, number: str, style: str) -> int | None:
        found = self._list(number)
        levels = {} if found is None else found.levels
        return next((i for i, x in levels.items() if style and x.style == style), None)

    def level(self, number: str, level: int) -> Level | None:
        """One level of a list; None when the file does not define it."""
        found = self._list(number)
        return None if found is None else found.levels.get(level)

    # ------------------------------------------------------------------ counting

    def restart(self) -> None:
        """Forgets how far was counted: another story begins."""
        self._counters.clear()
        for found in self._lists.values():
            if found is not None:
                found.started.clear()

    def label(self, number: str, level: int) -> str:
        """The label, as printed, of the next paragraph of this list and level."""
        found = self._list(number)
        form = None if found is None else found.levels.get(level)
        if found is None or form is None:
            return ""
        counters = self._counters.setdefault(found.abstract, {})
        self._count(found, level, counters)
        if form.format == "bullet":
            return "".join(_bullet(x) for x in form.text)
        return _PLACE.sub(lambda m: self._written(found, form, int(m[1]) - 1, counters), form.text)

    def _count(self, found: List, level: int, counters: dict[int, int]) -> None:
        if level in found.starts and level not in found.started:
            counters[level] = found.starts[level]
        elif level in counters:
            counters[level] = min(counters[level] + 1, _LARGEST)
        else:
            counters[level] = self._first(found, level)
        found.started.add(level)
        for deeper in [x for x in counters if x > level]:
            form = found.levels.get(deeper)
            restart = None if form is None else form.restart
            if restart is None or (restart > 0 and level < restart):
                del counters[deeper]

    def _first(self, found: List, level: int) -> int:
        form = found.levels.get(level)
        return found.starts.get(level, 1 if form is None else form.start)

    def _written(self, found: List, form: Level, level: int, counters: Mapping[int, int]) -> str:
        value = counters.get(level, self._first(found, level))
        other = found.levels.get(level)
        format = "decimal" if other is None or form.legal else other.format
        if not known_format(format):
            self.unknown.add(format)
        return numeral(value, format)

    def notices(self) -> tuple[Notice, ...]:
        """What was met and could not be written as Word does."""
        return tuple(
            Notice("number-format", f"labels in the format {x!r} are written in digits")
            for x in sorted(self.unknown)
        )

    # ------------------------------------------------------------------ reading

    def _list(self, number: str) -> List | None:
        if number not in self._lists:
            self._lists[number] = self._read_list(number)
        return self._lists[number]

    def _read_list(self, number: str) -> List | None:
        num = self._nums.get(number)
        abstract = None if num is None else self._abstract_of(num)
        if num is None or abstract is None:
            return None
        levels = _levels(abstract)
        starts: dict[int, int] = {}
        for override in num.findall(w("lvlOverride")):
            at = whole(override.get(w("ilvl"), ""), 0)
            start = override.find(w("startOverride"))
            if start is not None:
                starts[at] = whole(start.get(VAL, ""), 1)
            changed = override.find(w("lvl"))
            if changed is not None:
                levels[at] = _level(changed)
        return List(abstract.get(w("abstractNumId"), ""), levels, starts)

    def _abstract_of(self, num: _Element) -> _Element | None:
        """The definition of a list, through numbering styles it links to; cycles are cut."""
        seen: set[str] = set()
        while True:
            id = _value(num, "abstractNumId")
            abstract = self._abstracts.get(id)
            link = None if abstract is None else abstract.find(w("numStyleLink"))
            if link is None or id in seen:
                return abstract
            seen.add(id)
            following = self._nums.get(self._styles.numbering_of_style(link.get(VAL, "")))
            if following is None:
                return abstract
            num = following


def _by_id(root: _Element | None, name: str, key: str) -> dict[str, _Element]:
    found: dict[str, _Element] = {}
    for element in () if root is None else root.findall(w(name)):
        found.setdefault(element.get(w(key), ""), element)
    return found


def _numbering(chain: Sequence[_Element]) -> dict[str, str]:
    """The nearest `w:numId` and `w:ilvl` of a chain of properties."""
    found: dict[str, str] = {}
    for properties in chain:
        numbering = properties.find(w("numPr"))
        for name in ("numId", "ilvl"):
            value = None if numbering is None else numbering.find(w(name))
            if value is not None:
                found.setdefault(name, value.get(VAL, "0"))
    return found


def _levels(abstract: _Element) -> dict[int, Level]:
    levels = abstract.findall(w("lvl"))
    return {whole(x.get(w("ilvl"), ""), 0): _level(x) for x in levels}


def _level(lvl: _Element) -> Level:
    restart = _value(lvl, "lvlRestart")
    legal = lvl.find(w("isLgl"))
    return Level(
        start=whole(_value(lvl, "start", "0"), 0),  # §17.9.25: 0 where it is left out
        format=_format(lvl),
        text=_value(lvl, "lvlText")[:MAX_TEXT],
        restart=whole(restart, 0) if restart else None,
        legal=legal is not None and legal.get(VAL, "1") not in ("0", "false", "off"),
        style=_value(lvl, "pStyle"),
        properties=lvl.find(PPR),
    )


def _format(lvl: _Element) -> str:
    """The number format; one that Word 2010 and later write as an alternative is found there."""
    found = next(lvl.iter(w("numFmt")), None)
    format = "decimal" if found is None else found.get(VAL, "decimal")
    custom = "" if found is None else found.get(w("format"), "")
    return "decimalZero" if format == "custom" and custom.startswith("01") else format


def _bullet(sign: str) -> str:
    if sign in _BULLETS:
        return _BULLETS[sign]
    return "•" if "\ue000" <= sign <= "\uf8ff" else sign


def _value(element: _Element, name: str, default: str = "") -> str:
    found = element.find(w(name))
    return default if found is None else found.get(VAL, default)
