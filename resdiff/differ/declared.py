"""The changes that the author of a tracked file made, instead of those that would be found.

Clauses are paired by the letters that were kept, several to one where the author joined or split
paragraphs; a clause of which nothing was kept stays paired where its paragraph is the same one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resdiff.differ.compare import assembled, change, left, passed_over, texts
from resdiff.differ.edits import shown
from resdiff.differ.options import Options
from resdiff.differ.sides import Pairing
from resdiff.model import Anchor, Clause, Comparison, Document, Edit, Kept
from resdiff.values import dataclass

_REASON = "the author's own marks"


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of a paragraph that a clause names. Shape: `at` is its place in the clause's
    text.
    """

    start: int
    stop: int
    clause: int
    at: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What two clauses have in common by declaration, as an edit that changes nothing."""

    old: int
    new: int
    same: Edit
    letters: int
    moved: bool


Spans = dict[tuple[str, int], list[_Span]]


def declared(old: Document, new: Document, options: Options) -> Comparison:
    """The comparison that `options.kept` declares.

    Shape:   every clause as in `compare`; edits are the author's, not the fewest.
    """
    spans = _spans(old), _spans(new)
    stretches = [s for kept in options.kept or () for s in _stretches(kept, *spans, old)]
    book: dict[tuple[int, int], list[_Stretch]] = {}
    for stretch in stretches:
        book.setdefault((stretch.old, stretch.new), []).append(stretch)
    changes = []
    passed: list[int] = []
    pairings, free = _pairings(book, len(old.clauses), len(new.clauses))
    for olds, news in pairings:
        ties = [s for i in olds for j in news for s in book.get((i, j), [])]
        moved = all(s.moved for s in ties if s.letters) and any(s.moved for s in ties)
        pairing = Pairing(olds, news, 1.0, _REASON)
        sides = texts(old, new, pairing)
        same = _rising(ties, _bases(old, olds), _bases(new, news), moved)
        every = _between(same, *sides)
        found = shown(every, *sides, options.ignore)
        passed.append(len(every) - len(found))
        pairing = Pairing(olds, news, _score(found, *sides), _REASON)
        changes.append(change(old, new, pairing, moved, found))
    return assembled(old, new, changes + left(*free), passed_over(passed, options))


def _spans(document: Document) -> Spans:
    found: Spans = {}
    for index, clause in enumerate(document.clauses):
        for anchor, at in _placed(clause):
            span = _Span(anchor.start, anchor.stop, index, at)
            found.setdefault((anchor.part, anchor.paragraph), []).append(span)
    return found


def _placed(clause: Clause) -> Iterator[tuple[Anchor, int]]:
    """A clause's anchors, and where in its text each begins."""
    at = 0
    before: Anchor | None = None
    for anchor in clause.anchors:
        if before is not None:
            at += (before.part, before.paragraph) != (anchor.part, anchor.paragraph)
        yield anchor, at
        at += anchor.stop - anchor.start
        before = anchor


def _stretches(kept: Kept, olds: Spans, news: Spans, document: Document) -> Iterator[_Stretch]:
    """What a kept stretch of the file says about clauses."""
    pairs = [
        (x, y)
        for x in olds.get((kept.old.part, kept.old.paragraph), ())
        for y in news.get((kept.new.part, kept.new.paragraph), ())
    ]
    if kept.old.start == kept.old.stop:
        yield from (_Stretch(x.clause, y.clause, Edit(0, 0, 0, 0), 0, False) for x, y in pairs)
        return
    for x, y in pairs:
        same = _overlap(kept, x, y)
        if same is not None:
            words = document.clauses[x.clause].text[same.old_start : same.old_stop]
            letters = sum(c.isalnum() for c in words)
            yield _Stretch(x.clause, y.clause, same, letters, kept.moved)


def _overlap(kept: Kept, old: _Span, new: _Span) -> Edit | None:
    """The part of a kept stretch that both spans hold, in places of their clauses' texts."""
    shift = kept.new.start - kept.old.start
    start = max(kept.old.start, old.start, new.start - shift)
    stop = min(kept.old.stop, old.stop, new.stop - shift)
    if start >= stop:
        return None
    uneven = kept.new.stop - kept.old.stop - shift
    o, n = old.at + start - old.start, new.at + start + shift - new.start
    return Edit(o, o + stop - start, n, n + stop - start + uneven)


# ---------------------------------------------------------------------- pairs


def _pairings(
    book: dict[tuple[int, int], list[_Stretch]], olds: int, news: int
) -> tuple[list[tuple[tuple[int, ...], tuple[int, ...]]], tuple[set[int], set[int]]]:
    """Which clauses belong together, and which are left: one to one, one to many or many to one,
    the ties with the most letters first.
    """
    partners: tuple[dict[int, set[int]], dict[int, set[int]]] = ({}, {})
    for i, j in sorted(book, key=lambda pair: (_rank(book[pair]), pair)):
        many = any(s.letters and not s.moved for s in book[i, j])
        if _may_join(partners, i, j, many):
            partners[0].setdefault(i, set()).add(j)
            partners[1].setdefault(j, set()).add(i)
    found = {
        (tuple(sorted(partners[1][min(ends)])), tuple(sorted(ends)))
        for ends in partners[0].values()
    }
    free = set(range(olds)) - partners[0].keys(), set(range(news)) - partners[1].keys()
    return sorted(found), free


def _rank(ties: Sequence[_Stretch]) -> tuple[bool, int]:
    """What counts first: letters that stayed, letters that moved, the paragraph alone."""
    stayed = sum(s.letters for s in ties if not s.moved)
    return not stayed, -(stayed or sum(s.letters for s in ties))


def _may_join(
    partners: tuple[dict[int, set[int]], dict[int, set[int]]], old: int, new: int, many: bool
) -> bool:
    """Whether both are free, or one is and the other's partners have no other partner."""
    if old not in partners[0] and new not in partners[1]:
        return True
    if not many or (old in partners[0] and new in partners[1]):
        return False
    if old in partners[0]:
        return all(partners[1][j] == {old} for j in partners[0][old])
    return all(partners[0][i] == {new} for i in partners[1][new])


# ---------------------------------------------------------------------- edits


def _bases(document: Document, members: Sequence[int]) -> dict[int, int]:
    """Where each clause begins in their texts joined with LF."""
    found, at = {}, 0
    for index in members:
        found[index] = at
        at += len(document.clauses[index].text) + 1
    return found


def _rising(
    ties: Sequence[_Stretch], olds: dict[int, int], news: dict[int, int], moved: bool
) -> list[Edit]:
    """What was kept, in places of the joined texts, in the order of both sides."""
    placed = [
        _shifted(s.same, olds[s.old], news[s.new])
        for s in ties
        if s.moved == moved and s.same.old_start < s.same.old_stop
    ]
    found: list[Edit] = []
    for here in sorted(placed, key=lambda e: (e.old_start, e.new_start)):
        last = found[-1] if found else Edit(0, 0, 0, 0)
        if here.old_start >= last.old_stop and here.new_start >= last.new_stop:
            found.append(here)
    return found


def _shifted(edit: Edit, old: int, new: int) -> Edit:
    return Edit(
        edit.old_start + old, edit.old_stop + old, edit.new_start + new, edit.new_stop + new
    )


def _between(same: Sequence[Edit], old: str, new: str) -> tuple[Edit, ...]:
    """The edits between what was kept; ends of paragraphs that both sides have are none."""
    found: list[Edit] = []
    o = n = 0
    for here in [*same, Edit(len(old), len(old), len(new), len(new))]:
        edit = _without_breaks(Edit(o, here.old_start, n, here.new_start), old, new)
        if edit.old_start < edit.old_stop or edit.new_start < edit.new_stop:
            found.append(edit)
        o, n = here.old_stop, here.new_stop
    return tuple(found)


def _without_breaks(edit: Edit, old: str, new: str) -> Edit:
    a, b, c, d = edit.old_start, edit.old_stop, edit.new_start, edit.new_stop
    while a < b and c < d and old[a] == new[c] == "\n":
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1] == "\n":
        b, d = b - 1, d - 1
    return Edit(a, b, c, d)


def _score(found: Sequence[Edit], old: str, new: str) -> float:
    """The share of both texts that was kept."""
    marked = sum(e.old_stop - e.old_start + e.new_stop - e.new_start for e in found)
    return 1 - marked / max(1, len(old) + len(new))
