"""What a Word file says of a contribution: its head, abstract, proposals and Reasons; and whether
an edited copy was drafted on the base.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resdiff import differ, ooxml
from resdiff.errors import UsageError
from resdiff.language import matter
from resdiff.language.matter import MatterKind
from resdiff.model import (
    Change,
    Clause,
    Comparison,
    Document,
    Edition,
    Instrument,
    Kind,
    Notice,
    Status,
)
from resdiff.proposals.heads import read_conference, read_date, read_original
from resdiff.proposals.house import exact_style
from resdiff.proposals.values import Contribution, Head, Proposed, Side
from resdiff.proposals.words import event_of, short_name
from resdiff.renderers.docx import package as settled
from resdiff.symbols import AROUND, own_changes, symbol


def head_of(document: Document) -> Head:
    """What the head of a document says, "" and () where it does not."""
    language = document.language or "en"
    lines = [c.text.strip() for c in document.clauses if c.kind is Kind.COVER and c.text.strip()]
    proposal = next((x.proposal for x in document.instruments if x.proposal), None)
    styled = _styled(document)
    return Head(
        language,
        proposal.source if proposal else "",
        proposal.document if proposal else "",
        conference=read_conference(lines),
        date=read_date(lines, language),
        original=read_original(lines, language),
        sources=tuple(styled.get("source", ())),
        titles=(*styled.get("title1", ()), *styled.get("title2", ())),
    )


def _styled(document: Document) -> dict[str, list[str]]:
    """The texts of the head by style, up to the first proposal line."""
    found: dict[str, list[str]] = {}
    for block in ooxml.describe(settled(document)).blocks:
        style = exact_style(block.style)
        if style in ("proposal", "resno"):
            break
        if block.text.strip():
            found.setdefault(style, []).append(block.text.strip())
    return found


def abstract_of(document: Document) -> tuple[str, ...]:
    """The paragraphs of a document's abstract, its heading left out."""
    return tuple(_said([c for c in document.clauses if c.kind is Kind.ABSTRACT]))


def reasons_of(side: Side) -> tuple[str, ...]:
    """The paragraphs of an instrument's Reasons, the word itself left out."""
    own = side.document.instruments[side.instrument]
    clauses = side.document.clauses[own.start : own.stop]
    return tuple(_said([c for c in clauses if c.kind is Kind.REASONS]))


def _said(clauses: Sequence[Clause]) -> list[str]:
    """The clauses' texts without the word that opens them, in whichever language it is."""
    found = (_unlabelled(c.text.strip()) for c in clauses)
    return [x for x in found if x]


def _unlabelled(text: str) -> str:
    found = matter.read(text)
    if found is None or found.kind not in (MatterKind.REASONS, MatterKind.ABSTRACT):
        return text
    return text[found.stop :].strip() if not found.whole_line else ""


def side_of(document: Document, number: str, like: Instrument | None, name: str) -> Side:
    """The instrument of a document that is meant: the one of that number, or like the other side's,
    or the only one.

    Raises:  UsageError when there is none or which one is not clear.
    """
    found = document.instruments
    if not found:
        raise UsageError(f"{name} holds no resolution", "resdiff show FILE says what was read")
    wanted = number or (like.work.number if like is not None else "")
    fitting = [i for i, x in enumerate(found) if wanted and x.work.number == wanted]
    if len(fitting) == 1:
        return Side(document, fitting[0])
    if len(found) == 1 and not number:
        return Side(document, 0)
    known = ", ".join(dict.fromkeys(x.work.number or "?" for x in found))
    raise UsageError(
        f"{name} holds several resolutions ({known})"
        if not number
        else f"{name} does not hold exactly one resolution {number} (it has {known})",
        "say which: --resolution NUMBER",
    )


def conference_of(edition: Edition | None, body: str) -> str:
    """The conference that an edition comes from, by its short name in English; "" if unknown."""
    if edition is None or not edition.place_id:
        return ""
    met = event_of(body, edition.place_id, edition.year)
    return short_name(met, "en") if met is not None else ""


def contribution_of(original: Document, final: Document) -> Contribution:
    """The contribution that a tracked file is, from its two views.

    Raises:  UsageError when it holds no resolution.
    """
    if not final.instruments:
        raise UsageError("the file holds no resolution", "resdiff show FILE says what was read")
    comparison = differ.compare(original, final)
    proposals = tuple(_proposed(comparison, i) for i in range(len(final.instruments)))
    first = final.instruments[0].proposal
    number = first.number if first is not None else ""
    return Contribution(
        head_of(final),
        proposals,
        abstract_of(final),
        first=int(number) if number.isdigit() else 1,
    )


def _proposed(comparison: Comparison, number: int) -> Proposed:
    new = Side(comparison.new, number)
    instrument = comparison.new.instruments[number]
    said = instrument.proposal.symbol if instrument.proposal else ""
    known = symbol(said)
    said = said if known is not None else ""
    old = _old_side(comparison, number)
    reasons = reasons_of(new)
    if said.startswith("ADD") or old is None:
        return Proposed("ADD" if old is None and not said else said, None, new, reasons)
    if known is not None and known.text == "head":
        return Proposed(said, old, None, reasons)
    return Proposed(said, old, new, reasons)


def _old_side(comparison: Comparison, number: int) -> Side | None:
    votes: dict[int, int] = {}
    for change in own_changes(comparison, -1, number):
        for i in change.old:
            own = comparison.old.clauses[i].instrument
            votes[own] = votes.get(own, 0) + 1
    votes.pop(-1, None)
    return Side(comparison.old, max(votes, key=lambda x: votes[x])) if votes else None


# ---------------------------------------------------------------------- the right base


def drift(base: Side, drafted_on: Document, name: str) -> Notice | None:
    """A notice when what an edited copy was drafted on is not the base: how much of it, and where.

    Shape:   `drafted_on` the edited copy with its changes rejected.
    """
    comparison = differ.compare(base.document, drafted_on)
    changes = [
        x
        for x in own_changes(comparison, base.instrument, -1)
        if any(comparison.old.clauses[i].instrument == base.instrument for i in x.old)
    ]
    other = [x for x in changes if x.status is not Status.UNCHANGED]
    alien = _alien(comparison, base.instrument)
    if not other and not alien:
        return None
    first = _place(comparison, (other or alien)[0])
    count = len(other) + len(alien)
    said = (
        f"{name} was drafted on another text than the base: {count} of {len(changes)} clauses "
        f"differ, the first at {first}; these differences are marked as yours"
    )
    return Notice("other-base", said)


def mismatch(base: Side, new: Side) -> Iterator[Notice]:
    """Notices where the two texts are not two versions of one: another number, another language."""
    old, fresh = (x.document.instruments[x.instrument] for x in (base, new))
    if old.work.number and fresh.work.number and old.work.number != fresh.work.number:
        said = f"the base is {old.work.number}, but the edited text is {fresh.work.number}"
        yield Notice("other-number", said)
    if old.language and fresh.language and old.language != fresh.language:
        said = f"the base is written in {old.language}, but the edited text in {fresh.language}"
        yield Notice("other-language", said)


def _alien(comparison: Comparison, instrument: int) -> list[Change]:
    """What the other text has and the base has not."""
    pairs = {
        comparison.new.clauses[i].instrument
        for x in comparison.changes
        for i in x.new
        if any(comparison.old.clauses[j].instrument == instrument for j in x.old)
    }
    pairs.discard(-1)
    return [
        x
        for x in comparison.changes
        if x.status is Status.INSERTED
        and any(_is_text(comparison.new.clauses[i], pairs) for i in x.new)
    ]


def _is_text(clause: Clause, instruments: set[int]) -> bool:
    return clause.instrument in instruments and clause.kind not in AROUND


def _place(comparison: Comparison, change: Change) -> str:
    document, index = (
        (comparison.old, change.old[0]) if change.old else (comparison.new, change.new[0])
    )
    clause = document.clauses[index]
    words = [clause.label] if clause.label else []
    while clause.parent >= 0:
        clause = document.clauses[clause.parent]
        words.insert(0, clause.text.strip() if clause.kind is Kind.CALL else clause.label)
    return " ".join(x for x in words if x) or clause.kind.value
