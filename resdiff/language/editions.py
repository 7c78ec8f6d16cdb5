"""Reads what stands in the parentheses of an edition: "Rev. Dubai, 2018", "2018年，迪拜，修订版",
"Rev.WRC-15".
"""

from __future__ import annotations

import re
from functools import cache

from resdiff.language import places
from resdiff.language.folding import any_of, fold, held
from resdiff.language.packs import pack
from resdiff.model import Edition
from resdiff.values import dataclass

# A place name is short; the longest known, Malaga-Torremolinos, has 19 letters.
_LONGEST_PLACE = 40


@dataclass(frozen=True, slots=True)
class Parenthesis:
    """An edition, and the body it points to ("WRC" for Rev.WRC-15, "Council" for "modified 2013"),
    "" mostly.
    """

    edition: Edition
    body: str


@dataclass(frozen=True, slots=True)
class _Words:
    """What a language, or English, says in an edition, folded.

    Shape:   `revised` matches at an edition's beginning and end; `marks` what may stand behind a
             year.
    """

    revised: re.Pattern[str]
    conferences: tuple[str, ...]
    amended: tuple[str, ...]
    marks: str


@cache
def _words(language: str) -> _Words:
    words, english = pack(language).number, pack("en").number
    revised = any_of(words.revised + english.revised)
    return _Words(
        re.compile(rf"^(?:{revised})[ ,]*|[ ,]*(?:{revised})$"),
        tuple(map(fold, words.conference + english.conference)),
        tuple(map(fold, words.amended + english.amended)),
        f" ?(?:{any_of(words.year_mark)})?" if words.year_mark else "",
    )


def spelled_as(text: str, language: str) -> int:
    """How many of the words a language would print here `text` prints letter for letter, accents
    included.
    """
    words = pack(language).number
    seen = " ".join(text.casefold().split())
    own = [form for entry in words.kinds for form in entry.forms] + list(words.revised)
    score = sum(form.casefold() in seen for form in own)
    return score + sum(place.name(language).casefold() in seen for place in places.known())


def full_year(digits: str) -> int:
    """The year that two or four digits mean: WRC-97 met in 1997, WRC-15 in 2015."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (
        1900 if year >= 65 else 2000
    )  # the ITU's present numbering of conferences begins in 1965


def read(printed: str, language: str) -> Parenthesis | None:
    """The edition that `printed`, without its parentheses, gives; None where it is none, or two run
    together.
    """
    words = _words(language)
    text = fold(printed).strip(" ,;")
    bare = words.revised.sub("", text).strip(" ,")
    bare = words.revised.sub("", bare).strip(" ,")
    revised = bare != text
    if met := _conference_year(bare, words):
        return Parenthesis(Edition(revised, year=full_year(met)), "WRC")
    if council := _council(bare, revised, words):
        return council
    years = list(re.finditer(rf"(?<!\d)(\d{{4}})(?!\d){words.marks}", bare))
    if len(years) != 1:
        return None
    name = bare[: years[0].start()].strip(" ,") or bare[years[0].end() :].strip(" ,")
    both = bare[: years[0].start()].strip(" ,") and bare[years[0].end() :].strip(" ,")
    if not name or both or len(name) > _LONGEST_PLACE or any(map(_is_no_letter, name)):
        return None
    if places.are_run_together(name):
        return None
    place = places.find(name)
    shown = place.name(language) if place else _as_printed(printed, name)
    return Parenthesis(Edition(revised, shown, place.id if place else "", int(years[0][1])), "")


def _is_no_letter(sign: str) -> bool:
    """Whether a sign stands in no name of a place."""
    return sign.isdecimal() or sign in "()[];:/"


def _conference_year(bare: str, words: _Words) -> str:
    """The digits of the year in "wrc-15"; "" in anything else."""
    for name in words.conferences:
        if bare.startswith(name):
            digits = bare[len(name) :].lstrip(" -")
            if len(digits) in (2, 4) and digits.isdecimal():
                return digits
    return ""


def _council(bare: str, revised: bool, words: _Words) -> Parenthesis | None:
    """A session of the Council: "modified 2013", "C11, last amended C24", "C-1999"; or a year
    alone, anybody's.
    """
    amended = held(words.amended, bare)
    rest = re.sub(any_of(amended), " ", bare) if amended else bare
    if rest[:1].isalpha() and rest[0] not in "cс":
        return None  # a place
    marked = rf"(?P<year>\d{{4}}){words.marks}"
    session = rf"(?<!\w)(?:[cс]-?(?P<c>\d{{4}}|\d{{2}})|{marked})(?![\d\w])"
    sessions = list(re.finditer(session, rest))
    if not sessions or re.sub(session, " ", rest).strip(" ,.;-"):
        return None
    latest = sessions[-1]["c"] or sessions[-1]["year"]
    by_council = rest != bare or any(s["c"] for s in sessions)
    if len(sessions) > 1 and not by_council:
        return None
    edition = Edition(revised or rest != bare, year=full_year(latest))
    return Parenthesis(edition, "Council" if by_council else "")


def _as_printed(printed: str, folded_name: str) -> str:
    """What in `printed` folds to `folded_name`, in title case where it is all capitals."""
    words = printed.replace("\u00a0", " ")
    for start in range(len(words)):
        for stop in range(len(words), start, -1):
            if fold(words[start:stop]) == folded_name and not words[start].isspace():
                found = " ".join(words[start:stop].strip(" ,،，").split())
                return found.title() if found.isupper() else found
    return folded_name.title()
