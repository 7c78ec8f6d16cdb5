"""`resdiff batch`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from resdiff.cli import terminal
from resdiff.cli.progress import progress_bar
from resdiff.errors import OutputError, UsageError

if TYPE_CHECKING:
    from resdiff.batch import Collection, Report

DIFFERENT = 1
SOME_FAILED = 15
SHOWN = 20  # failures named on the terminal; the overview has all
ENGINES = ("processes", "dask")
FORMATS = ("docx", "html", "json", "text", "critic")


@click.command(short_help="Compare whole collections: pair, mark up, and list what changed.")
@click.argument("inputs", nargs=-1, required=True, metavar="OLD_DIR NEW_DIR | PAIRS.csv")
@click.option("-o", "--output", required=True, metavar="OUT_DIR", help="The folder to fill.")
@click.option(
    "--format",
    "formats",
    default="docx,html",
    show_default=True,
    metavar="LIST",
    help=f"What each pair is written as, of {', '.join(FORMATS)}.",
)
@click.option("--resume", is_flag=True, help="Keep what an earlier batch finished in OUT_DIR.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Workers; all cores without it.")
@click.option("--engine", type=click.Choice(ENGINES), default=ENGINES[0], show_default=True)
@click.option("--scheduler", metavar="ADDRESS", help="Of a Dask cluster: tcp://HOST:8786.")
@terminal.author_option
@terminal.date_option
@click.option("--exit-code", is_flag=True, help="Exit with 1 when anything differs.")
def command(
    inputs: tuple[str, ...],
    output: str,
    formats: str,
    resume: bool,
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    author: str,
    date: str | None,
    exit_code: bool,
) -> None:
    """Compare every text of OLD_DIR with its counterpart in NEW_DIR, or the pairs of a CSV file.

    Which file belongs to which is read from the texts (body, kind, number, language, edition), not
    from their names. OUT_DIR gets the mark-ups in pairs/ and overview.html, .csv, .xlsx and .json:
    every resolution with its status (NOC, MOD, ADD, SUP), its changes counted, what has no
    counterpart, what is doubtful and what could not be read.

    \b
    PAIRS.csv has two columns, the old file and the new; paths as seen from its own folder.
    Exit codes: 0 all done; 1 something differs (with --exit-code); 15 all done but for
    files that could not be read or compared; 130 interrupted, --resume goes on.
    """
    from resdiff import batch

    options = batch.Options(_formats(formats), author, terminal.stamp(date))
    collection = _collection(inputs)
    out = _folder(output, inputs)
    engine_ = batch.engine(engine, jobs or 0, scheduler or "")
    try:
        with progress_bar() as progress:
            report = batch.run(collection, out, options, engine_, resume=resume, progress=progress)
    except KeyboardInterrupt:
        click.echo("what is finished is kept: --resume goes on from there", err=True)
        raise
    written = batch.write_reports(report, out)
    terminal.say_passed_over(collection.passed_over)
    _say(report, written)
    if report.failed:
        sys.exit(SOME_FAILED)
    if exit_code and report.changed:
        sys.exit(DIFFERENT)


def _formats(given: str) -> tuple[str, ...]:
    formats = tuple(dict.fromkeys(filter(None, (name.strip() for name in given.split(",")))))
    for name in formats:
        if name not in FORMATS:
            raise UsageError(f"there is no format {name!r}", f"formats: {', '.join(FORMATS)}")
    return formats


def _collection(inputs: tuple[str, ...]) -> Collection:
    from resdiff import batch

    if len(inputs) == 2:
        if all(Path(name).is_file() for name in inputs):
            raise UsageError("two files, not two folders", "resdiff compare OLD NEW compares files")
        return batch.folders(Path(inputs[0]), Path(inputs[1]))
    if len(inputs) == 1 and inputs[0].lower().endswith(".csv"):
        return batch.listing(Path(inputs[0]))
    raise UsageError("give two folders, or one CSV file of pairs", "resdiff batch OLD_DIR NEW_DIR")


def _folder(output: str, inputs: tuple[str, ...]) -> Path:
    """The output folder, which may be new, but not lie in a folder of inputs."""
    out = Path(output)
    if out.exists() and not out.is_dir():
        raise OutputError(f"{output} is a file", "name a folder")
    if not out.absolute().parent.is_dir():
        raise OutputError(f"the folder of {output} does not exist", "create it first")
    for name in inputs:
        if Path(name).is_dir() and out.resolve().is_relative_to(Path(name).resolve()):
            raise OutputError(f"{output} lies in {name}, whose files are the inputs")
    return out


def _say(report: Report, written: tuple[Path, ...]) -> None:
    """The figures, where the overview lies, and at the end what failed."""
    symbols = Counter(row.symbol for done in report.done for row in done.rows)
    symbols.update(single.symbol for single in report.singles if single.symbol)
    found = ", ".join(f"{count} {name}" for name, count in sorted(symbols.items()))
    doubtful = sum(bool(done.doubts) for done in report.done)
    compared = _several(len(report.done), "pair")
    click.echo(f"{compared} compared: {found or 'no resolution'}", err=True)
    if report.singles:
        click.echo(f"{_several(len(report.singles), 'file')} without counterpart", err=True)
    if doubtful:
        click.echo(f"doubtful: {_several(doubtful, 'pair')}; the overview says why", err=True)
    click.echo(f"see {written[0]}", err=True)
    failures = [(p.name, f) for p in report.unread for f in [p.failure] if f]
    failures += [(done.pair.id, failure) for done in report.done for failure in done.failures]
    for name, failure in failures[:SHOWN]:
        where = "" if name in failure.message else f"{name}: "
        click.echo(f"failed: {where}{failure.message}", err=True)
    if len(failures) > SHOWN:
        click.echo(f"… and {len(failures) - SHOWN} more", err=True)


def _several(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
