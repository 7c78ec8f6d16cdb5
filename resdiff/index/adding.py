"""Adds files to the index, reads them again, takes them out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import TypeAlias

from resdiff.batch import crew, finding
from resdiff.batch.crew import Lost, Task
from resdiff.batch.engines import Engine
from resdiff.errors import FileMissing, ResdiffError, UsageError
from resdiff.index import store, writing
from resdiff.index.reading import failure, read
from resdiff.index.store import Connection
from resdiff.index.values import Added, Failure, Job, Reading
from resdiff.values import dataclass

_FEW = 4  # files that this process reads itself: two workers need as long to start

Progress: TypeAlias = Callable[[int, int, int], None]
"""Told after every file: how many are done of how many, and the characters read so far."""


@dataclass(slots=True)
class _Tally:
    """What has come of the files so far."""

    total: int
    progress: Progress
    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    unchanged: int = 0
    done: int = 0
    characters: int = 0

    def count(self, characters: int = 0) -> None:
        """One file more is done."""
        self.done += 1
        self.characters += characters
        self.progress(self.done, self.total, self.characters)


def find(names: Sequence[str], index: Path) -> tuple[str, ...]:
    """The absolute paths of the documents that are named or lie below the folders that are.

    Shape:   each once, in order; hidden files, Word's lock files and the index itself left out.
    Raises:  FileMissing for what does not exist; UsageError when there is no document.
    """
    found: set[str] = set()
    for name in names:
        path = Path(name)
        if path.is_dir():
            found.update(str(Path(place.path).resolve()) for place in finding.places(path, ""))
        elif path.exists():
            found.add(str(path.resolve()))
        else:
            raise FileMissing(f"{name} does not exist", "name files or folders of texts")
    found.discard(str(index.resolve()))
    if not found:
        raise UsageError(
            f"there are no documents in {', '.join(names)}",
            "they are looked for by what their names end in: .docx, .pdf, .html, .txt …",
        )
    return tuple(sorted(found))


def passed_over(names: Sequence[str], index: Path) -> tuple[str, ...]:
    """The files below the named folders that are not taken for texts, the index left out."""
    folders = [Path(name) for name in names if Path(name).is_dir()]
    paths = [folder / name for folder in folders for name in finding.passed_over(folder)]
    return tuple(str(x) for x in paths if not str(x.resolve()).startswith(str(index.resolve())))


def add(
    connection: Connection,
    paths: Sequence[str],
    engine: Engine,
    *,
    again: bool = False,
    progress: Progress = lambda done, total, characters: None,
) -> Added:
    """Reads what is new or has changed, each file's texts put in whole or not at all.

    Shape:   with `again` what is unchanged is read too. The same files give the same index in
             whatever order their readings come: they are put in by path.
    Raises:  IndexBusy; for no file.
    """
    known = dict(connection.execute("SELECT path, digest FROM files"))
    tally = _Tally(len(paths), progress)
    sent: deque[str] = deque()
    ready: dict[str, Reading] = {}

    def tasks() -> Iterator[Task[str, Job]]:
        for path in paths:
            job = _job(path, "" if again else known.get(path, ""), tally)
            if job is not None:
                sent.append(path)
                yield Task(path, job)

    for path, found in _read(tasks(), engine):
        ready[path] = _lost(path, found) if isinstance(found, Lost) else found
        while sent and sent[0] in ready:
            _keep(connection, ready.pop(sent.popleft()), known, tally)
    return Added(tuple(tally.added), tuple(tally.replaced), tally.unchanged, tuple(tally.failures))


def _job(path: str, digest: str, tally: _Tally) -> Job | None:
    """The file to read; None where it is as it was, or cannot be opened, which is noted."""
    try:
        data = finding.data_of(Path(path), path)
    except ResdiffError as error:
        tally.failures.append(failure(path, error))
        tally.count()
        return None
    found = sha256(data).hexdigest()
    if found == digest:
        tally.unchanged += 1
        tally.count()
        return None
    return Job(path, found, data)


def _read(tasks: Iterator[Task[str, Job]], engine: Engine) -> Iterator[tuple[str, Reading | Lost]]:
    """Every file read, as they are finished: a few of them here, many by the engine's workers."""
    first = list(islice(tasks, _FEW + 1))
    if len(first) <= _FEW:
        yield from ((task.job, read(task.input)) for task in first)
    else:
        yield from crew.run(read, chain(first, tasks), engine)


def _lost(path: str, lost: Lost) -> Reading:
    reason = f"{path}: the process that read it died ({lost.reason})"
    return Reading(path, "", failure=Failure(path, "worker-lost", reason, "read it alone"))


def _keep(
    connection: Connection, reading: Reading, known: Mapping[str, str], tally: _Tally
) -> None:
    """Puts a reading in; one that failed leaves what the index has of the file."""
    if reading.failure is not None or reading.document is None:
        tally.failures.extend([reading.failure] if reading.failure else [])
        tally.count()
        return
    try:
        with store.writing(connection):
            writing.put(connection, reading)
    except UnicodeEncodeError:  # half a character, in the file's name or in a damaged PDF
        said = f"{reading.path!r} has signs that are no Unicode, in its name or its text"
        tally.failures.append(
            Failure(reading.path, "not-unicode", said, "rename it, or save it anew")
        )
        tally.count()
        return
    (tally.replaced if reading.path in known else tally.added).append(reading.path)
    tally.count(sum(len(clause.text) for clause in reading.document.clauses))


# ---------------------------------------------------------------------- out, and all again


def remove(connection: Connection, names: Iterable[str]) -> tuple[str, ...]:
    """Takes out files, and all that lay below folders, as they are named; the paths taken out.

    Shape:   the files themselves are not touched and need not exist any more.
    """
    held = [str(row[0]) for row in connection.execute("SELECT path FROM files ORDER BY path")]
    wanted = [Path(name).resolve() for name in names]
    gone = [
        path for path in held if any(Path(path) == w or w in Path(path).parents for w in wanted)
    ]
    with store.writing(connection):
        writing.take(connection, gone)
    return tuple(gone)


def missing(connection: Connection) -> tuple[str, ...]:
    """The paths of the index's files that do not exist any more."""
    held = connection.execute("SELECT path FROM files ORDER BY path")
    return tuple(str(row[0]) for row in held if not Path(row[0]).exists())


def rebuild(
    connection: Connection,
    engine: Engine,
    progress: Progress = lambda done, total, characters: None,
) -> Added:
    """Reads every file of the index again, file by file, and puts the database in order.

    Shape:   what cannot be read any more stays as it was; in an index of an older version only the
             list of files is kept, and what cannot be read is missing from then on.
    Raises:  IndexBusy; for no file.
    """
    if store.version(connection) != store.SCHEMA:
        connection.execute("PRAGMA foreign_keys = OFF")  # tables go in no order
        with store.writing(connection):
            _begin_anew(connection)
        connection.execute("PRAGMA foreign_keys = ON")
    held = [str(row[0]) for row in connection.execute("SELECT path FROM files ORDER BY path")]
    done = add(connection, held, engine, again=True, progress=progress)
    with store.writing(connection):
        connection.execute("DELETE FROM files WHERE digest = ''")
        writing.refresh(connection)
        connection.execute("INSERT INTO found (found) VALUES ('optimize')")
    connection.execute("VACUUM")
    return done


def _begin_anew(connection: Connection) -> None:
    """Empty tables of this version, with the names of the files alone."""
    held = connection.execute("SELECT path FROM files ORDER BY path").fetchall()
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " ORDER BY sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    for (name,) in tables:
        connection.execute(f'DROP TABLE IF EXISTS "{name}"')
    store.create(connection)
    connection.executemany("INSERT INTO files (path, digest) VALUES (?, '')", held)
