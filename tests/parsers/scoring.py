"""Scores a document with the independent scorer that lies beside the shared data."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

from conftest import SHARED

from resdiff import parsers
from resdiff.model import Document, Kind, View

INSIDE = frozenset({Kind.ITEM, Kind.PARAGRAPH, Kind.HEADING, Kind.CELL})


def read_file(path: Path, view: View = View.FINAL) -> Document:
    return parsers.read(path.read_bytes(), path.name, view)


def as_json(document: Document) -> dict[str, Any]:
    """The first instrument in the shape the scorer reads, and everything that stands elsewhere."""
    below: dict[int, list[int]] = {}
    for index, clause in enumerate(document.clauses):
        below.setdefault(clause.parent, []).append(index)

    def node(index: int) -> dict[str, Any]:
        clause = document.clauses[index]
        children = [node(k) for k in below.get(index, []) if document.clauses[k].kind in INSIDE]
        return {"label": clause.label, "text": clause.text, "children": children}

    one = document.instruments[0]
    clauses = [(i, document.clauses[i]) for i in range(one.start, one.stop)]

    def groups(kind: Kind, name: str) -> list[dict[str, Any]]:
        return [
            {
                name: c.text,
                "part": c.part,
                "addressee": c.addressee,
                "clauses": [node(k) for k in below.get(i, [])],
            }
            for i, c in clauses
            if c.kind is kind
        ]

    return {
        "work": {"number": one.work.number},
        "edition": {"place": one.edition.place, "year": one.edition.year},
        "title": one.title,
        "adopting": one.adopting,
        "sections": groups(Kind.CALL, "call"),
        "annexes": groups(Kind.ANNEX, "heading"),
        "footnotes": [{"mark": c.label, "text": c.text} for _, c in clauses if c.kind is Kind.NOTE],
        "unplaced": [c.text for c in document.clauses if c.kind is Kind.UNPLACED],
    }


def score(gold: Path, document: Document) -> dict[str, float]:
    """The scorer's figures, each from 0 to 1, and `lost`."""
    spec = importlib.util.spec_from_file_location(
        "structure_score", SHARED / "checks" / "structure_score.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, float] = module.score(
        json.loads(gold.read_text(encoding="utf-8")), as_json(document)
    )
    return found
