"""The concord for a terminal: a line a clause, a column a language, then what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from resdiff.concord.rendering.table import SIGNS, counted, marked, place
from resdiff.concord.values import Certainty, Concord, Finding, Row
from resdiff.renderers.terminal import BOLD, DIM, Stretch, paint, width, wrap
from resdiff.renderers.words import words

_ODD = {Certainty.SURE: "31;1", Certainty.PROBABLE: "33"}  # red, yellow (ECMA-48 §8.3.117)
_INDENT = "    "


def render(
    concord: Concord, language: str = "en", *, all: bool = False, color: bool = False, room: int = 0
) -> bytes:
    """The clauses with findings, or `all`; then each finding with its places.

    Units:   `room` columns of the terminal, 0 for no limit.
    """
    own = words(language)
    lines = [*_head(concord, own, color), ""]
    rows = [row for row in concord.rows if all or row.findings]
    if rows:
        lines += [*_table(concord, rows, own, color), ""]
    for finding in concord.findings:
        lines += [*_finding(concord, finding, language, color, room), ""]
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _head(concord: Concord, own: Mapping[str, str], color: bool) -> Iterator[str]:
    voices = ((x.name, x.file) for x in concord.voices)
    names = ", ".join(name if file in name else f"{name} {file}" for name, file in voices)
    yield paint(names, BOLD if color else "")
    yield counted(concord, own)


def _table(concord: Concord, rows: list[Row], own: Mapping[str, str], color: bool) -> Iterator[str]:
    """The signs of every clause; "!" beside those that a finding names."""
    first = max(width(own["clause"]), *(width(row.path) for row in rows))
    wide = [max(2, width(voice.name)) for voice in concord.voices]
    names = (voice.name.ljust(w) for voice, w in zip(concord.voices, wide, strict=True))
    head = own["clause"] + " " * (first - width(own["clause"]))
    yield paint(f"{head}  {'  '.join(names)}".rstrip(), DIM if color else "")
    for row in rows:
        named = marked(concord, row)
        cells = []
        for cell, voice, w in zip(row.cells, concord.voices, wide, strict=True):
            sign = SIGNS[cell.fate] + ("!" if voice.name in named else "")
            style = _ODD[_worst(concord, row)] if voice.name in named and color else ""
            cells.append(paint(sign, style) + " " * (w - len(sign)))
        yield f"{row.path}{' ' * (first - width(row.path))}  {'  '.join(cells)}".rstrip()
    signs = (("=", "unchanged"), ("~", "changed"), ("+", "inserted"), ("-", "deleted"))
    legend = [*(f"{s} {own[w]}" for s, w in signs), f"· {own['missing']}"]
    yield paint(own["comma"].join(legend), DIM if color else "")


def _worst(concord: Concord, row: Row) -> Certainty:
    found = {concord.findings[n].certainty for n in row.findings}
    return Certainty.SURE if Certainty.SURE in found else Certainty.PROBABLE


def _finding(
    concord: Concord, finding: Finding, language: str, color: bool, room: int
) -> Iterator[str]:
    own = words(language)
    certainty = paint(own[finding.certainty.value], _ODD[finding.certainty] if color else "")
    head = f"{place(concord, finding, language)}: {certainty}: "
    yield from wrap([Stretch(f"{finding.reason}  [{finding.id}]")], room, head, _INDENT)
    if any(p.says for p in finding.places):
        for one in finding.places:
            where = one.path or f"{own['missing']} ({one.near} ↓)"
            yield from wrap(
                [Stretch(f"{one.voice} {where}  {one.says}")], room, _INDENT, _INDENT * 2
            )
