"""Without any edition: places where words run together, by what a resolution must look like.

Nothing found here is certain: a place is offered as probable where two things stand that only one
of can stand there, and the order of old and new is that of the editions in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from resdiff.language import LANGUAGES, pack, places
from resdiff.language.editions import full_year
from resdiff.model import Mark, Notice
from resdiff.recovery import sequences
from resdiff.recovery.conferences import OWN, meeting
from resdiff.recovery.desk import Desk
from resdiff.recovery.fates import KEPT, joined
from resdiff.recovery.inference import MOST, order_of
from resdiff.recovery.pairs import TERMINAL, quote, reads_as_call, spelt_alike
from resdiff.recovery.shapes import edition_spans, edition_years
from resdiff.recovery.sheet import Line
from resdiff.recovery.values import Recovery

_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+")


def recover_alone(flat: str, language: str) -> Recovery:
    """What can be said of a flat text with no edition known."""
    desk = Desk(flat, language)
    seen = _editions(desk)
    _heads(desk)
    _labels(desk)
    _tags(desk)
    if any(fate != KEPT for fate in desk.fates):  # else the text may simply be badly typed
        for rule in _FOLLOWING:
            rule(desk)
    _line_ends(desk)
    return Recovery(
        stretches=joined(flat, desk.fates),
        language=language,
        order=order_of(seen[True], seen[False]),
        notices=(
            Notice(
                "no-edition",
                "without the base edition only what runs together visibly is marked, and nothing"
                " of it is certain; name the base with --base",
            ),
        ),
    )


def _editions(desk: Desk) -> Counter[bool]:
    """Two editions in the place of one: the later is new."""
    seen: Counter[bool] = Counter()
    waiting: list[tuple[int, int, int]] = []
    for start, middle, stop in edition_spans(desk.flat):
        one, other = edition_years(desk.flat[start:middle]), edition_years(desk.flat[middle:stop])
        reason = f"{quote(desk.flat[start:middle])} and {quote(desk.flat[middle:stop])}"
        if one and other and one != other:
            seen[one < other] += 1
            desk.pair(start, middle, stop, one < other, f"{reason} stand in one place")
        else:
            waiting.append((start, middle, stop))
    desk.old_first = habit(seen)
    for start, middle, stop in waiting:
        near = _year_order(desk, stop)
        reason = f"{quote(desk.flat[start:middle])} and {quote(desk.flat[middle:stop])}"
        old_first = desk.old_first if near is None else near
        desk.pair(start, middle, stop, old_first, f"{reason} stand in one place")
    return seen


def habit(seen: Counter[bool]) -> bool | None:
    """Whether old words stand first in a text, None where that was not seen or is not constant."""
    for first in (True, False):
        if seen[first] and seen[first] >= MOST * seen.total():
            return first
    return None


def _year_order(desk: Desk, at: int) -> bool | None:
    """The order of the two years right after two places."""
    match = re.match(r"[,،，\s]{1,3}((?:19|20)\d\d)((?:19|20)\d\d)", desk.flat[at:])
    return None if match is None else match[1] < match[2]


def _heads(desk: Desk) -> None:
    """Finds which edition the text was and which it becomes."""
    for line in desk.lines[:60]:
        if all(desk.fates[i] == KEPT for i in range(line.start, line.stop)):
            continue
        desk.old = desk.old or meeting(desk.view(line, Mark.INSERTED), desk.language)
        desk.new = desk.new or meeting(desk.view(line, Mark.DELETED), desk.language)


def _labels(desk: Desk) -> None:
    """Labels of two editions: the sequences that both must have say which is whose."""
    for number in sequences.lists([desk.flat[x.start : x.stop] for x in desk.lines]):
        for choice in sequences.solved(number, desk.old_first is not False):
            line = desk.lines[choice.line]
            if choice.mark is not None:
                stop = desk.lines[choice.stop - 1].stop
                desk.whole(
                    line.start, stop, choice.mark, "the labels around it count only without it"
                )
            elif choice.cut:
                start, middle, stop = (line.start + at for at in choice.cut)
                reason = f"two labels in the place of one: {quote(desk.flat[start:stop])}"
                desk.pair(start, middle, stop, desk.old_first, reason)


_DOUBLED_END = re.compile(r"([,;.،؛，；。])([,;.،؛，；。])\s*$")


def _ends(desk: Desk) -> None:
    """Two signs at the end of an item: the list ended there before, or ends there now."""
    for number, line in enumerate(desk.lines):
        match = _DOUBLED_END.search(desk.flat[line.start : line.stop])
        if match is None or match[1] == match[2]:
            continue
        rest = list(_rest_of_list(desk, number))
        grown = _has_grown(desk, rest)
        old_first = desk.old_first
        if grown is not None:
            ends_old = match[1] in ",.،，。"  # the first sign ends a list
            old_first = ends_old if grown else not ends_old
        start = line.start + match.start()
        desk.pair(start, start + 1, start + 2, old_first, f"{quote(match[0])} ends it twice")
        if old_first is None:
            continue
        old, new = (match[1], match[2]) if old_first else (match[2], match[1])
        mark = _mark_of_rest(old, new)
        for item in rest if mark else ():
            if mark and all(self_ == KEPT for self_ in desk.fates[item.start : item.stop]):
                desk.mark(
                    item.start, item.stop, mark, f"the item before it ends in {quote(old + new)}"
                )


def _mark_of_rest(old: str, new: str) -> Mark | None:
    """What becomes of the items after one whose end changed."""
    closing = {",", ".", "،", "，", "。"}
    if old in closing and new not in closing:
        return Mark.INSERTED
    if new in closing and old not in closing:
        return Mark.DELETED
    return None


def _rest_of_list(desk: Desk, number: int) -> Iterator[Line]:
    """The items that follow one in its list."""
    texts = [desk.flat[x.start : x.stop] for x in desk.lines]
    for found in sequences.lists(texts):
        places = [item.line for item in found]
        if number in places:
            yield from (desk.lines[at] for at in places[places.index(number) + 1 :])


def _has_grown(desk: Desk, rest: list[Line]) -> bool | None:
    """Whether the items speak of what came after the old edition; None where nothing tells."""
    if desk.old is None:
        return None
    text = "\n".join(desk.flat[line.start : line.stop] for line in rest)
    own = "|".join(re.escape(words) for words in OWN)
    if re.search(rf"{desk.old.pattern()}[^()（）]*[)）]\s*(?:{own})", text, re.IGNORECASE):
        return False
    met = [int(y) for y in re.findall(r"[(（][^()（）]*?((?:19|20)\d\d)[^()（）]*[)）]", text)]
    return True if any(year > desk.old.year for year in met) else None


_LAST = re.compile(r"(?:\s*[–—-]\s*[(（][^()（）]*[)）]|[；;]\s*[^()（）；;]*)(?=\s*$|[)）]\s*$)")


def _history(desk: Desk) -> None:
    """The new edition at the end of the history."""
    if desk.new is None:
        return
    for line in desk.lines:
        text = desk.flat[line.start : line.stop]
        last = _LAST.search(text)
        if last and re.fullmatch(r".*" + desk.new.pattern() + r".*", last[0]) and _is_history(text):
            desk.mark(
                line.start + last.start(),
                line.start + last.end(),
                Mark.INSERTED,
                "the old edition cannot list the new one",
            )


def _is_history(text: str) -> bool:
    return len(re.findall(r"(?:19|20)\d\d", text)) > 1 and len(text) < 300


def _outdated(desk: Desk) -> None:
    """Words about "this conference" that names the old one."""
    if desk.old is None or desk.new is None:
        return
    own = "|".join(re.escape(words) for words in OWN)
    link = re.compile(r"[,،]\s*(?:and|et|y|e|и|و)\b", re.IGNORECASE)
    pattern = re.compile(rf"[(（][^()（）]*{desk.old.pattern()}[^()（）]*[)）]\s*(?:{own})", re.I)
    for line in desk.lines:
        text = desk.flat[line.start : line.stop]
        for match in pattern.finditer(text):
            links = list(link.finditer(text, 0, match.start()))
            if links and text[match.end() : match.end() + 1] in TERMINAL:
                desk.mark(
                    line.start + links[-1].start(),
                    line.start + match.end(),
                    Mark.DELETED,
                    f"“this conference” is no longer the one of {desk.old.place}",
                )


def _references(desk: Desk) -> None:
    """Two labels in a reference, the same two that stand in the place of a label."""
    pairs = set()
    for number in sequences.lists([desk.flat[x.start : x.stop] for x in desk.lines]):
        for choice in sequences.solved(number, desk.old_first is not False):
            if choice.cut:
                line = desk.lines[choice.line]
                a, b, c = (line.start + at for at in choice.cut)
                pairs.add((desk.flat[a:b], desk.flat[b:c]))
    for one, other in sorted(pairs):
        bound = r"(?<=[\s“\u3400-\u9fff])" + re.escape(one + other)
        tail = r"(?=[)）])" if not one.isdigit() else r"(?=[\s”\u3400-\u9fff])"
        for match in re.finditer(bound + tail, desk.flat):
            if one.isdigit() and not re.search(
                r"[\u3400-\u9fff“]|[^\W\d]\s$", desk.flat[max(0, match.start() - 2) : match.start()]
            ):
                continue
            middle = match.start() + len(one)
            reason = f"a reference with both labels: {quote(match[0])}"
            desk.pair(match.start(), middle, match.end(), desk.old_first, reason)


def _tags(desk: Desk) -> None:
    """Two conferences in the place of one: WTDC-0614."""
    tags = {event.tag for event in places.events()}
    for match in re.finditer(r"\b([A-Z]{2,5})-(\d\d)(\d\d)(?!\d)", desk.flat):
        one, other = (f"{match[1]}-{digits}" for digits in (match[2], match[3]))
        if one in tags and other in tags and one != other:
            old_first = full_year(match[2]) < full_year(match[3])
            reason = f"{one} and {other} stand in one place"
            desk.pair(match.start(2), match.start(3), match.end(), old_first, reason)


_LONGEST_CALL = 250  # characters
_WORDS = 4  # words of a call's verb


def _calls(desk: Desk) -> None:
    """A line that is a call without the words before a join, and without those behind it."""
    for line in desk.lines:
        text = desk.flat[line.start : line.stop]
        if not text.strip() or len(text) > _LONGEST_CALL or sequences.is_labelled(text):
            continue
        found = _call_split(text, desk.language)
        if found:
            start, middle, stop = (line.start + at for at in found)
            reason = f"the line is a call without {quote(desk.flat[start:middle])}, and without "
            reason += quote(desk.flat[middle:stop])
            desk.pair(start, middle, stop, desk.old_first, reason)


def _call_split(text: str, language: str) -> tuple[int, int, int] | None:
    head = re.match(r"\s*", text)
    start = head.end() if head else 0
    words = [m.end() for m in re.finditer(r"\S+", text)][: 2 * _WORDS]
    limit = words[-1] if words else 0
    best: tuple[float, int, int, int] | None = None
    for middle in range(start + _SHORTEST, limit - _SHORTEST):
        if not (text[middle - 1].isalpha() and text[middle].isalpha()):
            continue
        if not reads_as_call(text[middle:], language):
            continue
        for stop in [w for w in words if w > middle][:_WORDS]:
            sure = reads_as_call(text[start:middle] + text[stop:], language)
            if sure and (best is None or sure > best[0]):
                best = (sure, start, middle, stop)
    return best[1:] if best else None


_LONGEST_SPELLING = 40  # characters


def _spellings(desk: Desk) -> None:
    """The same words twice, otherwise written."""
    flat = desk.flat
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
                desk.pair(middle - size, middle, middle + size, desk.old_first, reason)


def _empty_notes(desk: Desk) -> None:
    """The mark of a footnote that has no words left."""
    for match in re.finditer(r"\[(?:foot|end)noteRef:(\d+)\]\d{0,3}", desk.flat):
        if re.search(rf"\[{match[1]}:\s*\]", desk.flat[match.end() :]):
            desk.mark(match.start(), match.end(), Mark.DELETED, "its footnote is empty")


_SHORTEST = 3  # letters of each half of a word that is taken for two
_FREQUENT = 3  # times that one of the halves stands elsewhere in the text


def _words(desk: Desk) -> None:
    """A word that stands nowhere else and is two that do: shown, but it may be one of its own."""
    known = Counter(_WORD.findall(desk.flat))
    function = frozenset(pack(desk.language).detection if desk.language in LANGUAGES else ())
    for match in _WORD.finditer(desk.flat):
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
            desk.doubt(match.start(), match.end(), reason)


_PAIR = re.compile(r"([\u3400-\u9fff]{2})(?:和|与|及其|及|或|、)([\u3400-\u9fff]{2})")


def _chinese(desk: Desk) -> None:
    """Two words that the text coordinates elsewhere, here without anything between them."""
    if desk.language != "zh":
        return
    pairs = {frozenset((m[1], m[2])) for m in _PAIR.finditer(desk.flat)}
    for pair in sorted(tuple(sorted(p)) for p in pairs if len(p) == 2):
        for one, other in (pair, pair[::-1]):
            found = [m.start() for m in re.finditer(one + other, desk.flat)]
            if len(found) < 2:
                continue
            for at in found:
                desk.pair(at, at + 2, at + 4, desk.old_first, f"“{one}” and “{other}” in one place")
            if desk.old_first is not None:
                _towards(desk, one if desk.old_first else other)


def _towards(desk: Desk, verb: str) -> None:
    """What frames a word that is struck out goes with it: 向 before 过渡."""
    for match in re.finditer(f"的{verb}", desk.flat):
        if desk.fates[match.start() + 1][0] is not Mark.DELETED:
            continue
        at = desk.flat.rfind("向", max(0, match.start() - 40), match.start())
        between = re.sub(r"（[^（）]*）", "", desk.flat[at : match.start()])
        if at < 0 or re.search(r"[，。；：！？（）\n]", between):
            continue
        name = re.search(r"[A-Za-z][A-Za-z0-9.-]*$", desk.flat[max(0, at - 20) : at])
        start = at - len(name[0]) if name else at
        desk.mark(start, at + 1, Mark.DELETED, f"“向” goes with “{verb}”, which is replaced")


_FOLLOWING = (
    _ends,
    _history,
    _outdated,
    _references,
    _calls,
    _spellings,
    _empty_notes,
    _words,
    _chinese,
)
"""What is looked for once it is clear that old and new stand together in a text."""


def _line_ends(desk: Desk) -> None:
    """A line that went or came whole takes its line end with it."""
    for line in desk.lines:
        own = {desk.fates[i] for i in range(line.start, line.stop) if not desk.flat[i].isspace()}
        if len(own) == 1 and KEPT not in own and line.stop < len(desk.flat):
            fate = own.pop()
            for i in range(line.start, line.stop + 1):
                desk.fates[i] = fate
