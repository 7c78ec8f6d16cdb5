"""The recovery as a Word file: base and proposal typeset, the marks those that were recovered.

Rejecting gives the base, accepting the proposal. What is not certain carries a comment that says
why.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from resdiff import ooxml, parsers, typeset
from resdiff.errors import ProofFailed
from resdiff.model import Anchor, Document, Edit, Kind, Mark, View
from resdiff.ooxml import MarkOptions, Match, Package, remarks
from resdiff.ooxml.verify import verify
from resdiff.recovery.rendering import Signed
from resdiff.recovery.values import Certainty, Recovery, Stretch
from resdiff.values import dataclass

_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Side:
    """One edition as a Word file.

    Shape:   `origins[p][i]` the place in the flat text of character i of body paragraph p,
             negative for one that the typesetter added.
    """

    package: Package
    origins: tuple[tuple[int, ...], ...]


def render(recovery: Recovery, signed: Signed) -> bytes:
    """The marked file.

    Raises:  ProofFailed when it would not give back both editions exactly.
    """
    old = side(recovery, Mark.INSERTED, signed.name)
    new = side(recovery, Mark.DELETED, signed.name)
    options = MarkOptions(signed.author, signed.date, moves=False)
    found = {old.package.main: tuple(matches(old, new))}
    marked = ooxml.mark(old.package, new.package, found, options)
    ooxml.number_notes(marked)
    verdict = verify(old.package, new.package, marked)
    if not verdict.proved:
        raise ProofFailed(f"the marked file of {signed.name} is not exact")
    signature = remarks.Signed(signed.author, signed.date)
    result, _ = remarks.annotate(marked, tuple(comments(recovery, new)), (), signature)
    return result.save()


def side(recovery: Recovery, without: Mark, name: str) -> Side:
    """One edition, typeset; `without` is the mark of what it does not have."""
    text, places = _edition(recovery, without)
    document = parsers.read(text.encode(), name, View.FINAL)
    package = Package.open(typeset.typeset(document), name)
    body = next(s for s in ooxml.stories(package) if s.part == package.main)
    lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    origins = [_origins(p, places, lines) for p in _paragraphs(document)]
    texts = [paragraph.text for paragraph in body.paragraphs]
    fitted = tuple(_fitted(o, t) for o, t in zip(origins, texts, strict=False))
    return Side(package, fitted + tuple(_fitted([], t) for t in texts[len(fitted) :]))


def _edition(recovery: Recovery, without: Mark) -> tuple[str, list[int]]:
    """One edition's text, and where each of its characters stands in the flat text."""
    text: list[str] = []
    places: list[int] = []
    at = 0
    for stretch in recovery.stretches:
        if stretch.mark is not without:
            text.append(stretch.text)
            places.extend(range(at, at + len(stretch.text)))
        at += len(stretch.text)
    return "".join(text), places


@dataclass(frozen=True, slots=True)
class _Printed:
    """A typeset paragraph: the stretches of the text that it prints, label first."""

    label: Anchor | None
    label_size: int
    body: tuple[Anchor, ...]


def _paragraphs(document: Document) -> Iterator[_Printed]:
    """The body paragraphs in the order in which `typeset` sets them."""
    for clause in document.clauses:
        if clause.kind is Kind.NOTE:
            continue
        lines = list(dict.fromkeys(a.paragraph for a in clause.anchors))
        size = len(clause.label) + 1 if clause.label else 0
        label = clause.label_anchor
        for number in lines or [_NOWHERE]:
            body = tuple(a for a in clause.anchors if a.paragraph == number)
            yield _Printed(label, size, body)
            label, size = None, 0


def _origins(printed: _Printed, places: Sequence[int], lines: Sequence[int]) -> list[int]:
    """Where each character of a typeset paragraph stands in the flat text."""
    found: list[int] = []
    if printed.label is not None:
        found += _of(printed.label, places, lines)
    found = found[: max(0, printed.label_size - 1)]
    found += [_NOWHERE] * (printed.label_size - len(found))
    for anchor in printed.body:
        found += _of(anchor, places, lines)
    return found


def _of(anchor: Anchor, places: Sequence[int], lines: Sequence[int]) -> Sequence[int]:
    start = lines[anchor.paragraph]
    return places[start + anchor.start : start + anchor.stop]


def _fitted(origins: Sequence[int], text: str) -> tuple[int, ...]:
    """As many places as the paragraph has characters, whatever the typesetter changed."""
    return (*origins[: len(text)], *([_NOWHERE] * (len(text) - len(origins))))


def matches(old: Side, new: Side) -> Iterator[Match]:
    """Paragraphs of the two sides that print the same characters, and what else they print."""
    owner = {at: number for number, places in enumerate(new.origins) for at in places if at >= 0}
    groups: list[tuple[list[int], list[int]]] = []
    for number, places in enumerate(old.origins):
        news = sorted({owner[at] for at in places if at in owner})
        if not news:
            continue
        if groups and groups[-1][1][-1] >= news[0]:
            groups[-1][0].append(number)
            groups[-1][1].extend(n for n in news if n > groups[-1][1][-1])
        else:
            groups.append(([number], news))
    for olds, together in groups:
        yield Match(tuple(olds), tuple(together), tuple(_edits(old, new, olds, together)))


_JOINT = -2  # the line feed between two paragraphs of a match; see ooxml.Match


def _edits(old: Side, new: Side, olds: Sequence[int], news: Sequence[int]) -> Iterator[Edit]:
    """What lies between the characters that both sides print."""
    first, second = _joined(old, olds), _joined(new, news)
    where = {at: i for i, at in enumerate(second) if at >= 0}
    i = j = 0
    for at_old, at in enumerate([*first, None]):
        at_new = len(second) if at is None else where.get(at, _NOWHERE)
        if at_new < j:
            continue
        if at_old > i or at_new > j:
            yield Edit(i, at_old, j, at_new)
        i, j = at_old + 1, at_new + 1


def _joined(side: Side, numbers: Sequence[int]) -> list[int]:
    found: list[int] = []
    for place, number in enumerate(numbers):
        if place:
            found.append(_JOINT)
        found.extend(side.origins[number])
    return found


def comments(recovery: Recovery, new: Side) -> Iterator[remarks.Remark]:
    """A comment for each stretch that is not certain, at its place in the proposal."""
    spots = sorted(
        (at, number, i)
        for number, places in enumerate(new.origins)
        for i, at in enumerate(places)
        if at >= 0
    )
    starts = [at for at, _, _ in spots]
    at = 0
    for stretch in recovery.stretches:
        if is_doubtful(stretch) and spots:
            yield _comment(stretch, at, spots, starts, new.package.main)
        at += len(stretch.text)


def is_doubtful(stretch: Stretch) -> bool:
    """Whether a reader has to be told that a stretch may be otherwise."""
    if not stretch.text.strip() or stretch.certainty is Certainty.CERTAIN:
        return False
    return stretch.mark is not Mark.KEPT or stretch.certainty is Certainty.UNDETERMINED


def _comment(
    stretch: Stretch,
    at: int,
    spots: Sequence[tuple[int, int, int]],
    starts: Sequence[int],
    part: str,
) -> remarks.Remark:
    """The comment on a stretch that stands at `at`: on its words, or beside them if they went."""
    first = bisect_right(starts, at - 1)
    last = bisect_right(starts, at + len(stretch.text) - 1) - 1
    if last < first:
        first = last = max(0, first - 1)
    number, start = spots[first][1], spots[first][2]
    stop = spots[last][2] + 1 if spots[last][1] == number else start + 1
    said = "Undetermined"
    if stretch.certainty is not Certainty.UNDETERMINED:
        said = f"Probably {stretch.mark.value}"
    return remarks.Remark(Anchor(part, number, start, stop), f"{said}: {stretch.reason}")
