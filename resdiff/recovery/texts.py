"""A document as the text that an extractor makes of it, to be laid beside a flat one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.model import Clause, Document, Kind
from resdiff.parsers import text as plain

BOOKMARK = re.compile(r"\[bookmark: [^\]]*\]")
"""What extractors leave behind where Word has a bookmark: no text of any edition."""


def text_of(document: Document, flat: str = "") -> str:
    """The document's paragraphs as lines, labels typed.

    Shape:   a text file as it stands. Footnotes of a Word file stand where the flat text has them:
             in brackets at the end of the line that carries their mark, if it writes them so, else
             at the end.
    """
    source = document.source
    if source is not None and source.format == "text":
        return "\n".join(plain.lines(plain.decode(source.data, source.name)))
    inline = "noteRef:" in flat
    notes = {c.note: c for c in document.clauses if c.kind is Kind.NOTE and c.note}
    lines: list[str] = []
    for clause in document.clauses:
        if clause.kind is Kind.RUNNING or (clause.kind is Kind.NOTE and inline):
            continue
        lines.extend(_lines(clause, notes if inline else {}, flat))
    return "\n".join(lines)


def _lines(clause: Clause, notes: dict[str, Clause], flat: str) -> Iterator[str]:
    text = clause.text
    called = [mark for mark in clause.marks if mark.note in notes]
    for mark in reversed(called):
        number = text[mark.start : mark.stop].strip()
        text = f"{text[: mark.start]}[footnoteRef:{number}]{text[mark.start :]}"
    for mark in called:
        number = clause.text[mark.start : mark.stop].strip()
        printed = number if f"[{number}: {number}" in flat else ""
        text += f" [{number}: {printed}\t{notes[mark.note].text}] "
    yield from (f"{clause.label}\t{text}" if clause.label else text).split("\n")
