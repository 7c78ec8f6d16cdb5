"""The table as CSV and as Markdown."""

from __future__ import annotations

from resdiff.concord.rendering.table import lines
from resdiff.concord.values import Concord
from resdiff.renderers import csv, markdown


def render(concord: Concord, format: str, language: str) -> bytes:
    """A row a clause: its path, what was found, its text in every language."""
    table = tuple(lines(concord, language))
    return csv.table(table) if format == "csv" else markdown.table(table)
