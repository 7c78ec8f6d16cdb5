"""A whole batch: read, pair, compare, write, report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from resdiff.batch import crew, finding, pairing
from resdiff.batch.comparing import CompareJob, compare
from resdiff.batch.crew import Lost, Task
from resdiff.batch.engines import Engine
from resdiff.batch.ledger import PAIRS, Ledger, write
from resdiff.batch.reading import ReadJob, failure, identify
from resdiff.batch.values import (
    NEW,
    OLD,
    Done,
    Failure,
    Options,
    Outcome,
    Pair,
    Paper,
    Place,
    Plan,
    Report,
    Written,
)
from resdiff.errors import OutputError, ResdiffError, UsageError
from resdiff.values import dataclass

Progress: TypeAlias = Callable[[str, int, int, int], None]
"""Told after every job: the step ("reading" or "comparing"), how many are done of how many, and
the characters read on both sides so far."""

SUFFIXES = {
    "docx": ".docx",
    "html": ".html",
    "json": ".json",
    "text": ".txt",
    "critic": ".critic.txt",
}


@dataclass(frozen=True, slots=True)
class Collection:
    """What is to be compared: places to pair by what they say, or lines that pair them.

    Shape:   `passed_over` the paths of files in the folders that were not taken for texts.
    """

    places: tuple[Place, ...]
    lines: tuple[tuple[Place | None, Place | None], ...] | None = None
    passed_over: tuple[str, ...] = ()


def folders(old: Path, new: Path) -> Collection:
    """All documents below two folders.

    Raises:  FileMissing; UsageError when there is none.
    """
    places = (*finding.places(old, OLD), *finding.places(new, NEW))
    if not places:
        raise UsageError(
            f"no documents in {old} or {new}",
            "they are looked for by what their names end in: .docx, .pdf, .html, .txt …",
        )
    others = [str(folder / name) for folder in (old, new) for name in finding.passed_over(folder)]
    return Collection(places, passed_over=tuple(others))


def listing(path: Path) -> Collection:
    """The pairs of a CSV file.

    Raises:  FileMissing, NotUtf8; UsageError for a line that is no pair, or when there is none.
    """
    lines = finding.listed(path)
    if not lines:
        raise UsageError(f"{path} names no pairs", "two columns: the old file, the new file")
    places = [place for line in lines for place in line if place is not None]
    return Collection(tuple(dict.fromkeys(places)), lines)


def run(
    collection: Collection,
    out: Path,
    options: Options,
    engine: Engine,
    *,
    resume: bool = False,
    progress: Progress = lambda step, done, total, characters: None,
) -> Report:
    """Compares the collection and writes every mark-up into `out`; the reports are the caller's.

    Shape:   the same report and the same files whatever engine ran it, in whatever order, at once
             or in several goes.
    Raises:  OutputError, EngineLost; for no document.
    """
    try:
        (out / PAIRS).mkdir(parents=True, exist_ok=True)
        ledger = Ledger(out, resume)
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror}") from error
    papers = _read(collection, ledger, engine, progress)
    plan = _plan(collection, papers)
    paths = {(place.side, place.name): place for place in collection.places}
    done = _compared(plan, paths, out, options, ledger, engine, progress)
    ledger.close()
    return Report(tuple(done[pair.id] for pair in plan.pairs), plan.singles, plan.unread)


# ---------------------------------------------------------------------- reading


def _read(
    collection: Collection, ledger: Ledger, engine: Engine, progress: Progress
) -> dict[Place, Paper]:
    papers: dict[Place, Paper] = {}
    total = len(collection.places)

    def tasks() -> Iterator[Task[Place, ReadJob]]:
        for place in collection.places:
            try:
                data = finding.read(place)
            except ResdiffError as error:
                papers[place] = Paper(place.side, place.name, failure=failure(error))
                continue
            known = ledger.paper(place.side, place.name, sha256(data).hexdigest())
            if known is None:
                yield Task(place, ReadJob(place.side, place.name, data))
            else:
                papers[place] = known
                ledger.note_paper(known)

    for place, found in crew.run(identify, tasks(), engine):
        if isinstance(found, Lost):
            papers[place] = Paper(place.side, place.name, failure=_lost(found, place.name))
        else:
            papers[place] = found
            ledger.note_paper(found)
        progress("reading", len(papers), total, 0)
    progress("reading", total, total, 0)
    return papers


def _lost(lost: Lost, name: str) -> Failure:
    return Failure(
        "worker-lost",
        f"{name}: the process that worked on it died ({lost.reason})",
        "it may need more memory than there is; compare it alone",
    )


def _plan(collection: Collection, papers: dict[Place, Paper]) -> Plan:
    if collection.lines is None:
        return pairing.paired(papers[place] for place in collection.places)
    return pairing.as_listed(
        (papers[old] if old else None, papers[new] if new else None)
        for old, new in collection.lines
    )


# ---------------------------------------------------------------------- comparing


def _compared(
    plan: Plan,
    places: dict[tuple[str, str], Place],
    out: Path,
    options: Options,
    ledger: Ledger,
    engine: Engine,
    progress: Progress,
) -> dict[str, Done]:
    done: dict[str, Done] = {}
    total, characters = len(plan.pairs), 0

    def tasks() -> Iterator[Task[Pair, CompareJob]]:
        for pair in plan.pairs:
            known = ledger.done(pair, options)
            if known is not None:
                done[pair.id] = known
                continue
            try:
                yield Task(pair, _job(pair, places, options))
            except ResdiffError as error:
                done[pair.id] = _finished(pair, Outcome(failures=(failure(error),)), out)

    for pair, found in crew.run(compare, tasks(), engine):
        if isinstance(found, Lost):
            lost = Outcome(failures=(_lost(found, pair.id),))
            done[pair.id] = _finished(pair, lost, out)
        else:
            done[pair.id] = _finished(pair, found, out)
            ledger.note_done(done[pair.id], options)
        characters += done[pair.id].characters
        progress("comparing", len(done), total, characters)
    progress("comparing", total, total, characters)
    return done


def _job(pair: Pair, places: dict[tuple[str, str], Place], options: Options) -> CompareJob:
    """The job, with the bytes that were read before.

    Raises:  ResdiffError when a file cannot be read any more or has other bytes now.
    """
    data = []
    for paper in (pair.old, pair.new):
        data.append(finding.read(places[paper.side, paper.name]))
        if sha256(data[-1]).hexdigest() != paper.digest:
            raise UsageError(f"{paper.name} changed while the batch ran", "run it with --resume")
    return CompareJob(pair.old.name, data[0], pair.new.name, data[1], options)


def _finished(pair: Pair, outcome: Outcome, out: Path) -> Done:
    """Writes what came of a pair, and says where it lies."""
    files = []
    for output in outcome.outputs:
        name = f"{PAIRS}/{pair.id}{SUFFIXES[output.format]}"
        write(out / name, output.data)
        files.append(Written(output.format, name, sha256(output.data).hexdigest()))
    return Done(
        pair=pair,
        rows=outcome.rows,
        files=tuple(files),
        notices=outcome.notices,
        found=outcome.doubts,
        characters=outcome.characters,
        failures=outcome.failures,
    )
