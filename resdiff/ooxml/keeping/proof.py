"""The proof of a marked file in which the old file's own tracked changes were kept."""

from __future__ import annotations

from resdiff.model import View
from resdiff.ooxml.keeping.notebook import excerpt
from resdiff.ooxml.keeping.telling import TEXT, Token, told
from resdiff.ooxml.memory import Memory
from resdiff.ooxml.package import Package
from resdiff.ooxml.reading import Reading, read
from resdiff.ooxml.revisions import revisions
from resdiff.ooxml.settle import settle
from resdiff.ooxml.soundness import Fault, faults
from resdiff.ooxml.verify import Verdict, verify


def authors(package: Package) -> frozenset[str]:
    """Who signed the tracked changes of a file. The change of a grid names nobody."""
    return frozenset(x.author for x in revisions(package) if x.kind != "tblGridChange")


def prove(tracked: Package, new: Package, result: Package, author: str) -> Verdict:
    """The verdict on `result` as the comparison of `tracked`, whose marks it keeps, and `new`.

    Shape:   beside what `verify` says, the faults "old-mark-lost" (our marks rejected, the others
             are not as they came) and "order-of-settling" (it matters whose marks are settled
             first).
    """
    theirs, ours = authors(tracked), {author}
    whole = verify(settle(tracked, View.ORIGINAL), new, result)
    plain = verify(tracked, new, settle(result, View.FINAL, theirs))
    known = {x.slug for side in (tracked, new) for x in faults(side)}
    unsound = [x for x in (*whole.structure, *plain.structure) if x.slug not in known]
    if told(settle(result, View.ORIGINAL, ours)) != told(tracked):
        unsound.append(Fault("old-mark-lost", result.main, 1))
    first, second = _orders(result, theirs, ours)
    if first != second:
        unsound.append(Fault("order-of-settling", result.main, 1))
    return Verdict(
        tuple(dict.fromkeys((*whole.accept, *plain.accept))),
        tuple(dict.fromkeys((*whole.reject, *plain.reject))),
        plain.formatting,
        tuple(dict.fromkeys(unsound)),
        plain.notices,
    )


def place(tracked: Package, result: Package, author: str) -> str:
    """The words near where a result first fails that is not proved: those ahead, if any."""
    both = told(tracked), told(settle(result, View.ORIGINAL, {author}))
    if both[0] == both[1]:
        both = _orders(result, authors(tracked), {author})
    shorter = min(map(len, both))
    at = next((i for i, (x, y) in enumerate(zip(*both, strict=False)) if x != y), shorter)
    near = (*reversed(both[0][: at + 1]), *both[0][at + 1 :])
    words = (x.removeprefix(TEXT) for x, _ in near if x.startswith(TEXT))
    return next((excerpt(x) for x in words if x.strip()), "")


def _orders(
    result: Package, theirs: frozenset[str], ours: set[str]
) -> tuple[list[Token], list[Token]]:
    """What is said when their marks are rejected and ours accepted, in either order."""
    memory = Memory()
    first = settle(settle(result, View.ORIGINAL, theirs), View.FINAL, ours)
    second = settle(settle(result, View.FINAL, ours), View.ORIGINAL, theirs)
    return said(read(first, memory)), said(read(second, memory))


def said(reading: Reading) -> list[Token]:
    """What a reading says, looks left out."""
    return [
        (TEXT + x.text, " ".join((name, x.place, *x.things)))
        for name, lines in reading.stories.items()
        for x in lines
    ]
