"""Findings as comments in the Word file, and safe fixes as tracked changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from resdiff import ooxml
from resdiff.checker.checking import anchors
from resdiff.checker.values import Finding, Fix
from resdiff.errors import ProofFailed, UsageError
from resdiff.model import Anchor, Clause, Document, View
from resdiff.ooxml.remarks import Correction, Remark, Signed, annotate
from resdiff.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Noted:
    """A Word file with findings in it; `fixed` those mended, `lost` those that found no place."""

    data: bytes
    fixed: tuple[Finding, ...]
    lost: tuple[Finding, ...]


def comment(
    document: Document, findings: Sequence[Finding], author: str, date: str, fix: bool
) -> Noted:
    """The document's own Word file with a comment for each finding, its tracked changes kept.

    Shape:   with `fix`, safe fixes are made as tracked changes, and only what is left is commented.
    Raises:  UsageError when the document does not come from a Word file; ProofFailed when the file
             would not read as it should with everything accepted, or everything rejected.
    """
    if document.source is None or document.source.format != "docx":
        raise UsageError("comments can only be put into a Word file")
    package, signed = ooxml.Package.of(document.source), Signed(author, date)
    mended = _compatible([f for f in findings if fix and f.fix is not None and f.fix.safe])
    noted = _noted(document, package, findings, mended, signed)
    if any(f in mended for f in noted.lost):  # what cannot be corrected in its place is remarked
        mended = [f for f in mended if f not in noted.lost]
        noted = _noted(document, package, findings, mended, signed)
    _prove(document, noted.data, noted.fixed)
    return noted


def _noted(
    document: Document,
    package: ooxml.Package,
    findings: Sequence[Finding],
    mended: Sequence[Finding],
    signed: Signed,
) -> Noted:
    """The file with those findings mended that are to be, and the others remarked."""
    found = [(f, _correction(document.clauses[f.clause], f.fix)) for f in mended]
    corrections = [(f, c) for f, c in found if c is not None]
    fixed = [f for f, _ in corrections]
    remarks = [(f, _remark(document, f)) for f in findings if not any(f is x for x in fixed)]
    marked, lost = annotate(package, [r for _, r in remarks], [c for _, c in corrections], signed)
    gone = tuple(f for f, one in (*remarks, *corrections) if one in lost)
    return Noted(marked.save(), tuple(f for f in fixed if f not in gone), gone)


def _compatible(findings: Iterable[Finding]) -> list[Finding]:
    """Those whose fixes do not touch one another: of two the first, of equal ones one."""
    chosen: list[Finding] = []
    for one in findings:
        assert one.fix is not None
        if not any(_touch(one, other) for other in chosen):
            chosen.append(one)
    return chosen


def _touch(one: Finding, other: Finding) -> bool:
    assert one.fix is not None
    assert other.fix is not None
    if one.clause != other.clause:
        return False
    return one.fix.start <= other.fix.stop and other.fix.start <= one.fix.stop


def _correction(clause: Clause, fix: Fix | None) -> Correction | None:
    """The fix at its place in the file; None where it does not lie within one paragraph."""
    if fix is None:
        return None
    found = anchors(clause, fix.start, fix.stop)
    if len(found) == 1 or (found and fix.start == fix.stop):
        return Correction(found[0], fix.replacement)
    return None


def _remark(document: Document, one: Finding) -> Remark:
    """A finding as a comment over its words, over the whole clause where it names none."""
    clause = document.clauses[one.clause]
    place = one.anchors[0] if one.anchors else Anchor("", 0, 0, 0)
    if one.anchors and len({(a.part, a.paragraph) for a in one.anchors}) == 1:
        place = replace(place, stop=one.anchors[-1].stop)
    lines = [one.message[:1].upper() + one.message[1:] + "."]
    if one.fix is not None:
        lines.append(f"Possible: {one.mended}")
    lines.append(f"{one.rule} · {one.severity.value} · by {one.basis.value} · {clause.path}")
    return Remark(place, "\n".join(lines))


def _prove(document: Document, data: bytes, fixed: Sequence[Finding]) -> None:
    """Holds the marked file against the input: what is rejected gives the old text, what is
    accepted the new, but for the fixes.

    Raises:  ProofFailed when it reads otherwise.
    """
    source = document.source
    assert source is not None
    for view in View:
        before = _texts(source.data, source.name, view)
        after = _texts(data, source.name, view)
        wrong = [n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b]
        expected = _changed_paragraphs(document, fixed) if view is View.FINAL else set()
        if len(before) != len(after) or set(wrong) - expected:
            raise ProofFailed(f"the commented file of {source.name} does not read as the input")


def _changed_paragraphs(document: Document, fixed: Sequence[Finding]) -> set[int]:
    return {a.paragraph for f in fixed for a in document.clauses[f.clause].anchors}


def _texts(data: bytes, name: str, view: View) -> list[str]:
    package = ooxml.settle(ooxml.Package.open(data, name), view)
    return [p.text for s in ooxml.stories(package) if s.kind == "document" for p in s.paragraphs]
