"""What the author of a tracked file left alone: read off the author's own marks, not computed.

Every leaf and every paragraph gets a number before the file is settled both ways; what carries its
number in both views was kept. So splits, joins and rows are what settling makes of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml.etree import _Element

from resdiff.model import Anchor, Kept, View
from resdiff.ooxml.names import P, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.settle import settle
from resdiff.ooxml.stories import Story, stories, story_parts
from resdiff.values import dataclass

_NUMBER: Final = "{urn:resdiff:declared}number"
_FROM: Final = w("moveFrom")
_TO: Final = w("moveTo")
_STARTS: Final = {w("moveFromRangeStart"): _FROM, w("moveToRangeStart"): _TO}
_ENDS: Final = {w("moveFromRangeEnd"): _FROM, w("moveToRangeEnd"): _TO}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a numbered leaf stands in one view; a paragraph has no text."""

    anchor: Anchor
    text: str


def declared(package: Package) -> tuple[Kept, ...]:
    """What an unsettled package keeps from its original to its final view.

    Shape:   stretches in new order, neighbouring ones joined; then what was moved and, for each
             paragraph whose mark was kept, one without letters.
    """
    numbered = package.copy()
    names = _number(numbered)
    sides = [_places(settle(numbered, view)) for view in (View.ORIGINAL, View.FINAL)]
    kept = [_kept(old, new) for old, new in _common(*sides) if _same(old, new)]
    moved = _moved(names, *sides)
    letters = [k for k in kept if k.old.start < k.old.stop]
    marks = [k for k in kept if k.old.start == k.old.stop]
    return (*_joined(letters), *moved, *marks)


def _number(package: Package) -> dict[str, str]:
    """Numbers all leaves and paragraphs of the stories; which move each moved leaf belongs to."""
    moves: dict[str, str] = {}
    count = 0
    for part, _ in story_parts(package):
        open_: dict[str, str] = {}
        for element in package.part(part).iter():
            if not isinstance(element.tag, str):
                continue
            if element.tag in _STARTS:
                open_[_STARTS[element.tag]] = element.get(w("name")) or element.get(w("id")) or ""
            elif element.tag in _ENDS:
                open_.pop(_ENDS[element.tag], None)
            if len(element) == 0 or element.tag == P:
                count += 1
                element.set(_NUMBER, str(count))
                for side in _sides_of(element) if open_ else ():
                    if side in open_:
                        moves[str(count)] = f"{side}{open_[side]}"
        package.touch(part)
    return moves


def _sides_of(element: _Element) -> Iterator[str]:
    """`w:moveFrom`, `w:moveTo`: those that hold the element within its paragraph."""
    for ancestor in element.iterancestors():
        if ancestor.tag == P:
            return
        if ancestor.tag in (_FROM, _TO):
            yield str(ancestor.tag)


def _places(package: Package) -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    for story in stories(package):
        found.update(_in_story(story))
    return found


def _in_story(story: Story) -> Iterator[tuple[str, _Place]]:
    for paragraph in story.paragraphs:
        here = story.part, paragraph.index
        number = paragraph.element.get(_NUMBER)
        if number:
            yield number, _Place(Anchor(*here, 0, 0), "")
        for atom in paragraph.atoms():
            number = atom.node.get(_NUMBER)
            if number and atom.text:
                yield number, _Place(Anchor(*here, atom.start, atom.stop), atom.text)


def _common(old: dict[str, _Place], new: dict[str, _Place]) -> Iterator[tuple[_Place, _Place]]:
    return ((old[number], place) for number, place in new.items() if number in old)


def _same(old: _Place, new: _Place) -> bool:
    """Whether nothing of the leaf went: blanks at its ends can, where Word does not keep them."""
    return old.text == new.text or (old.text.isdigit() and new.text.isdigit())


def _kept(old: _Place, new: _Place) -> Kept:
    return Kept(old.anchor, new.anchor)


def _joined(kept: list[Kept]) -> Iterator[Kept]:
    """Stretches that follow one another on both sides as one; note marks stay by themselves."""
    last: Kept | None = None
    for here in kept:
        if last is not None and _follows(last, here):
            last = Kept(_longer(last.old, here.old), _longer(last.new, here.new))
            continue
        if last is not None:
            yield last
        last = here
    if last is not None:
        yield last


def _follows(last: Kept, here: Kept) -> bool:
    return (
        all(
            (a.part, a.paragraph, a.stop) == (b.part, b.paragraph, b.start)
            for a, b in ((last.old, here.old), (last.new, here.new))
        )
        and _even(last)
        and _even(here)
    )


def _even(kept: Kept) -> bool:
    return kept.old.stop - kept.old.start == kept.new.stop - kept.new.start


def _longer(first: Anchor, second: Anchor) -> Anchor:
    return Anchor(first.part, first.paragraph, first.start, second.stop)


def _moved(names: dict[str, str], old: dict[str, _Place], new: dict[str, _Place]) -> Iterator[Kept]:
    """The letters of each move that are the same where they came from and where they went."""
    gone, come = _by_move(names, old, _FROM), _by_move(names, new, _TO)
    for name in sorted(gone.keys() & come.keys()):
        sides = _letters(gone[name]), _letters(come[name])
        if [c for c, _ in sides[0]] == [c for c, _ in sides[1]]:
            for (_, a), (_, b) in zip(*sides, strict=True):
                yield Kept(a, b, True)


def _by_move(
    names: dict[str, str], places: dict[str, _Place], side: str
) -> dict[str, list[_Place]]:
    found: dict[str, list[_Place]] = {}
    for number, place in places.items():
        name = names.get(number, "")
        if name.startswith(side):
            found.setdefault(name.removeprefix(side), []).append(place)
    return found


def _letters(places: list[_Place]) -> list[tuple[str, Anchor]]:
    """Each letter with its place; an anchor covers one letter."""
    return [
        (sign, Anchor(p.anchor.part, p.anchor.paragraph, at, at + 1))
        for p in places
        for at, sign in enumerate(p.text, p.anchor.start)
    ]
