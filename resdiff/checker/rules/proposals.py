"""Rules about proposals: symbols, lines, numbers, Reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff import symbols
from resdiff.checker.registry import rule
from resdiff.checker.subject import Subject
from resdiff.checker.values import Basis, Fault, Fix, Severity
from resdiff.language import matter
from resdiff.language.matter import MatterKind
from resdiff.model import Comparison, Kind
from resdiff.symbols import Entry

_SYMBOLS = r"\((?:MOD|ADD|SUP|NOC)\)|(?:MOD|ADD|SUP|NOC)\*?"
_LINE = re.compile(
    rf"^\s*(?P<symbol>{_SYMBOLS})(?P<between>\s*)(?P<source>[A-Z][A-Z0-9/-]*?)/"
    r"(?P<document>[\w().]+)/(?P<number>\d+)\s*$"
)


@rule("symbol-misuse", Severity.ERROR)
def symbol_misuse(subject: Subject) -> Iterator[Fault]:
    """The proposal's symbol does not say what the proposal does.

    MOD changes an existing text, ADD brings a whole new one (its number stands in square brackets),
    SUP takes one out, NOC keeps one unchanged. For resolutions the unit is the whole resolution: a
    new paragraph is MOD of the resolution, never ADD. In the Constitution, the Convention and the
    Radio Regulations the unit is the numbered provision. Whether anything changes is seen from the
    base (--base), else from the file's own tracked changes.
    """
    for entry in subject.proposals:
        before = _before(subject, entry)
        message = symbols.contradiction(subject.document, entry, before)
        if not message and subject.base is not None:
            message = symbols.against_base(entry, subject.base)
        if message:
            yield Fault(entry.line, 0, 0, message)


def _before(subject: Subject, entry: Entry) -> Comparison | None:
    """The comparison with what an entry changes: the base that has its text, else the original."""
    if subject.base is not None and entry.instrument >= 0:
        work = subject.document.instruments[entry.instrument].work
        if any(x.work == work for x in subject.base.instruments):
            return subject.since_base
    return subject.marked


@rule("tracked-add", Severity.WARNING)
def tracked_add(subject: Subject) -> Iterator[Fault]:
    """The text of an ADD carries tracked changes.

    A new text is wholly new: it is shown clean. Tracked changes belong into MOD, where there is a
    text in force to change. Accept them inside the ADD.
    """
    for entry in subject.proposals:
        if subject.marked is not None and symbols.marked_addition(entry, subject.marked):
            yield Fault(entry.line, 0, 0, "the text of this ADD carries tracked changes")


@rule("reasons-missing", Severity.WARNING)
def reasons_missing(subject: Subject) -> Iterator[Fault]:
    """A proposal gives no Reasons.

    Each MOD, ADD and SUP is followed by its own Reasons; a NOC that is numbered as well.
    """
    for entry in subject.proposals:
        symbol = entry.proposal.symbol or "the proposal"
        unnumbered = symbol == "NOC" and not entry.proposal.number
        if not unnumbered and not _reasons_follow(subject, entry.lines[-1]):
            yield Fault(entry.line, 0, 0, f"{symbol} has no Reasons")


def _reasons_follow(subject: Subject, line: int) -> bool:
    """Whether Reasons stand anywhere before the next proposal, whatever they were read as."""
    for clause in subject.clauses[line + 1 :]:
        if clause.kind is Kind.PROPOSAL:
            return False
        if clause.kind is Kind.REASONS:
            return True
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
    for entry in subject.proposals:
        proposal = entry.proposal
        if not proposal.number.isdigit():
            continue
        key, now = (proposal.source, proposal.document), int(proposal.number)
        if key in last and now != last[key] + 1:
            said = f"proposal {now} follows {last[key]}: {last[key] + 1} is expected"
            yield Fault(entry.line, 0, 0, said)
        last[key] = now


@rule("sup-reproduced", Severity.NOTE)
def sup_reproduced(subject: Subject) -> Iterator[Fault]:
    """A SUP reproduces the text that it takes out.

    SUP names the text by its number line and title; its words need not be printed.
    """
    for entry in subject.proposals:
        if entry.proposal.symbol.startswith("SUP") and _reproduced(subject, entry):
            message = "the text of this SUP need not be reproduced"
            yield Fault(entry.line, 0, 0, message, basis=Basis.STYLE)


def _reproduced(subject: Subject, entry: Entry) -> bool:
    shown = [subject.clauses[i] for i in entry.clauses]
    if entry.instrument >= 0:
        return any(x.kind is Kind.CALL for x in shown)
    return bool(entry.provision) and "".join(x.text for x in shown).strip() != entry.provision
