"""What a comparison says of two Word files' paragraphs: which pair, which letters are kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from resdiff import ooxml
from resdiff.model import Anchor, Change, Clause, Comparison, Edit
from resdiff.ooxml import Match, Package
from resdiff.ooxml.stories import story_parts
from resdiff.values import dataclass, replace


@dataclass(slots=True)
class _Side:
    """One side's paragraphs of one part: their texts, and which of their letters a clause or a
    label names.
    """

    texts: list[str]
    covered: list[bytearray] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.covered = [bytearray(len(x)) for x in self.texts]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A stretch that is the same on both sides. Shape: paragraph and offset on each side."""

    old: int
    old_at: int
    new: int
    new_at: int
    length: int


@dataclass(slots=True, eq=False)
class _Group:
    """Paragraphs of both sides that changes tie together."""

    olds: set[int] = field(default_factory=set)
    news: set[int] = field(default_factory=set)
    kept: list[_Kept] = field(default_factory=list)
    moved: bool = False
    place: int = 0


def matches(comparison: Comparison, old: Package, new: Package) -> Mapping[str, Sequence[Match]]:
    """What the changes say about the paragraphs of each part, for `ooxml.mark`."""
    sides = _texts(old), _texts(new)
    twins = {p: t for p, t in _twins(old, new).items() if p in sides[0] and t in sides[1]}
    groups: dict[str, dict[tuple[int, int], _Group]] = {part: {} for part in twins}
    alone: dict[str, tuple[dict[int, int], dict[int, int]]] = {part: ({}, {}) for part in twins}
    for place, change in enumerate(comparison.changes):
        olds = [comparison.old.clauses[i] for i in change.old]
        news = [comparison.new.clauses[i] for i in change.new]
        named = _named(*olds, *news)
        for part, twin in twins.items():
            if part not in named and twin not in named:
                continue
            own, lone = groups[part], alone[part]
            _note(place, change, olds, news, (part, twin), (sides[0][part], sides[1][twin]), own)
            lone[0].update(dict.fromkeys(() if news else _paragraphs(olds, part), place))
            lone[1].update(dict.fromkeys(() if olds else _paragraphs(news, twin), place))
    return {
        part: _part(own, alone[part], sides[0][part], sides[1][twins[part]])
        for part, own in groups.items()
    }


def _named(*clauses: Clause) -> set[str]:
    """The parts in which clauses and their labels stand."""
    found = {anchor.part for clause in clauses for anchor in clause.anchors}
    return found | {c.label_anchor.part for c in clauses if c.label_anchor is not None}


def _twins(old: Package, new: Package) -> dict[str, str]:
    """Which part of the new file stands for which part of the old one."""
    there = {part for part, _ in story_parts(new)}
    found = {part: part for part, _ in story_parts(old) if part in there}
    found[old.main] = new.main
    for kind in ("footnotes", "endnotes"):
        found.update(zip(old.related(old.main, kind), new.related(new.main, kind), strict=False))
    return found


def _texts(package: Package) -> dict[str, _Side]:
    return {x.part: _Side([p.text for p in x.paragraphs]) for x in ooxml.stories(package)}


def _paragraphs(clauses: Sequence[Clause], part: str) -> Iterator[int]:
    return (a.paragraph for c in clauses for a in c.anchors if a.part == part)


def _note(
    place: int,
    change: Change,
    olds: Sequence[Clause],
    news: Sequence[Clause],
    parts: tuple[str, str],
    sides: tuple[_Side, _Side],
    groups: dict[tuple[int, int], _Group],
) -> None:
    """Adds what one change says of one part to the groups."""
    places = _places(olds, parts[0], sides[0]), _places(news, parts[1], sides[1])
    if not places[0].length or not places[1].length:
        return
    group = _Group(
        {a.paragraph for clause in olds for a in clause.anchors if a.start < a.stop},
        {a.paragraph for clause in news for a in clause.anchors if a.start < a.stop},
        [*_kept(change.edits, *places), *_labels(olds, news, parts, sides)],
        change.moved,
        place,
    )
    for clauses, part, numbers in ((olds, parts[0], group.olds), (news, parts[1], group.news)):
        numbers.update(
            c.label_anchor.paragraph
            for c in clauses
            if c.label_anchor is not None and c.label_anchor.part == part
        )
    _join(groups, group)


class _Run(NamedTuple):
    """A stretch of a joined text that stands in one paragraph: `at` in the text, `start` there."""

    at: int
    paragraph: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a text stands in a part: its runs in order, and its length; 0 for what is not there."""

    runs: tuple[_Run, ...] = ()
    length: int = 0


def _places(clauses: Sequence[Clause], part: str, side: _Side) -> _Places:
    """Where the clauses' texts, joined with LF, stand in the part; nowhere when any of it stands
    elsewhere. An LF stands between two clauses and between two paragraphs.
    """
    runs: list[_Run] = []
    at = 0
    for number, clause in enumerate(clauses):
        at += number > 0
        before: Anchor | None = None
        for anchor in clause.anchors:
            if anchor.part != part or not _inside(anchor, side):
                return _Places()
            at += before is not None and before.paragraph != anchor.paragraph
            before = anchor
            length = anchor.stop - anchor.start
            runs.append(_Run(at, anchor.paragraph, anchor.start, length))
            at += length
            side.covered[anchor.paragraph][anchor.start : anchor.stop] = b"\1" * length
        if clause.text and not clause.anchors:
            return _Places()
    return _Places(tuple(runs), at)


def _inside(anchor: Anchor, side: _Side) -> bool:
    return anchor.paragraph < len(side.texts) and anchor.stop <= len(side.texts[anchor.paragraph])


def _kept(edits: Sequence[Edit], old: _Places, new: _Places) -> Iterator[_Kept]:
    """The stretches between the edits, cut where paragraphs end."""
    o = n = 0
    for edit in [*edits, Edit(old.length, old.length, new.length, new.length)]:
        length = min(edit.old_start - o, edit.new_start - n)
        yield from _stretches(_shifted(old, o, length), _shifted(new, n, length))
        o, n = edit.old_stop, edit.new_stop


def _shifted(places: _Places, start: int, length: int) -> list[_Run]:
    """The runs of `length` letters from `start`, counted from there."""
    found: list[_Run] = []
    for run in places.runs:
        first, last = max(run.at, start), min(run.at + run.length, start + length)
        if first < last:
            begin = run.start + first - run.at
            found.append(_Run(first - start, run.paragraph, begin, last - first))
    return found


def _stretches(old: Sequence[_Run], new: Sequence[_Run]) -> Iterator[_Kept]:
    """What both sides have of the same letters, one run of one side in one of the other; what goes
    on without a gap on both sides is one stretch.
    """
    kept: _Kept | None = None
    for a, b in _meeting(old, new):
        first, last = max(a.at, b.at), min(a.at + a.length, b.at + b.length)
        o, n, length = a.start + first - a.at, b.start + first - b.at, last - first
        if kept is not None and _goes_on(kept, a.paragraph, o, b.paragraph, n):
            kept = replace(kept, length=kept.length + length)
            continue
        if kept is not None:
            yield kept
        kept = _Kept(a.paragraph, o, b.paragraph, n, length)
    if kept is not None:
        yield kept


def _meeting(old: Sequence[_Run], new: Sequence[_Run]) -> Iterator[tuple[_Run, _Run]]:
    """The runs of both sides that have letters in common, in order."""
    o = n = 0
    while o < len(old) and n < len(new):
        a, b = old[o], new[n]
        if max(a.at, b.at) < min(a.at + a.length, b.at + b.length):
            yield a, b
        if a.at + a.length <= b.at + b.length:
            o += 1
        else:
            n += 1


def _goes_on(kept: _Kept, old: int, old_at: int, new: int, new_at: int) -> bool:
    """Whether letters follow a stretch at once, on both sides."""
    return (kept.old, kept.old_at + kept.length, kept.new, kept.new_at + kept.length) == (
        old,
        old_at,
        new,
        new_at,
    )


def _labels(
    olds: Sequence[Clause],
    news: Sequence[Clause],
    parts: tuple[str, str],
    sides: tuple[_Side, _Side],
) -> Iterator[_Kept]:
    """What two typed labels share at their ends: of "f)" and "g)" the parenthesis."""
    for clauses, part, side in ((olds, parts[0], sides[0]), (news, parts[1], sides[1])):
        for clause in clauses:
            anchor = clause.label_anchor
            if anchor is not None and anchor.part == part and _inside(anchor, side):
                side.covered[anchor.paragraph][anchor.start : anchor.stop] = b"\1" * (
                    anchor.stop - anchor.start
                )
    old, new = olds[0].label_anchor, news[0].label_anchor
    if old is None or new is None or old.part != parts[0] or new.part != parts[1]:
        return
    if not _inside(old, sides[0]) or not _inside(new, sides[1]):
        return
    before = sides[0].texts[old.paragraph][old.start : old.stop]
    after = sides[1].texts[new.paragraph][new.start : new.stop]
    head, tail = shared_ends(before, after)
    if head:
        yield _Kept(old.paragraph, old.start, new.paragraph, new.start, head)
    if tail:
        yield _Kept(old.paragraph, old.stop - tail, new.paragraph, new.stop - tail, tail)


def shared_ends(old: str, new: str) -> tuple[int, int]:
    """How many letters two texts share at the front, and how many more at the back."""
    most = min(len(old), len(new))
    head = 0
    while head < most and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < most - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _join(groups: dict[tuple[int, int], _Group], group: _Group) -> None:
    """Adds a group, joined with those that share a paragraph with it. Keys: side and paragraph."""
    keys = [(0, x) for x in group.olds] + [(1, x) for x in group.news]
    for other in {id(groups[k]): groups[k] for k in keys if k in groups}.values():
        group.olds |= other.olds
        group.news |= other.news
        group.kept += other.kept
        group.moved = group.moved and other.moved
    for key in [(0, x) for x in group.olds] + [(1, x) for x in group.news]:
        groups[key] = group


def _part(
    groups: dict[tuple[int, int], _Group],
    alone: tuple[Mapping[int, int], Mapping[int, int]],
    old: _Side,
    new: _Side,
) -> list[Match]:
    found = [_match(x, old, new) for x in {id(x): x for x in groups.values()}.values()]
    for side, (numbers, own) in enumerate(zip(alone, (old, new), strict=True)):
        for number in sorted(numbers):
            if (
                (side, number) in groups
                or number >= len(own.texts)
                or not own.texts[number].strip()
            ):
                continue
            sides = ((number,), ())[side], ((), (number,))[side]
            found.append(Match(*sides, place=numbers[number]))
    return found


def _match(group: _Group, old: _Side, new: _Side) -> Match:
    olds, news = _closed(group.olds, old), _closed(group.news, new)
    starts = _starts(olds, old), _starts(news, new)
    kept = sorted(
        (starts[0][x.old] + x.old_at, starts[1][x.new] + x.new_at, x.length) for x in group.kept
    )
    texts = "\n".join(old.texts[i] for i in olds), "\n".join(new.texts[i] for i in news)
    free = _free(olds, old), _free(news, new)
    edits = tuple(_edits(_rising(kept), texts, free))
    return Match(olds, news, edits, group.moved, group.place)


def _closed(numbers: Collection[int], side: _Side) -> tuple[int, ...]:
    """The paragraphs in order, and the blank ones between two of them with nothing else there: who
    joins two paragraphs strikes the blank ones between them as well.
    """
    found: list[int] = []
    for number in sorted(numbers):
        between = range(found[-1] + 1, number) if found else ()
        if not any(side.texts[i].strip() for i in between):
            found.extend(between)
        found.append(number)
    return tuple(found)


def _starts(numbers: Sequence[int], side: _Side) -> dict[int, int]:
    found: dict[int, int] = {}
    at = 0
    for number in numbers:
        found[number] = at
        at += len(side.texts[number]) + 1
    return found


def _free(numbers: Sequence[int], side: _Side) -> bytes:
    """For each letter of the joined texts whether no clause and no label names it."""
    return b"\0".join(bytes(side.covered[i]) for i in numbers)


def _rising(kept: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """The stretches that follow one another on both sides."""
    o = n = 0
    for start, there, length in kept:
        if start >= o and there >= n:
            yield start, there, length
            o, n = start + length, there + length


def _edits(
    kept: Iterator[tuple[int, int, int]], texts: tuple[str, str], free: tuple[bytes, bytes]
) -> Iterator[Edit]:
    """What lies between the kept stretches; letters that no clause names are compared plainly."""
    o = n = 0
    for start, there, length in [*kept, (len(texts[0]), len(texts[1]), 0)]:
        while o < start and n < there and _plain(texts, free, o, n):
            o, n = o + 1, n + 1
        stop, end = start, there
        while stop > o and end > n and _plain(texts, free, stop - 1, end - 1):
            stop, end = stop - 1, end - 1
        if stop > o or end > n:
            yield Edit(o, stop, n, end)
        o, n = start + length, there + length


def _plain(texts: tuple[str, str], free: tuple[bytes, bytes], o: int, n: int) -> bool:
    return texts[0][o] == texts[1][n] and not free[0][o] and not free[1][n]
