"""The files of a collection: two folders, or a list of pairs; and their bytes."""

from __future__ import annotations

import csv
import io
from pathlib import Path, PurePath

from resdiff.batch.values import NEW, OLD, Place
from resdiff.errors import EmptyFile, FileMissing, NotUtf8, Unsafe, UsageError
from resdiff.parsers import SUFFIXES

MAX_INPUT = 512 * 1024 * 1024  # bytes; as for a single comparison


def places(folder: Path, side: str) -> tuple[Place, ...]:
    """The documents below a folder, by name.

    Raises:  FileMissing when it is no folder.
    """
    if not folder.is_dir():
        raise FileMissing(f"{folder} is no folder", "name the folder that holds the texts")
    return tuple(Place(side, name, str(folder / name)) for name in _names(folder) if is_text(name))


def passed_over(folder: Path) -> tuple[str, ...]:
    """The files below a folder whose names do not end as those of texts."""
    return tuple(name for name in _names(folder) if not is_text(name))


def is_text(name: str) -> bool:
    """Whether a file is taken for a text; one that cannot be read is reported, not passed over."""
    return PurePath(name).suffix.lower() in SUFFIXES


def _names(folder: Path) -> list[str]:
    """All files below a folder, with "/" on every system; hidden files and Word's lock files left
    out."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(
        name.as_posix()
        for name in found
        if not any(part.startswith((".", "~$")) for part in name.parts)
    )


def listed(path: Path) -> tuple[tuple[Place | None, Place | None], ...]:
    """The pairs that a CSV file names, in its order; None for an empty cell.

    Shape:   two columns, old and new, below a header line `old,new` or without one; separated by
             commas or semicolons; paths as seen from the file's folder.
    Raises:  FileMissing, NotUtf8; UsageError for a line that is no pair.
    """
    text = _text(path)
    separator = ";" if text.count(";") > text.count(",") else ","
    pairs: list[tuple[Place | None, Place | None]] = []
    for number, line in enumerate(csv.reader(io.StringIO(text), delimiter=separator), 1):
        cells = [cell.strip() for cell in line]
        if not any(cells) or (number == 1 and [c.lower() for c in cells[:2]] == [OLD, NEW]):
            continue
        if len(cells) != 2:
            raise UsageError(
                f"{path}, line {number}: {len(cells)} columns", "write two: the old file, the new"
            )
        pairs.append((_place(path, OLD, cells[0]), _place(path, NEW, cells[1])))
    return tuple(pairs)


def read(place: Place) -> bytes:
    """The bytes of a file of the collection.

    Raises:  FileMissing, EmptyFile, Unsafe.
    """
    return data_of(Path(place.path), place.name)


def data_of(path: Path, name: str) -> bytes:
    """The bytes of a file, which messages call `name`.

    Raises:  FileMissing, EmptyFile, Unsafe.
    """
    try:
        if path.stat().st_size > MAX_INPUT:
            raise Unsafe(f"{name} is larger than {MAX_INPUT >> 20} MiB")
        data = path.read_bytes()
    except OSError as error:
        raise FileMissing(f"{name} cannot be read: {error.strerror}") from error
    if not data:
        raise EmptyFile(f"{name} is empty")
    return data


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUtf8(f"{path} is not UTF-8") from error
    except OSError as error:
        raise FileMissing(f"{path} cannot be read: {error.strerror}") from error


def _place(listing: Path, side: str, cell: str) -> Place | None:
    if not cell:
        return None
    name = cell.replace("\\", "/")
    return Place(side, name, str(listing.parent / name))
