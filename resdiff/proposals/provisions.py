"""Proposals by provision: in the Constitution, the Convention and the Radio Regulations each
numbered provision has its own symbol (MOD 58, ADD 59A).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from resdiff import differ
from resdiff.model import Clause, Comparison, Document, Kind, Notice
from resdiff.proposals import symbols
from resdiff.proposals.values import Proposed, Side

_NUMBER: Final = re.compile(r"\s*((?:\d{1,2}\.)?\d{1,4}[A-Z]{0,3})\t")
_LABEL: Final = re.compile(r"(?:\d{1,2}\.)?\d{1,4}[A-Z]{0,3}\.?")
_RUNNING: Final = frozenset({Kind.RUNNING, Kind.NOTE})


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered provision of a document. Shape: `clauses` indices, the numbered one first."""

    number: str
    clauses: tuple[int, ...]


def read(document: Document) -> tuple[Provision, ...]:
    """The provisions of a document, in its order.

    Shape:   lines without a number belong to the provision before them, up to a heading; what
             precedes the first number belongs to none.
    """
    found: list[Provision] = []
    numbered = False
    for i, clause in enumerate(document.clauses):
        number = number_of(clause)
        if number:
            found.append(Provision(number, (i,)))
        elif clause.kind in _RUNNING or _is_heading(clause):
            numbered = False
            continue
        elif numbered:
            found[-1] = Provision(found[-1].number, (*found[-1].clauses, i))
        numbered = numbered or bool(number)
    return tuple(found)


def number_of(clause: Clause) -> str:
    """The number a clause carries as a provision; "" for none."""
    if _LABEL.fullmatch(clause.label.strip()):
        return clause.label.strip().rstrip(".")
    found = _NUMBER.match(clause.text)
    return found[1] if found else ""


def _is_heading(clause: Clause) -> bool:
    """Whether a line without a number is an article's or chapter's: in capitals, or a short line
    without an end.
    """
    text = clause.text.strip()
    return text.isupper() or (len(text) < 90 and text[-1:] not in ".;:,。；：，")


def propose(
    base: Document, edited: Document, reasons: tuple[str, ...]
) -> tuple[tuple[Proposed, ...], tuple[Notice, ...]]:
    """A proposal for each provision that is not as it was, in the order of the edited text."""
    comparison = differ.compare(base, edited)
    old = {x.number: x for x in read(base)}
    new = {x.number: x for x in read(edited)}
    found: list[Proposed] = []
    for number in _ordered(comparison):
        before, after = old.get(number), new.get(number)
        symbol = _symbol(comparison, before, after)
        if symbol != "NOC":
            sides = (_side(base, before), _side(edited, after))
            found.append(Proposed(symbol, *sides, reasons))
    return tuple(found), _lost(comparison, old, new)


def _ordered(comparison: Comparison) -> list[str]:
    """All numbers in the order in which the comparison meets them, each once."""
    found: dict[str, None] = {}
    for change in comparison.changes:
        for document, clauses in ((comparison.old, change.old), (comparison.new, change.new)):
            for i in clauses:
                if number := number_of(document.clauses[i]):
                    found.setdefault(number)
    return list(found)


def _symbol(comparison: Comparison, before: Provision | None, after: Provision | None) -> str:
    if before is None or after is None:
        return "ADD" if before is None else "SUP"
    texts = [
        [document.clauses[i].label + document.clauses[i].text for i in provision.clauses]
        for document, provision in ((comparison.old, before), (comparison.new, after))
    ]
    if texts[0] == texts[1]:
        return "NOC"
    own = [
        x
        for x in comparison.changes
        if set(x.old) & set(before.clauses) or set(x.new) & set(after.clauses)
    ]
    found = symbols.of_text(own)
    return found if found == "(MOD)" else "MOD"


def _side(document: Document, provision: Provision | None) -> Side | None:
    return None if provision is None else Side(document, -1, provision.clauses, provision.number)


def _lost(
    comparison: Comparison, old: dict[str, Provision], new: dict[str, Provision]
) -> tuple[Notice, ...]:
    """A notice for changes outside all provisions: no proposal shows them."""
    inside = (
        {i for x in old.values() for i in x.clauses},
        {i for x in new.values() for i in x.clauses},
    )
    outside = [
        x
        for x in comparison.changes
        if x.status.value != "unchanged" and not (set(x.old) & inside[0] or set(x.new) & inside[1])
    ]
    if not outside:
        return ()
    said = f"{len(outside)} changes stand outside all numbered provisions and are not proposed"
    return (Notice("outside-provisions", said),)
