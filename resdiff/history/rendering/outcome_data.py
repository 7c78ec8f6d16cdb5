"""The outcome of a proposal as data; `schemas/outcome.json` says what is in it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from resdiff.history.naming import long_name
from resdiff.history.rendering import Look
from resdiff.history.rendering.weaving import tally
from resdiff.history.values import Decision, Fate, Giver, Outcome, Verdict
from resdiff.model import Document
from resdiff.renderers.heads import NO_INSTRUMENT, SCHEMA, Json, head, notices, source_name
from resdiff.renderers.summary import main_instrument


def render(outcome: Outcome, look: Look) -> bytes:
    """The outcome as JSON in UTF-8, keys in a set order."""
    data = outcome_data(outcome, look.decisions)
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def outcome_data(outcome: Outcome, only: Sequence[Decision] | None = None) -> dict[str, Json]:
    """The outcome as plain data; `only` these decisions, where they are given."""
    documents = (outcome.proposed.old, outcome.proposed.new, outcome.decided.new)
    sides = [_side(*x) for x in zip(documents, outcome.names, strict=True)]
    counts = tally(outcome.decisions)
    return {
        "schema": SCHEMA,
        "old": sides[0],
        "proposal": sides[1],
        "new": sides[2],
        "words": {
            side: {fate.value: counts[inserted, fate] for fate in Fate}
            for side, inserted in (("inserted", True), ("deleted", False))
        },
        "decisions": [_decision(outcome, x) for x in (outcome.decisions if only is None else only)],
        "outcome": [_clause(outcome, n) for n in range(len(documents[2].clauses))],
        "notices": notices(outcome.notices),
    }


def _side(document: Document, name: str) -> dict[str, Json]:
    found = head(main_instrument(document) or NO_INSTRUMENT)
    if not document.instruments:
        found["language"] = document.language
    more = {"line": long_name(document), "name": source_name(document)}
    return {"called": name, **found, **more, "view": document.view.value}


def _decision(outcome: Outcome, decision: Decision) -> dict[str, Json]:
    comparison = outcome.proposed
    change = comparison.changes[decision.change]
    return {
        "kind": change.status.value,
        "old": [comparison.old.clauses[i].path for i in change.old],
        "proposal": [comparison.new.clauses[i].path for i in change.new],
        "new": [outcome.decided.new.clauses[i].path for i in decision.clauses],
        "fate": decision.fate.value if decision.fate else "in part",
        "moved": decision.relocated.value if decision.relocated else "",
        "score": round(decision.score, 4),
        "verdicts": [_verdict(outcome, x) for x in decision.verdicts],
    }


def _verdict(outcome: Outcome, verdict: Verdict) -> dict[str, Json]:
    side = outcome.proposed.new if verdict.inserted else outcome.proposed.old
    echo = verdict.echo
    return {
        "kind": "inserted" if verdict.inserted else "deleted",
        "path": side.clauses[verdict.clause].path,
        "start": verdict.start,
        "text": verdict.text,
        "fate": verdict.fate.value,
        "instead": verdict.instead,
        "elsewhere": outcome.decided.new.clauses[echo.clause].path if echo else "",
        "doubt": verdict.doubt.value,
    }


def _clause(outcome: Outcome, index: int) -> dict[str, Json]:
    clause = outcome.decided.new.clauses[index]
    brought = outcome.stretches[index]
    return {
        "path": clause.path,
        "kind": clause.kind.value,
        "label": clause.label,
        "text": clause.text,
        **{
            giver.value: [[x.start, x.stop] for x in brought if x.giver is giver] for giver in Giver
        },
    }
