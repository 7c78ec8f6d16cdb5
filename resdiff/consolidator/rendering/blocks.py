"""The rows of a clause table gathered into what is shown and what is folded away."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from resdiff.consolidator.values import Consolidation, Entry, Meeting, Row
from resdiff.model import Kind
from resdiff.pages import direction
from resdiff.renderers.summary import place
from resdiff.renderers.words import spoken, words
from resdiff.values import dataclass

_ALWAYS = frozenset({Kind.NUMBER, Kind.TITLE})
_SECTIONS = frozenset({Kind.CALL, Kind.ANNEX})

_COUNTED = {
    Meeting.CONFLICT: "count_conflict",
    Meeting.AGREED: "count_agreed",
    Meeting.APART: "count_compatible",
    Meeting.ONE: "count_one",
    Meeting.NONE: "count_none",
}
_MET = {
    Meeting.AGREED: "met_agreed",
    Meeting.APART: "met_compatible",
    Meeting.CONFLICT: "met_conflict",
}


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stand together. Shape: `folded` where none is changed and none is needed to read
    what is; `said` names those."""

    rows: tuple[Row, ...]
    folded: bool
    said: str = ""


def language_of(consolidation: Consolidation) -> str:
    """The language that the table's own words are in: the base's, or English."""
    return spoken(consolidation.base.language)


def blocks(consolidation: Consolidation, language: str) -> tuple[Block, ...]:
    """All rows in order, unchanged ones folded but for heads and the calls above changes."""
    rows = [x for x in consolidation.rows if x.text.strip() or x.label or x.clause < 0]
    shown = _shown(rows)
    found: list[Block] = []
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or shown[at] != shown[start]:
            part = tuple(rows[start:at])
            said = "" if shown[start] else _said(consolidation, part, language)
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


def where(consolidation: Consolidation, row: Row, language: str) -> str:
    """Where the clause stands, as delegates say it: "recalling e)", "note 1", "title"."""
    found = ""
    if row.clause >= 0:
        found = place(consolidation.base, row.clause)
    for voice, entry in zip(consolidation.voices, row.entries, strict=True):
        new = voice.redline.comparison.new
        if row.clause < 0 and entry is not None and not found:
            own = (i for i, clause in enumerate(new.clauses) if clause.path == row.path)
            found = next((place(new, i) for i in own), "")
    kind = words(language)[f"kind_{row.kind.value}"]
    return f"{kind} {found}".strip() if row.kind is Kind.NOTE or not found else found


def _said(consolidation: Consolidation, rows: Sequence[Row], language: str) -> str:
    own, number = words(language), len(rows)
    first, last = (where(consolidation, row, language) for row in (rows[0], rows[-1]))
    if direction(language) == "ltr":  # the others' words set every clause apart
        first, last = _set_apart(first), _set_apart(last)
    if number == 1:
        return own["unchanged_one"].format(n=number, place=first)
    return own["unchanged_many"].format(n=number, first=first, last=last)


def _set_apart(name: str) -> str:
    """A right-to-left name between isolates, so that its bracket stays with it.

    Source:  Unicode Standard Annex 9, §2.7.
    """
    turned = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in name)
    return f"\u2068{name}\u2069" if turned else name


def listed(authors: Sequence[str], language: str) -> str:
    """The authors as a series of the language; where it is written from right to left, each between
    isolates, so that the first name stands first."""
    apart = "\u2068{}\u2069" if direction(language) == "rtl" else "{}"
    return words(language)["series"].join(apart.format(x) for x in authors)


def verdict(row: Row, language: str) -> str:
    """How the proposals meet at the row, in words."""
    if row.meeting is Meeting.NONE:
        return ""
    if row.meeting is Meeting.ONE:
        return row.authors[0]
    own = words(language)
    return own[_MET[row.meeting]] + own["colon"] + listed(row.clash or row.authors, language)


def remark(entry: Entry, language: str) -> str:
    """What became of the clause besides its words, in words; "" for nothing."""
    if entry.remark is None:
        return ""
    return words(language)[entry.remark.value].format(place=entry.place)


def aside(entry: Entry, language: str) -> str:
    """The remark as it stands behind the entry's text, in brackets; "" for none."""
    said = remark(entry, language)
    return words(language)["aside"].format(said=said) if said else ""


def counted(consolidation: Consolidation, language: str) -> str:
    """How many clauses meet in which way, in one line."""
    own = words(language)
    found = [
        own[key].format(n=number)
        for meeting, key in _COUNTED.items()
        if (number := sum(x.meeting is meeting for x in consolidation.rows))
    ]
    return own["counted_clauses"].format(counts=own["comma"].join(found))


def title(consolidation: Consolidation, language: str) -> str:
    """What is consolidated: the base's number line and title."""
    parts = [c.text for c in consolidation.base.clauses if c.kind in _ALWAYS][:2]
    return " – ".join(" ".join(x.split()) for x in parts) or words(language)["consolidated"]
