"""Instruments of two documents paired: by work first, by title, then in order.

And a word to the reader where there is nothing to pair: two works, or two languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resdiff.differ.folding import folded
from resdiff.differ.likeness import Weights, features, shared
from resdiff.differ.sides import Side
from resdiff.model import Document, Instrument, Notice, Work

# Titles of two instruments that are not the same work must be this alike for them to be compared.
# Source: titles of the 32 instruments of one conference are at most 0.38 alike.
_TITLE = 0.5
_LANGUAGES = {
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "ru": "Russian",
    "zh": "Chinese",
    "ar": "Arabic",
}

Members = tuple[Sequence[int], Sequence[int]]


def groups(old: Side, new: Side, weights: Weights) -> Iterator[Members]:
    """The clauses of both sides that are to be compared, one pair of sequences after the other.

    Shape:   one for each pair of instruments, and one for what stands outside all; clauses of an
             instrument without partner are in none.
    """
    olds, news = old.document.instruments, new.document.instruments
    pairs = _pairs(olds, news, weights)
    for x, y in pairs:
        yield _members(old, x), _members(new, y)
    yield _members(old, -1), _members(new, -1)


def _members(side: Side, instrument: int) -> list[int]:
    return [i for i, c in enumerate(side.document.clauses) if c.instrument == instrument]


def _pairs(
    olds: Sequence[Instrument], news: Sequence[Instrument], weights: Weights
) -> list[tuple[int, int]]:
    if len(olds) == len(news) == 1:
        return [(0, 0)]
    pairs: list[tuple[int, int]] = []
    free_old, free_new = list(range(len(olds))), list(range(len(news)))
    for same in (_same_work, _same_number, lambda x, y: _same_title(x, y, weights), _unnamed):
        for x in list(free_old):
            y = next((y for y in free_new if same(olds[x], news[y])), None)
            if y is not None:
                pairs.append((x, y))
                free_old.remove(x)
                free_new.remove(y)
    return sorted(pairs)


def _same_work(old: Instrument, new: Instrument) -> bool:
    return bool(old.work.number) and old.work == new.work


def _same_number(old: Instrument, new: Instrument) -> bool:
    return bool(old.work.number) and _may_be_one(old.work, new.work)


def _same_title(old: Instrument, new: Instrument, weights: Weights) -> bool:
    if folded(old.title) == folded(new.title):
        return bool(old.title.strip())
    bags = weights.weighed(features(old.title)), weights.weighed(features(new.title))
    total = sum(bags[0].values()) + sum(bags[1].values())
    return bool(total) and 2 * shared(*bags) / total >= _TITLE


def _unnamed(old: Instrument, new: Instrument) -> bool:
    """One of the two has no final number: they are taken in order."""
    return not (_has_final_number(old.work) and _has_final_number(new.work))


def strangers(old: Document, new: Document) -> tuple[Notice, ...]:
    """A notice where the two documents are different works, one where their languages differ.

    Shape:   names the first work of each; none where they have any work in common. What is not
             known (a draft's number, a body, a language) differs from nothing.
    """
    out: list[Notice] = []
    olds, news = _works(old), _works(new)
    if olds and news and not any(_may_be_one(x, y) for x in olds for y in news):
        both = f"{_name(olds[0])} and {_name(news[0])}"
        out.append(Notice("different-works", f"the two texts are different works: {both}"))
    languages = old.language, new.language
    if all(languages) and languages[0] != languages[1]:
        both = " and ".join(_LANGUAGES.get(language, language) for language in languages)
        message = f"the two texts are in different languages: {both}"
        out.append(Notice("different-languages", message))
    return tuple(out)


def _works(document: Document) -> list[Work]:
    works = (instrument.work for instrument in document.instruments)
    return [work for work in works if work.kind and _has_final_number(work)]


def _may_be_one(old: Work, new: Work) -> bool:
    """Kind and number agree, and no two bodies are named."""
    same = (old.kind, old.number) == (new.kind, new.number)
    return same and len({old.body, new.body} - {""}) < 2


def _has_final_number(work: Work) -> bool:
    return bool(work.number) and not work.number.startswith("[")


def _name(work: Work) -> str:
    body = f" ({work.body})" if work.body else ""
    return f"{work.kind.capitalize()} {work.number}{body}"
