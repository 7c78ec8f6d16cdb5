"""Comparisons for tests: drawn at random, or read from marked text as the seeds have it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from resdiff.model import (
    Change,
    Clause,
    Comparison,
    Document,
    Edit,
    Edition,
    Instrument,
    Kind,
    Nature,
    NoteMark,
    Proposal,
    Source,
    Status,
    View,
    Work,
)

WORDS = ("notes", "that\tthe", "Union 1", "1", "شبكات", "第6版", " ", "\n", "a]b", "&<i>")


# -- at random ----------------------------------------------------------------------------------


@dataclass
class _Growing:
    """A comparison while it is drawn: the clauses and the changes of both sides so far."""

    old: list[Clause] = field(default_factory=list)
    new: list[Clause] = field(default_factory=list)


@st.composite
def texts(draw: st.DrawFn) -> str:
    return "".join(draw(st.lists(st.sampled_from(WORDS), max_size=5)))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, tuple[Edit, ...]]:
    """Two texts and the edits between them."""
    old, new, edits = draw(texts()), "", []
    new = old
    for _ in range(draw(st.integers(1, 3))):
        gone, come = draw(texts()), draw(texts())
        if not gone and not come:
            continue
        edits.append(Edit(len(old), len(old) + len(gone), len(new), len(new) + len(come)))
        kept = "|" + draw(texts())
        old, new = old + gone + kept, new + come + kept
    return old, new, tuple(edits)


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Every status, moves, splits, mergers, renumbering and note marks, in any order."""
    drafts = []
    for _ in range(draw(st.integers(0, 8))):
        old, new, edits = draw(edited())
        sides = draw(st.sampled_from(("both", "both", "both", "old", "new", "split", "merged")))
        drafts.append((old, new, edits, sides, draw(st.booleans())))
    growing = _Growing()
    changes = []
    for old, new, edits, sides, moved in drafts:
        olds = _parts(draw, growing.old, old if sides != "new" else None, sides == "merged")
        news = _parts(draw, growing.new, new if sides != "old" else None, sides == "split")
        changes.append(_change(growing, olds, news, edits, sides, moved))
    blocks = draw(st.permutations([change.old for change in changes]))
    shuffled = [index for block in blocks for index in block]
    order_old = shuffled if draw(st.booleans()) else None
    return _comparison(growing, changes, order_old)


def _parts(
    draw: st.DrawFn, clauses: list[Clause], text: str | None, several: bool
) -> tuple[int, ...]:
    if text is None:
        return ()
    pieces = text.split("\n", 1) if several else [text]
    start = len(clauses)
    for piece in pieces:
        label = draw(st.sampled_from(("", "a)", "b)", "1", "(1", "د )", "1.2")))
        at = draw(st.integers(0, len(piece)))
        marks = (NoteMark(at, min(at + 1, len(piece)), "n", True),) if draw(st.booleans()) else ()
        parent = draw(st.sampled_from((-1, *range(len(clauses)))))
        clauses.append(
            Clause(Kind.ITEM, piece, f"1/{len(clauses)}", label, label, parent, marks=marks)
        )
    return tuple(range(start, len(clauses)))


def _change(
    growing: _Growing,
    olds: tuple[int, ...],
    news: tuple[int, ...],
    edits: tuple[Edit, ...],
    sides: str,
    moved: bool,
) -> Change:
    if not olds or not news:
        return Change(Status.DELETED if olds else Status.INSERTED, olds, news)
    renumbered = growing.old[olds[0]].label != growing.new[news[0]].label
    status = Status.CHANGED if edits else Status.UNCHANGED
    split, merged = len(news) > 1, len(olds) > 1
    return Change(status, olds, news, edits, moved, renumbered, split, merged)


def _comparison(
    growing: _Growing, changes: Sequence[Change], order_old: Sequence[int] | None
) -> Comparison:
    """The comparison, its old clauses shuffled where an order is given (parents then fall away)."""
    old = growing.old
    if order_old is not None:
        place = {index: at for at, index in enumerate(order_old)}
        flat = [Clause(c.kind, c.text, c.path, c.label, marks=c.marks) for c in old]
        old = [flat[index] for index in order_old]
        changes = [
            Change(
                c.status,
                tuple(place[i] for i in c.old),
                c.new,
                c.edits,
                c.moved,
                c.renumbered,
                c.split,
                c.merged,
            )
            for c in changes
        ]
    documents = [Document(tuple(side), (), "en", View.FINAL) for side in (old, growing.new)]
    return Comparison(documents[0], documents[1], tuple(changes))


# -- from marked text ---------------------------------------------------------------------------

_MARK = re.compile(r"\{\+\+(.*?)\+\+\}|\{--(.*?)--\}", re.DOTALL)
_LABELLED = re.compile(r"((?:\S{1,3} ?\)|\d+))\t(.*)", re.DOTALL)


@dataclass
class _Side:
    """One side of a marked line: its text and where in it each stretch of the line stands."""

    text: str = ""
    label: str = ""

    def split(self) -> _Side:
        found = _LABELLED.fullmatch(self.text)
        return _Side(found[2], found[1].strip(" ")) if found else self


def marked(lines: Sequence[tuple[Kind, str]], language: str = "en", title: str = "") -> Comparison:
    """A comparison from marked lines: {++inserted++}, {--deleted--}, label TAB text."""
    old: list[Clause] = []
    new: list[Clause] = []
    changes = []
    calls = [0, 0]
    for kind, line in lines:
        sides, edits = _read(line)
        change: list[tuple[int, ...]] = [(), ()]
        for at, clauses in enumerate((old, new)):
            side = sides[at]
            if side is None:
                continue
            calls[at] += kind is Kind.CALL
            change[at] = (len(clauses),)
            clauses.append(_clause(kind, side, clauses, calls[at]))
        changes.append(_marked_change(change[0], change[1], sides, edits))
    return Comparison(
        _document(old, language, title, "old.docx"),
        _document(new, language, title, "new.docx"),
        tuple(changes),
    )


def _clause(kind: Kind, side: _Side, before: Sequence[Clause], section: int) -> Clause:
    above = [i for i, clause in enumerate(before) if clause.kind is Kind.CALL]
    inside = kind in {Kind.ITEM, Kind.PARAGRAPH} and bool(above)
    number = side.label.strip("(). ") or "-1"
    path = f"{section}/{number}" if inside else kind.value
    if kind is Kind.CALL:
        path = str(section)
    if kind is Kind.NOTE:
        path = f"note/{side.label}"
    return Clause(
        kind,
        side.text,
        path,
        side.label,
        number if side.label else "",
        above[-1] if inside else -1,
        0,
    )


def _read(line: str) -> tuple[tuple[_Side | None, _Side | None], tuple[Edit, ...]]:
    """The two sides of a marked line, and the edits between their texts (labels apart)."""
    texts = ["", ""]
    stretches = []
    at = 0
    for found in (*_MARK.finditer(line), None):
        kept = line[at : found.start() if found else len(line)]
        texts = [text + kept for text in texts]
        if found is None:
            break
        stretches.append((len(texts[0]), len(texts[1]), found[2] or "", found[1] or ""))
        texts = [texts[0] + (found[2] or ""), texts[1] + (found[1] or "")]
        at = found.end()
    whole = _MARK.fullmatch(line)
    sides = [_Side(text).split() for text in texts]
    shift = [len(text) - len(side.text) for text, side in zip(texts, sides, strict=True)]
    edits: list[Edit] = []
    for o, n, gone, come in stretches:
        o, n = o - shift[0], n - shift[1]
        if o < 0 or n < 0:
            continue
        if edits and edits[-1].old_stop == o and edits[-1].new_stop == n:
            last = edits.pop()
            edits.append(Edit(last.old_start, o + len(gone), last.new_start, n + len(come)))
        else:
            edits.append(Edit(o, o + len(gone), n, n + len(come)))
    if whole:
        return (None, sides[1]) if whole[1] is not None else (sides[0], None), ()
    return (sides[0], sides[1]), tuple(edits)


def _marked_change(
    olds: tuple[int, ...],
    news: tuple[int, ...],
    sides: tuple[_Side | None, _Side | None],
    edits: tuple[Edit, ...],
) -> Change:
    old, new = sides
    if old is None or new is None:
        status = Status.INSERTED if old is None else Status.DELETED
        return Change(status, olds, news, nature=Nature.SUBSTANTIVE)
    renumbered = old.label != new.label
    status = Status.CHANGED if edits else Status.UNCHANGED
    nature = Nature.SUBSTANTIVE if edits else Nature.RENUMBERED if renumbered else Nature.NONE
    return Change(status, olds, news, edits, renumbered=renumbered, nature=nature)


def _document(clauses: Sequence[Clause], language: str, title: str, name: str) -> Document:
    instrument = Instrument(
        work=Work("PP", "resolution", "991"),
        edition=Edition(True, "Dubai", "dubai", 2018),
        language=language,
        title=title,
        adopting="",
        history=(),
        proposal=Proposal("MOD", "ECP", "77A1", "1"),
        start=0,
        stop=len(clauses),
    )
    return Document(
        tuple(clauses), (instrument,), language, View.FINAL, source=Source(name, "docx", b"")
    )
