"""`resdiff show`."""

from __future__ import annotations

import click

from resdiff import api
from resdiff.cli import files, terminal
from resdiff.errors import UsageError
from resdiff.model import Document, View

BY_SUFFIX = {".txt": "text", ".json": "json"}


@click.command(short_help="Show the structure that was read from a file.")
@click.argument("file", metavar="FILE")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    help="The output's format, if not that of OUT's suffix; text on the terminal.",
)
@click.option("--explain", is_flag=True, help="For each clause what it is, how surely, and why.")
@click.option("--rebuild", is_flag=True, help="The text alone, put together from the clauses.")
@terminal.output_option
@terminal.view_option
def command(
    file: str, format_: str | None, explain: bool, rebuild: bool, output: str | None, view: str
) -> None:
    """Show what was read from FILE: its structure, and every line that could not be placed.

    Of a text that is no resolution, its lines and what they cite.
    """
    if rebuild and (explain or format_ == "json"):
        raise UsageError("--rebuild gives the text alone", "use it without --explain and --format")
    if output and not rebuild:
        format_ = format_ or terminal.by_suffix(output, BY_SUFFIX)
    if output:
        files.check_output(output, [file])
    document = api.read(files.read(file), file, View(view))
    shown = _rebuilt(document) if rebuild else _shown(document, format_ or "text", explain, output)
    terminal.deliver(shown, output)
    terminal.say_notices(document.notices)


def _rebuilt(document: Document) -> bytes:
    from resdiff.parsers.rebuild import rebuild

    return rebuild(document).encode()


def _shown(document: Document, format_: str, explain: bool, output: str | None) -> bytes:
    from resdiff.renderers import show

    if format_ == "json":
        return show.render_json(document, explain).encode()
    said = show.render_text(document, terminal.color(output), terminal.columns(output), explain)
    if not document.instruments:
        said += _cited(document)
    return said.encode()


def _cited(document: Document) -> str:
    """What a text that is no resolution cites, below its lines; nothing where it cites nothing."""
    from resdiff.checker import cited

    name = document.source.name if document.source else "text"
    listed = cited.text({name: document}).partition("\n")[2].rstrip("\n")
    return "" if listed.strip() == "cites nothing" else f"\nIt cites:\n{listed}\n"
