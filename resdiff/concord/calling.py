"""Rules about calls: the verb, and who is spoken to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from resdiff.concord import words
from resdiff.concord.drafts import Draft, Table, sure
from resdiff.concord.printed import language_of, sets_of
from resdiff.model import Kind


def calls(table: Table) -> Iterator[Draft]:
    """Calls of another verb than most, or that speak to others."""
    for row, indices in enumerate(table.indices):
        heads = [
            v for v, index in enumerate(indices)
            if index >= 0 and table.clause(row, v).kind is Kind.CALL
        ]  # fmt: skip
        if len(heads) < 2:
            continue
        yield from _verbs(table, row, heads)
        spoken = {v: table.facts(row)[v].spoken for v in heads}
        named = {v: own for v, own in spoken.items() if own}
        yield from sets_of(table, row, "addressee", named, lone=False)


def _verbs(table: Table, row: int, heads: Sequence[int]) -> Iterator[Draft]:
    """Verbs that are no translation of most of the others."""
    read = {
        v: words.call_readings(table.clause(row, v).call_id, language_of(table, v)) for v in heads
    }
    known = {v: own for v, own in read.items() if own}
    strange = [v for v in known if 2 * _fellows(v, known) < len(known)]
    if len(known) == 2 and not words.are_near(*known.values()):
        strange = list(known)
    if strange:
        yield Draft(
            "call",
            sure(False),
            tuple(strange),
            (row,),
            f"{table.join(strange)}: the call is another one",
            {v: table.clause(row, v).text for v in heads},
            table.side,
        )


def _fellows(voice: int, known: Mapping[int, frozenset[str]]) -> int:
    """In how many voices, its own among them, the verb may be the same."""
    return sum(words.are_near(known[voice], own) for own in known.values())
