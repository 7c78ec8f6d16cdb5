"""A history, or the outcome of a proposal, as a page, as data, as text."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from resdiff.errors import UsageError
from resdiff.history.values import Decision, History, Outcome, Story
from resdiff.values import dataclass

HISTORIES = {
    "html": "resdiff.history.rendering.page",
    "json": "resdiff.history.rendering.data",
    "text": "resdiff.history.rendering.text",
}
OUTCOMES = {
    "html": "resdiff.history.rendering.outcome_page",
    "json": "resdiff.history.rendering.outcome_data",
    "text": "resdiff.history.rendering.outcome_text",
}
"""Each format's module, with `render(history or outcome, look) -> bytes`."""


@dataclass(frozen=True, slots=True)
class Look:
    """How it is to be shown. Shape: as in `renderers.RenderOptions`; `stories` or `decisions` where
    only these are asked for, None for all."""

    color: bool = False
    width: int = 0
    language: str = ""
    stories: tuple[Story, ...] | None = None
    decisions: tuple[Decision, ...] | None = None


PLAIN = Look()


def render(history: History, format: str, look: Look = PLAIN) -> bytes:
    """The history in one of HISTORIES, in UTF-8.

    Raises:  UsageError for another format.
    """
    return _made(HISTORIES, format, history, look)


def render_outcome(outcome: Outcome, format: str, look: Look = PLAIN) -> bytes:
    """The outcome of a proposal in one of OUTCOMES, in UTF-8.

    Raises:  UsageError for another format.
    """
    return _made(OUTCOMES, format, outcome, look)


def _made(modules: Mapping[str, str], format: str, what: object, look: Look) -> bytes:
    if format not in modules:
        raise UsageError(f"there is no history as {format}", f"formats: {', '.join(modules)}")
    made = import_module(modules[format]).render(what, look)
    assert isinstance(made, bytes)
    return made
