"""The vocabulary of each language, read from `words/*.toml` when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path

from resdiff import toml
from resdiff.values import dataclass

LANGUAGES: tuple[str, ...] = ("en", "fr", "es", "ru", "zh", "ar")
_LATIN: tuple[str, ...] = ("en", "fr", "es")


@dataclass(frozen=True, slots=True)
class Entry:
    """A language-neutral id and the forms one language has for it, the usual one first."""

    id: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words of a number line. `kinds` are resolution, decision, recommendation, opinion."""

    kinds: tuple[Entry, ...]
    draft: tuple[str, ...]
    revised: tuple[str, ...]
    amended: tuple[str, ...]
    conference: tuple[str, ...]
    year_mark: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallWords:
    """The words of call lines.

    Shape:   `preamble` and `operative` verbs by call id, in the order in which `words/calls.toml`
             has them; `infinitives` what may follow "resolves to"; `openers` are patterns over
             folded text, everything else words; `verified` the ids whose usual form was read in a
             text of this language.
    """

    verified: tuple[str, ...]
    prefixes: tuple[str, ...]
    infinitive_marks: tuple[str, ...]
    note_objects: tuple[str, ...]
    adverbs: tuple[Entry, ...]
    manners: tuple[Entry, ...]
    preamble: tuple[Entry, ...]
    operative: tuple[Entry, ...]
    infinitives: tuple[Entry, ...]
    openers: tuple[str, ...]
    citation: tuple[str, ...]
    stoppers: tuple[str, ...]


class Pack:
    """One language's words, as its TOML file holds them; a table is read when it is asked for: of
    most languages no more than what their number lines and adopting sentences look like.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def _table(self, name: str) -> Mapping[str, object]:
        return toml.table(_path(self.language), name)

    @cached_property
    def name(self) -> str:
        """What the language calls itself."""
        return str(self._table("")["name"])

    @cached_property
    def number(self) -> NumberWords:
        """The words of number lines."""
        return _number_words(self._table("number"))

    @cached_property
    def adopting(self) -> tuple[Entry, ...]:
        """What each body is called in an adopting sentence."""
        return _entries(self._table("adopting"))

    @cached_property
    def calls(self) -> CallWords:
        """The words of call lines."""
        return _call_words(self._table("calls"))

    @cached_property
    def addressees(self) -> tuple[Entry, ...]:
        """Whom calls speak to."""
        return _entries(self._table("addressees"))

    @cached_property
    def linkers(self) -> tuple[Entry, ...]:
        """What links those addressed: connectives, phrases, qualifiers."""
        return _entries(self._table("linkers"))

    @cached_property
    def matter(self) -> tuple[Entry, ...]:
        """The labels of front and back matter."""
        return _entries(self._table("matter"))

    @cached_property
    def detection(self) -> tuple[str, ...]:
        """The function words that tell the language."""
        return _forms(self._table("detection"), "words")


@dataclass(frozen=True, slots=True)
class Call:
    """What all languages share about a call verb: its part, and what may stand behind it on its
    line.
    """

    id: str
    part: str
    addressed: bool
    object: bool


def _table(words: Mapping[str, object], name: str) -> Mapping[str, object]:
    table = words[name]
    assert isinstance(table, dict)
    return table


def _forms(words: Mapping[str, object], name: str) -> tuple[str, ...]:
    forms = words[name]
    assert isinstance(forms, list)
    return tuple(map(str, forms))


def _entries(words: Mapping[str, object]) -> tuple[Entry, ...]:
    return tuple(Entry(id, _forms(words, id)) for id in words)


def load(name: str) -> Mapping[str, object]:
    """The content of `words/NAME.toml`."""
    return toml.whole(_path(name))


def _path(name: str) -> Path:
    # Not importlib.resources: importing that costs more than reading the words.
    return Path(__file__).parent / "words" / f"{name}.toml"


_KINDS = ("resolution", "decision", "recommendation", "opinion")


def _number_words(words: Mapping[str, object]) -> NumberWords:
    return NumberWords(
        kinds=tuple(Entry(kind, _forms(words, kind)) for kind in _KINDS),
        draft=_forms(words, "draft"),
        revised=_forms(words, "revised"),
        amended=_forms(words, "amended"),
        conference=_forms(words, "conference"),
        year_mark=_forms(words, "year_mark"),
    )


def _call_words(words: Mapping[str, object]) -> CallWords:
    item = _table(words, "item")
    return CallWords(
        verified=_forms(words, "verified"),
        prefixes=_forms(words, "prefixes"),
        infinitive_marks=_forms(words, "infinitive_marks"),
        note_objects=_forms(words, "note_objects"),
        adverbs=_entries(_table(words, "adverbs")),
        manners=_entries(_table(words, "manners")),
        preamble=_entries(_table(words, "preamble")),
        operative=_entries(_table(words, "operative")),
        infinitives=_entries(_table(words, "infinitives")),
        openers=_forms(item, "openers"),
        citation=_forms(item, "citation"),
        stoppers=_forms(item, "stoppers"),
    )


@cache
def pack(language: str) -> Pack:
    """The words of one language.

    Raises:  KeyError when `language` is not in LANGUAGES.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    return Pack(language)


@lru_cache(maxsize=1)
def calls() -> tuple[Call, ...]:
    """Every call verb, in no language: the order is the one in which verbs are tried."""
    words = load("calls")
    found = []
    for part in ("preamble", "operative"):
        for about in _entries(_table(words, part)):
            found.append(Call(about.id, part, "addressed" in about.forms, "object" in about.forms))
    return tuple(found)


def languages(language: str | None, folded: str | None = None) -> tuple[str, ...]:
    """The languages to try: the one named; all where none is, or it is none of ours.

    Shape:   those of a folded text that must hold one of the language's own words; folded, what is
             Latin has no letter beyond ASCII, and no other language has a word within it.
    """
    if language in LANGUAGES:
        return (language,)
    return _LATIN if folded is not None and folded.isascii() else LANGUAGES
