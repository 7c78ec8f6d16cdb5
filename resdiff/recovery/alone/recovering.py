"""Without any edition: places where words run together, by what a resolution must look like.

Nothing found here is certain: a place is offered as probable where two things stand that only one
of can stand there, and the order of old and new is that of the editions in the text.
"""

from __future__ import annotations

import re
from collections import Counter

from resdiff.model import Notice
from resdiff.recovery.alone import lists, meetings, wording
from resdiff.recovery.alone.conjecture import Conjecture
from resdiff.recovery.evidence.inference import MOST, order_of
from resdiff.recovery.evidence.pairs import quote
from resdiff.recovery.evidence.shapes import edition_spans, edition_years
from resdiff.recovery.fates import KEPT, joined
from resdiff.recovery.values import Recovery

_FOLLOWING = (
    lists.ends,
    meetings.history,
    meetings.outdated,
    lists.references,
    wording.calls,
    wording.spellings,
    wording.empty_notes,
    wording.words,
    wording.chinese,
)
"""What is looked for once it is clear that old and new stand together in a text."""


def recover_alone(flat: str, language: str) -> Recovery:
    """What can be said of a flat text with no edition known."""
    conjecture = Conjecture(flat, language)
    seen = _editions(conjecture)
    meetings.heads(conjecture)
    lists.labels(conjecture)
    meetings.tags(conjecture)
    if any(fate != KEPT for fate in conjecture.fates):  # else the text may simply be badly typed
        for rule in _FOLLOWING:
            rule(conjecture)
    _line_ends(conjecture)
    return Recovery(
        stretches=joined(flat, conjecture.fates),
        language=language,
        order=order_of(seen[True], seen[False]),
        notices=(
            Notice(
                "no-edition",
                "without the base edition only what runs together visibly is marked, and nothing"
                " of it is certain; name the base with --base",
            ),
        ),
    )


def _editions(conjecture: Conjecture) -> Counter[bool]:
    """Two editions in the place of one: the later is new."""
    seen: Counter[bool] = Counter()
    waiting: list[tuple[int, int, int]] = []
    for start, middle, stop in edition_spans(conjecture.flat):
        one, other = (
            edition_years(conjecture.flat[start:middle]),
            edition_years(conjecture.flat[middle:stop]),
        )
        reason = f"{quote(conjecture.flat[start:middle])} and {quote(conjecture.flat[middle:stop])}"
        if one and other and one != other:
            seen[one < other] += 1
            conjecture.pair(start, middle, stop, one < other, f"{reason} stand in one place")
        else:
            waiting.append((start, middle, stop))
    conjecture.old_first = habit(seen)
    for start, middle, stop in waiting:
        near = _year_order(conjecture, stop)
        reason = f"{quote(conjecture.flat[start:middle])} and {quote(conjecture.flat[middle:stop])}"
        old_first = conjecture.old_first if near is None else near
        conjecture.pair(start, middle, stop, old_first, f"{reason} stand in one place")
    return seen


def habit(seen: Counter[bool]) -> bool | None:
    """Whether old words stand first in a text, None where that was not seen or is not constant."""
    for first in (True, False):
        if seen[first] and seen[first] >= MOST * seen.total():
            return first
    return None


def _year_order(conjecture: Conjecture, at: int) -> bool | None:
    """The order of the two years right after two places."""
    match = re.match(r"[,،，\s]{1,3}((?:19|20)\d\d)((?:19|20)\d\d)", conjecture.flat[at:])
    return None if match is None else match[1] < match[2]


def _line_ends(conjecture: Conjecture) -> None:
    """A line that went or came whole takes its line end with it."""
    for line in conjecture.lines:
        own = {
            conjecture.fates[i]
            for i in range(line.start, line.stop)
            if not conjecture.flat[i].isspace()
        }
        if len(own) == 1 and KEPT not in own and line.stop < len(conjecture.flat):
            fate = own.pop()
            for i in range(line.start, line.stop + 1):
                conjecture.fates[i] = fate
