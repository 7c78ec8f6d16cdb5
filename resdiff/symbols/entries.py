"""The proposals of a document: each proposal line with the clauses it is about."""

from __future__ import annotations

from collections.abc import Sequence

from resdiff.language import matter
from resdiff.model import Clause, Document, Kind, Proposal
from resdiff.symbols.policy import AROUND, UNJUDGED
from resdiff.symbols.provisions import is_number, number_of
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One proposal of a document.

    Shape:   `lines` the clauses of its proposal line, one or two; `instrument` the text that it
             is about, -1 where that is no resolution; `provision` the number of the provision that
             it is about, "" for none; `clauses` what it shows of the text.
    """

    proposal: Proposal
    lines: tuple[int, ...]
    instrument: int
    provision: str
    clauses: tuple[int, ...]

    @property
    def line(self) -> int:
        """The clause of its proposal line, the first of two."""
        return self.lines[0]

    @property
    def name(self) -> str:
        """How messages call it: "ECP/38A4/1", its symbol where it is not numbered."""
        own = self.proposal
        return f"{own.source}/{own.document}/{own.number}".strip("/") or own.symbol


def entries(document: Document) -> tuple[Entry, ...]:
    """The proposals of a document, in its order.

    Shape:   one for each proposal line; symbol and identifier on two lines are one.
    """
    lines = _lines(document)
    stops = [first for first, _, _ in lines[1:]] + [len(document.clauses)]
    found: list[Entry] = []
    taken: set[int] = set()
    for (first, last, proposal), stop in zip(lines, stops, strict=False):
        number = _instrument(document, first)
        number = -1 if number in taken else number
        taken.add(number)
        clauses = _clauses(document, number, last + 1, stop)
        provision = _provision(document, clauses) if number < 0 else ""
        printed = tuple(range(first, last + 1))
        found.append(Entry(proposal, printed, number, provision, clauses))
    return tuple(found)


def keeps_unprinted(document: Document) -> bool:
    """Whether a proposal is a NOC that does not print the text it keeps: it need not."""
    symbols = {x.proposal.symbol for x in document.instruments if x.proposal}
    said = {clause.kind for clause in document.clauses}
    return symbols == {"NOC"} and said <= AROUND | {Kind.NUMBER, Kind.TITLE}


def _lines(document: Document) -> Sequence[tuple[int, int, Proposal]]:
    """First and last clause of each proposal line, and what it says."""
    found: list[tuple[int, int, Proposal]] = []
    for index, clause in enumerate(document.clauses):
        if clause.kind is not Kind.PROPOSAL:
            continue
        said = _read(clause, document.language)
        if found and found[-1][1] == index - 1 and _halves(found[-1][2], said):
            found[-1] = (found[-1][0], index, _joined(found[-1][2], said))
        else:
            found.append((index, index, said))
    return found


def _read(clause: Clause, language: str) -> Proposal:
    read = matter.read(f"{clause.label}{clause.text}", language)
    return read.proposal if read is not None and read.proposal else Proposal("", "", "", "")


def _halves(one: Proposal, other: Proposal) -> bool:
    """Whether one has the symbol and the other the identifier."""
    return bool(one.symbol) != bool(other.symbol) and bool(one.source) != bool(other.source)


def _joined(one: Proposal, other: Proposal) -> Proposal:
    identifier = one if one.source else other
    return Proposal(
        one.symbol or other.symbol, identifier.source, identifier.document, identifier.number
    )


def _instrument(document: Document, line: int) -> int:
    """The instrument that a line stands in or before."""
    around = (i for i, x in enumerate(document.instruments) if x.start <= line < x.stop)
    return next((i for i in around if document.instruments[i].proposal is not None), -1)


def _clauses(document: Document, instrument: int, start: int, stop: int) -> tuple[int, ...]:
    """What an entry shows: an instrument's clauses, else all down to the Reasons."""
    if instrument >= 0:
        own = document.instruments[instrument]
        start, stop = own.start, own.stop
        inside = [i for i in range(start, stop) if document.clauses[i].instrument == instrument]
    else:
        reasons = (i for i in range(start, stop) if document.clauses[i].kind is Kind.REASONS)
        inside = [*range(start, next(reasons, stop))]
    return tuple(i for i in inside if document.clauses[i].kind not in UNJUDGED)


def _provision(document: Document, clauses: Sequence[int]) -> str:
    """The number of the provision that begins here; also where it is all that is said: SUP 50."""
    if not clauses:
        return ""
    first = document.clauses[clauses[0]]
    return number_of(first) or (first.text.strip() if is_number(first.text.strip()) else "")
