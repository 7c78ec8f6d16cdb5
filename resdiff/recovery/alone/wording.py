"""Words in a flat text that run into one another, without an edition that has either."""

from __future__ import annotations

import re
from collections import Counter

from resdiff.language import LANGUAGES, pack
from resdiff.model import Mark
from resdiff.recovery.alone import sequences
from resdiff.recovery.alone.conjecture import Conjecture
from resdiff.recovery.evidence.chinese import towards_sign, with_name
from resdiff.recovery.evidence.notes import marks_without_words
from resdiff.recovery.evidence.pairs import LONGEST_CALL, quote, reads_as_call, spelt_alike
from resdiff.recovery.vocabulary import conjunction

_WORDS = 4  # words of a call's verb
_LONGEST_SPELLING = 40  # characters
_SHORTEST = 3  # letters of each half of a word that is taken for two
_FREQUENT = 3  # times that one of the halves stands elsewhere in the text
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+")


def calls(conjecture: Conjecture) -> None:
    """A line that is a call without the words before a join, and without those behind it."""
    for line in conjecture.lines:
        text = conjecture.flat[line.start : line.stop]
        if not text.strip() or len(text) > LONGEST_CALL or sequences.is_labelled(text):
            continue
        found = _call_split(text, conjecture.language)
        if found:
            start, middle, stop = (line.start + at for at in found)
            reason = (
                f"the line is a call without {quote(conjecture.flat[start:middle])}, and without "
            )
            reason += quote(conjecture.flat[middle:stop])
            conjecture.pair(start, middle, stop, conjecture.old_first, reason)


def _call_split(text: str, language: str) -> tuple[int, int, int] | None:
    head = re.match(r"\s*", text)
    start = head.end() if head else 0
    ends = [m.end() for m in re.finditer(r"\S+", text)][: 2 * _WORDS]
    limit = ends[-1] if ends else 0
    best: tuple[float, int, int, int] | None = None
    for middle in range(start + _SHORTEST, limit - _SHORTEST):
        if not (text[middle - 1].isalpha() and text[middle].isalpha()):
            continue
        if not reads_as_call(text[middle:], language):
            continue
        for stop in [at for at in ends if at > middle][:_WORDS]:
            sure = reads_as_call(text[start:middle] + text[stop:], language)
            if sure and (best is None or sure > best[0]):
                best = (sure, start, middle, stop)
    return best[1:] if best else None


def spellings(conjecture: Conjecture) -> None:
    """The same words twice, otherwise written."""
    flat = conjecture.flat
    first = [spelt_alike(c) for c in flat]
    for middle in range(_SHORTEST, len(flat) - _SHORTEST):
        if not (flat[middle - 1].isalpha() and flat[middle].isalpha()):
            continue
        for size in range(_SHORTEST, _LONGEST_SPELLING):
            if middle < size or first[middle - size] != first[middle]:
                continue
            one, other = flat[middle - size : middle], flat[middle : middle + size]
            if "\n" in one or len(one) < size:
                break
            if one == other or spelt_alike(one) != spelt_alike(other):
                continue
            before, after = flat[middle - size - 1 : middle - size], flat[middle + size :][:1]
            if not before.isalpha() and not after.isalpha() and one[0] != " ":
                reason = f"{quote(one)} and {quote(other)} are one thing written twice"
                conjecture.pair(middle - size, middle, middle + size, conjecture.old_first, reason)


def empty_notes(conjecture: Conjecture) -> None:
    """The mark of a footnote that has no words left."""
    for mark in marks_without_words(conjecture.flat):
        conjecture.mark(mark.start(), mark.end(), Mark.DELETED, "its footnote is empty")


def words(conjecture: Conjecture) -> None:
    """A word that stands nowhere else and is two that do: shown, but it may be one of its own."""
    known = Counter(_WORD.findall(conjecture.flat))
    function = frozenset(
        pack(conjecture.language).detection if conjecture.language in LANGUAGES else ()
    )
    for match in _WORD.finditer(conjecture.flat):
        word = match[0]
        if known[word] > 1 or not word.islower():
            continue
        cuts = range(_SHORTEST, len(word) - _SHORTEST + 1)
        halves = [(known[word[:cut]], known[word[cut:]]) for cut in cuts]
        common = [(word[:cut] in function) + (word[cut:] in function) for cut in cuts]
        if any(
            min(pair) and max(pair) >= _FREQUENT and count == 1
            for pair, count in zip(halves, common, strict=True)
        ):
            reason = f"{quote(word)} may be two words run together"
            conjecture.doubt(match.start(), match.end(), reason)


def chinese(conjecture: Conjecture) -> None:
    """Two words that the text coordinates elsewhere, here without anything between them."""
    if conjecture.language != "zh":
        return
    coordinated = re.compile(rf"([\u3400-\u9fff]{{2}})(?:{conjunction()}|、)([\u3400-\u9fff]{{2}})")
    pairs = {frozenset((m[1], m[2])) for m in coordinated.finditer(conjecture.flat)}
    for pair in sorted(tuple(sorted(p)) for p in pairs if len(p) == 2):
        for one, other in (pair, pair[::-1]):
            found = [m.start() for m in re.finditer(one + other, conjecture.flat)]
            if len(found) < 2:
                continue
            for at in found:
                conjecture.pair(
                    at, at + 2, at + 4, conjecture.old_first, f"“{one}” and “{other}” in one place"
                )
            if conjecture.old_first is not None:
                _towards(conjecture, one if conjecture.old_first else other)


def _towards(conjecture: Conjecture, verb: str) -> None:
    """What frames a word that is struck out goes with it: 向 before 过渡."""
    for match in re.finditer(f"的{verb}", conjecture.flat):
        if conjecture.fates[match.start() + 1][0] is not Mark.DELETED:
            continue
        at = towards_sign(conjecture.flat, match.start())
        if at >= 0:
            start, reason = with_name(conjecture.flat, at), f"“向” goes with “{verb}”"
            conjecture.mark(start, at + 1, Mark.DELETED, f"{reason}, which is replaced")
