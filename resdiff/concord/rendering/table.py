"""What the tables say in a cell, and which cells a finding is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from resdiff.concord.values import Cell, Certainty, Concord, Fate, Finding, Row
from resdiff.renderers.words import words

SIGNS = {
    Fate.ABSENT: "·",
    Fate.KEPT: "=",
    Fate.CHANGED: "~",
    Fate.INSERTED: "+",
    Fate.DELETED: "-",
}
"""Each fate in one column."""


def said(cell: Cell, own: Mapping[str, str], tracked: bool) -> str:
    """What became of the clause, in a word; "" for what is simply there."""
    if cell.fate is Fate.ABSENT:
        return own["missing"]
    if cell.fate is Fate.KEPT:
        return own["unchanged"] if tracked else ""
    return own[cell.fate.value]


def marked(concord: Concord, row: Row) -> frozenset[str]:
    """The voices that a finding of the row names."""
    return frozenset(v for n in row.findings for v in concord.findings[n].voices)


def place(concord: Concord, finding: Finding) -> str:
    """The clauses a finding is about: the first, and the last of several."""
    paths = [concord.rows[row].path for row in finding.rows]
    return paths[0] if len(paths) == 1 else f"{paths[0]} – {paths[-1]}"


def counted(concord: Concord, own: Mapping[str, str]) -> str:
    """How many findings there are, or that there is none."""
    if not concord.findings:
        return own["no_findings"]
    sure = sum(f.certainty is Certainty.SURE for f in concord.findings)
    return own["count_findings"].format(n=sure, m=len(concord.findings) - sure)


def lines(concord: Concord, language: str) -> Iterator[tuple[str, ...]]:
    """The table as text, its heading first: clause, findings, a column a language."""
    own = words(language)
    yield (own["clause"], own["findings"], *(voice.name for voice in concord.voices))
    for row in concord.rows:
        findings = "\n".join(
            f"{own[concord.findings[n].certainty.value]}: {concord.findings[n].reason}"
            for n in row.findings
        )
        cells = (
            _cell(cell, own, voice.comparison is not None)
            for cell, voice in zip(row.cells, concord.voices, strict=True)
        )
        yield (row.path, findings, *cells)


def _cell(cell: Cell, own: Mapping[str, str], tracked: bool) -> str:
    fate = said(cell, own, tracked)
    text = f"{cell.label} {cell.text}".strip()
    return f"[{fate}] {text}".strip() if fate else text
