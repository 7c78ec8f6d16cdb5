"""Reads what was named, writes what was asked for: where the command line touches files."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from resdiff.errors import (
    EmptyFile,
    FileMissing,
    IsFolder,
    NoOutputFolder,
    OutputError,
    OutputIsInput,
    Unsafe,
)

STDIN = STDOUT = "-"
MAX_INPUT = 512 * 1024 * 1024  # bytes; the largest Final Acts volume met is under 20 MiB


def read(path: str) -> bytes:
    """The bytes of a file, or of standard input for "-".

    Raises:  FileMissing, EmptyFile, Unsafe.
    """
    data = sys.stdin.buffer.read() if path == STDIN else _read_file(Path(path))
    if not data and path == STDIN:
        raise EmptyFile("nothing came on standard input", "pipe one file into it, and name - once")
    if not data:
        raise EmptyFile(f"{path} is empty")
    return data


def _read_file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise IsFolder(f"{path} is a folder")
        if path.is_file() and path.stat().st_size > MAX_INPUT:
            raise Unsafe(f"{path} is larger than {MAX_INPUT >> 20} MiB")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileMissing(f"{path} does not exist") from error
    except OSError as error:
        raise FileMissing(f"{path} cannot be read: {error.strerror}", "check its rights") from error


def check_output(out: str, inputs: Sequence[str]) -> None:
    """Refuses an output that could not be written or would overwrite an input.

    Raises:  OutputError, before any work is done.
    """
    if out == STDOUT:
        return
    path = Path(out)
    try:
        if path.is_dir():
            raise OutputError(f"{out} is a folder", "name a file in it")
        if not path.absolute().parent.is_dir():
            raise NoOutputFolder(f"the folder of {out} does not exist")
        if path.exists() and not os.access(path, os.W_OK):
            raise OutputError(f"{out} is there and must not be changed: it is write-protected")
        for source in inputs:
            if source != STDIN and path.exists() and os.path.samefile(path, source):
                raise OutputIsInput(f"{out} is one of the inputs")
    except FileNotFoundError:  # an input that is not there is told when it is read
        return
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror}") from error


def write(out: str, data: bytes) -> None:
    """Writes the file whole or not at all: beside its place first, then renamed.

    Shape:   a pipe or a device (/dev/stdout) has no place beside it and is written at once.
    Raises:  OutputError.
    """
    try:
        if out == STDOUT:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        elif Path(out).is_file() or not Path(out).exists():
            _write_beside(Path(os.path.realpath(out)), data)
        else:
            Path(out).write_bytes(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror}") from error


def _write_beside(path: Path, data: bytes) -> None:
    """Writes a file under another name, gives it that of `path`, and the rights of what was there.

    `click.open_file` (8.5) puts the other in place also when writing it failed, and leaves it lying
    where it could not be put there.
    """
    draft = path.with_name(f".{os.urandom(8).hex()}")
    rights = path.stat().st_mode if path.exists() else None
    try:
        with draft.open("xb") as stream:
            if rights is not None:
                draft.chmod(rights)
            stream.write(data)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
