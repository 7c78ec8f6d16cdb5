"""Words that run into one another: which of the two is old, and how far it reaches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from resdiff.recovery.collation import Collation, Finding, Run
from resdiff.recovery.evidence.joins import fits
from resdiff.recovery.evidence.pairs import quote
from resdiff.recovery.evidence.shapes import Token, tokens
from resdiff.recovery.letters import kind
from resdiff.recovery.values import Certainty

_WORD = re.compile(r"[^\W\d_]+")
_ENDING = 3  # letters; a shorter unknown run at a word is an ending or a prefix, not a word
_HYPHENS = ("-", "\u2010", "\u2011")
_FEW = 6  # words; a longer stretch repeats words of its neighbourhood by chance
_REACH = 8  # tokens that a replaced stretch is searched in


def frequencies(collation: Collation) -> Mapping[str, int]:
    """How often each word stands in the known edition and in lines that are wholly the other's."""
    extra = [line for line in collation.lines if collation.is_extra(line)]
    texts = [collation.known_line(line) for line in collation.lines]
    texts += [collation.flat[line.start : line.stop] for line in extra]
    return Counter(w.casefold() for text in texts for w in _WORD.findall(text))


def glued(collation: Collation, run: Run, known: Mapping[str, int]) -> Finding | None:
    """Two words without a blank between them: the known one gave way, as far as the join asks."""
    flat, line = collation.flat, run.line
    before = flat[run.start - 1] if run.start > line.start else ""
    after = flat[run.stop] if run.stop < line.stop else ""
    if not any(c.isalnum() for c in flat[run.start : run.stop]):
        return None
    left_bad = not fits(before, flat[run.start], collation.language)
    right_bad = not fits(flat[run.stop - 1], after, collation.language)
    if left_bad == right_bad or _is_note_mark(flat[run.start : run.stop], before):
        return None
    if _is_fragment(collation, run, left_bad, known):
        return None
    span = _left_span(collation, run) if left_bad else _right_span(collation, run)
    if span is None:
        return None
    text = flat[run.start : run.stop]
    span = _without_doubling(collation, run, span)
    if left_bad:
        span = _with_echo(collation, run, span)
    old = flat[span[0] : span[1]]
    if not old.strip():
        return None
    return Finding(
        *span, Certainty.PROBABLE, f"{quote(old)} and {quote(text)} stand together without a blank"
    )


_REPEATED = 4  # words that both wordings may begin or end with


def _without_doubling(collation: Collation, run: Run, span: tuple[int, int]) -> tuple[int, int]:
    """The stretch with the words beside it that would stand twice in the other edition."""
    flat = collation.flat
    own = flat[run.start : run.stop].split()
    on_left = span[1] <= run.start
    rest = flat[collation.left(run) : span[0]] if on_left else flat[span[1] : collation.right(run)]
    words = list(re.finditer(r"\S+", rest))
    for count in range(min(_REPEATED, len(own) - 1, len(words)), 0, -1):
        near = words[-count:] if on_left else words[:count]
        same = own[:count] if on_left else own[-count:]
        if [w[0] for w in near] != same or not rest.strip():
            continue
        if on_left:
            return collation.left(run) + near[0].start(), span[1]
        return span[0], span[1] + near[-1].end()
    return span


_ROOT = 4  # letters that two forms of one word share at least


def _with_echo(collation: Collation, run: Run, span: tuple[int, int]) -> tuple[int, int]:
    """The stretch from where it says what the run says: "the period 2022-2025the period 2025-2028",
    "training courseseries of training courses".
    """
    own = collation.flat[run.start : run.stop].split()
    found = list(re.finditer(r"\S+", collation.flat[collation.left(run) : span[1]]))
    old = [word[0] for word in found]
    first = next((i for i, w in enumerate(found) if collation.left(run) + w.start() >= span[0]), 0)
    start = first
    for at in range(max(first - len(own), 0), first):
        if len(own) > 1 and old[at : at + 2] == own[:2] and len(old) - at <= len(own) + 1:
            start = at
    alike = old and own and old[-1].casefold()[:_ROOT] == own[-1].casefold()[:_ROOT]
    if alike and len(old[-1]) > _ROOT and first == len(old) - 1:
        back = 1
        while back < min(_REPEATED, first + 1, len(own)) and old[-1 - back] == own[-1 - back]:
            start = min(start, len(old) - 1 - back)
            back += 1
    return (collation.left(run) + found[start].start(), span[1]) if start < first else span


_NOTE = re.compile(r"\[(?:foot|end)noteRef:\d+\]\S{0,3}|\d{1,2}|\*{1,3}")


def _is_note_mark(text: str, before: str) -> bool:
    """Whether the run is a footnote's mark, which stands at its word without a blank."""
    return bool(_NOTE.fullmatch(text.strip())) and kind(before or " ") != "digit"


def _is_fragment(collation: Collation, run: Run, on_left: bool, known: Mapping[str, int]) -> bool:
    """Whether the run completes the word beside it instead of standing in its place."""
    flat = collation.flat
    inner = flat[run.start : run.stop]
    edge = flat[run.start - 1 : run.start + 1] if on_left else flat[run.stop - 1 : run.stop + 1]
    if any(kind(c) != "letter" for c in edge):
        return all(kind(c) == "digit" for c in edge) and len(inner) < 2
    pieces = _WORD.findall(inner)
    piece = pieces[0] if on_left else pieces[-1]
    low = run.start if on_left else run.stop
    start = low
    while start > run.line.start and kind(flat[start - 1]) == "letter":
        start -= 1
    stop = low
    while stop < run.line.stop and kind(flat[stop]) == "letter":
        stop += 1
    whole = flat[start:stop].casefold()
    if known.get(whole, 0):
        return True
    if known.get(piece.casefold(), 0) and len(piece) > 1:
        return False
    if on_left and piece[0].isupper() and not flat[run.start - 1].isupper():
        return False
    return len(piece) <= _ENDING


def _left_span(collation: Collation, run: Run) -> tuple[int, int] | None:
    start = collation.left(run)
    first = collation.flat[run.start]
    for token in _near(collation.flat[start : run.start], True):
        at = start + token.start
        before = collation.flat[at - 1] if at > run.line.start else ""
        if fits(before, first, collation.language) and token.kind != "blank":
            return at, run.start
    return None


def _right_span(collation: Collation, run: Run) -> tuple[int, int] | None:
    stop = collation.right(run)
    last = collation.flat[run.stop - 1]
    for token in _near(collation.flat[run.stop : stop], False):
        at = run.stop + token.stop
        after = collation.flat[at] if at < run.line.stop else ""
        if fits(last, after, collation.language) and token.kind != "blank":
            return run.stop, at
    return None


def _near(text: str, on_left: bool) -> list[Token]:
    """The tokens nearest to the run, nearest first; hyphenated words are one."""
    found: list[Token] = []
    for token in tokens(text):
        if found and found[-1].kind == "-" and token.kind in ("word", "place"):
            found[-1] = Token(found[-1].start, token.stop, "word")
        elif found and found[-1].kind == "word" and token.kind in _HYPHENS:
            found[-1] = Token(found[-1].start, token.stop, "-")
        else:
            found.append(token)
    return found[::-1][:_REACH] if on_left else found[:_REACH]


def reordered(collation: Collation, run: Run) -> Finding | None:
    """The same words in another order: the run says what stands right after it."""
    own = [w.casefold() for w in _WORD.findall(collation.flat[run.start : run.stop])]
    stop = collation.right(run)
    rest = collation.flat[run.stop : stop]
    words = list(_WORD.finditer(rest))
    count = 0
    while count < len(words) and words[count][0].casefold() in own:
        count += 1
    if count < 2 or words[0].start() > 0 or len(own) > _FEW:
        return None
    end = words[count - 1].end()
    if len(rest) > end and rest[end].isspace() and collation.flat[run.stop - 1].isspace():
        end += 1
    old = rest[:end]
    return Finding(
        run.stop,
        run.stop + end,
        Certainty.PROBABLE,
        f"{quote(collation.flat[run.start : run.stop])} says {quote(old)} in other words",
    )
