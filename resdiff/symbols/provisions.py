"""The numbered provisions of the Constitution, the Convention and the Radio Regulations."""

from __future__ import annotations

import re
from typing import Final

from resdiff.model import Clause, Document, Kind
from resdiff.values import dataclass

_NUMBER: Final = re.compile(r"\s*((?:\d{1,2}\.)?\d{1,4}[A-Z]{0,3})\t")
_LABEL: Final = re.compile(r"(?:\d{1,2}\.)?\d{1,4}[A-Z]{0,3}\.?")
_RUNNING: Final = frozenset({Kind.RUNNING, Kind.NOTE})


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered provision of a document. Shape: `clauses` indices, the numbered one first."""

    number: str
    clauses: tuple[int, ...]


def read(document: Document) -> tuple[Provision, ...]:
    """The provisions of a document, in its order.

    Shape:   lines without a number belong to the provision before them, up to a heading; what
             precedes the first number belongs to none.
    """
    found: list[Provision] = []
    numbered = False
    for i, clause in enumerate(document.clauses):
        number = number_of(clause)
        if number:
            found.append(Provision(number, (i,)))
        elif clause.kind in _RUNNING or _is_heading(clause):
            numbered = False
            continue
        elif numbered:
            found[-1] = Provision(found[-1].number, (*found[-1].clauses, i))
        numbered = numbered or bool(number)
    return tuple(found)


def number_of(clause: Clause) -> str:
    """The number a clause carries as a provision; "" for none."""
    if is_number(clause.label.strip()):
        return clause.label.strip().rstrip(".")
    found = _NUMBER.match(clause.text)
    return found[1] if found else ""


def is_number(text: str) -> bool:
    """Whether a text is a provision's number: 58, 59A, 5.418."""
    return _LABEL.fullmatch(text) is not None


def _is_heading(clause: Clause) -> bool:
    """Whether a line without a number is an article's or chapter's: in capitals, or a short line
    without an end.
    """
    text = clause.text.strip()
    return text.isupper() or (len(text) < 90 and text[-1:] not in ".;:,。；：，")
