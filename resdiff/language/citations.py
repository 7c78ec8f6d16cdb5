"""The words that running text cites with: instruments, bodies, provisions, sessions, references to
the text's own calls.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from resdiff import toml
from resdiff.language.folding import any_of, fold
from resdiff.language.packs import LANGUAGES
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class CitationWords:
    """One language's words of citations, as patterns over folded text.

    Shape:   `kind` matches what an instrument is called, group `plural` where it is a plural;
             `kinds` gives the id of each folded form; `body` one alternative a body, its group
             named as the body ("own" for "this conference"); `suffix` the same behind a number,
             with what stands between; `sessions`, `provisions` ready patterns; `inner` pattern
             texts with {call} and {labels} still open; `names` wrong → right official names, over
             the printed text.
    """

    language: str
    kind: re.Pattern[str]
    kinds: Mapping[str, str]
    bodies: Mapping[str, str]
    body: re.Pattern[str]
    suffix: re.Pattern[str]
    numero: str
    joint: str
    capital: bool
    historic: re.Pattern[str]
    provisions: tuple[re.Pattern[str], ...]
    sessions: tuple[re.Pattern[str], ...]
    deadlines: tuple[re.Pattern[str], ...]
    toward: re.Pattern[str]
    done: re.Pattern[str]
    inner: tuple[str, ...]
    lead: re.Pattern[str]
    above: frozenset[str]
    below: frozenset[str]
    thereof: frozenset[str]
    here: frozenset[str]
    elsewhere: re.Pattern[str]
    names: tuple[tuple[re.Pattern[str], str], ...]


# A list of numbers of provisions: "191A and 191B", "61和102", "27 c) and 50 d)".
NUMBERS = (
    r"(?P<numbers>\d{1,4}[a-zа-я]{0,2}(?:(?:bis|ter))?(?: ?[a-z]\))?"
    r"(?:(?:,? ?(?:and|et|y|и|to|a|或|和|及|至|、|و|,|-) ?)(?:§ ?|第 ?)?\d{1,4}[a-z]{0,2}"
    r"(?: ?[a-z]\))?)*)"
)
# Labels of clauses in a reference: "3", "c) ii) and e)", "1, 2, 3, and 4", "د )".
_LETTER = r"(?:[a-z]{1,2}|[ivx]{1,5}|[а-яії]|[\u0621-\u064a])"
_LABEL = rf"(?:\d{{1,2}}(?:\.\d{{1,2}})*(?: ?-?(?:bis|ter))?\)?|{_LETTER} ?\)(?: ?(?:bis|ter))?)"
_BETWEEN = (
    r"(?:,? (?:and|or|to|et|ou|a|y|o|e|и|или) | ?[,;、] ?(?:and |et |y |и )?| ?(?:和|及|至|与) ?"
    r"| و ?| )"
)
LABELS = rf"(?P<labels>{_LABEL}(?:{_BETWEEN}{_LABEL})*)(?![a-zа-я\d/%])(?!\.\d)"
YEARS = (
    r"(?P<year>(?:19|20)\d\d(?:(?: ?[,-] ?| (?:and|et|y|и|to) )(?:19|20)\d\d)?|(?<=-)\d\d)(?!\d)"
)


def folded_pattern(pattern: str) -> str:
    """A pattern with its letters folded as texts are; what is ASCII, and so every sign, stays."""
    return "".join(c if c.isascii() else (fold(c) or c) for c in pattern)


@cache
def words(language: str) -> CitationWords:
    """The words of one language, read once.

    Raises:  KeyError when `language` is not in LANGUAGES.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    return _build(language, _load(language))


@cache
def elsewhere(language: str) -> re.Pattern[str]:
    """What follows labels that belong to another text ("of Resolution 58"), over folded text; had
    alone, it takes a tenth of the time of all words.
    """
    written = toml.table(_path(language), "elsewhere")["pattern"]
    return re.compile(folded_pattern(str(written)))


@cache
def _load(language: str) -> Mapping[str, object]:
    return toml.whole(_path(language))


def _path(language: str) -> Path:
    return Path(__file__).parent / "citing" / f"{language}.toml"


def _table(about: Mapping[str, object], name: str) -> Mapping[str, object]:
    table = about[name]
    assert isinstance(table, dict)
    return table


def _list(about: Mapping[str, object], name: str) -> tuple[str, ...]:
    found = about[name]
    assert isinstance(found, list)
    return tuple(str(word) for word in found)


def _build(language: str, about: Mapping[str, object]) -> CitationWords:
    bodies, inner, kinds = _table(about, "bodies"), _table(about, "inner"), _table(about, "kinds")
    body = _body_pattern(language, bodies)
    return CitationWords(
        language=language,
        kind=_kind_pattern(language, kinds),
        kinds=_kind_ids(kinds),
        bodies={fold(form): id for id in bodies for form in _list(bodies, id)},
        body=re.compile(body),
        suffix=re.compile(f"{folded_pattern(str(about['glue']))}{body}"),
        numero=f"(?:{folded_pattern(str(about['numero']))})?",
        joint=any_of(_list(about, "joints")),
        capital=bool(about["capital"]),
        historic=_whole_words(_list(about, "historic"), language),
        provisions=_provisions(_table(about, "provisions")),
        sessions=_sessions(language, _table(about, "sessions"), bodies),
        deadlines=tuple(
            re.compile(folded_pattern(p).replace("{year}", YEARS))
            for p in _list(_table(about, "sessions"), "deadlines")
        ),
        toward=_whole_words(_list(_table(about, "sessions"), "toward"), language),
        done=_whole_words(_list(_table(about, "sessions"), "done"), language),
        lead=re.compile(rf"(?<!\w)(?:{any_of(_list(inner, 'lead'))}) \"?$"),
        inner=tuple(folded_pattern(p) for p in _list(inner, "patterns")),
        above=_folded(_list(inner, "above")),
        below=_folded(_list(inner, "below")),
        thereof=_folded(_list(inner, "thereof")),
        here=_folded(_list(inner, "here")),
        elsewhere=elsewhere(language),
        names=tuple((re.compile(k), str(v)) for k, v in _table(about, "names").items()),
    )


def _folded(forms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(form) for form in forms)


def _whole_words(forms: tuple[str, ...], language: str) -> re.Pattern[str]:
    found = any_of(forms)
    return re.compile(f"(?:{found})" if language == "zh" else rf"(?<!\w)(?:{found})(?!\w)")


def _kind_ids(kinds: Mapping[str, object]) -> Mapping[str, str]:
    return {
        fold(form): id
        for number in ("plural", "singular")
        for id in _table(kinds, number)
        for form in _list(_table(kinds, number), id)
    }


def _kind_pattern(language: str, kinds: Mapping[str, object]) -> re.Pattern[str]:
    """What an instrument is called; in Arabic with the particles written to it."""
    forms = {
        number: any_of(f for id in _table(kinds, number) for f in _list(_table(kinds, number), id))
        for number in ("plural", "singular")
    }
    either = rf"(?:(?P<plural>{forms['plural']})|(?P<singular>{forms['singular']}))"
    if language == "zh":
        return re.compile(either)
    particle = "[وفبكل]{0,2}" if language == "ar" else ""
    return re.compile(rf"(?<![\w-]){particle}{either}(?!\w)")


def _body_pattern(language: str, bodies: Mapping[str, object]) -> str:
    alternatives = [(fold(form), id) for id in bodies for form in _list(bodies, id)]
    alternatives.sort(key=lambda pair: -len(pair[0]))
    found = "|".join(re.escape(form).replace(r"\ ", " ") for form, _ in alternatives)
    if language in ("zh", "ar"):
        return rf"(?P<body>{found})(?![a-z])"
    return rf"(?P<body>{found})(?![\w])"


def body_forms(bodies: Mapping[str, object]) -> str:
    """Every form of the ITU's own bodies, as one pattern; "this conference" is none of them."""
    others = ("own", "UNGA")
    return any_of(form for id in bodies if id not in others for form in _list(bodies, id))


def _provisions(about: Mapping[str, object]) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(folded_pattern(p).replace("{number}", NUMBERS)) for p in _list(about, "patterns")
    )


def _sessions(
    language: str, about: Mapping[str, object], bodies: Mapping[str, object]
) -> tuple[re.Pattern[str], ...]:
    forms, session = f"(?P<body>{body_forms(bodies)})", any_of(_list(about, "session"))
    found = []
    for pattern in _list(about, "patterns"):
        filled = folded_pattern(pattern).replace("(?:{body})", forms).replace("{session}", session)
        filled = filled.replace("(?:{year})", YEARS).replace("{year}", YEARS)
        before = r"(?<![\da-z])" if language == "zh" else r"(?<![\w-])"
        found.append(re.compile(f"{before}(?:{filled})"))
    return tuple(found)
