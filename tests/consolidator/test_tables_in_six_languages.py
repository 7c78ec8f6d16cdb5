"""The clause table speaks the language of its base."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator

import docx
import pytest
from docx.oxml.ns import qn
from lxml import html
from openpyxl import load_workbook

from resdiff import api
from resdiff.consolidator import Consolidation, Matter, Voice
from resdiff.consolidator.rendering import render
from resdiff.consolidator.rendering.blocks import counted, language_of, listed
from resdiff.consolidator.tabulate import tabulate
from resdiff.model import Kind
from resdiff.pages import direction
from resdiff.renderers.words import words

ITEMS = "\na)\t{} A;\nb)\t{} B;\nc)\t{} C;\nd)\t{} D;\ne)\t{} E;\n"
HEADS = {
    "en": ("RESOLUTION 991 (Dubai, 2018)\nconsidering", "that the islands need alerts for all"),
    "fr": ("RÉSOLUTION 991 (Dubaï, 2018)\nconsidérant", "que les îles ont besoin des alertes"),
    "es": ("RESOLUCIÓN 991 (Dubái, 2018)\nconsiderando", "que las islas necesitan las alertas"),
    "ru": ("РЕЗОЛЮЦИЯ 991 (Дубай, 2018 г.)\nучитывая,", "что островам нужны оповещения всех"),
    "zh": ("第991号决议（2018年，迪拜）\n考虑到", "各岛屿需要面向所有人的预警信息"),
    "ar": ("القرار 991 (دبي، 2018)\nإذ يضع في اعتباره", "أن الجزر تحتاج إلى الإنذارات"),
}
OTHERS = [language for language in HEADS if language != "en"]
SAID = ("clause", "base", "conflicts", "reasons", "met_agreed", "met_conflict", "unchanged_many")


def table(language: str) -> Consolidation:
    """Two proposals: a) is changed alike, b) in conflict, the rest unchanged."""
    head, words_ = HEADS[language]
    text = head + ITEMS.format(*[words_] * 5)
    alike = text.replace(" A;", " A 11;")
    base = api.read(text.encode(), "base.txt")
    voices = [
        Voice(author, api.redline(base, api.read(new.encode(), "new.txt"), "html", author, "2026"))
        for author, new in (
            ("ECP", alike.replace(" B;", " X;")),
            ("IAP", alike.replace(" B;", " Y;")),
        )
    ]
    made = tabulate(base, voices, ())
    return dataclasses.replace(made, matter=(Matter("ECP", Kind.REASONS, "2018"),))


def parts(language: str) -> Iterator[str]:
    """What the words say around their values."""
    for key in SAID:
        yield words(language)[key].partition("{")[0].rstrip(" (（")


@pytest.mark.parametrize("language", HEADS)
def test_the_page_speaks_its_bases_language(language: str) -> None:
    root = html.fromstring(render(table(language), "html").decode())
    assert (root.get("lang"), root.get("dir")) == (language, direction(language))
    said = root.text_content()
    assert all(part in said for part in parts(language))
    assert counted(table(language), language) in said


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_on_the_page(language: str) -> None:
    root = html.fromstring(render(table(language), "html").decode())
    english = {*parts("en"), "as in the base", "in conflict", "changed alike", "number"}
    said = "\n".join((root.find("body").text_content(), *root.xpath("//td//@title")))
    own = "\n".join(words(language).values())
    assert not [word for word in english if word in said and word not in own]


@pytest.mark.parametrize("language", HEADS)
def test_the_spreadsheet_speaks_it_and_lies_its_way(language: str) -> None:
    own = words(language)
    book = load_workbook(io.BytesIO(render(table(language), "xlsx")))
    assert book.sheetnames == [own["clauses"], own["reasons"]]
    for sheet in book:
        assert bool(sheet.sheet_view.rightToLeft) is (direction(language) == "rtl")
    heads = [cell.value for cell in book.worksheets[0][1]]
    assert heads == [own["clause"], own["proposals"], own["base"], "ECP", "IAP"]
    met = [str(cell.value) for cell in book.worksheets[0]["B"]]
    assert own["met_conflict"] + own["colon"] + listed(("ECP", "IAP"), language) in met
    assert book.worksheets[1]["B2"].value == own["kind_reasons"]


@pytest.mark.parametrize("language", HEADS)
def test_the_word_table_speaks_it_and_lies_its_way(language: str) -> None:
    own = words(language)
    document = docx.Document(io.BytesIO(render(table(language), "docx")))
    heads = [cell.text for cell in document.tables[0].rows[0].cells]
    assert heads == [own["clause"], own["base"], "ECP", "IAP"]
    assert own["reasons"] in [paragraph.text for paragraph in document.paragraphs]
    body = document.element.body
    turned = direction(language) == "rtl"
    every = [p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for p in body.iter(qn("w:p"))]
    assert set(every) == {turned}
    tables = [t.tblPr.find(qn("w:bidiVisual")) is not None for t in body.iter(qn("w:tbl"))]
    assert set(tables) == {turned}


def test_a_text_in_no_known_language_is_told_in_english() -> None:
    base = api.read("Ħafna kliem\n".encode(), "base.txt")
    new = api.read("Ħafna kliem ieħor\n".encode(), "new.txt")
    found = tabulate(base, [Voice("ECP", api.redline(base, new, "html", "ECP", "2026"))], ())
    assert base.language not in OTHERS
    assert language_of(found) == "en"
    assert b'<html lang="en" dir="ltr">' in render(found, "html")


def test_names_in_an_arabic_series_stand_in_their_order() -> None:
    assert listed(("ECP", "IAP"), "ar") == "\u2068ECP\u2069، \u2068IAP\u2069"
    assert listed(("ECP", "IAP"), "zh") == "ECP、IAP"
