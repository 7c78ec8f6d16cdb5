"""Rules about how items end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.checker.registry import rule
from resdiff.checker.subject import Subject, house, house_words, sections
from resdiff.checker.values import Basis, Fault, Fix, Severity
from resdiff.model import Clause, Kind
from resdiff.values import dataclass

_MARKS = "；;，,。.：:؛،、"
_QUOTES = "\"'”’»)）】"
# What an ending of the house may be written as: Chinese full-width or not, Arabic or Latin.
_SAME = {";": ";；؛", "；": ";；", "؛": ";؛", ",": ",，،", "，": ",，", "،": ",،", ".": ".。",
         "。": ".。", ":": ":：", "：": ":："}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A clause without clauses below it, and what it should end with."""

    index: int
    ending: str  # a key of the house's endings
    lenient: str = ""  # what else may stand


def _end(clause: Clause) -> int:
    """Where the text ends: blanks behind it, and a note mark behind its last sign, left out."""
    stop = len(clause.text.rstrip())
    for mark in reversed(clause.marks):
        if mark.stop >= stop and mark.start > 0:
            stop = len(clause.text[: mark.start].rstrip())
    return stop


def _leaves(subject: Subject) -> Iterator[_Leaf]:
    """What each clause of the calls should end with; those that nobody can tell are left out."""
    found = [
        (call, items, subject.clauses[call].instrument)
        for call, items in sections(subject)
        if items
    ]
    for number, (_, items, instrument) in enumerate(found):
        last = number + 1 == len(found) or found[number + 1][2] != instrument
        yield from _group(subject, items, "text" if last else "section")


def _group(subject: Subject, items: tuple[int, ...], ending: str) -> Iterator[_Leaf]:
    """The clauses of one series; none where the series is written in sentences, as rules of
    procedure are.
    """
    inner = [subject.clauses[i] for i in items[:-1]]
    stopped = [c for c in inner if c.text[: _end(c)][-1:] in (".", "。")]
    if len(stopped) > max(1, len(inner) / 2):
        return
    for one in items:
        if subject.clauses[one].kind is not Kind.HEADING:
            yield from _ends(subject, one, ending if one == items[-1] else "item")


def _ends(subject: Subject, index: int, ending: str) -> Iterator[_Leaf]:
    clause = subject.clauses[index]
    below = [i for i in subject.children.get(index, ()) if subject.clauses[i].kind is not Kind.NOTE]
    items = [i for i in below if subject.clauses[i].kind is Kind.ITEM]
    if clause.kind is Kind.ITEM and not below:
        yield _Leaf(index, ending, _lenience(clause, ending))
    elif clause.kind is Kind.PARAGRAPH and not below and ending != "item":
        yield _Leaf(index, ending, ",." if ending == "section" else "")
    elif items and items == below:
        if len(items) > 1:
            yield _Leaf(index, "opener", ",;")
        yield from _group(subject, tuple(items), ending)


def _lenience(clause: Clause, ending: str) -> str:
    """Dashes and bullets may end in commas."""
    sign = clause.label.strip() in ("-", "–", "—", "•", "·", "▪")
    return "," if sign and ending == "item" else ""


_AND = re.compile(r"(?P<mark>[;；؛])(?P<and>[\s\u00a0]*(?P<word>[^\W\d]+))$")


def _and(subject: Subject, clause: Clause) -> re.Match[str] | None:
    match = _AND.search(clause.text[: _end(clause)])
    known = house_words(subject.language, "and")
    return match if match and match["word"].casefold() in known else None


@rule("and-ending", Severity.WARNING)
def and_ending(subject: Subject) -> Iterator[Fault]:
    """An item ends with "; and".

    House style ends every item but the last with the semicolon alone: no "and" stands before the
    last item of a section, nor between sections.

    Source:  the ITU's Spanish style guide, chapter on resolutions.
    """
    for leaf in _leaves(subject):
        match = _and(subject, subject.clauses[leaf.index])
        if match:
            yield Fault(
                leaf.index,
                match.start("mark"),
                match.end(),
                f"“{match.group()}” is “{match['mark']}” in house style",
                Fix(match.start("and"), match.end(), "", safe=True),
                Basis.STYLE,
            )


@rule("item-ending", Severity.WARNING)
def item_ending(subject: Subject) -> Iterator[Fault]:
    """An item ends with no sign, or with the wrong one.

    An item ends with a semicolon, the last of a section with a comma, the last of the text with a
    full stop; a paragraph that opens sub-items ends with a colon. A wrong ending often shows where
    an item was inserted, deleted or moved.
    """
    for leaf in _leaves(subject):
        clause = subject.clauses[leaf.index]
        stop = _end(clause)
        if stop == 0 or _and(subject, clause):
            continue
        wanted = house(subject.language, leaf.ending)
        if not _ends_with(clause.text[:stop], wanted, leaf.lenient):
            yield _ending_fault(leaf.index, clause.text, stop, wanted)


def _ends_with(text: str, wanted: str, lenient: str) -> bool:
    allowed = _SAME.get(wanted, wanted) + "".join(_SAME.get(c, c) for c in lenient)
    last = text[-1]
    return last in allowed or (last in _QUOTES and text.rstrip(_QUOTES)[-1:] in tuple(allowed))


def _ending_fault(index: int, text: str, stop: int, wanted: str) -> Fault:
    there = text[stop - 1]
    if there in _MARKS:
        message = f"ends with “{there}” and not “{wanted}”"
        return Fault(
            index, stop - 1, stop, message, Fix(stop - 1, stop, wanted, safe=True), Basis.STYLE
        )
    word = re.search(r"\S+$", text[:stop])
    start = word.start() if word else stop - 1
    message = f"ends without “{wanted}”"
    return Fault(index, start, stop, message, Fix(stop, stop, wanted, safe=True), Basis.STYLE)
