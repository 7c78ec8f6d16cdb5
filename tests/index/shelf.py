"""Small texts to fill an index with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from resdiff import index
from resdiff.batch import processes
from resdiff.index.store import Connection

ADOPTED = {
    "PP": "The Plenipotentiary Conference of the International Telecommunication Union",
    "WTSA": "The World Telecommunication Standardization Assembly",
    "WTDC": "The World Telecommunication Development Conference",
}


def resolution(
    number: str,
    edition: str,
    clauses: Sequence[str],
    body: str = "PP",
    title: str = "On lamps",
) -> str:
    """A resolution as a text file holds it; `edition` as printed: "Rev. Dubai, 2018"."""
    met = edition.removeprefix("Rev. ")
    items = "\n\n".join(f"{at}\t{text}" for at, text in enumerate(clauses, 1))
    return (
        f"RESOLUTION {number} ({edition})\n\n{title}\n\n{ADOPTED[body]} ({met}),\n\nresolves\n\n"
        f"{items}\n"
    )


def put(folder: Path, name: str, text: str) -> Path:
    """Writes a text file below a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@contextmanager
def filled(place: Path, *names: Path) -> Iterator[Connection]:
    """An index with what the files or folders hold, read by this process or one worker."""
    with index.opened(place, make=True) as connection:
        index.add(connection, index.find([str(n) for n in names], place), processes(1))
        yield connection
