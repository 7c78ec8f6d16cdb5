"""How alike two clauses are, and which pairs are worth asking about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from math import log
from operator import mul

from resdiff.differ.folding import folded, is_unspaced
from resdiff.patterns import pattern
from resdiff.values import dataclass

# "(Rev. Dubai, 2018)" and its like in Chinese: what changes everywhere identifies little.
# identity.
_EDITION = pattern(r"[(（][^()（）]{0,60}?(?:19|20)\d\d[^()（）]{0,40}?[)）]")
_UNSPACED = (
    ("\u2e80", "\u2fdf"), ("\u3005", "\u3007"), ("\u3041", "\u30ff"), ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"), ("\uf900", "\ufaff"),
)  # fmt: skip
_WORD = pattern(r"(?:[^\W_]|[\u0300-\u036f\u064b-\u065f]|(?<=\w)[.\-'/](?=\w))+")
# What stands in no word of ASCII, as blanks: a text so parted is read in a quarter of the time.
_PARTED = {x: chr(x) if chr(x).isalnum() or chr(x) in ".-'/" else " " for x in range(128)}
# The same of a text that may hold Chinese or Japanese, whose signs two others stand for: the first
# a letter, which no folded text has, the second none. Their ranges take long to compile.
_LETTER, _NO_LETTER = "\u00aa", "\ufdd1"
_UNSPACED_WORD = pattern(
    rf"[{_LETTER}{_NO_LETTER}]+"
    rf"|(?:[^\W_{_LETTER}]|[\u0300-\u036f\u064b-\u065f]|(?<=\w)[.\-'/](?=\w))+"
)


class _Shadow(dict[int, str]):
    """What stands for each sign where words are sought; filled as signs are met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if any(first <= sign <= last for first, last in _UNSPACED):
            sign = _LETTER if sign.isalnum() else _NO_LETTER
        elif sign == _NO_LETTER:
            sign = " "
        self[code] = sign
        return sign


_SHADOW = _Shadow()
# Letters of a word that identify it: inflected forms of one word share them in the six languages.
# Source: `tests/bench/align.py` gives the same result from 4 letters to whole words.
_STEM = 6
# What Arabic writes together with a word: and, in, for, as, the.
_PREFIX = pattern(r"^[وف]?(?:[بك]?ال|لل|(?<=[وف])(?=..)|)(?=\w{3})")
# What a word between the parentheses of an edition weighs beside another; 0 to 1 tried, all alike
# in the benchmark, which updates no editions: "(Rev. Dubai, 2018)" is no reason to pair.
_EDITION_WEIGHT = 0.15
# A feature in more clauses than this is not looked up when candidates are sought: cost stays
# near-linear.
# Source: `tests/bench/align.py` gives the same result from 15 to 200.
_COMMON = 60
_CANDIDATES = 8
# What is left of the likeness of two clauses that name different numbered things.
# Source: "Resolution 64 (…) of the Plenipotentiary Conference" is 0.6 like Resolution 71, and a
# clause whose one reference was renumbered is 0.88 like itself.
_OTHERS = 0.7
# A word begins where no letter stands before it: sought from every letter, a line of 360,000
# Chinese characters took more than 30 s; the numbers found are the same. "2nd" names nothing; a
# number before a colon ("Clause 5: Converter") is a heading's own, and no more than a label.
_CITED = pattern(
    r"(?<![^\W\d_])"
    r"[^\W\d_]{3,}[.\u00b0]? (?:itu-[a-z] )?(?P<number>[a-z]?\.?\d[\d./-]*+)(?![^\W\d_]|:)"
    r"|\u7b2c(?P<zh>\d+)"
)
# Rare features of a clause that are looked up, and in how many clauses all of them together: where
# no feature is rare, the first ten say as much, and cost stays linear.
_ASKED = 24
_ASKED_IN = 300

_DIGIT = pattern(r"\d")
# Behind a TAB at the end of a line of contents: a page, which names nothing.
_PAGE = pattern(r"\t\s*\d{1,4}\s*$")
_NO_NAME = pattern(r"(?:19|20)\d\d|\d+\.[\d.]*")

Bag = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Unit:
    """What is aligned: a clause, or a table row.

    Shape:   `key` the folded text, `bag` what its features weigh, `size` their sum; `cited` the
             numbers that it names with a word (Opinion 1).
    """

    clauses: tuple[int, ...]
    key: str
    bag: Bag
    size: float
    family: str
    number: str
    depth: int
    cited: frozenset[str]


def features(text: str) -> dict[str, float]:
    """The words of a text (pairs of characters in Chinese) and pairs of words, with counts."""
    bag: dict[str, float] = {}
    if _may_hold_edition(text):
        for piece in _EDITION.findall(text):
            _add(bag, piece, _EDITION_WEIGHT)
        text = _EDITION.sub(" ", text)
    _add(bag, text, 1.0)
    return bag


def _may_hold_edition(text: str) -> bool:
    """Whether a text holds what begins a year of our time."""
    return "19" in text or "20" in text


def _add(bag: dict[str, float], text: str, weight: float) -> None:
    text = folded(text)
    half, before, plain = weight / 2, "", text.isascii()
    for word in _words(text):
        if not plain and ("\u2e80" <= word[0] <= "\u9fff" or "\uf900" <= word[0] <= "\ufaff"):
            for piece in [word[i : i + 2] for i in range(max(1, len(word) - 1))]:
                bag[piece] = bag.get(piece, 0.0) + weight
            before = ""
            continue
        if not plain and "\u0620" <= word[0] <= "\u064a":
            word = _PREFIX.sub("", word)
        stem = word if len(word) <= _STEM or word[0].isdigit() else word[:_STEM]
        bag[stem] = bag[stem] + weight if stem in bag else weight
        if before:
            pair = f"{before} {stem}"
            bag[pair] = bag[pair] + half if pair in bag else half
        before = stem


def _words(text: str) -> list[str]:
    """The words of a folded text; runs of Chinese or Japanese are not cut."""
    if is_unspaced(text):
        found = _UNSPACED_WORD.finditer(text.translate(_SHADOW))
        return [text[match.start() : match.end()] for match in found]
    if not text.isascii() or "_" in text:
        return _WORD.findall(text)
    words: list[str] = []
    for piece in text.translate(_PARTED).split():
        if piece.isalnum():
            words.append(piece)
        else:
            words += _WORD.findall(piece)
    return words


def cited(key: str) -> frozenset[str]:
    """The numbers that a folded text names with a word before them; no years, no versions."""
    if _DIGIT.search(key) is None:
        return frozenset()
    if _may_hold_edition(key):
        key = _EDITION.sub(" ", key)
    found = (m["number"] or m["zh"] for m in _CITED.finditer(key))
    return frozenset(n.rstrip("./-") for n in found if not _NO_NAME.fullmatch(n))


def without_page(text: str) -> str:
    """The text, a line of contents without its page number."""
    return _PAGE.sub("", text) if "\t" in text else text


class Weights:
    """How much each feature tells: rare ones more. Learnt from the two documents themselves."""

    def __init__(self, bags: Iterable[Bag]) -> None:
        seen: Counter[str] = Counter()
        total = 0
        for bag in bags:
            total += 1
            seen.update(bag.keys())
        weights = {n: log(1.5 + total / (1 + n)) for n in {*seen.values()}}
        self._of = {feature: weights[n] for feature, n in seen.items()}
        self._unseen = log(1.5 + total)

    def weighed(self, bag: Bag) -> dict[str, float]:
        """The features with what they weigh, counts included."""
        weights = map(self._of.get, bag, repeat(self._unseen))
        return dict(zip(bag, map(mul, bag.values(), weights), strict=True))


def shared(old: Bag, new: Bag) -> float:
    """The weight that two weighed bags have in common."""
    if len(old) > len(new):
        old, new = new, old
    total = 0.0
    for feature in filter(new.__contains__, old):
        weight, other = old[feature], new[feature]
        total += weight if weight < other else other
    return total


def likeness(old: Unit, new: Unit) -> float:
    """From 0 to 1: twice what is shared over what there is (Dice), rare words counting more."""
    if old.key == new.key:
        return 1.0
    total = old.size + new.size
    score = min(0.999, 2 * shared(old.bag, new.bag) / total) if total else 0.0
    return score * _OTHERS if cites_others(old, new) else score


def cites_others(old: Unit, new: Unit) -> bool:
    """Whether both name numbered things, and none in common: Opinion 1 is not Opinion 2."""
    return bool(old.cited and new.cited) and old.cited.isdisjoint(new.cited)


def candidates(old: Sequence[Unit], new: Sequence[Unit]) -> dict[tuple[int, int], float]:
    """The pairs (position in old, position in new) that share rare features, with their likeness.

    Shape:   at most eight for each old unit, looked up in an inverted index: near-linear in the
             units.
    """
    index: dict[str, list[int]] = {feature: [] for unit in old for feature in unit.bag}
    for position, unit in enumerate(new):
        for feature in unit.bag:
            if feature in index:
                index[feature].append(position)
    found: dict[tuple[int, int], float] = {}
    for position, unit in enumerate(old):
        for other in _likeliest(unit, position, index):
            found[position, other] = likeness(unit, new[other])
    return found


def _likeliest(unit: Unit, position: int, index: Mapping[str, list[int]]) -> list[int]:
    votes: dict[int, float] = {}
    known = [f for f in unit.bag if 0 < len(index[f]) <= _COMMON]
    asked = 0
    for feature in sorted(known, key=lambda f: (len(index[f]), f))[:_ASKED]:
        weight, others = unit.bag[feature], index[feature]
        asked += len(others)
        if asked > _ASKED_IN:
            break
        for other in others:
            votes[other] = votes[other] + weight if other in votes else weight
    if not votes:
        return []
    least = sorted(votes.values())[-_CANDIDATES:][0]
    best = sorted((-v, abs(o - position), o) for o, v in votes.items() if v >= least)
    return [other for _, _, other in best[:_CANDIDATES]]
