"""Shows how far long work is, on stderr where that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

PAGE = 3_000  # characters on a printed page of a volume of Final Acts

Progress: TypeAlias = Callable[[str, int, int, int], None]
"""Told after every job: the step, how many are done of how many, and the characters so far."""


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Shows how far each step is, with rate and remaining time, where stderr is a terminal."""
    if not sys.stderr.isatty():
        yield lambda step, done, total, characters: None
        return
    bars: dict[str, Bar] = {}

    def progress(step: str, done: int, total: int, characters: int) -> None:
        if step not in bars:
            for each in bars.values():
                each.close()
            bars[step] = Bar(step, done, total)
        bars[step].update(done, characters)

    try:
        yield progress
    finally:
        for each in bars.values():
            each.close()


class Bar:
    """One step's bar; what an earlier batch had done counts neither for rate nor for time."""

    def __init__(self, step: str, done: int, total: int) -> None:
        self._start, self._first, self._rate = time.monotonic(), done, ""
        self._bar: ProgressBar[object] = click.progressbar(
            length=total,
            label=f"{step:<10}",
            file=sys.stderr,
            show_pos=True,
            item_show_func=lambda item: self._rate,
        )
        self._bar.pos = done
        self._bar.render_progress()

    def update(self, done: int, characters: int) -> None:
        """Moves the bar to `done`."""
        seconds = max(time.monotonic() - self._start, 1e-9)
        self._rate = f"{(done - self._first) / seconds:.1f}/s"
        if characters:
            self._rate += f", {characters / PAGE / seconds:.0f} pages/s"
        self._bar.update(done - self._bar.pos, self._rate)

    def close(self) -> None:
        """Leaves the line."""
        self._bar.render_finish()
