"""What `resdiff index` is asked: search, cites, history, duplicates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from resdiff.cli import files, terminal
from resdiff.cli.index_options import (
    chosen,
    filters,
    format_option,
    index_option,
    language_option,
    named,
    place,
    whole_option,
)
from resdiff.errors import UsageError

if TYPE_CHECKING:
    from resdiff.index import Chain
    from resdiff.index.store import Connection
    from resdiff.model import Work

_OPERATORS = frozenset({"AND", "OR", "NOT"})


@click.command("search", short_help="Find clauses by their words.")
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

    wanted = chosen(body, language, edition)
    with index.opened(place(path)) as connection:
        found = index.search(connection, " ".join(query), wanted, limit)
        words = [] if found.total else _plain(" ".join(query).split())
        alone = {word: index.search(connection, word, wanted, 1).total for word in words}
    if format_ == "json":
        click.echo(data.search(found), nl=False)
        return
    width = terminal.columns(None)
    click.echo(reports.search(found, terminal.color(None), whole, width), nl=False)
    said = f"{reports.many(found.total, 'clause')} found" if found.total else "nothing found"
    more = f", {len(found.hits)} shown (--limit)" if found.total > len(found.hits) else ""
    click.echo(said + more, err=True)
    if alone:
        each = ", ".join(f"{word} ({count})" for word, count in alone.items())
        terminal.say_hint(f"no clause has them all; alone: {each}; OR between them finds either")


def _plain(words: Sequence[str]) -> Sequence[str]:
    """Several words with nothing between them that says more; none where there is."""
    said = all(word.isalnum() for word in words) and not _OPERATORS & set(words)
    return words if said and len(words) > 1 else ()


@click.command("cites", short_help="Show who cites a text, where, in which edition.")
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

    with index.opened(place(path)) as connection:
        work = named(connection, name)
        found = index.cites(connection, work, chosen(body, language, edition), cited or "")
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


@click.command("history", short_help="Show a text's editions and what changed between them.")
@click.argument("name", metavar="TEXT")
@language_option
@click.option("--clause", metavar="PATH", help='The story of one clause: 8/3, or "resolves 3".')
@terminal.output_option
@format_option
@index_option
def history_command(
    name: str,
    language: str | None,
    clause: str | None,
    output: str | None,
    format_: str,
    path: str | None,
) -> None:
    """Show the editions of TEXT (“PP 101”) that the index holds, the earliest first, and what
    changed from each to the next, in each language. Proposals are left out.

    With -o OUT.html (.json, .txt) or --clause, each word is traced to the edition that it came
    with, as `resdiff history` does it for files.
    """
    from resdiff import index
    from resdiff.index import data, reports

    if output:
        files.check_output(output, [])
    with index.opened(place(path)) as connection:
        work = named(connection, name)
        chains = index.history(connection, work, language or "")
        if output or clause:
            _trace(connection, work, chains, clause, output)
            return
    if format_ == "json":
        click.echo(data.history(chains, work), nl=False)
        return
    if not chains:
        click.echo(f"the index has no edition of {index.titled(work)}, only citations", err=True)
    click.echo(reports.history(chains, work, terminal.color(None)), nl=False)


def _trace(
    connection: Connection,
    work: Work,
    chains: Sequence[Chain],
    clause: str | None,
    output: str | None,
) -> None:
    """The history of the editions of one language, word by word.

    Raises:  UsageError where there are not two editions, or several languages.
    """
    from resdiff import api, index
    from resdiff.cli.history import FORMATS
    from resdiff.history.choosing import chosen as chosen_stories
    from resdiff.history.rendering import Look, render

    long = [chain for chain in chains if len(chain.steps) > 1]
    if not long:
        raise UsageError(
            f"the index has no two editions of {index.titled(work)} in one language",
            "resdiff index list shows what it holds",
        )
    if len(long) > 1:
        spoken = ", ".join(chain.language for chain in long)
        raise UsageError(f"its editions are there in {spoken}", "choose one with --language")
    format_ = terminal.by_suffix(output, FORMATS) if output else "text"
    told = api.history([index.document(connection, step.entry) for step in long[0].steps])
    stories = chosen_stories(told, clause) if clause else None
    look = Look(terminal.color(output), terminal.columns(output), stories=stories)
    terminal.deliver(render(told, format_, look), output)
    if output:
        head = render(told, "text", Look(width=terminal.columns(None), stories=()))
        click.echo(head.decode(), err=True, nl=False)
    terminal.say_notices(told.notices)


@click.command("duplicates", short_help="Find clauses that many resolutions share.")
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

    with index.opened(place(path)) as connection:
        work = named(connection, name) if name else None
        wanted = index.Filter(body or "", language or "", edition or "", work)
        found = index.duplicates(connection, wanted, least, limit)
    if format_ == "json":
        click.echo(data.duplicates(found), nl=False)
        return
    width = terminal.columns(None)
    click.echo(reports.duplicates(found, terminal.color(None), whole, width), nl=False)
    more = f", {limit} shown (--limit)" if found.total > limit else ""
    said = f"{reports.many(found.total, 'group')}{more}" if found.total else "no clause is shared"
    click.echo(said, err=True)
