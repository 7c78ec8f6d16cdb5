"""What is wrong with a proposal's symbol, seen from the document, its marks and its base."""

from __future__ import annotations

from collections.abc import Sequence

from resdiff.model import Change, Comparison, Document, Kind
from resdiff.symbols import provisions
from resdiff.symbols.entries import Entry, entries
from resdiff.symbols.policy import TEXT, of_text, own_changes, symbol, unit

_NEW = "ADD"


def contradiction(document: Document, entry: Entry, comparison: Comparison | None = None) -> str:
    """What is wrong with an entry's symbol; "" for nothing.

    Shape:   `comparison` of the text before with `document`, None where that is not known: then
             only what the document itself says is judged.
    """
    said = entry.proposal.symbol
    if not said:
        return ""
    if symbol(said) is None:
        return f"{said} is no symbol"
    wrong = _of_number(document, entry) or _of_content(document, entry)
    if wrong or comparison is None:
        return wrong
    return _of_changes(said, of_text(_changes(comparison, entry)))


def marked_addition(entry: Entry, comparison: Comparison) -> bool:
    """Whether the text of an ADD carries marks: a new text is shown without."""
    if not entry.proposal.symbol.startswith(_NEW):
        return False
    return of_text(_changes(comparison, entry)) != "NOC"


def against_base(entry: Entry, base: Document) -> str:
    """What is wrong with the symbol of a provision, given the text in force; "" for nothing."""
    there = {x.number for x in provisions.read(base)}
    if not entry.provision or not there:
        return ""
    said, number = entry.proposal.symbol, entry.provision
    if said == _NEW and number in there:
        return f"ADD of No. {number}, which is in force: that is MOD"
    if said and not said.startswith(_NEW) and number not in there:
        return f"{said} of No. {number}, which the base does not have"
    return ""


def _of_number(document: Document, entry: Entry) -> str:
    """What the number line says against the symbol."""
    if entry.instrument < 0:
        return ""
    own = document.instruments[entry.instrument]
    said, number = entry.proposal.symbol.strip("()*"), own.work.number
    if said == _NEW and number[:1].isdigit() and own.edition.revised:
        return f"ADD of an existing text ({number}): that is MOD"
    if said in ("MOD", "NOC", "SUP") and number.startswith("["):
        return f"{said} of a new text ({number}): that is ADD"
    return ""


def _of_content(document: Document, entry: Entry) -> str:
    """Whether an ADD brings a text at all."""
    if not entry.proposal.symbol.startswith(_NEW):
        return ""
    shown = [document.clauses[i] for i in entry.clauses]
    if entry.provision:
        words = "".join(x.text for x in shown).strip()
        return "" if words != entry.provision else f"ADD of No. {words}, and its text is missing"
    whole = entry.instrument >= 0 and unit(document.instruments[entry.instrument].work.body) == TEXT
    if whole and not any(x.kind in (Kind.ITEM, Kind.CALL) for x in shown):
        return "ADD, and the new text is missing"
    return ""


def _of_changes(said: str, found: str) -> str:
    """What the changes say against the symbol."""
    known = symbol(said)
    if known is not None and known.tracked:
        if found == "NOC":
            return f"{said}, and nothing is changed: that is NOC"
        if found in (_NEW, "SUP"):
            return f"{said}, and the whole text is {_FATE[found]}: that is {found}"
    if said == "(MOD)" and found == "MOD":
        return "(MOD), and not all changes are editorial: that is MOD"
    if said == "NOC" and found != "NOC":
        return "NOC, and the text is changed: that is MOD"
    return ""


_FATE = {_NEW: "new", "SUP": "struck out"}


def _changes(comparison: Comparison, entry: Entry) -> Sequence[Change]:
    """The changes of an entry's text, from the same entry before or else from the text that most
    of it comes from.
    """
    own = set(entry.clauses)
    twin = _twin(comparison, entry)
    before = set(twin.clauses) if twin is not None else set()
    if twin is None and entry.instrument >= 0:
        return own_changes(comparison, _source(comparison, own), entry.instrument)
    return [x for x in comparison.changes if own & set(x.new) or before & set(x.old)]


def _twin(comparison: Comparison, entry: Entry) -> Entry | None:
    name = entry.name if entry.proposal.source else ""
    return next((x for x in entries(comparison.old) if name and x.name == name), None)


def _source(comparison: Comparison, own: set[int]) -> int:
    """The old side's instrument that the most of these clauses come from; -1 if none."""
    votes: dict[int, int] = {}
    for change in comparison.changes:
        if change.old and own & set(change.new):
            number = comparison.old.clauses[change.old[0]].instrument
            votes[number] = votes.get(number, 0) + 1
    return max(votes, key=lambda x: votes[x], default=-1)
