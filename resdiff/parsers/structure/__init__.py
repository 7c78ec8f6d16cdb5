"""Knows what a resolution looks like: blocks in, a document of clauses out.

heads        which lines are number line, title, history, adopting sentence
instruments  one instrument from front matter to notes
evidence     is this line a call, and was one swallowed here
body         sections and their clauses
outline      which item hangs under which
annexes, notes, items, lines, drafts
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from resdiff.language import detect, history
from resdiff.language.matter import Matter, MatterKind
from resdiff.model import (
    Block,
    Cell,
    Clause,
    Document,
    Instrument,
    Kind,
    Notice,
    Source,
    View,
)
from resdiff.parsers.structure.drafts import Draft, cell_key, give_paths
from resdiff.parsers.structure.heads import REACH, Head, find_heads, part_numbers
from resdiff.parsers.structure.instruments import (
    Reading,
    finish,
    front_drafts,
    instrument,
    proposal_draft,
    read_instrument,
    read_matter,
    reasons_draft,
)
from resdiff.parsers.structure.lines import Line, blank, from_block, in_parentheses, listed
from resdiff.parsers.structure.notes import note_drafts, printed_marks
from resdiff.parsers.structure.outline import BEGINS_AGAIN, RUN_TOGETHER
from resdiff.patterns import pattern
from resdiff.values import replace

SAMPLE = 20_000
"""Code points that the language is told from: several pages, so that a quoted title does not
decide."""

_RUN_TOGETHER = pattern(r"(?:19|20)\d\d(?:19|20)\d\d(?!\d)")
_CHINESE_RUN_TOGETHER = pattern(r"\d{4}年[^，。；、（）()]{1,12}\d{4}年，")


def structure(
    blocks: Iterable[Block], view: View, source: Source, notices: Sequence[Notice] = ()
) -> Document:
    """The document that blocks make up. Never refuses: what is not understood is kept as UNPLACED
    or PARAGRAPH."""
    lines = [from_block(b) for b in blocks if b.note or not blank(b.text)]
    body = [x for x in lines if x.block.place == "body" and not x.block.note]
    notes = [x for x in lines if x.block.note]
    running = [x for x in lines if x.block.place != "body" and not x.block.note]
    language = detect(_sample(body)).language
    parted = part_numbers(body)
    heads = find_heads(parted, language)
    found = list(notices)
    if not heads:
        found.append(_no_resolution(source))
        noted = note_drafts([(x.block.note, x) for x in notes], printed_marks(body))
        plain = [*_plain(body, language), *noted, *_running(running)]
        return _assemble([], [plain], language, view, source, found)
    parted = _out_of_frames(parted, heads)
    readings, outside = _read_all(parted, heads, language)
    _share_notes(readings, parted, notes)
    language = language or readings[0].language
    found += _notices(readings)
    outside[-1] += _running(running)
    return _assemble(readings, outside, language, view, source, found)


def _sample(lines: Sequence[Line]) -> str:
    taken: list[str] = []
    left = SAMPLE
    for line in lines:
        if left <= 0:
            break
        taken.append(line.text)
        left -= len(line.text)
    return "\n".join(taken)


def _out_of_frames(lines: list[Line], heads: Sequence[Head]) -> list[Line]:
    """The lines, those of a cell that a number line stands in read as if there were no table: some
    texts are set in a frame that is a table of one cell."""
    frames = {lines[h.start].block.cell for h in heads} - {None}
    if not frames:
        return lines
    return [
        replace(x, block=replace(x.block, cell=None)) if x.block.cell in frames else x
        for x in lines
    ]


def _read_all(
    lines: Sequence[Line], heads: Sequence[Head], language: str
) -> tuple[list[Reading], list[list[Draft]]]:
    """Every instrument, and what belongs to none: before the first, then behind each."""
    fronts = [_front(lines, heads, k, language) for k in range(len(heads))]
    counts: dict[Kind, int] = {}
    outside = [front_drafts(lines[: fronts[0]], language, counts)[0]]
    readings: list[Reading] = []
    for k, head in enumerate(heads):
        stop = fronts[k + 1] if k + 1 < len(heads) else len(lines)
        own = head.read.language if head.read is not None else ""
        own = own or detect(_sample(lines[head.start : stop])).language or language
        reading = read_instrument(lines[fronts[k] : head.start], lines, head, stop, own)
        readings.append(reading)
        outside.append(front_drafts(reading.behind, language, counts)[0])
    return readings, outside


def _front(lines: Sequence[Line], heads: Sequence[Head], k: int, language: str) -> int:
    """Where the front matter of an instrument begins: everything before a single one, else its
    proposal line."""
    if len(heads) == 1:
        return 0
    top = heads[k - 1].body if k else 0
    start = heads[k].start
    while start > top:
        found = read_matter(lines[start - 1], language)
        if found is None or found.kind not in {MatterKind.PROPOSAL, MatterKind.DRAFT}:
            break
        start -= 1
    return _behind_history(lines, top, start, language)


def _behind_history(lines: Sequence[Line], top: int, start: int, language: str) -> int:
    """Where front matter begins that stands behind the history line of the instrument before:
    there, or at `start` where no such line is near."""
    for i in range(start - 1, max(top, start - REACH) - 1, -1):
        text = lines[i].text.strip()
        if listed(text) or lines[i].style.startswith("call"):
            break
        found = read_matter(lines[i], language)
        if found is not None and found.kind is MatterKind.REASONS:
            break  # they close the proposal before, whatever follows them
        if in_parentheses(text) and history.read(text, language) is not None:
            return i + 1
    return start


def _share_notes(readings: Sequence[Reading], body: Sequence[Line], notes: list[Line]) -> None:
    """Gives each note to the instrument that carries its mark, or that it stands in."""
    carriers: dict[str, int] = {}
    for k, reading in enumerate(readings):
        for draft in reading.drafts:
            for line in draft.lines:
                for mark in line.marks:
                    carriers.setdefault(mark.note, k)
    part = body[0].block.anchor.part if body else ""
    starts = [body[r.head.start].block.anchor.paragraph for r in readings]
    own: list[list[tuple[str, Line]]] = [[] for _ in readings]
    for line in notes:
        k = carriers.get(line.block.note, 0)
        if line.block.anchor.part == part:
            k = max(bisect_right(starts, line.block.anchor.paragraph) - 1, 0)
        own[k].append((line.block.note, line))
    for reading, shared in zip(readings, own, strict=True):
        finish(reading, shared)


def _plain(lines: Sequence[Line], language: str) -> list[Draft]:
    """The paragraphs of a text that is no resolution, as they stand; proposal lines and Reasons
    among them are known: the Constitution and the Radio Regulations are amended by provision."""
    drafts: list[Draft] = []
    tables: dict[int, int] = {}
    counts: dict[Cell | None, int] = {}
    matters = _matters(lines, language)
    for index, line in enumerate(lines):
        if index in matters:
            drafts.append(matters[index])
            continue
        cell = line.block.cell
        count = counts[cell] = counts.get(cell, 0) + 1
        if cell is None:
            kind, key = Kind.PARAGRAPH, f"-{count}"
        else:
            number = tables.setdefault(cell.table, len(tables) + 1)
            kind, key = Kind.CELL, cell_key(number, cell, count)
        draft = Draft(kind, [line], key, True, label=line.block.label, cell=cell)
        draft.reason = "the text is no resolution"
        drafts.append(draft)
    return drafts


def _matters(lines: Sequence[Line], language: str) -> dict[int, Draft]:
    """The proposal lines of a text without resolutions, and the Reasons behind them, by line."""
    found: dict[int, Draft] = {}
    proposals = reasons = 0
    read = [None if x.block.cell is not None else read_matter(x, language) for x in lines]
    for index, one in enumerate(read):
        if one is None:
            continue
        if one.kind is MatterKind.PROPOSAL and _is_proposal(read[max(index - 1, 0) : index + 2]):
            proposals += 1
            found[index] = proposal_draft(lines[index], proposals)
        elif one.kind is MatterKind.REASONS and proposals:
            reasons += 1
            found[index] = reasons_draft(lines[index], one, reasons)
    return found


def _is_proposal(around: Sequence[Matter | None]) -> bool:
    """Whether proposal lines that stand together name a symbol, a document and a number."""
    said = [x.proposal for x in around if x is not None and x.proposal is not None]
    return any(x.symbol for x in said) and any(x.source and x.number for x in said)


def _running(lines: Sequence[Line]) -> list[Draft]:
    return [
        Draft(Kind.RUNNING, [x], f"running/{i}", True, label=x.block.label, reason=x.block.place)
        for i, x in enumerate(lines, 1)
    ]


def _assemble(
    readings: Sequence[Reading],
    outside: Sequence[Sequence[Draft]],
    language: str,
    view: View,
    source: Source,
    notices: Sequence[Notice],
) -> Document:
    clauses: list[Clause] = []
    instruments: list[Instrument] = []
    give_paths([draft for drafts in outside for draft in drafts])
    _settle(outside[0], -1, clauses)
    for k, reading in enumerate(readings):
        start = len(clauses)
        give_paths(reading.drafts)
        _settle(reading.drafts, k, clauses)
        instruments.append(instrument(reading, start, len(clauses)))
        _settle(outside[k + 1], -1, clauses)
    return Document(tuple(clauses), tuple(instruments), language, view, tuple(notices), source)


def _settle(drafts: Sequence[Draft], instrument: int, clauses: list[Clause]) -> None:
    for draft in drafts:
        draft.index = len(clauses)
        if draft.parent is not None:
            draft.part = draft.part or draft.parent.part
        clauses.append(draft.settle(instrument))


def _no_resolution(source: Source) -> Notice:
    return Notice(
        "no-resolution",
        f"{source.name} holds no resolution, decision, recommendation or opinion;"
        " its text is kept as it stands",
    )


def _begins_again(draft: Draft) -> bool:
    """Whether an item of a section begins its series again."""
    above = draft.parent
    return draft.reason == BEGINS_AGAIN and above is not None and above.kind is Kind.CALL


def _says_two_years(text: str) -> bool:
    """Whether two years stand run together."""
    if "年" in text and _CHINESE_RUN_TOGETHER.search(text) is not None:
        return True
    return _RUN_TOGETHER.search(text) is not None


def _notices(readings: Sequence[Reading]) -> list[Notice]:
    found: list[Notice] = []
    for reading in readings:
        doubled = sum(d.reason == RUN_TOGETHER for d in reading.drafts)
        heads = [d for d in reading.drafts if d.kind in {Kind.NUMBER, Kind.HISTORY, Kind.ADOPTING}]
        mixed = any(_says_two_years(d.text) for d in heads)
        lost = sum(_begins_again(d) for d in reading.drafts)
        if lost and not doubled:
            found.append(
                Notice(
                    "calls-lost",
                    f"items that begin again at their first label without a call above: {lost};"
                    " the source may have lost its calls",
                )
            )
        if doubled or mixed:
            found.append(
                Notice(
                    "run-together",
                    "old and new words stand run together in this text, as when the marks of a"
                    " tracked file are lost; `resdiff recover FILE --base BASE` takes it apart",
                )
            )
    return found
