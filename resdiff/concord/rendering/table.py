"""What the tables say in a cell, and which cells a finding is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from resdiff.concord.values import Cell, Certainty, Concord, Fate, Finding, Row
from resdiff.renderers.summary import place as named
from resdiff.renderers.words import words

SIGNS = {
    Fate.ABSENT: "·",
    Fate.KEPT: "=",
    Fate.CHANGED: "~",
    Fate.INSERTED: "+",
    Fate.DELETED: "-",
}
"""Each fate in one column."""


def said(cell: Cell, own: Mapping[str, str]) -> str:
    """What became of the clause, in a word; "" for what is simply there."""
    if cell.fate is Fate.KEPT:
        return ""
    return own["missing"] if cell.fate is Fate.ABSENT else own[cell.fate.value]


def marked(concord: Concord, row: Row) -> frozenset[str]:
    """The voices that a finding of the row names."""
    return frozenset(v for n in row.findings for v in concord.findings[n].voices)


def where(concord: Concord, row: Row, language: str) -> str:
    """Where the clause stands, as delegates say it ("considering b)"): in the language of the page
    where that is among the voices, else in the first that has the clause; its path where it has no
    such name.
    """
    order = sorted(range(len(concord.voices)), key=lambda n: concord.voices[n].language != language)
    for number in order:
        cell, voice = row.cells[number], concord.voices[number]
        document, index = voice.document, cell.new
        if index < 0 and voice.comparison is not None:
            document, index = voice.comparison.old, cell.old
        if index >= 0:
            return named(document, index) or words(language)[f"kind_{row.kind}"]
    return row.path


def place(concord: Concord, finding: Finding, language: str) -> str:
    """The clauses a finding is about: the first, and the last of several."""
    first, last = (where(concord, concord.rows[finding.rows[at]], language) for at in (0, -1))
    return first if first == last else f"{first} – {last}"


def counted(concord: Concord, own: Mapping[str, str]) -> str:
    """How many findings there are, or that there is none."""
    if not concord.findings:
        return own["no_findings"]
    sure = sum(f.certainty is Certainty.SURE for f in concord.findings)
    return own["count_findings"].format(n=sure, m=len(concord.findings) - sure)


def lines(concord: Concord, language: str) -> Iterator[tuple[str, ...]]:
    """The table as text, its heading first: path, clause, findings, a column a language."""
    own = words(language)
    yield ("path", own["clause"], own["findings"], *(voice.name for voice in concord.voices))
    for row in concord.rows:
        findings = "\n".join(
            f"{own[concord.findings[n].certainty.value]}: {concord.findings[n].reason}"
            for n in row.findings
        )
        cells = (_cell(cell, own) for cell in row.cells)
        yield (row.path, where(concord, row, language), findings, *cells)


def _cell(cell: Cell, own: Mapping[str, str]) -> str:
    fate = said(cell, own)
    text = f"{cell.label} {cell.text}".strip()
    return f"[{fate}] {text}".strip() if fate else text
