"""Clauses that say nearly the same in different works.

Every wording is looked up once among the wordings that lead a group, by MinHash and locality-
sensitive hashing, and what is found is held against it word by word: the cost grows with the number
of wordings, not with the number of their pairs.
Source:  A. Broder, On the resemblance and containment of documents (1997); J. Leskovec et al.,
         Mining of Massive Datasets, chapter 3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from resdiff.differ.folding import folded
from resdiff.differ.likeness import cited
from resdiff.errors import MissingExtra, UsageError
from resdiff.index import listing
from resdiff.index.searching import said_at
from resdiff.index.store import Connection
from resdiff.index.values import Filter, Group, Shared, Twin
from resdiff.index.words import words
from resdiff.model import Kind, Work
from resdiff.values import dataclass

if TYPE_CHECKING:
    from rensa import RMinHash

SAYING = (Kind.ITEM, Kind.PARAGRAPH, Kind.NOTE, Kind.CELL)
"""The clauses that say something of their own; calls, titles and number lines repeat by nature."""

LEAST = 0.85
"""How like two clauses are at least, from 0 to 1: words in common and in order, twice, of both."""

_SHORTEST = 8  # words; below, likeness says nothing: "to report to the next conference"
# Two clauses of n words of which every seventh differs share a third of their pairs of words; 48
# bands of 3 rows find such a pair 97 times in 100, and one that shares half of them 999 in 1,000.
_BANDS, _ROWS = 48, 3
_SEED = 101  # any; it is the same everywhere, so that results are
_MOST = 64  # wordings held against one, the most widespread first
# Followers of one leader among which those that are not like it find their likes. Source: held
# against all pairs of 2,500 mutated clauses, 1,505 of the 1,552 that are like one of another text
# stood in a group with it, and 1,430 without this.
_WITNESSES = 32
_AT_ONCE = 5_000  # signatures made together


@dataclass(slots=True)
class _Saying:
    """A wording on its way into a group.

    Shape:   `keys` its words as numbers, `pairs` each with the next; `works` those that say it;
             `cited` the numbers that it names with a word before them: "Resolution 64".
    """

    id: int
    text: str
    works: frozenset[Work]
    keys: list[int]
    pairs: list[str]
    cited: frozenset[str]


@dataclass(slots=True)
class _Circle:
    """A group as it grows: its leader first, each with its likeness to the leader."""

    language: str
    sayings: list[tuple[_Saying, float]] = field(default_factory=list)

    def works(self) -> frozenset[Work]:
        """All works that say it."""
        return frozenset[Work]().union(*(saying.works for saying, _ in self.sayings))


def duplicates(
    connection: Connection,
    wanted: Filter,
    least: float = LEAST,
    limit: int = 20,
    spots: int = 3,
) -> Shared:
    """Groups of clauses that say nearly the same in at least two works, the most widespread first.

    Shape:   every wording of a group is that like its first; a wording may stand in several. The
             editions of one work are one work. The same index gives the same groups. With a work in
             `wanted` only groups that it takes part in.
    Raises:  MissingExtra; UsageError for a likeness that is none.
    """
    if not 0.5 <= least <= 1.0:
        raise UsageError(f"{least:g} is no likeness to look for", "from 0.5 to 1: --least 0.9")
    _needed()
    broad = Filter(wanted.body, wanted.language, wanted.edition)
    circles = [
        circle
        for language, sayings in sorted(_sayings(connection, broad).items())
        for circle in _circles(language, sayings, least)
        if len(circle.works()) > 1 and (wanted.work is None or wanted.work in circle.works())
    ]
    circles.sort(key=lambda c: (-len(c.works()), -len(c.sayings[0][0].keys), c.sayings[0][0].text))
    asked, values = listing.condition(broad)
    groups = (_group(connection, circle, asked, values, spots) for circle in circles[:limit])
    return Shared(tuple(groups), len(circles))


def _needed() -> None:
    try:
        import rapidfuzz  # noqa: F401
        import rensa  # noqa: F401
    except ImportError as error:
        raise MissingExtra(
            f"finding duplicates needs {error.name}", "pip install 'resdiff[index]'"
        ) from error


# ---------------------------------------------------------------------- what is held together


def _sayings(connection: Connection, wanted: Filter) -> dict[str, list[_Saying]]:
    """The wordings of each language that are long enough, the most widespread first."""
    asked, values = listing.condition(wanted)
    numbers: dict[str, int] = {}
    found: dict[str, list[_Saying]] = defaultdict(list)
    for id, language, text, works in _spoken(connection, asked, values):
        keys = [word.key for word in words(text)]
        if len(keys) >= _SHORTEST:
            pairs = [f"{one} {two}" for one, two in pairwise(keys)]
            counted = [numbers.setdefault(key, len(numbers)) for key in keys]
            found[language].append(_Saying(id, text, works, counted, pairs, cited(folded(text))))
    for sayings in found.values():
        sayings.sort(key=lambda one: (-len(one.works), one.text))
    return found


def _spoken(
    connection: Connection, asked: str, values: tuple[object, ...]
) -> Iterator[tuple[int, str, str, frozenset[Work]]]:
    kinds = ", ".join(f"'{kind.value}'" for kind in SAYING)
    rows = connection.execute(
        "SELECT DISTINCT wording, works.body, works.kind, works.number FROM clauses"
        " JOIN editions ON editions.id = clauses.edition JOIN works ON works.id = editions.work"
        f" WHERE works.number <> '' AND clauses.kind IN ({kinds}) AND {asked}",
        values,
    )
    works: dict[int, set[Work]] = defaultdict(set)
    for wording, *named in rows:
        works[wording].add(Work(*named))
    for id, language, text in connection.execute("SELECT id, language, text FROM wordings"):
        if id in works:
            yield id, language, text, frozenset(works[id])


def _circles(language: str, sayings: Sequence[_Saying], least: float) -> list[_Circle]:
    """Every wording with the leader it is most like; one that is like none leads a group itself,
    with those that it is like among the followers of others.
    """
    from rensa import RMinHashLSH

    circles: list[_Circle] = []
    leaders, followers = (
        RMinHashLSH(threshold=least, num_perm=_BANDS * _ROWS, num_bands=_BANDS) for _ in range(2)
    )
    led: list[_Saying] = []
    for at, (saying, signature) in enumerate(_signed(sayings)):
        found = _like(saying, led, leaders.query(signature), least)
        if found:
            place, likeness = max(found, key=lambda one: (one[1], -one[0]))
            circles[place].sayings.append((saying, likeness))
            if len(circles[place].sayings) <= _WITNESSES:
                followers.insert(at, signature)
            continue
        near = _like(saying, sayings, followers.query(signature), least)
        leaders.insert(len(led), signature)
        led.append(saying)
        circles.append(_Circle(language, [(saying, 1.0), *((sayings[n], x) for n, x in near)]))
    return circles


def _signed(sayings: Sequence[_Saying]) -> Iterator[tuple[_Saying, RMinHash]]:
    from rensa import RMinHash

    waiting = iter(sayings)
    while some := list(islice(waiting, _AT_ONCE)):
        pairs = [saying.pairs for saying in some]
        yield from zip(
            some,
            RMinHash.from_token_sets(pairs, num_perm=_BANDS * _ROWS, seed=_SEED),
            strict=True,
        )


def _like(
    saying: _Saying, others: Sequence[_Saying], places: Iterable[int], least: float
) -> list[tuple[int, float]]:
    """Which of the others at those places a wording is like, and how like."""
    from rapidfuzz.distance import Indel

    found: list[tuple[int, float]] = []
    for at in sorted(places)[:_MOST]:
        other = others[at]
        if saying.cited and other.cited and not saying.cited & other.cited:
            continue  # the same words of Resolution 64 and of Resolution 71 say different things
        likeness = Indel.normalized_similarity(saying.keys, other.keys, score_cutoff=least)
        if likeness >= least:
            found.append((at, likeness))
    return found


def _group(
    connection: Connection, circle: _Circle, asked: str, values: tuple[object, ...], spots: int
) -> Group:
    leader, *others = circle.sayings
    others.sort(key=lambda one: (-one[1], one[0].text))
    twins = tuple(
        Twin(saying.text, likeness, *said_at(connection, saying.id, asked, values, spots))
        for saying, likeness in (leader, *others)
    )
    return Group(circle.language, twins, len(circle.works()))
