"""A proposal's clause: kept words, and those that were to come and go, each with its fate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from resdiff.history.rendering.telling import Words, count_words, named, quoted
from resdiff.history.values import Decision, Doubt, Fate, Outcome, Verdict
from resdiff.model import Clause, Document, Edit, Mark
from resdiff.values import dataclass

SIGNS = {Fate.ADOPTED: "✓", Fate.REWORDED: "≈", Fate.MOVED: "⇄", Fate.FELL: "✗"}
_DOUBTFUL = "?"


@dataclass(frozen=True, slots=True)
class Woven:
    """Words of a proposal's clause. Shape: `verdict` None where they are kept."""

    text: str
    mark: Mark
    verdict: Verdict | None = None

    @property
    def sign(self) -> str:
        """Its fate in one sign, a question mark behind it where that is not certain."""
        if self.verdict is None:
            return ""
        return SIGNS[self.verdict.fate] + (_DOUBTFUL if self.verdict.doubt else "")


def woven(outcome: Outcome, decision: Decision) -> tuple[Woven, ...]:
    """The clause or clauses of a decision, each verdict once, in reading order."""
    comparison = outcome.proposed
    change = comparison.changes[decision.change]
    olds = [comparison.old.clauses[i] for i in change.old]
    news = [comparison.new.clauses[i] for i in change.new]
    starts = _starts(change.old, olds), _starts(change.new, news)
    pending = (
        {starts[0][v.clause] + v.start: v for v in decision.verdicts if not v.inserted},
        {starts[1][v.clause] + v.start: v for v in decision.verdicts if v.inserted},
    )
    old, new = ("\n".join(c.text for c in clauses) for clauses in (olds, news))
    edits: Sequence[Edit] = change.edits if olds and news else ()
    found: list[Woven] = []
    at_old = at_new = 0
    for edit in (*edits, Edit(len(old), len(old), len(new), len(new))):
        found.extend(_taken(pending[0], at_old, edit.old_start, Mark.DELETED))
        found.extend(_kept(new, at_new, edit.new_start, pending[1]))
        found.extend(_taken(pending[0], edit.old_start, edit.old_stop, Mark.DELETED))
        found.extend(_taken(pending[1], edit.new_start, edit.new_stop, Mark.INSERTED))
        at_old, at_new = edit.old_stop, edit.new_stop
    return tuple(found)


def _starts(indices: Sequence[int], clauses: Sequence[Clause]) -> dict[int, int]:
    """Where each clause begins in their texts joined with LF."""
    found, at = {}, 0
    for index, clause in zip(indices, clauses, strict=True):
        found[index] = at
        at += len(clause.text) + len("\n")
    return found


def _taken(verdicts: Mapping[int, Verdict], start: int, stop: int, mark: Mark) -> Iterator[Woven]:
    """The verdicts on a stretch, in order."""
    for at in sorted(verdicts):
        if start <= at < stop:
            yield Woven(verdicts[at].text, mark, verdicts[at])


def _kept(text: str, start: int, stop: int, verdicts: Mapping[int, Verdict]) -> Iterator[Woven]:
    """Kept words; what has a verdict among them (a spelling that was not compared) stands apart."""
    at = start
    for place in sorted(x for x in verdicts if start <= x < stop):
        if at < place:
            yield Woven(text[at:place], Mark.KEPT)
        yield Woven(verdicts[place].text, Mark.INSERTED, verdicts[place])
        at = place + len(verdicts[place].text)
    if at < stop:
        yield Woven(text[at:stop], Mark.KEPT)


def place_in(outcome: Outcome, decision: Decision, own: Words) -> str:
    """Where the clause stands in the proposal, in the old edition where the proposal drops it."""
    change = outcome.proposed.changes[decision.change]
    if change.new:
        return named(outcome.proposed.new, change.new[0], own)
    return named(outcome.proposed.old, change.old[0], own)


def label_in(outcome: Outcome, decision: Decision) -> str:
    """The clause's label, as `place_in`."""
    change = outcome.proposed.changes[decision.change]
    document: Document = outcome.proposed.new if change.new else outcome.proposed.old
    return document.clauses[(change.new or change.old)[0]].label


def said_of(outcome: Outcome, decision: Decision, verdict: Verdict, own: Words) -> tuple[str, ...]:
    """What became of a stretch, in words: first what it was, then its fate, then why."""
    found = [own["wanted_in" if verdict.inserted else "wanted_out"], own[verdict.fate.value]]
    if verdict.instead.strip():
        found.append(own["now_reads"].format(text=quoted(verdict.instead)))
    if verdict.echo is not None:
        place = named(outcome.decided.new, verdict.echo.clause, own)
        found.append(own["stands_at"].format(place=place))
    if verdict.doubt is Doubt.PAIRING:
        found.append(own["doubt_pairing"].format(share=round(100 * decision.score)))
    elif verdict.doubt:
        found.append(own[verdict.doubt.value.replace("-", "_")])
    return tuple(found)


def tally(decisions: Sequence[Decision]) -> dict[tuple[bool, Fate], int]:
    """How many words were to come (True) or go (False) and met which fate."""
    found = {(inserted, fate): 0 for inserted in (True, False) for fate in Fate}
    for decision in decisions:
        for verdict in decision.verdicts:
            found[verdict.inserted, verdict.fate] += count_words(verdict.text)
    return found
