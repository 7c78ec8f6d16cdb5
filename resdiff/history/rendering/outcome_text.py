"""The outcome of a proposal for a terminal: each stretch with the sign of its fate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from resdiff.history.naming import long_name
from resdiff.history.rendering import Look
from resdiff.history.rendering.telling import Words
from resdiff.history.rendering.weaving import (
    SIGNS,
    Woven,
    label_in,
    place_in,
    said_of,
    tally,
    woven,
)
from resdiff.history.values import Decision, Fate, Giver, Outcome
from resdiff.model import Mark
from resdiff.renderers.terminal import BOLD, DIM, Stretch, wrap
from resdiff.renderers.words import ENGLISH, words

_STYLES = {Fate.ADOPTED: "32", Fate.REWORDED: "33", Fate.MOVED: "34", Fate.FELL: "31"}
_INDENT = "  "


def render(outcome: Outcome, look: Look) -> bytes:
    """How many words met which fate, then each clause that the proposal touches."""
    own = words(look.language or ENGLISH)
    decisions = outcome.decisions if look.decisions is None else look.decisions
    rows = list(_head(outcome, own, look))
    for decision in decisions:
        rows.extend(_decision(outcome, decision, own, look))
    return ("\n".join(rows) + "\n").encode()


def _head(outcome: Outcome, own: Words, look: Look) -> Iterator[str]:
    documents = (outcome.proposed.old, outcome.proposed.new, outcome.decided.new)
    titles = [long_name(x) for x in documents]
    if len(set(titles)) < len(titles):  # a proposal is headed like the edition that it leads to
        titles = [f"{name}: {x}" for name, x in zip(outcome.names, titles, strict=True)]
    yield from wrap([Stretch(" → ".join(titles), BOLD)], look.width, color=look.color)
    counts = tally(outcome.decisions)
    for inserted, key in ((True, "wanted_in"), (False, "wanted_out")):
        met = [
            f"{SIGNS[fate]} {own[fate.value]} ({own['count_words'].format(n=count)})"
            for fate in Fate
            if (count := counts[inserted, fate])
        ]
        if met:
            said = f"{own[key]}{own['colon']}{own['comma'].join(met)}"
            yield from wrap([Stretch(said)], look.width, color=look.color)


def _decision(outcome: Outcome, decision: Decision, own: Words, look: Look) -> Iterator[str]:
    """One clause: what was proposed and its fate, then what the outcome has."""
    fate = own[decision.fate.value if decision.fate else "in_part"]
    yield ""
    head = [Stretch(place_in(outcome, decision, own), BOLD), Stretch(f"  {fate}", DIM)]
    yield from wrap(head, look.width, color=look.color)
    label = label_in(outcome, decision)
    parts = woven(outcome, decision)
    body = [Stretch(f"{label} " if label else ""), *_shown(parts, look)]
    yield from wrap(body, look.width, f"{outcome.names[1]}  ", _INDENT * 2, look.color)
    for part in parts:
        if part.verdict is not None and (
            part.verdict.instead or part.sign[1:] or part.verdict.echo
        ):
            said = own["comma"].join(said_of(outcome, decision, part.verdict, own)[1:])
            line = f"{part.sign} “{' '.join(part.text.split())}”: {said}"
            yield from wrap([Stretch(line, DIM)], look.width, _INDENT, _INDENT * 2, look.color)
    yield from _result(outcome, decision, own, look)


def _shown(parts: Sequence[Woven], look: Look) -> Iterator[Stretch]:
    """The words in brackets, those of one fate together, its sign behind them."""
    for (mark, sign), group in groupby(parts, key=lambda x: (x.mark, x.sign)):
        own = list(group)
        text = "".join(x.text for x in own)
        verdict = own[0].verdict
        if verdict is None:
            yield Stretch(text)
            continue
        opened, closed = ("{+", "+}") if mark is Mark.INSERTED else ("[-", "-]")
        style = _STYLES[verdict.fate] if look.color else ""
        yield Stretch(f"{opened}{text}{closed}{sign}", style)


def _result(outcome: Outcome, decision: Decision, own: Words, look: Look) -> Iterator[str]:
    """The outcome's clauses, the words that came from the proposal in braces."""
    name = f"{outcome.names[2]}  "
    if not decision.clauses:
        yield from wrap([Stretch(own["gone_whole"], DIM)], look.width, name, _INDENT, look.color)
    for index in decision.clauses:
        clause = outcome.decided.new.clauses[index]
        body = [Stretch(f"{clause.label} " if clause.label else "")]
        for x in outcome.stretches[index]:
            text = clause.text[x.start : x.stop]
            mine = x.giver is Giver.PROPOSAL
            body.append(Stretch(f"{{+{text}+}}" if mine else text, "32" if mine else ""))
        yield from wrap(body, look.width, name, _INDENT * 2, look.color)
