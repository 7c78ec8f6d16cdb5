"""Rules about how much is said of a clause, and how much of it is changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp, log
from statistics import median

from resdiff.concord.drafts import Draft, Table, sure
from resdiff.concord.sides import Side
from resdiff.concord.values import Fate
from resdiff.model import Comparison, Kind

# Natural logarithms of ratios. In four resolutions in six languages, lengths of one clause lay
# within 0.5 of their median and growths within 0.31 (tests/concord/six, varied; tests/six_more).
_LENGTH = 0.65
_GROWTH = 0.4
_AGREEING = 0.2  # the others must not be farther from their median, for growth
_SHORT = 3.0  # thousandths of the text; a call or a few words say nothing
_FEW = 40  # letters: fewer are some words, which may be twice as many in another language
_VOICES = 3  # two cannot say which is odd
_TEXT = frozenset({Kind.ITEM, Kind.PARAGRAPH})


def lengths(table: Table) -> Iterator[Draft]:
    """Clauses of which one language says far less, or more, than all others."""
    for row in range(len(table.joints)):
        found = {
            voice: side.lengths[index]
            for voice, (side, index) in enumerate(zip(table.sides, table.indices[row], strict=True))
            if side is not None and index >= 0
        }
        if len(found) <= _VOICES or any(table.clause(row, v).kind not in _TEXT for v in found):
            continue
        letters = [
            n / side.scale for n, side in zip(found.values(), _sides(table, found), strict=True)
        ]
        if median(found.values()) < _SHORT or median(letters) < _FEW:
            continue
        for voice, away in _odd({v: log(n or 1e-9) for v, n in found.items()}, _LENGTH, _LENGTH):
            yield Draft(
                "length",
                sure(False),
                (voice,),
                (row,),
                f"{table.names[voice]} says {_times(away)} what the others say; is something"
                f" {'lost' if away < 0 else 'added'}?",
                {v: table.clause(row, v).text[-60:] for v in found},
                table.side,
            )


def _sides(table: Table, voices: Iterable[int]) -> Iterator[Side]:
    return (side for side in (table.sides[voice] for voice in voices) if side is not None)


def growths(table: Table, comparisons: Sequence[Comparison | None]) -> Iterator[Draft]:
    """Clauses that all change, one language by far less or more: part of it may be missing."""
    for row, joint in enumerate(table.joints):
        sizes = {
            v: (len(c.old.clauses[joint.old[v]].text), len(c.new.clauses[joint.new[v]].text))
            for v, c in enumerate(comparisons)
            if c is not None and joint.fates[v] is Fate.CHANGED
        }
        if len(sizes) < _VOICES or len(sizes) < sum(c is not None for c in comparisons):
            continue
        kinds = {table.clause(row, v).kind for v in sizes}
        if not kinds <= _TEXT or not all(old and new for old, new in sizes.values()):
            continue
        logs = {v: log(new / old) for v, (old, new) in sizes.items()}
        for voice, away in _odd(logs, _GROWTH, _AGREEING):
            yield Draft(
                "extent",
                sure(False),
                (voice,),
                (row,),
                f"{table.names[voice]} becomes {_times(away)} as long by its change as the others"
                " do; is part of it missing?",
                {v: f"{old} to {new} letters" for v, (old, new) in sizes.items()},
                table.side,
            )


def _odd(values: Mapping[int, float], limit: float, agreeing: float) -> Iterator[tuple[int, float]]:
    """The one voice that is farther than the limit from the median of the others, who agree."""
    for voice, own in values.items():
        rest = [value for other, value in values.items() if other != voice]
        middle = median(rest)
        if abs(own - middle) > limit and max(abs(v - middle) for v in rest) <= agreeing:
            yield voice, own - middle


def _times(away: float) -> str:
    return f"{exp(away):.1f} times"
