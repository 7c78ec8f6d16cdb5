"""Reads a history line: the editions a text has gone through."""

from __future__ import annotations

from resdiff.model import Edition


def read(text: str, language: str = "") -> tuple[Edition, ...] | None:
    """The editions of a history line, oldest first as printed; None when `text` is not wholly one.

    Both forms: "(Minneapolis, 1998) – (Rev. Antalya, 2006)" and "(Johannesburg, 2008; Dubai, 2012)"; line breaks
    inside are blanks. "(Rev.WRC-07)" style lines give editions without a place.
    """
    raise NotImplementedError


def may_begin(text: str) -> bool:
    """Whether `text` could be the first of two lines that a history stands on: opened, separated, not closed."""
    raise NotImplementedError
