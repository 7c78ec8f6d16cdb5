"""Recovers the base, the proposal and the marks from a text in which they run together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from resdiff.language import detect
from resdiff.model import Mark, Notice
from resdiff.recovery.embedding import SURE, embed, fits_within
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
    found = hold(known, flat)
    sheet = Sheet(flat, language, found.held, found.margins, side)
    infer(sheet)
    return Recovery(
        stretches=tuple(_stretches(flat, [_fate(sheet, i) for i in range(len(flat))])),
        language=language,
        order=order(sheet),
        known=("base",) if base is not None else ("new",),
        contradictions=tuple(_missing(found.missing, NAMES[side])),
    )


NAMES = {Mark.DELETED: "base edition", Mark.INSERTED: "adopted text"}


def _fate(sheet: Sheet, i: int) -> Fate:
    if not sheet.held[i]:
        name = NAMES[sheet.known]
        if sheet.margins[i] > SURE:
            return sheet.extra_mark, Certainty.CERTAIN, f"the {name} does not have it"
        return (
            sheet.extra_mark,
            Certainty.PROBABLE,
            f"the {name} has these letters once, here they stand twice: it may be the other",
        )
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
    found = Held([False] * len(flat), [1 << 28] * len(flat), [])
    pairs = _widened(pair_lines(known_lines, flat_lines), known_lines, flat_lines)
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
    slide(flat, found.held)
    return found


def _widened(pairs: list[Pair], known: Sequence[str], flat: Sequence[str]) -> list[Pair]:
    """The pairs, where one does not fit together with the flat lines around it that have none."""
    out: list[Pair] = []
    for fits, group in groupby(pairs, key=lambda p: _fits(p, known, flat)):
        run = list(group)
        whole = Pair((run[0].known[0], run[-1].known[1]), (run[0].flat[0], run[-1].flat[1]))
        bad = any(p.known[0] < p.known[1] for p in run)
        if not fits and bad and len(run) > 1 and whole.flat[0] < whole.flat[1] and fits_within(
            "\n".join(known[slice(*whole.known)]), "\n".join(flat[slice(*whole.flat)])
        ):
            out.append(whole)
        else:
            out.extend(run)
    return out


def _fits(pair: Pair, known: Sequence[str], flat: Sequence[str]) -> bool:
    if pair.known[0] == pair.known[1] or pair.flat[0] == pair.flat[1]:
        return False
    return fits_within("\n".join(known[slice(*pair.known)]), "\n".join(flat[slice(*pair.flat)]))


def _missing(texts: Sequence[str], name: str) -> Iterator[Notice]:
    for text in texts:
        shown = " ".join(text.split())
        if shown:
            shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
            yield Notice("not-in-flat", f"the {name} says what the flat text does not: {shown}")


_SHOWN = 80  # characters of a text that a notice repeats
