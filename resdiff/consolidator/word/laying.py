"""Two sets of marks over the same base as one, letter by letter."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Final

from lxml.etree import _Element

from resdiff.consolidator.weaving import woven
from resdiff.consolidator.word.names import authors, joint, key, sign
from resdiff.consolidator.word.tokens import Sort, Token, Unclear
from resdiff.ooxml.names import w
from resdiff.values import dataclass, replace

_COMMENT: Final = w("commentRangeStart")
_CHANGES: Final = tuple(map(w, ("rPrChange", "pPrChange", "sectPrChange")))


@dataclass(slots=True)
class Odd:
    """What could not be carried when two sets of marks met."""

    looks: int = 0
    ranges: int = 0


def merge(first: Sequence[Token], second: Sequence[Token], odd: Odd) -> list[Token]:
    """The tokens of the base once, what each inserted in its place, and who deleted what.

    Raises:  Unclear when the two do not stand over the same base.
    """
    own, other = _cut(first), _cut(second)
    if [x[1].said for x in own[0]] != [x[1].said for x in other[0]]:
        raise Unclear("".join(x[1].letter for x in own[0]))
    found: list[Token] = []
    for (gap, base), (there, same) in zip(own[0], other[0], strict=True):
        found.extend(_gap(gap, there, odd))
        found.append(_base(base, same, odd))
    found.extend(_gap(own[1], other[1], odd))
    return found


def _cut(found: Sequence[Token]) -> tuple[list[tuple[list[Token], Token]], list[Token]]:
    """Each token of the base with what was inserted before it, and what is left behind them."""
    pairs: list[tuple[list[Token], Token]] = []
    gap: list[Token] = []
    for token in found:
        if token.ins or token.sort is Sort.ZERO:
            gap.append(token)
        else:
            pairs.append((gap, token))
            gap = []
    return pairs, gap


def _gap(first: Sequence[Token], second: Sequence[Token], odd: Odd) -> list[Token]:
    """What both inserted at one point: the same once with both names, else one after the other.

    Shape:   what goes on with the line stands before what ends it.
    """
    odd.ranges += sum(1 for x in second if x.element is not None and x.element.tag == _COMMENT)
    others = [x for x in second if x.sort is not Sort.ZERO]
    sides = _pieces(first), _pieces(others)
    turned = _ends_line(sides[0]) and bool(sides[1]) and not _ends_line(sides[1])

    def both(own: list[Token], same: list[Token]) -> list[Token]:
        pairs = zip(same, own, strict=True) if turned else zip(own, same, strict=True)
        return [_joined(x, y) for x, y in pairs]

    ahead, behind = reversed(sides) if turned else sides
    found = woven(ahead, behind, lambda piece: tuple(x.all for x in piece), both)
    return [token for piece in found for token in piece]


def _ends_line(pieces: Sequence[Sequence[Token]]) -> bool:
    return bool(pieces) and pieces[0][0].sort is Sort.MARK


def _pieces(found: Sequence[Token]) -> list[list[Token]]:
    """What one author inserted in one go, cut behind paragraph marks; range marks stand alone."""
    pieces: list[list[Token]] = []
    for token in found:
        last = pieces[-1][-1] if pieces else None
        if (
            last is not None
            and last.ins == token.ins
            and Sort.ZERO not in (last.sort, token.sort)
            and last.sort is not Sort.MARK
        ):
            pieces[-1].append(token)
        else:
            pieces.append([token])
    return pieces


def _joined(own: Token, same: Token) -> Token:
    if own.sort is Sort.WHOLE and own.element is not None and same.ins:
        sign(own.element, same.ins)
    return replace(own, ins=joint(own.ins, same.ins))


def _base(own: Token, other: Token, odd: Odd) -> Token:
    """A token of the base as both have it: deleted by whom, looking as the one that changed it."""
    gone = joint(own.gone, other.gone) if own.gone and other.gone else own.gone or other.gone
    stamp = own.stamp if own.gone else other.stamp
    if own.sort is Sort.WHOLE:
        return _base_whole(own, other, gone, stamp)
    properties = own.properties
    if _changed(other.properties):
        if not _changed(own.properties):
            properties = other.properties
        elif key(own.properties) == key(other.properties):
            properties = _both(own.properties, other.properties)
        else:
            odd.looks += 1
    return replace(own, properties=properties, gone=gone, stamp=stamp)


def _base_whole(own: Token, other: Token, gone: str, stamp: str) -> Token:
    if own.gone and other.gone and own.element is not None:
        sign(own.element, other.gone)
    taken = own if own.gone or not other.gone else other
    return replace(own, element=taken.element, gone=gone, stamp=stamp)


def _changed(properties: _Element | None) -> bool:
    return properties is not None and (next(properties.iter(*_CHANGES), None) is not None)


def _both(own: _Element | None, other: _Element | None) -> _Element | None:
    if own is None or other is None:
        return own
    twin = deepcopy(own)
    for author in authors(other):
        sign(twin, author)
    return twin
