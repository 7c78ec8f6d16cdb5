"""The concord as a page, data, tables and text: a row a clause, a column a language."""

from __future__ import annotations

from importlib import import_module

from resdiff.concord.values import Concord

RENDERERS = {
    "html": "resdiff.concord.rendering.page",
    "json": "resdiff.concord.rendering.data",
    "xlsx": "resdiff.concord.rendering.spreadsheet",
    "csv": "resdiff.concord.rendering.tabular",
    "markdown": "resdiff.concord.rendering.tabular",
}
"""The module of each format; each has `render(concord, format, language)`."""


def render(concord: Concord, format: str, language: str = "en") -> bytes:
    """The concord in one of RENDERERS, its own words in `language`."""
    render_: object = import_module(RENDERERS[format]).render
    assert callable(render_)
    data = render_(concord, format, language)
    assert isinstance(data, bytes)
    return data
