"""What is said of words and clauses, in the reader's language: shared by page and text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from resdiff.differ.tokens import tokenize
from resdiff.history.outcome import DOUBTFUL
from resdiff.history.values import Echo, Gap, History, Phrase, Step, Story
from resdiff.model import Change, Document, Status
from resdiff.renderers.summary import place
from resdiff.values import dataclass, replace

_LONGEST = 160  # characters of other words that are quoted: two lines of a page

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """Words of one origin, and what is said of it.

    Shape:   `first` the edition since which they stand; `start`, `stop` in the clause's text; a gap
             is empty and `first` is the edition that has lost them.
    """

    start: int
    stop: int
    first: int
    remarks: tuple[str, ...]
    gap: bool = False


def named(document: Document, index: int, own: Words) -> str:
    """Where a clause stands, for people: its call and labels, or what kind of line it is."""
    clause = document.clauses[index]
    return place(document, index) or own[f"kind_{clause.kind.value}"]


def told(history: History, story: Story, own: Words) -> tuple[Told, ...]:
    """The phrases of a clause in order, blanks with what stands before them, and its gaps."""
    text = history.text(story)
    found: list[Told] = []
    for phrase in story.phrases:
        blank = not text[phrase.start : phrase.stop].strip()
        if found and blank:
            found[-1] = replace(found[-1], stop=phrase.stop)
        else:
            remarks = tuple(_of_phrase(history, story, phrase, own))
            found.append(Told(phrase.start, phrase.stop, phrase.first, remarks))
    found.extend(_of_gap(history, gap, own) for gap in story.gaps)
    return tuple(_parted(sorted(found, key=lambda x: (x.start, x.gap, x.stop))))


def _parted(several: Sequence[Told]) -> Iterator[Told]:
    """Phrases cut where a gap stands inside them."""
    cuts = [x.start for x in several if x.gap]
    inside = [
        replace(x, start=start, stop=stop)
        for x in several
        if not x.gap
        for start, stop in _pieces(x.start, x.stop, cuts)
    ]
    gaps = [x for x in several if x.gap]
    yield from sorted((*inside, *gaps), key=lambda x: (x.start, not x.gap, x.stop))


def _pieces(start: int, stop: int, cuts: Iterable[int]) -> Iterator[tuple[int, int]]:
    for cut in sorted({x for x in cuts if start < x < stop}):
        yield start, cut
        start = cut
    yield start, stop


def _of_phrase(history: History, story: Story, phrase: Phrase, own: Words) -> Iterator[str]:
    source = history.sources[phrase.source]
    there = named(history.editions[source.edition], source.clause, own)
    if there == named(history.editions[story.edition], story.clause, own):
        yield own["there_still"]
    else:
        yield own["first_there"].format(place=there)
    if _says(source.replaced):
        yield own["instead_of"].format(text=quoted(source.replaced))
    for echo in phrase.echoes:
        yield _echoed(history, echo, own, "back_again" if echo.back else "same_words")


def _of_gap(history: History, gap: Gap, own: Words) -> Told:
    name = history.names[gap.last + 1]
    said = [own["fell_words"].format(edition=name, text=quoted(gap.text))]
    said.extend(_echoed(history, x, own, "same_later") for x in gap.echoes)
    return Told(gap.at, gap.at, gap.last + 1, tuple(said), gap=True)


def _echoed(history: History, echo: Echo, own: Words, key: str) -> str:
    there = named(history.editions[echo.edition], echo.clause, own)
    name = history.names[echo.edition]
    return own[key].format(edition=name, place=there, text=quoted(echo.text))


def quoted(text: str) -> str:
    """The words in one line, cut where they are many."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST:
        return text
    head = text[:_LONGEST]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;،，、") + " …"


def _says(text: str) -> bool:
    return any(c.isalnum() for c in text)


def of_story(history: History, story: Story, own: Words) -> tuple[str, ...]:
    """What happened to a clause, edition by edition."""
    found = []
    first = story.steps[0].edition
    if first > 0:
        found.append(own["came_in"].format(edition=history.names[first]))
    found.extend(_returned(history, story, own))
    changed = [history.names[x.edition] for x in story.steps if _changed(history, x)]
    if changed:
        found.append(own["changed_in"].format(edition=own["series"].join(changed)))
    for step in story.steps:
        found.extend(of_step(history, step, own))
    if story.edition < history.last:
        found.append(own["fell_in"].format(edition=history.names[story.edition + 1]))
    found.extend(_echoed(history, echo, own, "same_later") for echo in story.went)
    return tuple(dict.fromkeys(found))


def _returned(history: History, story: Story, own: Words) -> Iterator[str]:
    """Where a clause that came whole had stood before."""
    for phrase in story.phrases if story.steps[0].edition else ():
        for echo in phrase.echoes:
            if 2 * len(echo.text) >= len(history.text(story)):
                yield _echoed(history, echo, own, "back_again" if echo.back else "same_words")


def _changed(history: History, step: Step) -> bool:
    changes = history.comparisons[step.edition - 1].changes
    return any("changed" in events(changes[n]) for n in step.changes)


def of_step(history: History, step: Step, own: Words) -> Iterator[str]:
    """What the way to an edition made of a clause besides its words: moved, renumbered, split."""
    name = history.names[step.edition]
    for number in step.changes:
        change = history.comparisons[step.edition - 1].changes[number]
        before = history.editions[step.edition - 1]
        places = [named(before, i, own) for i in change.old]
        labels = [before.clauses[i].label.strip() for i in change.old]
        for key in events(change):
            if key == "changed":
                continue
            said = labels[0] or places[0] if key == "renumbered" else own["series"].join(places)
            yield own[f"{key}_in"].format(edition=name, place=said)
        if doubtful(change):
            yield own["doubtful"].format(edition=name, share=round(change.score * 100))


def events(change: Change) -> Iterator[str]:
    """What happened, the weightiest first."""
    if change.moved:
        yield "moved"
    if change.split:
        yield "split"
    if change.merged:
        yield "merged"
    if change.status is Status.CHANGED and not (change.split or change.merged):
        yield "changed"
    if change.renumbered and not change.moved:
        yield "renumbered"


def doubtful(change: Change) -> bool:
    """Whether a reader is told that the pairing of two clauses is not sure."""
    return bool(change.old and change.new) and change.score < DOUBTFUL


def shares(history: History) -> tuple[int, ...]:
    """How many words of the last edition came with each edition."""
    found = [0] * len(history.editions)
    for strands in history.weave[history.last]:
        for number in strands:
            strand = history.strands[number]
            found[strand.first] += count_words(strand.text)
    return tuple(found)


def count_words(text: str) -> int:
    """The words and numbers of a text; a Chinese character counts as one."""
    return sum(any(c.isalnum() for c in text[x.start : x.stop]) for x in tokenize(text))
