"""`resdiff accept` and `resdiff reject`: one command, two ways."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from resdiff import api
from resdiff.cli import files, terminal
from resdiff.cli.terminal import WORD_SUFFIXES
from resdiff.errors import UsageError
from resdiff.model import View

if TYPE_CHECKING:
    from resdiff.ooxml.revisions import Revision

DRAWN = "no change is tracked in it; struck words were taken as deleted, underlined as inserted"


def settling(verb: str, view: View, outcome: str) -> click.Command:
    """The verb that resolves tracked changes one way; `outcome` says what the text is then."""

    @click.command(
        help=f"{verb.capitalize()} every tracked change of FILE: {outcome}.\n\n"
        "With --author, --since or --until, only those changes; the others stay tracked.\n\n"
        "FILE may be of Word (.docx, .doc), OpenDocument (.odt) or rich text (.rtf), the latter"
        " through LibreOffice; OUT is a .docx.",
        short_help=f"{verb.capitalize()} every tracked change of a file.",
    )
    @click.argument("file", metavar="FILE")
    @click.option("-o", "--output", metavar="OUT", required=True, help="The Word file to write.")
    @click.option(
        "--author",
        "authors",
        metavar="NAME",
        multiple=True,
        help="Only the changes by this author; may be repeated. A change that several sign"
        " (“ECP, IAP”) is accepted with any of them; rejected, it loses the name and stays with the"
        " others.",
    )
    @click.option("--since", metavar="ISO", help="Only changes made then or later (2024-10-15).")
    @click.option("--until", metavar="ISO", help="Only changes made then or earlier.")
    def command(
        file: str, output: str, authors: tuple[str, ...], since: str | None, until: str | None
    ) -> None:
        files.check_output(output, [file])
        if not output.lower().endswith(WORD_SUFFIXES):
            raise UsageError(f"{output} would be a Word file", f"end it in {WORD_SUFFIXES[0]}")
        converted = file != files.STDIN and not file.lower().endswith(WORD_SUFFIXES)
        if converted and not output.lower().endswith(WORD_SUFFIXES[0]):
            raise UsageError(f"{file} becomes a plain Word file", f"end OUT in {WORD_SUFFIXES[0]}")
        data = files.read(file)
        kind = terminal.word_suffix(output)
        settled = api.settle(data, file, view, authors or None, since, until, kind)
        files.write(output, settled)
        before, left = api.revisions(data, file), api.revisions(settled, output)
        drawn = api.is_drawn(data, file)
        if before or drawn:
            marks = "tracked change" if len(before) == 1 else "tracked changes"
            click.echo(f"{len(before) - len(left)} of {len(before)} {marks} {verb}ed", err=True)
        else:
            click.echo(f"{file} carries no tracked changes; {output} says the same", err=True)
        _say_left(before, left, dated=bool(since or until))
        if drawn:
            click.echo(f"note: {DRAWN}", err=True)
        terminal.say_notices(api.lost_macros(data, file, kind))

    return command


def _say_left(before: Sequence[Revision], left: Sequence[Revision], dated: bool) -> None:
    """Says why changes stayed that somebody may have meant."""
    undated = sum(not revision.date for revision in left)
    if dated and undated:
        carry = "change carries" if undated == 1 else "changes carry"
        click.echo(f"note: {undated} {carry} no date; --since, --until pass over them", err=True)
    if before and len(before) == len(left):
        who = terminal.signers(before)
        terminal.say_hint(f"no change is of that author and time; they are signed {who}")
