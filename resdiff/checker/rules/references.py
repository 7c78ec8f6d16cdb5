"""Rules about references to the text's own clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from resdiff import citations, differ
from resdiff.checker.registry import rule
from resdiff.checker.subject import Subject
from resdiff.checker.values import Basis, Fault, Fix, Severity
from resdiff.citations import Citations, Outcome, Reference, Target
from resdiff.language.folding import fold
from resdiff.model import Document, Kind

_NO_QUOTES = str.maketrans("", "", '"“”«»„')


def _printed(subject: Subject, one: Reference) -> str:
    text = subject.clauses[one.clause].text[one.start : one.stop]
    return " ".join(text.translate(_NO_QUOTES).split())


@rule("dangling-reference", Severity.ERROR)
def dangling(subject: Subject) -> Iterator[Fault]:
    """A reference names a call or an item that this text does not have.

    "recognizing e) above" where *recognizing* ends at d), "resolves 3" where there are two. Mostly
    an item was deleted, or relabelled, and the reference was forgotten. References into other texts
    ("resolves 2 of Resolution 58", "recognizing g) thereof") are left alone.
    """
    for one in subject.cited.references:
        if one.outcome is Outcome.NO_CALL:
            message = f"no call of this text answers “{_printed(subject, one)}”"
            yield Fault(one.clause, one.start, one.stop, message)
        elif one.outcome is Outcome.NO_LABEL:
            yield from _labels_missing(subject, one)


def _labels_missing(subject: Subject, one: Reference) -> Iterator[Fault]:
    call = " ".join(subject.clauses[one.call].text.split())
    for target in one.targets:
        if target.clause < 0:
            yield Fault(
                one.clause, target.start, target.stop, f"“{call}” has no item {target.number}"
            )


@rule("reference-direction", Severity.WARNING)
def direction(subject: Subject) -> Iterator[Fault]:
    """A reference says "above" of what stands below it, or "below" of what stands above.

    Sections are moved, and the word stays behind.
    """
    for one in subject.cited.references:
        if one.outcome is not Outcome.FOUND or subject.clauses[one.clause].kind is Kind.NOTE:
            continue
        aims = [t.clause for t in one.targets] or [one.call]
        if one.direction == "above" and all(aim > one.clause for aim in aims):
            where = "below"
        elif one.direction == "below" and all(aim < one.clause for aim in aims):
            where = "above"
        else:
            continue
        yield Fault(
            one.clause, one.start, one.stop, f"“{_printed(subject, one)}” stands {where} here"
        )


@rule("reference-shifted", Severity.ERROR)
def shifted(subject: Subject) -> Iterator[Fault]:
    """A reference kept its words, and what stands there now is another clause than in the base.

    When items are inserted, deleted or moved, the labels behind them shift; a reference that nobody
    touched then names another clause. The base is the one given with --base, else the file's own
    text before its tracked changes. The fix gives the label under which the old clause stands now.
    """
    old = subject.base or subject.original
    if old is None:
        return
    comparison = differ.compare(old, subject.document)
    news = {o: c.new for c in comparison.changes for o in c.old}
    before, now = _by_clause(citations.find(old)), _by_clause(subject.cited)
    for change in comparison.changes:
        earlier = [r for o in change.old for r in before.get(o, ())]
        for one in (r for new in change.new for r in now.get(new, ())):
            yield from _shifts(subject, old, one, earlier, news)


def _words(document: Document, one: Reference) -> str:
    """A reference's words, folded, without quotation marks."""
    return fold(document.clauses[one.clause].text[one.start : one.stop].translate(_NO_QUOTES))


def _by_clause(cited: Citations) -> dict[int, list[Reference]]:
    found: dict[int, list[Reference]] = {}
    for one in cited.references:
        found.setdefault(one.clause, []).append(one)
    return found


def _shifts(
    subject: Subject,
    old: Document,
    one: Reference,
    earlier: list[Reference],
    news: Mapping[int, tuple[int, ...]],
) -> Iterator[Fault]:
    words = _words(subject.document, one)
    same = [r for r in earlier if _words(old, r) == words]
    if not same or len(same[0].targets) != len(one.targets):
        return
    for was, now in zip(same[0].targets, one.targets, strict=True):
        there = news.get(was.clause, ()) if was.clause >= 0 else ()
        if was.clause < 0 or now.clause in there:
            continue
        yield _shift(subject, one, now, there)


def _shift(subject: Subject, one: Reference, now: Target, there: tuple[int, ...]) -> Fault:
    if not there:
        message = f"“{_printed(subject, one)}”: the clause it named in the base is gone"
        return Fault(one.clause, now.start, now.stop, message, basis=Basis.BASE)
    aim = subject.clauses[there[0]]
    same_call = aim.parent == one.call and "/" not in now.number
    printed = subject.clauses[one.clause].text[now.start : now.stop]
    label = aim.label.strip() if printed.rstrip().endswith(")") else aim.label.strip(" )")
    return Fault(
        one.clause,
        now.start,
        now.stop,
        f"“{_printed(subject, one)}”: the clause it named in the base is {aim.path} now",
        Fix(now.start, now.stop, label, safe=False) if same_call and label else None,
        Basis.BASE,
    )
