"""Tables: rows paired, kept cells merged, rows or whole tables deleted and inserted."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.mark import align
from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.mark.marker import Op
from resdiff.ooxml.mark.pieces import Reader
from resdiff.ooxml.mark.properties import NOTHING
from resdiff.ooxml.names import TC, TR, VAL, W, w
from resdiff.ooxml.stories import paragraph_elements

_THROUGH: Final = frozenset(map(w, ("sdt", "sdtContent", "customXml")))
_ROW_HEADS: Final = frozenset(map(w, ("tblPrEx", "trPr")))
_TABLE_HEADS: Final = frozenset(map(w, ("tblPr", "tblGrid")))
_WRAPPER_HEADS: Final = frozenset(map(w, ("sdtPr", "sdtEndPr", "customXmlPr")))
_TRPR: Final = w("trPr")
_TCPR: Final = w("tcPr")
_CHANGES: Final = frozenset(map(w, ("ins", "del", "trPrChange", "tcPrChange", "tblPrChange")))
_CELL_REVISIONS: Final = frozenset(map(w, ("cellIns", "cellDel", "cellMerge", "tcPrChange")))
_NSMAP: Final = {"w": W}

NEAR_ROW: Final = 0.4
"""Least similarity of two rows that pair although they differ. Source: a row of two or three cells
of which one was
rewritten keeps about half of its words."""


def merge(job: Job, old: _Element, new: _Element) -> list[_Element]:
    """The old table with the new one merged in; or, where marks of rows cannot say it, the old one
    deleted and the new one inserted.
    """
    pairs = _pairs(job, old, new)
    if pairs is None:
        delete(job, old)
        return [old, *(x for x in (insert(job, new),) if has_rows(x))]
    olds, news = [*rows(old)], [*rows(new)]
    made = job.marker.made
    merged: list[_Element] = []
    o = n = 0
    for i, j in [*pairs, (len(olds), len(news))]:
        for row in olds[o:i]:
            _delete_row(job, row)
            merged.append(row)
        merged.extend(_insert_row(job, x) for x in news[n:j])
        if i < len(olds):
            _merge_row(job, olds[i], news[j])
            merged.append(olds[i])
        o, n = i + 1, j + 1
    _merge_properties(job, old, new)
    if job.marker.made > made:
        _place_rows(old, olds, merged)
    return [old]


def _place_rows(table: _Element, olds: list[_Element], merged: list[_Element]) -> None:
    """Puts the inserted rows among the old ones, whose own places (and range marks between them)
    stay.
    """
    known = dict.fromkeys(olds, True)
    before: _Element | None = None
    for row in merged:
        if row not in known:
            if before is not None:
                before.addnext(row)
            else:
                heads = sum(1 for x in table if x.tag in _TABLE_HEADS)
                table.insert(heads, row)
        before = row


def delete(job: Job, old: _Element) -> None:
    """Marks the whole table as deleted."""
    for row in rows(old, through=True):
        _delete_row(job, row)


def insert(job: Job, new: _Element) -> _Element:
    """A copy of the table, all rows marked as inserted."""
    return _inserted(job, new)


def rows(table: _Element, through: bool = False) -> Iterator[_Element]:
    """The table's own rows; with `through`, those inside content controls around rows too."""
    for child in table:
        if child.tag == TR:
            yield child
        elif through and child.tag in _THROUGH:
            yield from rows(child, True)


def has_rows(table: _Element) -> bool:
    """Whether the table has rows: one without cannot be marked, and Word shows nothing of it."""
    return next(rows(table, through=True), None) is not None


def cells(row: _Element) -> list[_Element]:
    """The row's cells, those inside content controls too."""
    found: list[_Element] = []
    for child in row:
        if child.tag == TC:
            found.append(child)
        elif child.tag in _THROUGH:
            found.extend(cells(child))
    return found


# ---------------------------------------------------------------------- pairing


def _pairs(job: Job, old: _Element, new: _Element) -> align.Pairs | None:
    """The pairs of rows that are kept; None when the table has to be replaced."""
    if len([*old.iter(w("gridCol"))]) != len([*new.iter(w("gridCol"))]) and _columns(
        old
    ) != _columns(new):
        return None
    if any(x.tag in _THROUGH for side in (old, new) for x in side):
        whole = job.old_keys.of(old, job.old_part) == job.new_keys.of(new, job.new_part)
        return [(i, i) for i, _ in enumerate(rows(old))] if whole else None
    olds, news = [*rows(old)], [*rows(new)]
    shapes = [_shape(x) for x in olds], [_shape(x) for x in news]
    texts = [_texts(job.readers[0], x) for x in olds], [_texts(job.readers[1], x) for x in news]
    keys = [[(s, *t) for s, t in zip(shapes[i], texts[i], strict=True)] for i in (0, 1)]
    pairs: align.Pairs = []
    o = n = 0
    for i, j in [*align.common(*keys), (len(olds), len(news))]:
        span_old, span_new = range(o, i), range(n, j)
        pairs.extend(_near(job, olds, news, shapes, texts, span_old, span_new))
        if i < len(olds):
            pairs.append((i, j))
        o, n = i + 1, j + 1
    return pairs or None


def _columns(table: _Element) -> list[int]:
    """How wide the widest row of the table is, in grid columns."""
    return [max((_width(x) for x in rows(table, True)), default=0)]


def _width(row: _Element) -> int:
    return sum(_span(x) for x in cells(row))


def _span(cell: _Element) -> int:
    value = cell.find(f"{_TCPR}/{w('gridSpan')}")
    number = "1" if value is None else value.get(VAL) or "1"
    return int(number) if number.isdigit() else 1


def _shape(row: _Element) -> str:
    """What must be equal for two rows to be merged cell by cell: the cells, how wide they are, how
    they are merged.
    """
    found = []
    for child in row:
        if child.tag in _THROUGH:
            found.append(child.tag)
    for cell in cells(row):
        merged = cell.find(f"{_TCPR}/{w('vMerge')}")
        kind = "" if merged is None else merged.get(VAL, "continue")
        found.append(f"{_span(cell)}{kind}")
    return " ".join(found)


def _texts(reader: Reader, row: _Element) -> list[str]:
    return ["\n".join(reader.text(x) for x in paragraph_elements(cell)) for cell in cells(row)]


def _near(
    job: Job,
    olds: list[_Element],
    news: list[_Element],
    shapes: tuple[list[str], list[str]],
    texts: tuple[list[list[str]], list[list[str]]],
    span_old: range,
    span_new: range,
) -> align.Pairs:
    """Pairs of rows of one shape between two equal ones: those the guide pairs, those alike, and by
    order where the counts agree.
    """
    if not span_old or not span_new:
        return []
    even = len(span_old) == len(span_new)
    words = [
        {i: [x for t in texts[side][i] for x in align.words(t) if not x.isspace()] for i in span}
        for side, span in ((0, span_old), (1, span_new))
    ]

    def score(a: int, b: int) -> float:
        i, j = span_old[a], span_new[b]
        if shapes[0][i] != shapes[1][j]:
            return 0.0
        if _told(job, olds[i], news[j]):
            return 2.0
        alike = align.similarity(words[0][i], words[1][j])
        if even and a == b:
            alike = max(alike + 0.01, NEAR_ROW)
        return alike if alike >= NEAR_ROW else 0.0

    best = align.best(len(span_old), len(span_new), score)
    return [(span_old[a], span_new[b]) for a, b in best]


def _told(job: Job, old: _Element, new: _Element) -> bool:
    theirs = {*paragraph_elements(new)}
    for paragraph in paragraph_elements(old):
        group = job.guide.group(paragraph)
        if group is not None and any(x in theirs for x in group.news):
            return True
    return False


# ---------------------------------------------------------------------- rows


def _merge_row(job: Job, old: _Element, new: _Element) -> None:
    for before, after in zip(cells(old), cells(new), strict=True):
        job.containers.merge(job, before, after)
        _change(job, before, after, "tcPr", "tcPrChange", 0)
    _change(job, old, new, "trPr", "trPrChange", sum(1 for x in old if x.tag == w("tblPrEx")))


def _merge_properties(job: Job, old: _Element, new: _Element) -> None:
    _change(job, old, new, "tblPr", "tblPrChange", 0)
    before, after = old.find(w("tblGrid")), new.find(w("tblGrid"))
    if not job.options.formatting or before is None or after is None:
        return
    if job.old_keys.of(before, job.old_part) == job.new_keys.of(after, job.new_part):
        return
    merged = job.copy(after)
    change = job.marker.identified("tblGridChange")
    change.append(deepcopy(before))
    merged.append(change)
    old.replace(before, merged)


def _change(job: Job, old: _Element, new: _Element, name: str, change: str, at: int) -> None:
    """Gives the old element the new one's properties, with the old ones in a change mark, where
    they differ.
    """
    if not job.options.formatting:
        return
    before, after = old.find(w(name)), new.find(w(name))
    if job.old_keys.properties(before, job.old_part, NOTHING) == job.new_keys.properties(
        after, job.new_part, NOTHING
    ):
        return
    merged = etree.Element(w(name), nsmap=_NSMAP) if after is None else job.copy(after)
    merged.append(job.marker.change(change, name, before, _CHANGES | _CELL_REVISIONS))
    if before is not None:
        old.replace(before, merged)
    else:
        old.insert(at, merged)


def _delete_row(job: Job, row: _Element) -> None:
    for cell in cells(row):
        job.containers.delete(job, cell)
    _mark_row(job, row, Op.DEL)


def _insert_row(job: Job, row: _Element) -> _Element:
    return _inserted(job, row)


def _inserted(job: Job, element: _Element) -> _Element:
    """A copy of a table, or a part of one, in which all rows and all that cells hold are marked as
    inserted.
    """
    twin = etree.Element(element.tag, nsmap=_NSMAP)
    heads = _TABLE_HEADS | _ROW_HEADS | _WRAPPER_HEADS
    for child in element:
        if child.tag in heads or child.tag == _TCPR:
            twin.append(job.copy(child))
        elif child.tag == TC:
            twin.append(_inserted_cell(job, child))
        elif child.tag == TR or child.tag in _THROUGH:
            twin.append(_inserted(job, child))
        elif isinstance(child.tag, str):
            twin.append(job.copy(child))
    if element.tag == TR:
        _mark_row(job, twin, Op.INS)
    return twin


def _inserted_cell(job: Job, cell: _Element) -> _Element:
    twin = etree.Element(TC, nsmap=_NSMAP)
    properties = cell.find(_TCPR)
    if properties is not None:
        twin.append(job.copy(properties))
    twin.extend(job.containers.insert(job, cell))
    return twin


def _mark_row(job: Job, row: _Element, op: Op) -> None:
    properties = row.find(_TRPR)
    if properties is None:
        properties = etree.Element(_TRPR, nsmap=_NSMAP)
        row.insert(sum(1 for x in row if x.tag == w("tblPrEx")), properties)
    properties.append(job.marker.mark(op.value))
