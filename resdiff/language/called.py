"""Any call of a language as one pattern, for those who look for calls within running text.

`verbs` and `addressees` read the same words where a call is known to begin; compiling this pattern
takes longer than they do for a whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from resdiff.language.folding import fold
from resdiff.language.packs import Entry, Pack, pack
from resdiff.language.phrases import reached


@cache
def call_pattern(language: str) -> str:
    """Any call verb with whom it speaks to, as a pattern without groups of its own."""
    words = pack(language)
    if language == "zh":
        return f"(?:{_chinese_verb(words)})(?:{_chinese_addressees(words)})?"
    return f"(?:{_verb(words)})(?: {_addressees(words)})?"


def _any(forms: Iterable[str]) -> str:
    """One pattern for all forms, longest first. A star stands for one word at most."""
    folded = sorted({fold(form): None for form in forms}, key=len, reverse=True)
    return "|".join(
        re.escape(form)
        .replace(r"\ ", " ")
        .replace(r"\* ", r"(?:[\w-]+ )?")
        .replace(r" \*", r" [\w-]+")
        for form in folded
    )


def _forms(*tables: tuple[Entry, ...]) -> list[str]:
    return [form for table in tables for entry in table for form in entry.forms]


def _single(forms: Iterable[str], blank: str = " ") -> list[str]:
    """The forms that no others make together. Where any number of them may follow one another, a
    run of such forms would be read in as many ways as there are numbers.
    """
    known = {fold(form) + blank: None for form in forms}
    return [x.removesuffix(blank) for x in known if len(x) not in _joints(x, known)]


def _joints(form: str, forms: Iterable[str]) -> list[int]:
    """The places in a form that others lead to, one behind another."""
    others = [x for x in forms if x != form]
    return reached(0, lambda at: [at + len(x) for x in others if form.startswith(x, at)])


def _in_words(forms: Iterable[str], inner: str) -> str:
    """One pattern for verbs between whose words something may stand."""
    folded = sorted({fold(form): None for form in forms}, key=len, reverse=True)
    return "|".join(inner.join(map(re.escape, form.split(" "))) for form in folded)


def _verb(words: Pack) -> str:
    calls = words.calls
    and_ = "و?" if words.language == "ar" else ""
    adverb = _any(_single(_forms(calls.adverbs, calls.manners)))
    short = _any(_forms(tuple(e for e in calls.adverbs if e.id in ("further", "also"))))
    verb = _in_words(_forms(calls.preamble, calls.operative), rf"(?:,? (?:{short}))? ")
    before = rf"(?:(?:{_any(calls.prefixes) or '(?!)'}) )?(?:(?:{adverb}),? )*{and_}"
    after = rf"(?:,? {and_}(?:{adverb}))*(?![^\W\d])"
    mark = f"(?:(?:{_any(calls.infinitive_marks)}) ?)?" if calls.infinitive_marks else ""
    second = f"(?: {mark}(?:(?:{adverb}) )*(?:{_in_words(_forms(calls.infinitives), ' ')}){after})?"
    return f"{before}(?:{verb}){after}{second}"


def _chinese_verb(words: Pack) -> str:
    calls = words.calls
    leading = _any(_single((*calls.prefixes, *_forms(calls.adverbs, calls.manners)), ""))
    before = f"(?:(?:{leading}),?)*"
    verb, second = _forms(calls.preamble, calls.operative), _forms(calls.infinitives)
    return f"{before}(?:{_in_words(verb, '')})(?:[ ,]*以?(?:{before})(?:{_in_words(second, '')}))?"


def _addressees(words: Pack) -> str:
    """A run of known addressees: the first, others joined to it, and those it works with."""
    linkers = {entry.id: entry.forms for entry in words.linkers}
    joint = rf"(?:,? (?:{_any(linkers['connectives'])})? ?|, )"
    # A note mark may touch an addressee, and an abbreviation follow in brackets.
    one = rf"(?:{_any(_forms(words.addressees))})(?![^\W\d])(?: ?\([^()]{{1,30}}\))?"
    qualifier = rf"(?:,? (?:{_any(linkers['qualifiers'])})(?!\w)[^,;.]*)?"
    return rf"{one}(?:(?:{joint}|,? (?:{_any(linkers['phrases'])}) ){one})*{qualifier}"


def _chinese_addressees(words: Pack) -> str:
    linkers = {entry.id: entry.forms for entry in words.linkers}
    phrase = _any(linkers["phrases"])
    joint = f"(?:{_any(_single((*linkers['connectives'], *linkers['phrases']), ''))})"
    one = rf"(?:{_any(_forms(words.addressees))})(?: ?\([^()]{{1,30}}\))?"
    return f"(?:{joint})?{one}(?:(?:{joint})*{one})*(?:{phrase})*"
