"""The words that say the same in several languages, from `words.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from resdiff import toml
from resdiff.language.folding import fold
from resdiff.language.packs import LANGUAGES, pack

_MANY = 20  # thousands or millions that are written as words
_CASED = frozenset({"en", "fr", "es", "ru"})


@cache
def _table(name: str) -> Mapping[str, object]:
    return toml.table(Path(__file__).parent / "words.toml", name)


def _forms(table: object, name: str) -> tuple[str, ...]:
    assert isinstance(table, dict)
    return tuple(fold(form) + (" " if form.endswith(" ") else "") for form in table[name])


def is_spelled(value: int, folded: str, language: str) -> bool:
    """Whether the folded text has the number as a word, as far as our words go."""
    padded = " " + re.sub(r"[^\w]", " ", folded) + " "
    for large, forms in _multipliers():
        if value % large == 0 and value // large <= _MANY and any(f in padded for f in forms):
            return True
    own = _table("numbers").get(language)
    if not isinstance(own, dict) or str(value) not in own:
        return False
    before = "" if language in ("zh", "ar") else " "
    return any(before + form in padded for form in _forms(own, str(value)))


@cache
def multiplier() -> re.Pattern[str]:
    """A word behind digits that multiplies them, over folded text."""
    words = sorted((w for v in _multipliers() for w in v[1]), key=len, reverse=True)
    return re.compile(rf" ?(?P<word>{'|'.join(map(re.escape, words))})")


def multiplied(word: str) -> int:
    """What the word makes of one."""
    return next(value for value, words in _multipliers() if word in words)


@cache
def _multipliers() -> tuple[tuple[int, tuple[str, ...]], ...]:
    table = _table("multipliers")
    return tuple((int(value), _forms(table, value)) for value in table)


@cache
def months(language: str) -> re.Pattern[str] | None:
    """A month's name beside a day or a year, one group a month: m1 … m12; None where digits are
    printed instead.
    """
    own = _table("months")
    if language not in own:
        return None
    names = _forms(own, language)
    groups = "|".join(f"(?P<m{number}>{name})" for number, name in enumerate(names, start=1))
    return re.compile(
        rf"(?:(?<=\d )|(?<=\der )|(?<=\dth )|(?<=\dst )|(?<=\dnd )|(?<=\drd )|(?<=\d de )"
        rf"|(?<=\d[оo] )|(?<!\w)(?=[^\W\d]+(?: de)? \d))(?:{groups})"
    )


def basic_text(printed: str) -> str:
    """The id of a basic text, or what is printed."""
    folded = fold(printed)
    table = _table("basics")
    for name in table:
        if any(folded.startswith(form) for form in _forms(table, name)):
            return name
    return folded


@cache
def _near() -> tuple[frozenset[str], ...]:
    groups = _table("calls")["near"]
    assert isinstance(groups, list)
    return tuple(frozenset(group) for group in groups)


@cache
def call_readings(call_id: str, language: str) -> frozenset[str]:
    """Every verb that the words of this call may be in this language: 请 invites and requests.

    Shape:   verbs alone, an adverb ("considering further") and what it resolves to left out.
    """
    if language not in LANGUAGES or not call_id:
        return frozenset({call_id} - {""})
    calls = pack(language).calls
    entries = (*calls.preamble, *calls.operative)
    verb = max((e.id for e in entries if call_id.startswith(e.id)), key=len, default=call_id)
    own = {form for entry in entries if entry.id == verb for form in entry.forms}
    return frozenset({verb, *(e.id for e in entries if own & set(e.forms))})


def are_near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two calls may be translations of one another."""
    return bool(one & other) or any(group & one and group & other for group in _near())


@cache
def _addressees(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if language not in LANGUAGES:
        return ()
    return tuple((e.id, tuple(map(fold, e.forms))) for e in pack(language).addressees)


def addressees(folded: str, language: str) -> frozenset[str]:
    """The ids of all that may be spoken to and are named in the folded text; a longer name hides
    the shorter ones in it.
    """
    found = sorted(
        ((form, id) for id, forms in _addressees(language) for form in forms if form in folded),
        key=lambda one: -len(one[0]),
    )
    ids: set[str] = set()
    rest = folded
    edge = "" if language in ("zh", "ar") else r"\b"
    for form, id in found:
        cut, times = re.subn(rf"{edge}{re.escape(form)}{edge}", "\0", rest)
        if times:
            ids.add(id)
            rest = cut
    return frozenset(ids)


def is_cased(language: str) -> bool:
    """Whether names begin with a capital."""
    return language in _CASED
