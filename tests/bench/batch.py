"""How fast a collection is compared: `python tests/bench/batch.py [--pairs N] [--broken N] …`.

Makes a collection by mutation of the corpus (and of the six-language texts where they are beside
the checkout), runs `resdiff batch` on it as a process of its own, and prints for each setting the
wall time, pages per second (a page is 3,000 characters of either side), the processor time, the
largest worker's and the parent's peak memory. With --kill it ends the batch half-way, resumes it,
and holds the two results against each other; with --dask the same runs on a local Dask cluster of
two worker processes. Every result must be the same byte for byte.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "batch"))

import collection  # noqa: E402
from local_dask import local_cluster  # noqa: E402

PAGE = 3_000  # characters on a printed page of a volume of Final Acts


def command(old: Path, new: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "resdiff", "batch", str(old), str(new), "-o", str(out), *more]


def timed(name: str, arguments: list[str], out: Path) -> float:
    """Runs the batch and prints what it took; the wall time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    load = os.getloadavg()[0]
    start = time.monotonic()
    with (out.parent / "said").open("w+", encoding="utf-8") as said:
        with subprocess.Popen(arguments, cwd=ROOT, stderr=said) as done:
            parent = own_seconds(done)
        said.seek(0)
        lines = said.read().splitlines()
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{name}: exit {done.returncode}, {wall:.1f} s, {pages(out) / wall:.1f} pages/s, "
        f"processor {processor:.1f} s, of which the parent {parent:.1f} s, "
        f"on 2 free cores no less than {max(processor / 2, parent):.1f} s, "
        f"peak of the largest process so far "
        f"{after.ru_maxrss / 1024:.0f} MiB, load before {load:.1f}",
        flush=True,
    )
    print("  " + "\n  ".join(lines[:4]), flush=True)
    return wall


def own_seconds(process: subprocess.Popen[bytes]) -> float:
    """The processor time of a process without its children, once it has ended.

    Source:  proc(5), /proc/PID/stat: utime and stime, in ticks.
    """
    ticks = 0
    while process.poll() is None:
        try:
            fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
            ticks = int(fields[11]) + int(fields[12])
        except OSError:
            break
        time.sleep(0.05)
    process.wait()
    return ticks / os.sysconf("SC_CLK_TCK")


def pages(out: Path) -> float:
    """The pages that were compared, from the record of the batch."""
    lines = (out / ".resdiff-batch.jsonl").read_text(encoding="utf-8").splitlines()
    found = (json.loads(line).get("done", {}) for line in lines)
    return sum(done.get("characters", 0) for done in found) / PAGE


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder and the SHA-256 of its bytes."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def killed_and_resumed(old: Path, new: Path, out: Path, pairs: int) -> None:
    """Kills the batch when half the pairs are written, then resumes it."""
    process = subprocess.Popen(command(old, new, out), cwd=ROOT, stderr=subprocess.DEVNULL)
    while process.poll() is None and len(list((out / "pairs").glob("*.docx"))) < pairs // 2:
        time.sleep(0.2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    print(f"killed with {len(list((out / 'pairs').glob('*.docx')))} pairs written")
    timed("resumed", command(old, new, out, "--resume"), out)
    timed("resumed when all was done", command(old, new, out, "--resume"), out)


@contextmanager
def made(pairs: int, broken: int) -> Iterator[tuple[Path, Path, Path]]:
    folder = Path(tempfile.mkdtemp(prefix="resdiff-batch-"))
    try:
        old, new = collection.make(folder, pairs, broken)
        yield folder, old, new
    finally:
        shutil.rmtree(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=2_000)
    parser.add_argument("--broken", type=int, default=20)
    parser.add_argument("--runs", type=int, default=0, help="compare 1 worker with 2, so often")
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--dask", action="store_true")
    given = parser.parse_args()
    with made(given.pairs, given.broken) as (folder, old, new):
        out = folder / "whole"
        timed(f"{given.pairs} pairs, all cores", command(old, new, out), out)
        whole = tree(out)
        if given.runs:
            speed_up(folder, old, new, given.runs, whole)
        if given.kill:
            killed_and_resumed(old, new, folder / "killed", given.pairs)
            print("the same bytes:", tree(folder / "killed") == whole)
        if given.dask:
            with local_cluster(workers=2) as address:
                there = folder / "dask"
                more = ("--engine", "dask", "--scheduler", address)
                timed("on Dask", command(old, new, there, *more), there)
            print("the same bytes:", tree(folder / "dask") == whole)


def speed_up(folder: Path, old: Path, new: Path, runs: int, whole: dict[str, str]) -> None:
    """One worker against two, in turns, so that other work on the machine meets both."""
    ratios = []
    for run in range(runs):
        walls = []
        for jobs in (1, 2):
            out = folder / f"jobs-{jobs}-{run}"
            walls.append(timed(f"--jobs {jobs}", command(old, new, out, "--jobs", str(jobs)), out))
            print("the same bytes:", tree(out) == whole)
            shutil.rmtree(out)
        ratios.append(walls[0] / walls[1])
    print(f"2 workers are {statistics.median(ratios):.2f} times as fast as 1 (median of {runs})")


if __name__ == "__main__":
    main()
