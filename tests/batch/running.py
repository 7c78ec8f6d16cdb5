"""What the tests of whole batches share."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from resdiff import batch
from resdiff.batch.engines import Engine

OPTIONS = batch.Options(("docx", "html"), "resdiff", "")


@contextmanager
def _threads(wanted: int) -> Iterator[Executor]:
    with ThreadPoolExecutor(wanted) as executor:
        yield executor


THREADS = Engine(_threads, 2)
"""Any executor will do: this one starts at once."""


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def whole(old: Path, new: Path, out: Path, engine: Engine, *, resume: bool = False) -> batch.Report:
    """A batch of two folders with its reports."""
    report = batch.run(batch.folders(old, new), out, OPTIONS, engine, resume=resume)
    batch.write_reports(report, out)
    return report
