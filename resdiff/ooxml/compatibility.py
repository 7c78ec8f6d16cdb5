"""Markup compatibility: which foreign names a part says may be ignored, which prefixes it needs.

Word refuses a part with names it does not know that its root does not call ignorable, and one
whose `mc:AlternateContent` asks for a prefix that is not declared.

Source:  ECMA-376-3 §7 and §9 (`mc:Ignorable`, `mc:Choice`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, cast

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.names import MC, mc
from resdiff.ooxml.package import Package
from resdiff.ooxml.stories import story_parts

_IGNORABLE: Final = mc("Ignorable")
_CHOICE: Final = mc("Choice")
_REQUIRES: Final = "Requires"
_WITH_DEFINITIONS: Final = ("styles", "numbering", "comments")
_KNOWN: Final = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.microsoft.com/",
    "urn:schemas-microsoft-com:",
    "http://www.w3.org/",
)
"""What the namespaces begin with that a Word of today knows. Source: ECMA-376, [MS-DOCX]."""

_DECLARATION = re.compile(rb' xmlns:?([^=\s"]*)="([^"]*)"')
_IGNORING: Final = etree.XPath("//*[@mc:Ignorable]", namespaces={"mc": MC})


def ignorable(root: _Element) -> dict[str, str]:
    """The namespaces that a part says may be ignored, by prefix; undeclared prefixes left out."""
    said = (root.get(_IGNORABLE) or "").split()
    return {x: root.nsmap[x] for x in said if x in root.nsmap}


def carry(target: Package, source: Package) -> None:
    """Declares, in the touched parts of `target`, what content brought from `source` relies on.

    Shape:   a namespace that is used and that the source calls ignorable is called so; a prefix
             that an `mc:Choice` requires is declared. A part that needs neither stays as it is.
    """
    foreign: dict[str, str] = {}
    prefixes: dict[str, str] = {}
    for part in _parts(source):
        root = source.part(part)
        foreign.update(ignorable(root))
        prefixes.update({key: uri for key, uri in root.nsmap.items() if key})
    for part in _parts(target):
        if part in target.touched:
            root = target.part(part)
            known = ignorable(root).values()
            ignored = {
                x: uri for x, uri in foreign.items() if uri not in known and _uses(root, uri)
            }
            required = {x: prefixes[x] for x in _unresolved(root) if x in prefixes}
            _declare(root, ignored, required)


def _parts(package: Package) -> Iterator[str]:
    yield from (part for part, _ in story_parts(package))
    for kind in _WITH_DEFINITIONS:
        yield from package.related(package.main, kind)


def _uses(root: _Element, uri: str) -> bool:
    """Whether an element or an attribute of that namespace is anywhere in the part."""
    return bool(root.xpath("//*[namespace-uri()=$u] or //@*[namespace-uri()=$u]", u=uri))


def _unresolved(root: _Element) -> set[str]:
    """The prefixes that a choice requires and nothing around it declares."""
    return {
        prefix
        for choice in root.iter(_CHOICE)
        for prefix in (choice.get(_REQUIRES) or "").split()
        if prefix not in choice.nsmap
    }


def _declare(root: _Element, ignored: Mapping[str, str], required: Mapping[str, str]) -> None:
    """Declares the prefixes at the root and calls the first ones ignorable, under a name of their
    own where the root means something else by it.
    """
    wanted = {_free(root, prefix, uri): uri for prefix, uri in ignored.items()}
    if wanted or required:
        kept = [*filter(None, _declared(root)), *required]
        etree.cleanup_namespaces(
            root, top_nsmap={"mc": MC, **required, **wanted}, keep_ns_prefixes=kept
        )
    if wanted:
        root.set(_IGNORABLE, " ".join([*(root.get(_IGNORABLE) or "").split(), *wanted]))


def _free(root: _Element, prefix: str, uri: str) -> str:
    while root.nsmap.get(prefix, uri) != uri:
        prefix += "n"
    return prefix


def unreadable(root: _Element) -> Iterator[str]:
    """Faults for which Word refuses a part: prefixes without a meaning, names it cannot know."""
    said = (root.get(_IGNORABLE) or "").split()
    if _unresolved(root) or any(x not in root.nsmap for x in said):
        yield "prefix-undeclared"
    ignoring = cast("list[_Element]", _IGNORING(root))
    ignored = {uri for x in ignoring for uri in ignorable(x).values()}
    foreign = {uri for uri in _declared(root).values() if not uri.startswith(_KNOWN)} - ignored
    if any(_uses(root, uri) for uri in foreign):
        yield "foreign-names"


def _declared(root: _Element) -> dict[str, str]:
    """What is declared anywhere in a part, by prefix, "" for none: one meaning of each."""
    found = _DECLARATION.findall(etree.tostring(root))
    return {prefix.decode(): uri.decode() for prefix, uri in found}
