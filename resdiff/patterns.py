"""Patterns for what is rare: compiled when they are first used.

Source:  `re.compile` takes one to five million instructions for a pattern of a line; the rooms that
         read a text know a hundred patterns, of which a plain text needs half.
"""

from __future__ import annotations

import re
from typing import AnyStr, Generic, cast


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern, to be used as one that is compiled."""
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))


class _Pattern(Generic[AnyStr]):
    """A pattern that has not been used yet."""

    def __init__(self, text: AnyStr, flags: int) -> None:
        self._written: AnyStr = text
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        method = getattr(re.compile(self._written, self._flags), name)
        setattr(self, name, method)  # it is not asked for a second time
        return method
