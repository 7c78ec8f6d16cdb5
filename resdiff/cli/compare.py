"""`resdiff compare`."""

from __future__ import annotations

import sys

import click

from resdiff import api
from resdiff.cli import files, terminal
from resdiff.errors import UsageError
from resdiff.model import Document, Redline, Status, View

BY_SUFFIX = {
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".critic.txt": "critic",
    ".critic": "critic",
    ".md": "critic",
    ".txt": "text",
}
DIFFERENT = 1


@click.command(short_help="Compare two editions, or the two sides of a tracked proposal.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@terminal.output_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(sorted(set(BY_SUFFIX.values()))),
    help="The output's format, if not that of OUT's suffix.",
)
@terminal.author_option
@terminal.date_option
@terminal.view_option
@click.option("--all", "show_all", is_flag=True, help="In text, unchanged clauses too.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when the two differ.")
def command(
    old: str,
    new: str | None,
    output: str | None,
    format_: str | None,
    author: str,
    date: str | None,
    view: str,
    show_all: bool,
    exit_code: bool,
) -> None:
    """Compare OLD with NEW, or the two sides of one file that carries tracked changes.

    Without -o the redline is printed. With -o, the suffix says what is written: .docx (tracked
    changes in OLD's own file), .html, .json, .critic.txt (CriticMarkup) or .txt.
    """
    format_ = _format(format_, output)
    if output:
        files.check_output(output, [old] if new is None else [old, new])
    stamp = terminal.stamp(date)
    old_document, new_document = _pair(old, new, View(view))
    redline = api.redline(old_document, new_document, format_, author, stamp)
    color, width = terminal.color(output), terminal.columns(output)
    data = api.render(redline, format_, color=color, width=width, all=show_all)
    terminal.deliver(data, output)
    if output:
        _say_summary(redline)
    terminal.say_notices(
        (*old_document.notices, *new_document.notices, *redline.comparison.notices)
    )
    if exit_code and any(c.status is not Status.UNCHANGED for c in redline.comparison.changes):
        sys.exit(DIFFERENT)


def _say_summary(redline: Redline) -> None:
    click.echo(api.summary(redline, width=terminal.columns(None)), err=True, nl=False)


def _format(given: str | None, output: str | None) -> str:
    """The output's format: as given, as OUT's suffix says, or text for the terminal."""
    if given == "docx" and output is None:
        raise UsageError("a Word file cannot be shown on the terminal", "name it with -o OUT.docx")
    if given is not None:
        return given
    if output is None:
        return "text"
    name = output.lower()
    found = next((f for suffix, f in BY_SUFFIX.items() if name.endswith(suffix)), None)
    if found is None:
        known = " ".join(BY_SUFFIX)
        raise UsageError(f"{output} does not say what to write", f"end it in one of {known}")
    return found


def _pair(old: str, new: str | None, view: View) -> tuple[Document, Document]:
    """The two sides: two files in one view, or one tracked file in both views."""
    data = files.read(old)
    if new is not None:
        return api.read(data, old, view), api.read(files.read(new), new, view)
    if not api.has_changes(data, old):
        raise UsageError(
            f"{old} carries no tracked changes, so there is nothing to compare it with",
            "name a second file: resdiff compare OLD NEW",
        )
    return api.read(data, old, View.ORIGINAL), api.read(data, old, View.FINAL)
