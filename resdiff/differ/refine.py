"""The cheapest way to mark a stretch of tokens, where the price is what a reader has to take in."""

from __future__ import annotations

from collections.abc import Sequence

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


def cheapest(
    old: Sequence[Token], new: Sequence[Token], old_text: str, new_text: str
) -> list[Hunk]:
    """The hunks that cost a reader least: a character marked costs one, a run `RUN_COST`.

    Source:  alignment with affine gaps (Gotoh 1982) in three states: kept, deleted, then inserted.
    """
    deleted, inserted = [cost(t) for t in old], [cost(t) for t in new]
    keys = [t.key for t in new]
    words = [old_text[t.start : t.stop] for t in old], [new_text[t.start : t.stop] for t in new]
    width = len(new) + 1
    kept, gone, come = [_INF] * width, [_INF] * width, [_INF] * width
    kept[0] = 0.0
    back: list[bytearray] = []
    for i in range(len(old) + 1):
        before = kept, gone, come
        kept, gone, come = [_INF] * width, [_INF] * width, [_INF] * width
        steps = bytearray(width * 3)
        if i == 0:
            kept[0] = 0.0
        for j in range(width):
            if i:
                if j and old[i - 1].key == keys[j - 1]:
                    kept[j], steps[3 * j] = _least(
                        before[0][j - 1], before[1][j - 1], before[2][j - 1]
                    )
                    if words[0][i - 1] != words[1][j - 1] and old[i - 1].kind in _SPELLED:
                        kept[j] += 2 * RUN_COST + deleted[i - 1] + inserted[j - 1]
                stay, open_ = before[1][j], before[0][j] + RUN_COST
                gone[j] = min(stay, open_) + deleted[i - 1]
                steps[3 * j + 1] = 1 if stay <= open_ else 0
            if j:
                stay = come[j - 1]
                open_, step = (kept[j - 1], 0) if kept[j - 1] <= gone[j - 1] else (gone[j - 1], 1)
                if stay <= open_ + RUN_COST:
                    come[j], steps[3 * j + 2] = stay + inserted[j - 1], 2
                else:
                    come[j], steps[3 * j + 2] = open_ + RUN_COST + inserted[j - 1], step
        back.append(steps)
    _, state = _least(kept[-1], gone[-1], come[-1])
    return _traced(back, len(old), len(new), state)


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


def _traced(back: Sequence[bytearray], i: int, j: int, state: int) -> list[Hunk]:
    out: list[Hunk] = []
    end = None
    while i or j:
        step = back[i][3 * j + state]
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
