"""Turns bytes into a `Document`: a parser for each format stops at blocks, `structure` makes
clauses.

A new format is a module with a function `content(data, name, view)`, a row in `PARSERS`, and its
signs in `recognition`; one that can carry tracked changes has `has_changes(data, name)` too.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Final

from resdiff.model import Document, Source, View
from resdiff.parsers.content import Content
from resdiff.parsers.recognition import recognise
from resdiff.parsers.structure import structure

PARSERS: Final[dict[str, str]] = {
    "akn": "resdiff.parsers.akn",
    "docx": "resdiff.parsers.docx",
    "html": "resdiff.parsers.html",
    "markdown": "resdiff.parsers.markdown",
    "office": "resdiff.parsers.office",
    "pdf": "resdiff.parsers.pdf",
    "text": "resdiff.parsers.text",
}
"""The format parsers: format and module, imported when first needed."""

SUFFIXES: Final = frozenset(
    {".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".odt", ".ott", ".fodt", ".rtf", ".pdf"}
    | {".html", ".htm", ".xhtml", ".mht", ".mhtml", ".md", ".markdown", ".critic", ".txt", ".text"}
    | {".xml", ".akn"}
)
"""How the names of files end that are taken for texts where a folder is searched. A file that is
named is read whatever its name: what it is, its bytes say."""


def read(data: bytes, name: str, view: View) -> Document:
    """The document that a file holds, in one view of its tracked changes.

    Shape:   the source of a file that was converted to Word is the Word file it became.
    Raises:  EmptyFile, UnknownFormat, NotUtf8, BrokenPackage, LegacyFormat, Encrypted, Unsafe for a
             container that cannot be opened, MissingExtra where a package for it is not installed;
             nothing for what it says.
    """
    format = recognise(data, name)
    found: Content = _parser(format).content(data, name, view)
    own = ("docx", found.word) if found.word else (format, data)
    return structure(found.blocks, view, Source(name, *own, found.opened), found.notices)


def has_changes(data: bytes, name: str) -> bool:
    """Whether the file carries changes that `read` gives two views of.

    Raises:  as `read`.
    """
    parser = _parser(recognise(data, name))
    return bool(hasattr(parser, "has_changes") and parser.has_changes(data, name))


def _parser(format: str) -> ModuleType:
    return import_module(PARSERS[format])


__all__ = ["PARSERS", "SUFFIXES", "Content", "has_changes", "read", "recognise"]
