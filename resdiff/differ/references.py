"""References from one clause to another ("resolves 3", "recognizing b) above") that lost their way.

No language is known here: a reference is the text of one of the document's own calls, with labels
of that section after it or, with one linking word between, before it ("point 2 du décide", "пункте
3 раздела решает").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from resdiff.differ.folding import folded
from resdiff.model import Change, Clause, Document, Edit, Kind, Nature, Notice

_LABEL = r"(?:\d{1,2}(?:\.\d+)*|(?:[a-zа-я]{1,2}|[\u0621-\u064a\u0640]{1,3}) ?(?=\)))\)?"
_LINK = r"(?: ?[,\u3001] ?| ?(?:and|et|y|e|и|و|和|及|或|or|ou|o|или|أو) ?)+"
_LABELS = rf"(?P<labels>{_LABEL}(?:{_LINK}{_LABEL})*)(?![a-zа-я0-9.])"
_AFTER = re.compile(rf"[\"']? ?(?:部分|第)? ?{_LABELS}", re.IGNORECASE)
_BEFORE = re.compile(rf"(?<!\w){_LABELS} (?:du|de|del|of|раздела|من) [\"']?$", re.IGNORECASE)
_ONE = re.compile(_LABEL, re.IGNORECASE)


_EDGES = " \t\u00a0,:，："


@dataclass(frozen=True, slots=True)
class Reference:
    """One label in a text and the clause it points to: `start:stop` is the label alone."""

    start: int
    stop: int
    call: int
    target: int


def stale_references(old: Document, new: Document, changes: Sequence[Change]) -> tuple[Notice, ...]:
    """A notice for every reference that was kept while what it points to got another name.

    Shape:   in new order; each says what the reference should read now, or that its clause is gone.
    """
    became = {i: c.new[0] if c.new else -1 for c in changes for i in c.old}
    book = _Book(old)
    out: list[tuple[int, Notice]] = []
    for change in changes:
        if len(change.old) != 1 or len(change.new) != 1:
            continue
        here = new.clauses[change.new[0]]
        for reference in book.references(change.old[0]):
            now = became.get(reference.target, -1)
            if _kept(reference, change.edits) and not _same_name(old, new, reference, now):
                found = _notice(old, new, here, reference, now, change.old[0])
                out.append((change.new[0], found))
    return tuple(notice for _, notice in sorted(out, key=lambda pair: pair[0]))


def followed_references(
    old: Document, new: Document, changes: Sequence[Change]
) -> dict[int, frozenset[Edit]]:
    """For each change by its number, the edits that only follow a renumbering: a label in a
    reference, replaced by the one that its clause now has.

    Shape:   substantive changes of one clause into one, and only those that have such an edit.
    """
    became = {c.old[0]: c.new[0] for c in changes if len(c.old) == len(c.new) == 1}
    books = _Book(old), _Book(new)
    found: dict[int, frozenset[Edit]] = {}
    for number, change in enumerate(changes):
        if change.nature is not Nature.SUBSTANTIVE or len(change.old) != 1 or len(change.new) != 1:
            continue
        was = [r for r in books[0].references(change.old[0]) if r.target in became]
        now = list(books[1].references(change.new[0])) if was else []
        follow = {e for e in change.edits for r in was for n in now if _follows(e, r, n, became)}
        if follow:
            found[number] = frozenset(follow)
    return found


def _follows(edit: Edit, was: Reference, now: Reference, became: Mapping[int, int]) -> bool:
    """Whether an edit lies in two references to what is one clause."""
    return (
        became[was.target] == now.target
        and was.start <= edit.old_start
        and edit.old_stop <= was.stop
        and now.start <= edit.new_start
        and edit.new_stop <= now.stop
    )


def _kept(reference: Reference, edits: Sequence[Edit]) -> bool:
    return all(e.old_stop <= reference.start or reference.stop <= e.old_start for e in edits)


class _Book:
    """The sections of a document by the text of their call, and the labels in each."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._calls: dict[str, list[int]] = {}
        self._items: dict[tuple[int, str], int] = {}
        for index, clause in enumerate(document.clauses):
            if clause.kind is Kind.CALL and clause.text.strip():
                self._calls.setdefault(_plain(clause.text), []).append(index)
            elif clause.label and clause.parent >= 0:
                self._items.setdefault((clause.parent, _bare(clause.label)), index)
        calls = sorted(self._calls, key=lambda call: (-len(call), call))
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, calls))})")

    def references(self, index: int) -> Iterator[Reference]:
        """The references in a clause to labels that exist, longest call first."""
        text = _plain(self._document.clauses[index].text)
        if not self._calls or not _ONE.search(text):
            return
        for found in self._pattern.finditer(text):
            match = _AFTER.match(text, found.end()) or _BEFORE.search(text, 0, found.start())
            call = self._nearest(found[0], index)
            for one in _ONE.finditer(match["labels"]) if match else ():
                target = self._items.get((call, _bare(one[0])))
                if match and target is not None:
                    at = match.start("labels")
                    yield Reference(at + one.start(), at + one.end(), call, target)

    def _nearest(self, call: str, index: int) -> int:
        """Of several sections with one call the last that stands before the clause."""
        places = self._calls[call]
        return max((p for p in places if p <= index), default=places[0])


def _same_name(old: Document, new: Document, reference: Reference, now: int) -> bool:
    """Whether what a reference points to still has the label and the call that it had."""
    if now < 0:
        return False
    labels = _bare(new.clauses[now].label), _bare(old.clauses[reference.target].label)
    calls = _plain(_holder(new, now)), _plain(_holder(old, reference.target))
    return labels[0] == labels[1] and calls[0] == calls[1]


def _plain(text: str) -> str:
    """The text in lower case, sign for sign, so that places stay."""
    return "".join(f if len(f := folded(c) or c) == 1 else c for c in text)


def _bare(label: str) -> str:
    return re.sub(r"[\s()\u0640.]", "", folded(label))


def _holder(document: Document, index: int) -> str:
    while index >= 0 and document.clauses[index].kind is not Kind.CALL:
        index = document.clauses[index].parent
    return document.clauses[index].text if index >= 0 else ""


def _notice(
    old: Document, new: Document, here: Clause, reference: Reference, now: int, index: int
) -> Notice:
    label = old.clauses[index].text[reference.start : reference.stop]
    call = old.clauses[reference.call].text.strip(_EDGES)
    if now < 0:
        message = f'{here.path}: "{call} {label}" points to a clause that was deleted'
    else:
        name = f"{_holder(new, now).strip(_EDGES)} {new.clauses[now].label}".strip()
        message = f'{here.path}: "{call} {label}" should now say "{name}"'
    return Notice("stale-reference", message, here.anchors[0] if here.anchors else None)
