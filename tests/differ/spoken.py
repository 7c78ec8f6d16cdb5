"""Documents made from a few readable lines, for tests of the differ."""

from __future__ import annotations

import re
from collections.abc import Iterable

from resdiff.model import (
    Clause,
    Document,
    Edition,
    Instrument,
    Kind,
    NoteMark,
    View,
    Work,
)

_HEAD = {
    "number": Kind.NUMBER,
    "title": Kind.TITLE,
    "adopting": Kind.ADOPTING,
    "history": Kind.HISTORY,
    "cover": Kind.COVER,
    "abstract": Kind.ABSTRACT,
    "proposal": Kind.PROPOSAL,
    "reasons": Kind.REASONS,
    "note": Kind.NOTE,
    "running": Kind.RUNNING,
    "unplaced": Kind.UNPLACED,
}
_LABEL = re.compile(r"(?P<label>[a-z]{1,4}\)|\d+(?:bis)?)\s+(?P<text>.*)")
_MARK = re.compile(r"\[\^(\w+)\]")


def document(text: str, language: str = "en") -> Document:
    """A document of one instrument.

    Shape:   a line `title: …` (or number, adopting, history, cover, abstract, proposal, reasons,
             note, running, unplaced) is that part; `= recalling` a call; `# ANNEX 1` an annex; `a)
             …` or `1 …` an item, indented a sub-item; `| one | two` a table row; anything else a
             paragraph. `[^1]` is an automatic footnote mark.
    """
    return assembled([line for line in text.splitlines() if line.strip()], language)


def assembled(lines: Iterable[str], language: str = "en") -> Document:
    clauses: list[Clause] = []
    holder, prefix, plain, item, row = -1, "", 0, -1, 0
    sections = annexes = 0
    counts: dict[str, int] = {}
    for line in lines:
        words = line.strip()
        name, _, rest = words.partition(": ")
        indented = line.startswith(" ")
        label = _LABEL.fullmatch(words)
        if name in _HEAD:
            counts[name] = counts.get(name, 0) + 1
            path = name if counts[name] == 1 and name not in ("note", "cover") else ""
            number = str(counts[name]) if name == "note" else ""
            clauses.append(
                _clause(_HEAD[name], rest, path or f"{name}/{counts[name]}", number=number)
            )
        elif words.startswith("= "):
            sections += 1
            holder, prefix, plain, item = len(clauses), str(sections), 0, -1
            clauses.append(_clause(Kind.CALL, words[2:], prefix))
        elif words.startswith("# "):
            annexes += 1
            holder, prefix, plain, item = len(clauses), f"annex{annexes}", 0, -1
            clauses.append(_clause(Kind.ANNEX, words[2:], prefix))
        elif words.startswith("| "):
            from resdiff.model import Cell

            for column, cell in enumerate(words[2:].split(" | ")):
                path = f"table1/{row}/{column}"
                clauses.append(
                    _clause(Kind.CELL, cell, path, parent=holder, cell=Cell(0, row, column))
                )
            row += 1
        elif label:
            parent = item if indented and item >= 0 else holder
            number = label["label"].rstrip(")")
            path = f"{clauses[parent].path if parent >= 0 else prefix}/{number}"
            if not indented:
                item = len(clauses)
            clauses.append(_clause(Kind.ITEM, label["text"], path, label["label"], number, parent))
        else:
            plain += 1
            clauses.append(_clause(Kind.PARAGRAPH, words, f"{prefix}/-{plain}", parent=holder))
    instrument = Instrument(
        Work("PP", "resolution", "1"), Edition(), language, "", "", (), None, 0, len(clauses)
    )
    return Document(tuple(clauses), (instrument,), language, View.FINAL)


def _clause(
    kind: Kind,
    text: str,
    path: str,
    label: str = "",
    number: str = "",
    parent: int = -1,
    **more: object,
) -> Clause:
    marks: list[NoteMark] = []
    plain = ""
    for index, piece in enumerate(_MARK.split(text)):
        if index % 2:
            marks.append(NoteMark(len(plain), len(plain) + len(piece), piece, True))
        plain += piece
    return Clause(
        kind,
        plain,
        path,
        label,
        number,
        parent,
        0,
        marks=tuple(marks),
        **more,  # type: ignore[arg-type]
    )
