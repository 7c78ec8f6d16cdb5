"""The history for a terminal: in the margin the edition that each line's words came with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from resdiff.history.naming import long_name
from resdiff.history.order import Placed, in_order
from resdiff.history.rendering import Look
from resdiff.history.rendering.telling import Told, Words, of_step, of_story, shares, told
from resdiff.history.values import History, Step, Story
from resdiff.model import Change, Clause, Edit, Kind, Mark
from resdiff.renderers.heads import source_name
from resdiff.renderers.summary import place_or_path
from resdiff.renderers.terminal import BOLD, DELETED, DIM, INSERTED, ITALIC, Stretch, width, wrap
from resdiff.renderers.words import ENGLISH, words

_STYLES = ("", "36", "33", "35", "32", "34", "31")  # an edition a colour, the first in none
_GONE = "†"
_WIDEST_PATH = 12  # columns; a longer path moves its own line only
_BRACKETS = {Mark.DELETED: ("[-", "-]"), Mark.INSERTED: ("{+", "+}"), Mark.KEPT: ("", "")}


def render(history: History, look: Look) -> bytes:
    """All clauses with their margin, what fell where it stood; or the stories that were asked for,
    edition by edition."""
    own = words(look.language or ENGLISH)
    rows = list(_editions(history, own, look))
    if look.stories is None:
        for placed in in_order(history):
            rows.extend(_blame(history, placed, own, look))
    else:
        for story in look.stories:
            rows.extend(_story(history, story, own, look))
    return ("\n".join(rows) + "\n").encode()


def _editions(history: History, own: Words, look: Look) -> Iterator[str]:
    """Which editions, and how many of the last one's words each brought."""
    column = _margin(history)
    counted = shares(history)
    for number, (name, document) in enumerate(zip(history.names, history.editions, strict=True)):
        part = round(100 * counted[number] / max(1, sum(counted)))
        said = own["words_share"].format(share=part) if counted[number] else own["no_words"]
        title, file = long_name(document), source_name(document)
        line = [Stretch(title, BOLD), Stretch(f"  {file}" if file != title else "", DIM)]
        lead = f"{name.ljust(column)} "
        yield from wrap(
            [*line, Stretch(f"  {said}")], look.width, lead, " " * (column + 1), look.color
        )


def _margin(history: History) -> int:
    """The columns of the names of editions, and one for the sign of what fell."""
    return max(map(width, history.names)) + len(_GONE)


def _blame(history: History, placed: Placed, own: Words, look: Look) -> Iterator[str]:
    """One clause, a line for the words of each edition; a gap before calls."""
    story = placed.story
    clause = history.editions[story.edition].clauses[story.clause]
    if clause.kind in (Kind.CALL, Kind.ANNEX):
        yield ""
    fell = story.edition < history.last
    parts = _parts(history, story, clause, own)
    remark = (
        f"  ({own['fell_in'].format(edition=history.names[story.edition + 1])})" if fell else ""
    )
    column = _margin(history)
    path = clause.path.ljust(_WIDEST_PATH)
    for number, (first, text) in enumerate(parts):
        name = history.names[first] + (_GONE if fell else "")
        lead = f"{name.ljust(column)} {path} " if number == 0 else f"{name.ljust(column)} "
        hang = " " * (column + _WIDEST_PATH + 2 + placed.level * 3)
        lead = lead.ljust(len(hang)) + (" " if number else "")
        last = remark if number == len(parts) - 1 else ""
        style = _style(first, clause, fell)
        body = [Stretch(text, style), Stretch(last, DIM)]
        yield from wrap(body, look.width, lead, f"{hang}   ", look.color)


def _parts(history: History, story: Story, clause: Clause, own: Words) -> list[tuple[int, str]]:
    """The clause's words by edition, the label with the first of them."""
    shown = [x for x in told(history, story, own) if not x.gap]
    texts = [
        (first, "".join(clause.text[x.start : x.stop] for x in group))
        for first, group in groupby(shown, key=lambda x: x.first)
    ]
    label = f"{clause.label} " if clause.label else ""
    if not texts:
        return [(story.label_first, label.strip())]
    return [(texts[0][0], label + texts[0][1].strip()), *((e, x.strip()) for e, x in texts[1:])]


def _style(first: int, clause: Clause, fell: bool) -> str:
    if fell:
        return DIM
    codes = [_STYLES[(first - 1) % (len(_STYLES) - 1) + 1]] if first else []
    return ";".join([*codes, *([ITALIC] if clause.kind is Kind.CALL else [])])


# -- one story ----------------------------------------------------------------------------------


def _story(history: History, story: Story, own: Words, look: Look) -> Iterator[str]:
    """One clause: what it is called, its text edition by edition, where its words come from."""
    document = history.editions[story.edition]
    clause = document.clauses[story.clause]
    place = place_or_path(document, story.clause)
    yield ""
    head = place if place == clause.path else f"{place} ({clause.path})"
    yield from wrap([Stretch(head, BOLD)], look.width, color=look.color)
    for remark in of_story(history, story, own):
        yield from wrap([Stretch(remark, DIM)], look.width, "  ", "    ", look.color)
    yield ""
    for step in story.steps:
        yield from _step(history, step, own, look)
    yield ""
    yield from wrap([Stretch(own["origins_head"], BOLD)], look.width, color=look.color)
    for one in told(history, story, own):
        yield from _origin(history, clause, one, own, look)


def _step(history: History, step: Step, own: Words, look: Look) -> Iterator[str]:
    """A clause in one edition, marked against the edition before."""
    column = _margin(history)
    for clause in _woven(history, step, look):
        lead = f"{history.names[step.edition].ljust(column)} "
        yield from wrap(clause, look.width, lead, " " * (column + 4), look.color)
    for remark in of_step(history, step, own):
        yield from wrap([Stretch(remark, DIM)], look.width, " " * (column + 1), "", look.color)


def _woven(history: History, step: Step, look: Look) -> Iterator[list[Stretch]]:
    clauses = history.editions[step.edition].clauses
    labels = [f"{clauses[c].path}  {clauses[c].label} ".rstrip() + " " for c in step.clauses]
    if not step.changes:
        for label, index in zip(labels, step.clauses, strict=True):
            yield [Stretch(label, DIM), Stretch(clauses[index].text.strip())]
        return
    comparison = history.comparisons[step.edition - 1]
    for number in step.changes:
        change = comparison.changes[number]
        label = labels[step.clauses.index(change.new[0])] if change.new[0] in step.clauses else ""
        olds = "\n".join(comparison.old.clauses[i].text for i in change.old)
        news = "\n".join(clauses[i].text for i in change.new)
        yield [Stretch(label, DIM), *_marked(olds, news, change, look)]


def _marked(old: str, new: str, change: Change, look: Look) -> Iterator[Stretch]:
    """Two texts woven by the edits of a change, in colour or in brackets."""
    at = 0
    styles = {Mark.KEPT: "", Mark.DELETED: DELETED, Mark.INSERTED: INSERTED}
    for edit in (*change.edits, Edit(len(old), len(old), len(new), len(new))):
        for mark, text in (
            (Mark.KEPT, new[at : edit.new_start]),
            (Mark.DELETED, old[edit.old_start : edit.old_stop]),
            (Mark.INSERTED, new[edit.new_start : edit.new_stop]),
        ):
            opened, closed = ("", "") if look.color else _BRACKETS[mark]
            if text:
                yield Stretch(f"{opened}{text}{closed}", styles[mark])
        at = edit.new_stop


def _origin(history: History, clause: Clause, one: Told, own: Words, look: Look) -> Iterator[str]:
    """Words of one origin, and what is said of it."""
    column = _margin(history)
    name = history.names[one.first]
    said = "; ".join(x for x in one.remarks if x != own["there_still"])
    text = clause.text[one.start : one.stop].strip()
    lead = f"{(name + _GONE if one.gap else name).ljust(column)} "
    body = [Stretch(f"“{text}”  " if text else ""), Stretch(said, DIM)]
    yield from wrap(body, look.width, lead, " " * (column + 4), look.color)
