"""Made documents, marked and proved, for the tests of single corners."""

from __future__ import annotations

from made_word import (
    Word,
    shown,
)

from resdiff.ooxml import MarkOptions, Match, Package, mark
from resdiff.ooxml.verify import verify

OPTIONS = MarkOptions("Author", "2024-05-01T12:00:00Z")
PLAIN = MarkOptions("Author", "2024-05-01T12:00:00Z", formatting=False)
NO_MOVES = MarkOptions("Author", "2024-05-01T12:00:00Z", moves=False)


def opened(word: Word) -> Package:
    return Package.open(word.save(), "made.docx")


def merged(
    old: Word, new: Word, options: MarkOptions = OPTIONS, matches: list[Match] | None = None
) -> Package:
    """The marked package, after its proof."""
    packages = opened(old), opened(new)
    said = {"word/document.xml": matches} if matches else {}
    result = mark(*packages, said, options)
    saved = Package.open(result.save(), "marked.docx")
    verdict = verify(*packages, saved)
    assert verdict.proved, verdict
    return saved


def body(package: Package) -> str:
    return shown(package.part(package.main))


def between(old: list[str], new: list[str], options: MarkOptions = OPTIONS) -> str:
    return body(merged(Word(old), Word(new), options))
