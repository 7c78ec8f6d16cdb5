"""What the tests of the parsers share: reading a text, and checking that nothing of it was lost."""

from __future__ import annotations

import re
from collections import Counter

from resdiff import parsers
from resdiff.model import Clause, Document, Kind, View

# What an extractor left behind, and the rule above run-in notes: recognised, and in no clause.
ARTEFACT = re.compile(
    r"\[bookmark: [^\]]*\]|\[(?:foot|end)noteRef:\d+\]|\[\d+: |\]|_{8,}|\ufeff|\s+"
)


def read_text(text: str, name: str = "text.txt") -> Document:
    return parsers.read(text.encode(), name, View.FINAL)


def tree(document: Document) -> list[tuple[str, str]]:
    """Kind and path of every clause."""
    return [(clause.kind.value, clause.path) for clause in document.clauses]


def paths(document: Document, *kinds: Kind) -> list[str]:
    return [c.path for c in document.clauses if not kinds or c.kind in kinds]


def by_path(document: Document) -> dict[str, Clause]:
    return {clause.path: clause for clause in document.clauses}


def check_laws(document: Document) -> None:
    """Parents precede children, paths are unique within an instrument, marks lie in their text."""
    seen: set[tuple[int, str]] = set()
    for index, clause in enumerate(document.clauses):
        assert -1 <= clause.parent < index
        assert clause.path
        assert (clause.instrument, clause.path) not in seen, clause.path
        seen.add((clause.instrument, clause.path))
        assert 0 <= clause.certainty <= 1
        for mark in clause.marks:
            assert 0 <= mark.start <= mark.stop <= len(clause.text)
        if clause.parent >= 0:
            assert document.clauses[clause.parent].instrument == clause.instrument
    covered = [i for one in document.instruments for i in range(one.start, one.stop)]
    assert covered == sorted(set(covered))
    for number, one in enumerate(document.instruments):
        assert all(c.instrument == number for c in document.clauses[one.start : one.stop])


def check_nothing_lost(document: Document, lines: list[str]) -> None:
    """Every character of `lines` stands in exactly one clause, or is a blank or an artefact."""
    times: list[Counter[int]] = [Counter() for _ in lines]
    for clause in document.clauses:
        pieces: dict[int, str] = {}
        for anchor in clause.anchors:
            times[anchor.paragraph].update(range(anchor.start, anchor.stop))
            text = lines[anchor.paragraph][anchor.start : anchor.stop]
            pieces[anchor.paragraph] = pieces.get(anchor.paragraph, "") + text
        assert clause.text == "\n".join(pieces.values())
        if clause.label_anchor is not None:
            a = clause.label_anchor
            times[a.paragraph].update(range(a.start, a.stop))
            assert lines[a.paragraph][a.start : a.stop] == clause.label
    for line, count in zip(lines, times, strict=True):
        assert not count or max(count.values()) == 1, line
        left = "".join(c if i not in count else "\0" for i, c in enumerate(line))
        for piece in left.split("\0"):
            assert ARTEFACT.sub("", piece) == "", (piece, line)
