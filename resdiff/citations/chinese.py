"""Finds citations in Chinese: 第101、102、133、180号决议（2014年，釜山，修订版）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.citations.found import Found, Member
from resdiff.language.citations import CitationWords, words
from resdiff.language.folding import Folded

_NUMBER = r"(?:\d{1,4}[a-z]?(?:/\d{1,4})?(?:-\d{1,2})?|\[[^\[\]]{1,24}\])"
_PARENTHESIS = r"(?: ?\([^()]{2,60}\))?"
_JOINT = r" ?(?:[、,;]? ?(?:和|及|以及|与|或)|[、,;]) ?(?:第 ?)?"
# Either 第 before or 号 behind, or 决议 itself right behind the digits.
_CITATION = re.compile(
    rf"(?:第 ?|(?<![\d.a-z/年月-]))(?P<list>{_NUMBER}{_PARENTHESIS}"
    rf"(?:{_JOINT}{_NUMBER}{_PARENTHESIS})*) ?(?P<hao>号?) ?"
    r"(?P<kind>决议|决定|建议书|意见|建议)(?P<tail> ?\([^()]{2,60}\))?"
)
_MEMBER = re.compile(rf"(?P<number>{_NUMBER})(?P<parenthesis>{_PARENTHESIS})")
_CHAIN = re.compile(r"[ 、,;和及以与或]*$")


def scan(folded: Folded, text: str, language: str = "zh") -> Iterator[Found]:
    """Every citation of an instrument in one clause, in order."""
    spoken = words("zh")
    last: Found | None = None
    for match in _CITATION.finditer(folded.text):
        if not _is_citation(match, folded.text):
            continue
        body, start, near = _body(folded.text, match.start(), last, spoken)
        last = Found(spoken.kinds[match["kind"]], _members(match), start, match.end(), body, near)
        yield last


def _is_citation(match: re.Match[str], text: str) -> bool:
    """Whether the number counts a text: 三项决定 and 3意见 do not."""
    numbered = match.group().startswith("第") or match["hao"]
    return bool(numbered) or (match["kind"] in ("决议", "决定") and len(match["list"]) > 1)


def _members(match: re.Match[str]) -> tuple[Member, ...]:
    found = []
    for one in _MEMBER.finditer(match.string, match.start("list"), match.end("list")):
        open_, close = one.span("parenthesis")
        found.append(Member(one.start("number"), one.end("number"), open_, close))
    if match["tail"] and found[-1].open == found[-1].close:
        last = found.pop()
        found.append(Member(last.start, last.stop, match.start("tail"), match.end("tail")))
    return tuple(found)


def _body(
    text: str, start: int, last: Found | None, spoken: CitationWords
) -> tuple[str, int, bool]:
    """The body named last before the number in the same sentence; the one of the citation that
    this one continues.
    """
    begin = max(text.rfind(";", 0, start), text.rfind("。", 0, start)) + 1
    if last is not None and last.stop >= begin - 1:
        if _CHAIN.fullmatch(text[last.stop : start]) and last.body:
            return last.body, start, last.near
        begin = max(begin, last.stop)
    found = list(spoken.body.finditer(text, begin, start))
    if not found:
        return "", start, True
    between = re.sub(r" ?\([a-z ]{2,12}\)", "", text[found[-1].end() : start]).strip(' "')
    id = spoken.bodies[found[-1]["body"]]
    if not between:
        return id, found[-1].start(), True
    return id, start, between.endswith("的") or between in ("通过的", "的")
