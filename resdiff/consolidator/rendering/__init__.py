"""The clause table of a consolidation: a page, a spreadsheet, a landscape Word table, a text."""

from __future__ import annotations

from importlib import import_module

from resdiff.consolidator.values import Consolidation
from resdiff.errors import UsageError

RENDERERS = {
    "html": "resdiff.consolidator.rendering.page",
    "xlsx": "resdiff.consolidator.rendering.spreadsheet",
    "docx": "resdiff.consolidator.rendering.word",
    "text": "resdiff.consolidator.rendering.text",
}
"""Each format's module, with `render(consolidation) -> bytes`."""


def render(consolidation: Consolidation, format: str) -> bytes:
    """The clause table in one of RENDERERS.

    Raises:  UsageError for an unknown format.
    """
    if format not in RENDERERS:
        raise UsageError(f"no clause table as {format}", f"one of {', '.join(RENDERERS)}")
    made = import_module(RENDERERS[format]).render(consolidation)
    assert isinstance(made, bytes)
    return made
