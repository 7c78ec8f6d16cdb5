"""Lists in a flat text: labels that stand twice, ends that stand twice, references to both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.model import Mark
from resdiff.recovery.alone import sequences
from resdiff.recovery.alone.conjecture import Conjecture
from resdiff.recovery.collation import Line
from resdiff.recovery.evidence.pairs import quote
from resdiff.recovery.fates import KEPT

_DOUBLED_END = re.compile(r"([,;.،؛，；。])([,;.،؛，；。])\s*$")
_CLOSING = frozenset(",.،，。")  # what the last item of a list ends in


def labels(conjecture: Conjecture) -> None:
    """Labels of two editions: the sequences that both must have say which is whose."""
    for number in sequences.lists([conjecture.flat[x.start : x.stop] for x in conjecture.lines]):
        for choice in sequences.solved(number, conjecture.old_first is not False):
            line = conjecture.lines[choice.line]
            if choice.mark is not None:
                stop = conjecture.lines[choice.stop - 1].stop
                conjecture.whole(
                    line.start, stop, choice.mark, "the labels around it count only without it"
                )
            elif choice.cut:
                start, middle, stop = (line.start + at for at in choice.cut)
                reason = f"two labels in the place of one: {quote(conjecture.flat[start:stop])}"
                conjecture.pair(start, middle, stop, conjecture.old_first, reason)


def ends(conjecture: Conjecture) -> None:
    """Two signs at the end of an item: the list ended there before, or ends there now."""
    for number, line in enumerate(conjecture.lines):
        match = _DOUBLED_END.search(conjecture.flat[line.start : line.stop])
        if match is None or match[1] == match[2]:
            continue
        rest = list(_rest_of_list(conjecture, number))
        grown = _has_grown(conjecture, rest)
        old_first = conjecture.old_first
        if grown is not None:
            ends_old = match[1] in _CLOSING
            old_first = ends_old if grown else not ends_old
        start = line.start + match.start()
        conjecture.pair(start, start + 1, start + 2, old_first, f"{quote(match[0])} ends it twice")
        if old_first is None:
            continue
        old, new = (match[1], match[2]) if old_first else (match[2], match[1])
        mark = _mark_of_rest(old, new)
        if mark is not None:
            _mark_untouched(
                conjecture, rest, mark, f"the item before it ends in {quote(old + new)}"
            )


def _mark_untouched(conjecture: Conjecture, items: list[Line], mark: Mark, reason: str) -> None:
    """Marks the items of which nothing was said yet."""
    for item in items:
        if all(fate == KEPT for fate in conjecture.fates[item.start : item.stop]):
            conjecture.mark(item.start, item.stop, mark, reason)


def _mark_of_rest(old: str, new: str) -> Mark | None:
    """What becomes of the items after one whose end changed."""
    if old in _CLOSING and new not in _CLOSING:
        return Mark.INSERTED
    if new in _CLOSING and old not in _CLOSING:
        return Mark.DELETED
    return None


def _rest_of_list(conjecture: Conjecture, number: int) -> Iterator[Line]:
    """The items that follow one in its list."""
    texts = [conjecture.flat[x.start : x.stop] for x in conjecture.lines]
    for found in sequences.lists(texts):
        places = [item.line for item in found]
        if number in places:
            yield from (conjecture.lines[at] for at in places[places.index(number) + 1 :])


def _has_grown(conjecture: Conjecture, rest: list[Line]) -> bool | None:
    """Whether the items speak of what came after the old edition; None where nothing tells."""
    if conjecture.old is None:
        return None
    text = "\n".join(conjecture.flat[line.start : line.stop] for line in rest)
    if conjecture.old.as_own().search(text):
        return False
    met = [int(y) for y in re.findall(r"[(（][^()（）]*?((?:19|20)\d\d)[^()（）]*[)）]", text)]
    return True if any(year > conjecture.old.year for year in met) else None


def references(conjecture: Conjecture) -> None:
    """Two labels in a reference, the same two that stand in the place of a label."""
    pairs = set()
    for number in sequences.lists([conjecture.flat[x.start : x.stop] for x in conjecture.lines]):
        for choice in sequences.solved(number, conjecture.old_first is not False):
            if choice.cut:
                line = conjecture.lines[choice.line]
                a, b, c = (line.start + at for at in choice.cut)
                pairs.add((conjecture.flat[a:b], conjecture.flat[b:c]))
    for one, other in sorted(pairs):
        bound = r"(?<=[\s“\u3400-\u9fff])" + re.escape(one + other)
        tail = r"(?=[)）])" if not one.isdigit() else r"(?=[\s”\u3400-\u9fff])"
        for match in re.finditer(bound + tail, conjecture.flat):
            if one.isdigit() and not re.search(
                r"[\u3400-\u9fff“]|[^\W\d]\s$",
                conjecture.flat[max(0, match.start() - 2) : match.start()],
            ):
                continue
            middle = match.start() + len(one)
            reason = f"a reference with both labels: {quote(match[0])}"
            conjecture.pair(match.start(), middle, match.end(), conjecture.old_first, reason)
