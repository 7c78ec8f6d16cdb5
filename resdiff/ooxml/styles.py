"""What paragraphs and runs look like once styles, their ancestors and defaults are weighed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.names import PPR, RPR, VAL, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.xml import first_child
from resdiff.values import dataclass

_OFF: Final = frozenset({"0", "false", "off", "none"})
_SIDES: Final = {"left": ("left", "start"), "right": ("right", "end")}
MAX_ANCESTRY: Final = 50
"""Most styles that a style is followed back through. Source: the deepest of 249 real files has 10;
without a bound a chain of ten thousand would cost its square."""

_PSTYLE: Final = w("pStyle")
_RSTYLE: Final = w("rStyle")
_WEIGHED: Final = frozenset(map(w, ("pStyle", "numPr", "ind", "jc", "keepNext", "outlineLvl")))
TOGGLES: Final = ("b", "i", "bCs", "iCs", "caps")
"""The toggle properties that are read (ECMA-376-1 §17.7.3)."""
_COMPLEX: Final = (w("rtl"), w("cs"))
_TOGGLE_TAGS: Final = {w(x): None for x in TOGGLES}


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set.

    Shape:   `style` its style's name; `outline` 0 to 8, 9 for body text.
    Units:   `left`, `first` twips; `first` negative when hanging.
    """

    style: str
    left: int
    first: int
    centred: bool
    keep_next: bool
    outline: int


@dataclass(slots=True)
class Style:
    """One style with those it is based on, nearest first, itself included; cycles are cut."""

    id: str
    name: str
    paragraph: list[_Element]  # the `w:pPr` of the chain and of the defaults
    run: list[_Element]  # the `w:rPr` of the chain
    toggles: tuple[bool, ...] | None = None


class Styles:
    """The styles of a package, looked up as often as you like; none at all is a valid answer."""

    def __init__(self, package: Package) -> None:
        parts = package.related(package.main, "styles")
        root = package.part(parts[0]) if parts else None
        self._elements: dict[str, _Element] = {}
        self._defaults: dict[str, str] = {}
        self._known: dict[str, Style] = {}
        self._toggled: dict[tuple[str, tuple[object, ...]], tuple[bool, bool, bool]] = {}
        for style in () if root is None else root.findall(w("style")):
            self._add(style)
        self._base_ppr = _find(root, "docDefaults", "pPrDefault", "pPr")
        runs = _find(root, "docDefaults", "rPrDefault", "rPr")
        self._base_toggles = [_switched(None if runs is None else runs.find(w(x))) for x in TOGGLES]

    def _add(self, style: _Element) -> None:
        name = style.get(w("styleId"), "")
        self._elements.setdefault(name, style)
        if _is_on(style.get(w("default"), "0")):
            self._defaults.setdefault(style.get(w("type"), "paragraph"), name)

    def style(self, id: str | None, kind: str) -> Style:
        """The style of this id, or the default one of its kind ("paragraph", "character")."""
        key = id if id is not None and id in self._elements else self._defaults.get(kind, "")
        if key not in self._known:
            chain = tuple(self._ancestry(key))
            name = _value(chain[0].find(w("name")), key) if chain else ""
            self._known[key] = Style(
                key,
                name,
                [*_found(chain, PPR), *([] if self._base_ppr is None else [self._base_ppr])],
                _found(chain, RPR),
            )
        return self._known[key]

    def _ancestry(self, id: str) -> Iterator[_Element]:
        seen: set[str] = set()
        while id in self._elements and id not in seen and len(seen) < MAX_ANCESTRY:
            seen.add(id)
            element = self._elements[id]
            yield element
            id = _value(element.find(w("basedOn")), "")

    def of(self, paragraph: _Element) -> Style:
        """The style of a paragraph."""
        own = first_child(paragraph, PPR)
        named = None if own is None else first_child(own, _PSTYLE)
        return self.style(_value_or_none(named), "paragraph")

    def numbering_of_style(self, id: str) -> str:
        """The `w:numId` that a numbering style names; "" if none."""
        style = self._elements.get(id)
        return _value(_find(style, "pPr", "numPr", "numId"), "")

    # ------------------------------------------------------------------ paragraphs

    def levels(self, paragraph: _Element) -> tuple[list[_Element], list[_Element]]:
        """The properties that apply: a paragraph's own; those of its styles and the defaults."""
        own = first_child(paragraph, PPR)
        return ([] if own is None else [own]), self.of(paragraph).paragraph

    def look(self, paragraph: _Element, level: _Element | None) -> Look:
        """How a paragraph is set; `level` is the `w:pPr` of its list level, if it has one.

        A list level's indents yield to the paragraph's own, and to those of the style that brings
        the list along (as Word does; ECMA-376-1 §17.7.2 names no such exception).
        """
        own, inherited = self.levels(paragraph)
        from_style = not any(x.find(w("numPr")) is not None for x in own)
        between = [] if level is None else [level]
        chain = [*own, *inherited, *between] if from_style else [*own, *between, *inherited]
        return Look(
            style=self.of(paragraph).name,
            left=_indent(chain, _SIDES["left"]),
            first=_first_line(chain),
            centred=_value(_nearest(chain, "jc"), "") == "center",
            keep_next=_switched(_nearest(chain, "keepNext")),
            outline=min(whole(_value(_nearest(chain, "outlineLvl"), "9"), 9), 9),
        )

    # ------------------------------------------------------------------ runs

    def toggles(self, style: Style, run: _Element) -> tuple[bool, bool, bool]:
        """Whether a run in a paragraph of this style is bold, italic, in capitals.

        Shape:   right-to-left and complex script runs obey `w:bCs` and `w:iCs` (§17.3.2.7, .17).
        Source:  §17.7.3: what the run says itself counts; else the defaults' "on"; else paragraph
                 and character style cancel each other.
        """
        properties = first_child(run, RPR)
        said = () if properties is None else tuple([(x.tag, x.get(VAL)) for x in properties])
        found = self._toggled.get((style.id, said))
        if found is None:
            found = self._toggled[style.id, said] = self._weighed(style, dict(said))
        return found

    def _weighed(self, style: Style, said: Mapping[object, str | None]) -> tuple[bool, bool, bool]:
        """The same of a run that says these values of its properties."""
        values = self._toggles_of(style)
        if _RSTYLE in said:
            others = self._toggles_of(self.style(said[_RSTYLE], "character"))
            columns = zip(self._base_toggles, values, others, strict=True)
            values = tuple(d or (x != y) for d, x, y in columns)
        columns_said = zip(_TOGGLE_TAGS, values, strict=True)
        values = tuple(_is_on(said[t]) if t in said else x for t, x in columns_said)
        complex_script = any(x in said and _is_on(said[x]) for x in _COMPLEX)
        at = 2 if complex_script else 0
        return values[at], values[at + 1], values[4]

    def _toggles_of(self, style: Style) -> tuple[bool, ...]:
        if style.toggles is None:
            columns = zip(self._base_toggles, TOGGLES, strict=True)
            style.toggles = tuple(d or _switched(_nearest(style.run, x)) for d, x in columns)
        return style.toggles


def said_of(paragraph: _Element) -> object:
    """What a paragraph says of itself, as far as its list and its `Look` depend on it; equal for
    paragraphs that say the same.
    """
    return tuple(
        [
            tuple(
                [
                    (x.tag, *x.items(), *[(y.tag, *y.items()) for y in x])
                    for x in own
                    if x.tag in _WEIGHED
                ]
            )
            for own in paragraph.iterchildren(PPR)
        ]
    )


def _found(chain: Sequence[_Element], tag: str) -> list[_Element]:
    return [x for style in chain if (x := style.find(tag)) is not None]


def _nearest(chain: Sequence[_Element], name: str) -> _Element | None:
    return next((x for p in chain if (x := p.find(w(name))) is not None), None)


def _indent(chain: Sequence[_Element], names: Sequence[str]) -> int:
    for properties in chain:
        indent = properties.find(w("ind"))
        for name in names if indent is not None else ():
            value = indent.get(w(name)) if indent is not None else None
            if value is not None:
                return twips(value)
    return 0


def _first_line(chain: Sequence[_Element]) -> int:
    for properties in chain:
        indent = properties.find(w("ind"))
        if indent is None:
            continue
        hanging, first = indent.get(w("hanging")), indent.get(w("firstLine"))
        if hanging is not None:  # §17.3.1.12: hanging wins over firstLine
            return -twips(hanging)
        if first is not None:
            return twips(first)
    return 0


_UNITS: Final = {
    "pt": 20.0,
    "in": 1440.0,
    "cm": 1440 / 2.54,
    "mm": 144 / 2.54,
    "pc": 240.0,
    "pi": 240.0,
}


def twips(text: str) -> int:
    """A measure in twips; Strict writes units ("0.5in", ISO/IEC 29500-1 §22.9.2.15). Else 0."""
    factor = _UNITS.get(text[-2:], 1.0)
    try:
        value = float(text[:-2] if text[-2:] in _UNITS else text) * factor
    except ValueError:
        return 0
    return round(value) if abs(value) <= 31680 else 0  # Word's largest measure is 22 inches


def _find(root: _Element | None, *path: str) -> _Element | None:
    for name in path:
        root = None if root is None else root.find(w(name))
    return root


def _value(element: _Element | None, default: str) -> str:
    return default if element is None else element.get(VAL, default)


def _value_or_none(element: _Element | None) -> str | None:
    return None if element is None else element.get(VAL)


def _is_on(value: str | None) -> bool:
    return value is None or value.lower() not in _OFF


def _switched(element: _Element | None) -> bool:
    return element is not None and _is_on(element.get(VAL))


def whole(text: str, default: int) -> int:
    """A whole number that is not negative, or the default."""
    readable = text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if readable else default
