"""Runs jobs on any `concurrent.futures.Executor`, and survives the death of a worker."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import Generic, TypeVar

from resdiff.batch.engines import Engine
from resdiff.values import dataclass

Job = TypeVar("Job")
Input = TypeVar("Input")
Result = TypeVar("Result")

AHEAD = 3  # jobs in flight a worker: one runs, one is on its way, one in reserve


@dataclass(frozen=True, slots=True)
class Task(Generic[Job, Input]):
    """A job, as its owner knows it, and what a worker gets of it."""

    job: Job
    input: Input


@dataclass(frozen=True, slots=True)
class Lost:
    """A worker died on this job, also when it had the job alone."""

    reason: str


def run(
    work: Callable[[Input], Result], tasks: Iterable[Task[Job, Input]], engine: Engine
) -> Iterator[tuple[Job, Result | Lost]]:
    """Each job with its result, in the order in which they are finished.

    Shape:   `tasks` are drawn only as there is room for them. `work` must not raise; what a future
             raises therefore means that its worker died, and those that were in flight are then
             run one by one, so that one costs only itself.
    """
    waiting = iter(tasks)
    while suspects := (yield from _together(work, waiting, engine)):
        for task in suspects:
            yield task.job, _alone(work, task, engine)


def _together(
    work: Callable[[Input], Result], waiting: Iterator[Task[Job, Input]], engine: Engine
) -> Generator[tuple[Job, Result | Lost], None, list[Task[Job, Input]]]:
    """Runs all that wait, or until a worker dies; gives back what was then in flight."""
    suspects: list[Task[Job, Input]] = []
    flying: dict[Future[Result], Task[Job, Input]] = {}
    with engine.start(engine.workers) as executor:
        try:
            while True:
                if not suspects:
                    room = AHEAD * engine.workers
                    suspects.extend(_fill(executor, work, waiting, flying, room))
                if not flying:
                    return suspects
                yield from _landed(flying, suspects)
        finally:
            for future in flying:
                future.cancel()


def _landed(
    flying: dict[Future[Result], Task[Job, Input]], suspects: list[Task[Job, Input]]
) -> Iterator[tuple[Job, Result]]:
    """The results of the next that are done; those whose worker died become suspects."""
    for future in wait(flying, return_when=FIRST_COMPLETED).done:
        task = flying.pop(future)
        if _died(future):
            suspects.append(task)
        else:
            yield task.job, future.result()


def _fill(
    executor: Executor,
    work: Callable[[Input], Result],
    waiting: Iterator[Task[Job, Input]],
    flying: dict[Future[Result], Task[Job, Input]],
    room: int,
) -> list[Task[Job, Input]]:
    """Sends jobs while there is room; gives back the one that a broken executor refused."""
    while len(flying) < room:
        task = next(waiting, None)
        if task is None:
            break
        try:
            flying[executor.submit(work, task.input)] = task
        except BrokenExecutor:
            return [task]
    return []


def _alone(
    work: Callable[[Input], Result], task: Task[Job, Input], engine: Engine
) -> Result | Lost:
    """The job's result in an executor of its own; Lost when its worker dies again."""
    with engine.start(1) as executor:
        future = executor.submit(work, task.input)
        wait([future])
        return Lost(_reason(future)) if _died(future) else future.result()


def _died(future: Future[Result]) -> bool:
    return future.cancelled() or future.exception() is not None


def _reason(future: Future[Result]) -> str:
    error = None if future.cancelled() else future.exception()
    return f"{type(error).__name__}: {error}" if error else "the engine cancelled it"
