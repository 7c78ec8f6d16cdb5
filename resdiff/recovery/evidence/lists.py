"""Labels: two where one should stand, and what the sequence of labels says about whole lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from resdiff.language import calls, history, labels, numerals
from resdiff.language.labels import Scheme
from resdiff.recovery.collation import Collation, Finding, Line, Run
from resdiff.recovery.evidence.pairs import LONGEST_CALL, SURE, TERMINAL, quote
from resdiff.recovery.letters import is_han
from resdiff.recovery.values import Certainty
from resdiff.values import dataclass

_ZONE = re.compile(
    r"\s*[(（]?(?:\d{1,2}\.){0,3}"
    r"(?P<zone>[^\s()（）.:;,\t]{1,8}(?:[ \u00a0][^\s()（）.:;,\t]{0,4})?[ \u00a0]?)"
    r"(?=[)）.\t]|[ \u00a0]{2})"
)
_LAST = r"(?<![^\W\u3400-\u9fff])(?<!\d[.,])[^\W\u3400-\u9fff]{1,3}$"
_FIRST = r"^[^\W\u3400-\u9fff]{1,3}(?![^\W\u3400-\u9fff])"
_LABEL = 3  # characters of the longest label that a text refers to: "iii"
_NEAR = 2  # places from the last label to one that may be of another series


def doubled(collation: Collation, run: Run) -> Finding | None:
    """Two labels in the place of one: the known edition's own gives way."""
    line = run.line
    zone = _ZONE.match(collation.flat[line.start : line.stop])
    if zone is None:
        return None
    start, stop = line.start + zone.start("zone"), line.start + zone.end("zone")
    if not (start <= run.start and run.stop <= stop):
        return None
    held = "".join(collation.flat[i] for i in range(start, stop) if collation.held[i])
    extra = "".join(collation.flat[i] for i in range(start, stop) if not collation.held[i])
    mine, other = labels.parse(held.strip() + ")"), labels.parse(extra.strip() + ")")
    if mine is None or other is None or mine.number == other.number:
        return None
    if not _same_series(mine, other):
        return None
    return Finding(
        start,
        stop,
        Certainty.CERTAIN,
        f"two labels in the place of one: {held.strip()} and {extra.strip()}",
    )


def _same_series(one: labels.Label, other: labels.Label) -> bool:
    schemes = {reading.scheme for reading in labels.readings(one)}
    return any(reading.scheme in schemes for reading in labels.readings(other))


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled line: where, its place in its list in the other edition, whether it must stay.

    Shape:   `known` is its place in the known edition, 0 where it is not in it; `stop` the number
             of the line after all that belongs to it.
    """

    line: int
    stop: int
    known: int
    other: int
    bound: bool


def struck_by_numbering(collation: Collation) -> Iterator[Finding]:
    """Lines that the other edition cannot have: its labels leave no place for them."""
    for items in item_lists(collation):
        if not any(item.bound for item in items) or not _counts(
            [i.known for i in items if i.known]
        ):
            continue
        gone, sure = _left_out(items)
        for item in gone:
            first, last = collation.lines[item.line], collation.lines[item.stop - 1]
            yield Finding(
                first.start,
                last.stop,
                Certainty.CERTAIN if sure else Certainty.PROBABLE,
                "the labels around it leave no place for this line",
            )


def _counts(numbers: Sequence[int]) -> bool:
    return all(b == a + 1 for a, b in pairwise(numbers))


@dataclass(frozen=True, slots=True)
class _Chain:
    """The best way to count up to an item: how many items it keeps, 0 where there is none; how many
    ways are as good; the item before, -1 for none.
    """

    kept: int
    ways: int
    before: int


def _chains(items: Sequence[Item]) -> list[_Chain]:
    """For each item the best chain of items that ends with it and counts without a gap."""
    start = items[0].other if items[0].bound else min(items[0].known or 1, items[0].other)
    chains: list[_Chain] = []
    for i, item in enumerate(items):
        found = []
        if item.other == start and not any(x.bound for x in items[:i]):
            found.append(_Chain(1, 1, -1))
        for j in range(i - 1, -1, -1):
            if items[j].other == item.other - 1 and chains[j].kept:
                found.append(_Chain(chains[j].kept + 1, chains[j].ways, j))
            if items[j].bound:
                break
        top = [chain for chain in found if chain.kept == max(x.kept for x in found)]
        ways = sum(chain.ways for chain in top)
        chains.append(_Chain(top[0].kept, ways, top[0].before) if top else _Chain(0, 0, -1))
    return chains


def _left_out(items: Sequence[Item]) -> tuple[list[Item], bool]:
    """The items to leave out so that the others count without a gap, and whether no other choice
    is as good.

    Shape:   behind the last item whose label says something only one that repeats that label is
             left out, and it is not sure: the labels behind it may have been forgotten.
    """
    chains = _chains(items)
    last_bound = max(i for i, item in enumerate(items) if item.bound)
    top = max(chain.kept for chain in chains[last_bound:])
    if not top:
        return [], False
    ends = [i for i in range(last_bound, len(items)) if chains[i].kept == top]
    kept: set[int] = set()
    at = ends[0]
    while at >= 0:
        kept.add(at)
        at = chains[at].before
    gone = [item for i, item in enumerate(items) if i not in kept and i < last_bound]
    if any(item.bound for item in gone) or len(gone) * 2 > len(items):
        return [], False
    behind = [item for i, item in enumerate(items) if i not in kept and i > last_bound]
    if len(behind) == 1 and behind[0].other == items[last_bound].other:
        return [*gone, *behind], False
    return gone, sum(chains[i].ways for i in ends) == 1


@dataclass(slots=True)
class _Level:
    """A list that can go on: its series, and its items so far."""

    scheme: Scheme
    items: list[Item]


def item_lists(collation: Collation) -> Iterator[list[Item]]:
    """The lists of the text, each in order; what is nested or goes on belongs to its item, and is a
    list of its own besides.
    """
    open_: list[_Level] = []
    for number, line in enumerate(collation.lines):
        known = _label(collation.known_line(line), collation.language)
        other = _label(collation.other_line(line), collation.language)
        shown = other or known
        if shown is None:
            if _ends_list(collation, line):
                yield from _closed(open_)
                open_ = []
            continue
        depth = _depth(open_, known, shown)
        _lengthen(open_[:depth], number + 1, _is_touched(collation, line))
        if depth <= len(open_) and _begins_in(open_, depth, known, shown):
            yield from _closed(open_[depth:])
            open_ = [*open_[:depth], _Level(shown.scheme, [])]
        elif depth < len(open_):
            yield from _closed(open_[depth + 1 :])
            open_ = open_[: depth + 1]
        else:
            _lengthen(open_, number + 1, _is_touched(collation, line))
            continue
        open_[depth].items.append(_item(collation, number, known, other, open_[depth].scheme))
    yield from _closed(open_)


def _depth(open_: Sequence[_Level], known: labels.Label | None, shown: labels.Label) -> int:
    """The depth of the list that a label goes on with, innermost first; below all for another."""
    for depth in range(len(open_) - 1, -1, -1):
        level = open_[depth]
        if _goes_on(level, shown) or (known is not None and _goes_on(level, known)):
            return depth
    return len(open_)


def _goes_on(level: _Level, label: labels.Label) -> bool:
    """Whether a label is of a list's series; one that means other things too, only if it is near
    the last: i) is no letter behind c).
    """
    place = _place(label, level.scheme)
    if label.scheme is level.scheme:
        return place > 0
    last = max(max(item.known, item.other) for item in level.items)
    return 0 < place <= last + _NEAR


def _begins_in(
    open_: Sequence[_Level], depth: int, known: labels.Label | None, shown: labels.Label
) -> bool:
    """Whether a list begins with the label: the first of all, a nested one, or a series anew."""
    if not open_:
        return True
    if depth == len(open_):
        return _place(shown, shown.scheme) == 1 or (
            known is not None and _place(known, known.scheme) == 1
        )
    return known is not None and _place(known, open_[depth].scheme) == 1


def _item(
    collation: Collation,
    number: int,
    known: labels.Label | None,
    other: labels.Label | None,
    scheme: Scheme,
) -> Item:
    line = collation.lines[number]
    extra = collation.is_extra(line)
    before = 0 if extra or known is None else _place(known, scheme)
    after = _place(other, scheme) if other else before
    bound = extra or before != after or _is_touched(collation, line)
    return Item(number, number + 1, before, after, bound)


def _is_touched(collation: Collation, line: Line) -> bool:
    """Whether the other edition has words of its own in that line."""
    return not all(
        collation.held[i] or collation.flat[i].isspace() for i in range(line.start, line.stop)
    )


def _closed(levels: Sequence[_Level]) -> Iterator[list[Item]]:
    return (level.items for level in levels if len(level.items) > 1)


def _lengthen(levels: Sequence[_Level], stop: int, touched: bool) -> None:
    """Lets the last item of each list reach to a line below it."""
    for level in levels:
        item = level.items[-1]
        level.items[-1] = Item(item.line, stop, item.known, item.other, item.bound or touched)


def _label(line: str, language: str) -> labels.Label | None:
    found = labels.read(line)
    if found is None or found.certainty < SURE or found.scheme in (Scheme.DASH, Scheme.BULLET):
        return None
    if language == "ar" and found.scheme is Scheme.DECIMAL:
        return None  # it may read from either side
    return found


def _place(label: labels.Label, scheme: Scheme) -> int:
    """The place in its series that a label means, from 1; 0 where it means none."""
    number = next((r.number for r in labels.readings(label) if r.scheme is scheme), "")
    if scheme is Scheme.LETTER:
        return numerals.letter_position(number) + 1
    if scheme is Scheme.ROMAN:
        return numerals.roman_value(number) if numerals.is_roman(number) else 0
    if scheme is Scheme.DIGIT and number.isdigit():
        return int(number)
    if scheme is Scheme.DECIMAL and number:
        return int(number.rpartition(".")[2].partition("-")[0] or 0)
    return 0


def _ends_list(collation: Collation, line: Line) -> bool:
    """Whether a line is a call or the history, which no item goes past."""
    text = collation.other_line(line).strip() or collation.known_line(line).strip()
    if not text or len(text) > LONGEST_CALL:
        return False
    if history.read(text, collation.language) is not None:
        return True
    found = calls.read(text, collation.language or None)
    return found is not None and (found.whole_line or found.certainty >= SURE)


def struck_by_ends(collation: Collation) -> Iterator[Finding]:
    """Items that follow one that has become the last: its end says that nothing follows it."""
    for items in item_lists(collation):
        for place, item in enumerate(items):
            rest = items[place + 1 :]
            if not rest or any(i.bound for i in rest) or not _became_last(collation, item, rest):
                continue
            end = collation.other_line(collation.lines[item.stop - 1]).rstrip()[-1:]
            reason = f"the item before it now ends in {quote(end)} and is the last"
            for gone in rest:
                start, stop = collation.lines[gone.line].start, collation.lines[gone.stop - 1].stop
                yield Finding(start, stop, Certainty.CERTAIN, reason)


def _became_last(collation: Collation, item: Item, rest: Sequence[Item]) -> bool:
    """Whether an item ends as the last does, and did not before."""
    line = collation.lines[item.stop - 1]
    was, now = collation.known_line(line).rstrip()[-1:], collation.other_line(line).rstrip()[-1:]
    last = collation.known_line(collation.lines[rest[-1].stop - 1]).rstrip()[-1:]
    return was != now and was in TERMINAL and now == last and now in TERMINAL and was != last


def references(collation: Collation, run: Run) -> Finding | None:
    """A label for a label, or a number for a number, inside a text: a reference that moved on."""
    flat = collation.flat
    text = flat[run.start : run.stop]
    if not 1 <= len(text) <= _LABEL or not text.isalnum():
        return None
    stop, start = collation.right(run), collation.left(run)
    for on_left in (True, False):
        near = flat[start : run.start] if on_left else flat[run.stop : stop]
        found = re.search(_LAST if on_left else _FIRST, near)
        if not found or found[0] == text or found[0].isdigit() != text.isdigit():
            continue
        a = start + found.start() if on_left else run.stop
        b = run.start if on_left else run.stop + found.end()
        after = flat[max(b, run.stop)] if max(b, run.stop) < run.line.stop else ""
        before = flat[min(a, run.start) - 1] if min(a, run.start) > run.line.start else " "
        if before.isalnum() and not is_han(before):
            continue
        if not text.isdigit() and (after not in (")", "）") or not _two_labels(text, found[0])):
            continue
        moved = _relabelled(collation, found[0], text)
        certainty = Certainty.CERTAIN if moved else Certainty.PROBABLE
        reason = f"{quote(found[0])} and {quote(text)} stand in one place"
        return Finding(a, b, certainty, f"{reason}: the label changed" if moved else reason)
    return None


def _two_labels(one: str, other: str) -> bool:
    first, second = labels.parse(one + ")"), labels.parse(other + ")")
    return first is not None and second is not None and _same_series(first, second)


def _relabelled(collation: Collation, old: str, new: str) -> bool:
    """Whether some line of the text had the one label and has the other."""
    one, other = labels.parse(old + ")"), labels.parse(new + ")")
    if one is None or other is None:
        return False
    for line in collation.lines:
        known = _label(collation.known_line(line), collation.language)
        if known is None or known.number != one.number:
            continue
        now = _label(collation.other_line(line), collation.language)
        if now is not None and now.number == other.number:
            return True
    return False
