"""The places of conferences, in six languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its id, and its name in each language, in the order of LANGUAGES."""

    id: str
    names: tuple[str, ...]

    def name(self, language: str) -> str:
        """The place as `language` spells it."""
        raise NotImplementedError


def find(name: str) -> Place | None:
    """The place called `name` in any language; case, accents, harakat, hyphens and blanks do not matter."""
    raise NotImplementedError
