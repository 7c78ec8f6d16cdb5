"""Recovers the base, the proposal and the marks from a text in which they run together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from resdiff.language import detect
from resdiff.model import Mark, Notice
from resdiff.recovery.alone import recover_alone
from resdiff.recovery.embedding import SURE, embed, fits_within
from resdiff.recovery.fates import KEPT, Fate, joined
from resdiff.recovery.inference import infer, order, order_of
from resdiff.recovery.lines import Pair, pair_lines
from resdiff.recovery.matter import matter_lines
from resdiff.recovery.sheet import Sheet
from resdiff.recovery.sliding import slide
from resdiff.recovery.values import Certainty, Recovery, Stretch


def recover(
    flat: str, base: str | None = None, new: str | None = None, language: str = ""
) -> Recovery:
    """The flat text taken apart, with what is known: the base edition, the adopted text, or both.

    Shape:   with one edition, what it lacks is read off exactly and what the other lacks is
             inferred; with both, everything is read off. What stands around the resolution in a
             proposal (cover, abstract, proposal line, Reasons) and in no edition of it stays as it
             is.
    """
    language = language or detect(base or new or flat).language
    if base is not None and new is not None:
        return _with_both(flat, base, new, language)
    if base is not None:
        return _with_one(flat, base, Mark.DELETED, language)
    if new is not None:
        return _with_one(flat, new, Mark.INSERTED, language)
    return recover_alone(flat, language)


NAMES = {Mark.DELETED: "base edition", Mark.INSERTED: "adopted text"}


def _with_one(flat: str, known: str, side: Mark, language: str) -> Recovery:
    """With one edition known; `side` is the mark of text that only that edition has."""
    found = hold(known, flat)
    for start, stop in matter_lines(flat, found.held):
        found.held[start:stop] = [True] * (stop - start)
    sheet = Sheet(flat, language, found.held, found.margins, side)
    infer(sheet)
    return Recovery(
        stretches=joined(flat, [_fate(sheet, i) for i in range(len(flat))]),
        language=language,
        order=order(sheet),
        known=(NAMES[side],),
        contradictions=tuple(_missing(found.missing, NAMES[side])),
    )


def _fate(sheet: Sheet, i: int) -> Fate:
    if not sheet.held[i]:
        certainty, reason = _sureness(sheet.margins[i], NAMES[sheet.known])
        return sheet.extra_mark, certainty, reason
    finding = sheet.spare[i]
    if finding is None:
        return KEPT
    if finding.certainty is Certainty.UNDETERMINED:
        return Mark.KEPT, finding.certainty, finding.reason
    return sheet.known, finding.certainty, finding.reason


def _sureness(margin: int, name: str) -> tuple[Certainty, str]:
    """How sure it is that the known edition does not have a character."""
    if margin > SURE:
        return Certainty.CERTAIN, f"the {name} does not have it"
    if margin > 0:
        return Certainty.PROBABLE, f"the {name} does not have it; its place could be another"
    if margin == 0:
        return (
            Certainty.UNDETERMINED,
            f"the {name} has these letters once, here they stand twice: it may be the other",
        )
    return Certainty.UNDETERMINED, f"near here the {name} says what this text does not"


def _with_both(flat: str, base: str, new: str, language: str) -> Recovery:
    """With both editions known: what one lacks the other must have."""
    old = hold(base, flat)
    for start, stop in matter_lines(flat, old.held):
        old.held[start:stop] = [True] * (stop - start)
    adopted = hold(new, flat, [not held for held in old.held])
    for start, stop in matter_lines(flat, adopted.held):
        adopted.held[start:stop] = [True] * (stop - start)
    if _in_neither(flat, old, adopted):
        again = hold(base, flat, [not held for held in adopted.held])
        if _in_neither(flat, again, adopted) < _in_neither(flat, old, adopted):
            old = again
    contradictions = [
        *_missing(old.missing, NAMES[Mark.DELETED]),
        *_missing(adopted.missing, NAMES[Mark.INSERTED]),
    ]
    fates = [_fate_of_both(old, adopted, i) for i in range(len(flat))]
    for blank in re.finditer(r"\s+", flat):
        around = {fates[i][1] for i in (blank.start() - 1, blank.end()) if 0 <= i < len(flat)}
        if Certainty.UNDETERMINED not in around:
            for i in range(*blank.span()):
                if fates[i][1] is Certainty.UNDETERMINED:
                    fates[i] = KEPT
    stretches = joined(flat, fates)
    contradictions += [
        Notice("in-neither", f"neither edition has what the flat text says: {_shown(s.text)}")
        for s in stretches
        if s.certainty is Certainty.UNDETERMINED and s.text.strip()
    ]
    return Recovery(
        stretches=stretches,
        language=language,
        order=_order_of_marks(stretches),
        known=tuple(NAMES.values()),
        contradictions=tuple(contradictions),
    )


def _in_neither(flat: str, old: Held, adopted: Held) -> int:
    return sum(
        not a and not b and not c.isspace()
        for a, b, c in zip(old.held, adopted.held, flat, strict=True)
    )


def _fate_of_both(old: Held, adopted: Held, i: int) -> Fate:
    if old.held[i] and adopted.held[i]:
        return Mark.KEPT, Certainty.CERTAIN, ""
    if not old.held[i] and not adopted.held[i]:
        return Mark.KEPT, Certainty.UNDETERMINED, "neither edition has it"
    mark, margin, name = (
        (Mark.INSERTED, old.margins[i], NAMES[Mark.DELETED])
        if adopted.held[i]
        else (Mark.DELETED, adopted.margins[i], NAMES[Mark.INSERTED])
    )
    certainty = Certainty.CERTAIN if margin > SURE else Certainty.PROBABLE
    return mark, certainty, f"only the {OTHER[name]} has it"


OTHER = {"base edition": "adopted text", "adopted text": "base edition"}


def _order_of_marks(stretches: Sequence[Stretch]) -> str:
    """Which of two marks that touch stands first in the text."""
    marks = [s.mark for s in stretches]
    pairs = list(pairwise(marks))
    return order_of(
        pairs.count((Mark.DELETED, Mark.INSERTED)), pairs.count((Mark.INSERTED, Mark.DELETED))
    )


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


_AROUND = 3  # pairs on each side of one that does not fit, which may be wrong because of it


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


def _missing(texts: Sequence[str], name: str) -> Iterator[Notice]:
    for text in texts:
        if text.strip():
            message = f"the {name} says what the flat text does not: {_shown(text)}"
            yield Notice("not-in-flat", message)


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


_SHOWN = 80  # characters of a text that a notice repeats
