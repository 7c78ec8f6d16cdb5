"""Marks files beside the tracked changes that they have, and proves it."""

from __future__ import annotations

from collections.abc import Sequence

from made_word import Word, run, shown

from resdiff import api
from resdiff.model import Notice
from resdiff.ooxml import MarkOptions, Match, Package, keeping, mark
from resdiff.ooxml.verify import Verdict

THEIRS = MarkOptions("A. Delegate", "2024-05-01T12:00:00Z")
OURS = MarkOptions("ECP", "2026-01-01T00:00:00Z")


def opened(*body: str, notes: dict[int, list[str]] | None = None) -> Package:
    return Package.open(Word([*body], footnotes=notes or {}).save(), "made.docx")


def tracked(old: Package, new: Package) -> Package:
    """The old file with the new one marked in it by somebody else."""
    return Package.open(mark(old, new, {}, THEIRS).save(), "tracked.docx")


def beside(
    old: Package, new: Package, matches: Sequence[Match] = ()
) -> tuple[Package, Verdict, tuple[Notice, ...]]:
    """The tracked file with its marks and ours, and the proof."""
    hidden = keeping.hide(old)
    marked = mark(hidden.package, new, {old.main: matches}, OURS)
    result, notices = keeping.show(marked, hidden, OURS.author)
    saved = Package.open(result.save(), "kept.docx")
    return saved, keeping.prove(old, new, saved, OURS.author), notices


def kept(first: list[str], second: list[str], third: list[str]) -> str:
    """What the marked file shows when the second text was tracked in the first and the third is
    compared with that.
    """
    result, verdict, _ = beside(tracked(opened(*first), opened(*second)), opened(*third))
    assert verdict.proved, verdict
    return shown(result.part(result.main))


def ended(kind: str, words: str) -> str:
    """A paragraph whose mark somebody inserted or deleted."""
    mark_ = f'<w:{kind} w:id="1" w:author="{THEIRS.author}"/>'
    return f"<w:p><w:pPr><w:rPr>{mark_}</w:rPr></w:pPr>{run(words)}</w:p>"


def of_bytes(old: bytes, new: bytes) -> bytes:
    """The same of files at hand."""
    documents = [api.read(x, name) for x, name in ((old, "old.docx"), (new, "new.docx"))]
    options = api.RenderOptions(keep_marks=True)
    signed = "Somebody else", "2026-01-01T00:00:00Z"
    return api.mark(api.compare(*documents), *signed, options).data
