"""Turns bytes into a `Document`: a parser for each format stops at blocks, `structure` makes
clauses.

A new format is a module with a function `content(data, name, view)` and a row in `PARSERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final

from resdiff.errors import EmptyFile
from resdiff.model import Document, Source, View
from resdiff.parsers.content import Content
from resdiff.parsers.structure import structure

PARSERS: Final[dict[str, str]] = {"docx": "resdiff.parsers.docx", "text": "resdiff.parsers.text"}
"""The format parsers: format and module, imported when first needed."""

_OFFICE = (b"PK\x03\x04", b"PK\x05\x06", bytes.fromhex("d0cf11e0a1b11ae1"), b"{\\rtf")


def recognise(data: bytes, name: str) -> str:
    """The format of a file, from its content and never from its name: a key of `PARSERS`.

    Shape:   office files of every kind are "docx", whose parser says what is wrong with the others.
    Raises:  EmptyFile.
    """
    if not data:
        raise EmptyFile(f"{name} is empty")
    if data.startswith(_OFFICE) or b"<pkg:package" in data[:2000]:
        return "docx"
    return "text"


def read(data: bytes, name: str, view: View) -> Document:
    """The document that a file holds, in one view of its tracked changes.

    Raises:  EmptyFile, UnknownFormat, NotUtf8, BrokenPackage, LegacyFormat, Encrypted, Unsafe for a
             container that cannot be opened; nothing for what it says.
    """
    format = recognise(data, name)
    content: Callable[[bytes, str, View], Content] = import_module(PARSERS[format]).content
    found = content(data, name, view)
    return structure(found.blocks, view, Source(name, format, data), found.notices)


__all__ = ["PARSERS", "Content", "read", "recognise"]
