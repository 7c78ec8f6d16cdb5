"""Which characters of the flat text a known text accounts for, and what of the known is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from resdiff.recovery.holding.embedding import ENDLESS, embed, fits_within
from resdiff.recovery.holding.lines import Pair, pair_lines
from resdiff.recovery.holding.sliding import slide
from resdiff.values import dataclass

# Pairs on each side of one that does not fit, which may be wrong because of it. On the files of
# tests/bench/recover.py 2 and 6 give the same; with 1 too little that is called certain is right.
_AROUND = 3


@dataclass(frozen=True, slots=True)
class Held:
    """What of the flat text a known text accounts for.

    Shape:   `held`, and `margins` of what is not held, as in an Embedding; `missing` what the known
             text has beyond.
    """

    held: list[bool]
    margins: list[int]
    missing: list[str]


def hold(known: str, flat: str, needed: Sequence[bool] | None = None) -> Held:
    """Which characters of the flat text the known text accounts for, line by line."""
    known_lines, flat_lines = known.split("\n"), flat.split("\n")
    starts = list(accumulate((len(line) + 1 for line in flat_lines), initial=0))
    found = Held([False] * len(flat), [ENDLESS] * len(flat), [])
    paired, either = pair_lines(known_lines, flat_lines)
    pairs = _widened(paired, known_lines, flat_lines)
    full = [p for p in pairs if p.known[0] < p.known[1] and p.flat[0] < p.flat[1]]
    for pair in pairs:
        text = "\n".join(known_lines[slice(*pair.known)])
        if pair.known[0] == pair.known[1]:
            continue
        if pair.flat[0] == pair.flat[1]:
            found.missing.append(text)
            continue
        start, stop = starts[pair.flat[0]], starts[pair.flat[1]] - 1
        wanted = needed[start:stop] if needed is not None else None
        embedding = embed(text, flat[start:stop], wanted)
        found.held[start:stop] = embedding.held
        found.margins[start:stop] = embedding.margins
        found.missing.append(embedding.missing)
        if pair is not full[-1] and stop < len(flat):
            found.held[stop] = True
    for number in either:
        for i in range(starts[number], starts[number + 1] - 1):
            found.margins[i] = min(found.margins[i], 0)
    for start, stop in _doubtful(pairs, known_lines, flat_lines):
        for i in range(starts[start], starts[stop] - 1):
            found.margins[i] = -1
    if needed is None:
        slide(flat, found.held, found.margins)
    return found


def _doubtful(
    pairs: Sequence[Pair], known: Sequence[str], flat: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Flat lines around known ones that could not be placed: nothing is sure about them."""
    for number, pair in enumerate(pairs):
        lost = any(known[i].strip() for i in range(*pair.known)) and not _fits(pair, known, flat)
        if not lost:
            continue
        for way in (-1, 1):
            at, left = number, _AROUND
            while 0 <= at + way < len(pairs) and left:
                at += way
                left -= pairs[at].known[0] < pairs[at].known[1]
            low, high = sorted((number, at))
            yield pairs[low].flat[0], pairs[high].flat[1]


def _widened(pairs: list[Pair], known: Sequence[str], flat: Sequence[str]) -> list[Pair]:
    """The pairs, where one does not fit together with the flat lines around it that have none."""
    out: list[Pair] = []
    for fits, group in groupby(pairs, key=lambda p: _fits(p, known, flat)):
        run = list(group)
        whole = Pair((run[0].known[0], run[-1].known[1]), (run[0].flat[0], run[-1].flat[1]))
        bad = any(p.known[0] < p.known[1] for p in run)
        if (
            not fits
            and bad
            and len(run) > 1
            and whole.flat[0] < whole.flat[1]
            and fits_within(
                "\n".join(known[slice(*whole.known)]), "\n".join(flat[slice(*whole.flat)])
            )
        ):
            out.append(whole)
        else:
            out.extend(run)
    return out


def _fits(pair: Pair, known: Sequence[str], flat: Sequence[str]) -> bool:
    if pair.known[0] == pair.known[1] or pair.flat[0] == pair.flat[1]:
        return False
    return fits_within("\n".join(known[slice(*pair.known)]), "\n".join(flat[slice(*pair.flat)]))
