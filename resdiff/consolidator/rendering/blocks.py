"""The rows of a clause table gathered into what is shown and what is folded away."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from resdiff.consolidator.values import Consolidation, Meeting, Row
from resdiff.model import Kind
from resdiff.renderers.summary import place
from resdiff.renderers.words import ENGLISH, words

_ALWAYS = frozenset({Kind.NUMBER, Kind.TITLE})
_SECTIONS = frozenset({Kind.CALL, Kind.ANNEX})

WORDS = {
    Meeting.NONE: "unchanged",
    Meeting.ONE: "one proposal",
    Meeting.AGREED: "agreement",
    Meeting.APART: "compatible",
    Meeting.CONFLICT: "conflict",
}


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stand together. Shape: `folded` where none is changed and none is needed to read
    what is; `said` names those."""

    rows: tuple[Row, ...]
    folded: bool
    said: str = ""


def blocks(consolidation: Consolidation) -> tuple[Block, ...]:
    """All rows in order, unchanged ones folded but for heads and the calls above changes."""
    rows = [x for x in consolidation.rows if x.text.strip() or x.label or x.clause < 0]
    shown = _shown(rows)
    found: list[Block] = []
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or shown[at] != shown[start]:
            part = tuple(rows[start:at])
            said = "" if shown[start] else _said(consolidation, part)
            found.append(Block(part, not shown[start], said))
            start = at
    return tuple(found) if rows else ()


def _shown(rows: Sequence[Row]) -> list[bool]:
    shown = [x.meeting is not Meeting.NONE or x.kind in _ALWAYS for x in rows]
    heading = -1
    for at, row in enumerate(rows):
        if row.kind in _SECTIONS and row.clause >= 0:
            heading = at
        elif shown[at] and heading >= 0 and row.kind is not Kind.NOTE:
            shown[heading] = True
    return shown


def where(consolidation: Consolidation, row: Row) -> str:
    """Where the clause stands, as delegates say it: "recalling e)", "note 1", "title"."""
    found = ""
    if row.clause >= 0:
        found = place(consolidation.voices[0].redline.comparison.old, row.clause)
    for voice, entry in zip(consolidation.voices, row.entries, strict=True):
        new = voice.redline.comparison.new
        if row.clause < 0 and entry is not None and not found:
            own = (i for i, clause in enumerate(new.clauses) if clause.path == row.path)
            found = next((place(new, i) for i in own), "")
    kind = words(ENGLISH)[f"kind_{row.kind.value}"]
    return f"{kind} {found}".strip() if row.kind is Kind.NOTE or not found else found


def _said(consolidation: Consolidation, rows: Sequence[Row]) -> str:
    first, last = (_set_apart(where(consolidation, row)) for row in (rows[0], rows[-1]))
    number = len(rows)
    if number == 1:
        return f"1 clause unchanged: {first}"
    return f"{number} clauses unchanged: {first} to {last}"


def _set_apart(name: str) -> str:
    """A right-to-left name between isolates, so that its bracket stays with it.

    Source:  Unicode Standard Annex 9, §2.7.
    """
    turned = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in name)
    return f"\u2068{name}\u2069" if turned else name


def verdict(row: Row) -> str:
    """How the proposals meet at the row, in words."""
    if row.meeting is Meeting.NONE:
        return ""
    if row.meeting is Meeting.ONE:
        return row.authors[0]
    who = row.clash or row.authors
    return f"{WORDS[row.meeting]}: {', '.join(who)}"


def counted(consolidation: Consolidation) -> str:
    """How many clauses meet in which way, in one line."""
    found = [
        f"{number} {word}"
        for meeting, word in (
            (Meeting.CONFLICT, "in conflict"),
            (Meeting.AGREED, "changed alike by several"),
            (Meeting.APART, "changed by several without touching"),
            (Meeting.ONE, "changed by one"),
            (Meeting.NONE, "unchanged"),
        )
        if (number := sum(x.meeting is meeting for x in consolidation.rows))
    ]
    return ", ".join(found)


def title(consolidation: Consolidation) -> str:
    """What is consolidated: the base's number line and title."""
    base = consolidation.voices[0].redline.comparison.old
    parts = [c.text for c in base.clauses if c.kind in _ALWAYS][:2]
    return " – ".join(" ".join(x.split()) for x in parts) or "Consolidated proposals"
