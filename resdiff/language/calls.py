"""Reads calls: the verb lines (considering, resolves, instructs the Secretary-General) that open a
section.

A call is read as a small grammar, verb + adverbs + second verb + addressees + linkers, from the
words in the packs, so that combinations nobody listed are read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.language.addressees import Addressed, addressees
from resdiff.language.folding import Folded, fold_with_origins
from resdiff.language.grammar import Grammar, grammar
from resdiff.language.packs import languages
from resdiff.language.verbs import Verb, verbs
from resdiff.patterns import pattern
from resdiff.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class CallMatch:
    """The beginning of a line, read as a call.

    Shape:   `call_id` is language-neutral ("considering", "considering_further", "instructs",
             "resolves_to_instruct", …); `part` "preamble" or "operative"; `addressee` its text as
             printed ("the Secretary-General"), "" where none; `known` whether those addressed (if
             any) stand in the pack; `whole_line` whether verb, addressee and linkers explain the
             entire line; where they do not, what stands behind `stop` is the first item's text.
    Units:   `start`, `verb_stop`, `stop` code points: the verb with its adverbs is
             text[start:verb_stop]; the call ends at `stop` (a final comma or colon included).
             `certainty` 0 to 1 that a call stands here: from 0.5 up it is more likely one than not.
    """

    call_id: str
    language: str
    part: str
    start: int
    verb_stop: int
    stop: int
    addressee: str
    whole_line: bool
    known: bool
    certainty: float


_LONGEST_LINE = 700  # the longest call line read so far has 180 characters
_LONGEST_CHINESE_NAME = 16  # characters behind a known addressee that may still name somebody
_LONGEST_ADDRESSEE_WORDS = 45  # the longest addressee read so far has 27 words, linkers included


def read(text: str, language: str | None = None) -> CallMatch | None:
    """The call that `text` begins with, in one language or in whichever fits best; None when no
    call verb begins it.

    Read the certainty: "invites Member States to submit" on a line of its own is a call that runs
    on into its only item (`whole_line` False, about 0.6); "considering the results of the study" is
    prose (below 0.5).
    """
    if not text.strip():
        return None
    folded = fold_with_origins(text[:_LONGEST_LINE])
    tried = languages(language, folded.text)
    found = [_at(grammar(one), folded, text, 0) for one in tried]
    return max((match for match in found if match), key=lambda m: m.certainty, default=None)


def find_inside(text: str, language: str) -> tuple[CallMatch, ...]:
    """The places inside a paragraph where a call may begin, after "," ";" ":" or "." : a call
    swallowed by what precedes.

    Shape:   positions refer to `text`; `start` is where the call begins; in order; `whole_line`
             when the call reaches the end of the paragraph. Only those of certainty 0.3 and more;
             0.5 and more are more likely calls than not.
    """
    folded = fold_with_origins(text)
    found = []
    for one in languages(language, folded.text):
        words = grammar(one)
        for position in _candidates(folded.text):
            match = _at(words, folded, text, position)
            if match and (inside := _inside(match, text)):
                found.append(inside)
    return tuple(found)


_BREAK = re.compile(r"[,;.:](?: ?\d{1,2})? |[,;]|[，：；]|。|\n")


def _candidates(folded: str) -> Iterator[int]:
    for match in _BREAK.finditer(folded):
        if match.end() < len(folded):
            yield match.end()


def _inside(match: CallMatch, text: str) -> CallMatch | None:
    """`match` with the certainty that it has inside a paragraph, where verbs also stand in ordinary
    sentences.

    Source:  the seven hand-checked texts of the Final Acts of 2018: 28 calls swallowed, all but one
             verb phrases that end the paragraph or speak to somebody; participles with an object
             were prose in 96 of 97 places.
    """
    printed = text[match.start : match.verb_stop]
    if (not text[match.start].islower() and text[match.start].isupper()) or "," in printed:
        return None
    certainty = match.certainty
    if match.part == "preamble":
        certainty = 0.85 if match.whole_line else 0.55 if certainty >= 0.7 else 0.0
    elif not match.addressee:
        certainty = min(certainty, 0.9)
    if certainty < 0.3:
        return None
    return replace(match, certainty=round(certainty, 2))


def _at(words: Grammar, folded: Folded, text: str, position: int) -> CallMatch | None:
    """The call at `position` of the folded text."""
    verb = verbs(words.language).read(folded.text, position)
    if verb is None:
        return None
    rest = _Rest.read(words, folded.text, verb)
    start = folded.origins[position]
    verb_stop = len(text[: folded.origins[verb.stop]].rstrip())
    certainty = rest.certainty
    if text[start].isupper() and not text[start : start + 3].isupper():
        # Calls are printed in small letters; a sentence begins with a capital.
        certainty -= 0.05 if rest.whole else 0.35
    stop = folded.origins[rest.stop] if rest.stop < len(folded.text) else _end(text, folded)
    stop = max(stop, verb_stop)
    if not rest.whole and rest.begin == rest.end and text[stop : stop + 1] in _COMMAS:
        stop += 1  # "учитывая, a) что": the comma is the call's, as on a line of its own
    addressee = text[folded.origins[rest.begin] : folded.origins[rest.end]]
    return CallMatch(
        call_id="_".join([verb.call.id, *verb.adverbs, *_to(verb.second)]),
        language=words.language,
        part="operative" if verb.second else verb.call.part,
        start=start,
        verb_stop=verb_stop,
        stop=stop,
        addressee=addressee.strip(),
        whole_line=rest.whole and folded.origins[-1] == len(text),
        known=rest.known,
        certainty=round(min(max(certainty, 0.0), 1.0), 2),
    )


def _to(second: str) -> tuple[str, ...]:
    return ("to", second) if second else ()


def _end(text: str, folded: Folded) -> int:
    return len(text.rstrip()) if folded.origins[-1] == len(text) else folded.origins[-1]


@dataclass(frozen=True, slots=True)
class _Rest:
    """What stands behind a verb, judged: those addressed at `begin` to `end`, the call's end, how
    sure it is one.
    """

    begin: int
    end: int
    stop: int
    whole: bool
    known: bool
    certainty: float

    @classmethod
    def read(cls, words: Grammar, text: str, verb: Verb) -> _Rest:
        """What stands behind a verb."""
        position, addressed = verb.stop, verb.call.addressed or bool(verb.second)
        if words.tail.match(text, position):
            return cls(position, position, len(text), True, True, 0.8 if addressed else 0.97)
        if words.cites(text, position):
            return cls(position, position, position, False, False, 0.05)
        if addressed:
            return _addressed(words, text, position)
        return _unaddressed(words, text, position, verb.call.object)


def _unaddressed(words: Grammar, text: str, position: int, takes_object: bool) -> _Rest:
    """A verb that speaks to nobody and does not end its line: "resolves that …", "considering a)
    that …", prose.
    """
    ahead = text[position : position + 2]
    begin = position + len(ahead) - len(ahead.lstrip(" ,"))
    opener = words.opener.match(text, begin)
    if opener and words.tail.match(text, opener.end()):  # "considering that"
        return _Rest(position, position, len(text), True, True, 0.85)
    if text[position] == "," and text[-1] in ",:" and not opener and len(text) < 160:
        # "resolves, pursuant to No. 47 of the Convention,": a line of its own, with a condition
        return _Rest(position, position, len(text), True, True, 0.6)
    if words.label.match(text, position):
        certainty = 0.75
    elif words.language == "zh":
        certainty = 0.1  # verb and object look alike in a call and in a sentence
    elif opener:
        certainty = 0.5
    else:
        stated = words.note_objects.stands_at(text, position + 1, words.spaced)
        certainty = 0.2 if not takes_object else 0.5 if stated else 0.3
    return _Rest(position, position, position, False, True, certainty)


def _addressed(words: Grammar, text: str, position: int) -> _Rest:
    """Those a verb speaks to: known ones first, else whatever reaches to the line's end or to where
    an item opens.
    """
    begin = position + (position < len(text) and text[position] == " ")
    known = addressees(words.language).read(text, begin)
    if words.stoppers.stands_at(text, begin, words.spaced):
        return _Rest(begin, begin, begin, False, False, 0.1)
    if known:
        for end in (known.qualified, known.stop):
            if tail := words.tail.match(text, end):
                return _Rest(begin, end, tail.end(), True, True, 0.97)
        if words.cites(text, known.stop):
            return _Rest(begin, known.stop, known.stop, False, True, 0.05)
    return _unknown(words, text, begin, known)


def _unknown(words: Grammar, text: str, begin: int, known: Addressed | None) -> _Rest:
    after = known.stop if known else begin
    boundary = _boundary(words, text, after)
    if boundary < len(text):
        # A word or two between those addressed and the item belong to the item ("annually to …").
        near = known and re.fullmatch(r" [^\W\d]*(?: [^\W\d]+)? ?", text[after:boundary])
        own = known and re.match(r" \w+ (?:their|its)\b", text[after:])
        end = after if near or own else boundary
        certainty = 0.62 if known else 0.55
        if words.language == "zh" and not words.label.match(text, boundary):
            certainty -= 0.35
        return _Rest(begin, end, end, False, bool(known), certainty)
    if known and words.language == "zh" and len(text) - after > _LONGEST_CHINESE_NAME:
        return _Rest(begin, after, after, False, True, 0.4)
    if len(text) - after > _LONGEST_LINE:
        return _Rest(begin, after, after, False, bool(known), 0.2)
    sentence = text.rstrip()[-1:] in (".", ";", "。")
    end = len(text.rstrip(" ,:;.。"))
    long = _words(words, text[begin:end]) > (_LONGEST_ADDRESSEE_WORDS if known else 14)
    certainty = (0.9 if known else 0.7) - (0.5 if sentence else 0.0) - (0.4 if long else 0.0)
    return _Rest(begin, end, len(text), True, bool(known), certainty)


def _words(words: Grammar, text: str) -> int:
    return len(text) // 2 if words.language == "zh" else text.count(" ") + 1


def states_several(text: str, language: str) -> bool:
    """Whether a text makes statement after statement: "that …, that … and that …"."""
    folded = fold_with_origins(text).text.lstrip(" ,")
    word = folded.partition(" ")[0]
    opener = grammar(language).opener.match(folded) if language else None
    return opener is not None and opener.group() == word and f", {word} " in folded


_COMMAS = tuple(",，،")
_SENTENCE = pattern(r"[;.:](?= )|[。；：](?=.)")


def _boundary(words: Grammar, text: str, position: int) -> int:
    """Where the item opens on the call's own line, else the end."""
    last = position + _LONGEST_LINE
    ends = [len(text)]
    if opener := words.opener.search(text, position, last):
        ends.append(opener.start())
    if sentence := _SENTENCE.search(text, position, last):
        ends.append(sentence.start())
    return min(ends)
