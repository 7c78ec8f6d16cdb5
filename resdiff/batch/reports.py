"""What a batch found, as files: a page, a table twice, and data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from resdiff import __version__
from resdiff.batch.ledger import write
from resdiff.batch.page import page
from resdiff.batch.restoring import Json
from resdiff.batch.values import (
    FAILED,
    OLD,
    UNPAIRED,
    Done,
    Failure,
    Paper,
    Report,
    Row,
    Single,
    Symbol,
    edition,
)
from resdiff.renderers import csv

SCHEMA = "resdiff/1"
NAME = "overview"
Cell = str | int

COLUMNS = (
    *("pair", "status", "body", "kind", "number", "language", "title"),
    *("old edition", "new edition", "head lines changed"),
    *("unchanged", "changed", "inserted", "deleted", "renumbered", "moved"),
    *("substantive", "editorial", "citation"),
    *("old file", "new file", "remarks"),
)


def write_reports(report: Report, out: Path) -> tuple[Path, ...]:
    """Writes overview.html, .csv, .xlsx and .json into the folder.

    Raises:  OutputError.
    """
    from resdiff.batch.spreadsheet import as_xlsx

    made = {
        ".html": page(report),
        ".csv": as_csv(report),
        ".xlsx": as_xlsx(COLUMNS, formats(report), table(report)),
        ".json": as_json(report),
    }
    for suffix, data in made.items():
        write(out / f"{NAME}{suffix}", data)
    return tuple(out / f"{NAME}{suffix}" for suffix in made)


def formats(report: Report) -> tuple[str, ...]:
    """The formats of the mark-ups, in the order in which they were asked for."""
    return tuple(dict.fromkeys(f.format for done in report.done for f in done.files))


def table(report: Report) -> Iterator[tuple[Cell, ...]]:
    """The lines of the table: every resolution compared, then what stands alone or failed.

    Shape:   a cell for each of COLUMNS, then one for each of `formats`, the mark-up's name or "".
    """
    made = formats(report)
    for done in report.done:
        names = {file.format: file.name for file in done.files}
        for row in done.rows or (None,):
            yield (*_compared(done, row), *(names.get(format, "") for format in made))
    for single in report.singles:
        yield (*_lone(single.paper, single.symbol or UNPAIRED, single.reason), *[""] * len(made))
    for paper in report.unread:
        said = paper.failure.message if paper.failure else ""
        yield (*_lone(paper, FAILED, said), *[""] * len(made))


def as_csv(report: Report) -> bytes:
    """The table in UTF-8 with a byte order mark, which spreadsheets want; RFC 4180."""
    lines = (tuple(map(str, line)) for line in table(report))
    return csv.table(((*COLUMNS, *formats(report)), *lines))


def as_json(report: Report) -> bytes:
    """The data; see `schemas/batch.json`."""
    data: Json = {
        "schema": SCHEMA,
        "version": __version__,
        "summary": summary(report),
        "pairs": [_pair(done) for done in report.done],
        "singles": [_single(single) for single in report.singles],
        "unread": [
            {**_file(paper), "error": _failure(paper.failure)}
            for paper in report.unread
            if paper.failure
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def summary(report: Report) -> dict[str, Json]:
    """The figures on top of every report."""
    symbols = Counter(row.symbol for done in report.done for row in done.rows)
    symbols.update(single.symbol for single in report.singles if single.symbol)
    return {
        "pairs": len(report.done),
        "resolutions": {symbol.value: symbols[symbol.value] for symbol in Symbol},
        "doubtful": sum(bool(done.doubts) for done in report.done),
        "single": len(report.singles),
        "failed": report.failed,
    }


def remarks(done: Done) -> tuple[str, ...]:
    """What a reader should know of a pair: failures, doubts, notices."""
    return (*(f.message for f in done.failures), *done.doubts, *done.notices)


def _compared(done: Done, row: Row | None) -> tuple[Cell, ...]:
    """A line of the table; of a pair that failed, what its papers say."""
    old, new = done.pair.old, done.pair.new
    said = "; ".join(remarks(done))
    if row is None:
        *start, _, _, _ = _lone(new, FAILED, "")
        start[0], start[7] = done.pair.id, edition(old.place, old.year, old.language)
        return (*start, old.name, new.name, said)
    return (
        done.pair.id,
        row.symbol,
        row.body,
        row.kind,
        row.number,
        row.language,
        row.title,
        edition(row.old_place, row.old_year, row.language),
        edition(row.new_place, row.new_year, row.language),
        row.head,
        *(row.unchanged, row.changed, row.inserted, row.deleted, row.renumbered, row.moved),
        *(row.substantive, row.editorial, row.citation),
        old.name,
        new.name,
        said,
    )


def _lone(paper: Paper, status: str, said: str) -> tuple[Cell, ...]:
    """A line of the table for one file."""
    old = paper.side == OLD
    own = edition(paper.place, paper.year, paper.language)
    return (
        "",
        status,
        paper.body,
        paper.kind,
        paper.number,
        paper.language,
        paper.title,
        own if old else "",
        "" if old else own,
        *[""] * 10,
        paper.name if old else "",
        "" if old else paper.name,
        said,
    )


def _pair(done: Done) -> Json:
    return {
        "id": done.pair.id,
        "old": _file(done.pair.old),
        "new": _file(done.pair.new),
        "doubts": list(done.doubts),
        "resolutions": [_resolution(row) for row in done.rows],
        "files": {file.format: file.name for file in done.files},
        "notices": list(done.notices),
        "errors": [_failure(failure) for failure in done.failures],
    }


def _resolution(row: Row) -> Json:
    return {
        "work": {"body": row.body, "kind": row.kind, "number": row.number},
        "language": row.language,
        "title": row.title,
        "old_edition": {"place": row.old_place, "year": row.old_year},
        "new_edition": {"place": row.new_place, "year": row.new_year},
        "status": row.symbol,
        "head": row.head,
        "clauses": {
            "unchanged": row.unchanged,
            "changed": row.changed,
            "inserted": row.inserted,
            "deleted": row.deleted,
            "renumbered": row.renumbered,
            "moved": row.moved,
        },
        "natures": {
            "substantive": row.substantive,
            "editorial": row.editorial,
            "citation": row.citation,
        },
    }


def _single(single: Single) -> Json:
    paper = single.paper
    return {
        **_file(paper),
        "status": single.symbol,
        "reason": single.reason,
        "work": {"body": paper.body, "kind": paper.kind, "number": paper.number},
        "edition": {"place": paper.place, "year": paper.year},
        "language": paper.language,
        "title": paper.title,
    }


def _file(paper: Paper) -> dict[str, Json]:
    return {"side": paper.side, "name": paper.name, "sha256": paper.digest}


def _failure(failure: Failure) -> Json:
    return dict(asdict(failure))
