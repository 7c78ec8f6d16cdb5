"""Two processes use one index at once; one that is killed leaves it whole."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from programs import RESDIFF
from shelf import filled, put, resolution

from resdiff import index
from resdiff.index import Filter, store

EACH = 30


def started(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*RESDIFF, "index", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(*arguments: object) -> int:
    process = started(*arguments)
    process.communicate(timeout=300)
    return process.returncode


def written(folder: Path, first: int) -> Path:
    for number in range(first, first + EACH):
        clauses = [f"to light lamp {number};", "to carry water."]
        put(folder, f"{number}.txt", resolution(str(number), "Dubai, 2018", clauses))
    return folder


def test_two_processes_make_and_fill_one_index_at_once(tmp_path: Path) -> None:
    place = tmp_path / "i.db"
    folders = [written(tmp_path / "a", 100), written(tmp_path / "b", 200)]
    running = [started("add", folder, "--index", place, "--jobs", 1) for folder in folders]
    for process in running:
        _, told = process.communicate(timeout=300)
        assert process.returncode == 0, told
    with index.opened(place) as connection:
        assert index.figures(connection).files == 2 * EACH
        assert index.search(connection, "water", Filter()).hits[0].total == 2 * EACH
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_one_reads_while_another_writes(tmp_path: Path) -> None:
    place = tmp_path / "i.db"
    put(tmp_path, "first.txt", resolution("99", "Dubai, 2018", ["to carry water."]))
    assert finished("add", tmp_path / "first.txt", "--index", place) == 0
    writer = started("add", written(tmp_path / "a", 100), "--index", place, "--jobs", 1)
    while True:
        over = writer.poll() is not None
        with index.opened(place) as connection:
            counted = index.search(connection, "water", Filter()).hits[0].total
        if over:
            break
        assert 1 <= counted <= EACH + 1
    writer.communicate()
    assert (writer.returncode, counted) == (0, EACH + 1)


def test_a_process_that_is_killed_leaves_the_index_whole(tmp_path: Path) -> None:
    place = tmp_path / "i.db"
    folder = written(tmp_path / "a", 100)
    process = started("add", folder, "--index", place, "--jobs", 1)
    while process.poll() is None and not held(place):
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    with index.opened(place) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        whole = connection.execute(
            "SELECT count(*) FROM clauses GROUP BY edition ORDER BY 1"
        ).fetchall()
        assert len(set(whole)) == 1, "every file is in it whole or not at all"
    assert finished("add", folder, "--index", place, "--jobs", 1) == 0
    assert held(place) == EACH


def test_one_that_waits_too_long_says_so_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "i.db"
    text = put(tmp_path, "a.txt", resolution("1", "Dubai, 2018", ["to carry water."]))
    with filled(place, text) as first:
        monkeypatch.setattr(store, "PATIENCE", 0.05)
        with store.writing(first):
            with pytest.raises(index.IndexBusy), index.opened(place) as second:
                index.remove(second, [str(text)])
            with index.opened(place) as reader:
                assert index.figures(reader).files == 1


def held(place: Path) -> int:
    if not place.exists():
        return 0
    with index.opened(place) as connection:
        return index.figures(connection).files
