"""The comparison as data; `schemas/compare.json` says what is in it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from resdiff.model import Change, Clause, Comparison, Document, Redline
from resdiff.renderers import DEFAULT, RenderOptions, wanted
from resdiff.renderers.heads import NO_INSTRUMENT, SCHEMA, Json, head, notices, source_name
from resdiff.renderers.summary import Summary, main_instrument, summary


def render(redline: Redline, options: RenderOptions) -> bytes:
    """The comparison as JSON in UTF-8, keys in a set order."""
    data = comparison_data(redline.comparison, options)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return (text + "\n").encode()


def comparison_data(comparison: Comparison, options: RenderOptions = DEFAULT) -> dict[str, Json]:
    """The comparison as plain data: what JSON holds. The summary counts all changes always."""
    changes = [change for change in comparison.changes if wanted(change, options)]
    old, new = comparison.old, comparison.new
    return {
        "schema": SCHEMA,
        "old": _side(old),
        "new": _side(new),
        "changes": [_change(comparison, change) for change in changes],
        "summary": _summary(summary(comparison)),
        "notices": notices(old.notices, new.notices, comparison.notices),
    }


def _side(document: Document) -> dict[str, Json]:
    """The head of the document's main instrument, and the heads of all where there are several."""
    side = head(main_instrument(document) or NO_INSTRUMENT)
    if not document.instruments:
        side["language"] = document.language
    side["name"] = source_name(document)
    side["view"] = document.view.value
    if len(document.instruments) > 1:
        side["instruments"] = [head(instrument) for instrument in document.instruments]
    return side


def _change(comparison: Comparison, change: Change) -> dict[str, Json]:
    olds = [comparison.old.clauses[i] for i in change.old]
    news = [comparison.new.clauses[i] for i in change.new]
    shown = (news or olds)[0]
    return {
        "kind": change.status.value,
        "old": [clause.path for clause in olds],
        "new": [clause.path for clause in news],
        "old_label": _label(olds),
        "new_label": _label(news),
        "old_text": _text(olds),
        "new_text": _text(news),
        "edits": [[e.old_start, e.old_stop, e.new_start, e.new_stop] for e in change.edits],
        "moved": change.moved,
        "renumbered": change.renumbered,
        "split": change.split,
        "merged": change.merged,
        "editorial": change.nature.value == "editorial",
        "nature": change.nature.value,
        "clause": shown.kind.value,
        "instrument": shown.instrument,
        "score": round(change.score, 4),
        "reason": change.reason,
    }


def _text(clauses: Sequence[Clause]) -> Json:
    """The texts that `edits` refer to, exactly as read; null on a side that has none."""
    return "\n".join(clause.text for clause in clauses) if clauses else None


def _label(clauses: Sequence[Clause]) -> Json:
    return clauses[0].label if clauses else None


def _summary(found: Summary) -> dict[str, Json]:
    return {
        **found.clauses.as_dict(),
        "natures": dict(found.natures),
        "head": {**found.head.as_dict()},
        "matter": {**found.matter.as_dict()},
    }
