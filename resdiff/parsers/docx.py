"""Reads a Word file: each paragraph of each story becomes a block with its form."""

from __future__ import annotations

from resdiff.model import View
from resdiff.ooxml import Package, describe, has_revisions, settle
from resdiff.parsers.content import Content


def content(data: bytes, name: str, view: View) -> Content:
    """A block for each paragraph: body first, then notes, then page headers and footers.

    Shape:   as `ooxml.describe` gives it, from the package settled in `view`.
    Raises:  what `Package.open` raises.
    """
    description = describe(settle(Package.open(data, name), view))
    return Content(description.blocks, description.notices)


def has_changes(data: bytes, name: str) -> bool:
    """Whether the file carries tracked changes.

    Raises:  what `Package.open` raises.
    """
    return has_revisions(Package.open(data, name))
