"""The recovery as data; `schemas/recover.json` says what is in it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from resdiff.model import Mark, Notice
from resdiff.recovery.rendering import Signed
from resdiff.recovery.values import Certainty, Recovery
from resdiff.renderers.heads import SCHEMA, Json


def render(recovery: Recovery, signed: Signed) -> bytes:
    """The recovery as JSON in UTF-8, keys in a set order."""
    text = json.dumps(recovery_data(recovery, signed.name), ensure_ascii=False, indent=1)
    return (text + "\n").encode()


def recovery_data(recovery: Recovery, name: str) -> dict[str, Json]:
    """The recovery as plain data: what JSON holds."""
    return {
        "schema": SCHEMA,
        "name": name,
        "language": recovery.language,
        "known": list(recovery.known),
        "order": recovery.order,
        "base": recovery.base,
        "proposal": recovery.proposal,
        "stretches": [
            {
                "text": s.text,
                "mark": s.mark.value,
                "certainty": s.certainty.value,
                "reason": s.reason,
            }
            for s in recovery.stretches
        ],
        "summary": _summary(recovery),
        "notices": _notices(recovery.notices),
        "contradictions": _notices(recovery.contradictions),
    }


def _summary(recovery: Recovery) -> dict[str, Json]:
    """How many marks of each certainty."""
    found: dict[str, Json] = {}
    for certainty in Certainty:
        own = [
            s
            for s in recovery.stretches
            if s.certainty is certainty and (s.mark is not Mark.KEPT or s.reason)
        ]
        found[certainty.value] = len(own)
    return found


def _notices(notices: Iterable[Notice]) -> list[Json]:
    return [{"slug": notice.slug, "message": notice.message} for notice in notices]
