"""Rules about what became of a clause: is every change made in every language?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resdiff.concord.drafts import Draft, Table, sure
from resdiff.concord.joining import Joint
from resdiff.concord.values import Certainty, Fate
from resdiff.concord.voting import majority
from resdiff.model import Kind
from resdiff.renderers.terminal import shortened
from resdiff.values import replace

_SAID = {
    Fate.ABSENT: "do not have the clause",
    Fate.KEPT: "keep the clause as it was",
    Fate.CHANGED: "change the clause",
    Fate.INSERTED: "insert the clause",
    Fate.DELETED: "delete the clause",
}
_SAID_ALONE = {
    Fate.ABSENT: "does not have the clause",
    Fate.KEPT: "keeps the clause as it was",
    Fate.CHANGED: "changes the clause",
    Fate.INSERTED: "inserts the clause",
    Fate.DELETED: "deletes the clause",
}
_SHOWN = 60  # columns of a clause, enough to know it by
_RUN_TOGETHER = 0.8  # of the two clauses' length by the other languages, and no less than …
_MORE = 1.35  # … this many times the one clause's


def fates(table: Table, tracked: Sequence[bool]) -> Iterator[Draft]:
    """Clauses that are there, gone, changed or kept in one language and not in another."""
    for row, joint in enumerate(table.joints):
        if any(tracked) and not all(tracked):
            yield from _present(table, row, joint)
        if sum(tracked) > 1:
            yield from _fates(table, row, joint, tracked)
        elif not any(tracked):
            yield from _present(table, row, joint)


def _present(table: Table, row: int, joint: Joint) -> Iterator[Draft]:
    """Whether the text has the clause at all."""
    values = {voice: index >= 0 for voice, index in enumerate(joint.new)}
    most, others = majority(values)
    if not others or not any(values.values()):
        return
    lacking = [voice for voice in values if not values[voice]]
    having = joint.present
    alone = len(values) > 2 and len(having) == 1
    blamed = others if most is not None else sorted(values)
    yield Draft(
        "extra-clause" if alone else "missing-clause",
        sure(most is not None or len(values) == 2),
        tuple(blamed),
        (row,),
        f"{table.have(having)} the clause, {table.join(lacking)} not",
        _words(table, row),
    )


def _fates(table: Table, row: int, joint: Joint, tracked: Sequence[bool]) -> Iterator[Draft]:
    values = {v: fate for v, fate in enumerate(joint.fates) if tracked[v]}
    most, others = majority(values)
    if not others:
        return
    if set(values.values()) == {Fate.KEPT, Fate.CHANGED}:
        yield from _unlike(table, row, joint, values)
        return
    left = most is Fate.ABSENT and all(joint.old[v] < 0 for v in others)
    rule = _rule(most, {values[v] for v in others}, left)
    yield Draft(
        rule,
        sure(most is not None or len(values) == 2),
        tuple(others),
        (row,),
        _told(table, values),
        _words(table, row),
    )


def _rule(most: Fate | None, others: set[Fate], left: bool) -> str:
    """What the finding is called; `left` where the clause stands there that most have moved."""
    if most is None:
        return "change-differs"
    if most in (Fate.INSERTED, Fate.DELETED):
        return "change-missing"
    if most is Fate.ABSENT:
        alone = "change-missing" if left else "extra-clause"
        return "change-alone" if Fate.INSERTED in others else alone
    return "missing-clause" if Fate.ABSENT in others else "change-alone"


def _unlike(table: Table, row: int, joint: Joint, values: dict[int, Fate]) -> Iterator[Draft]:
    """Some change its words, some do not; what changes form alone in few languages is their own
    business: a capital, a hyphen, an accent.
    """
    changed = [v for v in values if values[v] is Fate.CHANGED]
    kept = [v for v in values if values[v] is Fate.KEPT]
    form = all(voice in joint.soft for voice in changed)
    if form and 2 * len(changed) < len(values):
        return
    missing = len(changed) >= len(kept)
    blamed = kept if missing and len(values) > 2 else changed if len(values) > 2 else changed + kept
    certain = not form and (len(changed) != len(kept) or len(values) == 2)
    yield Draft(
        "change-missing" if missing else "change-alone",
        sure(certain),
        tuple(sorted(blamed)),
        (row,),
        _told(table, values) + ("; it concerns form alone" if form else ""),
        _words(table, row),
    )


def _words(table: Table, row: int) -> dict[int, str]:
    """The beginning of the clause in each voice that has it."""
    return {v: shortened(table.clause(row, v).text, _SHOWN) for v in table.joints[row].present}


def _told(table: Table, values: dict[int, Fate]) -> str:
    """Who does what: those that most do first."""
    by_fate: dict[Fate, list[int]] = {}
    for voice, fate in values.items():
        by_fate.setdefault(fate, []).append(voice)
    said = sorted(by_fate.items(), key=lambda one: (-len(one[1]), list(Fate).index(one[0])))
    return "; ".join(
        f"{table.join(v)} {(_SAID_ALONE if len(v) == 1 else _SAID)[fate]}" for fate, v in said
    )


def moves(table: Table) -> Iterator[Draft]:
    """Clauses that stand under another call in one language than in the others."""
    for row, joint in enumerate(table.joints):
        sections = {v: _section(table, row, v) for v in joint.present}
        most, others = majority(sections)
        if others and all(section >= 0 for section in sections.values()):
            yield Draft(
                "place-in-text",
                sure(most is not None or len(sections) == 2),
                tuple(others),
                (row,),
                "the clause stands elsewhere: "
                + ", ".join(f"{table.names[v]} {table.clause(row, v).path}" for v in sections),
                {v: table.clause(row, v).path for v in sections},
            )


def _section(table: Table, row: int, voice: int) -> int:
    """The row of the call that the clause stands under, -1 for none."""
    side = table.sides[voice]
    if side is None:
        return -1
    parent = table.clause(row, voice).parent
    while parent >= 0 and side.document.clauses[parent].parent >= 0:
        parent = side.document.clauses[parent].parent
    return table.row_of[voice].get(parent, -1) if parent >= 0 else -1


def gathered(table: Table, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts, those about neighbouring clauses that say the same of the same voices as one; a
    note goes with the clause that carries its mark.
    """
    last: Draft | None = None
    for draft in drafts:
        if last is not None and _goes_with(table, last, draft):
            last = replace(last, rows=(*last.rows, *draft.rows))
            continue
        if last is not None:
            yield last
        last = draft
    if last is not None:
        yield last


def _goes_with(table: Table, one: Draft, other: Draft) -> bool:
    """Whether a whole section is meant: its call, and what stands under it."""
    call, row = one.rows[0], other.rows[0]
    if (one.rule, one.voices, one.reason) != (other.rule, other.voices, other.reason):
        return False
    if row != one.rows[-1] + 1:
        return False
    having = [v for v in table.joints[row].present if v in table.joints[call].present]
    return any(
        table.clause(call, v).kind is Kind.CALL and _section(table, row, v) == call for v in having
    )


def run_together(table: Table, draft: Draft) -> bool:
    """Whether the clause that a voice lacks seems to stand in the one before or behind it there."""
    if len(draft.rows) > 1 or not draft.rule.startswith(("missing", "change-missing")):
        return False
    row = draft.rows[0]
    having = [v for v in table.joints[row].present if v not in draft.voices]
    lacking = [v for v in draft.voices if table.indices[row][v] < 0]
    return bool(having and lacking) and all(
        any(_holds_both(table, row, near, voice, having) for near in (row - 1, row + 1))
        for voice in lacking
    )


def _holds_both(table: Table, row: int, near: int, voice: int, having: Sequence[int]) -> bool:
    if not 0 <= near < len(table.joints) or table.indices[near][voice] < 0:
        return False
    both = [v for v in having if table.indices[near][v] >= 0]
    if not both:
        return False
    one = sum(_length(table, near, v) for v in both) / len(both)
    two = one + sum(_length(table, row, v) for v in both) / len(both)
    own = _length(table, near, voice)
    return own >= _RUN_TOGETHER * two and own >= _MORE * one


def _length(table: Table, row: int, voice: int) -> float:
    side = table.sides[voice]
    return side.lengths[table.indices[row][voice]] if side is not None else 0.0


def doubted(draft: Draft) -> Draft:
    """The draft where the clause may only be read together with its neighbour."""
    reason = draft.reason + "; it may be run together with its neighbour there"
    return replace(draft, certainty=Certainty.PROBABLE, reason=reason)
