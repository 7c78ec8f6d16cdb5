"""The lives of clauses told from the strands of their editions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from resdiff.history.echoes import FEWEST_AT_HOME, Found, Run, Wholes, Words, whole
from resdiff.history.lines import Lines
from resdiff.history.pool import Lost, Pool
from resdiff.history.values import Echo, Gap, History, Phrase, Step, Story, Strand

# A shorter text is a common word that came back by accident ("the", "and", "2010"); a Chinese word
# has two characters. Source: English words of five letters and fewer are 60 % of any text.
_TELLING, _TELLING_HAN = 6, 2
_HAN = "\u3400"  # where Han characters begin (Unicode, CJK Unified Ideographs Extension A)


class Stories:
    """Tells stories; what has to be looked up again and again is made ready once."""

    def __init__(self, history: History, pool: Pool) -> None:
        self.history = history
        self.lines = Lines(history.comparisons)
        self._spans = pool.spans
        self._lost = sorted(pool.lost, key=lambda x: x.place)
        self._places = [x.place for x in self._lost]
        gone = list(_runs(history, lambda strand, e: strand.last == e < history.last))
        come = list(_runs(history, lambda strand, e: strand.first == e > 0))
        editions = range(len(history.editions))
        self._before = [Words(run for run in gone if run.edition < e) for e in editions]
        self._after = [Words(run for run in come if run.edition > e) for e in editions]
        fell, arrived = ([r for r in runs if self._is_whole(r)] for runs in (gone, come))
        self._fell = [Wholes(r for r in fell if r.edition < e) for e in editions]
        self._arrived = [Wholes(r for r in arrived if r.edition > e) for e in editions]
        self._gone: dict[tuple[int, int], list[Run]] = {}
        for run in gone:
            self._gone.setdefault((run.edition, run.clause), []).append(run)

    def story(self, edition: int, clause: int) -> Story:
        """The life of a clause up to an edition."""
        steps = self.lines.steps(edition, clause)
        text = self.history.editions[edition].clauses[clause].text
        fell = edition < self.history.last
        return Story(
            edition,
            clause,
            steps,
            tuple(self._phrases(edition, clause)),
            tuple(self._gaps(edition, clause)),
            self._label_first(steps),
            tuple(self._went(Run(text, edition, clause))) if fell else (),
        )

    def _is_whole(self, run: Run) -> bool:
        """Whether a run is all of its clause."""
        text = self.history.editions[run.edition].clauses[run.clause].text
        return run.text == text and bool(text.strip())

    def _phrases(self, edition: int, clause: int) -> Iterator[Phrase]:
        strands = [self.history.strands[n] for n in self.history.weave[edition][clause]]
        at = 0
        for (first, source), group in groupby(strands, key=lambda x: (x.first, x.source)):
            text = "".join(x.text for x in group)
            came = self.history.sources[source]
            run = Run(text, came.edition, came.clause)
            echoes = tuple(self._came(run)) if first == came.edition > 0 else ()
            yield Phrase(at, at + len(text), first, source, echoes)
            at += len(text)

    def _came(self, run: Run) -> Iterator[Echo]:
        """Where the words of a stretch that came stood before."""
        once = list(self._once(run))
        found = self._before[run.edition].find(run) or Words(once, FEWEST_AT_HOME).find(run)
        if not found and self._is_whole(run):
            found = self._fell[run.edition].find(run)
        if not found and _tells(run.text):
            back = whole(run, (x for x in once if x.edition < run.edition - 1))
            found = [back] if back is not None else []
        for one in found:
            yield _echo(one, one.run.edition < run.edition - 1)

    def _once(self, run: Run) -> Iterator[Run]:
        """What fell from the same clause before the run came to it, latest first."""
        for step in reversed(self.lines.steps(run.edition, run.clause)):
            if step.edition < run.edition:
                for clause in step.clauses:
                    yield from self._gone.get((step.edition, clause), ())

    def _went(self, run: Run) -> Iterator[Echo]:
        """Where the words of a stretch that fell stand afterwards."""
        found = self._after[run.edition].find(run)
        if not found and self._is_whole(run):
            found = self._arrived[run.edition].find(run)
        for one in found:
            yield _echo(one, one.run.edition > run.edition + 1)

    def _gaps(self, edition: int, clause: int) -> Iterator[Gap]:
        at = 0
        for start, stop in self._spans[edition][clause]:
            first = bisect_left(self._places, start)
            for lost in self._lost[first : bisect_left(self._places, stop)]:
                if lost.last < edition:
                    yield self._gap(lost, at + lost.place - start + lost.after)
            at += stop - start

    def _gap(self, lost: Lost, at: int) -> Gap:
        went = self._went(Run(lost.text, lost.last, lost.clause))
        return Gap(at, lost.text, lost.last, tuple(went))

    def _label_first(self, steps: Sequence[Step]) -> int:
        """The edition since which the clause has its label."""
        last = steps[-1]
        label = self._labels(last)[0]
        first = last.edition
        for step in reversed(steps):
            if label not in self._labels(step):
                break
            first = step.edition
        return first

    def _labels(self, step: Step) -> list[str]:
        clauses = self.history.editions[step.edition].clauses
        return [clauses[c].label for c in step.clauses]


def _runs(history: History, wanted: Callable[[Strand, int], bool]) -> Iterator[Run]:
    """The longest stretches of each clause whose strands are all wanted there."""
    for edition, clauses in enumerate(history.weave):
        for clause, numbers in enumerate(clauses):
            strands = [history.strands[n] for n in numbers]
            held = [wanted(x, edition) for x in strands]
            for text, at in _together(strands, held):
                yield Run(text, edition, clause, at)


def _together(strands: Sequence[Strand], held: Sequence[bool]) -> Iterator[tuple[str, int]]:
    """The text of strands that are held one after another, and where in the clause it begins."""
    at = 0
    for is_held, group in groupby(zip(held, strands, strict=True), key=itemgetter(0)):
        text = "".join(strand.text for _, strand in group)
        if is_held:
            yield text, at
        at += len(text)


def _echo(found: Found, back: bool) -> Echo:
    return Echo(found.text, found.run.edition, found.run.clause, back)


def _tells(text: str) -> bool:
    letters = [c for c in text if c.isalnum()]
    return len(letters) >= (_TELLING_HAN if _is_han(letters) else _TELLING)


def _is_han(letters: Iterable[str]) -> bool:
    return any(c >= _HAN for c in letters)
