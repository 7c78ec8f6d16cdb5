"""What stands on a page and is no clause: ornaments, page numbers, signatures."""

from __future__ import annotations

import re

from resdiff.parsers.structure.lines import Line

LONGEST_SIGNATURE = 100
"""Longest line of a signature in code points: a name and an office."""

_ORNAMENT = re.compile(r"[\W_]+")
_PAGE = re.compile(
    r"\s*[-–—]?\s*(?:(?:[Pp]age|стр\.|第)\s*)?\d{1,4}\s*(?:/\s*\d{1,4}|页)?\s*[-–—]?\s*"
)
_ENDS = (".", ";", ",", "。", "；", "，")


def is_ornament(line: Line) -> bool:
    """Whether a line holds neither letter nor digit: a rule, three stars."""
    return _ORNAMENT.fullmatch(line.text) is not None


def is_page_number(line: Line) -> bool:
    """Whether a line of a text file is a page's number, alone or between dashes."""
    typed = line.block.anchor.part == "text"
    return typed and len(line.text) < 20 and _PAGE.fullmatch(line.text) is not None


def is_signature(line: Line) -> bool:
    """Whether a line behind the end of a text can be part of its signature: short, no sentence."""
    text = line.text.strip()
    return len(text) < LONGEST_SIGNATURE and not text.endswith(_ENDS)
