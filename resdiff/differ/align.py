"""Which clauses of two documents belong together: instruments, sections, clauses, leftovers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from resdiff.differ.chains import heaviest_chain
from resdiff.differ.instruments import groups
from resdiff.differ.joins import mirrored, with_splits
from resdiff.differ.leftovers import left_over
from resdiff.differ.likeness import Weights, candidates
from resdiff.differ.sections import section_pairs
from resdiff.differ.sequence import paired
from resdiff.differ.sides import LOOSE, Pairing, Side, sides
from resdiff.model import Document, Kind

# A clause found in another section, or out of order, must be this alike, and weigh this much:
# short clauses look alike by accident. Source: `tests/bench/align.py`: the same result from 0.35
# to 0.75; a weight of 20 loses one move in fifty, 4 to 12 none.
_MOVED = 0.55
_MOVED_SIZE = 12.0
# The same words are known by less where they stand once: two rare ones. Source: in 14 redlines,
# 6 pairs of editions and 29 of unlike instruments, none is paired that was not before.
_SAME = 0.999
_SAME_SIZE = 6.0
# So many clauses of a section went into another one before it counts as taken up there.
_COMPANY = 2
_ROLES = (Kind.NUMBER, Kind.TITLE, Kind.ADOPTING, Kind.HISTORY, Kind.REASONS, Kind.PROPOSAL)
_KINDS = (
    *_ROLES,
    Kind.COVER,
    Kind.ABSTRACT,
    Kind.NOTE,
    Kind.RUNNING,
)


_Kinds = tuple[dict[Kind, list[int]], dict[Kind, list[int]]]


class Alignment:
    """The pairings found so far, and which clauses are still free."""

    def __init__(self, old: Side, new: Side, weights: Weights) -> None:
        self.old, self.new, self.weights = old, new, weights
        self.pairings: list[Pairing] = []
        self.sections: dict[int, int] = {}
        self.moved_heads: set[int] = set()
        self.free_old = set(range(len(old.units)))
        self.free_new = set(range(len(new.units)))

    def once(self) -> tuple[set[int], set[int]]:
        """The clauses of each side whose text stands there once."""
        old, new = (
            set(_once(side, side.body(range(len(side.units)))).values())
            for side in (self.old, self.new)
        )
        return old, new

    def take(self, pairings: Sequence[Pairing]) -> None:
        """Keeps these pairings; their clauses are no longer free."""
        for pairing in pairings:
            self.pairings.append(pairing)
            self.free_old.difference_update(pairing.old)
            self.free_new.difference_update(pairing.new)


def alignment(old: Document, new: Document) -> Alignment:
    """Every pairing of clauses of `old` and `new` that a careful reader would stand by.

    Shape:   a clause in no pairing was deleted or inserted; head, cover, notes, tables and running
             lines are paired with their own kind only.
    """
    state = Alignment(*sides(old, new))
    for members in groups(state.old, state.new, state.weights):
        kinds = state.old.by_kind(members[0]), state.new.by_kind(members[1])
        _heads(state, kinds)
        _bodies(state, members)
        _tables(state, kinds)
    free = state.old.by_kind(sorted(state.free_old)), state.new.by_kind(sorted(state.free_new))
    for kind in _KINDS:
        _kind(state, free, kind)
    _elsewhere(state, 0.95)
    _joins(state)
    _elsewhere(state, _MOVED)
    _absorbed(state)
    left = state.free_old, state.free_new
    state.take(left_over(state.old, state.new, state.sections, state.pairings, left))
    return state


def _heads(state: Alignment, kinds: _Kinds) -> None:
    for kind in _KINDS:
        olds, news = kinds[0].get(kind, []), kinds[1].get(kind, [])
        if kind in _ROLES and len(olds) == len(news) == 1:
            state.take([Pairing((olds[0],), (news[0],), 1.0, f"the only {kind.value} of each")])
        else:
            _kind(state, kinds, kind)


def _kind(state: Alignment, kinds: _Kinds, kind: Kind) -> None:
    olds = [i for i in kinds[0].get(kind, []) if i in state.free_old]
    news = [j for j in kinds[1].get(kind, []) if j in state.free_new]
    state.take(_in_order(state, olds, news))


def _in_order(state: Alignment, olds: Sequence[int], news: Sequence[int]) -> list[Pairing]:
    if not olds or not news:
        return []
    units = [state.old.units[i] for i in olds], [state.new.units[j] for j in news]
    return [
        Pairing((olds[i],), (news[j],), score, reason) for i, j, score, reason in paired(*units)
    ]


def _bodies(state: Alignment, members: tuple[Sequence[int], Sequence[int]]) -> None:
    near = _near(state, members)
    inside = _by_holder(state.old, members[0]), _by_holder(state.new, members[1])
    for pair in section_pairs(state.old, state.new, members, near):
        state.sections[pair.old] = pair.new
        if pair.old != LOOSE:
            state.take([Pairing((pair.old,), (pair.new,), pair.score, pair.reason)])
            if pair.moved:
                state.moved_heads.add(pair.old)
        state.take(_in_order(state, inside[0].get(pair.old, []), inside[1].get(pair.new, [])))


def _by_holder(side: Side, members: Sequence[int]) -> dict[int, list[int]]:
    inside: dict[int, list[int]] = {}
    for i in side.body(members):
        inside.setdefault(side.holders[i], []).append(i)
    return inside


def _near(
    state: Alignment, members: tuple[Sequence[int], Sequence[int]]
) -> dict[tuple[int, int], float]:
    """Likely pairs of clauses wherever they stand; equal ones that stand once come first."""
    olds, news = state.old.body(members[0]), state.new.body(members[1])
    once = _once(state.old, olds), _once(state.new, news)
    near = {(i, once[1][key]): 1.0 for key, i in once[0].items() if key in once[1]}
    done = {i for i, _ in near}, {j for _, j in near}
    olds, news = [i for i in olds if i not in done[0]], [j for j in news if j not in done[1]]
    units = [state.old.units[i] for i in olds], [state.new.units[j] for j in news]
    found = candidates(*units)
    return near | {(olds[i], news[j]): score for (i, j), score in found.items()}


def _once(side: Side, members: Sequence[int]) -> dict[str, int]:
    counts = Counter(side.units[i].key for i in members)
    return {side.units[i].key: i for i in members if counts[side.units[i].key] == 1}


def _tables(state: Alignment, kinds: _Kinds) -> None:
    olds, news = kinds[0].get(Kind.CELL, []), kinds[1].get(Kind.CELL, [])
    if olds and news:
        from resdiff.differ.tables import table_pairings

        state.take(table_pairings(state.old, state.new, olds, news))


def _elsewhere(state: Alignment, least: float) -> None:
    """Clauses left over on both sides that are alike, wherever they stand; the likeliest first."""
    olds, news = state.old.body(sorted(state.free_old)), state.new.body(sorted(state.free_new))
    units = [state.old.units[i] for i in olds], [state.new.units[j] for j in news]
    once = state.once()
    scored = []
    for (x, y), score in candidates(*units).items():
        i, j = olds[x], news[y]
        same = score >= _SAME and i in once[0] and j in once[1]
        size = min(units[0][x].size, units[1][y].size)
        if score >= least and size >= (_SAME_SIZE if same else _MOVED_SIZE):
            scored.append((score, i, j))
    for score, i, j in sorted(scored, key=lambda s: (-s[0], s[1:])):
        if i in state.free_old and j in state.free_new:
            words = "same words" if score == 1 else "alike"
            state.take([Pairing((i,), (j,), score, f"{words}, in another place")])


def _absorbed(state: Alignment) -> None:
    """Clauses left over of a section of which most went into one other: what stands there beside
    them may be less alike than what is found anywhere else.
    """
    went: Counter[tuple[int, int]] = Counter()
    for pairing in state.pairings:
        i, j = pairing.old[0], pairing.new[0]
        if state.old.units[i].family == "text":
            went[state.old.holders[i], state.new.holders[j]] += 1
    for (s, t), many in sorted(went.items()):
        own = state.sections.get(s) == t
        most = 2 * many > min(
            sum(n for (x, _), n in went.items() if x == s),
            sum(n for (_, y), n in went.items() if y == t),
        )
        if LOOSE in (s, t) or own or many < _COMPANY or not most:
            continue
        olds = [i for i in sorted(state.free_old) if state.old.holders[i] == s]
        news = [j for j in sorted(state.free_new) if state.new.holders[j] == t]
        state.take(_in_order(state, state.old.body(olds), state.new.body(news)))


def _joins(state: Alignment) -> None:
    old, new = state.old, state.new
    body_old, body_new = set(old.body(state.free_old)), set(new.body(state.free_new))
    loose = set(body_old), set(body_new)

    def near(side: Side) -> _Near:
        return _Near(side.holders)

    pairings = with_splits(state.pairings, old.units, new.units, body_old, body_new, near(new))
    state.pairings = mirrored(
        with_splits(mirrored(pairings), new.units, old.units, body_new, body_old, near(old))
    )
    state.free_old -= loose[0] - body_old
    state.free_new -= loose[1] - body_new


class _Near:
    """Whether two clauses stand in one section."""

    def __init__(self, holders: Sequence[int]) -> None:
        self._holders = holders

    def __call__(self, one: int, other: int) -> bool:
        return self._holders[one] == self._holders[other]


def moved_pairings(state: Alignment) -> set[int]:
    """The numbers of the pairings whose clauses truly changed their place.

    Shape:   in another section than their section's partner, or out of order among fellows (all but
             the heaviest chain that keeps its order); a section out of order counts at its call.
    """
    moved: set[int] = set()
    fellows: dict[object, list[int]] = {}
    for number, pairing in enumerate(state.pairings):
        i, j = pairing.old[0], pairing.new[0]
        kind = state.old.units[i].family
        if kind in ("call", "annex"):
            if i in state.moved_heads:
                moved.add(number)
        elif kind == "text":
            s, t = state.old.holders[i], state.new.holders[j]
            if state.sections.get(s, None) == t:
                fellows.setdefault(s, []).append(number)
            else:
                moved.add(number)
        else:
            fellows.setdefault(kind, []).append(number)
    for numbers in fellows.values():
        moved.update(_out_of_order(state, numbers))
    return moved


def _out_of_order(state: Alignment, numbers: Sequence[int]) -> set[int]:
    places: Mapping[tuple[int, int], int] = {
        (state.pairings[n].old[0], state.pairings[n].new[0]): n for n in numbers
    }
    chain = heaviest_chain([(i, j, 1 + state.old.units[i].size) for i, j in places])
    return set(numbers) - {places[i, j] for i, j, _ in chain}
