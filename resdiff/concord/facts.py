"""What a clause prints that every language prints alike: numbers, years, places, months, citations
with their editions, provisions, references, notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cache

from resdiff import citations
from resdiff.citations import Citation, Outcome, Provision, Reference, TechnicalRecommendation
from resdiff.citations.finding import language_of
from resdiff.concord import words
from resdiff.language import numerals, places
from resdiff.language.folding import fold, fold_with_origins
from resdiff.model import Clause, Document, Edition, Instrument, Kind
from resdiff.values import dataclass

FIRST_YEAR, LAST_YEAR = 1865, 2099  # the Union was founded in 1865
_MULTIPLIER = 24  # characters behind a number in which a word that multiplies it stands
_SPELLED = 12  # digits of the longest number that a text writes in words
_ROMANS = 100  # numbers below this are printed as Roman numerals
_GROUPED = r"\d{1,3}(?:(?P<by>[.,'\u066c\u00a0\u202f\u2009 ])\d{3}(?:(?P=by)\d{3})*)(?![\d])"
_TOKEN = re.compile(
    rf"(?<![A-Za-z\u0400-\u04ff\d])(?<![A-Za-z\u0400-\u04ff]\.)(?:{_GROUPED}|\d+(?:[.,\u066b]\d+)*)"
)
_TAG = re.compile(r"(?<![A-Za-zА-Яа-я])[A-ZА-Я]{2,6}[-‑–](?P<year>(?:19|20)\d\d|\d\d)(?!\d)")
_HAN_YEAR = re.compile(r"([〇零一二三四五六七八九]{4})(?=年)")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_HAN_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?=月)")
_ACRONYM = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9]*(?![A-Za-z])")
_LABELS = re.compile(r"(?<![\w.])(?:\d{1,2}(?:\.\d{1,2})*|[a-zа-я\u0621-\u064a]{1,2}(?= ?\)))")
_ROMAN = re.compile(r"(?<![A-Za-z])[IVX]{2,6}(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited instrument: its number, and the edition beside it where one was read.

    Shape:   `place` the place's id, else as printed behind "=", "" for none.
    """

    number: str
    kind: str
    year: int = 0
    place: str = ""
    revised: bool = False
    is_dated: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What one clause prints.

    Shape:   `numbers`, `years` all that stand there, those of citations too; `places` the ids of
             places named, `own` those of the text's own edition lines; `labels` what looks like
             the label of a reference; `spoken` who is named; `acronyms` in Latin letters, for
             finding fellows only, as `rare`, all that is printed alike;
             `romans` Roman numerals; `plain` the folded text.
    """

    numbers: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    cited: tuple[Cited, ...] = ()
    basics: frozenset[str] = frozenset()
    technical: frozenset[str] = frozenset()
    references: tuple[Reference, ...] = ()
    labels: frozenset[str] = frozenset()
    notes: int = 0
    spoken: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    proposal: str = ""
    rare: frozenset[str] = frozenset()
    romans: frozenset[str] = frozenset()
    plain: str = field(default="", repr=False)


def facts(document: Document) -> tuple[Facts, ...]:
    """The facts of every clause of a document, in its language."""
    found = citations.find(document)
    language = language_of(document)
    cited = [_Cites() for _ in document.clauses]
    for one in found.instruments:
        cited[one.clause].instruments.append(one)
    for provision in found.provisions:
        cited[provision.clause].provisions.append(provision)
    for recommendation in found.recommendations:
        cited[recommendation.clause].recommendations.append(recommendation)
    for reference in found.references:
        if reference.outcome is not Outcome.ELSEWHERE:
            cited[reference.clause].references.append(reference)
    return tuple(
        _facts(document, index, clause, cited[index], language)
        for index, clause in enumerate(document.clauses)
    )


@dataclass(slots=True)
class _Cites:
    """What one clause cites, gathered."""

    instruments: list[Citation] = field(default_factory=list)
    provisions: list[Provision] = field(default_factory=list)
    recommendations: list[TechnicalRecommendation] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)


def _facts(document: Document, index: int, clause: Clause, cited: _Cites, language: str) -> Facts:
    text = _digits(unmarked(clause))
    plain = fold(text)
    spans = [
        *((r.start, r.stop) for r in cited.references if r.targets),
        *((r.start, r.stop) for r in cited.recommendations),
    ]
    rest = _blanked(text, spans)
    tags = frozenset(m["year"][-2:] for m in _TAG.finditer(rest))
    rest = _blanked(rest, [m.span() for m in _TAG.finditer(rest)])
    months, rest = _months(rest, language)
    values = frozenset(_values(rest))
    named = _places(text, language)
    technical = frozenset(f"{r.sector} {r.series}.{r.number}" for r in cited.recommendations)
    return Facts(
        numbers=frozenset(v for v in values if not _is_year(v)),
        years=frozenset(v for v in values if _is_year(v)),
        tags=tags,
        months=months,
        places=named,
        cited=(
            *_own(document, index, clause),
            *(_cited(c.work.number, c.work.kind, c.edition) for c in cited.instruments),
        ),
        basics=frozenset(words.basic_text(p.basic) for p in cited.provisions),
        technical=technical,
        references=tuple(cited.references),
        labels=frozenset(map(_label, _LABELS.findall(plain))),
        notes=len(clause.marks),
        spoken=words.addressees(plain, language),
        acronyms=frozenset(_ACRONYM.findall(text)),
        proposal=_proposal(document, clause),
        rare=values | tags | named | technical,
        romans=frozenset(m.lower() for m in _ROMAN.findall(text)),
        plain=plain,
    )


def unmarked(clause: Clause) -> str:
    """The clause's text with its note marks blanked."""
    return _blanked(clause.text, [(m.start, m.stop) for m in clause.marks])


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, stop in spans:
        text = text[:start] + "\0" * (stop - start) + text[stop:]
    return text


def _digits(text: str) -> str:
    """The text with the digits of every script, and Chinese years, as 0 to 9; as long as before."""
    return _HAN_YEAR.sub(lambda m: m[1].translate(_HAN_DIGITS), numerals.digits(text))


def _months(text: str, language: str) -> tuple[frozenset[str], str]:
    """The months named beside a day or a year, and the text without a Chinese month's digits."""
    if language == "zh":
        found = frozenset(m[1].lstrip("0") for m in _HAN_MONTH.finditer(text))
        return found, _HAN_MONTH.sub(lambda m: "\0" * len(m[1]), text)
    pattern = words.months(language)
    if pattern is None:
        return frozenset(), text
    return frozenset(str(m.lastgroup)[1:] for m in pattern.finditer(fold(text))), text


def _values(text: str) -> Iterable[str]:
    """Every number, its thousands joined, its decimals behind a point, "5 million" multiplied."""
    for match in _TOKEN.finditer(text):
        following = text[match.end() : match.end() + _MULTIPLIER]
        if len(match[0]) == 1 and re.match(r"[A-Za-z]", following):
            continue  # 5G, 4K
        value = _value(match)
        word = words.multiplier().match(fold("|" + following)[1:])
        if word and "." not in value.rstrip("0"):
            value = str(int(float(value) * words.multiplied(word["word"])))
        elif word:
            value = f"{float(value) * words.multiplied(word['word']):.0f}"
        yield value


def _value(match: re.Match[str]) -> str:
    if match["by"]:
        return match[0].replace(match["by"], "")
    value = match[0].replace(",", ".").replace("\u066b", ".")
    return value if "." in value else value.lstrip("0") or "0"


def _is_year(value: str) -> bool:
    return len(value) == 4 and value.isdigit() and FIRST_YEAR <= int(value) <= LAST_YEAR


def _label(printed: str) -> str:
    if len(printed) == 1 and not printed.isascii():
        for series in (numerals.ABJAD, numerals.CYRILLIC):
            if printed in numerals.LOOKALIKES:
                return numerals.LOOKALIKES[printed]
            if printed in series:
                return numerals.letter(series.index(printed))
    return printed


def _cited(number: str, kind: str, edition: Edition | None) -> Cited:
    if edition is None:
        return Cited(number, kind)
    place = edition.place_id or (f"={fold(edition.place)}" if edition.place else "")
    return Cited(number, kind, edition.year, place, edition.revised, True)


def _own(document: Document, index: int, clause: Clause) -> Iterable[Cited]:
    """The editions that the text's own lines print: of itself, and of its history."""
    instrument = _instrument(document, index)
    if instrument is None:
        return
    if clause.kind is Kind.NUMBER:
        yield _cited(instrument.work.number, instrument.work.kind, instrument.edition)
    elif clause.kind is Kind.HISTORY:
        for number, edition in enumerate(instrument.history, start=1):
            yield _cited(f"edition {number}", "history", edition)


def _instrument(document: Document, index: int) -> Instrument | None:
    found = document.clauses[index].instrument
    return document.instruments[found] if found >= 0 else None


def _proposal(document: Document, clause: Clause) -> str:
    if clause.kind is not Kind.PROPOSAL:
        return ""
    return re.sub(r"\s+", " ", clause.text).strip().upper()


def _places(text: str, language: str) -> frozenset[str]:
    """The ids of the places that the text names, in any case of the noun."""
    folded = fold_with_origins(text)
    cased = words.is_cased(language)
    pattern, ids = _names(language)
    return frozenset(
        ids[match["name"]]
        for match in pattern.finditer(folded.text)
        if not cased or text[folded.origins[match.start()]].isupper()
    )


@cache
def _names(language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """All places as the language spells them, the longest first: a Russian noun without the letter
    that it declines, an Arabic one with what is written together with it.
    """
    edge = {"zh": "", "ar": r"\b[وفبلك]{0,2}"}.get(language, r"\b")
    end = "" if language in ("zh", "ru") else r"\b"
    ids: dict[str, str] = {}
    for place in places.known():
        for name in (fold(n) for n in (place.name(language), *place.aliases)):
            stem = name[:-1] if language == "ru" and len(name) > 4 else name
            ids.setdefault(stem, place.id)
    joined = "|".join(map(re.escape, sorted(ids, key=len, reverse=True)))
    return re.compile(f"{edge}(?P<name>{joined}){end}"), ids


def numbers_spelled(values: Sequence[str], own: Facts, language: str) -> frozenset[str]:
    """Those of the numbers that the clause has as words, or as Roman numerals."""
    found = set()
    for value in values:
        if not value.isdigit() or len(value) > _SPELLED:
            continue
        roman = numerals.roman(int(value)) if int(value) < _ROMANS else ""
        if words.is_spelled(int(value), own.plain, language) or roman in own.romans:
            found.add(value)
    return frozenset(found)
