"""Replacement pairs: a new thing beside an old thing of the same kind.

Each rule looks at one run of characters that the known edition does not have and says which known
characters beside it the run replaces.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from resdiff.language import calls
from resdiff.recovery.collation import Collation, Finding, Run
from resdiff.recovery.evidence.shapes import edition_shape, tokens
from resdiff.recovery.letters import kind
from resdiff.recovery.values import Certainty

_CERTAIN, _PROBABLE = Certainty.CERTAIN, Certainty.PROBABLE
TERMINAL = frozenset(",;.:،؛，；。：、")
SURE = 0.5
"""The certainty from which what `calls` and `labels` read counts; see there."""
LONGEST_CALL = 250
"""Characters; the longest call line read so far has 180."""
_EDITION = 14  # tokens of the longest edition: mark of revision, place of three words, signs, year
_STRANGE = 3  # characters beside a run that may be no edition, before it is clear that none stands
_UNLIKE = 2  # letters by which two spellings of one thing differ in length
_VERB = 8  # tokens of a call that gave way to others
_QUOTED = 40  # characters of a stretch that a reason repeats


def quote(text: str) -> str:
    """The stretch as a reason repeats it."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= _QUOTED else text[: _QUOTED - 1] + '…'}”"


def touches(collation: Collation, at: int) -> bool:
    """Whether two words meet there without anything between them."""
    if not 0 < at < len(collation.flat):
        return False
    return all(kind(c) in ("letter", "digit", "han") for c in collation.flat[at - 1 : at + 1])


def beside(collation: Collation, run: Run) -> Iterator[tuple[int, int, bool]]:
    """The known stretches that touch the run: start, stop, whether it stands to the left."""
    left, right = collation.left(run), collation.right(run)
    if left < run.start:
        yield left, run.start, True
    if right > run.stop:
        yield run.stop, right, False


def edition(collation: Collation, run: Run) -> Finding | None:
    """A place for a place, a year for a year, an edition for an edition."""
    text = collation.flat[run.start : run.stop]
    shape = edition_shape(text)
    if shape is None:
        return None
    found = []
    for start, stop, on_left in beside(collation, run):
        if not touches(collation, run.start if on_left else run.stop):
            continue
        span = _same_shape(collation.flat[start:stop], shape, on_left)
        if span:
            found.append((start + span[0], start + span[1]))
    if len(found) != 1:
        return None
    start, stop = found[0]
    start, stop = _with_revision(collation, run, start, stop, text)
    old = collation.flat[start:stop]
    return Finding(start, stop, _CERTAIN, f"{quote(text)} stands in the place of {quote(old)}")


def _same_shape(text: str, shape: object, on_left: bool) -> tuple[int, int] | None:
    """The smallest stretch at the near end of `text` with as many years and places."""
    found = tokens(text)
    ends = [t.start for t in reversed(found)] if on_left else [t.stop for t in found]
    for end in ends[:_EDITION]:
        part = text[end:] if on_left else text[:end]
        candidate = edition_shape(part)
        if candidate is None:
            if len(part) > _STRANGE:
                return None
            continue
        if candidate == shape:
            return (end, len(text)) if on_left else (0, end)
    return None


def _with_revision(
    collation: Collation, run: Run, start: int, stop: int, text: str
) -> tuple[int, int]:
    """The stretch with its mark of revision, where the run carries one of its own."""
    if not any(t.kind == "revised" for t in tokens(text)):
        return start, stop
    before = [t for t in tokens(collation.flat[run.line.start : start]) if t.kind != "blank"]
    if stop <= run.start and before and before[-1].kind == "revised":
        start = run.line.start + before[-1].start
    after = [
        t for t in tokens(collation.flat[stop : run.line.stop]) if t.kind not in ("blank", "，")
    ]
    if start >= run.stop and after and after[0].kind == "revised":
        stop += after[0].stop
    return start, stop


def spelling(collation: Collation, run: Run) -> Finding | None:
    """The same letters, otherwise written: capitals, accents, hyphens."""
    text = collation.flat[run.start : run.stop]
    bare = text.strip()
    folded = spelt_alike(bare)
    if not any(c.isalnum() for c in folded):
        return None
    for start, stop, on_left in beside(collation, run):
        for length in range(max(1, len(bare) - _UNLIKE), len(bare) + _UNLIKE + 1):
            if length > stop - start:
                break
            a, b = (stop - length, stop) if on_left else (start, start + length)
            old = collation.flat[a:b]
            twin = old.strip() != bare and old == old.strip() and spelt_alike(old) == folded
            if twin and _whole(collation, run, a, b):
                return Finding(a, b, _CERTAIN, f"{quote(bare)} writes {quote(old)} otherwise")
    return None


def _whole(collation: Collation, run: Run, start: int, stop: int) -> bool:
    """Whether what is left of both is whole words, or the two are of one letter that begins one."""
    low, high = min(run.start, start), max(run.stop, stop)
    before = collation.flat[low - 1 : low] if low > run.line.start else ""
    after = collation.flat[high : high + 1] if high < run.line.stop else ""
    opens = not before or kind(before) not in ("letter", "digit")
    closes = not after or kind(after) not in ("letter", "digit")
    return opens and (closes or stop - start == 1)


_LOOSE = frozenset(" \u00a0-\u2010\u2011'’\u0640")  # what spellings of one word differ in


def spelt_alike(text: str) -> str:
    """What two spellings of one thing have in common: letters, without case and accents."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in letters if not unicodedata.combining(c) and c not in _LOOSE)


def punctuation(collation: Collation, run: Run) -> Finding | None:
    """A sign beside a sign: one of them stands in the place of the other."""
    text = collation.flat[run.start : run.stop].strip()
    if not text or any(c not in TERMINAL for c in text):
        return None
    for start, stop, on_left in beside(collation, run):
        near = collation.flat[start:stop]
        sign = near.rstrip()[-1:] if on_left else near.lstrip()[:1]
        gap = len(near) - len(near.rstrip() if on_left else near.lstrip())
        if sign not in TERMINAL or not sign or gap > 1 or sign == text:
            continue
        at = stop - gap - 1 if on_left else start + gap
        tail = collation.flat[max(run.stop, at + 1) : run.line.stop].strip()
        if tail and "." in (sign, text):
            continue  # an abbreviation's point stands beside other signs
        certainty = _PROBABLE if tail else _CERTAIN
        return Finding(at, at + 1, certainty, f"{quote(text)} stands in the place of {quote(sign)}")
    return None


def call(collation: Collation, run: Run) -> Finding | None:
    """A verb line that is a call only without some of the words beside the run."""
    known = collation.known_line(run.line)
    here = calls.read(known, collation.language or None)
    if here is None or not here.whole_line or len(known) > LONGEST_CALL:
        return None
    head, tail = (
        collation.flat[run.line.start : run.start],
        collation.flat[run.stop : run.line.stop],
    )
    text = collation.flat[run.start : run.stop]
    if not all(collation.held[i] for i in range(run.line.start, run.start)):
        return None
    if not all(collation.held[i] for i in range(run.stop, run.line.stop)):
        return None
    loose = not touches(collation, run.start) and not touches(collation, run.stop)
    if loose and reads_as_call(head + text + tail, collation.language):
        return None
    found: list[tuple[float, int, int, int]] = []
    for size in range(1, _VERB + 1):
        for on_left, words in ((True, tokens(head)), (False, tokens(tail))):
            if len(words) < size:
                continue
            cut = words[-size].start if on_left else words[size - 1].stop
            line = head[:cut] + text + tail if on_left else head + text + tail[cut:]
            start, stop = (
                (run.line.start + cut, run.start) if on_left else (run.stop, run.stop + cut)
            )
            sure = reads_as_call(line, collation.language)
            if sure and collation.flat[start:stop].strip():
                found.append((-sure, size, start, stop))
    if not found:
        return None
    _, _, start, stop = min(found)
    old = collation.flat[start:stop]
    return Finding(start, stop, _PROBABLE, f"without {quote(old)} the line reads as a call")


_TWICE = 0.2  # how much less sure a call of two verbs is, where the first is not "resolves"


def reads_as_call(line: str, language: str) -> float:
    """How sure it is that the whole line is a call; 0 where it is none."""
    found = calls.read(line, language or None)
    if found is None or not found.whole_line or found.certainty < SURE:
        return 0.0
    twice = "_to_" in found.call_id and not found.call_id.startswith(("resolves", "decides"))
    return found.certainty - _TWICE * twice
