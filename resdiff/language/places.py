"""The places of conferences, in six languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from resdiff.language.folding import key
from resdiff.language.packs import LANGUAGES, load
from resdiff.values import dataclass

_NO_LATIN = "\u0370"  # the first letter beyond Latin


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its id, and its name in each language, in the order of LANGUAGES.

    Shape:   `verified` the languages in which the spelling was read in a text of that language.
    """

    id: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    verified: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The place as `language` spells it; the English name where it is none of the six."""
        return self.names[LANGUAGES.index(language) if language in LANGUAGES else 0]


@dataclass(frozen=True, slots=True)
class Event:
    """A conference or assembly: its body, year, place id and short name.

    Shape:   `tag` as cited ("WTSA-20"), whose year may be another than the one in which it met;
             `verified` whether place and year were read in a text.
    """

    body: str
    year: int
    place_id: str
    tag: str
    verified: bool


@lru_cache(maxsize=1)
def known() -> tuple[Place, ...]:
    """Every place we know."""
    return tuple(_place(id, about) for id, about in load("places").items())


def _place(id: str, about: object) -> Place:
    assert isinstance(about, dict)
    return Place(
        id=id,
        names=tuple(str(about[language]) for language in LANGUAGES),
        aliases=tuple(about.get("aliases", ())),
        verified=tuple(about["verified"]),
    )


@cache
def _index(latin: bool) -> Mapping[str, Place]:
    """The places by the letters of their names, those in Latin letters or the others."""
    index: dict[str, Place] = {}
    for place in known():
        for name in (*place.names, *place.aliases):
            if (name[0] < _NO_LATIN) == latin:
                index.setdefault(key(name), place)
    return index


def _called(letters: str) -> Place | None:
    """The place whose name has these letters, folded."""
    return _index(letters[:1] < _NO_LATIN).get(letters)


def find(name: str) -> Place | None:
    """The place called `name` in any language; case, accents, harakat, hyphens and blanks do not
    matter.
    """
    return _called(key(name))


def are_run_together(name: str) -> bool:
    """Whether `name` is two known places without anything between them, as flattened tracked
    changes leave them.
    """
    letters = key(name)
    if _called(letters):
        return False
    return any(
        _called(letters[:cut]) and _called(letters[cut:]) for cut in range(2, len(letters) - 1)
    )


@lru_cache(maxsize=1)
def events() -> tuple[Event, ...]:
    """Conferences and assemblies since 1988, by body and year."""
    found = load("events")["event"]
    assert isinstance(found, list)
    return tuple(Event(e["body"], e["year"], e["place"], e["tag"], e["verified"]) for e in found)


def bodies_that_met(place_id: str, year: int) -> tuple[str, ...]:
    """The bodies that met at that place in that year; several in Dubai, 2012 and Geneva, 2012."""
    return tuple(e.body for e in events() if e.place_id == place_id and e.year == year)
