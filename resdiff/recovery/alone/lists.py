"""Lists in a flat text: labels that stand twice, ends that stand twice, references to both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.model import Mark
from resdiff.recovery.alone import sequences
from resdiff.recovery.alone.desk import Desk
from resdiff.recovery.evidence.conferences import OWN
from resdiff.recovery.evidence.pairs import quote
from resdiff.recovery.fates import KEPT
from resdiff.recovery.sheet import Line

_DOUBLED_END = re.compile(r"([,;.،؛，；。])([,;.،؛，；。])\s*$")


def labels(desk: Desk) -> None:
    """Labels of two editions: the sequences that both must have say which is whose."""
    for number in sequences.lists([desk.flat[x.start : x.stop] for x in desk.lines]):
        for choice in sequences.solved(number, desk.old_first is not False):
            line = desk.lines[choice.line]
            if choice.mark is not None:
                stop = desk.lines[choice.stop - 1].stop
                desk.whole(
                    line.start, stop, choice.mark, "the labels around it count only without it"
                )
            elif choice.cut:
                start, middle, stop = (line.start + at for at in choice.cut)
                reason = f"two labels in the place of one: {quote(desk.flat[start:stop])}"
                desk.pair(start, middle, stop, desk.old_first, reason)


def ends(desk: Desk) -> None:
    """Two signs at the end of an item: the list ended there before, or ends there now."""
    for number, line in enumerate(desk.lines):
        match = _DOUBLED_END.search(desk.flat[line.start : line.stop])
        if match is None or match[1] == match[2]:
            continue
        rest = list(_rest_of_list(desk, number))
        grown = _has_grown(desk, rest)
        old_first = desk.old_first
        if grown is not None:
            ends_old = match[1] in ",.،，。"  # the first sign ends a list
            old_first = ends_old if grown else not ends_old
        start = line.start + match.start()
        desk.pair(start, start + 1, start + 2, old_first, f"{quote(match[0])} ends it twice")
        if old_first is None:
            continue
        old, new = (match[1], match[2]) if old_first else (match[2], match[1])
        mark = _mark_of_rest(old, new)
        if mark is not None:
            _mark_untouched(desk, rest, mark, f"the item before it ends in {quote(old + new)}")


def _mark_untouched(desk: Desk, items: list[Line], mark: Mark, reason: str) -> None:
    """Marks the items of which nothing was said yet."""
    for item in items:
        if all(fate == KEPT for fate in desk.fates[item.start : item.stop]):
            desk.mark(item.start, item.stop, mark, reason)


def _mark_of_rest(old: str, new: str) -> Mark | None:
    """What becomes of the items after one whose end changed."""
    closing = {",", ".", "،", "，", "。"}
    if old in closing and new not in closing:
        return Mark.INSERTED
    if new in closing and old not in closing:
        return Mark.DELETED
    return None


def _rest_of_list(desk: Desk, number: int) -> Iterator[Line]:
    """The items that follow one in its list."""
    texts = [desk.flat[x.start : x.stop] for x in desk.lines]
    for found in sequences.lists(texts):
        places = [item.line for item in found]
        if number in places:
            yield from (desk.lines[at] for at in places[places.index(number) + 1 :])


def _has_grown(desk: Desk, rest: list[Line]) -> bool | None:
    """Whether the items speak of what came after the old edition; None where nothing tells."""
    if desk.old is None:
        return None
    text = "\n".join(desk.flat[line.start : line.stop] for line in rest)
    own = "|".join(re.escape(words) for words in OWN)
    if re.search(rf"{desk.old.pattern()}[^()（）]*[)）]\s*(?:{own})", text, re.IGNORECASE):
        return False
    met = [int(y) for y in re.findall(r"[(（][^()（）]*?((?:19|20)\d\d)[^()（）]*[)）]", text)]
    return True if any(year > desk.old.year for year in met) else None


def references(desk: Desk) -> None:
    """Two labels in a reference, the same two that stand in the place of a label."""
    pairs = set()
    for number in sequences.lists([desk.flat[x.start : x.stop] for x in desk.lines]):
        for choice in sequences.solved(number, desk.old_first is not False):
            if choice.cut:
                line = desk.lines[choice.line]
                a, b, c = (line.start + at for at in choice.cut)
                pairs.add((desk.flat[a:b], desk.flat[b:c]))
    for one, other in sorted(pairs):
        bound = r"(?<=[\s“\u3400-\u9fff])" + re.escape(one + other)
        tail = r"(?=[)）])" if not one.isdigit() else r"(?=[\s”\u3400-\u9fff])"
        for match in re.finditer(bound + tail, desk.flat):
            if one.isdigit() and not re.search(
                r"[\u3400-\u9fff“]|[^\W\d]\s$", desk.flat[max(0, match.start() - 2) : match.start()]
            ):
                continue
            middle = match.start() + len(one)
            reason = f"a reference with both labels: {quote(match[0])}"
            desk.pair(match.start(), middle, match.end(), desk.old_first, reason)
