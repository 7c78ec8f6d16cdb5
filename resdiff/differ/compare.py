"""Two documents in, the edit script between them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from resdiff.differ.align import Alignment, alignment, moved_pairings
from resdiff.differ.edits import edits
from resdiff.differ.natures import nature
from resdiff.differ.options import DEFAULT, Options
from resdiff.differ.references import stale_references
from resdiff.differ.sides import Pairing
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


def compare(old: Document, new: Document, options: Options = DEFAULT) -> Comparison:
    """What became of every clause of `old`, and where every clause of `new` comes from.

    Shape:   changes in the order in which a reader meets them; comparing backwards gives the mirror
             image; notices `long-clause` (a stretch too long to be looked into) and
             `stale-reference`.
    """
    backwards = _later(old, new)
    first, second = (new, old) if backwards else (old, new)
    state = alignment(first, second)
    moved = moved_pairings(state)
    made = [
        _change(first, second, pairing, number in moved, options)
        for number, pairing in enumerate(state.pairings)
    ]
    changes = [change for change, _ in made] + _left(state)
    if backwards:
        changes = [_mirrored(change) for change in changes]
    ordered = _in_reading_order(changes)
    long = tuple(notice for _, notice in made if notice)
    return Comparison(old, new, ordered, long + stale_references(old, new, ordered))


def _later(old: Document, new: Document) -> bool:
    """Whether to begin with the new document: both directions then solve the same problem."""
    return _spelling(old) > _spelling(new)


def _spelling(document: Document) -> tuple[tuple[str, str, str], ...]:
    return tuple((c.text, c.path, c.kind) for c in document.clauses)


def _change(
    old: Document, new: Document, pairing: Pairing, moved: bool, options: Options
) -> tuple[Change, Notice | None]:
    olds, news = [old.clauses[i] for i in pairing.old], [new.clauses[j] for j in pairing.new]
    texts = "\n".join(c.text for c in olds), "\n".join(c.text for c in news)
    found, cut = edits(*texts, _marks(olds), _marks(news), options)
    renumbered = _numbers(old, pairing.old[0]) != _numbers(new, pairing.new[0])
    split, merged = len(news) > 1, len(olds) > 1
    kind = nature(*texts, found, renumbered)
    change = Change(
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
    return change, _long(news[0]) if cut else None


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
        f"{clause.path}: a stretch is shown as replaced; it is too long to be compared by words",
        clause.anchors[0] if clause.anchors else None,
    )


def _left(state: Alignment) -> list[Change]:
    deleted = [
        Change(
            Status.DELETED, (i,), (), nature=Nature.SUBSTANTIVE, score=0.0, reason="nothing like it"
        )
        for i in sorted(state.free_old)
    ]
    inserted = [
        Change(
            Status.INSERTED,
            (),
            (j,),
            nature=Nature.SUBSTANTIVE,
            score=0.0,
            reason="nothing like it",
        )
        for j in sorted(state.free_new)
    ]
    return deleted + inserted


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


def _in_reading_order(changes: Sequence[Change]) -> tuple[Change, ...]:
    """New order; what was deleted after what stayed before it in the old."""
    standing = sorted((c for c in changes if c.new), key=lambda c: c.new)
    after: dict[int, list[Change]] = {}
    stays = {c.old[-1]: number for number, c in enumerate(standing) if c.old and not c.moved}
    previous = -1
    gone = {c.old[0]: c for c in changes if not c.new}
    for index in range(1 + max((i for c in changes for i in c.old), default=-1)):
        previous = stays.get(index, previous)
        if index in gone:
            after.setdefault(previous, []).append(gone[index])
    out = list(after.get(-1, []))
    for number, change in enumerate(standing):
        out.append(change)
        out.extend(after.get(number, []))
    return tuple(out)
