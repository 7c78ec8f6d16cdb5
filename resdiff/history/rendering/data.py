"""The history as data; `schemas/history.json` says what is in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from resdiff.history.naming import long_name
from resdiff.history.rendering import Look
from resdiff.history.values import Echo, Gap, History, Phrase, Step, Story
from resdiff.renderers.heads import NO_INSTRUMENT, SCHEMA, Json, head, notices, source_name
from resdiff.renderers.summary import main_instrument


def render(history: History, look: Look) -> bytes:
    """The history as JSON in UTF-8, keys in a set order."""
    data = history_data(history, look.stories)
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def history_data(history: History, only: Sequence[Story] | None = None) -> dict[str, Json]:
    """The history as plain data; `only` these stories, where they are given."""
    last = history.last
    chosen = (*history.stories, *history.fallen) if only is None else only
    return {
        "schema": SCHEMA,
        "editions": [_edition(history, number) for number in range(last + 1)],
        "strands": [{"text": x.text, "first": x.first, "last": x.last} for x in history.strands],
        "clauses": [_story(history, x) for x in chosen if x.edition == last],
        "fallen": [_story(history, x) for x in chosen if x.edition < last],
        "notices": notices(history.notices),
    }


def _edition(history: History, number: int) -> dict[str, Json]:
    document = history.editions[number]
    found = head(main_instrument(document) or NO_INSTRUMENT)
    if not document.instruments:
        found["language"] = document.language
    rows = zip(document.clauses, history.weave[number], strict=True)
    return {
        "called": history.names[number],
        **found,
        "line": long_name(document),
        "name": source_name(document),
        "view": document.view.value,
        "clauses": [
            {"path": c.path, "kind": c.kind.value, "label": c.label, "strands": list(strands)}
            for c, strands in rows
        ],
    }


def _story(history: History, story: Story) -> dict[str, Json]:
    clause = history.editions[story.edition].clauses[story.clause]
    return {
        "edition": story.edition,
        "clause": story.clause,
        "path": clause.path,
        "kind": clause.kind.value,
        "label": clause.label,
        "label_first": story.label_first,
        "text": clause.text,
        "phrases": [_phrase(history, x, clause.text) for x in story.phrases],
        "gaps": [_gap(history, x) for x in story.gaps],
        "steps": [_step(history, x) for x in story.steps],
        "went": _echoes(history, story.went),
    }


def _phrase(history: History, phrase: Phrase, text: str) -> dict[str, Json]:
    source = history.sources[phrase.source]
    return {
        "start": phrase.start,
        "stop": phrase.stop,
        "text": text[phrase.start : phrase.stop],
        "first": phrase.first,
        "came": {"edition": source.edition, "path": _path(history, source.edition, source.clause)},
        "replaced": source.replaced,
        "echoes": _echoes(history, phrase.echoes),
    }


def _gap(history: History, gap: Gap) -> dict[str, Json]:
    echoes = _echoes(history, gap.echoes)
    return {"at": gap.at, "text": gap.text, "last": gap.last, "echoes": echoes}


def _echoes(history: History, echoes: Iterable[Echo]) -> list[Json]:
    return [
        {
            "text": x.text,
            "edition": x.edition,
            "path": _path(history, x.edition, x.clause),
            "back": x.back,
        }
        for x in echoes
    ]


def _step(history: History, step: Step) -> dict[str, Json]:
    return {
        "edition": step.edition,
        "paths": [_path(history, step.edition, c) for c in step.clauses],
        "labels": [history.editions[step.edition].clauses[c].label for c in step.clauses],
        "changes": [_change(history, step.edition - 1, n) for n in step.changes],
    }


def _change(history: History, comparison: int, number: int) -> dict[str, Json]:
    change = history.comparisons[comparison].changes[number]
    return {
        "kind": change.status.value,
        "old": [_path(history, comparison, i) for i in change.old],
        "moved": change.moved,
        "renumbered": change.renumbered,
        "split": change.split,
        "merged": change.merged,
        "nature": change.nature.value,
        "score": round(change.score, 4),
        "reason": change.reason,
    }


def _path(history: History, edition: int, clause: int) -> str:
    return history.editions[edition].clauses[clause].path
