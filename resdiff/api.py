"""What a library user sees: read, compare, weave, render, settle, verify.

old = api.read(Path("base.docx").read_bytes(), "base.docx")
new = api.read(Path("edited.docx").read_bytes(), "edited.docx")
marked = api.render(api.redline(old, new, "docx"), "docx")
"""

from __future__ import annotations

from resdiff import differ, parsers, renderers
from resdiff import redline as weaver
from resdiff.model import Comparison, Document, Redline, View

DEFAULT_AUTHOR = "resdiff"
WORD = "docx"


def read(data: bytes, name: str, view: View = View.FINAL) -> Document:
    """What the file says, as clauses.

    Raises:  a ResdiffError when the bytes are of no readable format.
    """
    return parsers.read(data, name, view)


def as_word(document: Document) -> Document:
    """The same document with a Word file behind it: its own, or one set in the house template."""
    if document.source is not None and document.source.format == WORD:
        return document
    from resdiff.typeset import typeset

    name = document.source.name if document.source else "text"
    return read(typeset(document), name)


def compare(old: Document, new: Document) -> Comparison:
    """What became of every clause."""
    return differ.compare(old, new)


def redline(
    old: Document, new: Document, format: str, author: str = DEFAULT_AUTHOR, date: str = ""
) -> Redline:
    """The comparison of two documents woven into lines, ready for `render` in that format."""
    if format == WORD:
        old, new = as_word(old), as_word(new)
    return weaver.weave(compare(old, new), author, date)


def render(
    redline: Redline,
    format: str,
    *,
    color: bool = False,
    width: int = 80,
    all: bool = False,
    language: str = "",
) -> bytes:
    """The redline as a file of one of `renderers.RENDERERS`; see `renderers.RenderOptions`.

    Raises:  UsageError for an unknown format; ProofFailed when a Word file would not be exact.
    """
    return renderers.render(redline, format, color=color, width=width, all=all, language=language)


def show(document: Document, format: str, *, color: bool = False, width: int = 80) -> bytes:
    """What was read from a file: "json" (see `schemas/show.json`) or "text"."""
    from resdiff.renderers import show as shown

    if format == "json":
        return shown.render_json(document).encode()
    return shown.render_text(document, color, width).encode()


def has_changes(data: bytes, name: str) -> bool:
    """Whether the file is a Word file that carries tracked changes."""
    if parsers.recognise(data, name) != WORD:
        return False
    from resdiff import ooxml

    return ooxml.has_revisions(ooxml.Package.open(data, name))


def settle(data: bytes, name: str, view: View) -> bytes:
    """A tracked Word file with every change accepted (final) or rejected (original)."""
    from resdiff import ooxml

    return ooxml.settle(ooxml.Package.open(data, name), view).save()


def summary(redline: Redline, *, color: bool = False, width: int = 80) -> str:
    """What changed, in a few lines."""
    from resdiff.renderers import text

    return text.render_summary(redline, renderers.RenderOptions(color=color, width=width))
