"""The head's words in six languages and the facts of conferences and sources, as data.

Verified and unverified words stand apart in the files; here they are read together, and
`is_verified` tells them apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from resdiff import toml
from resdiff.language import LANGUAGES, places
from resdiff.language.places import Event
from resdiff.values import dataclass

_HERE = Path(__file__).parent
_FACTS = ("verified", "unverified")


@dataclass(frozen=True, slots=True)
class HeadWords:
    """One language's words.

    Shape:   `forms` patterns by name; `languages` what it calls each pack id; `emphasis` the
             typeface that stands for italics, "" where there are italics.
    """

    letter: str
    months: tuple[str, ...]
    first_day: str
    forms: Mapping[str, str]
    languages: Mapping[str, str]
    unverified: frozenset[str]
    emphasis: str
    right_to_left: bool


@dataclass(frozen=True, slots=True)
class Days:
    """When a conference met, and whether a document of that conference was seen to say so."""

    first: date
    last: date
    verified: bool


@cache
def head_words(language: str) -> HeadWords:
    """The words of a language; English where it is none of the six."""
    known = language if language in LANGUAGES else "en"
    raw = _load(f"words/{known}.toml")
    forms: dict[str, str] = {}
    names: dict[str, str] = {}
    for part in _FACTS:
        table = _table(raw, part)
        forms.update({k: v for k, v in table.items() if isinstance(v, str)})
        names.update({k: str(v) for k, v in _table(table, "languages").items()})
    look = _table(raw, "look")
    return HeadWords(
        letter=str(raw["letter"]),
        months=tuple(str(x) for x in _list(raw, "months")),
        first_day=str(raw.get("first_day", "1")),
        forms=forms,
        languages=names,
        unverified=frozenset(_table(raw, "unverified")) - {"languages"},
        emphasis=str(look.get("emphasis", "")),
        right_to_left=bool(look.get("right_to_left", False)),
    )


@cache
def days(conference: str) -> Days | None:
    """When a conference, by its short name, met; None where the table does not say."""
    raw = _load("conferences.toml")
    for part in _FACTS:
        found = _list(_table(raw, part), conference)
        if len(found) == 2 and isinstance(found[0], date) and isinstance(found[1], date):
            return Days(found[0], found[1], part == "verified")
    return None


def event(conference: str) -> Event | None:
    """The conference of that short name, in English or as another language calls it."""
    wanted = _folded(conference)
    for one in places.events():
        names = {short_name(one, language) for language in LANGUAGES}
        if wanted in {_folded(x) for x in names}:
            return one
    return None


def event_of(body: str, place_id: str, year: int) -> Event | None:
    """The conference of a body at a place in a year."""
    return next(
        (x for x in places.events() if (x.body, x.place_id, x.year) == (body, place_id, year)), None
    )


def short_name(event: Event, language: str) -> str:
    """How a language calls a conference for short: WTSA-24, AMNT-24, ВАСЭ-24."""
    tag = event.tag.split(" ")[0]
    body, dash, year = tag.partition("-")
    own = str(_table(_body(event.body), "short").get(language, body))
    return f"{own}-{year}" if dash and body == event.body else tag


def body_name(body: str, language: str) -> tuple[str, bool]:
    """A body's name in a language, and whether that was read in an ITU text."""
    names = _body(body)
    return str(names.get(language, body)), language in _list(names, "verified")


def source_name(code: str, language: str) -> tuple[str, bool]:
    """What the head prints for a source code, and whether that was read in an ITU text."""
    about = _table(_load("sources.toml"), code)
    if not about:
        return code, True
    return str(about.get(language, code)), language in _list(about, "verified")


def _body(body: str) -> Mapping[str, object]:
    return _table(_table(_load("conferences.toml"), "names"), body)


def _folded(text: str) -> str:
    return text.casefold().replace("\u2011", "-").replace(" ", "-")


@cache
def _load(name: str) -> Mapping[str, object]:
    return toml.whole(_HERE / name)


def _table(raw: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = raw.get(key, {})
    return found if isinstance(found, Mapping) else {}


def _list(raw: Mapping[str, object], key: str) -> Sequence[object]:
    found = raw.get(key, ())
    return found if isinstance(found, Sequence) and not isinstance(found, str) else ()
