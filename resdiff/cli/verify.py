"""`resdiff verify`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from resdiff import api
from resdiff.cli import files, terminal
from resdiff.errors import UnknownFormat
from resdiff.model import Source

if TYPE_CHECKING:
    from resdiff.ooxml.verify import Difference, Verdict

NOT_PROVED = 1
EXCERPT = 200  # characters of a paragraph that are shown


@click.command(short_help="Prove that a marked file gives back both sides exactly.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.argument("marked", metavar="MARKED")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def command(old: str, new: str, marked: str, format_: str) -> None:
    """Prove that accepting all of MARKED gives NEW, that rejecting all gives OLD, and that the
    file is sound.

    OLD and NEW are read as `compare` reads them: a text is set in the house template, and a Word
    file with tracked changes counts as if all were accepted. Exits with 1 when the proof fails, and
    says what differs and where.
    """
    verdict = api.verify(_word(old), _word(new), Source(marked, api.WORD, files.read(marked)))
    shown = _data(verdict) if format_ == "json" else "\n".join(_lines(verdict)) + "\n"
    terminal.deliver(shown.encode(), None)
    terminal.say_notices(verdict.notices)
    if not verdict.proved:
        sys.exit(NOT_PROVED)


def _word(path: str) -> Source:
    """The Word file behind an input, as `compare` would mark it."""
    source = api.as_word(api.read(files.read(path), path)).source
    if source is None:
        raise UnknownFormat(f"{path} has no Word file behind it")
    return source


def _data(verdict: Verdict) -> str:
    data = {"schema": "resdiff/1", "proved": verdict.proved, **asdict(verdict)}
    return json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n"


def _lines(verdict: Verdict) -> Iterator[str]:
    for said, differences in (
        ("accept all = NEW", verdict.accept),
        ("reject all = OLD", verdict.reject),
        ("formatting", verdict.formatting),
    ):
        yield f"{said}: {_count(len(differences))}"
        yield from (f"  {_difference(x)}" for x in differences)
    yield f"structure: {'sound' if not verdict.structure else ''}".rstrip()
    yield from (f"  {fault.slug} in {fault.part}" for fault in verdict.structure)
    yield "proved" if verdict.proved else "NOT PROVED"


def _count(number: int) -> str:
    return "exact" if not number else f"{number} place{'s' if number > 1 else ''} differ"


def _difference(one: Difference) -> str:
    wanted, found = (" | ".join(x)[:EXCERPT] for x in (one.wanted, one.found))
    return f"{one.view}, {one.story} {one.index + 1}: {found!r} instead of {wanted!r}"
