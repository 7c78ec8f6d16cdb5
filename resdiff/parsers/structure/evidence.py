"""Weighs whether a line is a call, and where inside a paragraph a call was swallowed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from resdiff.language import calls, labels
from resdiff.language.calls import CallMatch
from resdiff.language.labels import Label
from resdiff.parsers.structure.lines import Line, plain_commas
from resdiff.patterns import pattern
from resdiff.values import dataclass, replace

COMMAS = (",", "，", "،", "、")
FULL_STOPS = (".", "。", ";", "；", "؛", "!", "?")
THRESHOLD = 0.6
"""Least evidence for a call. Source: the seeds and the hand-checked instruments of Dubai 2018;
real calls reach 0.75 and more, paragraphs that begin like one stay below 0.5."""

LONGEST = 400
"""Longest call line in code points. Source: the longest call seen has 260 (Dubai 2018, Resolution
139)."""

TASK = 120
"""Longest task that all items of a call share, in code points: "to complete in time for the 2027
world radiocommunication conference" has 68."""

_STOP = pattern(r"[,;.:，；。：،؛]")
_FIRST = pattern(r"(?<=\s)(?:1|[aаi]\))(?=\s)")
_VARIED = ("_further", "_also", "_with_satisfaction", "_with_concern")
_COMMA = pattern(r",\s?(?=\w)")
_SPEAKS_TO_NOBODY = ("_to_approve", "_to_express")
_NAME_GOES_ON = pattern(r"(?: (?:and (?:their|its) )?[A-Z][\w’'-]*)+")
_ADVERB = pattern(r"\w+ly ")
_CITED = pattern(r"\s*(?:\d|thereof\b|above\b|below\b)")
_FIRST_LABEL = r"\(?(?:1|[ai] ?\)|[أا] ?\))[)\s]"
_MAY_RUN_IN = pattern(rf"\s{_FIRST_LABEL}")
_RUN_IN = pattern(rf"[ \t\u00a0]*{_FIRST_LABEL}")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a line.

    Shape:   `before` the text above ("" at the start); `opened` whether a call stands right
             above, with nothing below it yet; `label` and `following` the labels of this line and
             the next; `last` whether nothing but a call or the end of the text follows; `part` of
             the section so far.
    """

    before: str
    opened: bool
    label: Label | None
    following: Label | None
    last: bool
    part: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call found in a text. Shape: `start`, `stop` where it stands; the rest as in
    `CallMatch`."""

    start: int
    stop: int
    call_id: str
    part: str
    addressee: str
    certainty: float
    reason: str


def judge(line: Line, around: Around, language: str) -> Call | None:
    """The call that this unlabelled line is, or begins with; None when the evidence does not
    suffice."""
    text = line.text
    styled = line.style.startswith("call")
    lead = len(text) - len(text.lstrip())
    match = _read(text[lead:], language) if len(text) < 4 * LONGEST else None
    formal = _looks_like_one(line, around, language)
    if match is None and not styled and not formal:
        return None
    whole = styled or formal or match is None or match.whole_line
    if match is not None and not text[lead + match.stop :].strip():
        whole = True
    if not whole and not _begins_section(around):
        return None
    score, reasons = _weigh(line, match, whole, formal, around)
    if score < THRESHOLD:
        return None
    if match is not None and not whole:
        match = _with_task(text[lead:], _whole_name(text[lead:], match), around)
    stop = len(text) if whole or match is None else lead + match.stop
    return _call(match, 0, stop, score, ", ".join(reasons), around)


@lru_cache(maxsize=256)
def _read(text: str, language: str) -> CallMatch | None:
    """`calls.read`, remembered: each line is asked about as the next one, then as itself."""
    return calls.read(text, language)


def swallowed(text: str, around: Around, language: str) -> Iterator[Call]:
    """The calls inside a paragraph, each with the evidence that it is none of the paragraph's own
    words."""
    listed = around.following is not None and not _ends_section(around)
    if listed and not _MAY_RUN_IN.search(text):
        return  # the evidence cannot suffice: see `_weigh_inside`
    at = 0
    found = (*calls.find_inside(text, language), *_varied(text, around, language))
    for match in sorted(found, key=lambda m: m.start):
        if match.start < at:
            continue
        score, reason = _weigh_inside(text, match, around)
        if score >= THRESHOLD:
            start = _verb_start(text, match)
            match = _with_task(text, _whole_name(text, _first_verb(text, match)), around)
            yield _call(match, start, match.stop, score, reason, around)
            at = match.stop
    last = _unknown_verb(text, around)
    if last >= at and last:
        yield Call(last, len(text), "", around.part, "", 0.6, "open-ended before a list's start")


def _first_verb(text: str, match: CallMatch) -> CallMatch:
    """The match, "resolves to adopt the plan" read as resolves and its only item: adopting speaks
    to nobody, so nothing but a line's end could part the two."""
    if match.whole_line or not match.call_id.endswith(_SPEAKS_TO_NOBODY):
        return match
    blank = text.find(" ", match.start, match.verb_stop)
    if blank < 0:
        return match
    call_id = match.call_id.rpartition("_to_")[0]
    return replace(match, call_id=call_id, verb_stop=blank, stop=blank, addressee="")


def _whole_name(text: str, match: CallMatch) -> CallMatch:
    """The match, its addressee's name taken to its end: "the Member States Advisory Group"."""
    if not match.addressee or match.whole_line:
        return match
    found = _NAME_GOES_ON.match(text, match.stop)
    if found is None:
        return match
    name = match.addressee + text[match.stop : found.end()]
    return replace(match, stop=found.end(), addressee=name)


def _with_task(text: str, match: CallMatch, around: Around) -> CallMatch:
    """The match with the task all its items share, where a list and no stop follows: "invites ITU-R
    to complete in time for WRC-27", then "1 studies"."""
    following = around.following
    if match.whole_line or following is None:
        return match
    stop = _STOP.search(text, match.stop)
    if stop is None and labels.begins(following) and len(text) - match.stop < TASK:
        return replace(match, stop=len(text.rstrip()), whole_line=True)
    reach = min(stop.start() if stop is not None else len(text), match.stop + TASK)
    for found in _FIRST.finditer(text, match.stop, reach):
        label = labels.read(text[found.start() :])
        if label is not None and labels.follows(label, following):
            return replace(match, stop=len(text[: found.start()].rstrip()))
    return match


def _unknown_verb(text: str, around: Around) -> int:
    """Where a call of an unknown verb begins that the paragraph swallowed: short, open-ended, after
    a comma, and the paragraph's own list begins anew behind it; 0 where none is."""
    own, following = around.label, around.following
    if own is None or following is None or own.scheme is not following.scheme:
        return 0
    if own.number == following.number or not _ends_section(around):
        return 0
    bare = text.rstrip()
    commas = list(_COMMA.finditer(plain_commas(bare), max(len(bare) - 80, 0)))
    if not commas or bare.endswith((*COMMAS, *FULL_STOPS, ":", "：")):
        return 0
    return commas[-1].end() if bare[commas[-1].end()].islower() else 0


def _varied(text: str, around: Around, language: str) -> Iterator[CallMatch]:
    """The calls of the preamble that vary one before them ("noting with concern the …"), where the
    section ends: such a verb alone would be too common in sentences to look for it everywhere."""
    if around.part == "operative" or not _ends_section(around):
        return
    for found in _COMMA.finditer(plain_commas(text)):
        match = calls.read(text[found.end() : found.end() + LONGEST], language)
        shift = found.end()
        varied = match is not None and (
            match.call_id.endswith(_VARIED) or _ADVERB.match(text, shift) is not None
        )
        if match is not None and varied and match.part == "preamble":
            stop = match.verb_stop + shift
            stop += text[stop : stop + 1] in COMMAS
            if calls.states_several(text[stop : stop + LONGEST], language):
                continue  # "noting also that …, that … and that …": a section would letter these
            yield replace(
                match,
                start=match.start + shift,
                verb_stop=match.verb_stop + shift,
                stop=stop,
                whole_line=False,
                certainty=max(match.certainty, 0.3),
            )


def _ends_section(around: Around) -> bool:
    """Whether a call, the end or a list of its own follows: whether this is a section's last
    line."""
    return around.last or (
        around.following is not None
        and labels.begins(around.following)
        and not (around.label is not None and labels.follows(around.label, around.following))
    )


def _verb_start(text: str, match: CallMatch) -> int:
    """Where the verb begins: what a comma parts from it ("as appropriate, invites") closes the
    clause before."""
    comma = text.rfind(",", match.start, match.verb_stop)
    if comma < 0:
        return match.start
    start = comma + 1
    while text[start].isspace():
        start += 1
    return start


def _call(
    match: CallMatch | None, start: int, stop: int, score: float, reason: str, around: Around
) -> Call:
    certainty = min(score, 1.0)
    if match is None:
        numbered = around.following is not None and around.following.number == "1"
        part = "operative" if numbered else around.part or "preamble"
        return Call(start, stop, "", part, "", certainty, reason)
    return Call(start, stop, match.call_id, match.part, match.addressee, certainty, reason)


def _weigh(
    line: Line, match: CallMatch | None, whole: bool, formal: bool, around: Around
) -> tuple[float, list[str]]:
    evidence: list[tuple[float, str]] = []
    text = line.text.strip()
    if line.style.startswith("call"):
        evidence.append((0.9, "style Call"))
    if match is not None:
        weight = 0.6 * match.certainty if whole else 0.3 + 0.2 * match.certainty
        evidence.append((weight, "verb of a call"))
    if formal and (match is None or match.certainty < 0.5):
        listed = around.following is not None
        evidence.append((0.2 if listed else 0.45, "stands like a call"))
    if line.block.italic > 0.9:
        evidence.append((0.2, "italic"))
    if around.following is not None and labels.begins(around.following) and whole:
        evidence.append((0.25, "a list begins after it"))
    elif whole and not around.last:
        evidence.append((0.05, "text follows"))
    if ends_open(around.before):
        evidence.append((0.2, "what precedes ends in a comma"))
    elif not around.before.endswith((":", "：")) and around.before.endswith(FULL_STOPS):
        evidence.append((0.05, "what precedes is complete"))
    if match is not None and not whole and _is_whole_section(text, around):
        evidence.append((0.15, "a paragraph of its own"))
    if whole and text.endswith(FULL_STOPS):
        evidence.append((-0.35, "ends like a clause"))
    if len(text) > LONGEST and whole:
        evidence.append((-0.5, "too long"))
    return sum(w for w, _ in evidence), [reason for w, reason in evidence if w > 0]


def _is_whole_section(text: str, around: Around) -> bool:
    """Whether a paragraph begins and ends as a section of one item does: "having examined the
    report," after a comma."""
    ended = text.endswith(COMMAS) or (text.endswith(FULL_STOPS[:2]) and around.last)
    return ended and ends_open(around.before)


def _begins_section(around: Around) -> bool:
    """Whether a call with its item on the same line may stand here: the section before is not
    empty, and complete."""
    return not around.opened and (
        ends_open(around.before) or around.before.endswith((".", "。")) or not around.before
    )


def _looks_like_one(line: Line, around: Around, language: str) -> bool:
    """Whether form alone makes a call: short, open-ended, after a comma, and a list begins after
    it; in a language that no pack knows, some text."""
    text = line.text.strip()
    stops = (*FULL_STOPS, ":", "：", *(COMMAS if language else ()))  # German parts calls by commas
    return (
        len(text) < 120
        and not around.opened
        and ends_open(around.before)
        and not text.endswith(stops)
        and any(c.isalpha() for c in text)
        and (labels.begins(around.following) if around.following is not None else not language)
    )


def ends_open(text: str) -> bool:
    """Whether a text ends in a comma, as the last clause of a section does; also in one that an
    edition run into it made a semicolon."""
    return text.endswith(COMMAS) or (text[-2:-1] in COMMAS and text.endswith(FULL_STOPS))


def _weigh_inside(text: str, match: CallMatch, around: Around) -> tuple[float, str]:
    before = text[max(match.start - LONGEST, 0) : match.start].rstrip()
    after = text[match.stop : match.stop + LONGEST]
    score, reasons = 0.7 * match.certainty, ["verb of a call inside a paragraph"]
    if text[match.start : match.stop].rstrip().endswith((":", "：")):
        return 0.0, ""  # it opens a list of the sentence's own
    if _CITED.match(after) and not _RUN_IN.match(after):
        return 0.0, ""
    if match.part == "preamble" and around.part == "operative":
        score -= 0.5
    if match.part == "operative" and around.part == "operative" and not match.addressee:
        score += 0.08
    if before.endswith(COMMAS):
        score += 0.15
        reasons.append("after a comma")
    varied = match.call_id.endswith(_VARIED) or _ADVERB.match(text, match.start)
    if match.part == "preamble" and varied:
        score += 0.15
        reasons.append("a call of the preamble, varied")
    ends = _ends_section(around)
    if not after.strip():
        fits = not around.last and ends
        text_follows = not around.last and around.following is None
        score += 0.3 if fits else 0.0 if text_follows else -0.3
        reasons.append("a list begins after it" if fits else "")
    elif _RUN_IN.match(after):
        score += 0.3
        reasons.append("a list begins behind it")
    elif ends:
        score += 0.2
        reasons.append("the section ends here")
    else:
        score -= 0.5
    return score, ", ".join(r for r in reasons if r)
