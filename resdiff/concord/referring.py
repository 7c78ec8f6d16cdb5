"""Rules about references to the text's own clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from resdiff.citations import Outcome, Reference
from resdiff.concord.drafts import Draft, Table, sure
from resdiff.concord.voting import majority, odd

Named = Mapping[int, frozenset[str]]
"""For each voice what its references name: "12|" for the clause of that row, "?7|c" for a label
that nothing under the call of that row carries."""


def references(table: Table) -> Iterator[Draft]:
    """References that name another clause than in most languages, or that one language lacks."""
    for row in range(len(table.joints)):
        found = {v: own.references for v, own in table.facts(row).items()}
        named = {
            v: frozenset(t for one in own for t in _targets(table, v, one))
            for v, own in found.items()
        }
        read = {v: own for v, own in named.items() if own}
        if len(found) < 2 or not read:
            continue
        says = {
            v: "; ".join(table.clause(row, v).text[r.start : r.stop] for r in own)
            for v, own in found.items()
        }
        if len(read) > 1:
            yield from _elsewhere(table, row, read, found, says)
        if len(read) < len(named) < 2 * len(read):
            yield from _wanting(table, row, named, found, says)


def _elsewhere(
    table: Table,
    row: int,
    read: Named,
    found: Mapping[int, tuple[Reference, ...]],
    says: Mapping[int, str],
) -> Iterator[Draft]:
    """References that name other clauses. One that prints what the others print is not at fault:
    the label that it names is, and that is said there.
    """
    printed = {v: frozenset(n for r in found[v] for n in _printed(table, v, r)) for v in read}
    usual, _ = majority(printed)
    for voice, one in odd(read).items():
        if printed[voice] == usual:
            continue
        yield Draft(
            "reference",
            sure(one.unanimous and bool(one.alone)),
            tuple(sorted(read)) if len(read) == 2 else (voice,),
            (row,),
            f"{table.names[voice]} refers to another clause: {_told(table, says, read)}",
            says,
            table.side,
        )
        if len(read) == 2:
            return


def _wanting(
    table: Table,
    row: int,
    named: Named,
    found: Mapping[int, tuple[Reference, ...]],
    says: Mapping[int, str],
) -> Iterator[Draft]:
    """Voices without a reference that could be read, where most have one: unless the label that it
    should name stands there, in words that our grammar does not know.
    """
    expected, _ = majority({v: own for v, own in named.items() if own})
    for voice in (v for v in named if not named[v] and expected is not None):
        labels = table.facts(row)[voice].labels
        wanted = {_label(table, voice, target) for target in expected or ()} - {""}
        is_tried = any(r.outcome is not Outcome.DOUBTFUL for r in found[voice]) or bool(labels)
        if wanted & labels or not is_tried:
            continue
        yield Draft(
            "reference",
            sure(False),
            (voice,),
            (row,),
            f"{table.names[voice]} does not refer to {', '.join(sorted(wanted)) or 'it'}:"
            f" {_told(table, says, named)}",
            says,
            table.side,
        )


def _targets(table: Table, voice: int, one: Reference) -> Iterator[str]:
    """What a reference names, the same in every language."""
    rows = table.row_of[voice]
    for target in one.targets:
        if target.clause in rows:
            yield f"{rows[target.clause]}|"
        else:
            yield f"?{rows.get(one.call, '')}|{target.number}"
    if not one.targets and one.call in rows:
        yield f"{rows[one.call]}|"


def _printed(table: Table, voice: int, one: Reference) -> Iterator[str]:
    """What a reference prints, the same in every language: the row of the call, and the number."""
    call = table.row_of[voice].get(one.call, -1)
    yield from (f"{call}|{target.number}" for target in one.targets)
    if not one.targets:
        yield f"{call}|"


def _label(table: Table, voice: int, target: str) -> str:
    """The number that the target carries in this voice, or is called by in the others."""
    row, _, number = target.partition("|")
    if row.isdigit() and table.indices[int(row)][voice] >= 0:
        return table.clause(int(row), voice).number
    return number


def _told(table: Table, says: Mapping[int, str], voices: Named) -> str:
    quoted = (f"{table.names[v]} " + (f"“{says[v]}”" if says[v] else "none") for v in voices)
    return ", ".join(quoted)
