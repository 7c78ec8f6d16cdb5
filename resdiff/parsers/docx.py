"""Reads a Word file: each paragraph of each story becomes a block with its form."""

from __future__ import annotations

from resdiff.model import Notice, View
from resdiff.ooxml import Package, describe, has_revisions, settle
from resdiff.ooxml.drawn import tracked
from resdiff.parsers.content import Content


def content(data: bytes, name: str, view: View) -> Content:
    """A block for each paragraph: body first, then notes, then page headers and footers.

    Shape:   as `ooxml.describe` gives it, from the package settled in `view`. A redline that was
             drawn, not tracked, is read from a Word file in which it is tracked.
    Raises:  what `Package.open` raises.
    """
    package = Package.open(data, name)
    drawn = tracked(package)
    if drawn is None:
        description = describe(settle(package, view))
        return Content(description.blocks, description.notices, opened=package)
    word = drawn.save()
    package = Package.open(word, name)
    description = describe(settle(package, view))
    notices = (*description.notices, _drawn_notice(name))
    return Content(description.blocks, notices, word, package)


def _drawn_notice(name: str) -> Notice:
    said = (
        f"{name} tracks no changes, but words in it are struck and others underlined beside them:"
        " these are read as deleted and inserted"
    )
    return Notice("drawn-redline", said)


def has_changes(data: bytes, name: str) -> bool:
    """Whether the file carries changes, tracked or drawn.

    Raises:  what `Package.open` raises.
    """
    package = Package.open(data, name)
    return has_revisions(package) or tracked(package) is not None
