"""What the index answers, as text to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from textwrap import wrap

from resdiff.citations import BodySource
from resdiff.index.editions import Chain, Step
from resdiff.index.listing import Figures
from resdiff.index.naming import printed
from resdiff.index.values import Cited, Entry, Found, Hit, Shared, Spot
from resdiff.model import Work
from resdiff.renderers.heads import titled
from resdiff.renderers.summary import Entry as Changed
from resdiff.renderers.summary import summary

_AROUND = 120  # code points shown before what is marked and behind it
_TITLE = 72  # code points of a title in a list
_CHANGES = 40  # changes listed of one step
_SURE = {
    BodySource.STATED,
    BodySource.OWN,
    BodySource.NUMBER,
    BodySource.EDITION,
    BodySource.ELSEWHERE,
}


def listing(found: Sequence[Entry], color: bool) -> str:
    """The texts by work, an edition a line: which, in which language, how long, in which file."""
    lines: list[str] = []
    for work, those in groupby(found, lambda one: one.work):
        entries = list(those)
        titles = sorted((one.language != "en", one.title) for one in entries if one.title)
        title = titles[0][1] if titles else ""
        name = titled(work) or "what is no instrument, or stands around one"
        lines.append(f"{_bold(name, color)}  {_cut(title, _TITLE)}".rstrip())
        rows = [(_named(one), one.language, f"{one.clauses} clauses", one.path) for one in entries]
        widths = [max(len(row[at]) for row in rows) for at in range(3)]
        for edition, language, clauses, path in rows:
            lines.append(
                f"  {edition:<{widths[0]}}  {language:<{widths[1]}}  {clauses:>{widths[2]}}"
                f"  {_short(path)}"
            )
    return "".join(f"{line}\n" for line in lines)


def held(figures: Figures) -> str:
    """How much the index holds, in a line."""
    languages = f" in {', '.join(figures.languages)}" if figures.languages else ""
    return (
        f"{many(figures.editions, 'edition')} of {many(figures.works, 'text')}{languages}; "
        f"{many(figures.files, 'file')}, {many(figures.clauses, 'clause')}, "
        f"{many(figures.citations, 'citation')}"
    )


def search(found: Found, color: bool, whole: bool, width: int) -> str:
    """The hits, best first: where each stands, its words with the matches marked."""
    lines: list[str] = []
    for hit in found.hits:
        first, *others = hit.spots
        lines.append(_place(first, color))
        lines.extend(_wrapped(_excerpt(hit, color, whole), width))
        if others:
            shown = "; ".join(dict.fromkeys(_elsewhere(first, one) for one in others))
            rest = hit.total - len(hit.spots)
            lines.append(f"  also: {shown}" + (f"; and {rest} more" if rest else ""))
        lines.append("")
    return "\n".join(lines)


def cites(found: Sequence[Cited], work: Work, color: bool, whole: bool, width: int) -> str:
    """Who cites a work: by citing text, each citation in its words; the sum at the end."""
    lines: list[str] = []
    for entry, those in groupby(found, lambda one: one.spot.entry):
        lines.append(_head(entry, color))
        for one in those:
            lines.append(f"  {_at(one.spot)}{_doubt(one)}")
            hit = Hit(one.text, entry.language, ((one.start, one.stop),), (), 1)
            lines.extend(_wrapped(_excerpt(hit, color, whole), width, "    "))
        lines.append("")
    lines.append(_sum(found, work))
    return "".join(f"{line}\n" for line in lines)


def _sum(found: Sequence[Cited], work: Work) -> str:
    if not found:
        return f"no text of the index cites {titled(work)}"
    editions = Counter(printed(one.edition) if one.edition else "no edition" for one in found)
    texts = len({one.spot.entry.work for one in found})
    named = ", ".join(
        f"{count} {edition}" for edition, count in sorted(editions.items(), key=lambda e: -e[1])
    )
    return f"{titled(work)}: {many(len(found), 'citation')} in {many(texts, 'text')}: {named}"


def _doubt(one: Cited) -> str:
    if one.basis in _SURE:
        return ""
    said = "the citing text's own" if one.basis == BodySource.DEFAULT else "from the words around"
    return f"  (the body is not stated: {said})"


def history(chains: Iterable[Chain], work: Work, color: bool) -> str:
    """The editions of a work in each language, and what changed from each to the next."""
    lines: list[str] = []
    for chain in chains:
        entries = [step.entry for step in chain.steps] + list(chain.undated)
        title = next((one.title for one in reversed(entries) if one.title), "")
        head = f"{_bold(titled(work), color)}  {chain.language}  {_cut(title, _TITLE)}"
        lines.append(head.rstrip())
        for step in chain.steps:
            lines.extend(_step(step, color))
        lines.extend(f"  edition not read: {_short(one.path)}" for one in chain.undated)
        lines.append("")
    return "\n".join(lines)


def _step(step: Step, color: bool) -> Iterator[str]:
    edition = printed(step.entry.edition)
    more = f", and {many(len(step.others), 'more file')} of it" if step.others else ""
    yield f"  {_bold(edition, color)}  {_short(step.entry.path)}{more}"
    if step.comparison is None:
        yield f"    {many(step.entry.clauses, 'clause')}; the first edition of the index"
        return
    found = summary(step.comparison)
    counts = found.clauses.as_dict()
    shown = [f"{count} {name}" for name, count in counts.items() if count]
    yield f"    {', '.join(shown) or 'nothing below the adopting sentence'}"
    changes = [one for one in found.entries if one.old_place or one.new_place]
    for one in changes[:_CHANGES]:
        yield f"      {_change(one)}"
    if len(changes) > _CHANGES:
        yield f"      … and {len(changes) - _CHANGES} more"


def _change(one: Changed) -> str:
    place = one.new_place or one.old_place
    said = [] if one.status == "unchanged" else [one.status.value]
    said += [name for name in ("moved", "split", "merged") if getattr(one, name)]
    if one.renumbered and one.old_place != place:
        said.append(f"was {one.old_place}")
    return f"{place}: {', '.join(said) or 'unchanged'}"


def duplicates(found: Shared, color: bool, whole: bool, width: int) -> str:
    """Groups of clauses that say nearly the same: the words of the first, the others beside it."""
    lines: list[str] = []
    for group in found.groups:
        first, *others = group.twins
        lines.append(_bold(f"in {many(group.works, 'text')} ({group.language or '?'})", color))
        lines.extend(_wrapped(_trimmed(first.text, whole), width))
        lines.append(f"    same words: {_spots(first.spots, first.total)}")
        for twin in others:
            lines.append(f"    {twin.likeness:.0%}: {_spots(twin.spots, twin.total)}")
            if twin.likeness < 1:
                lines.extend(_wrapped(_trimmed(twin.text, whole), width, "      "))
        lines.append("")
    return "\n".join(lines)


def _spots(spots: Sequence[Spot], total: int) -> str:
    named = dict.fromkeys(f"{_named_text(one.entry)}, {_at(one)}" for one in spots)
    shown = "; ".join(named)
    return shown + (f"; and {total - len(spots)} more" if total > len(spots) else "")


# ---------------------------------------------------------------------- pieces


def many(number: int, name: str) -> str:
    """A number with its noun: "1 file", "2 files"."""
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"


def _place(spot: Spot, color: bool) -> str:
    return f"{_bold(_named_text(spot.entry), color)}, {_at(spot)}  {_short(spot.entry.path)}"


def _head(entry: Entry, color: bool) -> str:
    return f"{_bold(_named_text(entry), color)}  {entry.language}  {_short(entry.path)}"


def _named_text(entry: Entry) -> str:
    return " ".join(part for part in (titled(entry.work), _named(entry)) if part) or "no instrument"


def _named(entry: Entry) -> str:
    """The edition, or the proposal that the text is of."""
    edition = printed(entry.edition)
    if entry.proposal is None:
        return edition
    said = entry.proposal
    filed = "/".join(part for part in (said.source, said.document, said.number) if part)
    named = " ".join(part for part in ("proposal", said.symbol, filed) if part)
    return " ".join(part for part in (edition, f"[{named}]") if part)


def _at(spot: Spot) -> str:
    """Where a clause stands: for people, and its path."""
    return f"{spot.place} [{spot.path}]" if spot.place else f"[{spot.path}]"


def _elsewhere(first: Spot, other: Spot) -> str:
    """Another place, no more said of it than what differs."""
    text = _named_text(other.entry)
    return (
        text if (other.path, other.place) == (first.path, first.place) else f"{text}, {_at(other)}"
    )


def _excerpt(hit: Hit, color: bool, whole: bool) -> str:
    """A text around its first match, every match in it marked."""
    start, stop = (0, len(hit.text)) if whole else _window(hit)
    pieces = ["… " if start else ""]
    at = start
    for first, last in hit.marks:
        if last <= start or first >= stop:
            continue
        pieces += [hit.text[at:first], _marked(hit.text[max(first, at) : min(last, stop)], color)]
        at = min(last, stop)
    pieces += [hit.text[at:stop], " …" if stop < len(hit.text) else ""]
    return " ".join("".join(pieces).split())


def _window(hit: Hit) -> tuple[int, int]:
    """The stretch around the first match, cut between words where there are blanks."""
    first = hit.marks[0] if hit.marks else (0, 0)
    start, stop = max(0, first[0] - _AROUND), min(len(hit.text), first[1] + 2 * _AROUND)
    if start:
        blank = hit.text.find(" ", start, first[0])
        start = blank + 1 if blank >= 0 else start
    if stop < len(hit.text):
        blank = hit.text.rfind(" ", first[1], stop)
        stop = blank if blank >= 0 else stop
    return start, stop


def _trimmed(text: str, whole: bool) -> str:
    return " ".join(text.split()) if whole else _cut(text, 3 * _AROUND)


def _cut(text: str, limit: int) -> str:
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    head = text[:limit]
    return (head.rpartition(" ")[0] or head) + " …"


def _wrapped(text: str, width: int, indent: str = "  ") -> list[str]:
    """The text below its head; in lines where there is a terminal to fit."""
    if not width:
        return [indent + text]
    return wrap(text, max(width, 40), initial_indent=indent, subsequent_indent=indent) or [indent]


def _marked(text: str, color: bool) -> str:
    return f"\x1b[1;31m{text}\x1b[0m" if color else f"**{text}**"


def _bold(text: str, color: bool) -> str:
    return f"\x1b[1m{text}\x1b[0m" if color else text


def _short(path: str) -> str:
    """A path as seen from here, where it lies below."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path
