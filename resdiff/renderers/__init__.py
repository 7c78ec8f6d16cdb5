"""Turns a redline into something to read: a page, a text, data, a marked Word file.

A renderer is a module with `render(redline, options) -> bytes` and a row in RENDERERS.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from resdiff.errors import UsageError
from resdiff.model import Change, Nature, Redline
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What a reader may ask of any renderer; each takes what concerns it.

    Shape:   `color` escape codes of a terminal; `all` unchanged clauses too, where a
             renderer would leave them out; `language` of the renderer's own words, "" for the
             documents' own; `only` changes of these natures, none for all (text, data, tables);
             `explain` why clauses were paired (text); `formatting`, `moves` as in
             `ooxml.MarkOptions`, `keep_marks` the old file's own tracked changes beside the new
             ones, `suffix` what the file's name ends in (Word).
    Units:   `width` columns of the terminal, 0 for no wrapping.
    """

    color: bool = False
    width: int = 80
    all: bool = False
    language: str = ""
    only: frozenset[Nature] = frozenset()
    explain: bool = False
    formatting: bool = True
    moves: bool = True
    keep_marks: bool = False
    suffix: str = ".docx"


DEFAULT = RenderOptions()


class Renderer(Protocol):
    """A module of this room."""

    def render(self, redline: Redline, options: RenderOptions) -> bytes:
        """The redline in the renderer's format."""
        ...


RENDERERS: dict[str, str] = {
    "docx": "resdiff.renderers.docx",
    "html": "resdiff.renderers.html",
    "json": "resdiff.renderers.json",
    "text": "resdiff.renderers.text",
    "critic": "resdiff.renderers.critic",
    "xlsx": "resdiff.renderers.xlsx",
    "csv": "resdiff.renderers.csv",
    "markdown": "resdiff.renderers.markdown",
}


def renderer(format: str) -> Renderer:
    """The renderer of a format, imported when it is first asked for.

    Raises:  UsageError when there is none.
    """
    if format not in RENDERERS:
        raise UsageError(f"there is no format {format!r}", f"formats: {', '.join(RENDERERS)}")
    return cast(Renderer, import_module(RENDERERS[format]))


def render(redline: Redline, format: str, options: RenderOptions = DEFAULT) -> bytes:
    """The redline as a file's bytes, text in UTF-8.

    Raises:  UsageError when there is no such format.
    """
    return renderer(format).render(redline, options)


def wanted(change: Change, options: RenderOptions) -> bool:
    """Whether a reader who asked for some natures only asked for this change."""
    return not options.only or change.nature in options.only
