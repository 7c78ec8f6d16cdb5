"""TOML files, read a table at a time.

A comparison needs a tenth of what the files of words hold, and most of that is lists of words on
one line, which TOML and JSON write alike.

Source:  the standard library's TOML takes 1.5 million instructions for a kilobyte, its JSON a
         hundredth: all words of six languages cost a small comparison more than the comparing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_BARE = re.compile(r"[\w-]+", re.ASCII)
_HEADER = re.compile(r"\[([\w-]+(?:\.[\w-]+)*)\]", re.ASCII)


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
    table = found
    for line in text.splitlines():
        name, equals, value = line.partition(" = ")
        if header := _HEADER.fullmatch(line):
            table = found
            for part in header[1].split("."):
                inner = table.setdefault(part, {})
                if not isinstance(inner, dict):
                    raise ValueError(line)
                table = inner
        elif equals and _BARE.fullmatch(name):
            table[name] = json.loads(value)
        elif line and not line.startswith("#"):
            raise ValueError(line)
    return found


@cache
def _tables(path: Path) -> Mapping[str, str]:
    """Each table as it is written; [calls.item] belongs to [calls]. A table's name stands at the
    beginning of a line and needs no quotation marks; what else begins with a bracket does not.
    """
    found: dict[str, str] = {}
    for piece in re.split(r"^(?=\[)", path.read_text("utf-8"), flags=re.MULTILINE):
        name = re.match(r"\[+([\w-]*)", piece)
        top = name[1] if name else ""
        found[top] = found.get(top, "") + piece
    return found
