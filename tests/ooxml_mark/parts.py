"""Which parts of a package are led to, and which relationships lead nowhere."""

from __future__ import annotations

from resdiff.ooxml import Package

REFERRED = ("header", "footer", "image", "hyperlink", "oleObject", "chart")


def unreachable(package: Package) -> set[str]:
    """The parts that no chain of relationships leads to."""
    found: set[str] = set()
    waiting = [""]
    while waiting:
        arrows = package.relationships(waiting.pop()).values()
        fresh = {x.target for x in arrows if not x.external} - found
        found |= fresh
        waiting.extend(fresh)
    names = {x for x in package.names if not x.endswith(".rels")}
    return names - found - {"[Content_Types].xml"}


def dangling(package: Package) -> set[tuple[str, str]]:
    """The relationships to parts that are not there."""
    return {
        (name, arrow.target)
        for name in ("", *package.names)
        for arrow in package.relationships(name).values()
        if not arrow.external and arrow.target not in package
    }


def unused(package: Package) -> set[tuple[str, str]]:
    """The document's relationships to things that its text does not show."""
    text = package.data(package.main).decode()
    return {
        (arrow.kind, arrow.target)
        for arrow in package.relationships(package.main).values()
        if arrow.kind in REFERRED and f'"{arrow.id}"' not in text
    }
