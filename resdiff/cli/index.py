"""`resdiff index …`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from resdiff.cli import terminal
from resdiff.cli.index_asking import (
    cites_command,
    duplicates_command,
    history_command,
    search_command,
)
from resdiff.cli.index_options import (
    chosen,
    filters,
    format_option,
    index_option,
    jobs_option,
    place,
)
from resdiff.cli.progress import progress_bar
from resdiff.errors import FileMissing, OutputError, UsageError

if TYPE_CHECKING:
    from resdiff.index import Added

SOME_FAILED = 15  # as `resdiff batch` says it
SHOWN = 20  # failures named on the terminal


@click.group(short_help="Keep your own texts: search them, who cites what, duplicates.")
def command() -> None:
    """Keep your own collection of texts in one file, and ask it.

    \b
    resdiff index add archive/                 read every text below a folder
    resdiff index search broadband access      clauses with these words, in any form
    resdiff index search '"第64号决议"'          these characters together
    resdiff index cites "PP 101"               who cites it, where, in which edition
    resdiff index history "PP 101"             its editions and what changed between them
    resdiff index duplicates                   clauses that many resolutions share

    The texts themselves are only read. The index is one SQLite file, which several programs may
    use at once; keep it on a local disk. Each file is read as if its tracked changes were accepted.
    """


@command.command("add", short_help="Read files, and all below folders, into the index.")
@click.argument("names", nargs=-1, required=True, metavar="FILE|FOLDER…")
@jobs_option
@index_option
def add_command(names: tuple[str, ...], jobs: int | None, path: str | None) -> None:
    """Read files, and every document below folders, into the index.

    What is there unchanged is not read again; what changed is replaced. A volume of many
    resolutions gives each as a text of its own. A file that cannot be read is told at the end and
    does not stop the rest (exit code 15).
    """
    from resdiff import batch, index

    where = place(path)
    if path is None:
        _make_room(where)
    found = index.find(names, where)
    with _kept(), index.opened(where, make=True) as connection, progress_bar() as progress:
        done = index.add(
            connection,
            found,
            batch.processes(jobs or batch.cores()),
            progress=lambda at, total, characters: progress("reading", at, total, characters),
        )
    terminal.say_passed_over(index.passed_over(names, where))
    _say(done, where)


@command.command("rebuild", short_help="Read every text of the index again.")
@jobs_option
@index_option
def rebuild_command(jobs: int | None, path: str | None) -> None:
    """Read every file of the index again, and put the database in order.

    For an index of an older resdiff, or when a newer one reads better. What lies no longer where it
    lay stays as it was read.
    """
    from resdiff import batch, index

    where = place(path)
    with _kept(), index.opened(where, any_version=True) as connection, progress_bar() as progress:
        done = index.rebuild(
            connection,
            batch.processes(jobs or batch.cores()),
            lambda at, total, characters: progress("reading", at, total, characters),
        )
    _say(done, where)


@command.command("remove", short_help="Take files, or all below folders, out of the index.")
@click.argument("names", nargs=-1, metavar="FILE|FOLDER…")
@click.option("--missing", is_flag=True, help="Take out all files that are no longer there.")
@index_option
def remove_command(names: tuple[str, ...], missing: bool, path: str | None) -> None:
    """Take files, or all that lie below folders, out of the index. The files are not touched."""
    from resdiff import index
    from resdiff.index.reports import many

    if bool(names) == missing:
        raise UsageError("name files or folders, or --missing", "resdiff index list shows them")
    with index.opened(place(path)) as connection:
        gone = index.remove(connection, index.missing(connection) if missing else names)
    if names and not gone:
        raise FileMissing(
            f"the index holds nothing of {', '.join(names)}", "resdiff index list shows what it has"
        )
    click.echo(f"{many(len(gone), 'file')} taken out of the index", err=True)


@command.command("list", short_help="Show which texts the index holds.")
@filters
@format_option
@index_option
def list_command(
    body: str | None,
    language: str | None,
    edition: str | None,
    format_: str,
    path: str | None,
) -> None:
    """Show which texts the index holds: by resolution, an edition a line, the newest first."""
    from resdiff import index
    from resdiff.index import data, reports

    with index.opened(place(path)) as connection:
        found = index.entries(connection, chosen(body, language, edition))
        figures = index.figures(connection)
        gone = len(index.missing(connection))
    if format_ == "json":
        click.echo(data.listing(found), nl=False)
        return
    click.echo(reports.listing(found, terminal.color(None)), nl=False)
    click.echo(reports.held(figures), err=True)
    if gone:
        said = reports.many(gone, "file")
        click.echo(f"{said} no longer there: resdiff index remove --missing", err=True)


def _make_room(where: Path) -> None:
    """Makes the usual folder of the index.

    Raises:  OutputError.
    """
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{where.parent} cannot be made: {error.strerror}", "keep the index elsewhere: --index"
        ) from error


@contextmanager
def _kept() -> Iterator[None]:
    """Says to whoever interrupts that what was read stays."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo("what was read is kept: the same command goes on from there", err=True)
        raise


def _say(done: Added, where: Path) -> None:
    """What came of it, and at the end what failed."""
    from resdiff.index.reports import many

    counts = (
        (len(done.added), "added"),
        (len(done.replaced), "read again"),
        (done.unchanged, "unchanged"),
        (len(done.failures), "failed"),
    )
    told = [f"{number:,} {name}" for number, name in counts if number]
    total = sum(number for number, _ in counts)
    click.echo(f"{many(total, 'file')}: {', '.join(told)}; the index is {where}", err=True)
    for failure in done.failures[:SHOWN]:
        click.echo(f"failed: {failure.message}", err=True)
    if len(done.failures) > SHOWN:
        click.echo(f"… and {len(done.failures) - SHOWN} more", err=True)
    if done.failures:
        sys.exit(SOME_FAILED)


for _asked in (search_command, cites_command, history_command, duplicates_command):
    command.add_command(_asked)
