"""Puts the voices side by side and asks every rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from resdiff.citations.finding import language_of
from resdiff.concord import calling, changes, extents, labelled, printed, referring
from resdiff.concord.drafts import Draft, Table, table
from resdiff.concord.joining import Joint, joined
from resdiff.concord.sides import Side, side
from resdiff.concord.values import Cell, Concord, Fate, Finding, Place, Row, Voice
from resdiff.errors import UsageError
from resdiff.model import Clause, Comparison, Document, Edit, Kind, Mark, Notice, Piece
from resdiff.renderers.heads import file_name, source_name

_MOST_FINDINGS = 0.5  # share of clauses from which on the texts are hardly the same one


def named(texts: Sequence[tuple[Document, Comparison | None]]) -> tuple[Voice, ...]:
    """A voice a text: called by its language, and by its file too where two share one."""
    languages = [language_of(document) for document, _ in texts]
    voices = []
    for (document, comparison), language in zip(texts, languages, strict=True):
        file = file_name(source_name(document))
        alone = language and languages.count(language) == 1
        name = language if alone else " ".join(filter(None, (language, file)))
        voices.append(Voice(name, file, language, document, comparison))
    return tuple(voices)


def concorded(voices: Sequence[Voice]) -> Concord:
    """The clauses of all voices side by side, and where the languages differ.

    Raises:  UsageError for fewer than two voices.
    """
    if len(voices) < 2:
        raise UsageError("there is one text, and nothing to hold it against", "name two or more")
    news = [side(voice.document) for voice in voices]
    olds = [side(v.comparison.old) if v.comparison is not None else None for v in voices]
    comparisons = [voice.comparison for voice in voices]
    joints = joined(news, olds, comparisons)
    names = [voice.name for voice in voices]
    new, old = table(names, news, joints, "new"), table(names, olds, joints, "old")
    drafts = sorted(_drafts(new, old, comparisons), key=_order)
    findings = tuple(_findings(drafts, new, old, joints))
    rows = tuple(
        _row(at, joint, news, olds, comparisons, findings) for at, joint in enumerate(joints)
    )
    return Concord(tuple(voices), rows, findings, tuple(_notices(voices, rows)))


def _drafts(new: Table, old: Table, comparisons: Sequence[Comparison | None]) -> Iterator[Draft]:
    """What all rules find, each thing once."""
    tracked = [c is not None for c in comparisons]
    structure = [d for d in changes.fates(new, tracked) if not _stands_on_call_line(new, d)]
    structure = [
        changes.doubted(d) if changes.run_together(new, d) else d
        for d in changes.gathered(new, structure)
    ]
    found = [*changes.moves(new), *_rules(new), *extents.lengths(new)]
    found += extents.growths(new, comparisons)
    found = [d for d in found if d.rule != "note" or not _is_said(d, structure)]
    yield from (d for d in structure if not _is_note_alone(new, d, found))
    yield from found
    said = {(d.rule, row, v) for d in found for row in d.rows for v in d.voices}
    for draft in _rules(old):
        if not any((draft.rule, draft.rows[0], v) in said for v in draft.voices):
            yield draft


def _rules(side: Table) -> Iterator[Draft]:
    yield from printed.printed(side)
    yield from calling.calls(side)
    yield from labelled.labels(side)
    yield from referring.references(side)


def _stands_on_call_line(new: Table, draft: Draft) -> bool:
    """Whether the one item of a section stands on the line of its call in this language."""
    row = draft.rows[0]
    if row == 0 or not changes.run_together(new, draft):
        return False
    return all(new.clause(row, v).kind is Kind.PARAGRAPH for v in new.joints[row].present) and any(
        new.clause(row - 1, v).kind is Kind.CALL for v in new.joints[row - 1].present
    )


def _is_said(draft: Draft, structure: Sequence[Draft]) -> bool:
    """Whether a wanting mark is wanting with its whole clause."""
    return any(
        draft.rows[0] in d.rows and set(draft.voices) <= set(d.voices)
        for d in structure
        if d.rule == "missing-clause"
    )


def _is_note_alone(new: Table, draft: Draft, found: Sequence[Draft]) -> bool:
    """Whether a note is wanting whose mark is said to be wanting."""
    if len(draft.rows) > 1:
        return False
    row = draft.rows[0]
    marks = [d for d in found if d.rule == "note" and d.voices == draft.voices]
    own = {new.clause(row, v).note for v in new.joints[row].present
           if new.clause(row, v).kind is Kind.NOTE}  # fmt: skip
    return bool(own) and any(
        mark.note in own
        for d in marks
        for v in new.joints[d.rows[0]].present
        for mark in new.clause(d.rows[0], v).marks
    )


def _order(draft: Draft) -> tuple[int, str, tuple[int, ...]]:
    return draft.rows[0], draft.rule, draft.voices


def _findings(
    drafts: Sequence[Draft], new: Table, old: Table, joints: Sequence[Joint]
) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for draft in drafts:
        own = old if draft.side == "old" else new
        path = _path(own, draft.rows[0]) or _path(old, draft.rows[0]) or _path(new, draft.rows[0])
        id = f"{draft.rule}:{path}:{'+'.join(own.names[v] for v in draft.voices)}"
        seen[id] += 1
        yield Finding(
            id=id if seen[id] == 1 else f"{id}#{seen[id]}",
            rule=draft.rule,
            certainty=draft.certainty,
            voices=tuple(own.names[v] for v in draft.voices),
            rows=draft.rows,
            places=tuple(_places(draft, new, old)),
            reason=draft.reason + (", in the old text" if draft.side == "old" else ""),
        )


def _path(own: Table, row: int) -> str:
    """What most voices call the clause."""
    paths = [own.clause(row, v).path for v, index in enumerate(own.indices[row]) if index >= 0]
    return Counter(paths).most_common(1)[0][0] if paths else ""


def _places(draft: Draft, new: Table, old: Table) -> Iterator[Place]:
    row = draft.rows[0]
    for voice, name in enumerate(new.names):
        tables = (old, new) if draft.side == "old" else (new, old)
        own = next((t for t in tables if t.indices[row][voice] >= 0), None)
        yield Place(
            voice=name,
            path=own.clause(row, voice).path if own else "",
            near="" if own else _near(new, row, voice),
            says=draft.says.get(voice, ""),
            side=own.side if own else draft.side,
        )


def _near(new: Table, row: int, voice: int) -> str:
    """The clause that stands before where one is wanting."""
    for before in range(row - 1, -1, -1):
        if new.indices[before][voice] >= 0:
            return new.clause(before, voice).path
    return ""


def _row(
    at: int,
    joint: Joint,
    news: Sequence[Side],
    olds: Sequence[Side | None],
    comparisons: Sequence[Comparison | None],
    findings: Sequence[Finding],
) -> Row:
    cells = tuple(
        _cell(comparison, fate, old, new, was, now)
        for comparison, fate, old, new, was, now in zip(
            comparisons, joint.fates, joint.old, joint.new, olds, news, strict=True
        )
    )
    paths = Counter(cell.path for cell in cells if cell.path)
    path = paths.most_common(1)[0][0]
    kinds, levels = _forms(joint, olds, news)
    return Row(
        path=path,
        kind=Counter(kinds).most_common(1)[0][0],
        level=Counter(levels).most_common(1)[0][0],
        cells=cells,
        findings=tuple(n for n, finding in enumerate(findings) if at in finding.rows),
    )


def _forms(
    joint: Joint, olds: Sequence[Side | None], news: Sequence[Side]
) -> tuple[list[str], list[int]]:
    """The kind and the level of the clause in each voice that has it."""
    kinds, levels = [], []
    for old, new, was, now in zip(joint.old, joint.new, olds, news, strict=True):
        own, index = (now, new) if new >= 0 else (was, old)
        if own is not None and index >= 0:
            kinds.append(own.document.clauses[index].kind.value)
            levels.append(own.levels[index])
    return kinds, levels


def _cell(
    comparison: Comparison | None,
    fate: Fate,
    old: int,
    new: int,
    was: Side | None,
    now: Side,
) -> Cell:
    own, index = (now, new) if new >= 0 else (was, old)
    if own is None or index < 0:
        return Cell(fate)
    clause = own.document.clauses[index]
    pieces = tuple(_pieces(comparison, fate, old, new, clause))
    return Cell(fate, old, new, clause.path, clause.label, clause.text, pieces)


def _pieces(
    comparison: Comparison | None, fate: Fate, old: int, new: int, clause: Clause
) -> Iterator[Piece]:
    """The clause's text, what changes in it marked, note marks apart."""
    if fate is Fate.CHANGED and comparison is not None:
        change = next(c for c in comparison.changes if new in c.new)
        if change.old == (old,) and change.new == (new,):
            yield from _edited(comparison.old.clauses[old].text, clause, change.edits)
            return
    mark = {Fate.INSERTED: Mark.INSERTED, Fate.DELETED: Mark.DELETED}.get(fate, Mark.KEPT)
    yield from _noted(clause, 0, len(clause.text), mark)


def _edited(was: str, clause: Clause, edits: Sequence[Edit]) -> Iterator[Piece]:
    """The clause's text with what it was woven in."""
    at = 0
    for edit in edits:
        yield from _noted(clause, at, edit.new_start, Mark.KEPT)
        if edit.old_start < edit.old_stop:
            yield Piece(was[edit.old_start : edit.old_stop], Mark.DELETED)
        yield from _noted(clause, edit.new_start, edit.new_stop, Mark.INSERTED)
        at = edit.new_stop
    yield from _noted(clause, at, len(clause.text), Mark.KEPT)


def _noted(clause: Clause, start: int, stop: int, mark: Mark) -> Iterator[Piece]:
    """A stretch of the clause's text, its note marks in pieces of their own."""
    for note in clause.marks:
        if start <= note.start < note.stop <= stop:
            if start < note.start:
                yield Piece(clause.text[start : note.start], mark)
            yield Piece(clause.text[note.start : note.stop], mark, note=True)
            start = note.stop
    if start < stop:
        yield Piece(clause.text[start:stop], mark)


def _notices(voices: Sequence[Voice], rows: Sequence[Row]) -> Iterator[Notice]:
    for voice in voices:
        yield from (
            Notice(n.slug, f"{voice.name}: {n.message}", n.anchor) for n in voice.document.notices
        )
        if not voice.language:
            yield Notice(
                "language-unknown",
                f"{voice.name}: its language is not known, so that only digits are compared",
            )
    shown = [voice.name for voice in voices if voice.comparison is not None]
    if shown and len(shown) < len(voices):
        rest = ", ".join(voice.name for voice in voices if voice.comparison is None)
        yield Notice(
            "no-changes", f"{rest}: it carries no changes; what it says now is compared, not what"
            " it changes"
        )  # fmt: skip
    touched = sum(bool(row.findings) for row in rows)
    if rows and touched > _MOST_FINDINGS * len(rows):
        yield Notice(
            "another-text",
            f"{touched} of {len(rows)} clauses differ: are these the same text in all languages?",
        )
