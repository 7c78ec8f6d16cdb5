"""`resdiff accept`."""

from __future__ import annotations

import click

from resdiff.cli.settle import author_option, settle, since_option, until_option
from resdiff.model import View


@click.command(short_help="Accept every tracked change of a Word file.")
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", metavar="OUT", required=True, help="The Word file to write.")
@author_option
@since_option
@until_option
def command(
    file: str, output: str, authors: tuple[str, ...], since: str | None, until: str | None
) -> None:
    """Accept every tracked change of FILE: the text as it would become.

    With --author, --since or --until, only those changes; the others stay tracked.
    """
    settle(file, output, View.FINAL, authors, since, until)
