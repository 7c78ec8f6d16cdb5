"""What `accept` and `reject` have in common."""

from __future__ import annotations

import click

from resdiff import api
from resdiff.cli import files
from resdiff.errors import UsageError
from resdiff.model import View

WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")

author_option = click.option(
    "--author",
    "authors",
    metavar="NAME",
    multiple=True,
    help="Only the changes by this author; may be repeated.",
)
since_option = click.option(
    "--since", metavar="ISO", help="Only changes made at this time or later (2024-10-15)."
)
until_option = click.option(
    "--until", metavar="ISO", help="Only changes made at this time or earlier."
)


def settle(
    file: str,
    output: str,
    view: View,
    authors: tuple[str, ...],
    since: str | None,
    until: str | None,
) -> None:
    """Writes the file with its tracked changes, or the chosen ones, resolved one way."""
    files.check_output(output, [file])
    if not output.lower().endswith(WORD_SUFFIXES):
        raise UsageError(f"{output} would be a Word file", f"end it in {WORD_SUFFIXES[0]}")
    data = files.read(file)
    settled = api.settle(data, file, view, authors or None, since, until)
    files.write(output, settled)
    before, left = api.count_changes(data, file), api.count_changes(settled, output)
    verb = "accepted" if view is View.FINAL else "rejected"
    marks = "tracked change" if before == 1 else "tracked changes"
    click.echo(f"{before - left} of {before} {marks} {verb}", err=True)
