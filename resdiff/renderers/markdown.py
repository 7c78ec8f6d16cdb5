"""The clause table as a Markdown table, marks in CriticMarkup."""

from __future__ import annotations

from collections.abc import Sequence

from resdiff.model import Redline
from resdiff.renderers import RenderOptions
from resdiff.renderers.table import COLUMNS, rows


def render(redline: Redline, options: RenderOptions) -> bytes:
    """The clause table of a redline."""
    return table((COLUMNS, *(row.plain() for row in rows(redline, options))))


def table(lines: Sequence[Sequence[str]]) -> bytes:
    """The table, its heading first; bars are escaped and line breaks become <br>."""
    lines = [lines[0], ("---",) * len(lines[0]), *lines[1:]]
    text = "".join("| " + " | ".join(map(_cell, line)) + " |\n" for line in lines)
    return text.encode()


def _cell(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return escaped.replace("\n", "<br>").replace("\t", " ")
