"""What was read from one file: its structure as data and as readable text.

`schemas/show.json` says what the data holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from resdiff.model import Clause, Document, Instrument, Kind, Proposal
from resdiff.renderers.heads import SCHEMA, Json, head, notices, source_name
from resdiff.renderers.terminal import BOLD, ITALIC, PLAIN, Stretch, width, wrap

_HEAD = frozenset({Kind.NUMBER, Kind.TITLE, Kind.HISTORY, Kind.ADOPTING})
_LOOSE = frozenset({Kind.ITEM, Kind.PARAGRAPH, Kind.HEADING, Kind.CELL})
_ELSEWHERE = frozenset({Kind.NOTE, Kind.UNPLACED})  # listed apart, wherever they stand

_SPACED = frozenset({Kind.CALL, Kind.ANNEX, Kind.NUMBER})
_GROUPED = frozenset({Kind.NOTE, Kind.HISTORY, Kind.REASONS, Kind.UNPLACED, Kind.RUNNING})
_STRONG = frozenset({Kind.NUMBER, Kind.TITLE, Kind.ANNEX, Kind.HEADING})
_TOLD_BY_PATH = frozenset(Kind) - {Kind.CELL, Kind.HEADING}
_PATH = 9  # columns of the paths: what "annex1/12" takes
_INDENT = 3  # columns a level: what "a) " takes


def render_json(document: Document, explain: bool = False) -> str:
    """The structure as JSON; with `explain`, also how sure the reader is of each clause, and
    why."""
    data = document_data(document)
    if explain:
        data["explained"] = [_explained(clause) for clause in document.clauses]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _explained(clause: Clause) -> dict[str, Json]:
    return {
        "path": clause.path,
        "instrument": clause.instrument,
        "kind": clause.kind.value,
        "label": clause.label,
        "certainty": clause.certainty,
        "reason": clause.reason,
    }


def document_data(document: Document) -> dict[str, Json]:
    """The structure as plain data: every clause of the document stands in it."""
    tree = _Tree(document)
    return {
        "schema": SCHEMA,
        "name": source_name(document),
        "view": document.view.value,
        "language": document.language,
        "instruments": [_instrument(tree, number) for number in range(len(document.instruments))],
        "matter": _outside(tree),
        "unplaced": [_unplaced(c) for c in document.clauses if c.kind is Kind.UNPLACED],
        "notices": notices(document.notices),
    }


class _Tree:
    """A document's clauses by parent: the tree that the flat sequence stands for.

    Shape:   `shown` grows with what was put into sections and annexes; the rest is matter.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.shown: set[int] = set()
        self.below: dict[int, list[int]] = {}
        for index, clause in enumerate(document.clauses):
            self.below.setdefault(clause.parent, []).append(index)

    def __getitem__(self, index: int) -> Clause:
        return self.document.clauses[index]

    def children(self, index: int) -> list[int]:
        """The clauses right below one."""
        return self.below.get(index, [])

    def roots(self, instrument: int) -> list[int]:
        """The clauses of one instrument (-1: of none) that nothing encloses."""
        return [i for i in self.children(-1) if self[i].instrument == instrument]

    def flat(self, indices: Iterable[int]) -> Iterator[int]:
        """The clauses and all below them, in reading order."""
        for index in indices:
            yield index
            yield from self.flat(self.children(index))


def _instrument(tree: _Tree, number: int) -> dict[str, Json]:
    instrument = tree.document.instruments[number]
    roots = tree.roots(number)
    inside = list(tree.flat(roots))
    sections = [_section(tree, i) for i in roots if tree[i].kind is Kind.CALL]
    annexes = [_annex(tree, i) for i in roots if tree[i].kind is Kind.ANNEX]
    loose = [_clause(tree, i) for i in roots if tree[i].kind in _LOOSE]
    return {
        **head(instrument),
        "sections": sections,
        "annexes": annexes,
        "footnotes": [_note(tree[i]) for i in inside if tree[i].kind is Kind.NOTE],
        "proposal": _proposal(instrument.proposal),
        "head": [_line(tree[i]) for i in inside if tree[i].kind in _HEAD],
        "loose": loose,
        "matter": _matter(tree, inside),
    }


def _section(tree: _Tree, index: int) -> dict[str, Json]:
    call = tree[index]
    tree.shown.add(index)
    return {
        "path": call.path,
        "call": call.text.strip(),
        "call_id": call.call_id,
        "part": call.part,
        "addressee": call.addressee,
        "clauses": _clauses(tree, tree.children(index)),
    }


def _annex(tree: _Tree, index: int) -> dict[str, Json]:
    """An annex; a heading that comes first is its title."""
    annex, children = tree[index], tree.children(index)
    tree.shown.add(index)
    title = ""
    if children and tree[children[0]].kind is Kind.HEADING and not tree[children[0]].label:
        tree.shown.add(children[0])
        title = tree[children[0]].text.strip()
        children = [*tree.children(children[0]), *children[1:]]
    return {
        "path": annex.path,
        "heading": annex.text.strip(),
        "title": title,
        "clauses": _clauses(tree, children),
    }


def _clauses(tree: _Tree, indices: Sequence[int]) -> list[Json]:
    return [_clause(tree, i) for i in indices if tree[i].kind not in _ELSEWHERE]


def _clause(tree: _Tree, index: int) -> dict[str, Json]:
    clause = tree[index]
    tree.shown.add(index)
    shown: dict[str, Json] = {
        "path": clause.path,
        "label": clause.label,
        "text": clause.text.strip(),
        "children": _clauses(tree, tree.children(index)),
    }
    if clause.kind not in {Kind.ITEM, Kind.PARAGRAPH}:
        shown["kind"] = clause.kind.value
    if clause.cell is not None:
        shown["cell"] = [clause.cell.table, clause.cell.row, clause.cell.column]
    return shown


def _note(clause: Clause) -> dict[str, Json]:
    return {"path": clause.path, "mark": clause.label, "text": clause.text.strip()}


def _proposal(proposal: Proposal | None) -> Json:
    if proposal is None:
        return None
    return {
        "symbol": proposal.symbol,
        "source": proposal.source,
        "document": proposal.document,
        "number": proposal.number,
        "reasons": proposal.reasons,
    }


def _matter(tree: _Tree, indices: Iterable[int]) -> list[Json]:
    """What stands around the sections and annexes, line by line."""
    apart = _ELSEWHERE | _HEAD
    return [_line(tree[i]) for i in indices if i not in tree.shown and tree[i].kind not in apart]


def _line(clause: Clause) -> dict[str, Json]:
    return {"path": clause.path, "kind": clause.kind.value, "text": _printed(clause)}


def _outside(tree: _Tree) -> list[Json]:
    """What belongs to no instrument: all that was read where there is none."""
    inside = tree.flat(tree.roots(-1))
    return [_line(tree[i]) for i in inside if tree[i].kind is not Kind.UNPLACED]


def _printed(clause: Clause) -> str:
    return f"{clause.label}\t{clause.text}".strip() if clause.label else clause.text.strip()


def _unplaced(clause: Clause) -> dict[str, Json]:
    anchor = clause.anchors[0] if clause.anchors else None
    return {
        "path": clause.path,
        "text": _printed(clause),
        "part": anchor.part if anchor else "",
        "paragraph": anchor.paragraph if anchor else -1,
    }


# -- as text ------------------------------------------------------------------------------------


def render_text(document: Document, color: bool, columns: int, explain: bool = False) -> str:
    """The structure for a terminal: each line with its path, sub-clauses indented; with `explain`,
    what each clause is, how surely (from 0 to 1), and why, in a line below it."""
    rows: list[str] = []
    for number, clause in enumerate(document.clauses):
        if clause.kind in _SPACED or _opens(document, number):
            rows.append("")
        rows.extend(_row(document, clause, color, columns))
        if explain:
            rows.append(_explanation(document, clause))
    facts = (_facts(instrument) for instrument in document.instruments)
    return "\n".join((*facts, *rows)) + "\n"


def _explanation(document: Document, clause: Clause) -> str:
    indent = " " * (_PATH + 1 + _INDENT * _level(document, clause))
    call = f" {clause.call_id}" if clause.call_id else ""
    told = f"{clause.kind.value}{call}, {clause.certainty:.2f}"
    return f"{indent}= {told}: {clause.reason}" if clause.reason else f"{indent}= {told}"


def _opens(document: Document, number: int) -> bool:
    """Whether the clause is the first of its kind after others, where a reader expects a gap."""
    kind = document.clauses[number].kind
    before = document.clauses[number - 1].kind if number else None
    return kind is not before and kind in _GROUPED


def _facts(instrument: Instrument) -> str:
    """What is known of an instrument, in one line."""
    edition, proposal = instrument.edition, instrument.proposal
    told = [
        f"{instrument.work.body} {instrument.work.kind} {instrument.work.number}".strip(),
        f"{edition.place} {edition.year or ''}".strip() + (" (revised)" if edition.revised else ""),
        instrument.language,
    ]
    if proposal is not None:
        stands = "/".join(filter(None, (proposal.source, proposal.document, proposal.number)))
        told.append(f"{proposal.symbol} {stands}".strip())
    return " · ".join(fact for fact in told if fact)


def _row(document: Document, clause: Clause, color: bool, columns: int) -> Iterator[str]:
    """One clause: path (its kind where that says more), label, text."""
    name = clause.path if clause.kind in _TOLD_BY_PATH else f"{clause.path} [{clause.kind.value}]"
    lead = name.ljust(_PATH) + " " * (1 + _INDENT * _level(document, clause))
    hang = " " * (width(lead) + (_INDENT if clause.label else 0))
    style = ITALIC if clause.kind is Kind.CALL else BOLD if clause.kind in _STRONG else PLAIN
    label = [Stretch(f"{clause.label} ")] if clause.label else []
    yield from wrap([*label, Stretch(clause.text.strip(), style)], columns, lead, hang, color)


def _level(document: Document, clause: Clause) -> int:
    """How many clauses enclose it."""
    level, parent = 0, clause.parent
    while parent >= 0:
        level, parent = level + 1, document.clauses[parent].parent
    return level
