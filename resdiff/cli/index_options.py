"""What the verbs of `resdiff index` share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from resdiff.errors import UsageError
from resdiff.language.packs import LANGUAGES

if TYPE_CHECKING:
    from resdiff.index import Filter
    from resdiff.index.store import Connection
    from resdiff.model import Work

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


def place(given: str | None) -> Path:
    """Where the index lies."""
    return Path(given) if given else usual()


def chosen(body: str | None, language: str | None, edition: str | None) -> Filter:
    """The texts that the options choose."""
    from resdiff.index import Filter

    return Filter(body or "", language or "", edition or "")


def named(connection: Connection, name: str) -> Work:
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
