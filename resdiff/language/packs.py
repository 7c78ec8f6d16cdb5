"""The vocabulary of each language, read from `words/*.toml` when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES: tuple[str, ...] = ("en", "fr", "es", "ru", "zh", "ar")


@dataclass(frozen=True, slots=True)
class Pack:
    """One language's words, as its TOML file holds them."""

    language: str
    name: str


def pack(language: str) -> Pack:
    """The words of one language, read once.

    Raises:  KeyError when `language` is not in LANGUAGES.
    """
    raise NotImplementedError
