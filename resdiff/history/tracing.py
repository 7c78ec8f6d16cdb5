"""Editions in, their history out: each compared with the next, the letters' ways put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from resdiff import differ
from resdiff.errors import UsageError
from resdiff.history.naming import names, out_of_order
from resdiff.history.pool import Pool
from resdiff.history.stories import Stories
from resdiff.history.values import History
from resdiff.model import Document, Notice
from resdiff.values import replace

FINE = differ.Options(pieces=True)
"""Every word that stayed is wanted, also where a reader of a redline would rather see it go."""


def trace(editions: Sequence[Document]) -> History:
    """The history of a text, its editions in the order in which they are given.

    Shape:   notices of all comparisons, each with the editions' names; `editions-order` where the
             texts give themselves another order.
    Raises:  UsageError for fewer than two.
    """
    if len(editions) < 2:
        raise UsageError("a history needs at least two editions", "name the older ones first")
    called = names(editions)
    comparisons = tuple(differ.compare(a, b, FINE) for a, b in pairwise(editions))
    pool = Pool(editions[0])
    for comparison in comparisons:
        pool.add(comparison)
    strands, weave = pool.strands()
    sources = tuple(pool.sources)
    history = History(tuple(editions), called, comparisons, strands, sources, weave, (), (), ())
    told = Stories(history, pool)
    last = history.last
    return replace(
        history,
        stories=tuple(told.story(last, c) for c in range(len(editions[last].clauses))),
        fallen=tuple(told.story(e, c) for e, c in told.lines.fallen()),
        notices=(*out_of_order(editions, called), *_notices(history)),
    )


def _notices(history: History) -> Iterator[Notice]:
    yield from (notice for edition in history.editions for notice in edition.notices)
    for number, comparison in enumerate(history.comparisons):
        before, after = history.names[number], history.names[number + 1]
        for notice in comparison.notices:
            yield replace(notice, message=f"{before} to {after}: {notice.message}")
