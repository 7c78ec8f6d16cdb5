"""Finds cited resolutions, decisions, recommendations and opinions in a document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from resdiff.citations import chinese, scan
from resdiff.citations.bodies import GUESS, LIKELY, body_of, own_body
from resdiff.citations.found import Found, Member, folded
from resdiff.citations.values import BodySource, Citation
from resdiff.language import editions, places
from resdiff.language.citations import words
from resdiff.language.editions import Parenthesis
from resdiff.language.folding import Folded, fold
from resdiff.model import Document, Kind, Work
from resdiff.values import dataclass, replace

# The text's own number, history and adopting sentence name no other text; page headers repeat them.
SILENT = frozenset({Kind.NUMBER, Kind.HISTORY, Kind.ADOPTING, Kind.PROPOSAL, Kind.RUNNING})
Scanner = Callable[[Folded, str, str], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class _Clause:
    """Where citations are looked for: a clause, folded and as it is, and the body whose text it is
    part of.
    """

    index: int
    plain: Folded
    text: str
    language: str
    own: str


def find(document: Document, language: str) -> tuple[Citation, ...]:
    """Every citation of an instrument, in reading order."""
    scanner: Scanner = chinese.scan if language == "zh" else scan.scan
    citations: list[Citation] = []
    for index, clause in enumerate(document.clauses):
        if clause.kind in SILENT or not any(c.isdigit() for c in clause.text):
            continue
        text = clause.text
        within = _Clause(index, folded(text), text, language, own_body(document, index))
        for found in scanner(within.plain, text, language):
            citations.extend(_citations(found, within))
    return _from_elsewhere(citations)


def _context(found: Found, within: _Clause) -> str:
    """The body named last before the citation in its clause; "" where none is."""
    spoken = words(within.language)
    before = spoken.body.finditer(within.plain.text, 0, found.start)
    named = [spoken.bodies[m["body"]] for m in before]
    return next((body for body in reversed(named) if body != "own"), "")


def _citations(found: Found, within: _Clause) -> Iterator[Citation]:
    context = _context(found, within)
    for member, holder, served in _with_parentheses(found.members):
        yield _citation(found, member, holder, served, within, context)


def _with_parentheses(
    members: tuple[Member, ...],
) -> Iterator[tuple[Member, Member | None, int]]:
    """Each number, the one whose parenthesis serves it, and how many that parenthesis serves."""
    waiting: list[Member] = []
    for member in members:
        waiting.append(member)
        if member.close > member.open:
            yield from ((one, member, len(waiting)) for one in waiting)
            waiting = []
    yield from ((one, None, 1) for one in waiting)


def _citation(
    found: Found, member: Member, holder: Member | None, served: int, within: _Clause, context: str
) -> Citation:
    plain, text = within.plain, within.text
    start, stop = span(plain, member.start, member.stop)
    open_, close = span(plain, holder.open, holder.close) if holder else (stop, stop)
    while open_ < close and text[open_].isspace():
        open_ += 1
    number = text[start:stop].replace("\u2011", "-").replace("\u00a0", " ")
    printed = text[open_ + 1 : close - 1] if close > open_ else ""
    parenthesis, comma = read_edition(printed, within.language)
    body, source, certainty = body_of(
        found.kind, number, found.body, found.near, parenthesis, within.own, context,
        tag_body(printed),
    )  # fmt: skip
    phrase_start, phrase_stop = span(plain, found.start, found.stop)
    return Citation(
        within.index, start, stop, phrase_start, phrase_stop, Work(body, found.kind, number),
        parenthesis.edition if parenthesis else None, open_, close, source, certainty,
        unread="" if parenthesis else printed, served=served, comma=comma,
        draft=number.startswith("["),
    )  # fmt: skip


_TAGS = {
    "wtsa": "WTSA", "wtdc": "WTDC", "wrc": "WRC", "pp": "PP", "ra": "RA", "wtpf": "WTPF",
    "wcit": "WCIT", "amnt": "WTSA", "cmdt": "WTDC", "cmr": "WRC", "ar": "RA", "fmpt": "WTPF",
    "васэ": "WTSA", "вкрэ": "WTDC", "вкр": "WRC", "пк": "PP", "ар": "RA",
}  # fmt: skip


def tag_body(printed: str) -> str:
    """The body of a short name ("WTSA-16", "WTSA"); "" where it is none."""
    match = re.fullmatch(r"([^\W\d]+)(?:-\d{2,4})?", fold(printed))
    return _TAGS.get(match[1], "") if match else ""


def read_edition(printed: str, language: str) -> tuple[Parenthesis | None, bool]:
    """The edition that a parenthesis holds, and whether its place and year have their comma."""
    if not printed:
        return None, True
    parenthesis = editions.read(printed, language)
    if parenthesis is None or not parenthesis.edition.place_id:
        return parenthesis, True
    return parenthesis, not lacks_comma(printed, language)


def lacks_comma(printed: str, language: str) -> bool:
    """Whether a known place stands right before its year (in Chinese: behind it) with nothing but
    blanks between.
    """
    if language == "zh":
        match = re.search(r"\d{4}\s*年\s*([^\W\d]+)", printed)
    else:
        match = re.search(r"([^\W\d][^\d,،()]*?)[\s\u00a0]+\d{4}", printed)
    return match is not None and _names_a_place(match[1])


def _names_a_place(words_: str) -> bool:
    pieces = words_.split()
    return any(places.find(" ".join(pieces[n:])) for n in range(len(pieces)))


def span(plain: Folded, start: int, stop: int) -> tuple[int, int]:
    """A stretch of the folded text in positions of the original."""
    if stop <= start:
        return plain.origins[start], plain.origins[start]
    return plain.origins[start], plain.origins[stop - 1] + 1


def _from_elsewhere(citations: list[Citation]) -> tuple[Citation, ...]:
    """The same with bodies that are said elsewhere in the document for the same text."""
    said: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    for one in citations:
        if one.certainty > GUESS and one.work.body:
            said[_key(one)].add(one.work.body)
            said[(one.work.kind, one.work.number, -1)].add(one.work.body)
    return tuple(_informed(one, said) for one in citations)


def _key(one: Citation) -> tuple[str, str, int]:
    return one.work.kind, one.work.number, one.edition.year if one.edition else 0


def _informed(one: Citation, said: dict[tuple[str, str, int], set[str]]) -> Citation:
    if one.certainty > GUESS:
        return one
    known = said.get(_key(one), set()) if one.edition else set()
    known = known or said.get((one.work.kind, one.work.number, -1), set())
    if len(known) != 1:
        return one
    work = replace(one.work, body=next(iter(known)))
    return replace(one, work=work, body_source=BodySource.ELSEWHERE, certainty=LIKELY)
