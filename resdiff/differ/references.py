"""References from one clause to another ("resolves 3", "recognizing b) above") that lost their way,
and those that their author made follow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from resdiff.differ.mentions import EDGES, Book, Mention, bare, plain
from resdiff.model import Change, Clause, Document, Edit, Kind, Nature, Notice


def stale_references(book: Book, new: Document, changes: Sequence[Change]) -> tuple[Notice, ...]:
    """A notice for every reference of a document that was kept while what it points to got another
    name.

    Shape:   in new order; each says what the reference should read now, or that its clause is gone.
    """
    old = book.document
    became = {i: c.new[0] if c.new else -1 for c in changes for i in c.old}
    out: list[tuple[int, Notice]] = []
    for change in changes:
        if len(change.old) != 1 or len(change.new) != 1:
            continue
        here = new.clauses[change.new[0]]
        for reference in book.mentions(change.old[0]):
            now = became.get(reference.target, -1)
            if _kept(reference, change.edits) and not _same_name(old, new, reference, now):
                found = _notice(old, new, here, reference, now, change.old[0])
                out.append((change.new[0], found))
    return tuple(notice for _, notice in sorted(out, key=lambda pair: pair[0]))


def followed_references(
    old: Book, new: Book, changes: Sequence[Change]
) -> dict[int, frozenset[Edit]]:
    """For each change by its number, the edits that only follow a renumbering: a label in a
    reference, replaced by the one that its clause now has.

    Shape:   substantive changes of one clause into one, and only those that have such an edit.
    """
    became = {c.old[0]: c.new[0] for c in changes if len(c.old) == len(c.new) == 1}
    found: dict[int, frozenset[Edit]] = {}
    for number, change in enumerate(changes):
        if change.nature is not Nature.SUBSTANTIVE or len(change.old) != 1 or len(change.new) != 1:
            continue
        was = [r for r in old.mentions(change.old[0]) if r.target in became]
        now = new.mentions(change.new[0]) if was else ()
        follow = {e for e in change.edits for r in was for n in now if _follows(e, r, n, became)}
        if follow:
            found[number] = frozenset(follow)
    return found


def _follows(edit: Edit, was: Mention, now: Mention, became: Mapping[int, int]) -> bool:
    """Whether an edit lies in two references to what is one clause."""
    return (
        became[was.target] == now.target
        and was.start <= edit.old_start
        and edit.old_stop <= was.stop
        and now.start <= edit.new_start
        and edit.new_stop <= now.stop
    )


def _kept(reference: Mention, edits: Sequence[Edit]) -> bool:
    return all(e.old_stop <= reference.start or reference.stop <= e.old_start for e in edits)


def _same_name(old: Document, new: Document, reference: Mention, now: int) -> bool:
    """Whether what a reference points to still has the label and the call that it had."""
    if now < 0:
        return False
    labels = bare(new.clauses[now].label), bare(old.clauses[reference.target].label)
    calls = plain(_holder(new, now)), plain(_holder(old, reference.target))
    return labels[0] == labels[1] and calls[0] == calls[1]


def _holder(document: Document, index: int) -> str:
    while index >= 0 and document.clauses[index].kind is not Kind.CALL:
        index = document.clauses[index].parent
    return document.clauses[index].text if index >= 0 else ""


def _notice(
    old: Document, new: Document, here: Clause, reference: Mention, now: int, index: int
) -> Notice:
    label = old.clauses[index].text[reference.start : reference.stop]
    call = old.clauses[reference.call].text.strip(EDGES)
    if now < 0:
        message = f'{here.path}: "{call} {label}" points to a clause that was deleted'
    else:
        name = f"{_holder(new, now).strip(EDGES)} {new.clauses[now].label}".strip()
        message = f'{here.path}: "{call} {label}" should now say "{name}"'
    return Notice("stale-reference", message, here.anchors[0] if here.anchors else None)
