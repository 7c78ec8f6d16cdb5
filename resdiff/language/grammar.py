"""Builds, from the words of a pack, the patterns that calls and addressees are read with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from resdiff.language.folding import fold
from resdiff.language.packs import Call, Entry, Pack, calls, pack
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns of one language, over folded text.

    Shape:   `verb` matches a call's verb with all its adverbs, and a second verb ("resolves to
             instruct"); its groups name the verb (`v12`: `verbs[12]`) and the second verb (`i3`:
             `infinitives[3]`). `addressees` matches a run of known addressees with what links them.
             `opener` matches where an item begins on the call's own line.
    """

    language: str
    verbs: tuple[Call, ...]
    infinitives: tuple[str, ...]
    verb: re.Pattern[str]
    adverbs: Mapping[str, re.Pattern[str]]
    addressees: re.Pattern[str]
    tail: re.Pattern[str]
    opener: re.Pattern[str]
    label: re.Pattern[str]
    citation: re.Pattern[str]
    stopper: re.Pattern[str]
    note_object: re.Pattern[str]


def _any(forms: tuple[str, ...] | list[str], spaced: bool) -> str:
    """One pattern for all forms, longest first. A star stands for one word at most."""
    folded = sorted({fold(form) for form in forms}, key=len, reverse=True)
    word = r"(?:[\w-]+ )?" if spaced else r"\w{0,4}?"
    return "|".join(
        re.escape(form).replace(r"\ ", " ").replace(r"\* ", word).replace(r" \*", r" [\w-]+")
        for form in folded
    )


def _forms(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    return tuple(form for entry in entries for form in entry.forms)


def _verb_forms(
    table: tuple[Entry, ...], numbers: Mapping[str, int], inner: str
) -> list[tuple[str, int]]:
    """Every form of every verb as a pattern, with the verb's number; adverbs may stand between its
    words.
    """
    seen: dict[str, int] = {}
    for entry in table:
        for form in entry.forms:
            seen.setdefault(fold(form), numbers[entry.id])
    return [
        (inner.join(re.escape(word) for word in form.split(" ")), number)
        for form, number in sorted(seen.items(), key=lambda item: -len(item[0]))
    ]


def _groups(forms: list[tuple[str, int]], letter: str) -> str:
    """The forms as named groups, longest first. A form that ends in one letter is a prefix of the
    next word.
    """
    return "|".join(f"(?P<{letter}{n}_{k}>{form})" for k, (form, n) in enumerate(forms))


@cache
def grammar(language: str) -> Grammar:
    """The patterns of one language, built once."""
    words = pack(language)
    spaced = language != "zh"
    table = tuple(words.calls.preamble + words.calls.operative)
    known = calls()
    numbers = {call.id: n for n, call in enumerate(known)}
    return Grammar(
        language=language,
        verbs=known,
        infinitives=tuple(entry.id for entry in words.calls.infinitives),
        verb=_verb_pattern(words, table, numbers, spaced),
        adverbs={
            entry.id: re.compile(_whole_word(_any(entry.forms, spaced), spaced))
            for entry in (*words.calls.adverbs, *words.calls.manners)
        },
        addressees=_addressee_pattern(words, spaced),
        tail=re.compile(
            rf"(?:{_FOLLOWING})?[ ,:]*(?:\[footnoteref:\d+\])?[ ]?(?:\d{{1,2}}|\*{{1,3}})?[ ,:]*$"
        ),
        opener=re.compile("|".join((*words.calls.openers, _LABEL))),
        label=re.compile(rf"[ ,:]*{_LABEL}"),
        citation=re.compile(
            r"[ ,]*(?:(?:[a-z]|\d{1,2}|[ivx]{1,4})\)?"
            r"(?: ?(?:and|et|y|и|,) ?(?:[a-z]|\d{1,2})\)?)* ?)?"
            + _whole_word(_any(words.calls.citation, spaced), spaced)
            + r"| ?[a-z]\) (?:and|et|y|и) [a-z]\)"
        ),
        stopper=re.compile(_whole_word(_any(words.calls.stoppers, spaced) or "(?!)", spaced)),
        note_object=re.compile(
            _whole_word(_any(words.calls.note_objects, spaced) or "(?!)", spaced)
        ),
    )


# "做出决议如下", "考虑到以下方面": what Chinese says where others put a colon.
_FOLLOWING = "如下|以下(?:方面|几点|各点|情况|事项|内容|问题)"
# A label of the first item on the call's own line: "instructs the Secretary-General 1 to …",
# "noting a) that …". In Chinese no blank stands before it.
_LABEL = (
    r"(?<!第)(?:(?<=[ ,:])|(?<=[\u3400-\u9fff])|^)"
    r"(?:1(?:\.1)? (?=[^\W\d]|[《“«])|[aiа\u0627] ?\) ?(?=[\w《“«]))"
)


def _whole_word(pattern: str, spaced: bool) -> str:
    return rf"(?<!\w)(?:{pattern})(?!\w)" if spaced else f"(?:{pattern})"


def _verb_pattern(
    words: Pack, table: tuple[Entry, ...], numbers: Mapping[str, int], spaced: bool
) -> re.Pattern[str]:
    adverb = _any(_forms(words.calls.adverbs) + _forms(words.calls.manners), spaced)
    prefix = _any(words.calls.prefixes, spaced)
    mark = _any(words.calls.infinitive_marks, spaced)
    second = _verb_forms(
        words.calls.infinitives,
        {entry.id: n for n, entry in enumerate(words.calls.infinitives)},
        " " if spaced else "",
    )
    if not spaced:
        before = rf"(?:(?:{prefix}|{adverb}),?)*"
        verb = _groups(_verb_forms(table, numbers, ""), "v")
        return re.compile(rf"{before}(?:{verb})(?:[ ,]*以?(?:{before})(?:{_groups(second, 'i')}))?")
    # Arabic joins "and" to the word behind it.
    and_ = "و?" if words.language == "ar" else ""
    before = rf"(?:(?:{prefix or '(?!)'}) )?(?:(?:{adverb}),? )*{and_}"
    # Only "also" and "further" are put between the words of a verb: "taking also into account".
    short = _any(
        [f for e in words.calls.adverbs if e.id in ("further", "also") for f in e.forms], True
    )
    inner = rf"(?:,? (?:{short}))? "
    after = rf"(?:,? {and_}(?:{adverb}))*(?![^\W\d])"
    marks = rf"(?:(?:{mark}) ?)?" if mark else ""
    verb = _groups(_verb_forms(table, numbers, inner), "v")
    compound = rf"(?: {marks}(?:(?:{adverb}) )*(?:{_groups(second, 'i')}){after})?"
    return re.compile(rf"{before}(?:{verb}){after}{compound}")


def _addressee_pattern(words: Pack, spaced: bool) -> re.Pattern[str]:
    """A run of known addressees: the first, others joined to it, and those it works with."""
    one = _any(_forms(words.addressees), spaced)
    linkers = {entry.id: entry.forms for entry in words.linkers}
    connective = _any(linkers["connectives"], spaced)
    phrase = _any(linkers["phrases"], spaced)
    qualifier = _any(linkers["qualifiers"], spaced)
    gloss = r"(?: ?\([^()]{1,30}\))?"
    if not spaced:
        joint = rf"(?:{connective}|{phrase})"
        return re.compile(
            rf"(?P<all>(?:{joint})?(?:{one}){gloss}(?:(?:{joint})*(?:{one}){gloss})*(?:{phrase})*)"
            rf"(?P<qualifier>(?!))?"
        )
    joint = rf"(?:,? (?:{connective})? ?|, )"
    one = rf"(?:{one})(?![^\W\d]){gloss}"  # a note mark may touch it
    return re.compile(
        rf"(?P<all>{one}(?:(?:{joint}|,? (?:{phrase}) ){one})*)"
        rf"(?P<qualifier>,? (?:{qualifier})(?!\w)[^,;.]*)?"
    )
