"""`resdiff show`."""

from __future__ import annotations

import click

from resdiff import api
from resdiff.cli import files, terminal
from resdiff.model import View


@click.command(short_help="Show the structure that was read from a file.")
@click.argument("file", metavar="FILE")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    help="The output's format, if not that of OUT's suffix; text on the terminal.",
)
@terminal.output_option
@terminal.view_option
def command(file: str, format_: str | None, output: str | None, view: str) -> None:
    """Show what was read from FILE: its structure, and every line that could not be placed."""
    if output:
        files.check_output(output, [file])
    document = api.read(files.read(file), file, View(view))
    by_suffix = "json" if output and output.lower().endswith(".json") else "text"
    color, width = terminal.color(output), terminal.columns(output)
    shown = api.show(document, format_ or by_suffix, color=color, width=width)
    terminal.deliver(shown, output)
    terminal.say_notices(document.notices)
