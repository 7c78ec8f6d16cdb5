"""A document made ready for alignment: the words of each clause and the section it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from resdiff.differ.folding import folded
from resdiff.differ.likeness import Bag, Unit, Weights, cited, features, without_page
from resdiff.model import Clause, Document, Kind
from resdiff.values import dataclass

_HOLDERS = (Kind.CALL, Kind.ANNEX)
# Kinds that may stand for one another: a reader of noisy text can take one for the other.
_TEXT = (Kind.ITEM, Kind.PARAGRAPH, Kind.HEADING, Kind.SIGNATURE, Kind.UNPLACED)
LOOSE = -1


@dataclass(frozen=True, slots=True)
class Pairing:
    """Clauses that belong together; several on one side for a split or a merger."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Side:
    """One document, with each clause's unit and the call or annex it stands under (LOOSE: none)."""

    document: Document
    units: tuple[Unit, ...]
    holders: tuple[int, ...]

    def clause(self, index: int) -> Clause:
        """One clause of the document."""
        return self.document.clauses[index]

    def by_kind(self, members: Iterable[int]) -> dict[Kind, list[int]]:
        """The members of each kind."""
        found: dict[Kind, list[int]] = {}
        for i in members:
            found.setdefault(self.clause(i).kind, []).append(i)
        return found

    def body(self, members: Iterable[int]) -> list[int]:
        """The members that are running text: what may be paired across kinds."""
        return [i for i in members if self.units[i].family == "text"]


def family(kind: Kind) -> str:
    """What a kind may be paired with: all running text is one family."""
    return "text" if kind in _TEXT else kind.value


def sides(old: Document, new: Document) -> tuple[Side, Side, Weights]:
    """Both documents made ready, and what their words weigh."""
    bags = {text: features(text) for d in (old, new) for text in dict.fromkeys(_texts(d))}
    weights = Weights(bags[text] for d in (old, new) for text in _texts(d))
    words = {text: _words(text, weights.weighed(bag)) for text, bag in bags.items()}
    return (
        Side(old, _units(old, words), _holders(old)),
        Side(new, _units(new, words), _holders(new)),
        weights,
    )


def _texts(document: Document) -> Iterator[str]:
    return (clause.text for clause in document.clauses)


class _Words(NamedTuple):
    """What a unit has of its text: most texts stand on both sides and are looked at once."""

    key: str
    bag: Bag
    size: float
    cited: frozenset[str]


def _words(text: str, bag: Bag) -> _Words:
    key, bare = folded(text), without_page(text)
    named = key if bare == text else folded(bare)
    return _Words(key, bag, sum(bag.values()), cited(named))


def _units(document: Document, words: Mapping[str, _Words]) -> tuple[Unit, ...]:
    depths = depths_of(document)
    return tuple(
        Unit(
            (i,),
            words[clause.text].key,
            words[clause.text].bag,
            words[clause.text].size,
            family(clause.kind),
            clause.number,
            depths[i],
            words[clause.text].cited,
        )
        for i, clause in enumerate(document.clauses)
    )


def depths_of(document: Document) -> list[int]:
    """How many clauses enclose each."""
    depths: list[int] = []
    for clause in document.clauses:
        depths.append(0 if clause.parent < 0 else depths[clause.parent] + 1)
    return depths


def _holders(document: Document) -> tuple[int, ...]:
    holders: list[int] = []
    for index, clause in enumerate(document.clauses):
        if clause.kind in _HOLDERS:
            holders.append(index)
        else:
            holders.append(holders[clause.parent] if clause.parent >= 0 else LOOSE)
    return tuple(holders)


def joined(units: Sequence[Unit]) -> Unit:
    """Several units as one."""
    bag: dict[str, float] = {}
    for unit in units:
        for feature, count in unit.bag.items():
            bag[feature] = bag.get(feature, 0.0) + count
    first = units[0]
    return Unit(
        tuple(i for unit in units for i in unit.clauses),
        " ".join(unit.key for unit in units),
        bag,
        sum(bag.values()),
        first.family,
        first.number,
        first.depth,
        frozenset(number for unit in units for number in unit.cited),
    )
