"""Reads one instrument: its front matter, head, sections, annexes and what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from resdiff.language import matter
from resdiff.language.adopting import ELSEWHERE
from resdiff.language.matter import Matter, MatterKind
from resdiff.model import Edition, Instrument, Kind, Proposal, Work
from resdiff.parsers.structure.annexes import read_annex, split_annexes
from resdiff.parsers.structure.body import Body
from resdiff.parsers.structure.drafts import Draft
from resdiff.parsers.structure.heads import Head
from resdiff.parsers.structure.lines import Line, blank, broken_at, joined, listed, unspaced
from resdiff.parsers.structure.notes import note_drafts, printed_marks, split_notes
from resdiff.values import dataclass

MATTER = 120
"""Code points that tell whether a line begins like matter; the longest such beginning has 80."""

_BLANKS = re.compile(r"\s+")


@dataclass(slots=True)
class Reading:
    """One instrument as read.

    Shape:   `drafts` in reading order, notes last; `notes` the typed ones found in the text;
             `behind` lines that stand behind it and belong to no instrument.
    """

    head: Head
    language: str
    drafts: list[Draft] = field(default_factory=list)
    proposal: Proposal | None = None
    notes: list[tuple[str, Line]] = field(default_factory=list)
    behind: list[Line] = field(default_factory=list)


def read_instrument(
    front: Sequence[Line], lines: Sequence[Line], head: Head, stop: int, language: str
) -> Reading:
    """The instrument whose head stands in `lines`, up to `stop`; `front` is the matter before it
    that belongs to it."""
    reading = Reading(head, language)
    _read_front(front, reading)
    _read_head(lines, reading)
    body, typed = split_notes(_body_lines(lines, head, stop))
    reading.notes += typed
    body, tail = _split_tail(body, language)
    main, annexes = split_annexes(body, language)
    called = head.adopted is None or head.adopted.body not in ELSEWHERE
    text = Body(language, calls=called, before=_before(lines, head), width=broken_at(main))
    reading.behind += text.read(main, ends=not annexes and not tail)
    reading.drafts += text.drafts
    if head.read is not None and head.read.kind == "decision":
        _decide(text.drafts)
    head.editions += text.editions
    for number, annex in enumerate(annexes, 1):
        reading.drafts += read_annex(annex, number, language)
    _read_tail(tail, reading)
    return reading


def _decide(drafts: Sequence[Draft]) -> None:
    """Makes "decides" of "resolves" in a decision: most languages have one word for both."""
    for draft in drafts:
        verb, to, second = draft.call_id.partition("_")
        if verb == "resolves":
            draft.call_id = f"decides{to}{second}"


def finish(reading: Reading, notes: Sequence[tuple[str, Line]]) -> None:
    """Adds the notes, the format's and the typed ones, to what was read."""
    printed = printed_marks(line for draft in reading.drafts for line in draft.lines)
    reading.drafts += note_drafts([*notes, *reading.notes], printed)


def instrument(reading: Reading, start: int, stop: int) -> Instrument:
    """The value that names an instrument and what its head says."""
    head = reading.head
    return Instrument(
        work=_work(head),
        edition=_edition(head),
        language=reading.language,
        title=flat([d for d in reading.drafts if d.kind is Kind.TITLE]),
        adopting=flat([d for d in reading.drafts if d.kind is Kind.ADOPTING]),
        history=head.editions,
        proposal=_proposal(reading),
        start=start,
        stop=stop,
    )


def flat(drafts: Sequence[Draft]) -> str:
    """The texts of drafts on one line: line ends become blanks, or nothing between Chinese
    characters."""
    text = ""
    for piece in (p for d in drafts for line in d.lines for p in line.text.splitlines()):
        piece = _BLANKS.sub(" ", piece).strip()
        tight = not text or not piece or (unspaced(text[-1]) and unspaced(piece[0]))
        text += piece if tight else f" {piece}"
    return text


# ---------------------------------------------------------------------- front and back matter


def read_matter(line: Line, language: str) -> Matter | None:
    """The line of front or back matter that `line` is or begins as."""
    return matter.read(line.text[:MATTER].strip(), language)


def front_drafts(
    lines: Sequence[Line], language: str, counts: dict[Kind, int]
) -> tuple[list[Draft], list[Proposal]]:
    """The clauses of front matter, and the proposal lines among it; `counts` goes on counting."""
    drafts: list[Draft] = []
    proposals: list[Proposal] = []
    kind = Kind.COVER
    for line in lines:
        found = read_matter(line, language)
        own, label = kind, None
        if found is not None and found.kind is MatterKind.PROPOSAL:
            own, kind = Kind.PROPOSAL, Kind.COVER
            if found.proposal is not None:
                proposals.append(found.proposal)
        elif found is not None and found.kind is MatterKind.ABSTRACT:
            own = kind = Kind.ABSTRACT
            label = found
        elif line.style.startswith("abstract"):
            own = Kind.ABSTRACT
        elif found is not None and found.kind is MatterKind.HEADING:
            own = kind = Kind.COVER
        counts[own] = counts.get(own, 0) + 1
        draft = _with_label(own, line, label)
        draft.cell = line.block.cell
        first = own is Kind.PROPOSAL and counts[own] == 1
        draft.key = own.value if first else f"{own.value}/{counts[own]}"
        draft.rooted, draft.reason = True, "before the number line"
        drafts.append(draft)
    return drafts, proposals


def _read_front(front: Sequence[Line], reading: Reading) -> None:
    drafts, proposals = front_drafts(front, reading.language, {})
    reading.drafts += drafts
    if proposals:
        reading.proposal = Proposal(
            *(
                next((v for p in proposals if (v := getattr(p, name))), "")
                for name in ("symbol", "source", "document", "number")
            )
        )


def _with_label(kind: Kind, line: Line, found: Matter | None) -> Draft:
    """A clause whose leading word ("Reasons:") is its label, unless it stands alone."""
    lead = len(line.text) - len(line.text.lstrip())
    if found is None or found.whole_line or blank(line.text[lead + found.stop :]):
        return Draft(kind, [line])
    length = len(line.text[lead : lead + found.stop].rstrip())
    label = line.solid(lead, lead + length)
    if label is None:
        return Draft(kind, [line])
    return Draft(kind, [line.cut(lead + found.stop)], label_line=label)


def _split_tail(lines: list[Line], language: str) -> tuple[list[Line], list[Line]]:
    """The lines before the first Reasons, and those from it on."""
    for i, line in enumerate(lines):
        if line.style.startswith("reasons"):
            return lines[:i], lines[i:]
        if line.block.cell is None and not listed(line.text):
            found = read_matter(line, language)
            if found is not None and found.kind is MatterKind.REASONS:
                return lines[:i], lines[i:]
    return lines, []


def _read_tail(tail: Sequence[Line], reading: Reading) -> None:
    """Reads the Reasons; what stands behind them and is none of them belongs to no instrument."""
    styled = bool(tail) and tail[0].style.startswith("reasons")
    for i, line in enumerate(tail):
        if not any(c.isalnum() for c in line.text):
            draft = Draft(Kind.RUNNING, [line], f"ornament/{i}", True, reason="an ornament")
            reading.drafts.append(draft)
            continue
        found = read_matter(line, reading.language)
        other = styled and not line.style.startswith("reasons")
        if other if found is None else found.kind is not MatterKind.REASONS:
            reading.behind += tail[i:]
            return
        reading.drafts.append(reasons_draft(line, found, i + 1))


def reasons_draft(line: Line, found: Matter | None, number: int) -> Draft:
    """A clause of Reasons, the first or a later one."""
    draft = _with_label(Kind.REASONS, line, found)
    draft.key, draft.rooted = "reasons" if number == 1 else f"reasons/{number}", True
    draft.cell, draft.reason = line.block.cell, "Reasons"
    return draft


def proposal_draft(line: Line, number: int) -> Draft:
    """A proposal line of a text that is no resolution, the first or a later one."""
    key = Kind.PROPOSAL.value if number == 1 else f"{Kind.PROPOSAL.value}/{number}"
    return Draft(Kind.PROPOSAL, [line], key, True, reason="a proposal line")


# ---------------------------------------------------------------------- head


def _read_head(lines: Sequence[Line], reading: Reading) -> None:
    head = reading.head
    parts = [(Kind.NUMBER, head.number), (Kind.TITLE, head.title), (Kind.HISTORY, head.history)]
    drafts = [
        (indices[0], Draft(kind, [lines[i] for i in indices], kind.value, True))
        for kind, indices in parts
        if indices
    ]
    if head.adopting:
        sentence = [lines[i] for i in head.adopting]
        if head.rest:
            sentence[-1] = sentence[-1].cut(0, head.rest)
        drafts.append((head.adopting[0], Draft(Kind.ADOPTING, sentence, "adopting", True)))
    for _, draft in sorted(drafts, key=lambda pair: pair[0]):
        draft.certainty, draft.reason = head.certainty, head.reason
        reading.drafts.append(draft)


def _body_lines(lines: Sequence[Line], head: Head, stop: int) -> list[Line]:
    rest = [lines[head.adopting[-1]].cut(head.rest)] if head.rest else []
    return [*rest, *lines[head.body : stop]]


def _before(lines: Sequence[Line], head: Head) -> str:
    if not head.adopting:
        return ""
    text = lines[head.adopting[-1]].text
    return (text[: head.rest] if head.rest else text).rstrip() or ","


def _work(head: Head) -> Work:
    body = head.adopted.body if head.adopted is not None else ""
    if head.read is None:
        return Work(body, "", "")
    said = head.read.body
    if said == "Council" and body:
        said = body  # a number above 999 only makes the Council likely; the sentence says who it is
    return Work(said or body, head.read.kind, head.read.number)


def _edition(head: Head) -> Edition:
    read, adopted = head.read, head.adopted
    if read is not None and (read.year or read.place):
        same = adopted is not None and adopted.year == read.year and not read.place
        where = adopted if same and adopted is not None else read  # "(Rev.WRC-19)" names no place
        return Edition(read.revised, where.place, where.place_id, read.year)
    revised = read.revised if read is not None else False
    if adopted is not None:
        return Edition(revised, adopted.place, adopted.place_id, adopted.year)
    return Edition(revised)


def _proposal(reading: Reading) -> Proposal | None:
    reasons = [d for d in reading.drafts if d.kind is Kind.REASONS and not _is_heading(d)]
    if reading.proposal is None and not reasons:
        return None
    text = "\n".join(joined(d.lines).strip() for d in reasons)
    known = reading.proposal or Proposal("", "", "", "")
    return Proposal(known.symbol, known.source, known.document, known.number, text)


def _is_heading(draft: Draft) -> bool:
    found = matter.read(draft.text.strip())
    return found is not None and found.kind is MatterKind.REASONS and found.whole_line
