"""From positions in the settled view to the live runs of a file that still has its tracked changes.

The reader numbers paragraphs and counts characters in the settled file. Who wants to put something
at such a place into the file itself asks here which run holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Final

from lxml.etree import _Element

from resdiff.model import View
from resdiff.ooxml.names import PPR, RPR, RUN, SPACE, P, T
from resdiff.ooxml.package import Package
from resdiff.ooxml.settle import settle
from resdiff.ooxml.stories import stories
from resdiff.values import dataclass

_TAG: Final = "{urn:resdiff:living}n"


@dataclass(slots=True, eq=False)
class Piece:
    """A stretch of a paragraph's settled text and the live leaf that prints it.

    Shape:   `run` None for a leaf between runs. Positions as the settled view counts them; `skip`
             characters of the leaf's text before `start` that are not printed.
    """

    start: int
    stop: int
    leaf: _Element
    run: _Element | None
    skip: int


@dataclass(slots=True, eq=False)
class LivingParagraph:
    """A live `w:p` and the pieces of its settled text, in order, those without text left out."""

    element: _Element
    pieces: list[Piece]

    def cut(self, position: int) -> None:
        """Makes sure that a run begins at `position`, where the text stands in a run."""
        for index, piece in enumerate(self.pieces):
            if piece.start < position < piece.stop and piece.leaf.tag == T:
                self._alone(piece)
                self.pieces.insert(index + 1, _split(piece, position))
                return
            if piece.start == position:
                self._alone(piece)
                return

    def _alone(self, piece: Piece) -> None:
        """Gives a leaf a run of its own, the others before and behind it keep theirs."""
        run = piece.run
        if run is None or run.tag != RUN:
            return
        leaves = [x for x in run if x.tag != RPR]
        at = leaves.index(piece.leaf) if piece.leaf in leaves else -1
        if at < 0 or len(leaves) == 1:
            return
        for part in (leaves[at + 1 :], leaves[at : at + 1]):
            if part and part != leaves:
                twin = _twin(run)
                twin.extend(part)
                run.addnext(twin)
                for other in self.pieces:
                    if any(other.leaf is x for x in part):
                        other.run = twin

    def runs(self, start: int, stop: int) -> list[_Element]:
        """The runs that print `start` to `stop`, cut there first; empty where no run holds it."""
        self.cut(stop)
        self.cut(start)
        found = [p.run for p in self.pieces if start <= p.start and p.stop <= stop]
        return list({id(x): x for x in found if x is not None}.values())

    def before(self, position: int) -> _Element | None:
        """The run that prints what stands right before `position`, cut there; the first run at the
        paragraph's start.
        """
        self.cut(position)
        found = [p.run for p in self.pieces if p.stop <= position and p.run is not None]
        if found:
            return found[-1]
        return next((p.run for p in self.pieces if p.run is not None), None)


def _split(piece: Piece, position: int) -> Piece:
    """Cuts a piece that is alone in its run in two; gives the second."""
    text = piece.leaf.text or ""
    at = piece.skip + position - piece.start
    leaf = deepcopy(piece.leaf)
    leaf.tail = None
    piece.leaf.text, leaf.text = text[:at], text[at:]
    for one in (piece.leaf, leaf):
        one.set(SPACE, "preserve")
    run = piece.run
    assert run is not None
    twin = _twin(run)
    twin.append(leaf)
    run.addnext(twin)
    second = Piece(position, piece.stop, leaf, twin, 0)
    piece.stop = position
    return second


def _twin(run: _Element) -> _Element:
    """An empty run that looks the same."""
    twin = run.makeelement(run.tag, {str(k): str(v) for k, v in run.attrib.items()})
    look = run.find(RPR)
    if look is not None:
        twin.append(deepcopy(look))
    return twin


def living(
    package: Package, places: Iterable[tuple[str, int]], view: View = View.FINAL
) -> dict[tuple[str, int], LivingParagraph]:
    """The live paragraph behind each (part, paragraph number) of the settled view.

    Shape:   what the settled view does not have is left out. The package itself is not changed
             here; who changes a paragraph calls `touch`.
    """
    wanted = set(places)
    parts = sorted({part for part, _ in wanted if part in package})
    twin = package.copy()
    alive: list[_Element] = []
    for part in parts:
        _number(twin, part, package.part(part), alive)
    found = {}
    for story in stories(settle(twin, view)):
        for paragraph in story.paragraphs:
            place = (story.part, paragraph.index)
            if place in wanted:
                whole = _alive(paragraph.element, alive)
                if whole is not None:
                    found[place] = LivingParagraph(whole, _pieces(paragraph.atoms(), alive))
    return found


def _number(twin: Package, part: str, root: _Element, alive: list[_Element]) -> None:
    """Numbers every element of the twin's part, and remembers which of the original it is."""
    for copy, original in zip(twin.part(part).iter(), root.iter(), strict=True):
        if isinstance(copy.tag, str):
            copy.set(_TAG, str(len(alive)))
            alive.append(original)
    twin.touch(part)


def _alive(element: _Element | None, alive: Sequence[_Element]) -> _Element | None:
    number = None if element is None else element.get(_TAG)
    return None if number is None else alive[int(number)]


def _pieces(atoms: Iterable[object], alive: Sequence[_Element]) -> list[Piece]:
    from resdiff.ooxml.text import Atom

    found = []
    for atom in atoms:
        assert isinstance(atom, Atom)
        leaf = _alive(atom.node, alive)
        if atom.text and leaf is not None:
            found.append(Piece(atom.start, atom.stop, leaf, _alive(atom.run, alive), atom.skip))
    return found


def first_child(paragraph: _Element) -> int:
    """Where content of a paragraph begins: behind its properties."""
    assert paragraph.tag == P
    return 1 if len(paragraph) and paragraph[0].tag == PPR else 0
