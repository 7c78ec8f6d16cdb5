"""The clause that a reader asks for, by its path or by what people call it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from resdiff.differ.folding import folded
from resdiff.errors import UsageError
from resdiff.history.values import Decision, History, Outcome, Story
from resdiff.model import Document
from resdiff.renderers.summary import place_or_path

_NEAREST = 5  # paths that the hint names
_ALIKE = 0.3  # difflib's measure; low: any path is a better hint than none


def chosen(history: History, wanted: str) -> tuple[Story, ...]:
    """The stories of the clauses of that path ("8/3", "resolves 3"; "2010:9/3" in one edition).

    Shape:   the clause of the last edition that is called so, and those that fell when they were
             called so; where there is none, those that were called so in any earlier edition.
    Raises:  UsageError with the nearest paths.
    """
    edition, path = _edition(history, wanted)
    everything = (*history.stories, *history.fallen)
    if edition < 0:
        found = [x for x in everything if _called(history.editions[x.edition], x.clause, path)]
        if found:
            return tuple(found)
    found = [x for x in everything if _once(history, x, path, edition)]
    if found:
        return tuple(found)
    editions = history.editions if edition < 0 else (history.editions[edition],)
    raise _unknown(wanted, (c.path for x in editions for c in x.clauses))


def chosen_decisions(outcome: Outcome, wanted: str) -> tuple[Decision, ...]:
    """The decisions on clauses that any of the three texts calls so.

    Raises:  UsageError with the nearest paths that the proposal touches.
    """
    found = [x for x in outcome.decisions if wanted in _names(outcome, x)]
    if not found:
        raise _unknown(wanted, (n for x in outcome.decisions for n in _names(outcome, x)))
    return tuple(found)


def _names(outcome: Outcome, decision: Decision) -> Iterator[str]:
    change = outcome.proposed.changes[decision.change]
    sides = (
        (outcome.proposed.new, change.new),
        (outcome.decided.new, decision.clauses),
        (outcome.proposed.old, change.old),
    )
    for document, clauses in sides:
        for index in clauses:
            yield document.clauses[index].path
            yield place_or_path(document, index)


def _edition(history: History, wanted: str) -> tuple[int, str]:
    """The edition that stands before a colon, -1 where none does, and the path."""
    name, colon, path = wanted.partition(":")
    if colon and name.strip() in history.names:
        return history.names.index(name.strip()), path.strip()
    return -1, wanted.strip()


def _called(document: Document, clause: int, path: str) -> bool:
    own = document.clauses[clause].path
    return own == path or folded(place_or_path(document, clause)) == folded(path)


def _once(history: History, story: Story, path: str, edition: int) -> bool:
    return any(
        _called(history.editions[step.edition], c, path)
        for step in story.steps
        if edition in (-1, step.edition)
        for c in step.clauses
    )


def _unknown(wanted: str, paths: Iterable[str]) -> UsageError:
    known = list(dict.fromkeys(paths))
    near = get_close_matches(wanted.rpartition(":")[2].strip(), known, _NEAREST, _ALIKE)
    hint = f"nearest: {', '.join(near)}" if near else "`resdiff show FILE` lists all paths"
    return UsageError(f"no edition has a clause {wanted!r}", hint)
