"""Rules about proposals: symbols, lines, numbers, Reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.checker.registry import rule
from resdiff.checker.subject import OUTSIDE, Subject
from resdiff.checker.values import Basis, Fault, Fix, Severity
from resdiff.language import matter
from resdiff.language.folding import fold
from resdiff.language.matter import MatterKind
from resdiff.model import Document, Instrument, Kind

_SYMBOLS = r"\((?:MOD|ADD|SUP|NOC)\)|(?:MOD|ADD|SUP|NOC)\*?"
_LINE = re.compile(
    rf"^\s*(?P<symbol>{_SYMBOLS})(?P<between>\s*)(?P<source>[A-Z][A-Z0-9/-]*?)/"
    r"(?P<document>[\w().]+)/(?P<number>\d+)\s*$"
)


def _at(subject: Subject, number: int, kind: Kind) -> int | None:
    """The first clause of a kind in an instrument, its front matter included."""
    instrument = subject.document.instruments[number]
    return next(
        (i for i in range(instrument.start, instrument.stop) if subject.clauses[i].kind is kind),
        None,
    )


def _proposals(subject: Subject) -> Iterator[tuple[int, Instrument, int]]:
    """Each instrument under a proposal line, and where that line stands."""
    for number, instrument in enumerate(subject.document.instruments):
        line = _at(subject, number, Kind.PROPOSAL)
        if instrument.proposal is not None and line is not None:
            yield number, instrument, line


def _bare(symbol: str) -> str:
    return symbol.strip("()*")


@rule("symbol-misuse", Severity.ERROR)
def symbol_misuse(subject: Subject) -> Iterator[Fault]:
    """The proposal's symbol does not say what the proposal does.

    MOD changes an existing text, ADD brings a whole new one (its number stands in square brackets),
    SUP takes one out, NOC keeps one unchanged. For resolutions the unit is the whole resolution: a
    new paragraph is MOD of the resolution, never ADD. Whether anything changes is seen from the
    base (--base), else from the file's own tracked changes.
    """
    for _, instrument, line in _proposals(subject):
        assert instrument.proposal is not None
        symbol = _bare(instrument.proposal.symbol)
        new = not instrument.work.number[:1].isdigit()
        message = ""
        if symbol == "ADD" and not new and instrument.edition.revised:
            message = f"ADD of an existing text ({instrument.work.number}): that is MOD"
        elif symbol in ("MOD", "NOC") and instrument.work.number.startswith("["):
            message = f"{symbol} of a new text ({instrument.work.number}): that is ADD"
        elif symbol in ("MOD", "NOC"):
            message = _against_old(subject, instrument, symbol)
        if message:
            yield Fault(line, 0, 0, message)


def _against_old(subject: Subject, instrument: Instrument, symbol: str) -> str:
    old = subject.base or subject.original
    earlier = _same_work(old, instrument) if old is not None else None
    if old is None or earlier is None:
        return ""
    same = _words(old, earlier) == _words(subject.document, instrument)
    if symbol == "MOD" and same:
        return "MOD, and nothing is changed: that is NOC"
    return "NOC, and the text is changed: that is MOD" if symbol == "NOC" and not same else ""


def _same_work(document: Document, instrument: Instrument) -> Instrument | None:
    return next((i for i in document.instruments if i.work == instrument.work), None)


def _words(document: Document, instrument: Instrument) -> list[str]:
    outside = (*OUTSIDE, Kind.PROPOSAL)
    return [
        fold(f"{c.label} {c.text}")
        for c in document.clauses[instrument.start : instrument.stop]
        if c.kind not in outside
    ]


@rule("tracked-add", Severity.WARNING)
def tracked_add(subject: Subject) -> Iterator[Fault]:
    """The text of an ADD carries tracked changes.

    A new text is wholly new: it is shown clean. Tracked changes belong into MOD, where there is a
    text in force to change. Accept them inside the ADD.
    """
    if subject.original is None:
        return
    for _, instrument, line in _proposals(subject):
        assert instrument.proposal is not None
        if _bare(instrument.proposal.symbol) != "ADD":
            continue
        earlier = _same_proposal(subject.original, instrument)
        same = earlier is not None and _words(subject.original, earlier) == _words(
            subject.document, instrument
        )
        if not same:
            yield Fault(line, 0, 0, "the text of this ADD carries tracked changes")


def _same_proposal(document: Document, instrument: Instrument) -> Instrument | None:
    wanted = instrument.proposal
    if wanted is None:
        return None
    return next(
        (
            i
            for i in document.instruments
            if i.proposal is not None
            and (i.proposal.source, i.proposal.document, i.proposal.number)
            == (wanted.source, wanted.document, wanted.number)
        ),
        None,
    )


@rule("reasons-missing", Severity.WARNING)
def reasons_missing(subject: Subject) -> Iterator[Fault]:
    """A proposal gives no Reasons.

    Each MOD, ADD and SUP is followed by its own Reasons; a NOC that is numbered as well.
    """
    for number, instrument, line in _proposals(subject):
        assert instrument.proposal is not None
        given = instrument.proposal.reasons.strip() or _at(subject, number, Kind.REASONS)
        if not given and not _reasons_follow(subject, line):
            yield Fault(
                line, 0, 0, f"{instrument.proposal.symbol or 'the proposal'} has no Reasons"
            )


def _reasons_follow(subject: Subject, line: int) -> bool:
    """Whether Reasons stand anywhere before the next proposal, whatever they were read as."""
    for clause in subject.clauses[line + 1 :]:
        if clause.kind is Kind.PROPOSAL:
            return False
        read = matter.read(clause.text, subject.language)
        if read is not None and read.kind is MatterKind.REASONS:
            return True
    return False


@rule("proposal-line", Severity.ERROR)
def proposal_line(subject: Subject) -> Iterator[Fault]:
    """A proposal line is not "symbol TAB source/document/number".

    MOD, TAB, ECP/38A4/1: proposal 1 of document 38 Addendum 4 by ECP. The older order, the
    identifier on one line and the symbol on the next, is accepted.
    """
    lines = [i for i, c in enumerate(subject.clauses) if c.kind is Kind.PROPOSAL]
    for index in lines:
        text = subject.clauses[index].text
        match = _LINE.match(text.replace("\u2011", "-"))
        if match is None:
            if index + 1 not in lines and index - 1 not in lines:
                yield Fault(index, 0, len(text), "is not symbol, TAB, source/document/number")
        elif "\t" not in match["between"] and "\n" not in match["between"]:
            place = match.start("between"), match.end("between")
            yield Fault(
                index,
                match.start("symbol"),
                match.end("source"),
                "the TAB between symbol and source is missing",
                Fix(*place, "\t", safe=True),
            )


@rule("numbering-runs", Severity.WARNING)
def numbering_runs(subject: Subject) -> Iterator[Fault]:
    """The numbers of a document's proposals do not run on.

    Proposals of one document are numbered 1, 2, 3 … whatever their symbols.
    """
    last: dict[tuple[str, str], int] = {}
    for _, instrument, line in _proposals(subject):
        proposal = instrument.proposal
        if proposal is None or not proposal.number.isdigit():
            continue
        key, now = (proposal.source, proposal.document), int(proposal.number)
        if key in last and now != last[key] + 1:
            yield Fault(
                line, 0, 0, f"proposal {now} follows {last[key]}: {last[key] + 1} is expected"
            )
        last[key] = now


@rule("sup-reproduced", Severity.NOTE)
def sup_reproduced(subject: Subject) -> Iterator[Fault]:
    """A SUP reproduces the text that it takes out.

    SUP names the text by its number line and title; its words need not be printed.
    """
    for number, instrument, line in _proposals(subject):
        assert instrument.proposal is not None
        if _bare(instrument.proposal.symbol) == "SUP" and _at(subject, number, Kind.CALL):
            yield Fault(
                line, 0, 0, "the text of this SUP need not be reproduced", basis=Basis.STYLE
            )
