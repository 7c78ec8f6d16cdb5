"""ADD, MOD, SUP, NOC: which symbol a change has, body by body, and where a wrong one stands.

The policy is data (`symbols.toml`): in the texts of conferences and assemblies the unit is the
whole resolution, in the Constitution, the Convention and the Radio Regulations the numbered
provision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resdiff.model import (
    Change,
    Clause,
    Comparison,
    Document,
    Instrument,
    Kind,
    Nature,
    Notice,
    Status,
)
from resdiff.proposals.words import symbol_facts

TEXT: Final = "text"
PROVISION: Final = "provision"
_AROUND: Final = frozenset(
    {Kind.COVER, Kind.ABSTRACT, Kind.PROPOSAL, Kind.REASONS, Kind.RUNNING, Kind.SIGNATURE}
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """What a symbol asks for.

    Shape:   `text` "whole" or "head"; `tracked` whether changes are shown in the text.
    """

    name: str
    tracked: bool
    text: str
    underlined: bool


def symbol(name: str) -> Symbol | None:
    """The symbol of that name; None when there is none."""
    found = _table(_table(symbol_facts(), "symbols"), name)
    if not found:
        return None
    return Symbol(
        name, bool(found["tracked"]), str(found["text"]), bool(found.get("underlined", False))
    )


def symbols() -> tuple[str, ...]:
    """All symbols there are."""
    return tuple(_table(symbol_facts(), "symbols"))


def unit(body: str) -> str:
    """What one symbol stands for in the texts of a body: TEXT or PROVISION."""
    bodies = _table(symbol_facts(), PROVISION).get("bodies", ())
    return PROVISION if isinstance(bodies, Sequence) and body in bodies else TEXT


def of_text(changes: Sequence[Change]) -> str:
    """The symbol of a whole text, from its clauses' changes.

    Shape:   "ADD" where all is new, "SUP" where all is gone, "NOC" where nothing changed, "(MOD)"
             where what changed is editorial throughout, else "MOD".
    """
    found = {x.status for x in changes}
    if found <= {Status.UNCHANGED}:
        return "NOC" if not any(x.moved or x.renumbered for x in changes) else "MOD"
    if found == {Status.INSERTED}:
        return "ADD"
    if found == {Status.DELETED}:
        return "SUP"
    natures = {x.nature for x in changes if x.status is not Status.UNCHANGED or x.renumbered}
    return "(MOD)" if natures <= {Nature.EDITORIAL} else "MOD"


def own_changes(comparison: Comparison, old: int, new: int) -> tuple[Change, ...]:
    """The changes of one text, what stands around it left out.

    Shape:   `old`, `new` instruments of the two sides, -1 for none.
    """
    return tuple(
        x
        for x in comparison.changes
        if _in(comparison.old, x.old, old) or _in(comparison.new, x.new, new)
    )


def _in(document: Document, clauses: Sequence[int], instrument: int) -> bool:
    return any(
        document.clauses[i].instrument == instrument >= 0
        and document.clauses[i].kind not in _AROUND
        for i in clauses
    )


# ---------------------------------------------------------------------- a document's own symbols


def misused(comparison: Comparison) -> tuple[Notice, ...]:
    """What is wrong with the symbols of a contribution, from its original and its final view."""
    found: list[Notice] = []
    for number, instrument in enumerate(comparison.new.instruments):
        if instrument.proposal is not None and instrument.proposal.symbol:
            found.extend(_misused(comparison, number, instrument))
    return tuple(found)


def _misused(comparison: Comparison, number: int, instrument: Instrument) -> Iterator[Notice]:
    said = instrument.proposal.symbol if instrument.proposal else ""
    known = symbol(said)
    where = _named(instrument)
    if known is None:
        yield _wrong(f"{where}: {said} is no symbol", comparison, number)
        return
    old = _twin(comparison, number)
    changes = own_changes(comparison, old, number)
    changed = [x for x in changes if x.status is not Status.UNCHANGED]
    reproduced = any(c.kind in (Kind.ITEM, Kind.CALL) for c in _clauses(comparison.new, instrument))
    if known.tracked and not changed:
        yield _wrong(f"{where}: {said}, but nothing is changed in it", comparison, number)
    elif known.tracked and of_text(changes) == "ADD":
        yield _wrong(f"{where}: {said}, but the whole text is new: ADD", comparison, number)
    elif said == "(MOD)" and of_text(changes) == "MOD":
        yield _wrong(f"{where}: (MOD), but not all changes are editorial", comparison, number)
    elif said.startswith("ADD") and changed and of_text(changes) != "ADD":
        yield _wrong(
            f"{where}: {said}, but it carries tracked changes; a new text is shown without",
            comparison,
            number,
        )
    elif said == "NOC" and changed:
        yield _wrong(f"{where}: NOC, but its text is changed: MOD", comparison, number)
    if said.startswith("ADD") and unit(instrument.work.body) == TEXT and not reproduced:
        yield _wrong(f"{where}: {said}, but the new text is missing", comparison, number)


def _wrong(message: str, comparison: Comparison, number: int) -> Notice:
    instrument = comparison.new.instruments[number]
    line = next(
        (c for c in _clauses(comparison.new, instrument) if c.kind is Kind.PROPOSAL and c.anchors),
        None,
    )
    return Notice("symbol-misused", message, line.anchors[0] if line else None)


def _clauses(document: Document, instrument: Instrument) -> Sequence[Clause]:
    return document.clauses[instrument.start : instrument.stop]


def _named(instrument: Instrument) -> str:
    proposal = instrument.proposal
    if proposal is None:
        return instrument.work.number
    return f"{proposal.source}/{proposal.document}/{proposal.number}".strip("/") or proposal.symbol


def _twin(comparison: Comparison, number: int) -> int:
    """The old side's instrument that the most clauses of the new one come from; -1 if none."""
    votes: dict[int, int] = {}
    for change in comparison.changes:
        if change.old and _in(comparison.new, change.new, number):
            own = comparison.old.clauses[change.old[0]].instrument
            votes[own] = votes.get(own, 0) + 1
    return max(votes, key=lambda x: votes[x], default=-1)


def _table(raw: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = raw.get(key, {})
    return found if isinstance(found, Mapping) else {}
