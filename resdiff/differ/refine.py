"""The cheapest way to mark a stretch of tokens, where the price is what a reader has to take in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from resdiff.differ.hunks import RUN_COST, Hunk, grouped
from resdiff.differ.tokens import Token

# More cells than this and a stretch is only grouped, not marked anew. 60,000 cells take 0.1 s.
CELLS = 60_000
# A kept stretch of so many characters between two differences is never given up.
_FIRM = 48.0
# An ideograph says as much as two letters, a kana as one and a half, and a number or a name with
# digits (2, IPv6, D.50) as much as a word, however short. Source: both seeds, six languages and
# three Japanese redlines; 1 to 4 tried: the Chinese is the hand's from 1.5 to 4, the Japanese best
# from 2 to 2.5, and letters for katakana lose a third word in one of three; without any
# "向IPv6的过渡" is one replaced stretch where the hand marks two words.
_IDEOGRAPH = 2.0
_KANA = 1.5
_NAME = 6.0
# Matched tokens of these kinds are marked when they are spelled in two ways.
_SPELLED = ("word", "place", "acronym", "abbreviation", "initials", "code", "mixed", "katakana")

_INF = float("inf")


def zones(found: Sequence[Hunk], old: Sequence[Token]) -> list[tuple[Hunk, ...]]:
    """The hunks in groups that may have to be marked together: what stands between is short."""
    out: list[list[Hunk]] = []
    for hunk in found:
        last = out[-1][-1] if out else None
        if last and _length(old, last.old_stop, hunk.old_start) < _FIRM:
            out[-1].append(hunk)
        else:
            out.append([hunk])
    return [tuple(zone) for zone in out]


def _length(tokens: Sequence[Token], start: int, stop: int) -> int:
    return sum(t.stop - t.start for t in tokens[start:stop])


class Row(NamedTuple):
    """The least costs of marking so many old tokens against every number of new ones, by what the
    last token is: kept, deleted or inserted.
    """

    kept: list[float]
    gone: list[float]
    come: list[float]


Steps = tuple[bytearray, bytearray, bytearray]  # for each state of a row: the state before it


def cheapest(
    old: Sequence[Token], new: Sequence[Token], old_text: str, new_text: str
) -> list[Hunk]:
    """The hunks that cost a reader least: a character marked costs one, a run `RUN_COST`.

    Source:  alignment with affine gaps (Gotoh 1982) in three states: kept, deleted, then inserted.
    """
    inserted = [cost(t) for t in new]
    nothing = [_INF] * (len(new) + 1)
    places: dict[str, list[int]] = {}
    for j, token in enumerate(new):
        places.setdefault(token.key, []).append(j)
    come, first = _come([0.0, *nothing[1:]], nothing, inserted)
    row = Row([0.0, *nothing[1:]], nothing, come)
    back: list[Steps] = [(bytearray(len(nothing)), bytearray(len(nothing)), first)]
    for token in old:
        same = places.get(token.key, ())
        again = [_respelled(token, new[j], old_text, new_text) for j in same]
        kept, from_kept = _kept(row, same, again)
        gone, from_gone = _gone(row, cost(token))
        come, from_come = _come(kept, gone, inserted)
        row = Row(kept, gone, come)
        back.append((from_kept, from_gone, from_come))
    _, state = _least(row.kept[-1], row.gone[-1], row.come[-1])
    return _traced(back, len(old), len(new), state)


def _respelled(old: Token, new: Token, old_text: str, new_text: str) -> float:
    """What it costs to keep a token that is spelled in another way: it is marked all the same."""
    if old.kind not in _SPELLED:
        return 0.0
    if old_text[old.start : old.stop] == new_text[new.start : new.stop]:
        return 0.0
    return 2 * RUN_COST + cost(old) + cost(new)


def _kept(
    before: Row, same: Sequence[int], again: Sequence[float]
) -> tuple[list[float], bytearray]:
    """The costs of a row whose old token is kept as each new token that is the same."""
    costs, steps = [_INF] * len(before.kept), bytearray(len(before.kept))
    for j, extra in zip(same, again, strict=True):
        least, steps[j + 1] = _least(before.kept[j], before.gone[j], before.come[j])
        costs[j + 1] = least + extra
    return costs, steps


def _gone(before: Row, deleted: float) -> tuple[list[float], bytearray]:
    """The costs of a row whose old token is deleted: in a run that is open, or in a new one."""
    costs, steps = [], bytearray(len(before.kept))
    for j, (stay, opened) in enumerate(zip(before.gone, before.kept, strict=True)):
        opened += RUN_COST
        steps[j] = stay <= opened
        costs.append((stay if stay <= opened else opened) + deleted)
    return costs, steps


def _come(
    kept: Sequence[float], gone: Sequence[float], inserted: Sequence[float]
) -> tuple[list[float], bytearray]:
    """The costs of a row whose last new token is inserted: what comes stands after what goes."""
    costs, steps = [_INF], bytearray(len(kept))
    least = _INF
    for j, (stay, go, price) in enumerate(zip(kept, gone, inserted, strict=False), 1):
        opened = (stay if stay <= go else go) + RUN_COST
        if least <= opened:
            steps[j] = 2
        else:
            least = opened
            steps[j] = stay > go
        least += price
        costs.append(least)
    return costs, steps


def cost(token: Token) -> float:
    """What it costs to mark a token: its characters; much for a line feed or a footnote mark."""
    if token.kind == "note" or token.key == "\n":
        return _FIRM
    length = float(token.stop - token.start)
    if token.kind == "katakana" or (token.kind == "han" and "\u3041" <= token.key[0] <= "\u30ff"):
        return length * _KANA
    if token.kind == "han":
        return length * _IDEOGRAPH
    return max(length, _NAME) if any(c.isdigit() for c in token.key) else length


def _least(kept: float, gone: float, come: float) -> tuple[float, int]:
    if kept <= gone and kept <= come:
        return kept, 0
    return (gone, 1) if gone <= come else (come, 2)


def _traced(back: Sequence[Steps], i: int, j: int, state: int) -> list[Hunk]:
    out: list[Hunk] = []
    end = None
    while i or j:
        step = back[i][state][j]
        if state == 0:
            if end:
                out.append(Hunk(i, end[0], j, end[1]))
                end = None
            i, j = i - 1, j - 1
        else:
            end = end or (i, j)
            i, j = (i - 1, j) if state == 1 else (i, j - 1)
        state = step
    if end:
        out.append(Hunk(0, end[0], 0, end[1]))
    return out[::-1]


def remarked(
    found: Sequence[Hunk], old: Sequence[Token], new: Sequence[Token], old_text: str, new_text: str
) -> tuple[Hunk, ...]:
    """The hunks, marked anew wherever several stand near one another."""
    out: list[Hunk] = []
    for zone in zones(found, old):
        first, last = zone[0], zone[-1]
        a, b, c, d = first.old_start, last.old_stop, first.new_start, last.new_stop
        if len(zone) == 1:
            out.extend(zone)
        elif (b - a) * (d - c) > CELLS:
            out.extend(grouped(zone, lambda start, stop: sum(map(cost, old[start:stop]))))
        else:
            out.extend(
                Hunk(h.old_start + a, h.old_stop + a, h.new_start + c, h.new_stop + c)
                for h in cheapest(old[a:b], new[c:d], old_text, new_text)
            )
    return tuple(out)


def tidied(found: Sequence[Hunk], old: Sequence[Token], new: Sequence[Token]) -> tuple[Hunk, ...]:
    """The hunks, those joined that only signs keep apart when that leaves no more runs to read.

    Shape:   a line feed or a footnote mark between two hunks always stays.
    """
    out: list[Hunk] = []
    for hunk in found:
        if out and _signs(old, out[-1].old_stop, hunk.old_start):
            both = Hunk(out[-1].old_start, hunk.old_stop, out[-1].new_start, hunk.new_stop)
            apart = out[-1].runs + hunk.runs
            if both.runs < apart or (both.runs == apart and _opened(out[-1], old, new)):
                out[-1] = both
                continue
        out.append(hunk)
    return tuple(out)


def _signs(tokens: Sequence[Token], start: int, stop: int) -> bool:
    return start < stop and all(
        t.kind in ("space", "other") and t.key != "\n" for t in tokens[start:stop]
    )


def _opened(hunk: Hunk, old: Sequence[Token], new: Sequence[Token]) -> bool:
    """Whether a parenthesis is opened in the hunk and not closed there."""
    sides = old[hunk.old_start : hunk.old_stop], new[hunk.new_start : hunk.new_stop]
    depths = [sum((t.key == "(") - (t.key == ")") for t in side) for side in sides]
    return max(depths) > 0
