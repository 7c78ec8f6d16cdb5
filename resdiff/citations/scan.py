"""Finds citations in languages that write the kind before the number: Resolutions 102 and 133
(Rev. Guadalajara, 2010) of this conference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from resdiff.citations.found import Found, Member
from resdiff.language.citations import CitationWords, words
from resdiff.language.folding import Folded

_PLAIN = (
    r"(?P<number>(?:itu|uit|мсэ)-[rtdрт] \d{1,3}(?:-\d{1,2})?|com ?\d{1,2}/\d{1,3}"
    r"|\[[^\[\]]{1,24}\]|\d{1,4}[a-z]?(?:/[\d/]*\d)?(?:-\d{1,2})?)(?![\w/%])(?!\.\d)"
)
_PARENTHESIS = re.compile(r" ?\((?P<inside>[^()]{2,60})\)")
_GLOSS = re.compile(r" ?\([a-zа-я/ +-]{2,12}\)")
# Code points between where a body's name may begin and the kind: the longest name, its gloss,
# "in its": "United Nations General Assembly (UNGA) Resolution".
_NEAR_BODY = 100


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    spoken = words(language)
    number = re.compile(spoken.numero + _PLAIN)
    joint = re.compile(rf" ?(?:[,;] ?(?:(?:{spoken.joint}) ?)?|(?:{spoken.joint}) ?)(?:§ ?)?")
    return number, joint


def scan(folded: Folded, text: str, language: str) -> Iterator[Found]:
    """Every citation of an instrument in one clause, in order."""
    spoken = words(language)
    number, joint = _patterns(language)
    position = 0
    for match in spoken.kind.finditer(folded.text):
        if match.start() < position:
            continue
        members = _members(folded.text, match, number, joint)
        if not members:
            continue
        stop = max(members[-1].stop, members[-1].close)
        body, start, stop = _body(folded.text, match.start(), stop, spoken)
        if not body and not _is_name(match, folded, text, spoken, members):
            continue
        members, stop = _edition_behind_body(folded.text, members, stop)
        position = stop
        kind = spoken.kinds[match["plural"] or match["singular"]]
        yield Found(kind, members, start, stop, body)


def _members(
    text: str, kind: re.Match[str], number: re.Pattern[str], joint: re.Pattern[str]
) -> tuple[Member, ...]:
    """The numbers behind a kind. After a singular, a further number must bring its edition."""
    found: list[Member] = []
    position = kind.end() + (text[kind.end() : kind.end() + 1] == " ")
    while match := number.match(text, position):
        parenthesis = _PARENTHESIS.match(text, match.end())
        if found and not kind["plural"] and not (parenthesis and _has_year(parenthesis)):
            break
        open_, close = (parenthesis.start(), parenthesis.end()) if parenthesis else (0, 0)
        found.append(Member(match.start("number"), match.end("number"), open_, close))
        link = joint.match(text, max(match.end(), close))
        if link is None or text[position:] == "":
            break
        position = link.end()
    return tuple(found)


def _edition_behind_body(
    text: str, members: tuple[Member, ...], stop: int
) -> tuple[tuple[Member, ...], int]:
    """The same where the parenthesis stands behind the body: "Resolution 1332 of the Council
    (C11)".
    """
    last = members[-1]
    parenthesis = _PARENTHESIS.match(text, stop)
    if last.close > last.open or parenthesis is None or not _has_year(parenthesis):
        return members, stop
    moved = Member(last.start, last.stop, parenthesis.start(), parenthesis.end())
    return (*members[:-1], moved), parenthesis.end()


def _has_year(parenthesis: re.Match[str]) -> bool:
    return re.search(r"\d{2}", parenthesis["inside"]) is not None


def _is_name(
    match: re.Match[str],
    folded: Folded,
    text: str,
    spoken: CitationWords,
    members: tuple[Member, ...],
) -> bool:
    """Whether the kind is written as a name; in small letters it must bring an edition or (checked
    elsewhere) its body, or be an Arabic or Chinese word.
    """
    if not spoken.capital:
        return True
    first = text[folded.origins[match.start()]]
    return first.isupper() or any(m.close > m.open for m in members)


def _body(text: str, start: int, stop: int, spoken: CitationWords) -> tuple[str, int, int]:
    """The body said behind the citation ("of WTSA") or right before it ("WTSA Resolution 64")."""
    if after := spoken.suffix.match(text, stop):
        gloss = _GLOSS.match(text, after.end())
        return spoken.bodies[after["body"]], start, gloss.end() if gloss else after.end()
    for before in spoken.body.finditer(text, max(0, start - _NEAR_BODY), start):
        rest = _GLOSS.sub("", text[before.end() : start], count=1)
        if not rest.strip() or re.fullmatch(r"'s? |,? (?:in )?(?:its )?", rest):
            return spoken.bodies[before["body"]], before.start(), stop
    return "", start, stop
