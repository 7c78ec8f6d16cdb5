"""The redline as a Word file: the old file with the new one merged in as tracked changes, proved
before it is given out.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final

from resdiff import ooxml
from resdiff.errors import MarksNotKept, ProofFailed, UsageError
from resdiff.model import Comparison, Document, Notice, Redline, View
from resdiff.ooxml import Marked, MarkOptions, Package
from resdiff.ooxml.excess import prevailing_looks
from resdiff.ooxml.verify import Verdict, verify
from resdiff.renderers import RenderOptions
from resdiff.renderers.matching import matches
from resdiff.values import dataclass

if TYPE_CHECKING:
    from resdiff.ooxml.keeping import Hidden

_EMBEDDED: Final = (
    "no tracked change can replace a file that is embedded in place of text: open both files in"
    " Word and save them, then it is text"
)


class NotExact(ProofFailed):
    """A marked file that was refused.

    Shape:   `refused` the file; `verdict` what the proof found.
    """

    def __init__(self, message: str, verdict: Verdict, refused: bytes, hint: str = "") -> None:
        super().__init__(message, hint)
        self.verdict = verdict
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Rendered:
    """A marked file, and what could not be compared or marked in it."""

    data: bytes = field(repr=False)
    notices: tuple[Notice, ...]


def render(redline: Redline, options: RenderOptions) -> bytes:
    """The old Word file with the new one merged in; accepting gives the new, rejecting the old.

    Raises:  UsageError when a side does not come from a Word file; NotExact when the marked file
             would not give back both sides exactly.
    """
    return rendered(redline.comparison, redline.author, redline.date, options).data


def rendered(comparison: Comparison, author: str, date: str, options: RenderOptions) -> Rendered:
    """The same of a comparison, with the notices that a plain `render` has no room for.

    Raises:  as `render`; as `mark_beside` where the old file's marks are to be kept.
    """
    signed = MarkOptions(author, date, options.formatting, options.moves, options.suffix)
    return (mark_beside if options.keep_marks else mark)(comparison, signed)


def mark(comparison: Comparison, options: MarkOptions) -> Rendered:
    """The marked file of a comparison.

    Raises:  as `render`.
    """
    old, new = package(comparison.old), package(comparison.new)
    marked = _merged(comparison, old.copy(), new.copy(), options)
    notices = (*marked.notices, *prevailing_looks(marked.package))
    return Rendered(proved(comparison, old, new, marked.package).save(), notices)


def _merged(comparison: Comparison, old: Package, new: Package, options: MarkOptions) -> Marked:
    """The new package merged into the old one. Both are copies, whose trees end with this call: the
    proof reads its own.
    """
    merged = ooxml.marked(old, new, matches(comparison, old, new), options)
    ooxml.number_notes(merged.package)
    return merged


def mark_beside(comparison: Comparison, options: MarkOptions) -> Rendered:
    """The same, with the old file's own tracked changes kept beside the new ones (`ooxml.keeping`).

    Raises:  as `render`; UsageError when our author signed some of the old file's marks too or the
             old file is not read in its final view; MarksNotKept when they cannot be kept exactly.
    """
    from resdiff.ooxml import keeping

    tracked, new = _tracked(comparison.old), package(comparison.new)
    if not ooxml.has_revisions(tracked):
        return mark(comparison, options)
    if options.author in {x.author for x in ooxml.revisions(tracked)}:
        raise UsageError(
            f"{tracked.name} has tracked changes by {options.author}: new ones could not be told"
            " from them",
            "sign the new ones with another name: --author NAME",
        )
    try:
        return _beside(comparison, keeping.hide(tracked), tracked, new, options)
    except (NotExact, MarksNotKept):
        hidden = keeping.hide(tracked, wholly=True)
        return _beside(comparison, hidden, tracked, new, options)


def _beside(
    comparison: Comparison, hidden: Hidden, tracked: Package, new: Package, options: MarkOptions
) -> Rendered:
    from resdiff.ooxml import keeping

    told = matches(comparison, hidden.package, new)
    marked = ooxml.marked(hidden.package, new, told, options)
    shown, notices = keeping.show(marked.package, hidden, options.author)
    ooxml.number_notes(shown)
    verdict = keeping.prove(tracked, new, shown, options.author)
    if not verdict.proved:
        said = complaint(comparison, verdict)
        if not verdict.accept and not verdict.reject:  # what differs there is said with its place
            said += f", near “{keeping.place(tracked, shown, options.author)}”"
        raise NotExact(said, verdict, shown.save(), MarksNotKept.default_hint)
    return Rendered(shown.save(), (*marked.notices, *notices))


def _tracked(document: Document) -> Package:
    """The document's Word file as it is.

    Raises:  UsageError when it is read as if its marks were rejected.
    """
    if document.view is not View.FINAL:
        raise UsageError(
            "--keep-marks keeps the marks of a file that is read as if they were accepted",
            "leave --view out, or compare two files",
        )
    package(document)
    assert document.source is not None
    return Package.of(document.source)


def proved(comparison: Comparison, old: Package, new: Package, marked: Package) -> Package:
    """The marked package itself, when accepting gives the new side and rejecting the old.

    Raises:  NotExact, saying what differs first.
    """
    verdict = verify(old, new, marked)
    if not verdict.proved:
        raise NotExact(complaint(comparison, verdict), verdict, marked.save(), _hint(verdict))
    return marked


def _hint(verdict: Verdict) -> str:
    """What to do about the file that was refused, where that is known."""
    lines = (x for one in (*verdict.accept, *verdict.reject) for x in (*one.wanted, *one.found))
    return _EMBEDDED if any("/embedded: " in x for x in lines) else ""


def package(document: Document) -> Package:
    """The document's Word file, settled in the document's view.

    Raises:  UsageError when it does not come from a Word file.
    """
    source = document.source
    if source is None or source.format != "docx":
        name = "a text" if source is None else source.name
        raise UsageError(
            f"{name} is no Word file", "tracked changes can only be made in Word files"
        )
    return ooxml.settle(Package.of(source), document.view)


def complaint(comparison: Comparison, verdict: Verdict) -> str:
    """What the proof found, in one line: the first thing that differs."""
    from resdiff.renderers.verdict import first

    sides = [x.source.name for x in (comparison.old, comparison.new) if x.source is not None]
    said = f"the marked file of {' and '.join(sides)} is not exact"
    return f"{said}: {first(verdict)}"
