"""All proposals as tracked changes in one Word file, each by its own author, proved one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from resdiff import ooxml
from resdiff.consolidator.values import Consolidation, Meeting, Policy, Voice
from resdiff.consolidator.word import Refused, overlay, reduce
from resdiff.consolidator.word.edges import EDGES, edges, with_edges, without_edges
from resdiff.errors import ProofFailed, UsageError
from resdiff.model import Document, Notice, View
from resdiff.ooxml import Marked, MarkOptions, Package
from resdiff.ooxml.joint import SEPARATOR, names
from resdiff.ooxml.soundness import faults
from resdiff.ooxml.verify import Verdict, verify
from resdiff.renderers.docx import package
from resdiff.renderers.matching import matches
from resdiff.values import dataclass, replace

_FORM = frozenset(("style-kept", "settings-kept"))  # of ooxml.mark: the base's own form stays


@dataclass(frozen=True, slots=True)
class Merged:
    """The one Word file.

    Shape:   `proved` the authors whose proposal was got back from it exactly; `reduced` those of
             whom the policy left something out; what is left of theirs was got back as exactly.
    """

    data: bytes
    proved: tuple[str, ...]
    reduced: tuple[str, ...]
    notices: tuple[Notice, ...]


def merge(consolidation: Consolidation, date: str, policy: Policy) -> Merged:
    """The base's Word file with every proposal marked in it by its author.

    Shape:   a mark of several is signed by all their names ("ECP, IAP"). Settling only one author's
             marks gives that author's proposal (`alone`) between the base's page headers and
             footers, proved for each before anything is given.
    Raises:  UsageError for names that cannot sign, sides that are no Word files, or places that one
             file cannot show; ProofFailed when a proposal would not come back exactly.
    """
    check_names(consolidation.authors)
    voices = consolidation.voices
    base = package(voices[0].redline.comparison.old)
    notices: list[Notice] = []
    marked: list[Package] = []
    wanted: list[Package] = []
    for voice in voices:
        own = without_edges(package(voice.redline.comparison.new), base)
        done = _marked(voice, base, own, date)
        notices.extend(done.notices)
        one = with_edges(done.package, base)
        left = _left_out(consolidation, voice.author, policy)
        if left:
            one = reduce(one, base, left)
        marked.append(one)
        wanted.append(ooxml.settle(one, View.FINAL) if left else own)
    result, said = together(base, dict(zip(consolidation.authors, marked, strict=True)))
    notices.extend(said)
    ooxml.number_notes(result)
    prove(base, dict(zip(consolidation.authors, wanted, strict=True)), result)
    reduced = tuple(x.author for x in voices if _left_out(consolidation, x.author, policy))
    proved = tuple(x for x in consolidation.authors if x not in reduced)
    return Merged(result.save(), proved, reduced, tuple(_said(voices, base, notices)))


def _marked(voice: Voice, base: Package, new: Package, date: str) -> Marked:
    """The base with one proposal marked in it, moves as a deletion and an insertion."""
    options = MarkOptions(voice.author, date, True, False)
    return ooxml.marked(base, new, matches(voice.redline.comparison, base, new), options)


def _said(voices: Sequence[Voice], base: Package, notices: Sequence[Notice]) -> Iterator[Notice]:
    """What the marks leave out, with what holds for the base's own form in one sentence."""
    known = edges(base)
    others = [x.author for x in voices if not edges(package(x.redline.comparison.new)) <= known]
    if others:
        yield Notice(
            "edges-kept",
            f"{SEPARATOR.join(others)}: page headers and footers are not shown; the base's stay",
        )
    if any(x.slug in _FORM for x in notices):
        yield Notice(
            "style-kept",
            "proposals define styles, fonts or spacing otherwise than the base; the base's stay",
        )
    yield from (x for x in notices if x.slug not in _FORM)


def together(base: Package, marked: Mapping[str, Package]) -> tuple[Package, list[Notice]]:
    """The files that each author marked over the base, as one.

    Raises:  UsageError for a place that two of them change and one file cannot show twice.
    """
    result: Package | None = None
    notices: list[Notice] = []
    for author, one in marked.items():
        if result is None:
            result = one.copy()
            continue
        try:
            notices.extend(overlay(result, one, base))
        except Refused as refused:
            raise UsageError(
                f"{author} and another proposal both change a place that one Word file cannot show"
                f" twice: {refused}",
                "consolidate as a table (.html, .xlsx or --table), or leave one of them out",
            ) from refused
    return base if result is None else result, notices


def prove(base: Package, wanted: Mapping[str, Package], result: Package) -> None:
    """Holds the file to what it promises: each author's marks alone give what is wanted of it.

    Raises:  ProofFailed, saying what differs first.
    """
    for author, target in wanted.items():
        _prove(base, target, result, author)
    known = {x.slug for side in (base, *wanted.values()) for x in faults(side)}
    for fault in faults(result):
        if fault.slug not in known:
            raise ProofFailed(f"the consolidated file would hold {fault.slug} in {fault.part}")


def alone(consolidated: Package, author: str, view: View = View.FINAL) -> Package:
    """One author's proposal out of a consolidated file: the others' marks rejected, its own
    accepted; with the original view its own rejected too.

    Shape:   a mark signed "ECP, IAP" belongs to ECP and to IAP.
    """
    return ooxml.settle(only(consolidated, author), view)


def only(consolidated: Package, author: str) -> Package:
    """The file with no other marks than those that the author signed, alone or with others."""
    signed = {x.author for x in ooxml.revisions(consolidated)}
    others = {x for x in signed if author not in names(x)}
    return ooxml.settle(consolidated, View.ORIGINAL, others) if others else consolidated


def verdict(base: Package, wanted: Package, result: Package, author: str) -> Verdict:
    """Whether an author's marks alone give what is wanted, between the base's headers and footers.

    Shape:   that those are the base's, the other half proves: rejecting everything gives them.
    """
    found = verify(base, wanted, only(result, author))
    accept = tuple(x for x in found.accept if x.story != EDGES)
    if accept == found.accept:
        return found
    said = Notice("edges-kept", "page headers and footers are not compared; the base's stay")
    return replace(found, accept=accept, notices=(*found.notices, said))


def _prove(base: Package, wanted: Package, result: Package, author: str) -> None:
    found = verdict(base, wanted, result, author)
    for difference in (*found.accept, *found.reject):
        expected, got = " | ".join(difference.wanted), " | ".join(difference.found)
        raise ProofFailed(
            f"settling only {author}'s marks would not give {author}'s proposal: after"
            f" {difference.view}, {difference.story} {difference.index + 1} reads"
            f" {got[:120]!r} and not {expected[:120]!r}"
        )
    for fault in found.structure:
        raise ProofFailed(f"{author}'s marks alone leave {fault.slug} in {fault.part}")


def _left_out(consolidation: Consolidation, author: str, policy: Policy) -> set[tuple[str, int]]:
    """The paragraphs of the base at which the policy leaves an author's change out."""
    if policy is Policy.SHOW_ALL:
        return set()
    base: Document = consolidation.voices[0].redline.comparison.old
    found: set[tuple[str, int]] = set()
    for row in consolidation.rows:
        if row.meeting is not Meeting.CONFLICT or author not in row.authors:
            continue
        if policy is Policy.FIRST and row.authors[0] == author:
            continue
        found.update((a.part, a.paragraph) for a in base.clauses[row.clause].anchors)
    return found


def check_names(authors: Sequence[str]) -> None:
    """Refuses names that could not be told apart in a joint mark.

    Raises:  UsageError.
    """
    for author in authors:
        if not author.strip() or SEPARATOR.strip() in author:
            raise UsageError(f"{author!r} cannot sign marks", "give a name without a comma")
    if len(set(authors)) != len(authors):
        raise UsageError(
            f"two proposals have the same author: {SEPARATOR.join(authors)}",
            "tell them apart with --author NAME=FILE",
        )
