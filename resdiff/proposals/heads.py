"""The head of a contribution in six languages: conference, document number, date, source, titles;
written, and read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from resdiff.language import LANGUAGES, places
from resdiff.proposals.values import Head
from resdiff.proposals.words import (
    body_name,
    days,
    event,
    head_words,
    short_name,
    source_name,
)
from resdiff.values import dataclass

_DOCUMENT = re.compile(
    r"(?P<number>[A-Z]{0,2}\d+|X{1,3})(?:R(?P<revision>\d+))?(?P<addenda>(?:A\d+)*)"
)
_ASSEMBLIES = frozenset({"WTSA", "RA"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A head as printed.

    Shape:   `fields` by the name of the template's place; `unverified` what of it nobody has read
             in an ITU text, in words for the user.
    """

    fields: Mapping[str, tuple[str, ...]]
    unverified: tuple[str, ...]


def heading(head: Head, symbols: Sequence[str], works: Sequence[str], abstract: bool) -> Heading:
    """The head as printed; `works` the numbers of the resolutions, "" for what is none."""
    words = head_words(head.language)
    doubts: list[str] = []
    fields = dict(_conference(head, doubts)) | dict(_document(head))
    fields["meeting"] = (words.forms["meeting"],)
    fields["date"] = (_date(head.date, head.language),) if head.date else ()
    fields["original"] = (original(head),) if head.original else ()
    fields["source"] = head.sources or (_source(head, doubts),)
    titles = head.titles or title(head, symbols, works)
    fields["title"], fields["subtitle"] = titles[:1], titles[1:]
    fields["abstract_label"] = (words.forms["abstract"],) if abstract else ()
    if "meeting" in words.unverified:
        doubts.append("the words of the document head")
    return Heading(fields, tuple(doubts))


def title(head: Head, symbols: Sequence[str], works: Sequence[str]) -> tuple[str, ...]:
    """The title of a contribution: what it does to the one resolution it is about; of several,
    whose work they are for.
    """
    forms = head_words(head.language).forms
    if len(symbols) == 1 and (works[0] or symbols[0].startswith("ADD")):
        return (forms[symbols[0].strip("()*").lower()].format(work=works[0]),)
    met = event(head.conference) if head.conference else None
    return (forms["many_assembly" if met and met.body in _ASSEMBLIES else "many"],)


def original(head: Head) -> str:
    """The line that says in which language the contribution was written."""
    words = head_words(head.language)
    return words.forms["original"].format(language=words.languages[head.original])


def running(head: Head) -> str:
    """What stands on the following pages: WTSA-24/38(Add.4)-E."""
    found = _DOCUMENT.fullmatch(head.document)
    printed = head.document if found is None else _number(found) + _added(found)
    met = event(head.conference) if head.conference else None
    name = f"{short_name(met, head.language)}/" if met else ""
    return f"{name}{printed}-{head_words(head.language).letter}"


def is_document(text: str) -> bool:
    """Whether `text` is a document number as proposal lines have it: 38, 38A4, 34R1A1, XX."""
    return _DOCUMENT.fullmatch(text) is not None


def _conference(head: Head, doubts: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    met = event(head.conference) if head.conference else None
    if met is None:
        yield "conference", (head.conference,) if head.conference else ()
        yield "place_and_dates", ()
        return
    name, verified = body_name(met.body, head.language)
    if not verified:
        doubts.append(f"the name of {short_name(met, 'en')}")
    form = head_words(head.language).forms["conference"]
    yield "conference", (form.format(name=name, short=short_name(met, head.language)),)
    when = days(short_name(met, "en"))
    if when is not None and not when.verified:
        doubts.append(f"the days of {short_name(met, 'en')}")
    yield "place_and_dates", (place_and_dates(head.conference, head.language),)


def place_and_dates(conference: str, language: str) -> str:
    """Where and when a conference met, as its documents print it; "" where it is not known."""
    met = event(conference)
    if met is None:
        return ""
    place = next((p.name(language) for p in places.known() if p.id == met.place_id), met.place_id)
    when = days(short_name(met, "en"))
    words = head_words(language)
    if when is None:
        return words.forms["list"].format(place=place, year=met.year)
    month1, month2 = words.months[when.first.month - 1], words.months[when.last.month - 1]
    form = "within" if month1 == month2 else "across"
    return words.forms[form].format(
        place=place,
        d1=_day(when.first.day, language),
        d2=_day(when.last.day, language),
        month=month1,
        month1=month1,
        month2=month2,
        year=when.last.year,
    )


def _day(day: int, language: str) -> str:
    return head_words(language).first_day if day == 1 else str(day)


def _date(iso: str, language: str) -> str:
    words = head_words(language)
    when = date.fromisoformat(iso[:10])
    return words.forms["date"].format(
        d=_day(when.day, language), month=words.months[when.month - 1], year=when.year
    )


def _document(head: Head) -> Iterator[tuple[str, tuple[str, ...]]]:
    words = head_words(head.language)
    found = _DOCUMENT.fullmatch(head.document)
    number = head.document if found is None else _number(found)
    addenda = [] if found is None else re.findall(r"\d+", found["addenda"])
    lines = [words.forms["addendum"].format(n=n) for n in reversed(addenda)]
    form = "addendum_document" if addenda else "document"
    yield "addendum", tuple(lines)
    yield "document", (words.forms[form].format(document=number, letter=words.letter),)


def _number(found: re.Match[str]) -> str:
    return found["number"] + (f"(Rev.{found['revision']})" if found["revision"] else "")


def _added(found: re.Match[str]) -> str:
    return "".join(f"(Add.{n})" for n in re.findall(r"\d+", found["addenda"]))


def _source(head: Head, doubts: list[str]) -> str:
    name, verified = source_name(head.source, head.language)
    if not verified:
        doubts.append(f"the name of the source {head.source}")
    return name


# ---------------------------------------------------------------------- read back


def read_conference(lines: Sequence[str]) -> str:
    """The conference that a line of a head names in its last parenthesis; "" where none does."""
    for line in lines:
        found = re.search(r"[(（]([^()（）]+)[)）]\s*$", line)
        met = event(found[1].strip()) if found else None
        if met is not None:
            return short_name(met, "en")
    return ""


def read_original(lines: Sequence[str], language: str) -> str:
    """The language that a head says the contribution was written in, a pack id; "" if none."""
    words = head_words(language)
    forms = {words.forms["original"].format(language=n): i for i, n in words.languages.items()}
    return next((forms[x] for x in map(_plain, lines) if x in forms), "")


def read_date(lines: Sequence[str], language: str) -> str:
    """The date of a head, ISO 8601; "" if none."""
    return next((x for x in (_read_date(_plain(line), language) for line in lines) if x), "")


@cache
def _date_pattern(language: str) -> re.Pattern[str]:
    words = head_words(language)
    form = re.escape(words.forms["date"]).replace(r"\{", "{").replace(r"\}", "}")
    return re.compile(
        form.replace("{d}", r"(?P<d>\d{1,2})(?:er)?")
        .replace("{month}", f"(?P<month>{'|'.join(map(re.escape, reversed(words.months)))})")
        .replace("{year}", r"(?P<year>\d{4})")
    )


def _read_date(line: str, language: str) -> str:
    found = _date_pattern(language if language in LANGUAGES else "en").fullmatch(line)
    if found is None:
        return ""
    month = 1 + head_words(language).months.index(found["month"])
    try:
        return date(int(found["year"]), month, int(found["d"])).isoformat()
    except ValueError:
        return ""


def _plain(line: str) -> str:
    return " ".join(line.replace("\u00a0", " ").split())
