"""Differences widened to whole Chinese words."""

from __future__ import annotations

from collections.abc import Sequence

from resdiff.differ.hunks import Hunk
from resdiff.differ.tokens import Token


def snapped(
    found: Sequence[Hunk],
    old: Sequence[Token],
    new: Sequence[Token],
    old_inner: frozenset[int],
    new_inner: frozenset[int],
) -> tuple[Hunk, ...]:
    """The hunks, none of which begins or ends inside a word where it can be helped.

    Shape:   `old_inner`, `new_inner` are the places in each text that are inside a word; a hunk
             grows by characters that match on both sides, and may meet its neighbour.
    """

    def broken(i: int, j: int) -> bool:
        return _at(old, i) in old_inner or _at(new, j) in new_inner

    out: list[Hunk] = []
    for index, hunk in enumerate(found):
        floor = out[-1] if out else Hunk(0, 0, 0, 0)
        stop = found[index + 1] if index + 1 < len(found) else None
        ceiling = (stop.old_start, stop.new_start) if stop else (len(old), len(new))
        a, b, c, d = hunk.old_start, hunk.old_stop, hunk.new_start, hunk.new_stop
        while broken(a, c) and a > floor.old_stop and c > floor.new_stop and _han(old[a - 1]):
            a, c = a - 1, c - 1
        while broken(b, d) and b < ceiling[0] and d < ceiling[1] and _han(old[b]):
            b, d = b + 1, d + 1
        if out and (out[-1].old_stop, out[-1].new_stop) == (a, c):
            a, c = out[-1].old_start, out.pop().new_start
        out.append(Hunk(a, b, c, d))
    return tuple(out)


def _at(tokens: Sequence[Token], index: int) -> int:
    return tokens[index].start if index < len(tokens) else -1


def _han(token: Token) -> bool:
    return token.kind == "han"
