"""The verb of a call, with its adverbs and a second verb: "further resolves to instruct"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

from resdiff.language.folding import fold
from resdiff.language.packs import Call, calls, pack
from resdiff.language.phrases import Phrases, goes_on, reached
from resdiff.values import dataclass

Told = TypeVar("Told", Call, str)

_TELLING = ("further", "also", "with_satisfaction", "with_concern")
"""The adverbs that tell one call from another of the same verb."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A call's verb where it stands in a folded text.

    Shape:   `second` the id of a second verb ("instruct"), "" without one; `adverbs` the ids of
             those that tell calls apart.
    Units:   `stop` where it ends, its adverbs and second verb included.
    """

    call: Call
    second: str
    adverbs: tuple[str, ...]
    stop: int


class Verbs:
    """The call verbs of one language."""

    def __init__(self, language: str) -> None:
        words = pack(language).calls
        adverbs = {entry.id: entry.forms for entry in (*words.adverbs, *words.manners)}
        every = [form for forms in adverbs.values() for form in forms]
        known = {call.id: call for call in calls()}
        self._spaced = language != "zh"
        self._and = ("و", "") if language == "ar" else ("",)  # written to the word behind it
        self._prefixes = Phrases(words.prefixes if self._spaced else ())
        self._adverbs = Phrases(every)
        self._leading = self._adverbs if self._spaced else Phrases((*every, *words.prefixes))
        # Only these stand between the words of a verb: "taking also into account".
        self._short = Phrases((*adverbs.get("further", ()), *adverbs.get("also", ())))
        self._telling = {id: Phrases(adverbs.get(id, ())) for id in _TELLING}
        self._marks = Phrases(words.infinitive_marks if self._spaced else ())
        table = (*words.preamble, *words.operative)
        self._verbs = self._by_signs(
            (form, known[entry.id]) for entry in table for form in entry.forms
        )
        self._seconds = self._by_signs(
            (form, entry.id) for entry in words.infinitives for form in entry.forms
        )

    def _by_signs(
        self, forms: Iterable[tuple[str, Told]]
    ) -> dict[str, list[tuple[list[str], Told]]]:
        """The words of each verb and what it tells, the longest verb first, by their first two
        signs; of two verbs that are spelled alike the first.
        """
        told: dict[str, Told] = {}
        for form, what in forms:
            told.setdefault(fold(form), what)
        found: dict[str, list[tuple[list[str], Told]]] = {}
        for form in sorted(told, key=len, reverse=True):
            words = form.split(" ") if self._spaced else [form.replace(" ", "")]
            found.setdefault(form[:2], []).append((words, told[form]))
        return found

    def read(self, text: str, start: int) -> Verb | None:
        """The verb that stands at `start` of a folded text, its adverbs before it; None where none
        does.
        """
        for begin in self._beginnings(text, start):
            for words, call in _begun(self._verbs, text, begin):
                for end in self._ends(words, text, begin):
                    for behind in self._behind(text, end):
                        second, stop = self._second(text, behind)
                        around = f"{text[start:begin]} {text[end:stop]}"
                        return Verb(call, second, self._told(around, text[begin:end]), stop)
        return None

    def _beginnings(self, text: str, start: int) -> Iterator[int]:
        """Where the verb may begin, the farthest place first."""
        for end in self._prefixes.ends(text, start):
            if text[end : end + 1] == " ":
                yield from self._led(text, end + 1)
        yield from self._led(text, start)

    def _led(self, text: str, at: int) -> Iterator[int]:
        """Behind all the adverbs that stand at `at`, behind all but one, …, at `at` itself."""
        for place in reached(at, lambda one: self._further(text, one)):
            yield from (place + len(x) for x in self._and if text.startswith(x, place))

    def _further(self, text: str, at: int) -> Iterator[int]:
        """Where the next word may begin behind an adverb that stands at `at`."""
        for end in self._leading.ends(text, at):
            end += text[end : end + 1] == ","
            if not self._spaced:
                yield end
            elif text[end : end + 1] == " ":
                yield end + 1

    def _ends(self, words: Sequence[str], text: str, at: int) -> Iterator[int]:
        """Where a verb of these words ends that begins at `at`, adverbs between them or none."""
        if not text.startswith(words[0], at):
            return
        at += len(words[0])
        if len(words) == 1:
            yield at
            return
        for gap in (*self._joined(self._short, text, at), at):
            if text[gap : gap + 1] == " ":
                yield from self._ends(words[1:], text, gap + 1)

    def _joined(self, adverbs: Phrases, text: str, at: int) -> Iterator[int]:
        """Where an adverb ends that follows what ends at `at`, behind a comma or none."""
        at += text[at : at + 1] == ","
        if text[at : at + 1] == " ":
            for joined in self._and:
                if text.startswith(joined, at + 1):
                    yield from adverbs.ends(text, at + 1 + len(joined))

    def _behind(self, text: str, at: int) -> Iterator[int]:
        """Where a verb that ends at `at` ends with the adverbs behind it, if a word ends there."""
        if not self._spaced:
            yield at
            return
        for place in reached(at, lambda one: self._joined(self._adverbs, text, one)):
            if not goes_on(text, place):
                yield place

    def _second(self, text: str, at: int) -> tuple[str, int]:
        """The id of the second verb behind what ends at `at`, and where it ends; "" and `at` where
        none follows.
        """
        for marked in self._marked(text, at):
            for begin in self._led(text, marked):
                for words, id in _begun(self._seconds, text, begin):
                    for end in self._ends(words, text, begin):
                        for behind in self._behind(text, end):
                            return id, behind
        return "", at

    def _marked(self, text: str, at: int) -> Iterator[int]:
        """Where a second verb may begin: behind "to", or at once."""
        if not self._spaced:
            at = len(text) - len(text[at:].lstrip(" ,"))
            if text.startswith("以", at):
                yield at + 1
        elif text[at : at + 1] == " ":
            at += 1
            for end in self._marks.ends(text, at):
                yield end + (text[end : end + 1] == " ")
        else:
            return
        yield at

    def _told(self, around: str, verb: str) -> tuple[str, ...]:
        """The ids of the telling adverbs among the words around a verb and between its words."""
        inner = verb.partition(" ")[2].rpartition(" ")[0]
        if not inner and around.isspace():
            return ()
        said = (around, inner)
        return tuple(
            id
            for id, phrases in self._telling.items()
            if any(phrases.stands_in(text, self._spaced) for text in said)
        )


def _begun(
    verbs: Mapping[str, Sequence[tuple[list[str], Told]]], text: str, at: int
) -> Iterator[tuple[list[str], Told]]:
    """The verbs whose first word stands at a place."""
    for signs in (text[at : at + 2], text[at : at + 1]):
        for words, told in verbs.get(signs, ()):
            if text.startswith(words[0], at):
                yield words, told


@cache
def verbs(language: str) -> Verbs:
    """The call verbs of one language, set up once."""
    return Verbs(language)
