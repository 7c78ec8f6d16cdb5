"""Changes of properties: dropped when accepted, put back when rejected."""

from __future__ import annotations

from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.names import PPR, RPR, w
from resdiff.ooxml.revisions import PROPERTIES, Choice
from resdiff.ooxml.settling.ranges import drop

# What a change record does not cover and therefore leaves as it is (ECMA-376-1 Annex A:
# CT_PPrBase, CT_SectPrBase, CT_TrPrBase, CT_TcPrInner and CT_ParaRPrOriginal against the full
# types).
_OUTSIDE: Final = {
    w("rPrChange"): frozenset(map(w, ("ins", "del", "moveFrom", "moveTo"))),
    w("pPrChange"): frozenset({RPR, w("sectPr")}),
    w("sectPrChange"): frozenset(map(w, ("headerReference", "footerReference"))),
    w("trPrChange"): frozenset(map(w, ("ins", "del"))),
    w("tcPrChange"): frozenset(map(w, ("cellIns", "cellDel", "cellMerge"))),
}
# Of these the part outside stands before what the record covers; of the others behind it.
_LEADING: Final = frozenset({w("rPrChange"), w("sectPrChange")})
_RECORDS: Final = tuple(w(x) for x in PROPERTIES if x != "numberingChange")


def settle_properties(root: _Element, final: bool, choice: Choice) -> bool:
    """Settles every chosen change of properties; whether there was one."""
    records = [x for x in root.iter(*_RECORDS) if choice.takes(x)]
    for record in records:
        holder = record.getparent()
        if holder is None:
            continue
        if not final:
            _put_back(holder, record)
        holder.remove(record)
        tidy(holder)
    return _settle_numbering(root, final, choice) or bool(records)


def _put_back(holder: _Element, record: _Element) -> None:
    """Replaces the properties by the recorded ones."""
    outside = _OUTSIDE.get(str(record.tag), frozenset())
    kept = [x for x in holder if x.tag in outside]
    before = record.find(f"{{*}}{str(holder.tag).rpartition('}')[2]}")
    recorded = [] if before is None else [x for x in before if x.tag not in outside]
    for child in list(holder):
        if child is not record:
            holder.remove(child)
    leading = record.tag in _LEADING
    holder[:0] = [*kept, *recorded] if leading else [*recorded, *kept]


def _settle_numbering(root: _Element, final: bool, choice: Choice) -> bool:
    """Settles inserted numbering (`w:numPr/w:ins`) and the old `w:numberingChange`."""
    inserted = [x for x in root.iter(w("ins")) if _parent_tag(x) == w("numPr") and choice.takes(x)]
    for mark in inserted:
        numbering = mark.getparent()
        if numbering is None:
            continue
        numbering.remove(mark)
        if not final:
            drop(numbering)
    # Its `w:original` is only the number as it was printed; the numbering itself did not change
    # (§17.13.5.23).
    changes = [x for x in root.iter(w("numberingChange")) if choice.takes(x)]
    for change in changes:
        drop(change)
    return bool(inserted or changes)


def _parent_tag(element: _Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def tidy(properties: _Element) -> None:
    """Takes properties out that were left empty, and paragraph properties emptied by that."""
    parent = properties.getparent()
    removable = (RPR, PPR, w("trPr"), w("tcPr"), w("tblPrEx"))
    if parent is None or len(properties) or properties.tag not in removable:
        return
    if parent.tag in (w("rPrDefault"), w("pPrDefault")):
        return
    parent.remove(properties)
    if parent.tag == PPR:
        tidy(parent)


def merge_value(mark: _Element, final: bool) -> str | None:
    """The `w:vMerge` that a `w:cellMerge` stands for in a view; None: no merging (§17.13.5.3)."""
    value = mark.get(w("vMerge") if final else w("vMergeOrig"))
    return {"rest": "restart", "cont": "continue"}.get(value or "")
