"""The redline for a terminal: a summary in a few lines, then the clauses that changed."""

from __future__ import annotations

from collections.abc import Iterator

from resdiff.model import Comparison, Kind, Line, Mark, Piece, Redline, Status
from resdiff.renderers import RenderOptions
from resdiff.renderers.heads import number_line, source_name
from resdiff.renderers.summary import (
    HEAD,
    Counts,
    is_plain,
    main_instrument,
    place,
    summary,
)
from resdiff.renderers.terminal import (
    BOLD,
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
from resdiff.renderers.words import ENGLISH, count_line, words

SIGNS = {
    Status.UNCHANGED: " ",
    Status.CHANGED: "~",
    Status.INSERTED: "+",
    Status.DELETED: "-",
}
RENUMBERED = "#"
MOVE = ">"
_BRACKETS = {Mark.DELETED: ("[-", "-]"), Mark.INSERTED: ("{+", "+}"), Mark.KEPT: ("", "")}
_STYLES = {Mark.DELETED: DELETED, Mark.INSERTED: INSERTED, Mark.KEPT: PLAIN}
_PATH = 8  # columns of the paths: what "annex1/3" takes
_INDENT = 3  # columns a level: what "a) " takes


def render(redline: Redline, options: RenderOptions) -> bytes:
    """The summary and the redline as text in UTF-8."""
    rows = [*_summary(redline.comparison, options), *_body(redline, options)]
    return ("\n".join(rows) + "\n").encode()


def _summary(comparison: Comparison, options: RenderOptions) -> Iterator[str]:
    """Which texts, and how many clauses met which fate."""
    own = words(options.language)
    found = summary(comparison)
    names = []
    for document in (comparison.old, comparison.new):
        instrument = main_instrument(document)
        line = number_line(document, instrument) if instrument else ""
        names.append(line or source_name(document) or "?")
    yield from _bold(" → ".join(dict.fromkeys(names)), options)
    instrument = main_instrument(comparison.new) or main_instrument(comparison.old)
    if instrument and instrument.title.strip():
        yield from wrap([Stretch(" ".join(instrument.title.split()))], options.width)
    language = options.language or ENGLISH
    yield from wrap([Stretch(count_line(found.clauses, language))], options.width)
    for name, counts in (("head", found.head), ("matter", found.matter)):
        if _touched(counts):
            text = f"{own[name]}: {count_line(counts, language)}"
            yield from wrap([Stretch(text)], options.width)
    if found.natures:
        told = (f"{own[f'nature_{name}']} {count}" for name, count in found.natures.items())
        yield from wrap([Stretch(own["comma"].join(told), DIM)], options.width, color=options.color)


def _touched(counts: Counts) -> bool:
    return any((counts.changed, counts.inserted, counts.deleted, counts.renumbered, counts.moved))


def _bold(text: str, options: RenderOptions) -> Iterator[str]:
    return wrap([Stretch(text, BOLD)], options.width, color=options.color)


def _body(redline: Redline, options: RenderOptions) -> Iterator[str]:
    """The lines that changed, each below its call; all lines where that is asked for."""
    heading: Line | None = None
    before: Line | None = None
    for line in redline.lines:
        changed = not is_plain(redline.comparison.changes[line.change])
        if line.kind in {Kind.CALL, Kind.ANNEX}:
            heading = line
        if not (changed or options.all):
            continue
        if heading is not None and heading is not line:
            yield ""
            yield from _row(redline, heading, options)
        elif before is None or heading is line or line.kind is Kind.NOTE is not before.kind:
            yield ""
        heading = None
        before = line
        yield from _row(redline, line, options)


def _row(redline: Redline, line: Line, options: RenderOptions) -> Iterator[str]:
    """One line: sign, path, label, text, and where it came from or went."""
    path = (line.old_path if line.status is Status.DELETED else line.new_path).ljust(_PATH)
    lead = f"{_sign(line)} {path} "
    inner = "" if line.kind in {Kind.CALL, Kind.ANNEX} | HEAD else " " * (2 + _INDENT * line.level)
    label = list(_stretches(line.label, options))
    hang = width(lead + inner) + (_INDENT if line.label else 0)
    body = [*label, *([Stretch(" ")] if label else []), *_text(line, options, hang)]
    remark = _remark(redline, line, options)
    if remark:
        body.append(Stretch(f"  ({remark})", MOVED))
    yield from wrap(body, options.width, lead + inner, " " * hang, options.color)


def _text(line: Line, options: RenderOptions, hang: int) -> Iterator[Stretch]:
    """The words; of a clause whose label alone changed, as many as fit its line."""
    kept = line.status is Status.UNCHANGED and not line.moved
    if kept and not options.all and line.kind is not Kind.CALL and options.width:
        text = "".join(piece.text for piece in line.pieces)
        yield Stretch(shortened(text, max(options.width - hang - 8, 16)), DIM)
        return
    yield from _stretches(line.pieces, options, ITALIC if line.kind is Kind.CALL else PLAIN)


def _sign(line: Line) -> str:
    if line.moved:
        return MOVE
    if line.status is Status.UNCHANGED and line.renumbered:
        return RENUMBERED
    return SIGNS[line.status]


def _remark(redline: Redline, line: Line, options: RenderOptions) -> str:
    """Where a moved clause came from or went to."""
    if not line.moved:
        return ""
    own = words(options.language)
    comparison = redline.comparison
    change = comparison.changes[line.change]
    if line.status is Status.DELETED and change.new:
        return own["moved_to"].format(place=place(comparison.new, change.new[0]))
    if line.status is not Status.DELETED and change.old:
        return own["moved_from"].format(place=place(comparison.old, change.old[0]))
    return ""


def _stretches(
    pieces: tuple[Piece, ...], options: RenderOptions, kept: str = PLAIN
) -> Iterator[Stretch]:
    """The pieces, by colour where there is colour and in brackets where there is none."""
    for piece in pieces:
        text = f"[{piece.text}]" if piece.note else piece.text
        if options.color:
            yield Stretch(text, _STYLES[piece.mark] or kept)
        else:
            opened, closed = _BRACKETS[piece.mark]
            yield Stretch(f"{opened}{text}{closed}")
