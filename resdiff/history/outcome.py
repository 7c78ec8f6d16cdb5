"""A proposal between two editions: which of its words were adopted, reworded, moved, or fell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from resdiff import differ
from resdiff.differ.folding import folded
from resdiff.history.echoes import Run, Words
from resdiff.history.naming import names
from resdiff.history.tracing import FINE
from resdiff.history.values import Decision, Doubt, Echo, Fate, Giver, Outcome, Stretch, Verdict
from resdiff.history.ways import Place, Ways, text_at
from resdiff.model import Change, Clause, Document, Notice, Status
from resdiff.symbols import AROUND, keeps_unprinted
from resdiff.values import dataclass, replace

# Words that stand in the place of others are those others reworded when they are this alike.
# Source: half the letters in the same order, the least at which a reader still sees the first in
# the second ("long term" and "long-term" 0.89, "recent" and "relevant" 0.57, "WTDC-14" and "2014"
# 0.36).
_REWORDED = 0.5
_NUMBER = re.compile(r"\d+")
# Clauses paired below this share fewer words than they differ in, and are shown as doubtful.
# Source: half the items of 16 instruments changed at random: of 1,513 pairs the lowest is 0.5 and
# none is wrong, so that doubt is for people's own rewordings, which go down to 0.43.
DOUBTFUL = 0.6


def judge(old: Document, proposal: Document, new: Document) -> Outcome:
    """What became of every stretch that a proposal inserts or deletes.

    Shape:   a decision for each clause that the proposal changes in words or place; what stands
             around its text (cover, Reasons) is left out. A NOC that prints no text proposes the
             old one.
    """
    if keeps_unprinted(proposal):
        proposal = _kept(old, proposal)
    judged = _Judge(old, proposal, new)
    before, proposed, after = names((old, proposal, new))
    return Outcome(
        (before, proposed, after),
        judged.proposed.comparison,
        judged.decided.comparison,
        judged.direct.comparison,
        tuple(judged.decisions()),
        tuple(judged.stretches()),
        tuple(judged.notices()),
    )


def _kept(old: Document, noc: Document) -> Document:
    """The old text as that which a NOC proposes."""
    said = "the proposal is no change (NOC): the text that it does not print is the old one"
    return replace(old, source=noc.source, notices=(*noc.notices, Notice("no-change", said)))


@dataclass(frozen=True, slots=True)
class _Letter:
    """What became of one letter: letters with one finding make one verdict."""

    fate: Fate
    instead: str = ""
    echo: Echo | None = None
    doubt: Doubt = Doubt.NONE


class _Judge:
    """The three comparisons, and what is looked up in them."""

    def __init__(self, old: Document, proposal: Document, new: Document) -> None:
        self.old, self.proposal, self.new = old, proposal, new
        self.proposed = Ways(differ.compare(old, proposal, FINE))
        self.decided = Ways(differ.compare(proposal, new, FINE))
        self.direct = Ways(differ.compare(old, new, FINE))
        self._elsewhere = Words(self._unclaimed())

    def notices(self) -> Iterator[Notice]:
        """What is odd about the documents and their comparisons, each once."""
        documents = (self.old, self.proposal, self.new)
        ways = (self.proposed, self.decided, self.direct)
        found = [n for x in documents for n in x.notices]
        found += [n for x in ways for n in x.comparison.notices if n.slug != "stale-reference"]
        yield from dict.fromkeys(found)

    def stretches(self) -> Iterator[tuple[Stretch, ...]]:
        """The clauses of the outcome cut by who brought their words."""
        for index in range(len(self.new.clauses)):
            yield tuple(self._stretches(index))

    def _stretches(self, index: int) -> Iterator[Stretch]:
        at = 0
        letters = range(len(self.new.clauses[index].text))
        for giver, group in groupby(self._giver((index, x)) for x in letters):
            size = sum(1 for _ in group)
            yield Stretch(at, at + size, giver)
            at += size

    def _giver(self, place: Place) -> Giver:
        here = self.decided.backward[place[0]][place[1]]
        if here is not None and self.proposed.backward[here[0]][here[1]] is None:
            return Giver.PROPOSAL
        kept = here is not None or self.direct.backward[place[0]][place[1]] is not None
        return Giver.OLD if kept else Giver.OWN

    def _unclaimed(self) -> Iterator[Run]:
        """Stretches of the outcome that the pairing of clauses traces to nothing."""
        for index, clause in enumerate(self.new.clauses):
            for x in self._stretches(index):
                if x.giver is Giver.OWN:
                    yield Run(clause.text[x.start : x.stop], 2, index, x.start)

    def decisions(self) -> Iterator[Decision]:
        """One for each clause that the proposal touches."""
        for number, change in enumerate(self.proposed.comparison.changes):
            shown = [self.proposal.clauses[i] for i in change.new]
            shown += [self.old.clauses[i] for i in change.old]
            if shown[0].kind in AROUND:
                continue
            if change.status is not Status.UNCHANGED or change.moved:
                yield self._decision(number, change)

    def _decision(self, number: int, change: Change) -> Decision:
        verdicts = tuple(self._verdicts(change))
        fates = {v.fate for v in verdicts if _is_word(v.text)} or {v.fate for v in verdicts}
        led = [self.decided.change_of(i) for i in change.new]
        led = led or [self.direct.change_of(i) for i in change.old]
        moved = self._relocated(change) if change.moved else None
        return Decision(
            number,
            tuple(dict.fromkeys(i for x in led for i in x.new)),
            verdicts,
            _whole(fates, moved or (Fate.FELL if change.new and not led[0].new else Fate.ADOPTED)),
            moved,
            min((x.score for x in led), default=0.0),
        )

    def _relocated(self, change: Change) -> Fate:
        moved = [self.direct.change_of(i).moved for i in change.old]
        return Fate.ADOPTED if all(moved) else Fate.FELL

    def _verdicts(self, change: Change) -> Iterator[Verdict]:
        """Deleted stretches and inserted ones in the order in which a reader meets them."""
        for index in change.old:
            gone = [x is None for x in self.proposed.forward[index]]
            for at, text, letter in self._judged(self.old.clauses[index], gone, index, False):
                yield _verdict(False, text, (index, at), letter)
        for index in change.new:
            come = [x is None for x in self.proposed.backward[index]]
            for at, text, letter in self._judged(self.proposal.clauses[index], come, index, True):
                yield _verdict(True, text, (index, at), letter)

    def _judged(
        self, clause: Clause, marked: Sequence[bool], index: int, inserted: bool
    ) -> Iterator[tuple[int, str, _Letter]]:
        """The marked stretches of a clause cut where their fates differ."""
        at = 0
        for held, group in groupby(marked):
            size = sum(1 for _ in group)
            if held:
                place = self._inserted if inserted else self._deleted
                letters = place(index, at, at + size)
                yield from _gathered(clause.text, at, letters)
            at += size

    def _deleted(self, index: int, start: int, stop: int) -> list[_Letter]:
        """The fates of letters that the proposal deletes."""
        found = []
        change = self.direct.change_of(index)
        for at in range(start, stop):
            there = self.direct.forward[index][at]
            if there is None or self._giver(there) is Giver.PROPOSAL:
                found.append(_Letter(Fate.ADOPTED))
            else:
                stays = Echo("", 2, there[0]) if change.moved else None
                found.append(_Letter(Fate.FELL, echo=stays, doubt=_doubt(change)))
        return self._with_echoes(found, Fate.ADOPTED, self.old, (index, start))

    def _inserted(self, index: int, start: int, stop: int) -> list[_Letter]:
        """The fates of letters that the proposal inserts."""
        change = self.decided.change_of(index)
        found: list[_Letter] = []
        known: dict[tuple[int, int], _Letter] = {}
        for at in range(start, stop):
            there = self.decided.forward[index][at]
            if there is not None:
                moved = Echo("", 2, there[0]) if change.moved else None
                fate = Fate.MOVED if change.moved else Fate.ADOPTED
                found.append(_Letter(fate, echo=moved, doubt=_doubt(change)))
                continue
            replaced = self.decided.instead(index, at)
            if replaced is None:
                found.append(_Letter(Fate.FELL))
                continue
            edit, places = replaced
            key = (edit.old_start, edit.old_stop)
            if key not in known:
                known[key] = self._replaced(index, at, places)
            found.append(known[key])
        return self._with_echoes(found, Fate.FELL, self.proposal, (index, start))

    def _replaced(self, index: int, at: int, places: Sequence[Place]) -> _Letter:
        """The fate of inserted words in whose place the outcome has others, or none."""
        instead = text_at(self.new, places)
        if not _is_word(instead):
            return _Letter(Fate.FELL)
        if all(self.direct.backward[c][p] is not None for c, p in places):
            return _Letter(Fate.FELL, instead)  # the old edition's own words
        words = self._taken_away(index, at)
        if folded(words).strip() == folded(instead).strip():
            return _Letter(Fate.ADOPTED, instead)
        change = self.decided.change_of(index)
        if _alike(folded(words), folded(instead)):
            return _Letter(Fate.REWORDED, instead, doubt=_doubt(change))
        new_clause = not self.proposed.came_from(index).old
        fate = Fate.REWORDED if new_clause else Fate.FELL
        return _Letter(fate, instead, doubt=Doubt.OTHER_WORDS)

    def _taken_away(self, index: int, at: int) -> str:
        """All words of the proposal that went together with a letter."""
        forward, text = self.decided.forward[index], self.proposal.clauses[index].text
        start = stop = at
        while start > 0 and forward[start - 1] is None:
            start -= 1
        while stop < len(text) and forward[stop] is None:
            stop += 1
        return text[start:stop]

    def _with_echoes(
        self, letters: list[_Letter], fate: Fate, document: Document, place: Place
    ) -> list[_Letter]:
        """The letters, those that seem gone but stand elsewhere in the outcome as moved."""
        index, start = place
        text = document.clauses[index].text
        at = 0
        for found, group in groupby(list(letters), key=lambda x: x.fate is fate):
            size = sum(1 for _ in group)
            run = Run(text[start + at : start + at + size], 1, index)
            for one in self._elsewhere.find(run) if found else ():
                echo = Echo(one.text, 2, one.run.clause)
                moved = _Letter(Fate.MOVED, echo=echo, doubt=Doubt.ONLY_WORDS)
                letters[at + one.start : at + one.stop] = [moved] * (one.stop - one.start)
            at += size
        return letters


def _alike(words: str, instead: str) -> bool:
    """Whether words can be a rewording of others: half their letters, and no other numbers (of
    "Busan, 2014" no "Dubai, 2018")."""
    numbers = [set(_NUMBER.findall(x)) for x in (words, instead)]
    if all(numbers) and not numbers[0] & numbers[1]:
        return False
    return SequenceMatcher(None, words, instead, False).ratio() >= _REWORDED


def _whole(fates: set[Fate], without_words: Fate) -> Fate | None:
    """The one fate of all words, None where they differ."""
    if not fates:
        return without_words
    return next(iter(fates)) if len(fates) == 1 else None


def _verdict(inserted: bool, text: str, place: Place, letter: _Letter) -> Verdict:
    clause, start = place
    return Verdict(
        inserted, text, clause, start, letter.fate, letter.instead, letter.echo, letter.doubt
    )


def _gathered(text: str, at: int, letters: Sequence[_Letter]) -> Iterator[tuple[int, str, _Letter]]:
    """Letters of one fate together; blanks and punctuation go with the words before them."""
    parts: list[tuple[int, str, _Letter]] = []
    for letter, group in groupby(letters):
        stop = at + sum(1 for _ in group)
        if parts and not _is_word(text[at:stop]):
            start, before, kept = parts[-1]
            parts[-1] = (start, before + text[at:stop], kept)
        elif parts and not _is_word(parts[-1][1]):
            start, before, _ = parts[-1]
            parts[-1] = (start, before + text[at:stop], letter)
        else:
            parts.append((at, text[at:stop], letter))
        at = stop
    return iter(parts)


def _is_word(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _doubt(change: Change) -> Doubt:
    return Doubt.NONE if change.score >= DOUBTFUL else Doubt.PAIRING
