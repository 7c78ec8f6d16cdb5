"""TOML files, read a table at a time.

A comparison needs a tenth of what the files of words hold, and most of that is lists of words on
one line, which TOML and JSON write alike.

Source:  the standard library's TOML takes 1.5 million instructions for a kilobyte, its JSON a
         hundredth: all words of six languages cost a small comparison more than the comparing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

_HEADER = re.compile(r"\[([\w-]+(?:\.[\w-]+)*)\]", re.ASCII)
_ROW = re.compile(r"^([\w-]+) = (.+)$", re.ASCII | re.MULTILINE)


def whole(path: Path) -> Mapping[str, object]:
    """All that a file holds."""
    return _parsed(path.read_text("utf-8"))


def table(path: Path, name: str) -> Mapping[str, object]:
    """One table of a file, with those within it; "" is what stands before the first.

    Raises:  KeyError when the file has no such table.
    """
    written = _parsed(_tables(path)[name])
    if not name:
        return written
    found = written[name]
    assert isinstance(found, dict)
    return found


def names(path: Path) -> frozenset[str]:
    """The names of a file's tables."""
    return frozenset(_tables(path)) - {""}


def _parsed(text: str) -> Mapping[str, object]:
    try:
        return _plain(text)
    except ValueError:
        import tomllib

        return tomllib.loads(text)


def _plain(text: str) -> Mapping[str, object]:
    """What TOML says whose values are written as JSON writes them, each on the line of its name.

    Raises:  ValueError for any other TOML.
    """
    found: dict[str, object] = {}
    for piece in _pieces(text):
        header, _, rows = piece.partition("\n") if piece.startswith("[") else ("", "", piece)
        _named(found, header).update(_rows(rows))
    return found


def _pieces(text: str) -> Iterator[str]:
    """A file cut before each line that begins with a bracket: the name of a table stands so, what
    else begins with a bracket does not.
    """
    first, *others = f"\n{text}".split("\n[")
    yield first
    yield from (f"[{other}\n" for other in others)


def _named(found: dict[str, object], header: str) -> dict[str, object]:
    """The table of that name within another; the other itself without a name.

    Raises:  ValueError for a header that is written otherwise.
    """
    name = _HEADER.fullmatch(header) if header else None
    if header and name is None:
        raise ValueError(header)
    for part in name[1].split(".") if name else ():
        inner = found.setdefault(part, {})
        if not isinstance(inner, dict):
            raise ValueError(header)
        found = inner
    return found


def _rows(text: str) -> dict[str, object]:
    """The names and values of one table, read together: one by one they take three times as long.

    Raises:  ValueError where one is written otherwise.
    """
    rows = _ROW.findall(text)
    found = json.loads("{" + ",".join([f'"{name}":{value}' for name, value in rows]) + "}")
    lines = sum(1 for line in text.split("\n") if line and not line.startswith("#"))
    if not isinstance(found, dict) or not len(found) == len(rows) == lines:
        raise ValueError(text)
    return found


@cache
def _tables(path: Path) -> Mapping[str, str]:
    """Each table as it is written; [calls.item] belongs to [calls]."""
    found: dict[str, str] = {}
    for piece in _pieces(path.read_text("utf-8")):
        name = re.match(r"\[+([\w-]*)", piece)
        top = name[1] if name else ""
        found[top] = found.get(top, "") + piece
    return found
