"""The page of a batch speaks the language of its texts."""

from __future__ import annotations

import lxml.html
import pytest

from resdiff.batch.page import page
from resdiff.batch.values import Done, Pair, Paper, Report, Row, Single
from resdiff.language import LANGUAGES
from resdiff.renderers.words import words


def done(language: str) -> Done:
    old, new = (
        Paper(side, f"{side}.{language}.docx", language=language) for side in ("old", "new")
    )
    edition = ("dubai", 2018, "bucharest", 2022)
    row = Row("PP", "resolution", "9", language, "", *edition, "MOD", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
    return Done(Pair(language, old, new, ("their numbers differ",)), (row,), (), (), (), 9, ())


def shown(*languages: str) -> lxml.html.HtmlElement:
    """The page of a collection in these languages, with a file that none is like."""
    lone = Single(Paper("new", "lone.docx"), "", "it does not say what it is")
    return lxml.html.document_fromstring(page(Report(tuple(map(done, languages)), (lone,), ())))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_collection_in_one_language_has_its_page_in_it(language: str) -> None:
    found = shown(language)
    assert found.get("lang") == language
    assert found.get("dir") == ("rtl" if language == "ar" else "ltr")
    assert found.xpath("string(//h1)") == words(language)["count_pairs"].format(n=1)
    heads = [head.text_content() for head in found.xpath("//thead//th")]
    assert heads[0] == words(language)["status"]
    assert len(heads) == len(found.xpath("//tbody/tr[1]/*")) == 11


@pytest.mark.parametrize("languages", [("ar", "zh"), ("en", "fr"), ()])
def test_a_collection_in_several_languages_or_none_has_its_page_in_english(
    languages: tuple[str, ...],
) -> None:
    assert shown(*languages).get("lang") == "en"


def test_what_was_remarked_is_english_wherever_it_stands() -> None:
    (doubt,) = shown("ar").xpath("//*[@class='doubt']")
    assert doubt.text_content() == "their numbers differ"
    assert (doubt.get("lang"), doubt.get("dir")) == ("en", "ltr")
