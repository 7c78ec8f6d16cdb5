"""The database file: made whole, opened safely by several processes, known by its version."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from shlex import quote

from resdiff.errors import MissingExtra, NoOutputFolder, OutputError, ResdiffError
from resdiff.index import words

APPLICATION = 0x72646978  # "rdix": SQLite keeps it in the file's header
SCHEMA = 1
"""The version of `schema.sql`; whoever changes that file counts on."""

PATIENCE = 60.0  # seconds that one process waits for another that writes; a file takes far less
_CACHE = -64_000  # KiB
_OTHERS = {  # what SQLite says of the place, not of the file: sqlite.org/rescode.html
    sqlite3.SQLITE_CANTOPEN: "cannot be opened",
    sqlite3.SQLITE_FULL: "cannot be written: the disk is full",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk fails",
    sqlite3.SQLITE_PERM: "cannot be opened: its rights forbid it",
    sqlite3.SQLITE_READONLY: "cannot be written: its rights forbid it",
}


class IndexMissing(ResdiffError):
    """There is no index where one was looked for."""

    slug = "index-missing"
    exit_code = 31
    default_hint = "make one: resdiff index add FOLDER; --index says where it is kept"


class NotAnIndex(ResdiffError):
    """The file is no index of resdiff's."""

    slug = "not-an-index"
    exit_code = 32
    default_hint = "nothing was changed in it; name another file with --index"


class IndexVersion(ResdiffError):
    """The index was made by another version of resdiff."""

    slug = "index-version"
    exit_code = 33


class IndexDamaged(ResdiffError):
    """The index's file is damaged."""

    slug = "index-damaged"
    exit_code = 34
    default_hint = "delete the file and add your texts again; they themselves are not touched"


class IndexBusy(ResdiffError):
    """Another process wrote in the index for longer than one waits."""

    slug = "index-busy"
    exit_code = 35
    default_hint = "try again when it has finished"


@contextmanager
def opened(path: Path, *, make: bool = False, any_version: bool = False) -> Iterator[Connection]:
    """The index at that path; with `make` a new one where there is none.

    Raises:  IndexMissing, NotAnIndex, IndexVersion, IndexDamaged, IndexBusy, OutputError.
    """
    with _said(path):
        if not path.exists():
            if not make:
                raise IndexMissing(f"there is no index at {path}")
            _make(path)
        if path.is_dir():
            raise NotAnIndex(f"{path} is a folder, not an index")
        with _connected(path) as connection:
            _check(connection, path, any_version)
            yield connection


Connection = sqlite3.Connection


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """A change that is made whole or not at all; other processes wait for it, readers do not."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself ends one that met a full disk
            connection.execute("ROLLBACK")
        raise


def create(connection: Connection) -> None:
    """The empty tables; part of a change that somebody else began."""
    for statement in _statements():
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('words', ?)", (words.stamp(),))
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


def version(connection: Connection) -> int:
    """The version of the schema that the file has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements() -> list[str]:
    text = files("resdiff.index").joinpath("schema.sql").read_text(encoding="utf-8")
    lines = (line.partition("--")[0] for line in text.splitlines())
    return [one for one in "\n".join(lines).split(";") if one.strip()]


@contextmanager
def _connected(path: Path) -> Iterator[Connection]:
    with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")  # a journal ahead: sqlite.org/wal.html
        connection.execute(f"PRAGMA cache_size = {_CACHE}")
        yield connection


def _check(connection: Connection, path: Path, any_version: bool) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise NotAnIndex(f"{path} is not an index of resdiff's")
    found = version(connection)
    if found > SCHEMA:
        raise IndexVersion(
            f"{path} was made by a newer resdiff (version {found} of the index, this is {SCHEMA})",
            "update resdiff, or keep another index with --index",
        )
    if found < SCHEMA and not any_version:
        raise IndexVersion(
            f"{path} was made by an older resdiff (version {found} of the index, this is {SCHEMA})",
            f"resdiff index rebuild --index {quote(str(path))} reads your texts again",
        )


def _make(path: Path) -> None:
    """Makes an empty index beside its place and puts it there whole; of two processes that do so
    at once, one's file stays and both use it.

    Raises:  NoOutputFolder; OutputError when it cannot be written.
    """
    if not path.absolute().parent.is_dir():
        raise NoOutputFolder(
            f"the folder of {path} does not exist", "create it first, or name another with --index"
        )
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with _connected(draft) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            with writing(connection):
                create(connection)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        except OSError:  # a disk that has no links
            os.replace(draft, path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """SQLite's errors as ours.

    Raises:  IndexBusy, NotAnIndex, IndexDamaged, OutputError or MissingExtra; any other as it came.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise IndexBusy(f"another process is writing in {path}") from error
        if code == sqlite3.SQLITE_NOTADB:
            raise NotAnIndex(f"{path} is not an index of resdiff's") from error
        if code == sqlite3.SQLITE_CORRUPT:
            raise IndexDamaged(f"{path} is damaged: {error}") from error
        if code in _OTHERS:
            raise OutputError(f"{path} {_OTHERS[code]}", "name another with --index") from error
        if "fts5" in str(error):
            raise MissingExtra(
                "this Python's SQLite has no full-text search (FTS5)",
                "use a Python from python.org or of your system",
            ) from error
        raise
