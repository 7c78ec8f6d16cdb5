"""`resdiff reject`."""

from __future__ import annotations

import click

from resdiff.cli.settle import settle
from resdiff.model import View


@click.command(short_help="Reject every tracked change of a Word file.")
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", metavar="OUT", required=True, help="The Word file to write.")
def command(file: str, output: str) -> None:
    """Reject every tracked change of FILE: the text as it was."""
    settle(file, output, View.ORIGINAL)
