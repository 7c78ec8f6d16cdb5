"""`resdiff verify`."""

from __future__ import annotations

import sys

import click

from resdiff import api
from resdiff.cli import files, terminal
from resdiff.errors import UnknownFormat
from resdiff.model import Document, Source

NOT_PROVED = 1


@click.command(short_help="Prove that a marked file gives back both sides exactly.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.argument("marked", metavar="MARKED")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option(
    "--keep-marks",
    is_flag=True,
    help="MARKED keeps OLD's own tracked changes, as compare --keep-marks writes it.",
)
@click.option(
    "--author",
    metavar="NAME",
    help="Of a file that `consolidate` wrote, only what NAME signs; NEW is its proposal.",
)
def command(
    old: str, new: str, marked: str, format_: str, keep_marks: bool, author: str | None
) -> None:
    """Prove that accepting all of MARKED gives NEW, that rejecting all gives OLD, and that the
    file is sound.

    OLD and NEW are read as `compare` reads them: a text is set in the house template, and a Word
    file with tracked changes counts as if all were accepted. Exits with 1 when the proof fails, and
    says what differs and where.

    With --keep-marks, rejecting what is new must give OLD with its own tracked changes, rejecting
    all OLD with everything rejected, and OLD's changes and the new ones can be settled in either
    order.
    """
    sides = _word(old), _word(new)
    sources = [_source(x, path) for x, path in zip(sides, (old, new), strict=True)]
    data = files.read(marked)
    found = Source(marked, api.WORD, data)
    verdict = api.verify(sources[0], sources[1], found, keep_marks, author or "")
    shown = api.verdict(verdict, format_, *sides)
    terminal.deliver(shown.encode(), None)
    terminal.say_notices(verdict.notices)
    if not verdict.proved:
        turned = None if keep_marks or author else api.verify(sources[1], sources[0], found)
        if not api.has_changes(data, marked):
            terminal.say_hint(f"{marked} carries no tracked changes; the order is OLD NEW MARKED")
        elif author and not api.signs(data, marked, author):
            who = terminal.signers(api.revisions(data, marked))
            terminal.say_hint(f"{author} signs no change of {marked}; they are signed {who}")
        elif turned is not None and turned.proved:
            terminal.say_hint("with OLD and NEW the other way round it is proved")
        sys.exit(NOT_PROVED)


def _word(path: str) -> Document:
    """An input as `compare` would mark it."""
    return api.as_word(api.read(files.read(path), path))


def _source(document: Document, path: str) -> Source:
    """The Word file behind an input."""
    if document.source is None:
        raise UnknownFormat(f"{path} has no Word file behind it")
    return document.source
