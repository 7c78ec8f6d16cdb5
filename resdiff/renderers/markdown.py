"""The clause table as a Markdown table, marks in CriticMarkup."""

from __future__ import annotations

from resdiff.model import Redline
from resdiff.renderers import RenderOptions
from resdiff.renderers.table import COLUMNS, rows


def render(redline: Redline, options: RenderOptions) -> bytes:
    """The table; bars are escaped and line breaks become <br>."""
    lines = [COLUMNS, ("---",) * len(COLUMNS), *(r.plain() for r in rows(redline, options))]
    text = "".join("| " + " | ".join(map(_cell, line)) + " |\n" for line in lines)
    return text.encode()


def _cell(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return escaped.replace("\n", "<br>").replace("\t", " ")
