"""`resdiff index …`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from resdiff.cli import terminal
from resdiff.cli.progress import progress_bar
from resdiff.errors import FileMissing, UsageError
from resdiff.language.packs import LANGUAGES

if TYPE_CHECKING:
    from resdiff.index import Added, Filter
    from resdiff.index.store import Connection
    from resdiff.model import Work

SOME_FAILED = 15  # as `resdiff batch` says it
SHOWN = 20  # failures named on the terminal
VARIABLE = "RESDIFF_INDEX"
Command = TypeVar("Command", bound=Callable[..., object])


def usual() -> Path:
    """Where the index lies when nothing else is said: among this user's own files."""
    return Path(click.get_app_dir("resdiff", roaming=False)) / "index.db"


index_option = click.option(
    "--index",
    "path",
    metavar="DB",
    envvar=VARIABLE,
    help=f"The index's file, if not that of ${VARIABLE} or the usual one ({usual()}).",
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Workers; all cores without it."
)
format_option = click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
whole_option = click.option("--whole", is_flag=True, help="Show whole clauses, not what is near.")
language_option = click.option(
    "--language", type=click.Choice(LANGUAGES), help="Only texts in this language."
)


def filters(command: Command) -> Command:
    """The options by which texts are chosen."""
    body = click.option("--body", metavar="BODY", help="Only texts of PP, WTSA, WTDC …")
    edition = click.option(
        "--edition", metavar="EDITION", help="Only texts of this edition: 2018, or “Dubai, 2018”."
    )
    return body(language_option(edition(command)))


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

    place = _place(path)
    if path is None:
        place.parent.mkdir(parents=True, exist_ok=True)
    found = index.find(names, place)
    with index.opened(place, make=True) as connection, progress_bar() as progress:
        done = index.add(
            connection,
            found,
            batch.processes(jobs or batch.cores()),
            progress=lambda at, total, characters: progress("reading", at, total, characters),
        )
    _say(done, place)


@command.command("rebuild", short_help="Read every text of the index again.")
@jobs_option
@index_option
def rebuild_command(jobs: int | None, path: str | None) -> None:
    """Read every file of the index again, and put the database in order.

    For an index of an older resdiff, or when a newer one reads better. What lies no longer where it
    lay stays as it was read.
    """
    from resdiff import batch, index

    place = _place(path)
    with index.opened(place, any_version=True) as connection, progress_bar() as progress:
        done = index.rebuild(
            connection,
            batch.processes(jobs or batch.cores()),
            lambda at, total, characters: progress("reading", at, total, characters),
        )
    _say(done, place)


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
    with index.opened(_place(path)) as connection:
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

    with index.opened(_place(path)) as connection:
        found = index.entries(connection, _filter(body, language, edition))
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


@command.command("search", short_help="Find clauses by their words.")
@click.argument("query", nargs=-1, required=True)
@filters
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, metavar="N")
@whole_option
@format_option
@index_option
def search_command(
    query: tuple[str, ...],
    body: str | None,
    language: str | None,
    edition: str | None,
    limit: int,
    whole: bool,
    format_: str,
    path: str | None,
) -> None:
    """Find clauses by their words, the most telling first, each wording once.

    Case, accents, harakat and tatweel do not matter, nor does a word's form: resolution finds
    resolutions, قرار finds القرار, резолюция finds резолюции. Chinese is found by any characters
    that stand together.

    \b
    broadband access        both words, anywhere in the clause
    '"broadband access"'    together and in this form
    telecom*                words that begin so
    IPv4 OR IPv6            either
    'IPv6 -address'         not the other (NOT does the same)
    """
    from resdiff import index
    from resdiff.index import data, reports

    wanted = _filter(body, language, edition)
    with index.opened(_place(path)) as connection:
        found = index.search(connection, " ".join(query), wanted, limit)
    if format_ == "json":
        click.echo(data.search(found), nl=False)
        return
    width = terminal.columns(None)
    click.echo(reports.search(found, terminal.color(None), whole, width), nl=False)
    said = f"{reports.many(found.total, 'clause')} found" if found.total else "nothing found"
    more = f", {len(found.hits)} shown (--limit)" if found.total > len(found.hits) else ""
    click.echo(said + more, err=True)


@command.command("cites", short_help="Show who cites a text, where, in which edition.")
@click.argument("name", metavar="TEXT")
@filters
@click.option("--cited", metavar="EDITION", help="Only citations of this edition of TEXT.")
@whole_option
@format_option
@index_option
def cites_command(
    name: str,
    body: str | None,
    language: str | None,
    edition: str | None,
    cited: str | None,
    whole: bool,
    format_: str,
    path: str | None,
) -> None:
    """Show who cites TEXT (“PP 101”, “WTSA Resolution 64”, “PP Decision 5”), where, in which
    edition.

    Texts are told apart by body and kind: Resolution 64 of WTSA is not that of PP. Where a citation
    does not say its body, how it is known is told. --body, --language and --edition choose among
    the citing texts.
    """
    from resdiff import index
    from resdiff.index import data, reports

    with index.opened(_place(path)) as connection:
        work = _work(connection, name)
        found = index.cites(connection, work, _filter(body, language, edition), cited or "")
        unknown = index.of_unknown_body(connection, work)
    if format_ == "json":
        click.echo(data.cites(found, work), nl=False)
        return
    width = terminal.columns(None)
    click.echo(reports.cites(found, work, terminal.color(None), whole, width), nl=False)
    if unknown:
        other = f"{work.kind.title()} {work.number}"
        said = reports.many(unknown, "more citation")
        click.echo(f"{said} of a {other} whose body could not be told", err=True)


@command.command("history", short_help="Show a text's editions and what changed between them.")
@click.argument("name", metavar="TEXT")
@language_option
@format_option
@index_option
def history_command(name: str, language: str | None, format_: str, path: str | None) -> None:
    """Show the editions of TEXT (“PP 101”) that the index holds, the earliest first, and what
    changed from each to the next, in each language. Proposals are left out.
    """
    from resdiff import index
    from resdiff.index import data, reports

    with index.opened(_place(path)) as connection:
        work = _work(connection, name)
        chains = index.history(connection, work, language or "")
    if format_ == "json":
        click.echo(data.history(chains, work), nl=False)
        return
    if not chains:
        click.echo(f"the index has no edition of {index.titled(work)}, only citations", err=True)
    click.echo(reports.history(chains, work, terminal.color(None)), nl=False)


@command.command("duplicates", short_help="Find clauses that many resolutions share.")
@filters
@click.option("--with", "name", metavar="TEXT", help="Only what TEXT (“PP 101”) shares.")
@click.option(
    "--least",
    type=click.FloatRange(0.5, 1.0),
    default=0.85,
    show_default=True,
    help="How like they are: the words in common and in order, of all words.",
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N")
@whole_option
@format_option
@index_option
def duplicates_command(
    body: str | None,
    language: str | None,
    edition: str | None,
    name: str | None,
    least: float,
    limit: int,
    whole: bool,
    format_: str,
    path: str | None,
) -> None:
    """Find clauses that say nearly the same in different resolutions, in groups, the most
    widespread first. The editions of one resolution count as one.

    Needs the packages of resdiff[index].
    """
    from resdiff import index
    from resdiff.index import data, reports

    with index.opened(_place(path)) as connection:
        work = _work(connection, name) if name else None
        wanted = index.Filter(body or "", language or "", edition or "", work)
        found = index.duplicates(connection, wanted, least, limit)
    if format_ == "json":
        click.echo(data.duplicates(found), nl=False)
        return
    width = terminal.columns(None)
    click.echo(reports.duplicates(found, terminal.color(None), whole, width), nl=False)
    more = f", {limit} shown (--limit)" if found.total > limit else ""
    click.echo(f"{reports.many(found.total, 'group')}{more}", err=True)


# ---------------------------------------------------------------------- shared


def _place(given: str | None) -> Path:
    return Path(given) if given else usual()


def _filter(body: str | None, language: str | None, edition: str | None) -> Filter:
    from resdiff.index import Filter

    return Filter(body or "", language or "", edition or "")


def _work(connection: Connection, name: str) -> Work:
    """The work that a name means.

    Raises:  UsageError for what is no name, may mean several, or is not in the index.
    """
    from resdiff import index

    found = index.work(connection, name)
    if found is None:
        raise UsageError(
            f"nothing in the index is or cites “{name}”", "resdiff index list shows what it holds"
        )
    return found


def _say(done: Added, place: Path) -> None:
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
    click.echo(f"{many(total, 'file')}: {', '.join(told)}; the index is {place}", err=True)
    for failure in done.failures[:SHOWN]:
        click.echo(f"failed: {failure.path}: {failure.message}", err=True)
    if len(done.failures) > SHOWN:
        click.echo(f"… and {len(done.failures) - SHOWN} more", err=True)
    if done.failures:
        sys.exit(SOME_FAILED)
