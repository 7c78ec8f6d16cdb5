"""Rules about calls and names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.checker.registry import rule
from resdiff.checker.subject import OUTSIDE, Subject
from resdiff.checker.values import Basis, Fault, Fix, Severity
from resdiff.model import Kind


@rule("call-capital", Severity.WARNING)
def call_capital(subject: Subject) -> Iterator[Fault]:
    """A call begins with a capital.

    Calls are one sentence with the adopting body: "The Plenipotentiary Conference … instructs the
    Secretary-General". They begin small, in italics, on a line of their own.
    """
    for index, clause in enumerate(subject.clauses):
        if clause.kind is not Kind.CALL or clause.text.isupper():
            continue
        start = len(clause.text) - len(clause.text.lstrip())
        letter = clause.text[start : start + 1]
        if letter.isupper():
            word = clause.text[start:].split()[0]
            yield Fault(
                index,
                start,
                start + len(word),
                f"the call begins with a capital: “{word}”",
                Fix(start, start + 1, letter.lower(), safe=True),
                Basis.STYLE,
            )


@rule("official-name", Severity.WARNING)
def official_name(subject: Subject) -> Iterator[Fault]:
    """A post, a Bureau, a Sector or the membership is not called by its official name.

    "Director of ITU Development Bureau" is "Director of the Telecommunication Development Bureau";
    "Secretary General" has its hyphen; Member States and Sector Members have their capitals. The
    names are listed for each language in `language/citing`.
    """
    for index, clause in enumerate(subject.clauses):
        if clause.kind in OUTSIDE:
            continue
        for match, official in _misnamed(subject, clause.text):
            fix, name = _article(clause.text, match.start(), match.group(), official)
            yield Fault(
                index,
                match.start(),
                match.end(),
                f"“{match.group()}” is officially “{name}”",
                Fix(match.start(), match.end(), fix, safe=True),
                Basis.STYLE,
            )


def _misnamed(subject: Subject, text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Names that a text has otherwise than they officially are, each with the official one."""
    for wrong, right in subject.words.names:
        for match in wrong.finditer(text):
            if match.group() != (official := match.expand(right)):
                yield match, official


def _article(text: str, start: int, wrong: str, right: str) -> tuple[str, str]:
    """The right name, with the English article where "of ITU Development Bureau" had none."""
    bare = text[:start].endswith("of ") and wrong.startswith("ITU ") and right.endswith("Bureau")
    return (f"the {right}" if bare else right), right
