"""A real Dask cluster on this machine: a scheduler and worker processes, each its own process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"Scheduler at:\s+(tcp://\S+)")


@contextmanager
def local_cluster(workers: int) -> Iterator[str]:
    """The address of a scheduler with so many worker processes of one thread each."""
    with ExitStack() as stack:
        scheduler = stack.enter_context(_started("scheduler", "--host", "127.0.0.1", "--port", "0"))
        address = _address(scheduler)
        for _ in range(workers):
            arguments = ("--nthreads", "1", "--no-dashboard", "--no-nanny")
            stack.enter_context(_started("worker", address, *arguments))
        _wait_for(address, workers)
        yield address


@contextmanager
def _started(part: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_" + part, *arguments],
        stderr=subprocess.PIPE if part == "scheduler" else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()
        if process.stderr:
            process.stderr.close()


def _address(scheduler: subprocess.Popen[str]) -> str:
    assert scheduler.stderr is not None
    for line in scheduler.stderr:
        found = ADDRESS.search(line)
        if found:
            return found[1]
    raise AssertionError("the Dask scheduler did not start")


def _wait_for(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, set_as_default=False, timeout=60) as client:
        client.wait_for_workers(workers, timeout=60)
