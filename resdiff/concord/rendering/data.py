"""The concord as data, by `schemas/concord.json`."""

from __future__ import annotations

import json

from resdiff.concord.values import Concord, Finding, Row

SCHEMA = "resdiff/concord/1"


def render(concord: Concord, format: str, language: str) -> bytes:
    """Voices, rows, findings and notices."""
    data = {
        "schema": SCHEMA,
        "voices": [
            {
                "name": voice.name,
                "file": voice.file,
                "language": voice.language,
                "changes": voice.comparison is not None,
            }
            for voice in concord.voices
        ],
        "findings": [_finding(concord, finding) for finding in concord.findings],
        "rows": [_row(concord, row) for row in concord.rows],
        "notices": [{"slug": n.slug, "message": n.message} for n in concord.notices],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _finding(concord: Concord, finding: Finding) -> dict[str, object]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "certainty": finding.certainty.value,
        "voices": list(finding.voices),
        "rows": list(finding.rows),
        "paths": [concord.rows[row].path for row in finding.rows],
        "reason": finding.reason,
        "places": [
            {"voice": p.voice, "path": p.path, "near": p.near, "says": p.says, "side": p.side}
            for p in finding.places
        ],
    }


def _row(concord: Concord, row: Row) -> dict[str, object]:
    return {
        "path": row.path,
        "kind": row.kind,
        "level": row.level,
        "findings": [concord.findings[n].id for n in row.findings],
        "cells": [
            {
                "voice": voice.name,
                "fate": cell.fate.value,
                "old": cell.old,
                "new": cell.new,
                "path": cell.path,
                "label": cell.label,
                "text": cell.text,
            }
            for voice, cell in zip(concord.voices, row.cells, strict=True)
        ],
    }
