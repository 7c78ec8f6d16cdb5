"""The command line: `resdiff VERB FILES [OPTIONS]`. Data to stdout or OUT, the rest to stderr."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from datetime import UTC, datetime

import click

from resdiff import __version__
from resdiff.cli import files
from resdiff.errors import ResdiffError, UsageError
from resdiff.model import Document, Notice, Status, View

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
OWN_FAULT = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED = 130  # 128 + SIGINT, as shells report it
DIFFERENT = 1

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


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="resdiff")
def cli() -> None:
    """Compare ITU resolutions clause by clause, and mark up what changed.

    \b
    resdiff compare base.docx edited.docx                  a redline on the terminal
    resdiff compare base.docx edited.docx -o marked.docx   real tracked changes in Word
    resdiff compare base.docx edited.docx -o page.html     a page to read and to print
    resdiff compare proposal.docx                          what a tracked proposal changes
    resdiff show proposal.docx                             what was read, and how
    resdiff accept proposal.docx -o new.docx               the text if all is agreed

    Files are Word (.docx) or text in UTF-8 (.txt), in any mixture. Inputs are never changed.
    """


@cli.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@output_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["docx", "html", "json", "text", "critic"]),
    help="The output's format, if not that of OUT's suffix.",
)
@click.option("--author", default="resdiff", show_default=True, help="Whose name the marks carry.")
@click.option(
    "--date",
    metavar="ISO",
    envvar="RESDIFF_DATE",
    help="When the marks were made, as 2026-11-21 or 2026-11-21T09:00:00Z; without it they carry "
    "no date.",
)
@view_option
@click.option("--all", "show_all", is_flag=True, help="On the terminal, unchanged clauses too.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when the two differ.")
def compare(
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
    from resdiff import api

    inputs = [old] if new is None else [old, new]
    format_ = _format(format_, output)
    if output:
        files.check_output(output, inputs)
    stamp = _stamp(date)
    old_document, new_document = _pair(old, new, View(view))
    redline = api.redline(old_document, new_document, format_, author, stamp)
    columns = _columns(output)
    color = _color(output)
    data = api.render(redline, format_, color=color, width=columns, all=show_all)
    _deliver(data, output)
    _say_notices((*old_document.notices, *new_document.notices, *redline.comparison.notices))
    if exit_code and any(c.status is not Status.UNCHANGED for c in redline.comparison.changes):
        sys.exit(DIFFERENT)


@cli.command()
@click.argument("file", metavar="FILE")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), help="Default: text.")
@output_option
@view_option
def show(file: str, format_: str | None, output: str | None, view: str) -> None:
    """Show what was read from FILE: its structure, and every line that could not be placed."""
    from resdiff import api

    if output:
        files.check_output(output, [file])
    document = api.read(files.read(file), file, View(view))
    json = (format_ or _suffix_format(output)) == "json"
    shown = api.show(
        document, "json" if json else "text", color=_color(output), width=_columns(output)
    )
    _deliver(shown, output)
    _say_notices(document.notices)


def _settling(verb: str, view: View, help_: str) -> click.Command:
    """The command that resolves a tracked Word file one way."""

    @click.argument("file", metavar="FILE")
    @click.option("-o", "--output", metavar="OUT", required=True, help="The Word file to write.")
    def command(file: str, output: str) -> None:
        from resdiff import api

        files.check_output(output, [file])
        files.write(output, api.settle(files.read(file), file, view))

    command.__doc__ = help_
    return cli.command(verb)(command)


accept = _settling(
    "accept", View.FINAL, "Accept every tracked change of FILE: the text as it would become."
)
reject = _settling(
    "reject", View.ORIGINAL, "Reject every tracked change of FILE: the text as it was."
)


def _format(given: str | None, output: str | None) -> str:
    """The output's format: as given, as OUT's suffix says, or text for the terminal."""
    if given is None:
        return _suffix_format(output)
    if given == "docx" and output is None:
        raise UsageError("a Word file cannot be shown on the terminal", "name it with -o OUT.docx")
    return given


def _suffix_format(output: str | None) -> str:
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
    from resdiff import api

    data = files.read(old)
    if new is not None:
        return api.read(data, old, view), api.read(files.read(new), new, view)
    if not api.has_changes(data, old):
        raise UsageError(
            f"{old} carries no tracked changes, so there is nothing to compare it with",
            "name a second file: resdiff compare OLD NEW",
        )
    return api.read(data, old, View.ORIGINAL), api.read(data, old, View.FINAL)


def _stamp(date: str | None) -> str:
    """The marks' time in the form of OOXML (UTC), or "" for none.

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
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{date or epoch} is no date", "write it as 2026-11-21") from error
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _color(output: str | None) -> bool:
    """Colour only on a terminal, and only where it is not refused (no-color.org)."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _columns(output: str | None) -> int:
    """The terminal's width; what goes elsewhere is not wrapped."""
    return shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else 0


def _deliver(data: bytes, output: str | None) -> None:
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        files.write(output, data)


def _say_notices(notices: Iterable[Notice]) -> None:
    for message in dict.fromkeys(n.message for n in notices):
        click.echo(f"note: {message}", err=True)


def _fail(message: str, hint: str, code: int) -> int:
    click.echo(f"error: {message}", err=True)
    if hint:
        click.echo(f"hint: {hint}", err=True)
    return code


def main() -> None:
    """Runs the command line; every failure is one line, a hint and an exit code."""
    sys.exit(_run())


def _run() -> int:
    try:
        result = cli(standalone_mode=False)
        return result if isinstance(result, int) else 0
    except ResdiffError as error:
        return _fail(str(error), error.hint, error.exit_code)
    except click.ClickException as error:
        return _fail(
            error.format_message(), "resdiff --help lists what there is", UsageError.exit_code
        )
    except (click.Abort, KeyboardInterrupt):
        return _fail("interrupted", "", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the top of the command line: no traceback reaches a user
        if os.environ.get("RESDIFF_DEBUG"):
            raise
        return _fail(
            f"resdiff met a fault of its own: {type(error).__name__}: {error}",
            "please report it; RESDIFF_DEBUG=1 shows where",
            OWN_FAULT,
        )
