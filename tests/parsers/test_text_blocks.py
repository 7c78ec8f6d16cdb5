"""A text file becomes blocks; what an extractor left behind is understood as what it was."""

from __future__ import annotations

import pytest

from resdiff.errors import EmptyFile, NotUtf8, UnknownFormat
from resdiff.model import View
from resdiff.parsers import recognise, text


def blocks(source: str) -> list[tuple[str, str]]:
    found = text.content(source.encode(), "t.txt", View.FINAL)
    return [(block.text, block.note) for block in found.blocks]


def test_each_line_is_a_block_whatever_ends_it() -> None:
    assert blocks("one\r\ntwo\rthree\n\nfour") == [
        ("one", ""),
        ("two", ""),
        ("three", ""),
        ("", ""),
        ("four", ""),
    ]


def test_a_byte_order_mark_is_no_text() -> None:
    assert text.content(b"\xef\xbb\xbfone", "t.txt", View.FINAL).blocks[0].text == "one"


def test_a_bookmark_is_dropped_and_the_anchor_still_knows_where_the_text_stands() -> None:
    (block,) = text.content(b" [bookmark: _Toc1]RESOLUTION 1", "t.txt", View.FINAL).blocks
    assert block.text == " RESOLUTION 1"
    assert [(a.start, a.stop) for a in block.stretches] == [(0, 1), (18, 30)]


def test_a_note_reference_leaves_its_printed_mark() -> None:
    (block,) = text.content(
        "许多发展中国家[footnoteRef:1]1因缺乏".encode(), "t.txt", View.FINAL
    ).blocks
    assert block.text == "许多发展中国家1因缺乏"
    assert [(m.start, m.stop, m.note) for m in block.marks] == [(7, 8, "1")]


def test_a_reference_that_prints_nothing_has_an_empty_mark() -> None:
    (block,) = text.content(b"taken.[footnoteRef:1] And", "t.txt", View.FINAL).blocks
    assert block.text == "taken. And"
    assert [(m.start, m.stop) for m in block.marks] == [(6, 6)]


def test_a_note_body_in_a_line_is_a_block_of_its_own() -> None:
    assert blocks("c)\tmany; [1: 1 \tincluding [sic] these.] ") == [
        ("c)\tmany;  ", ""),
        ("1 \tincluding [sic] these.", "1"),
    ]


def test_an_empty_note_is_kept_as_an_empty_note() -> None:
    assert blocks("b)\twork;  [1: \t] ") == [("b)\twork;   ", ""), ("\t", "1")]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t\n"])
def test_a_file_of_blanks_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        text.decode(data, "t.txt")


def test_latin_1_is_not_utf_8_and_the_line_is_named() -> None:
    with pytest.raises(NotUtf8, match="line 2"):
        text.decode("ok\nRésolution".encode("latin-1"), "t.txt")


def test_a_binary_file_with_a_text_name_is_no_text() -> None:
    with pytest.raises(UnknownFormat):
        text.decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00", "t.txt")


def test_the_format_is_known_by_content_and_not_by_name() -> None:
    assert recognise(b"PK\x03\x04...", "t.txt") == "docx"
    assert recognise(b"RESOLUTION 1", "t.docx") == "text"
