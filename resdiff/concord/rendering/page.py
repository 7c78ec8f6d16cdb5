"""The concord as one page that needs no network and no script."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from resdiff import pages
from resdiff.concord.rendering.table import counted, marked, place, said, where
from resdiff.concord.values import Concord, Finding, Row
from resdiff.model import Kind
from resdiff.renderers.words import words
from resdiff.values import dataclass

_SECTIONS = frozenset({Kind.CALL.value, Kind.ANNEX.value})


@dataclass(frozen=True, slots=True)
class Line:
    """A clause on the page; `number` its place among the rows, by which it is linked."""

    number: int
    row: Row
    named: frozenset[str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together; `folded` where none has a finding."""

    lines: tuple[Line, ...]
    folded: bool


def render(concord: Concord, format: str, language: str) -> bytes:
    """The findings, each with a link, then the table; clauses without findings are folded."""
    own = words(language)
    return pages.filled(
        "concord.html.j2",
        styles=("concord.css",),
        spoken=f":root {{ --columns: {len(concord.voices)}; }}\n",
        concord=concord,
        words=own,
        language=language,
        direction=pages.direction(language),
        way=pages.direction,
        title=_title(concord, language),
        counted=counted(concord, own),
        place=lambda finding: place(concord, finding, language),
        where=lambda row: where(concord, row, language),
        said=said,
        name=lambda spoken: words(spoken)["name"],
        blocks=tuple(_blocks(concord)),
    )


def _title(concord: Concord, language: str) -> str:
    """The text's number line, in the page's language where it is among them."""
    rows = [row for row in concord.rows if row.kind == Kind.NUMBER.value]
    named = [n for n, voice in enumerate(concord.voices) if voice.language == language]
    for row in rows:
        for number in (*named, *range(len(row.cells))):
            if row.cells[number].text:
                return " ".join(row.cells[number].text.split())
    return ", ".join(voice.file for voice in concord.voices)


def _blocks(concord: Concord) -> Iterator[Block]:
    """All rows in order, those with nothing to say together and folded; the call above a finding
    stays in sight.
    """
    shown = [bool(row.findings) for row in concord.rows]
    call = -1
    for at, row in enumerate(concord.rows):
        if row.kind in _SECTIONS:
            call = at
        elif row.findings and call >= 0 and row.level:
            shown[call] = True
    lines = [
        Line(at, row, marked(concord, row), tuple(concord.findings[n] for n in row.findings))
        for at, row in enumerate(concord.rows)
    ]
    for is_shown, group in groupby(lines, key=lambda line: shown[line.number]):
        yield Block(tuple(group), not is_shown)
