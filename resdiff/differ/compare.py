"""Two documents in, the edit script between them out."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence

from resdiff.differ.align import Alignment, alignment, moved_pairings
from resdiff.differ.edits import edits, shown
from resdiff.differ.instruments import strangers
from resdiff.differ.mentions import Book
from resdiff.differ.natures import nature
from resdiff.differ.options import DEFAULT, IGNORABLE, Options
from resdiff.differ.references import followed_references, stale_references
from resdiff.differ.sides import Pairing, depths_of
from resdiff.model import (
    Change,
    Clause,
    Comparison,
    Document,
    Edit,
    Kind,
    Nature,
    NoteMark,
    Notice,
    Status,
)
from resdiff.values import replace

_QUOTED = 40  # letters of a clause that a notice quotes


def compare(old: Document, new: Document, options: Options = DEFAULT) -> Comparison:
    """What became of every clause of `old`, and where every clause of `new` comes from.

    Shape:   changes in the order in which a reader meets them; comparing backwards gives the mirror
             image; notices `different-works` and `different-languages` (of the main instruments),
             `long-clause` (a stretch too long to be looked into), `passed-over` (how much was not
             to be shown) and `stale-reference`.
    """
    if options.kept is not None:
        from resdiff.differ.declared import declared

        return declared(old, new, options)
    backwards = _later(old, new)
    first, second = (new, old) if backwards else (old, new)
    state = alignment(first, second)
    moved = moved_pairings(state)
    made = [
        _looked_into(first, second, pairing, number in moved, _amid(state, pairing), options)
        for number, pairing in enumerate(state.pairings)
    ]
    changes = [change for change, _, _ in made] + left(state.free_old, state.free_new)
    if backwards:
        changes = [_mirrored(change) for change in changes]
    long = tuple(notice for _, _, notice in made if notice)
    return assembled(old, new, changes, (*long, *passed_over([n for _, n, _ in made], options)))


def passed_over(numbers: Sequence[int], options: Options) -> tuple[Notice, ...]:
    """A notice of what was not to be shown: how many differences in how many clauses, if any."""
    total, clauses = sum(numbers), sum(1 for number in numbers if number)
    if not total:
        return ()
    kinds = ", ".join(kind for kind in IGNORABLE if kind in options.ignore)
    many = f"{total} differences" if total > 1 else "1 difference"
    where = f"{clauses} clauses" if clauses > 1 else "1 clause"
    return (Notice("passed-over", f"{many} in {where} not shown ({kinds})"),)


def assembled(
    old: Document, new: Document, changes: Sequence[Change], notices: tuple[Notice, ...] = ()
) -> Comparison:
    """The comparison that these changes make, in reading order, with what is odd about it."""
    books = Book(old), Book(new)
    ordered = _with_followed(*books, [*_in_reading_order(old, new, changes)])
    found = strangers(old, new) + notices + stale_references(books[0], new, ordered)
    return Comparison(old, new, ordered, found)


def _with_followed(old: Book, new: Book, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes, those that only follow a renumbering elsewhere told from substance."""
    out = list(changes)
    for number, follow in followed_references(old, new, changes).items():
        here = changes[number]
        if not here.moved:
            words = old.document.clauses[here.old[0]].text, new.document.clauses[here.new[0]].text
            kind = nature(*words, here.edits, here.renumbered, follow)
            out[number] = replace(here, nature=kind)
    return tuple(out)


def _later(old: Document, new: Document) -> bool:
    """Whether to begin with the new document: both directions then solve the same problem."""
    return _spelling(old) > _spelling(new)


def _spelling(document: Document) -> tuple[tuple[str, str, str], ...]:
    return tuple((c.text, c.path, c.kind) for c in document.clauses)


def _amid(state: Alignment, pairing: Pairing) -> bool:
    """Whether right before and right behind a pairing clauses were struck and written."""
    sides = (pairing.old, state.free_old), (pairing.new, state.free_new)
    return all({own[0] - 1, own[-1] + 1} <= free for own, free in sides)


def _looked_into(
    old: Document, new: Document, pairing: Pairing, moved: bool, amid: bool, options: Options
) -> tuple[Change, int, Notice | None]:
    """The change, how many edits were passed over, and a word where one was not looked into."""
    olds, news = [old.clauses[i] for i in pairing.old], [new.clauses[j] for j in pairing.new]
    sides = texts(old, new, pairing)
    every = replace(options, ignore=frozenset())
    found, cut = edits(*sides, _marks(olds), _marks(news), every, amid and not moved)
    left = shown(found, *sides, options.ignore)
    passed = len(found) - len(left)
    return change(old, new, pairing, moved, left), passed, _long(news[0]) if cut else None


def texts(old: Document, new: Document, pairing: Pairing) -> tuple[str, str]:
    """Both sides of a pairing as the text that edits refer to: clauses joined with LF."""
    return (
        "\n".join(old.clauses[i].text for i in pairing.old),
        "\n".join(new.clauses[j].text for j in pairing.new),
    )


def change(
    old: Document, new: Document, pairing: Pairing, moved: bool, found: tuple[Edit, ...]
) -> Change:
    """What these edits make of a pairing."""
    renumbered = _numbers(old, pairing.old[0]) != _numbers(new, pairing.new[0])
    split, merged = len(pairing.new) > 1, len(pairing.old) > 1
    kind = nature(*texts(old, new, pairing), found, renumbered)
    return Change(
        Status.CHANGED if found or split or merged else Status.UNCHANGED,
        pairing.old,
        pairing.new,
        found,
        moved,
        renumbered,
        split,
        merged,
        Nature.SUBSTANTIVE if moved or split or merged else kind,
        round(pairing.score, 4),
        pairing.reason,
    )


def _marks(clauses: Sequence[Clause]) -> tuple[NoteMark, ...]:
    """The marks of several clauses, placed in their texts joined with LF."""
    out: list[NoteMark] = []
    at = 0
    for clause in clauses:
        out.extend(replace(m, start=m.start + at, stop=m.stop + at) for m in clause.marks)
        at += len(clause.text) + 1
    return tuple(out)


def _numbers(document: Document, index: int) -> tuple[str, ...]:
    """The numbers that lead from a clause's section or annex down to it, its own first."""
    numbers = [document.clauses[index].number]
    index = document.clauses[index].parent
    while index >= 0 and document.clauses[index].kind not in (Kind.CALL, Kind.ANNEX):
        numbers.append(document.clauses[index].number)
        index = document.clauses[index].parent
    return tuple(numbers)


def _long(clause: Clause) -> Notice:
    return Notice(
        "long-clause",
        f"“{clause.text[:_QUOTED]}…”: a stretch is shown as replaced; it is too long to be compared"
        " by words",
        clause.anchors[0] if clause.anchors else None,
    )


def left(free_old: Collection[int], free_new: Collection[int]) -> list[Change]:
    """The clauses without a partner, as deleted and inserted."""

    def alone(status: Status, old: tuple[int, ...], new: tuple[int, ...]) -> Change:
        what, why = Nature.SUBSTANTIVE, "nothing like it"
        return Change(status, old, new, nature=what, score=0.0, reason=why)

    return [
        *(alone(Status.DELETED, (i,), ()) for i in sorted(free_old)),
        *(alone(Status.INSERTED, (), (j,)) for j in sorted(free_new)),
    ]


def _mirrored(change: Change) -> Change:
    turned = {Status.INSERTED: Status.DELETED, Status.DELETED: Status.INSERTED}
    return replace(
        change,
        status=turned.get(change.status, change.status),
        old=change.new,
        new=change.old,
        edits=tuple(Edit(e.new_start, e.new_stop, e.old_start, e.old_stop) for e in change.edits),
        split=change.merged,
        merged=change.split,
    )


def _in_reading_order(old: Document, new: Document, changes: Sequence[Change]) -> Iterator[Change]:
    """New order; what was deleted after what stayed before it in the old.

    Shape:   between two that stayed, deletions come first, except that what is new and deeper than
             the next deletion belongs to the clauses above and goes before.
    """
    standing = sorted((c for c in changes if c.new), key=lambda c: c.new)
    after: dict[int, list[Change]] = {}
    stays = {c.old[-1]: number for number, c in enumerate(standing) if c.old and not c.moved}
    previous = -1
    gone = {c.old[0]: c for c in changes if not c.new}
    for index in range(1 + max((i for c in changes for i in c.old), default=-1)):
        previous = stays.get(index, previous)
        if index in gone:
            after.setdefault(previous, []).append(gone[index])
    depths = depths_of(old), depths_of(new)
    waiting = deque(after.get(-1, ()))
    for number, change in enumerate(standing):
        stayed = change.old and not change.moved
        while waiting and (stayed or depths[1][change.new[0]] <= depths[0][waiting[0].old[0]]):
            yield waiting.popleft()
        yield change
        waiting.extend(after.get(number, ()))
    yield from waiting
