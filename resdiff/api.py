"""What a library user sees: read, compare, weave, render, settle, verify.

old = api.read(Path("base.docx").read_bytes(), "base.docx")
new = api.read(Path("edited.docx").read_bytes(), "edited.docx")
marked = api.render(api.redline(old, new, "docx"), "docx")
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from resdiff import differ, parsers, renderers
from resdiff.differ import IGNORABLE
from resdiff.differ import Options as DifferOptions
from resdiff.errors import NotWord, ProofFailed, UsageError
from resdiff.model import Comparison, Document, Kept, Notice, Redline, Source, View
from resdiff.renderers import RenderOptions

if TYPE_CHECKING:
    from resdiff.concord import Concord
    from resdiff.history import History, Outcome
    from resdiff.ooxml import Package
    from resdiff.ooxml.revisions import Revision
    from resdiff.ooxml.verify import Verdict
    from resdiff.renderers.docx import Rendered

__all__ = [
    "IGNORABLE",
    "DifferOptions",
    "RenderOptions",
    "as_word",
    "compare",
    "concord",
    "debug_bundle",
    "declared",
    "differing",
    "has_changes",
    "history",
    "is_drawn",
    "is_tracked",
    "lost_macros",
    "mark",
    "outcome",
    "read",
    "redline",
    "render",
    "revisions",
    "settle",
    "show",
    "signs",
    "summary",
    "verdict",
    "verify",
    "weave",
]

DEFAULT_AUTHOR = "resdiff"
WORD = "docx"
ALL_DIFFERENCES = DifferOptions()
TO_READ = frozenset({"text", "html", "xlsx", "csv", "markdown"})
"""Formats that people read: kinds of blank, dash and quotation mark are passed over in them."""


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


def differing(format: str) -> DifferOptions:
    """What counts as a difference in a format, unless somebody says otherwise."""
    return DifferOptions(frozenset({"typography"})) if format in TO_READ else ALL_DIFFERENCES


def compare(old: Document, new: Document, options: DifferOptions = ALL_DIFFERENCES) -> Comparison:
    """What became of every clause."""
    return differ.compare(old, new, options)


def concord(texts: Collection[tuple[Document | None, Document]]) -> Concord:
    """One text in several languages, clause by clause, and where the languages differ.

    Shape:   `texts` an old and a new side a language; None for the old of an edition without
             changes.
    Raises:  UsageError for fewer than two.
    """
    from resdiff import concord as languages

    sides = [(new, None if old is None else compare(old, new)) for old, new in texts]
    return languages.concorded(languages.named(sides))


def history(editions: Sequence[Document]) -> History:
    """Where each word of the last of several editions came from, and which clauses fell.

    Raises:  UsageError for fewer than two.
    """
    from resdiff.history import trace

    return trace(editions)


def outcome(old: Document, proposal: Document, new: Document) -> Outcome:
    """What became, between two editions, of all that a proposal inserts and deletes."""
    from resdiff.history.outcome import judge

    return judge(old, proposal, new)


def redline(
    old: Document,
    new: Document,
    format: str,
    author: str = DEFAULT_AUTHOR,
    date: str = "",
    options: DifferOptions = ALL_DIFFERENCES,
) -> Redline:
    """The comparison of two documents woven into lines, ready for `render` in that format."""
    if format == WORD:
        old, new = as_word(old), as_word(new)
    return weave(compare(old, new, options), author, date)


def weave(comparison: Comparison, author: str = DEFAULT_AUTHOR, date: str = "") -> Redline:
    """A comparison woven into lines, for every format that shows them (Word marks its file)."""
    from resdiff import redline

    return redline.weave(comparison, author, date)


def render(redline: Redline, format: str, options: RenderOptions = renderers.DEFAULT) -> bytes:
    """The redline as a file of one of `renderers.RENDERERS`.

    Raises:  UsageError for an unknown format; ProofFailed when a Word file would not be exact.
    """
    return renderers.render(redline, format, options)


def mark(
    comparison: Comparison,
    author: str = DEFAULT_AUTHOR,
    date: str = "",
    options: RenderOptions = renderers.DEFAULT,
) -> Rendered:
    """A comparison as a Word file, and notices of what could not be compared or marked in it.

    Shape:   both sides have a Word file behind them: see `as_word`.
    Raises:  ProofFailed when the file would not be exact: `debug_bundle` packs what it was then.
    """
    from resdiff.renderers import docx

    return docx.rendered(comparison, author, date, options)


def show(document: Document, format: str, *, color: bool = False, width: int = 80) -> bytes:
    """What was read from a file: "json" (see `schemas/show.json`) or "text"."""
    from resdiff.renderers import show as shown

    if format == "json":
        return shown.render_json(document).encode()
    return shown.render_text(document, color, width).encode()


def declared(data: bytes, name: str) -> tuple[Kept, ...]:
    """What the author of a tracked Word file left alone: `DifferOptions(kept=…)` then gives the
    author's own changes between the file's two views instead of those that would be found.
    """
    from resdiff.ooxml.declared import declared as kept
    from resdiff.ooxml.package import Package

    return kept(Package.open(data, name))


def has_changes(data: bytes, name: str) -> bool:
    """Whether the file carries tracked changes, of Word or as marks in its text.

    Raises:  a ResdiffError when the bytes are of no readable format.
    """
    return parsers.has_changes(data, name)


def is_tracked(document: Document) -> bool:
    """Whether the file that a document was read from carries tracked changes, as `has_changes`."""
    source = document.source
    if source is None or source.format != WORD:
        return source is not None and has_changes(source.data, source.name)
    from resdiff import ooxml

    return ooxml.has_revisions(ooxml.Package.of(source))


def revisions(data: bytes, name: str) -> tuple[Revision, ...]:
    """The tracked changes that a file carries, mark by mark.

    Raises:  as `settle`.
    """
    from resdiff import ooxml

    return tuple(ooxml.revisions(_tracked(data, name)))


def signs(data: bytes, name: str, author: str) -> bool:
    """Whether an author signs any tracked change of a file, alone or with others ("ECP, IAP").

    Raises:  as `settle`.
    """
    from resdiff.ooxml.joint import names

    return any(author in names(x.author) for x in revisions(data, name))


def is_drawn(data: bytes, name: str) -> bool:
    """Whether the marks of a file are drawn by hand, words struck and underlined, not tracked.

    Raises:  as `settle`.
    """
    from resdiff import ooxml
    from resdiff.ooxml import drawn

    return drawn.tracked(ooxml.Package.open(_word_file(data, name), name)) is not None


def debug_bundle(
    refusal: ProofFailed, inputs: Sequence[tuple[str, bytes]], options: Mapping[str, str]
) -> bytes:
    """A zip archive with all that is needed to find out why a Word file was refused.

    Shape:   the inputs under their names, the refused file, what the proof found as JSON, this
             program's version and the `options`. Same input, same bytes.
    """
    from resdiff.renderers import bundle

    return bundle.bundle(refusal, inputs, options)


def settle(
    data: bytes,
    name: str,
    view: View,
    authors: Collection[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    suffix: str | None = None,
) -> bytes:
    """A tracked file with changes accepted (final) or rejected (original), as a Word file.

    Shape:   all changes, or those by `authors`, from `since` until `until` (ISO 8601). A redline
             that was drawn, not tracked, counts as its author's, "drawn by hand". With `suffix`
             (".docx", ".docm", …) a file of the kind that Word opens under it, else of its own.
    Raises:  NotWord for a format that has no tracked changes to settle; LegacyFormat where one
             would have to be turned into Word (.doc, .odt, .rtf) and LibreOffice is not installed.
    """
    from resdiff import ooxml

    settled = ooxml.settle(_tracked(data, name), view, authors, since, until)
    if suffix is not None:
        ooxml.become(settled, suffix)
    return settled.save()


def lost_macros(data: bytes, name: str, suffix: str) -> tuple[Notice, ...]:
    """A notice when the Word file holds macros and a file whose name ends like that may not."""
    from resdiff.ooxml import kinds
    from resdiff.ooxml.package import Package

    if parsers.recognise(data, name) != WORD:
        return ()
    return tuple(kinds.lost_macros(Package.open(data, name), suffix))


def _tracked(data: bytes, name: str) -> Package:
    """The Word file with its changes tracked, drawn ones too."""
    from resdiff import ooxml
    from resdiff.ooxml import drawn

    package = ooxml.Package.open(_word_file(data, name), name)
    return drawn.tracked(package) or package


def _word_file(data: bytes, name: str) -> bytes:
    """The Word file that the bytes are, or that LibreOffice makes of them.

    Raises:  NotWord for any other format.
    """
    format = parsers.recognise(data, name)
    if format == "office":
        from resdiff.parsers import office

        return office.as_word(data, name)
    if format != WORD:
        raise NotWord(
            f"{name} is not a Word file",
            "files of Word (.docx, .doc), OpenDocument (.odt) and rich text (.rtf) carry tracked"
            " changes",
        )
    return data


def verify(
    old: Source, new: Source, marked: Source, keep_marks: bool = False, author: str = ""
) -> Verdict:
    """Whether accepting all of `marked` gives `new` and rejecting all gives `old`.

    Shape:   with `author`, of what that author signs in a consolidated file, alone or with others
             ("ECP, IAP"); page headers and footers are `old`'s there. With `keep_marks`, whether
             rejecting what is new in `marked` gives `old` with the tracked changes that it has
             (`ooxml.keeping` says what else must hold).
    Raises:  UsageError when it does not come to one author who is not among those of `old`, and for
             an author together with `keep_marks`: what is consolidated has no marks of its own.
    """
    from resdiff import ooxml
    from resdiff.ooxml.verify import verify as proof

    if author and keep_marks:
        raise UsageError(
            "a consolidated file keeps no marks of its base",
            "an author is for what `consolidate` wrote, kept marks for what `compare` wrote",
        )
    first, second, result = (ooxml.Package.open(x.data, x.name) for x in (old, new, marked))
    if author:
        from resdiff.consolidator import merging

        return merging.verdict(first, second, result, author)
    if not keep_marks:
        return proof(first, second, result)
    from resdiff.ooxml import keeping

    fresh = keeping.authors(result) - keeping.authors(first)
    if len(fresh) > 1:
        raise UsageError(f"{marked.name} has new marks by several: {', '.join(sorted(fresh))}")
    return keeping.prove(first, second, result, next(iter(fresh), ""))


def verdict(
    found: Verdict, format: str, old: Document | None = None, new: Document | None = None
) -> str:
    """What `verify` found: "json" (see `schemas/verify.json`) or "text", which names clauses where
    the sides are given.
    """
    from resdiff.renderers import verdict as shown

    return shown.as_data(found) if format == "json" else shown.as_text(found, old, new)


def summary(comparison: Comparison, options: RenderOptions = renderers.DEFAULT) -> str:
    """What changed, in a few lines."""
    from resdiff.renderers import brief

    return brief.render(comparison, options)
