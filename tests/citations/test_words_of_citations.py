"""The words of citations are kept in step in six languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

import pytest
from conftest import ROOT

from resdiff import parsers
from resdiff.citations.basic import provisions
from resdiff.concord.words import basic_text
from resdiff.language import LANGUAGES
from resdiff.language.called import call_pattern
from resdiff.language.citations import LABELS, folded_pattern, words
from resdiff.model import View

FOLDER = ROOT / "resdiff" / "language" / "citing"
# Forms that a language does not need: Chinese has no plural, and no words for "thereof".
EMPTY = {"kinds.plural.resolution", "kinds.plural.decision", "kinds.plural.recommendation",
         "kinds.plural.opinion", "inner.thereof", "inner.lead"}  # fmt: skip


def _read(language: str) -> Mapping[str, object]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))


def _keys(table: Mapping[str, object], before: str = "") -> set[str]:
    found = set()
    for key, value in table.items():
        if key == "names":
            continue  # each language has its own slips
        if isinstance(value, dict):
            found |= _keys(value, f"{before}{key}.")
        else:
            assert value or value is False or f"{before}{key}" in EMPTY, key
            found.add(f"{before}{key}")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_entries(language: str) -> None:
    assert _keys(_read(language)) == _keys(_read("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_patterns_hold_when_they_are_filled(language: str) -> None:
    spoken = words(language)
    for pattern in spoken.inner:
        filled = pattern.replace("{labels}", LABELS)
        re.compile(filled.replace("{call}", f"(?P<call>{call_pattern(language)})"))
        assert "{call}" in pattern


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_official_name_is_not_itself_a_slip(language: str) -> None:
    for wrong, right in words(language).names:
        official = re.sub(r"\\\d", "", right)
        for other, replacement in words(language).names:
            match = other.search(official)
            assert match is None or match.expand(replacement) == match.group(), (wrong, official)


def test_folding_a_pattern_keeps_its_signs() -> None:
    assert folded_pattern(r"настоящей\s+\b(?:é|ё)?") == r"настоящеи\s+\b(?:e|е)?"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No. 12 of the International Telecommunication Regulations"),
        ("fr", "le numéro 12 du Règlement des télécommunications internationales"),
        ("es", "el número 12 del Reglamento de las Telecomunicaciones Internacionales"),
        ("ru", "пункт 12 Регламента международной электросвязи"),
        ("zh", "《国际电信规则》第12款"),
        ("ar", "الرقم 12 من لوائح الاتصالات الدولية"),
    ],
)
def test_every_language_knows_the_telecommunication_regulations(language: str, text: str) -> None:
    document = parsers.read(f"x\n{text}\n".encode(), "text.txt", View.FINAL)
    (found,) = provisions(document, language)
    assert found.numbers == ("12",)
    assert basic_text(found.basic) == "telecommunication_regulations"


@pytest.mark.parametrize(
    ("slip", "official"),
    [
        ("los miembros de los sectores", "los Miembros de los Sectores"),
        ("los miembros de sector", "los Miembros de Sector"),
        ("los Miembros de los Sectores", "los Miembros de los Sectores"),
    ],
)
def test_spanish_members_of_the_sectors_keep_their_article(slip: str, official: str) -> None:
    for wrong, right in words("es").names:
        slip = wrong.sub(right, slip)
    assert slip == official
