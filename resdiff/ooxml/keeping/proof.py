"""The proof of a marked file in which the old file's own tracked changes were kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from lxml.etree import _Element

from resdiff.model import View
from resdiff.ooxml.mark.keys import tags
from resdiff.ooxml.mark.mending import mended
from resdiff.ooxml.mark.sections import sections
from resdiff.ooxml.names import FALLBACK, ID, PPR, RPR, RUN, TR, P, T, local, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.reading import Memory, Reading, read
from resdiff.ooxml.revisions import PROPERTIES, RANGES, choice, revisions
from resdiff.ooxml.settle import settle
from resdiff.ooxml.settling.content import CONTENT
from resdiff.ooxml.settling.leftovers import settle_move_ranges
from resdiff.ooxml.soundness import Fault, faults
from resdiff.ooxml.stories import story_parts
from resdiff.ooxml.text import CHARACTERS
from resdiff.ooxml.verify import Verdict, verify

_DELETED: Final = w("delText")
_SILENT: Final = tags(
    "bookmarkStart bookmarkEnd proofErr lastRenderedPageBreak commentRangeStart commentRangeEnd"
    " permStart permEnd"
) | {w(x + end) for x in RANGES for end in ("Start", "End")}
_CHANGES: Final = frozenset(map(w, PROPERTIES))
_APART: Final = frozenset((PPR, RPR, P, FALLBACK))

Sign = tuple[str, str, str]
"""Kind, author and date of a mark."""

Token = tuple[str, tuple[Sign, ...]]
"""A stretch of text, or a sign for what is none, and the marks that it stands in."""


def authors(package: Package) -> frozenset[str]:
    """Who signed the tracked changes of a file."""
    return frozenset(x.author for x in revisions(package))


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
    if not _either_order(result, theirs, ours):
        unsound.append(Fault("order-of-settling", result.main, 1))
    return Verdict(
        tuple(dict.fromkeys((*whole.accept, *plain.accept))),
        tuple(dict.fromkeys((*whole.reject, *plain.reject))),
        plain.formatting,
        tuple(dict.fromkeys(unsound)),
        plain.notices,
    )


def _either_order(result: Package, theirs: frozenset[str], ours: set[str]) -> bool:
    memory = Memory()
    first = settle(settle(result, View.ORIGINAL, theirs), View.FINAL, ours)
    second = settle(settle(result, View.FINAL, ours), View.ORIGINAL, theirs)
    return said(read(first, memory)) == said(read(second, memory))


def said(reading: Reading) -> dict[str, list[tuple[str, str, tuple[str, ...]]]]:
    """What a reading says, looks left out."""
    return {
        name: [(x.place, x.text, x.things) for x in lines]
        for name, lines in reading.stories.items()
    }


def told(package: Package) -> list[Token]:
    """A file's text with the marks that each stretch of it stands in: the body, notes in the order
    of their references, then what each section shows for headers and footers, blank ones left out
    (one part may serve several sections, and be copied when one of them changes).

    Shape:   what is written in another way before it is marked is so here too; half a move is what
             settling makes of it.
    """
    package = mended(package).copy()
    for part, _ in story_parts(package):
        settle_move_ranges(package.part(part), choice(()))
    body = package.part(package.main)
    found = [*_joined(_part(body))]
    for part, kind in story_parts(package):
        if kind in ("footnotes", "endnotes"):
            notes = {x.get(ID): x for x in package.part(part).iterchildren(w(kind[:-1]))}
            for reference in body.iter(w(f"{kind[:-1]}Reference")):
                note = notes.get(reference.get(ID))
                found.extend(() if note is None else _joined(_part(note)))
    edges: dict[str, list[Token]] = {}
    for _, shown in sections(package):
        for place, part in sorted(shown.items()):
            if part not in edges:
                edges[part] = [*_joined(_part(package.part(part)))]
            if any(x != ("¶", ()) for x in edges[part]):
                found.extend(((" ".join(place), ()), *edges[part]))
    return found


def _part(root: _Element) -> Iterator[Token]:
    for element in root.iter(P, TR):
        if any(x.tag == FALLBACK for x in element.iterancestors()):
            continue
        if element.tag == TR:
            yield "row", _signs(element.find(w("trPr")))
            continue
        yield from _leaves(element, ())
        yield "¶", (*_signs(element.find(PPR)), *_signs(element.find(f"{PPR}/{RPR}")))
    others = Counter(
        _sign(x) for x in root.iter(*(_CHANGES - {w("rPrChange"), w("pPrChange"), w("trPrChange")}))
    )
    yield from ((f"{n} changes", (sign,)) for sign, n in sorted(others.items()))


def _leaves(element: _Element, above: tuple[Sign, ...]) -> Iterator[Token]:
    for child in element:
        if child.tag in _APART or child.tag in _SILENT or not isinstance(child.tag, str):
            continue
        signs = (*above, _sign(child)) if child.tag in CONTENT else above
        if child.tag == RUN:
            signs = (*signs, *_signs(child.find(RPR)))
        if child.tag in (T, _DELETED):
            yield f"'{child.text or ''}", signs
        elif len(child):
            yield from _leaves(child, signs)
        elif child.tag in CHARACTERS or child.tag not in (*CONTENT, RUN):
            yield local(child.tag), signs


def _signs(properties: _Element | None) -> tuple[Sign, ...]:
    """The marks that stand in a set of properties."""
    found = [] if properties is None else [*properties]
    return tuple(_sign(x) for x in found if x.tag in CONTENT or x.tag in _CHANGES)


def _sign(mark: _Element) -> Sign:
    return local(mark.tag), mark.get(w("author"), ""), mark.get(w("date"), "")


def _joined(found: Iterator[Token]) -> Iterator[Token]:
    """Neighbouring stretches of text in the same marks as one."""
    for (text, signs), group in groupby(found, key=lambda x: (x[0].startswith("'"), x[1])):
        tokens = [*group]
        if text:
            yield "".join(x[1:] for x, _ in tokens), signs
        else:
            yield from tokens
