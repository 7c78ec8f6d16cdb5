"""What the verbs share: their common options, and how results reach a terminal or a file."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from resdiff.cli import files
from resdiff.errors import OutputError, UsageError
from resdiff.model import Notice, View

if TYPE_CHECKING:
    from resdiff.ooxml.revisions import Revision

_NAMED = 5  # files passed over that are named; more are counted

view_option = click.option(
    "--view",
    type=click.Choice([v.value for v in View]),
    default=View.FINAL.value,
    show_default=True,
    help="How to read a file that carries tracked changes: all rejected, or all accepted.",
)
output_option = click.option(
    "-o", "--output", metavar="OUT", help="The file to write; its suffix gives the format."
)


def _signed(context: click.Context, option: click.Parameter, author: str) -> str:
    if not author.strip():
        raise UsageError(
            "--author has no name", "tracked changes are signed; leave it out for ours"
        )
    return author


author_option = click.option(
    "--author",
    default="resdiff",
    show_default=True,
    callback=_signed,
    help="Whose name the marks carry.",
)
date_option = click.option(
    "--date",
    metavar="ISO",
    help="When the marks were made: 2026-11-21 or 2026-11-21T09:00:00Z. Without it, "
    "SOURCE_DATE_EPOCH, or no date.",
)


WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
REDLINES = {
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".critic.txt": "critic",
    ".critic": "critic",
    ".md": "critic",
}
"""What each suffix of an output means wherever marks are written."""


def by_suffix(output: str, formats: Mapping[str, str]) -> str:
    """The format that the output's suffix names.

    Raises:  UsageError when it names none.
    """
    found = next((f for suffix, f in formats.items() if output.lower().endswith(suffix)), None)
    if found is None:
        if Path(output).is_dir() and output:
            raise OutputError(f"{output} is a folder", "name a file in it")
        said = f"{output} does not say what to write" if output else "there is no file to write"
        raise UsageError(said, f"name it with -o and end it in one of {' '.join(formats)}")
    return found


def marks_format(
    given: str | None, output: str | None, formats: Mapping[str, str], printed: str
) -> str:
    """The format of an output with marks: as given, as OUT's suffix says, else `printed`.

    Raises:  UsageError when there is none, or a Word file would go to the terminal.
    """
    if given == "docx" and output is None:
        raise UsageError("a Word file cannot be shown on the terminal", "name it with -o OUT.docx")
    if given is not None:
        return given
    return printed if output is None else by_suffix(output, formats)


def stamp(date: str | None) -> str:
    """The marks' time in the form of OOXML (UTC), or "" for none.

    Raises:  UsageError when it is no date.
    Source:  SOURCE_DATE_EPOCH as the reproducible-builds specification defines it.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if date:
            moment = datetime.fromisoformat(date)
        elif epoch:
            moment = datetime.fromtimestamp(int(epoch), UTC)
        else:
            return ""
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"{date or epoch} is no date", "write it as 2026-11-21") from error
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def color(output: str | None) -> bool:
    """Colour only on a terminal, and only where it is not refused (no-color.org)."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def columns(output: str | None) -> int:
    """The terminal's width; 0 for what goes elsewhere and is not wrapped."""
    return shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else 0


def deliver(data: bytes, output: str | None) -> None:
    """Writes to the file, or to standard output when none is named.

    Raises:  OutputError.
    """
    if output is None:
        _print(data)
    else:
        files.write(output, data)


def _print(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:  # a full disk, behind > or |
        raise OutputError(f"standard output cannot be written: {error.strerror}") from error


def say_notices(notices: Iterable[Notice]) -> None:
    """Each notice once, on stderr."""
    for message in dict.fromkeys(n.message for n in notices):
        click.echo(f"note: {message}", err=True)


def word_suffix(output: str | None) -> str:
    """What the name of a Word file ends in; `.docx` where it says nothing of the kind."""
    found = PurePath(output or "").suffix.lower()
    return found if found in WORD_SUFFIXES else WORD_SUFFIXES[0]


def signers(revisions: Iterable[Revision]) -> str:
    """Who signed tracked changes, as a message names them."""
    signed = sorted({x.author for x in revisions if x.author})
    return "; ".join(f"“{author}”" for author in signed) or "nobody"


def say_hint(hint: str) -> None:
    """What to do about it, on stderr."""
    click.echo(f"hint: {hint}", err=True)


def say_passed_over(paths: Sequence[str]) -> None:
    """Which files of searched folders were not taken for texts; nothing where there are none."""
    if paths:
        named = ", ".join(PurePath(path).name for path in paths[:_NAMED])
        more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
        click.echo(f"passed over, by their names no texts: {named}{more}", err=True)
