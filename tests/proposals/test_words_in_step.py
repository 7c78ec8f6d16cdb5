"""The head's words are the same in all six languages; verified and unverified facts stand apart."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from resdiff import proposals
from resdiff.language import LANGUAGES, places
from resdiff.proposals import words
from resdiff.proposals.heads import place_and_dates, title
from resdiff.proposals.values import Head

FOLDER = Path(proposals.__file__).parent


def raw(language: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((FOLDER / "words" / f"{language}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_forms_of_english_with_the_same_places(language: str) -> None:
    own, english = words.head_words(language), words.head_words("en")
    assert own.forms.keys() == english.forms.keys()
    assert own.languages.keys() == set(LANGUAGES)
    assert len(own.months) == 12
    for name, form in own.forms.items():
        if name == "addendum_document" or name.startswith("within"):
            continue
        places_of = [set(re.findall(r"\{(\w+)\}", x)) for x in (form, english.forms[name])]
        assert places_of[0] == places_of[1], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_both_verified_and_not(language: str) -> None:
    verified, unverified = raw(language)["verified"], raw(language)["unverified"]
    assert not (verified.keys() & unverified.keys()) - {"languages"}
    assert not verified["languages"].keys() & unverified["languages"].keys()


def test_no_conferences_days_are_both_verified_and_not() -> None:
    found = tomllib.loads((FOLDER / "conferences.toml").read_text(encoding="utf-8"))
    assert not found["verified"].keys() & found["unverified"].keys()
    for one in (*found["verified"], *found["unverified"]):
        first, last = {**found["verified"], **found["unverified"]}[one]
        met = words.event(one)
        assert met is not None, one
        assert first.year == last.year == met.year
        assert first < last


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_conference_is_found_by_what_each_language_calls_it(language: str) -> None:
    for one in places.events():
        short = words.short_name(one, language)
        assert words.event(short) == next(
            x for x in places.events() if words.short_name(x, language) == short
        )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Busan, 20 October – 7 November 2014"),
        ("fr", "Busan, 20 octobre - 7 novembre 2014"),
        ("es", "Busán, 20 de octubre – 7 de noviembre de 2014"),
        ("ru", "Пусан, 20 октября – 7 ноября 2014 г."),
        ("ar", "بوسان، 20 أكتوبر - 7 نوفمبر 2014"),
    ],
)
def test_place_and_days_are_printed_as_the_conference_of_2014_did(language: str, said: str) -> None:
    assert place_and_dates("PP-14", language) == said


def test_the_days_of_an_arabic_range_are_read_from_right_to_left() -> None:
    assert place_and_dates("WTSA-24", "ar") == "نيودلهي، 15\u200f-\u200f24 أكتوبر 2024"


@pytest.mark.parametrize(
    ("conference", "language", "said"),
    [
        ("PP-22", "en", "Proposals for the work of the conference"),
        ("WTSA-24", "en", "Proposals for the work of the assembly"),
        ("", "fr", "Propositions pour les travaux de la conférence"),
        ("WTSA-24", "zh", "有关全会工作的提案"),
    ],
)
def test_an_assembly_is_not_called_a_conference(conference: str, language: str, said: str) -> None:
    head = Head(language, "ECP", "38A4", conference)
    assert title(head, ("MOD", "ADD"), ("64", "")) == (said,)
