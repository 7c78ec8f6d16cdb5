"""The rules speak six languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import SHARED, needs_shared

from resdiff import api, checker
from resdiff.checker.subject import house, house_words, printed_edition
from resdiff.model import Document, Edition

LANGUAGES = ["en", "fr", "es", "ru", "zh", "ar"]


def _read(language: str) -> Document:
    path = SHARED / "data" / "six" / f"A-{language}" / "proposal-clean.docx"
    return api.read(path.read_bytes(), path.name)


def _with(document: Document, path: str, old: str, new: str) -> Document:
    clauses = list(document.clauses)
    index = next(i for i, c in enumerate(clauses) if c.path == path)
    assert old in clauses[index].text, (path, clauses[index].text)
    clauses[index] = replace(clauses[index], text=clauses[index].text.replace(old, new))
    return replace(document, clauses=tuple(clauses))


def _said(document: Document) -> list[tuple[str, str]]:
    return [(one.path, one.rule) for one in checker.check(document)]


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_item_without_its_ending_is_found_and_mended(language: str) -> None:
    item = house(language, "item")
    broken = _with(_read(language), "2/b", item, "")
    (one,) = checker.check(broken)
    assert (one.path, one.rule) == ("2/b", "item-ending")
    assert one.fix is not None
    assert one.fix.replacement == item


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_and_behind_the_semicolon_is_found(language: str) -> None:
    item = house(language, "item")
    blank = "" if language == "zh" else " "
    broken = _with(_read(language), "2/d", item, item + blank + house_words(language, "and")[0])
    assert _said(broken) == [("2/d", "and-ending")]


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_comma_in_an_edition_is_found_and_put_back(language: str) -> None:
    document = _read(language)
    place = {"zh": "2022年，日内瓦", "ar": "جنيف، 2022", "ru": "Женева, 2022", "fr": "Genève, 2022",
             "es": "Ginebra, 2022", "en": "Geneva, 2022"}[language]  # fmt: skip
    broken = _with(
        document, "1/c", place, place.replace("，", "").replace("،", "").replace(",", "")
    )
    (one,) = checker.check(broken)
    assert (one.path, one.rule) == ("1/c", "comma-missing")
    assert one.fix is not None
    text = next(c.text for c in broken.clauses if c.path == "1/c")
    mended = text[: one.fix.start] + one.fix.replacement + text[one.fix.stop :]
    assert mended == next(c.text for c in document.clauses if c.path == "1/c")


CITED = {
    "en": ("(Rev. Bucharest, 2022)", "(Rev. Dubai, 2018)"),
    "fr": ("(Rév. Bucarest, 2022)", "(Rév. Dubaï, 2018)"),
    "es": ("(Rev. Bucarest, 2022)", "(Rev. Dubái, 2018)"),
    "ru": ("(Пересм. Бухарест, 2022\u00a0г.)", "(Пересм. Дубай, 2018\u00a0г.)"),
    "zh": ("（2022年，布加勒斯特，修订版）", "（2018年，迪拜，修订版）"),
    "ar": ("(المراجَع في بوخارست، 2022)", "(المراجَع في دبي، 2018)"),
}


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_old_edition_of_this_conference_contradicts_itself(language: str) -> None:
    broken = _with(_read(language), "1/a", *CITED[language])
    assert _said(broken) == [("1/a", "citation-contradictory")]


OWN = {
    "en": " of this conference",
    "fr": " de la présente Conférence",
    "es": " de la presente Conferencia",
    "ru": " настоящей Конференции",
    "zh": "本届大会",
    "ar": " لهذا المؤتمر",
}


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_newer_edition_is_offered_as_the_language_prints_it(language: str) -> None:
    document = _with(_read(language), "1/a", *CITED[language])
    own = OWN[language]
    document = _with(_with(document, "1/a", own, ""), "1/a", "936", "102")
    (one,) = [f for f in checker.check(document) if f.rule.startswith("citation")]
    assert one.fix is None or one.fix.replacement == CITED[language][0]
    assert CITED[language][0] in one.message


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reference_beyond_the_last_label_dangles(language: str) -> None:
    document = _read(language)
    index = next(i for i, c in enumerate(document.clauses) if c.path == "7/2")
    text = document.clauses[index].text
    broken = _with(document, "7/2", text, text.replace("4", "9"))
    assert _said(broken) == [("7/2", "dangling-reference")]


def test_an_arabic_recommendation_is_revised_as_a_feminine_noun() -> None:
    edition = Edition(True, "دبي", "dubai", 2018)
    assert printed_edition(edition, "ar", "resolution") == "(المراجَع في دبي، 2018)"
    assert printed_edition(edition, "ar", "recommendation") == "(المراجَعة في دبي، 2018)"
    assert printed_edition(edition, "fr", "recommendation") == "(Rév. Dubaï, 2018)"
