"""Proposals by provision: in the Constitution, the Convention and the Radio Regulations each
numbered provision has its own symbol (MOD 58, ADD 59A).
"""

from __future__ import annotations

from resdiff import differ
from resdiff.model import Comparison, Document, Notice
from resdiff.proposals.values import Proposed, Side
from resdiff.symbols import Provision, of_text
from resdiff.symbols.provisions import number_of, read


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
    sides = comparison.old.clauses, comparison.new.clauses
    numbers = (
        number_of(clauses[i])
        for change in comparison.changes
        for clauses, own in zip(sides, (change.old, change.new), strict=True)
        for i in own
    )
    return list(dict.fromkeys(filter(None, numbers)))


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
    found = of_text(own)
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
