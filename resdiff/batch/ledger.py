"""What a batch has done so far, in its output folder: so that nothing is done twice.

One line of JSON a fact, added when the fact is complete on the disk; a line that was cut off by a
sudden end does not count. When the batch is finished the file is written anew, in order, at once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from resdiff.batch.fingerprint import program
from resdiff.batch.restoring import Json, restored
from resdiff.batch.values import Done, Options, Pair, Paper, Written
from resdiff.errors import OutputError
from resdiff.values import replace

NAME = ".resdiff-batch.jsonl"
PAIRS = "pairs"


class Ledger:
    """The record of one output folder.

    Shape:   with `resume` it knows what an earlier batch of this very program left there; without,
             it starts empty.
    """

    def __init__(self, folder: Path, resume: bool) -> None:
        self._folder = folder
        self._path = folder / NAME
        self._papers: dict[str, dict[str, Json]] = {}
        self._done: dict[str, dict[str, Json]] = {}
        self._stale: set[str] = set()
        self._noted: dict[str, dict[str, Json]] = {}
        for line in self._lines():
            self._stale.update(_names(line))
            if resume and line.get("version") == program():
                known = self._papers if "paper" in line else self._done
                known[str(line["key"])] = line
        self._rewrite(line for known in (self._papers, self._done) for line in known.values())

    def paper(self, side: str, name: str, digest: str) -> Paper | None:
        """What is known of a file with these bytes."""
        line = self._papers.get(_hash(side, name, digest))
        return restored(Paper, line["paper"]) if line else None

    def note_paper(self, paper: Paper) -> None:
        """Keeps what was read."""
        key = _hash(paper.side, paper.name, paper.digest)
        self._note({"key": key, "version": program(), "paper": asdict(paper)})

    def done(self, pair: Pair, options: Options) -> Done | None:
        """What came of the pair, if the same inputs and options gave it and its files are whole."""
        line = self._done.get(_key(pair, options))
        if line is None:
            return None
        found = replace(restored(Done, line["done"]), pair=pair)
        if not all(self._is_whole(file) for file in found.files):
            return None
        self._noted[str(line["key"])] = line
        return found

    def note_done(self, done: Done, options: Options) -> None:
        """Keeps what came of a pair; its files must be written before."""
        key = _key(done.pair, options)
        self._note({"key": key, "version": program(), "done": asdict(done)})

    def close(self) -> None:
        """Writes the record in order, and removes the files of earlier batches that no pair of this
        one has."""
        self._rewrite(self._noted[key] for key in sorted(self._noted))
        kept = {name for line in self._noted.values() for name in _names(line)}
        for name in self._stale - kept:
            if Path(name).parts[0] == PAIRS and ".." not in Path(name).parts:
                (self._folder / name).unlink(missing_ok=True)

    def _note(self, line: dict[str, Json]) -> None:
        self._noted[str(line["key"])] = line
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(_line(line))

    def _is_whole(self, file: Written) -> bool:
        try:
            return sha256((self._folder / file.name).read_bytes()).hexdigest() == file.digest
        except OSError:
            return False

    def _lines(self) -> Iterator[dict[str, Json]]:
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return
        for line in text.splitlines():
            try:
                found = json.loads(line)
            except ValueError:
                continue  # the line that was being written when the batch was ended
            if isinstance(found, dict) and "key" in found:
                yield found

    def _rewrite(self, lines: Iterable[dict[str, Json]]) -> None:
        write(self._path, "".join(map(_line, lines)).encode())


def write(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all.

    Raises:  OutputError.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error


def _line(line: dict[str, Json]) -> str:
    return json.dumps(line, ensure_ascii=False) + "\n"


def _names(line: dict[str, Json]) -> Iterator[str]:
    """The files that a line says were written."""
    if "done" in line:
        yield from (file.name for file in restored(Done, line["done"]).files)


def _key(pair: Pair, options: Options) -> str:
    sides = [part for p in (pair.old, pair.new) for part in (p.side, p.name, p.digest)]
    return _hash(pair.id, *sides, *options.formats, options.author, options.date)


def _hash(*parts: str) -> str:
    return sha256(json.dumps(parts).encode()).hexdigest()
