"""What a rule gets and what it gives: rows with their voices, drafts of findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from resdiff.concord.facts import Facts
from resdiff.concord.joining import Joint
from resdiff.concord.sides import Side
from resdiff.concord.values import Certainty
from resdiff.model import Clause
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding before its places are written out.

    Shape:   `voices` those that differ; `rows` the joints concerned, the first where it stands;
             `says` what each voice prints of the matter.
    """

    rule: str
    certainty: Certainty
    voices: tuple[int, ...]
    rows: tuple[int, ...]
    reason: str
    says: Mapping[int, str] = field(default_factory=dict)
    side: str = "new"


@dataclass(frozen=True, slots=True)
class Table:
    """Everything that the rules look at, on one side.

    Shape:   `indices` a row a joint: the clause of each voice on this side, -1 for none; `row_of`
             for each voice the joint of each of its clauses.
    """

    names: tuple[str, ...]
    sides: tuple[Side | None, ...]
    joints: tuple[Joint, ...]
    indices: tuple[tuple[int, ...], ...]
    row_of: tuple[Mapping[int, int], ...]
    side: str

    def clause(self, row: int, voice: int) -> Clause:
        """The clause of a voice in a row in which it has one."""
        own = self.sides[voice]
        assert own is not None
        return own.document.clauses[self.indices[row][voice]]

    def facts(self, row: int) -> dict[int, Facts]:
        """The facts of each voice that has the clause."""
        return {
            voice: own.facts[index]
            for voice, (own, index) in enumerate(zip(self.sides, self.indices[row], strict=True))
            if own is not None and index >= 0
        }

    def join(self, voices: Sequence[int]) -> str:
        """The voices by name: "ar, en and es"."""
        names = [self.names[voice] for voice in voices]
        return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)

    def have(self, voices: Sequence[int]) -> str:
        """The voices with their verb: "ar and en have", "fr has"."""
        return f"{self.join(voices)} {'has' if len(voices) == 1 else 'have'}"


def table(
    names: Sequence[str], sides: Sequence[Side | None], joints: Sequence[Joint], side: str
) -> Table:
    """One side of the joints, ready for the rules."""
    indices = tuple(tuple(j.new if side == "new" else j.old) for j in joints)
    row_of = tuple(
        {row[voice]: at for at, row in enumerate(indices) if row[voice] >= 0}
        for voice in range(len(names))
    )
    return Table(tuple(names), tuple(sides), tuple(joints), indices, row_of, side)


def sure(condition: bool) -> Certainty:
    """Sure where the condition holds, else probable."""
    return Certainty.SURE if condition else Certainty.PROBABLE
