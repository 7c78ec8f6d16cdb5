"""The redline for a terminal: a summary in a few lines, then the clauses that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from resdiff.model import (
    Change,
    Kind,
    Line,
    Mark,
    Piece,
    Redline,
    Status,
)
from resdiff.renderers import RenderOptions, brief, wanted
from resdiff.renderers.summary import CLAUSES, HEAD, is_plain, place_or_path
from resdiff.renderers.terminal import (
    DELETED,
    DIM,
    INSERTED,
    ITALIC,
    MOVED,
    PLAIN,
    Stretch,
    shortened,
    width,
    wrap,
)
from resdiff.renderers.words import words

SIGNS = {
    Status.UNCHANGED: " ",
    Status.CHANGED: "~",
    Status.INSERTED: "+",
    Status.DELETED: "-",
}
RENUMBERED = "#"
MOVE = ">"
_LEGEND = {
    **{SIGNS[x]: x.value for x in (Status.CHANGED, Status.INSERTED, Status.DELETED)},
    RENUMBERED: "renumbered",
    MOVE: "moved",
}
_BRACKETS = {Mark.DELETED: ("[-", "-]"), Mark.INSERTED: ("{+", "+}"), Mark.KEPT: ("", "")}
_STYLES = {Mark.DELETED: DELETED, Mark.INSERTED: INSERTED}
_WIDEST_PATH = 16  # columns; a longer path moves its own line only
_INDENT = 3  # columns a level: what "a) " takes
_ENOUGH = 24  # columns of a shortened text, however narrow the terminal


def render(redline: Redline, options: RenderOptions) -> bytes:
    """The summary and the redline as text in UTF-8."""
    rows = [*brief.lines(redline.comparison, options), *_body(redline, options)]
    return ("\n".join(rows) + "\n").encode()


def _body(redline: Redline, options: RenderOptions) -> Iterator[str]:
    """The lines that changed, each below its call; all lines where that is asked for."""
    changes = redline.comparison.changes
    shown = [line for line in redline.lines if _asked_for(changes[line.change], options)]
    paths = min(max((len(_path(line)) for line in shown), default=0), _WIDEST_PATH)
    headings = _headings(redline.lines)
    before: Line | None = None
    told: Line | None = None
    yield from _legend(shown, options)
    for line in shown:
        heading = headings[id(line)]
        if heading is not told and heading is not line and heading is not None:
            yield ""
            yield from _row(redline, heading, options, paths)
        elif before is None or heading is line or _group(line) != _group(before):
            yield ""
        told = heading
        before = line
        yield from _row(redline, line, options, paths)


def _legend(shown: Sequence[Line], options: RenderOptions) -> Iterator[str]:
    """What the signs say that stand before the clauses below; nothing where there are none."""
    own = words(options.language)
    there = {_sign(line) for line in shown}
    said = [f"{sign} {own[name]}" for sign, name in _LEGEND.items() if sign in there]
    if said:
        yield ""
        yield from wrap([Stretch("   ".join(said), DIM)], options.width, color=options.color)


def _asked_for(change: Change, options: RenderOptions) -> bool:
    return options.all or (not is_plain(change) and wanted(change, options))


def _headings(lines: Sequence[Line]) -> dict[int, Line | None]:
    """For each clause (by identity) the call or annex it stands under, itself included."""
    found: dict[int, Line | None] = {}
    heading: Line | None = None
    for line in lines:
        if line.kind in {Kind.CALL, Kind.ANNEX}:
            heading = line
        found[id(line)] = heading if _group(line) == "clause" else None
    return found


def _group(line: Line) -> str:
    """Between groups a reader expects a gap: head, clauses, notes, what stands around."""
    if line.kind in {Kind.NOTE, Kind.REASONS}:
        return line.kind.value
    return "head" if line.kind in HEAD else "clause" if line.kind in CLAUSES else "matter"


def _path(line: Line) -> str:
    return line.old_path if line.status is Status.DELETED else line.new_path


def _row(redline: Redline, line: Line, options: RenderOptions, paths: int) -> Iterator[str]:
    """One line: sign, path, label, text, and where it came from or went."""
    path = _path(line).ljust(paths)
    flush = line.kind in {Kind.CALL, Kind.ANNEX} | HEAD
    lead = f"{_sign(line)} {path} " + ("" if flush else " " * (2 + _INDENT * line.level))
    hang = width(lead) + (_INDENT if line.label else 0)
    body = list(_stretches(_shown(line, options, width(lead)), line, options))
    remark = _remark(redline, line, options)
    if remark:
        body.append(Stretch(f" — {remark}", MOVED))
    change = redline.comparison.changes[line.change]
    if options.explain and change.old and change.new and change.reason:
        body.append(Stretch(f"  [{change.score:.2f}: {change.reason}]", DIM))
    yield from wrap(body, options.width, lead, " " * hang, options.color)


def _shown(line: Line, options: RenderOptions, used: int) -> list[Piece]:
    """Label and words; of a clause whose label alone changed, as many words as fit its line."""
    pieces = list(line.pieces)
    label = list(line.label)
    if label:
        marks = {piece.mark for piece in label}
        label.append(Piece(" ", marks.pop() if len(marks) == 1 else Mark.KEPT))
    if line.status is Status.UNCHANGED and line.renumbered and not (options.all or line.moved):
        text = "".join(piece.text for piece in pieces)
        used += sum(width(_bracketed(piece.mark, piece.text)) for piece in label)
        pieces = [Piece(shortened(text, max(options.width - used, _ENOUGH)), Mark.KEPT)]
    return [*label, *(pieces or [Piece("", Mark.KEPT)])]


def _sign(line: Line) -> str:
    if line.moved:
        return MOVE
    if line.status is Status.UNCHANGED and line.renumbered:
        return RENUMBERED
    return SIGNS[line.status]


def _remark(redline: Redline, line: Line, options: RenderOptions) -> str:
    """Where a moved clause came from or went to, and whether its words changed on the way."""
    if not line.moved:
        return ""
    own = words(options.language)
    comparison = redline.comparison
    change = comparison.changes[line.change]
    if line.status is Status.DELETED and change.new:
        said = own["moved_to"].format(place=place_or_path(comparison.new, change.new[0]))
    elif line.status is not Status.DELETED and change.old:
        said = own["moved_from"].format(place=place_or_path(comparison.old, change.old[0]))
    else:
        return ""
    return f"{said} · {own['changed']}" if change.status is Status.CHANGED else said


def _stretches(pieces: Iterable[Piece], line: Line, options: RenderOptions) -> Iterator[Stretch]:
    """The pieces, by colour where there is colour and in brackets where there is none."""
    styles = {**_STYLES, Mark.KEPT: ITALIC if line.kind is Kind.CALL else PLAIN}
    for mark, group in groupby(pieces, key=lambda piece: piece.mark):
        text = "".join(f"[{piece.text}]" if piece.note else piece.text for piece in group)
        yield Stretch(text if options.color else _bracketed(mark, text), styles[mark])


def _bracketed(mark: Mark, text: str) -> str:
    opened, closed = _BRACKETS[mark]
    return f"{opened}{text}{closed}"
