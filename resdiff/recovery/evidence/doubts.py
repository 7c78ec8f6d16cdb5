"""Places where something is wrong and nothing says what: shown, and left as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.recovery.collation import Collation, Finding, Run
from resdiff.recovery.evidence.joins import fits
from resdiff.recovery.evidence.pairs import quote
from resdiff.recovery.letters import kind
from resdiff.recovery.values import Certainty

_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+")
_STEM = 6  # letters that words of one root share at least
_REACH = 5  # words beside a run among which its old wording is looked for


def doubts(collation: Collation, run: Run) -> Iterator[Finding]:
    """Known words beside a run that may have given way to it."""
    yield from _same_root(collation, run)
    yield from _squeezed(collation, run)


def _same_root(collation: Collation, run: Run) -> Iterator[Finding]:
    """A word of the same root as one in the run: the phrase may have been worded anew."""
    own = [
        w.casefold() for w in _WORD.findall(collation.flat[run.start : run.stop]) if len(w) > _STEM
    ]
    stop = collation.right(run)
    near = list(_WORD.finditer(collation.flat, run.stop, stop))[:_REACH]
    for word in reversed(near):
        stem = word[0].casefold()[:_STEM]
        if len(word[0]) > _STEM and any(w.startswith(stem) for w in own):
            words = collation.flat[run.stop : word.end()]
            text = collation.flat[run.start : run.stop]
            yield Finding(
                run.stop,
                word.end(),
                Certainty.UNDETERMINED,
                f"{quote(words)} may be the old wording of {quote(text)}",
            )
            return


def _squeezed(collation: Collation, run: Run) -> Iterator[Finding]:
    """A run that meets words on both sides without a blank."""
    flat = collation.flat
    if run.start == run.line.start or run.stop == run.line.stop:
        return
    edges = flat[run.start - 1], flat[run.start], flat[run.stop - 1], flat[run.stop]
    if any(kind(c) not in ("letter", "digit") for c in edges):
        return
    if fits(edges[0], edges[1], collation.language) or fits(edges[2], edges[3], collation.language):
        return
    low, high = run.start, run.stop
    while (
        low > run.line.start and collation.held[low - 1] and kind(flat[low - 1]) == kind(edges[0])
    ):
        low -= 1
    while high < run.line.stop and collation.held[high] and kind(flat[high]) == kind(edges[3]):
        high += 1
    reason = f"{quote(flat[low:high])} runs together and can be read in several ways"
    yield Finding(low, run.start, Certainty.UNDETERMINED, reason)
    yield Finding(run.stop, high, Certainty.UNDETERMINED, reason)
