"""What a contribution is to be made from: a small TOML file, or the command line's own words.

Paths are values here; whoever calls reads the files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

from resdiff.errors import UsageError
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Planned:
    """One proposal as asked for.

    Shape:   `base`, `edited` and `reasons_file` paths; `resolution` the number, where a file holds
             several; `body` CS, CV or RR, where each provision is to have its own symbol.
    """

    symbol: str = ""
    base: str = ""
    edited: str = ""
    reasons: str = ""
    reasons_file: str = ""
    resolution: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of the whole contribution; "" for what the files themselves say."""

    source: str = ""
    document: str = ""
    conference: str = ""
    edition: str = ""
    date: str = ""
    original: str = ""
    language: str = ""
    abstract: str = ""
    abstract_file: str = ""
    source_name: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A contribution as asked for. Shape: `number` 0 where it is not said."""

    proposals: tuple[Planned, ...]
    said: Said
    number: int = 0
    first_new: int = 1


def load(text: str, name: str) -> Plan:
    """The plan that a TOML file holds.

    Raises:  UsageError for what is no TOML, a key that does not exist, a value of a wrong kind.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name} is no TOML: {error}", "resdiff init writes an example") from None
    listed = raw.pop("proposal", [])
    if not isinstance(listed, list) or not all(isinstance(x, dict) for x in listed):
        raise UsageError(f"{name}: proposals are written under [[proposal]]")
    planned = tuple(
        Planned(**_strings(x, Planned, f"{name}, proposal {i}")) for i, x in enumerate(listed, 1)
    )
    if not planned:
        raise UsageError(f"{name} proposes nothing", "add a [[proposal]]; see resdiff init")
    number = _whole(raw.pop("number", 0), f"{name}: number")
    first_new = _whole(raw.pop("first_new", 1), f"{name}: first_new")
    return Plan(planned, Said(**_strings(raw, Said, name)), number, first_new)


def _strings(
    raw: Mapping[str, object], kind: type[Planned] | type[Said], where: str
) -> dict[str, str]:
    known = [x.name for x in fields(kind)]
    found: dict[str, str] = {}
    for key, value in raw.items():
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f"is {near[0]!r} meant?" if near else f"known: {', '.join(known)}"
            raise UsageError(f"{where}: there is no {key!r}", hint)
        found[key] = _string(value, f"{where}: {key}")
    return found


def _string(value: object, where: str) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(x, str) for x in value):
        return "\n".join(value)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise UsageError(f"{where} is no text", 'write it in quotes: "…"')
    return str(value)


def _whole(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise UsageError(f"{where} is no number", "write it without quotes: 1")
    return value


def example() -> str:
    """A commented example of the TOML file."""
    return (Path(__file__).parent / "example.toml").read_text(encoding="utf-8")
