"""Writes a recovery down: as a Word file with tracked changes, CriticMarkup, a page, data."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final

from resdiff.errors import UsageError
from resdiff.recovery.values import Recovery
from resdiff.values import dataclass

FORMATS: Final = {
    "critic": "resdiff.recovery.rendering.critic",
    "docx": "resdiff.recovery.rendering.word",
    "html": "resdiff.recovery.rendering.page",
    "json": "resdiff.recovery.rendering.data",
}
"""Each format's module; its `render` is imported when the format is asked for."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs the marks, and when: `date` ISO 8601 in UTC, or "" for none; `name` of the text."""

    author: str
    date: str
    name: str


def render(recovery: Recovery, format: str, signed: Signed) -> bytes:
    """The recovery as a file.

    Raises:  UsageError for an unknown format; ProofFailed when a Word file would not give back the
             recovered base and proposal exactly.
    """
    if format not in FORMATS:
        raise UsageError(f"{format} is no format of a recovery", f"one of {', '.join(FORMATS)}")
    write: Callable[[Recovery, Signed], bytes] = import_module(FORMATS[format]).render
    return write(recovery, signed)
