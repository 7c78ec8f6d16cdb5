"""What makes two elements the same thing: their XML less what Word numbers anew at every save."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.names import R, local, w
from resdiff.ooxml.package import Package

KEPT: Final = "{urn:resdiff:kept}k"
"""Our own note of an old mark that is put back when marking is done (`keeping`)."""

IGNORED: Final = frozenset(
    map(w, ("proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "lang", "noProof"))
) | {KEPT}
"""Elements that say nothing a reader sees: spelling marks, old page breaks, ranges, languages."""

BOXES: Final = w("txbxContent")

# Attributes that Word writes anew or counts per document ([MS-DOCX] 2.2.2 and 2.2.4, ECMA-376-1
# §20.4.2.5 for docPr).
_VOLATILE: Final = frozenset(
    ("paraId", "textId", "anchorId", "editId", "spid", "gfxdata", "ShapeID", "ObjectID", "modelId")
)
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_UNSAID: Final = IGNORED | {
    f"{_VML}shapetype"
}  # a shape's type stands once in a part, at any shape
_COUNTED: Final = frozenset(("docPr", "cNvPr", "shape", "shapetype", "group", "rect", "oval"))
_FONTS: Final = w("rFonts")
_HINT: Final = w("hint")
_NUMBERED: Final = w("id")
_STYLES: Final = frozenset(map(w, ("pStyle", "rStyle", "tblStyle")))
_NUM: Final = w("numId")
_VAL: Final = w("val")
_ON: Final = frozenset(("1", "true", "on"))
_RELATION: Final = f"{{{R}}}"


def tags(names: str) -> frozenset[str]:
    """The qualified names of WordprocessingML elements, given by their local ones in one string."""
    return frozenset(map(w, names.split()))


Mapper = Callable[[str], str]


def plain(value: str) -> str:
    """The value itself: the old side's ids need no mapping."""
    return value


def attributes(element: _Element) -> list[tuple[str, str]]:
    """The element's attributes, sorted by name."""
    return sorted((str(name), str(value)) for name, value in element.attrib.items())


def _only_hints(element: _Element) -> bool:
    """Whether a choice of fonts names none: which of them a sign takes (§17.3.2.26, `hint`) Word
    writes as it sees fit.
    """
    return element.tag == _FONTS and element.keys() == [_HINT]


class Keys:
    """Keys of one package's elements, comparable with those of the other when ids are mapped to the
    old's.

    Shape:   `style` and `number` turn this package's style and list ids into the old package's.
    """

    def __init__(self, package: Package, style: Mapper = plain, number: Mapper = plain) -> None:
        self._package = package
        self._style = style
        self._number = number
        self._digests: dict[str, str] = {}
        self._properties: dict[tuple[tuple[tuple[object, ...], ...], str, frozenset[str]], str] = {}

    def of(self, element: _Element, part: str, shell: bool = False) -> str:
        """The element's key. With `shell`, what stands inside text boxes is left out."""
        found: list[str] = []
        self._write(element, part, shell, found)
        return "".join(found)

    def properties(self, element: _Element | None, part: str, skip: frozenset[str]) -> str:
        """The key of a set of properties (`w:rPr`, `w:pPr`, …) less those in `skip`, whatever their
        order; "" for none.
        """
        if element is None or len(element) == 0:
            return ""
        # The nodes in order with their numbers of children are the tree. Serialised, each would
        # carry all namespaces of its part, 2 KB in many files.
        tree = tuple([(x.tag, len(x), x.text, *x.items()) for x in element.iter()])
        known = self._properties.get((tree, part, skip))
        if known is None:
            found = [self.of(x, part) for x in element if x.tag not in skip]
            known = self._properties[tree, part, skip] = "".join(sorted(found))
        return known

    def _write(self, element: _Element, part: str, shell: bool, found: list[str]) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSAID or _only_hints(element):
            return
        found.append(f"<{tag}")
        for name, raw in attributes(element):
            value = self._attribute(element, name, raw, part)
            if value is not None:
                found.append(f" {name}={value!r}")
        found.append(">")
        if len(element) == 0:
            found.append(element.text or "")
        elif not (shell and tag == BOXES):
            for child in element:
                self._write(child, part, shell, found)
        found.append("</>")

    def _attribute(self, element: _Element, name: str, value: str, part: str) -> str | None:
        short = local(name)
        if short.startswith("rsid") or short in _VOLATILE or name in (_NUMBERED, _HINT):
            return None
        if name.startswith(_RELATION):  # ahead of the ids: a picture of a VML shape is one
            return self.target(part, value)
        if short in ("id", "name", "type") and local(element.tag) in _COUNTED:
            return None
        if short == "id" and str(element.tag).startswith(_VML):
            return None
        if name != _VAL:
            return value
        if element.tag in _STYLES:
            return self._style(value)
        if element.tag == _NUM:
            return self._number(value)
        return None if value in _ON else value  # `<w:b w:val="1"/>` is `<w:b/>` (§17.17.4)

    def target(self, part: str, relation: str) -> str:
        """What a relationship leads to: the address of an external one, the content of an internal
        one.
        """
        arrow = self._package.relationships(part).get(relation)
        if arrow is None:
            return "?"
        return arrow.target if arrow.external else self.digest(arrow.target)

    def digest(self, part: str) -> str:
        """A digest of a part and of all it leads to, names left out."""
        known = self._digests.get(part)
        if known is not None:
            return known
        import hashlib

        self._digests[part] = "…"  # a part that leads back to itself
        sums = hashlib.sha256(self._package.data(part) if part in self._package else b"")
        arrows = self._package.relationships(part)
        for key in sorted(arrows):
            sums.update(self.target(part, key).encode())
        self._digests[part] = sums.hexdigest()
        return self._digests[part]
