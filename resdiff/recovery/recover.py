"""Recovers the base, the proposal and the marks from a text in which they run together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from resdiff.language import detect
from resdiff.model import Mark, Notice
from resdiff.recovery.alone.recovering import recover_alone
from resdiff.recovery.collation import Collation
from resdiff.recovery.evidence.inference import infer, order, order_of
from resdiff.recovery.fates import KEPT, Fate, joined
from resdiff.recovery.holding.embedding import SURE
from resdiff.recovery.holding.held import Held, hold
from resdiff.recovery.holding.matter import matter_lines
from resdiff.recovery.values import Certainty, Recovery, Stretch

NAMES = {Mark.DELETED: "base edition", Mark.INSERTED: "adopted text"}
OTHER = {"base edition": "adopted text", "adopted text": "base edition"}
_SHOWN = 80  # characters of a text that a notice repeats


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


def _with_one(flat: str, known: str, side: Mark, language: str) -> Recovery:
    """With one edition known; `side` is the mark of text that only that edition has."""
    found = hold(known, flat)
    _keep_matter(flat, found)
    collation = Collation(flat, language, found.held, found.margins, side)
    infer(collation)
    return Recovery(
        stretches=joined(flat, [_fate(collation, i) for i in range(len(flat))]),
        language=language,
        order=order(collation),
        known=(NAMES[side],),
        contradictions=tuple(_missing(found.missing, NAMES[side])),
    )


def _fate(collation: Collation, i: int) -> Fate:
    if not collation.held[i]:
        certainty, reason = _sureness(collation.margins[i], NAMES[collation.known])
        return collation.extra_mark, certainty, reason
    finding = collation.spare[i]
    if finding is None:
        return KEPT
    if finding.certainty is Certainty.UNDETERMINED:
        return Mark.KEPT, finding.certainty, finding.reason
    return collation.known, finding.certainty, finding.reason


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
    old, adopted = _both_held(flat, base, new)
    contradictions = [
        *_missing(old.missing, NAMES[Mark.DELETED]),
        *_missing(adopted.missing, NAMES[Mark.INSERTED]),
    ]
    stretches = joined(flat, _fates_of_both(flat, old, adopted))
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


def _both_held(flat: str, base: str, new: str) -> tuple[Held, Held]:
    """What each edition accounts for; each is asked for what the other has not."""
    old = hold(base, flat)
    _keep_matter(flat, old)
    adopted = hold(new, flat, [not held for held in old.held])
    _keep_matter(flat, adopted)
    if _in_neither(flat, old, adopted):
        again = hold(base, flat, [not held for held in adopted.held])
        if _in_neither(flat, again, adopted) < _in_neither(flat, old, adopted):
            old = again
    return old, adopted


def _keep_matter(flat: str, found: Held) -> None:
    """What stands around the resolution in a proposal counts as held: it stays as it is."""
    for start, stop in matter_lines(flat, found.held):
        found.held[start:stop] = [True] * (stop - start)


def _in_neither(flat: str, old: Held, adopted: Held) -> int:
    return sum(
        not a and not b and not c.isspace()
        for a, b, c in zip(old.held, adopted.held, flat, strict=True)
    )


def _fates_of_both(flat: str, old: Held, adopted: Held) -> list[Fate]:
    """The fate of each character; blanks that neither edition has are doubtful with their words."""
    fates = [_fate_of_both(old, adopted, i) for i in range(len(flat))]
    for blank in re.finditer(r"\s+", flat):
        around = {fates[i][1] for i in (blank.start() - 1, blank.end()) if 0 <= i < len(flat)}
        if Certainty.UNDETERMINED in around:
            continue
        for i in range(*blank.span()):
            if fates[i][1] is Certainty.UNDETERMINED:
                fates[i] = KEPT
    return fates


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


def _order_of_marks(stretches: Sequence[Stretch]) -> str:
    """Which of two marks that touch stands first in the text."""
    marks = [s.mark for s in stretches]
    pairs = list(pairwise(marks))
    return order_of(
        pairs.count((Mark.DELETED, Mark.INSERTED)), pairs.count((Mark.INSERTED, Mark.DELETED))
    )


def _missing(texts: Sequence[str], name: str) -> Iterator[Notice]:
    for text in texts:
        if text.strip():
            message = f"the {name} says what the flat text does not: {_shown(text)}"
            yield Notice("not-in-flat", message)


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
