"""Tables: kept cells are merged; rows, cells or whole tables are deleted and inserted."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.ooxml.mark import controls
from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.mark.keys import tags
from resdiff.ooxml.mark.marker import Op
from resdiff.ooxml.mark.properties import NOTHING, keep_last_mark
from resdiff.ooxml.mark.rows import Pairing, merged_down
from resdiff.ooxml.names import TC, TR, W, w
from resdiff.ooxml.settling.tables import cells_of, rows_of

_THROUGH: Final = tags("sdt sdtContent customXml")
_HOLDERS: Final = tags("sdt customXml")
_HEADS: Final = tags("tblPr tblGrid tblPrEx trPr sdtPr sdtEndPr customXmlPr")
_TCPR: Final = w("tcPr")
_VMERGE: Final = w("vMerge")
_REVISIONS: Final = tags(
    "ins del trPrChange tcPrChange tblPrChange tblPrExChange cellIns cellDel cellMerge"
)
_NSMAP: Final = {"w": W}

# What says how a cell or a row lies in the grid: structure, not looks (ECMA-376-1 Annex A,
# CT_TcPrBase and CT_TrPrBase).
_LIES: Final = {
    "tcPr": tags("tcW gridSpan hMerge vMerge"),
    "trPr": tags("gridBefore gridAfter wBefore wAfter"),
}
_WIDTHS: Final = tags("tcW wBefore wAfter")
_FIRST: Final = tags("cnfStyle divId")  # what the schema has ahead of those
_CONTROL_ENDS: Final = tags("customXmlInsRangeEnd customXmlDelRangeEnd")
_DOWN: Final = {"restart": "rest", "continue": "cont"}


def merge(job: Job, old: _Element, new: _Element) -> list[_Element]:
    """The old table with the new one merged in; or, where no row is still there, the old one
    deleted and the new one inserted.
    """
    merging = _Merge(job, old, new)
    if merging.rows(old, new):
        merging.properties()
        _lead_out(old)
        return [old]
    delete(job, old)
    return [old, *(x for x in (insert(job, new),) if has_rows(x))]


def delete(job: Job, old: _Element) -> None:
    """Marks the whole table as deleted."""
    for row in rows_of(old):
        _delete_row(job, row)
    _lead_out(old)


def insert(job: Job, new: _Element) -> _Element:
    """A copy of the table, all rows marked as inserted."""
    twin = _inserted(job, new)
    _lead_out(twin)
    return twin


def has_rows(table: _Element) -> bool:
    """Whether the table has rows: one without cannot be marked, and Word shows nothing of it."""
    return bool(rows_of(table))


class _Merge:
    """One table's merge, row by row."""

    def __init__(self, job: Job, old: _Element, new: _Element) -> None:
        self._job = job
        self._old = old
        self._new = new
        self._pairing = Pairing(job, old, new)
        grids = [[*x.iterchildren(w("tblGrid"))] for x in (old, new)]
        counts = [len(x.findall(w("gridCol"))) for side in grids for x in side[:1]]
        self._regrid = len({*counts}) > 1

    # ------------------------------------------------------------------ rows

    def rows(self, old: _Element, new: _Element) -> bool:
        """Merges the rows of a table, or of a content control around rows, in place; whether any
        is kept. Nothing is done to a table of which none is.
        """
        olds, news = _entries(old), _entries(new)
        pairs = self._pairing.rows(olds, news)
        if not pairs and (olds or news) and old is self._old:
            return False
        made = self._job.marker.made
        merged: list[_Element] = []
        o = n = 0
        for i, j in [*pairs, (len(olds), len(news))]:
            merged.extend(x for row in olds[o:i] for x in self._delete(row))
            merged.extend(x for row in news[n:j] for x in self._insert(row))
            if i < len(olds):
                self._keep(olds[i], news[j])
                merged.append(olds[i])
            o, n = i + 1, j + 1
        if self._job.marker.made > made:
            _place(old, olds, merged)
        return True

    def _delete(self, entry: _Element) -> list[_Element]:
        for row in [entry] if entry.tag == TR else rows_of(entry):
            _delete_row(self._job, row)
        if entry.tag == TR:
            return [entry]
        return controls.marked(self._job, entry, controls.content(entry), "Del")

    def _insert(self, entry: _Element) -> list[_Element]:
        twin = _inserted(self._job, entry)
        if entry.tag == TR:
            return [twin]
        return controls.marked(self._job, twin, controls.content(twin), "Ins")

    def _keep(self, old: _Element, new: _Element) -> None:
        if old.tag != TR:
            controls.compare(self._job, old, new)
            self.rows(controls.content(old), controls.content(new))
            return
        self._cells(old, new)
        self._change(old, new, "trPr", sum(1 for x in old if x.tag == w("tblPrEx")))
        self._change(old, new, "tblPrEx", 0)

    # ------------------------------------------------------------------ cells

    def _cells(self, old: _Element, new: _Element) -> None:
        """Merges a row's cells; those that go and come are marked each (ECMA-376-1 §17.13.5.1,
        17.13.5.2), their last paragraph's mark is not, as Word does.
        """
        olds, news = cells_of(old), cells_of(new)
        merged: list[_Element] = []
        o = n = 0
        for i, j in [*self._pairing.cells(old, new), (len(olds), len(news))]:
            for cell in olds[o:i]:
                self._delete_cell(cell)
                merged.append(cell)
            merged.extend(self._insert_cell(x) for x in news[n:j])
            if i < len(olds):
                self._job.containers.merge(self._job, olds[i], news[j])
                self._change(olds[i], news[j], "tcPr", 0)
                merged.append(olds[i])
            o, n = i + 1, j + 1
        if len(merged) > len(olds):
            _place(old, olds, merged)

    def _delete_cell(self, cell: _Element) -> None:
        self._job.containers.delete(self._job, cell)
        keep_last_mark(cell)
        _properties(cell, "tcPr", 0).append(self._job.marker.mark("cellDel"))

    def _insert_cell(self, cell: _Element) -> _Element:
        twin = _inserted_cell(self._job, cell)
        keep_last_mark(twin)
        _properties(twin, "tcPr", 0).append(self._job.marker.mark("cellIns"))
        return twin

    # ------------------------------------------------------------------ properties

    def properties(self) -> None:
        """Gives the table the new one's properties and grid, the old ones in change marks."""
        self._change(self._old, self._new, "tblPr", 0)
        before, after = self._old.find(w("tblGrid")), self._new.find(w("tblGrid"))
        job = self._job
        if not (job.options.formatting or self._regrid) or before is None or after is None:
            return
        if job.old_keys.of(before, job.old_part) == job.new_keys.of(after, job.new_part):
            return
        merged = job.copy(after)
        change = job.marker.identified("tblGridChange")
        change.append(deepcopy(before))
        merged.append(change)
        self._old.replace(before, merged)

    def _change(self, old: _Element, new: _Element, name: str, at: int) -> None:
        """Gives the old element the new one's properties, with the old ones in a change mark,
        where they differ; where formatting is not marked, only how it lies in the grid.
        """
        job = self._job
        before, after = old.find(w(name)), new.find(w(name))
        merged = self._new_looks(before, after, name)
        if merged is None:
            return
        if name == "tcPr" and merged_down(old) != merged_down(new):
            self._merge_down(merged, merged_down(old), merged_down(new))
        merged.append(job.marker.change(f"{name}Change", name, before, _REVISIONS))
        if before is not None:
            old.replace(before, merged)
        else:
            old.insert(at, merged)

    def _new_looks(
        self, before: _Element | None, after: _Element | None, name: str
    ) -> _Element | None:
        """The properties as they shall be; None where they stay."""
        job = self._job
        keys = job.old_keys, job.new_keys
        if job.options.formatting:
            looks = (
                keys[0].properties(before, job.old_part, NOTHING),
                keys[1].properties(after, job.new_part, NOTHING),
            )
            if looks[0] == looks[1]:
                return None
            return etree.Element(w(name), nsmap=_NSMAP) if after is None else job.copy(after)
        lies = _LIES.get(name, NOTHING) - (NOTHING if self._regrid else _WIDTHS)
        kept, brought = _only(before, lies), _only(after, lies)
        if keys[0].properties(kept, job.old_part, NOTHING) == keys[1].properties(
            brought, job.new_part, NOTHING
        ):
            return None
        own = [*deepcopy(before)] if before is not None else []
        first = [x for x in own if x.tag in _FIRST]
        rest = [x for x in own if x.tag not in lies and x.tag not in _FIRST]
        merged = etree.Element(w(name), nsmap=_NSMAP)
        merged.extend([*first, *brought, *rest])
        return merged

    def _merge_down(self, properties: _Element, old: str, new: str) -> None:
        """Says that a cell is newly, or no longer, merged with those above or below it (ECMA-376-1
        §17.13.5.3).
        """
        for element in properties.findall(_VMERGE):
            properties.remove(element)
        mark = self._job.marker.mark("cellMerge")
        for name, value in (("vMerge", new), ("vMergeOrig", old)):
            if value:
                mark.set(w(name), _DOWN.get(value, "cont"))
        properties.append(mark)


def _only(properties: _Element | None, names: frozenset[str]) -> _Element:
    """A copy of properties with nothing but these."""
    found = etree.Element("only")
    for child in properties if properties is not None else ():
        if child.tag in names:
            found.append(deepcopy(child))
    return found


def _entries(container: _Element) -> list[_Element]:
    """The rows of a table or of a control around rows; controls around rows among them."""
    return [x for x in container if x.tag == TR or (x.tag in _HOLDERS and rows_of(x))]


def _place(container: _Element, olds: Sequence[_Element], merged: Sequence[_Element]) -> None:
    """Puts inserted rows or cells among the old ones, whose own places (and range marks between
    them) stay.
    """
    known = dict.fromkeys(olds, True)
    before: _Element | None = None
    for element in merged:
        if element not in known:
            if before is not None:
                before.addnext(element)
            else:
                container.insert(sum(1 for x in container if x.tag in _HEADS), element)
        before = element


def _properties(element: _Element, name: str, at: int) -> _Element:
    """The element's properties, made where it has none."""
    found = element.find(w(name))
    if found is None:
        found = etree.Element(w(name), nsmap=_NSMAP)
        element.insert(at, found)
    return found


# ---------------------------------------------------------------------- rows that go and come


def _delete_row(job: Job, row: _Element) -> None:
    for cell in cells_of(row):
        job.containers.delete(job, cell)
    _mark_row(job, row, Op.DEL)


def _inserted(job: Job, element: _Element) -> _Element:
    """A copy of a table, or a part of one, in which all rows and all that cells hold are marked as
    inserted.
    """
    twin = etree.Element(element.tag, nsmap=_NSMAP)
    for child in element:
        if child.tag == TC:
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


def _lead_out(table: _Element) -> None:
    """Puts the ends of ranges that stand last in a cell behind the cell: readers that know no such
    ranges want a paragraph or a control there.
    """
    for cell in (x for row in rows_of(table) for x in cells_of(row)):
        while len(cell) and cell[-1].tag in _CONTROL_ENDS:
            cell.addnext(cell[-1])


def _mark_row(job: Job, row: _Element, op: Op) -> None:
    at = sum(1 for x in row if x.tag == w("tblPrEx"))
    _properties(row, "trPr", at).append(job.marker.mark(op.value))
