"""Redlines that were drawn, not tracked: words struck and underlined as formatting."""

from __future__ import annotations

import io
import re

import docx
import pytest
from reading import check_laws

from resdiff import api, parsers
from resdiff.model import Document, View

OLD = [
    "RESOLUTION 64 (Rev. Guadalajara, 2010)",
    "Access",
    "The Council,",
    "recalling",
    "a)\tthe outcome of the 2005 summit;",
    "b)\tResolution 15,",
    "resolves",
    "1\tto continue access;",
    "2\tto stop there;",
    "3\tto report.",
]
NEW = [
    "RESOLUTION 64 (Rev. Busan, 2014)",
    "Access",
    "The Council,",
    "recalling",
    "a)\tthe outcome of the 2015 summit;",
    "b)\tthe new goals;",
    "c)\tResolution 15,",
    "resolves",
    "1\tto enhance access;",
    "2\tto report.",
]
DRAWN = [
    "RESOLUTION 64 (Rev. [-Guadalajara, 2010-][+Busan, 2014+])",
    "Access",
    "The Council,",
    "recalling",
    "a)\tthe outcome of the [-2005-][+2015+] summit;",
    "[+b)\tthe new goals;+]",
    "[-b-][+c+])\tResolution 15,",
    "resolves",
    "1\tto [-continue-][+enhance+] access;",
    "[-2\tto stop there;-]",
    "[-3-][+2+]\tto report.",
]
PIECE = re.compile(r"(\[-.*?-\]|\[\+.*?\+\])")


def word_file(lines: list[str]) -> bytes:
    """A Word file; "[-x-]" is struck, "[+x+]" underlined."""
    file = docx.Document()
    for line in lines:
        paragraph = file.add_paragraph()
        for piece in PIECE.split(line):
            struck, underlined = piece.startswith("[-"), piece.startswith("[+")
            run = paragraph.add_run(piece[2:-2] if struck or underlined else piece)
            run.font.strike, run.font.underline = struck or None, underlined or None
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


def page(lines: list[str]) -> bytes:
    said = "".join(f"<p>{line}</p>" for line in lines)
    said = re.sub(r"\[-(.*?)-\]", r"<s>\1</s>", said)
    said = re.sub(r"\[\+(.*?)\+\]", r"<span style='text-decoration: underline'>\1</span>", said)
    return f"<html><meta charset=utf-8>{said}</html>".encode()


def lines(document: Document) -> list[str]:
    return [f"{c.label}\t{c.text}" if c.label else c.text for c in document.clauses]


@pytest.mark.parametrize("made", [word_file, page])
def test_what_is_struck_is_old_and_what_is_underlined_new(made: object) -> None:
    assert callable(made)
    data = made(DRAWN)
    assert api.has_changes(data, "drawn")
    for view, wanted in ((View.ORIGINAL, OLD), (View.FINAL, NEW)):
        document = parsers.read(data, "drawn", view)
        check_laws(document)
        assert lines(document) == wanted
        assert "drawn-redline" in [notice.slug for notice in document.notices]
        assert api.is_tracked(document)


def test_the_file_that_is_marked_gives_back_both_sides() -> None:
    data = word_file(DRAWN)
    old, new = (parsers.read(data, "drawn.docx", view) for view in View)
    marked = api.render(api.redline(old, new, "docx"), "docx")
    assert lines(parsers.read(marked, "marked.docx", View.ORIGINAL)) == OLD
    assert lines(parsers.read(marked, "marked.docx", View.FINAL)) == NEW


@pytest.mark.parametrize(
    "said",
    [
        ["[+A heading+]", "See [+this+].", "No [-more-] of it.", "[+Another+] line"],
        ["An [-old-][+new+] word, once."],
        ["[-Nothing-] but", "[-struck-] words."],
    ],
)
def test_lines_that_may_be_form_stay_form_in_a_word_file(said: list[str]) -> None:
    data = word_file(["RESOLUTION 5 (Dubai, 2018)", "Title", "The Council,", "resolves", *said])
    assert not api.has_changes(data, "form.docx")
    words = PIECE.sub(lambda found: found[0][2:-2], " ".join(said))
    read = " ".join(lines(parsers.read(data, "form.docx", View.FINAL)))
    assert words in read


def test_underlines_alone_are_form_in_a_page() -> None:
    data = page(["[+A heading+]", "See [+this+]."])
    assert not api.has_changes(data, "page.html")
    assert lines(parsers.read(data, "page.html", View.ORIGINAL)) == ["A heading", "See this."]


@pytest.mark.parametrize(("view", "wanted"), [(View.ORIGINAL, OLD), (View.FINAL, NEW)])
def test_settling_takes_the_drawn_marks_for_tracked_ones(view: View, wanted: list[str]) -> None:
    data = word_file(DRAWN)
    assert api.is_drawn(data, "drawn.docx")
    assert api.revisions(data, "drawn.docx")
    settled = api.settle(data, "drawn.docx", view)
    assert lines(parsers.read(settled, "settled.docx", view)) == wanted
    assert not api.has_changes(settled, "settled.docx")
