"""Rules about labels, and about the references that name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from resdiff.citations import Outcome, Reference
from resdiff.concord.drafts import Draft, Table, sure
from resdiff.concord.voting import majority, odd
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


def references(table: Table) -> Iterator[Draft]:
    """References to the text's own clauses that name another clause than in most languages."""
    for row in range(len(table.joints)):
        found = {v: own.references for v, own in table.facts(row).items()}
        targets = {
            v: frozenset(t for one in own for t in _targets(table, v, one))
            for v, own in found.items()
        }
        if len(found) < 2 or not any(targets.values()):
            continue
        yield from _astray(table, row, targets, found)


def _astray(
    table: Table,
    row: int,
    targets: Mapping[int, frozenset[str]],
    found: Mapping[int, tuple[Reference, ...]],
) -> Iterator[Draft]:
    facts = table.facts(row)
    says = {
        v: "; ".join(table.clause(row, v).text[r.start : r.stop] for r in own)
        for v, own in found.items()
    }
    read = {v: own for v, own in targets.items() if own}
    numbers = {v: frozenset(n for r in found[v] for n in _numbers(table, v, r)) for v in read}
    for voice, one in odd(read).items() if len(read) > 1 else ():
        both = len(read) == 2
        if numbers[voice] == majority(numbers)[0]:
            continue  # its words are those of the others; the label that they name is at fault
        if one.alone or one.lacks:
            yield Draft(
                "reference",
                sure(one.unanimous and bool(one.alone)),
                tuple(sorted(read)) if both else (voice,),
                (row,),
                f"{table.names[voice]} refers to another clause: {_paths(table, says, read)}",
                says,
                table.side,
            )
        if both:
            break
    expected, _ = majority(read)
    for voice in (v for v in targets if v not in read):
        wanted = {t.rpartition("|")[2] for t in expected or ()} - {""}
        if expected is None or 2 * len(read) <= len(targets):
            continue
        own = {_local(table, voice, t) for t in expected} - {""}
        if own & facts[voice].labels or (not own and wanted & facts[voice].labels):
            continue
        if any(r.outcome is not Outcome.DOUBTFUL for r in found[voice]) or facts[voice].labels:
            yield Draft(
                "reference",
                sure(False),
                (voice,),
                (row,),
                f"{table.names[voice]} does not refer to {', '.join(sorted(own or wanted))}:"
                f" {_paths(table, says, targets)}",
                says,
                table.side,
            )


def _targets(table: Table, voice: int, one: Reference) -> Iterator[str]:
    """What a reference names, the same in every language: the row of the clause, and its number."""
    rows = table.row_of[voice]
    for target in one.targets:
        if target.clause in rows:
            yield f"{rows[target.clause]}|{target.number}"
        else:
            yield f"?{rows.get(one.call, '')}|{target.number}"
    if not one.targets and one.call in rows:
        yield f"{rows[one.call]}|"


def _numbers(table: Table, voice: int, one: Reference) -> Iterator[str]:
    """What a reference prints, the same in every language: the row of the call, and the number."""
    call = table.row_of[voice].get(one.call, -1)
    yield from (f"{call}|{target.number}" for target in one.targets)
    if not one.targets:
        yield f"{call}|"


def _local(table: Table, voice: int, target: str) -> str:
    """The number that the target carries in this voice."""
    row = target.partition("|")[0]
    if not row.isdigit() or table.indices[int(row)][voice] < 0:
        return ""
    return table.clause(int(row), voice).number


def _paths(table: Table, says: Mapping[int, str], read: Mapping[int, frozenset[str]]) -> str:
    return ", ".join(f"{table.names[v]} “{says[v]}”" if says[v] else f"{table.names[v]} none"
                     for v in read)  # fmt: skip
