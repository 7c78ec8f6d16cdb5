"""A text set in the house template says what the text said, with real notes and real styles."""

from __future__ import annotations

import pytest
from conftest import CORPUS

from resdiff import api
from resdiff.model import Clause, Document, Kind
from resdiff.typeset import typeset

TEXTS = [(seed, name) for seed in ("res101-en", "res64-zh") for name in ("base.txt", "new.txt")]


def read(seed: str, name: str) -> Document:
    return api.read((CORPUS / seed / name).read_bytes(), name)


def said(clause: Clause) -> tuple[str, str, str]:
    return clause.path, clause.label, " ".join(clause.text.split())


@pytest.mark.parametrize(("seed", "name"), TEXTS)
def test_the_word_file_says_what_the_text_says(seed: str, name: str) -> None:
    document = read(seed, name)
    word = api.as_word(document)
    kept = [said(c) for c in document.clauses if c.kind is not Kind.NOTE and c.text.strip()]
    assert [said(c) for c in word.clauses if c.kind is not Kind.NOTE] == kept
    notes = [c.text.strip() for c in document.clauses if c.kind is Kind.NOTE and c.text.strip()]
    assert [c.text.strip() for c in word.clauses if c.kind is Kind.NOTE and c.text.strip()] == notes


@pytest.mark.parametrize(("seed", "name"), TEXTS)
def test_the_same_text_is_set_in_the_same_bytes(seed: str, name: str) -> None:
    assert typeset(read(seed, name)) == typeset(read(seed, name))


def test_an_unchanged_note_of_two_texts_is_not_marked() -> None:
    redline = api.redline(read("res101-en", "base.txt"), read("res101-en", "new.txt"), "docx")
    marked = api.render(redline, "docx")
    notes = [c.text for c in api.read(marked, "marked.docx").clauses if c.kind is Kind.NOTE]
    assert len([text for text in notes if "ICANN" in text]) == 1


def test_signs_that_xml_cannot_hold_are_replaced_and_arabic_runs_from_the_right() -> None:
    arabic = "القرار 1 (دبي، 2018)\nالعنوان\nإن مؤتمر المندوبين المفوضين،\nيقرر\nأن\x0b يعمل."
    word = typeset(api.read(arabic.encode(), "ar.txt"))
    from resdiff.ooxml import Package

    document = Package.open(word, "ar.docx").data("word/document.xml")
    assert b"<w:bidi/>" in document
    assert b"<w:rtl/>" in document
    assert "\ufffd".encode() in document


def test_a_text_of_blanks_only_is_set_as_an_empty_paragraph() -> None:
    assert api.as_word(api.read(" \n\u3000\n".encode(), "blank.txt")).clauses == ()
