"""What runs the jobs: processes of this machine, or a cluster that someone else schedules."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING

from resdiff import __version__
from resdiff.errors import MissingExtra, ResdiffError, UsageError
from resdiff.values import dataclass

if TYPE_CHECKING:
    from distributed import Client


class EngineLost(ResdiffError):
    """The engine that was to run the jobs cannot be reached."""

    slug = "engine-lost"
    exit_code = 16
    default_hint = "check that its scheduler runs; --resume goes on where the batch stopped"


@dataclass(frozen=True, slots=True)
class Engine:
    """Gives an executor when it is entered, and ends it when it is left.

    Shape:   `start` takes the number of workers wanted, at most `workers`; an engine that has its
             own may give more.
    """

    start: Callable[[int], AbstractContextManager[Executor]]
    workers: int


ENGINES = ("processes", "dask")


def engine(name: str, jobs: int, scheduler: str) -> Engine:
    """The engine of that name.

    Raises:  UsageError, MissingExtra, EngineLost.
    """
    if name == "processes":
        return processes(jobs or cores())
    if name == "dask" and scheduler:
        return dask(scheduler, jobs)
    if name == "dask":
        raise UsageError("dask needs a scheduler", "--scheduler tcp://HOST:8786")
    raise UsageError(f"there is no engine {name!r}", f"engines: {', '.join(ENGINES)}")


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes(workers: int) -> Engine:
    """Worker processes of this machine.

    Shape:   each is spawned afresh, so that nothing of this process (threads, locks, terminals) is
             in it, on every system alike.
    """

    def start(wanted: int) -> AbstractContextManager[Executor]:
        return _ended(
            ProcessPoolExecutor(min(wanted, workers), get_context("spawn"), initializer=_settle_in)
        )

    return Engine(start, workers)


def dask(address: str, jobs: int = 0) -> Engine:
    """The workers of a Dask scheduler; `jobs` bounds how many are used at once, 0 for all cores.

    Raises:  MissingExtra, EngineLost.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingExtra("dask is not installed", "pip install 'resdiff[dask]'") from error

    @contextmanager
    def start(wanted: int) -> Iterator[Executor]:
        with _reached(address, Client) as client, _ended(client.get_executor()) as executor:
            yield executor

    with _reached(address, Client) as client:
        found = sum(client.ncores().values())
        _check_workers(address, client)
    return Engine(start, min(jobs or found, found))


def _check_workers(address: str, client: Client) -> None:
    """Refuses workers that would give other results than this process.

    Raises:  EngineLost when there are none, or some have no resdiff or another version of it.
    """
    try:
        versions = set(client.run(_version).values())
    except Exception as error:  # whatever a worker without resdiff raises
        raise EngineLost(
            f"the workers of {address} cannot run resdiff: {error}", "install it on each of them"
        ) from error
    if not versions:
        raise EngineLost(f"the scheduler at {address} has no workers", "start some and try again")
    if versions != {__version__}:
        raise EngineLost(
            f"the workers of {address} have resdiff {', '.join(sorted(versions))}, "
            f"this is {__version__}",
            "install the same version everywhere",
        )


def _version() -> str:
    return __version__


@contextmanager
def _reached(address: str, connect: Callable[..., Client]) -> Iterator[Client]:
    try:
        client = connect(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise EngineLost(f"no scheduler answers at {address}: {error}") from error
    with client:
        yield client


@contextmanager
def _ended(executor: Executor) -> Iterator[Executor]:
    try:
        yield executor
    finally:
        executor.shutdown()


def _settle_in() -> None:
    """Makes a worker leave interrupts to its parent, and end when its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_outlive_nobody, daemon=True).start()


def _outlive_nobody() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
