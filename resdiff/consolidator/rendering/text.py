"""Which clauses proposals meet at, as text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from resdiff.consolidator.rendering.blocks import aside, counted, title, verdict
from resdiff.consolidator.values import Consolidation, Entry, Meeting, Row
from resdiff.model import Mark
from resdiff.renderers.words import ENGLISH

_SIGNS = {Mark.KEPT: "{}", Mark.INSERTED: "{{+{}+}}", Mark.DELETED: "[-{}-]"}
_ROOM = 48  # code points kept on either side of a mark, enough to find the place


def render(consolidation: Consolidation) -> bytes:
    """The counts, then every conflict with what each proposal says; in English, as the notices are
    that it stands beside."""
    return ("\n".join(_lines(consolidation)) + "\n").encode()


def _lines(consolidation: Consolidation) -> Iterator[str]:
    yield f"{title(consolidation, ENGLISH)}: {', '.join(consolidation.authors)}"
    yield counted(consolidation, ENGLISH)
    for row in consolidation.rows:
        if row.meeting in (Meeting.AGREED, Meeting.APART):
            yield f"{row.path}: {verdict(row, ENGLISH)}"
    for row in consolidation.conflicts:
        yield ""
        yield from _conflict(row, consolidation)


def _conflict(row: Row, consolidation: Consolidation) -> Iterator[str]:
    yield f"{row.path}: {verdict(row, ENGLISH)}"
    for author, entry in zip(consolidation.authors, row.entries, strict=True):
        if entry is not None:
            yield f"    {author}: {_marked(entry)}"


def _marked(entry: Entry) -> str:
    """The marks of an entry with the words around them."""
    found: list[tuple[Mark, str]] = []
    last = len(entry.pieces) - 1
    for number, piece in enumerate((*entry.label, *entry.pieces)):
        at = number - len(entry.label)
        text = " ".join(piece.text.split("\n"))
        if at == 0 and entry.label:
            found.append((piece.mark if piece.mark is found[-1][0] else Mark.KEPT, " "))
        if piece.mark is Mark.KEPT and len(text) > 2 * _ROOM:
            head = text[:_ROOM] if at > 0 else ""
            tail = text[-_ROOM:] if at < last else ""
            text = f"{head}…{tail}"
        found.append((piece.mark, text))
    signed = (
        _SIGNS[mark].format("".join(text for _, text in group))
        for mark, group in groupby(found, key=lambda part: part[0])
    )
    return "".join(signed) + aside(entry, ENGLISH)
