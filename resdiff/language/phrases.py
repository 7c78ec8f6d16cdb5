"""Phrases of a language, looked up where they stand in folded text.

Hundreds of phrases make one pattern that takes longer to compile than a short text takes to
compare; here a place is asked for its first sign, and then for the few phrases that begin with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from resdiff.language.folding import fold


class Phrases:
    """Some phrases, folded; a star in one stands for one word at most, at its end for one."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms: dict[str, list[str]] = {}
        for form in sorted({fold(form): None for form in forms}, key=len, reverse=True):
            self._forms.setdefault(form[0], []).append(form)

    def ends(self, text: str, start: int) -> Iterator[int]:
        """Where those end that stand at `start`, the longest first."""
        for form in self._forms.get(text[start : start + 1], ()):
            if "*" in form:
                if (end := _starred(form, text, start)) is not None:
                    yield end
            elif text.startswith(form, start):
                yield start + len(form)

    def stands_at(self, text: str, start: int, spaced: bool) -> bool:
        """Whether one stands at `start`, as whole words where words are spaced."""
        if not spaced:
            return any(self.ends(text, start))
        begins = start == 0 or not is_word(text, start - 1)
        return begins and any(not is_word(text, end) for end in self.ends(text, start))

    def stands_in(self, text: str, spaced: bool) -> bool:
        """Whether one stands anywhere in a text."""
        return any(self.stands_at(text, start, spaced) for start in range(len(text)))


def _starred(form: str, text: str, at: int) -> int | None:
    """Where a phrase ends that stands at a place, its stars read as words; None where none does."""
    before, star, behind = form.partition("*")
    if not text.startswith(before, at):
        return None
    at += len(before)
    if not star:
        return at
    end = at
    while is_word(text, end) or text[end : end + 1] == "-":
        end += 1
    if not behind:
        return end if end > at else None
    if end > at and text[end : end + 1] == " ":
        further = _starred(behind[1:], text, end + 1)
        if further is not None:
            return further
    return _starred(behind[1:], text, at)


def reached(start: int, steps: Callable[[int], Iterable[int]]) -> list[int]:
    """The places that steps lead to from one, that one included, the farthest first. Each is asked
    once: where some words are made of others, as many ways lead on as there are numbers.
    """
    found, left = {start}, [start]
    while left:
        fresh = {*steps(left.pop())} - found
        found |= fresh
        left += fresh
    return sorted(found, reverse=True)


def is_word(text: str, at: int) -> bool:
    """Whether a letter or digit stands at a place, which may be the text's end."""
    return text[at : at + 1].isalnum() or text[at : at + 1] == "_"


def goes_on(text: str, at: int) -> bool:
    """Whether a word goes on at a place; a digit there would be the mark of a note."""
    return is_word(text, at) and not text[at].isdecimal()
