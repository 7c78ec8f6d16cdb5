"""Turns bytes into a `Document`: a parser for each format stops at blocks, and `structure` makes
clauses of them.

A new format is a module with a function `blocks(data, name, view)` and a row in `PARSERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final, Protocol

from resdiff.errors import EmptyFile
from resdiff.model import Block, Document, Notice, Source, View


class Parser(Protocol):
    """What a format's module offers."""

    def blocks(self, data: bytes, name: str, view: View) -> tuple[Block, ...]:
        """The paragraphs of a file, in reading order."""
        ...


PARSERS: Final[dict[str, str]] = {"docx": "resdiff.parsers.docx", "text": "resdiff.parsers.text"}
"""The format parsers: format and module, imported when first needed."""

_OFFICE = (b"PK", bytes.fromhex("d0cf11e0a1b11ae1"), b"{\\rtf")


def recognise(data: bytes, name: str) -> str:
    """The format of a file, from its content and never from its name: a key of `PARSERS`.

    Shape:   office files of every kind are "docx", whose parser says what is wrong with the other
             kinds.
    Raises:  EmptyFile.
    """
    if not data:
        raise EmptyFile(f"{name} is empty")
    if data.startswith(_OFFICE) or b"<pkg:package" in data[:2000]:
        return "docx"
    return "text"


def read(data: bytes, name: str, view: View) -> Document:
    """The document that a file holds, in one view of its tracked changes.

    Raises:  EmptyFile, UnknownFormat, NotUtf8, BrokenPackage, LegacyFormat, Encrypted, Unsafe for
             a container that cannot be opened; nothing for what it says.
    """
    from resdiff.parsers.structure import structure

    format = recognise(data, name)
    module = import_module(PARSERS[format])
    blocks: Callable[[bytes, str, View], tuple[Block, ...]] = module.blocks
    found = blocks(data, name, view)
    return structure(found, view, Source(name, format, data))


__all__ = ["PARSERS", "Notice", "read", "recognise"]
