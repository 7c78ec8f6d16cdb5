"""Which pieces of the old paragraphs are kept in the new ones, and in which order all of them are
written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from lxml.etree import _Element

from resdiff.model import Edit
from resdiff.ooxml.mark import align
from resdiff.ooxml.mark.fields import Field, fields, label
from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.mark.marker import Op
from resdiff.ooxml.mark.pieces import Kind, Piece, Reader, cut, wrapper_keys
from resdiff.ooxml.names import w
from resdiff.values import dataclass


@dataclass(slots=True, eq=False)
class Step:
    """One piece of the merged text: kept (both sides), deleted (old) or inserted (new)."""

    op: Op
    old: Piece | None
    new: Piece | None

    @property
    def piece(self) -> Piece:
        """The piece that is written: the old one where there is one."""
        found = self.old or self.new
        assert found is not None
        return found


def merge(
    job: Job,
    olds: Sequence[_Element],
    news: Sequence[_Element],
    edits: Sequence[Edit] | None,
) -> list[Step]:
    """The steps that turn the old paragraphs into the new ones. One side may be empty.

    Shape:   the old pieces in order, the new pieces in order; both final ENDs are one kept step
             where they can be. `edits` None, or edits that do not fit the texts, mean edits by
             words.
    """
    old, new = job.readers
    old_pieces, new_pieces = old.pieces(olds), new.pieces(news)
    label(old_pieces, job.codes)
    label(new_pieces, job.codes)
    texts = ["".join(x.text for x in side)[:-1] for side in (old_pieces, new_pieces)]
    if edits is None or not fits(edits, *texts):
        edits = align.word_edits(*texts)
    old_pieces, new_pieces, pairs = _anchors(
        old_pieces, new_pieces, list(_kept(edits, *map(len, texts)))
    )
    pairs = _with_units(old_pieces, new_pieces, pairs)
    pairs = _sound(old, new, old_pieces, new_pieces, pairs)
    return list(_steps(old_pieces, new_pieces, pairs))


def fits(edits: Iterable[Edit], old: str, new: str) -> bool:
    """Whether the edits are in order, within bounds, and all between them is equal."""
    o = n = 0
    for edit in edits:
        ordered = o <= edit.old_start <= edit.old_stop and n <= edit.new_start <= edit.new_stop
        if not ordered or old[o : edit.old_start] != new[n : edit.new_start]:
            return False
        o, n = edit.old_stop, edit.new_stop
    return o <= len(old) and n <= len(new) and old[o:] == new[n:]


def _kept(edits: Iterable[Edit], old: int, new: int) -> Iterator[tuple[int, int, int]]:
    """The kept stretches as (old start, old stop, new start)."""
    o = n = 0
    for edit in [*edits, Edit(old, old, new, new)]:
        if edit.old_start > o:
            yield o, edit.old_start, n
        o, n = edit.old_stop, edit.new_stop


def _anchors(
    old: list[Piece], new: list[Piece], kept: list[tuple[int, int, int]]
) -> tuple[list[Piece], list[Piece], align.Pairs]:
    """The pieces cut so that kept text stands in equal pieces, and the pairs of those; the final
    ENDs too.
    """
    old_cuts, new_cuts = set[int](), set[int]()
    for start, stop, there in kept:
        shift = there - start
        inner = {x.start for x in _between(old, start, stop)} | {start, stop}
        inner |= {x.start - shift for x in _between(new, there, stop + shift)}
        old_cuts |= inner
        new_cuts |= {x + shift for x in inner}
    old, new = cut(old, old_cuts), cut(new, new_cuts)
    new_at = {x.start: i for i, x in enumerate(new) if x.text}
    old_at = {x.start: i for i, x in enumerate(old) if x.text}
    pairs: align.Pairs = []
    for start, stop, there in kept:
        at = start
        while at < stop:
            i, j = old_at.get(at), new_at.get(at - start + there)
            if i is None:
                at += 1  # inside a unit that is longer than what was kept of it
                continue
            if j is not None and old[i].stop <= stop and _same(old[i], new[j]):
                pairs.append((i, j))
            at = old[i].stop
    if old and new and old[-1].key == new[-1].key:
        pairs.append((len(old) - 1, len(new) - 1))
    return old, new, pairs


def _between(pieces: Sequence[Piece], start: int, stop: int) -> list[Piece]:
    low, high = 0, len(pieces)
    while low < high:
        middle = (low + high) // 2
        if pieces[middle].start < start:
            low = middle + 1
        else:
            high = middle
    found = []
    while low < len(pieces) and pieces[low].start < stop:
        found.append(pieces[low])
        low += 1
    return found


def _same(old: Piece, new: Piece) -> bool:
    if old.kind is not new.kind or old.text != new.text:
        return False
    return old.kind is Kind.TEXT or old.key == new.key


def _with_units(old: Sequence[Piece], new: Sequence[Piece], pairs: align.Pairs) -> align.Pairs:
    """The pairs, and between them those of units that are equal on both sides."""
    found: align.Pairs = []
    o = n = -1
    for i, j in [*pairs, (len(old), len(new))]:
        olds = [x for x in range(o + 1, i) if old[x].kind not in (Kind.TEXT, Kind.END)]
        news = [x for x in range(n + 1, j) if new[x].kind not in (Kind.TEXT, Kind.END)]
        if olds and news:
            keys = align.common([old[x].key for x in olds], [new[x].key for x in news])
            found.extend((olds[a], news[b]) for a, b in keys)
        if i < len(old):
            found.append((i, j))
        o, n = i, j
    return found


def _sound(
    old_reader: Reader, new_reader: Reader, old: list[Piece], new: list[Piece], pairs: align.Pairs
) -> align.Pairs:
    """The pairs without those that would tear a wrapper or a field apart."""
    kept = dict(_same_wrappers(old_reader, new_reader, old, new, pairs))
    old_fields, new_fields = fields(old), fields(new)
    while True:
        torn = [x for x in old_fields if not _whole(x, kept, old, new_fields)]
        back = {j: i for i, j in kept.items()}
        torn_new = [x for x in new_fields if not _whole(x, back, new, old_fields)]
        lost = {i for f in torn for i in range(f.start, f.stop + 1) if i in kept}
        lost |= {back[j] for f in torn_new for j in range(f.start, f.stop + 1) if j in back}
        if not lost:
            return sorted(kept.items())
        for i in lost:
            del kept[i]


def _whole(field: Field, kept: dict[int, int], own: list[Piece], others: list[Field]) -> bool:
    """Whether a field is kept with all of its delimiters and its whole code."""
    if field.start not in kept:
        return False
    twin = next((x for x in others if x.start == kept[field.start]), None)
    if twin is None or len(field.code) != len(twin.code):
        return False
    ends = all(kept.get(a) == b for a, b in zip(field.delimiters, twin.delimiters, strict=False))
    same = len(field.delimiters) == len(twin.delimiters)
    return (
        ends and same and all(kept.get(a) == b for a, b in zip(field.code, twin.code, strict=True))
    )


def _same_wrappers(
    old_reader: Reader,
    new_reader: Reader,
    old: Sequence[Piece],
    new: Sequence[Piece],
    pairs: align.Pairs,
) -> Iterator[tuple[int, int]]:
    """The pairs whose wrappers say the same and pair one to one."""
    forth: dict[_Element, _Element] = {}
    back: dict[_Element, _Element] = {}
    for i, j in pairs:
        a, b = _told(old[i]), _told(new[j])
        if len(a) != len(b):
            continue
        if a and wrapper_keys(old[i], old_reader.keys, old_reader.part) != wrapper_keys(
            new[j], new_reader.keys, new_reader.part
        ):
            continue
        if all(forth.get(x, y) is y and back.get(y, x) is x for x, y in zip(a, b, strict=True)):
            for x, y in zip(a, b, strict=True):
                forth[x], back[y] = y, x
            yield i, j


def _told(piece: Piece) -> list[_Element]:
    silent = (w("smartTag"), w("customXml"), w("sdtContent"))
    return [x for x in piece.wrappers if x.tag not in silent]


def _steps(old: Sequence[Piece], new: Sequence[Piece], pairs: align.Pairs) -> Iterator[Step]:
    twins: dict[_Element, _Element] = {}
    for i, j in pairs:
        twins.update(zip(_told(new[j]), _told(old[i]), strict=False))

    def top(piece: Piece | None) -> _Element | None:
        """The outermost wrapper a piece will be written into."""
        told = _told(piece) if piece is not None else []
        return twins.get(told[0], told[0]) if told else None

    stops = [(-1, -1), *pairs, (len(old), len(new))]
    for (o, n), (i, j) in pairwise(stops):
        gone = [(top(x), Step(Op.DEL, x, None)) for x in old[o + 1 : i]]
        come = [(top(x), Step(Op.INS, None, x)) for x in new[n + 1 : j]]
        ends = top(old[o] if o >= 0 else None), top(old[i] if i < len(old) else None)
        yield from _woven(gone, come, *ends) if gone and come else (x for _, x in gone + come)
        if i < len(old):
            yield Step(Op.KEEP, old[i], new[j])


Placed = tuple[_Element | None, Step]


def _woven(
    gone: list[Placed], come: list[Placed], before: _Element | None, after: _Element | None
) -> Iterator[Step]:
    """Deletions, then insertions, but no wrapper that both are in is left before both are done
    with it: it could not be opened again.
    """
    here = before
    while gone or come:
        side = gone or come
        if gone and come and gone[0][0] is not here:
            ahead = gone[0][0]
            shared = after is ahead or any(top is ahead for top, _ in come)
            enters = ahead is not None and come[0][0] is not ahead and shared
            if come[0][0] is here or enters:
                side = come
        here, step = side.pop(0)
        yield step
