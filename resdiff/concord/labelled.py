"""Rules about labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from resdiff.concord.drafts import Draft, Table, sure
from resdiff.concord.voting import majority
from resdiff.model import Kind


def labels(table: Table) -> Iterator[Draft]:
    """Labels that are another place in their series than in most languages, unless that follows
    from a clause that is missing or added before.
    """
    for row in range(len(table.joints)):
        ordinals = {v: _ordinal(table, row, v) for v in table.facts(row)}
        if any(table.clause(row, v).kind is Kind.NOTE for v in ordinals):
            continue
        labelled = {v: own for v, own in ordinals.items() if own}
        most, others = majority(labelled)
        wrong = [v for v in others if most is None or not _is_counted(table, row, v)]
        if wrong:
            says = {v: table.clause(row, v).label for v in ordinals}
            reason = ", ".join(f"{table.names[v]} has {says[v]}" for v in wrong)
            right = [v for v in labelled if v not in wrong]
            if right:
                reason += f" where {table.have(right)} {_usual(says, right)}"
            yield Draft(
                "label",
                sure(most is not None or len(labelled) == 2),
                tuple(wrong),
                (row,),
                reason,
                says,
                table.side,
            )
        yield from _unlabelled(table, row, ordinals)


def _usual(says: Mapping[int, str], voices: Sequence[int]) -> str:
    """The label as most print it."""
    return Counter(says[voice] for voice in voices).most_common(1)[0][0]


def _ordinal(table: Table, row: int, voice: int) -> str:
    side = table.sides[voice]
    return side.ordinals[table.indices[row][voice]] if side is not None else ""


def _is_counted(table: Table, row: int, voice: int) -> bool:
    side = table.sides[voice]
    return side is not None and side.counted[table.indices[row][voice]]


def _unlabelled(table: Table, row: int, ordinals: Mapping[int, str]) -> Iterator[Draft]:
    """A label that is wanting where nearly all have one; a single item needs none."""
    bare = [v for v, own in ordinals.items() if not own and not table.clause(row, v).label]
    rest = [v for v, own in ordinals.items() if own]
    kinds = {table.clause(row, v).kind for v in ordinals}
    if len(ordinals) > 2 and len(bare) == 1 and len(rest) > 1 and Kind.CALL not in kinds:
        yield Draft(
            "label",
            sure(False),
            tuple(bare),
            (row,),
            f"{table.join(bare)} has no label where {table.have(rest)}"
            f" {_usual({v: table.clause(row, v).label for v in rest}, rest)}",
            {v: table.clause(row, v).label for v in ordinals},
            table.side,
        )
