"""Three invented resolutions in six languages, with every kind of change, and the truth about each.

`NAME/LANG.txt` holds a proposal in CriticMarkup; its lines are parallel in all languages.
`NAME.changes.txt` lists what became of every clause, once for all languages: action, old path, new
path (- for none), flags. A split is MOD and ADD, a merger MOD and SUP.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from resdiff import api
from resdiff.model import Change, Comparison, Document, Nature, Status, View

HERE = Path(__file__).parent
NAMES = ("B", "C", "D")
MARK = re.compile(r"\{\+\+(.*?)\+\+\}|\{--(.*?)--\}")
NOTE = re.compile(r"\[footnoteRef:(\d+)\]\1|\[(\d+): \2\t(.*?)\]$")
Row = tuple[str, ...]  # action, old path, new path, flags


@cache
def text(name: str, language: str) -> str:
    """The proposal, with all its marks."""
    return (HERE / name / f"{language}.txt").read_text(encoding="utf-8")


def side(marked: str, view: View) -> str:
    """The text with every mark accepted or rejected; lines that end empty are left out."""
    group = 1 if view is View.FINAL else 2
    lines = (MARK.sub(lambda m: m[group] or "", line) for line in marked.split("\n"))
    return "\n".join(line for line in lines if line.strip()) + "\n"


def flat(marked: str) -> str:
    """The text with old and new words run together, as a program leaves it that knows no marks."""
    return MARK.sub(lambda m: m[1] or m[2] or "", marked)


def read(data: str | bytes, view: View = View.FINAL) -> Document:
    if isinstance(data, str):
        return api.read(data.encode(), "text.txt", view)
    return api.read(data, "text.docx", view)


@cache
def edition(name: str, language: str, view: View) -> Document:
    """One side of a proposal, read from text."""
    return read(side(text(name, language), view))


@cache
def truth(name: str) -> frozenset[Row]:
    """What became of every clause."""
    rows = (HERE / f"{name}.changes.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(tuple(row.split()) for row in rows)


def rows(comparison: Comparison) -> frozenset[Row]:
    """The same of a comparison: its clauses in sections and annexes, tables left out."""
    return frozenset(row for change in comparison.changes for row in _rows(comparison, change))


_LISTED = re.compile(r"\d+/|annex\d+/(?!table)")


def _rows(comparison: Comparison, change: Change) -> Iterator[Row]:
    old = [comparison.old.clauses[i].path for i in change.old]
    new = [comparison.new.clauses[i].path for i in change.new]
    if not _LISTED.match((old + new)[0]):
        return
    named = {"moved": change.moved, "split": change.split, "merged": change.merged}
    named["editorial"] = change.nature is Nature.EDITORIAL
    flags = [name for name, holds in named.items() if holds]
    if old and new:
        action = "NOC" if change.status is Status.UNCHANGED else "MOD"
        yield action, old.pop(0), new.pop(0), *flags
    yield from (("SUP", path, "-", *flags) for path in old)
    yield from (("ADD", "-", path, *flags) for path in new)
