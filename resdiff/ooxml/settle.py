"""Accepting and rejecting tracked changes: what Word's buttons do, done in the XML."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from lxml.etree import _Element

from resdiff.model import View
from resdiff.ooxml.joint import persons, without
from resdiff.ooxml.names import w
from resdiff.ooxml.package import Package
from resdiff.ooxml.revisions import REVISIONS, Choice, choice, revised_parts, revisions
from resdiff.ooxml.settling.content import settle_content
from resdiff.ooxml.settling.leftovers import (
    count_field_marks,
    mend_fields,
    restore_text,
    settle_move_ranges,
)
from resdiff.ooxml.settling.marks import fill_stories, settle_marks
from resdiff.ooxml.settling.properties import settle_properties
from resdiff.ooxml.settling.ranges import unwrap
from resdiff.ooxml.settling.references import references, remove_orphans
from resdiff.ooxml.settling.tables import forget_lost_tables, settle_tables


def settle(
    package: Package,
    view: View,
    authors: Collection[str] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Package:
    """A copy of the package, its tracked changes accepted (final) or rejected (original).

    Shape:   all kinds of revision in every part that can carry them; with `authors`, `since`,
             `until` only those, and the others stay. Parts without revisions keep their bytes; a
             package without any is saved as the very file it came from. Notes and comments whose
             reference goes, go with it. What several sign ("ECP, IAP") is accepted with any of
             them; rejected for one, it stays with the others.
    Units:   `since`, `until` ISO 8601; see `revisions.choice`.
    Raises:  UsageError for a time that cannot be read; what `Package.part` raises for a damaged
             part.
    """
    known = () if authors is None else (x.author for x in revisions(package))
    chosen = choice(authors, since, until, view is View.ORIGINAL, persons(known))
    settled = package.copy()
    for part in revised_parts(settled):
        root = settled.part(part)
        before = references(root)
        withdrawn = view is View.ORIGINAL and _withdraw(root, chosen)
        if settle_tree(root, view is View.FINAL, chosen) or withdrawn:
            settled.touch(part)
            remove_orphans(settled, part, before)
    return settled


def _withdraw(root: _Element, chosen: Choice) -> bool:
    """Takes the names of the chosen authors from what others sign too; whether there was any."""
    found = [x for x in root.iterdescendants(*REVISIONS) if chosen.withdraws(x)]
    for revision in found:
        revision.set(w("author"), without(revision.get(w("author"), ""), chosen.authors or ()))
    return bool(found)


def settle_tree(root: _Element, final: bool, chosen: Choice) -> bool:
    """Settles the chosen revisions of one part in place; whether there was one.

    Tables go before content and content before paragraph marks, since a paragraph that lost its
    row or all it held joins differently from a full one.
    """
    fields = count_field_marks(root)
    done = False
    for _ in _while_unsettled(root, chosen):
        done = _settle_once(root, final, chosen) or done
    for odd in _unsettled(root, chosen):
        unwrap(odd)
    if done:
        forget_lost_tables(root)
        fill_stories(root)
        if count_field_marks(root) != fields:
            mend_fields(root)
    return restore_text(root) or done


def _settle_once(root: _Element, final: bool, chosen: Choice) -> bool:
    return any(
        [
            settle_properties(root, final, chosen),
            settle_tables(root, final, chosen),
            settle_content(root, final, chosen),
            settle_marks(root, final, chosen),
            settle_move_ranges(root, chosen),
        ]
    )


_PASSES: Final = 4
"""Most passes over a part. Source: one suffices for every real file that was seen; files broken on
purpose hide revisions in places where only settling the others uncovers them."""


def _while_unsettled(root: _Element, chosen: Choice) -> Iterator[int]:
    for number in range(_PASSES):
        if not _unsettled(root, chosen):
            return
        yield number


def _unsettled(root: _Element, chosen: Choice) -> list[_Element]:
    return [x for x in root.iterdescendants(*REVISIONS) if chosen.takes(x)]
