"""Recovers the base, the proposal and the marks from a text in which they run together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from resdiff.language import detect
from resdiff.model import Mark, Notice
from resdiff.recovery.embedding import embed
from resdiff.recovery.inference import infer, order
from resdiff.recovery.lines import Pair, pair_lines
from resdiff.recovery.sheet import Sheet
from resdiff.recovery.sliding import slide
from resdiff.recovery.values import Certainty, Recovery, Stretch

Fate = tuple[Mark, Certainty, str]


def recover(
    flat: str, base: str | None = None, new: str | None = None, language: str = ""
) -> Recovery:
    """The flat text taken apart, with what is known: the base edition, the adopted text, or both.

    Shape:   with one edition, what it lacks is read off exactly and what the other lacks is
             inferred; with both, everything is read off.
    """
    language = language or detect(base or new or flat).language
    if base is not None and new is not None:
        raise NotImplementedError
    known = base if base is not None else new
    assert known is not None
    side = Mark.DELETED if base is not None else Mark.INSERTED
    held, contradictions = held_by(known, flat)
    sheet = Sheet(flat, language, held, side)
    infer(sheet)
    return Recovery(
        stretches=tuple(_stretches(flat, [_fate(sheet, i) for i in range(len(flat))])),
        language=language,
        order=order(sheet),
        known=("base",) if base is not None else ("new",),
        contradictions=tuple(contradictions),
    )


def _fate(sheet: Sheet, i: int) -> Fate:
    if not sheet.held[i]:
        return sheet.extra_mark, Certainty.CERTAIN, "the base edition does not have it"
    finding = sheet.spare[i]
    if finding is None:
        return Mark.KEPT, Certainty.PROBABLE, ""
    return sheet.known, finding.certainty, finding.reason


def _stretches(flat: str, fates: Sequence[Fate]) -> Iterator[Stretch]:
    at = 0
    for fate, group in groupby(fates):
        stop = at + sum(1 for _ in group)
        yield Stretch(flat[at:stop], *fate)
        at = stop


def held_by(
    known: str, flat: str, needed: Sequence[bool] | None = None
) -> tuple[list[bool], list[Notice]]:
    """Which characters of the flat text the known text accounts for, and what it has beyond."""
    known_lines, flat_lines = known.split("\n"), flat.split("\n")
    starts = [0]
    for line in flat_lines:
        starts.append(starts[-1] + len(line) + 1)
    held = [False] * len(flat)
    notices: list[Notice] = []
    pairs = pair_lines(known_lines, flat_lines)
    full = [p for p in pairs if p.known[0] < p.known[1] and p.flat[0] < p.flat[1]]
    for pair in pairs:
        if pair.known[0] == pair.known[1]:
            continue
        text = "\n".join(known_lines[slice(*pair.known)])
        if pair.flat[0] == pair.flat[1]:
            if text.strip():
                notices.append(_missing(text))
            continue
        start, stop = starts[pair.flat[0]], starts[pair.flat[1]] - 1
        wanted = needed[start:stop] if needed is not None else None
        found = embed(text, flat[start:stop], wanted)
        held[start:stop] = found.held
        if found.missing.strip():
            notices.append(_missing(found.missing))
        if pair is not full[-1] and stop < len(flat):
            held[stop] = True
    slide(flat, held)
    return held, notices


def _missing(text: str) -> Notice:
    shown = " ".join(text.split())
    shown = shown if len(shown) < 80 else shown[:79] + "…"
    return Notice("not-in-flat", f"the flat text lacks what the known edition says: {shown}")
