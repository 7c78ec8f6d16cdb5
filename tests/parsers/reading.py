"""What the tests of the parsers share: reading a text, and checking that nothing of it was lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from resdiff import parsers
from resdiff.model import Block, Clause, Document, Kind, View

# What an extractor left behind, and the rule above run-in notes: recognised, and in no clause.
ARTEFACT = re.compile(r"\[bookmark: [^\]]*\]|\[(?:foot|end)noteRef:\d+\]|\[\d+: |\]|_{8,}|\s+")


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
    check_kept(document, {("text", number): line for number, line in enumerate(lines)})


def check_blocks_kept(document: Document, blocks: Iterable[Block]) -> None:
    """The same for the paragraphs of a Word file."""
    anchored = ((block.anchor, block.text) for block in blocks)
    check_kept(document, {(a.part, a.paragraph): text for a, text in anchored})


def _goes_on(typed: str, clause: Clause) -> bool:
    """Whether what is typed goes on with an automatic number: "bis" behind the mark of a note."""
    return clause.kind is Kind.NOTE and bool(typed) and clause.label.endswith(typed)


def check_kept(document: Document, paragraphs: dict[tuple[str, int], str]) -> None:
    times: dict[tuple[str, int], Counter[int]] = {key: Counter() for key in paragraphs}
    for clause in document.clauses:
        pieces: dict[tuple[str, int], str] = {}
        for anchor in clause.anchors:
            key = (anchor.part, anchor.paragraph)
            times[key].update(range(anchor.start, anchor.stop))
            text = paragraphs[key][anchor.start : anchor.stop]
            pieces[key] = pieces.get(key, "") + text
        assert clause.text == "\n".join(pieces.values())
        if clause.label_anchor is not None:
            a = clause.label_anchor
            times[a.part, a.paragraph].update(range(a.start, a.stop))
            typed = paragraphs[a.part, a.paragraph][a.start : a.stop]
            assert typed == clause.label or _goes_on(typed, clause)
    for key, line in paragraphs.items():
        count = times[key]
        assert not count or max(count.values()) == 1, line
        left = "".join(c if i not in count else "\0" for i, c in enumerate(line))
        for piece in left.split("\0"):
            assert ARTEFACT.sub("", piece) == "", (piece, line)
