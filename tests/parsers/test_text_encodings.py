"""Text is read in the encodings that say what they are; pictures are called pictures."""

from __future__ import annotations

import pytest

from resdiff import api
from resdiff.errors import EmptyFile, NotUtf8, UnknownFormat
from resdiff.model import View

TEXT = "RÉSOLUTION 5 (Rév. Dubaï, 2018)\n\nconsidérant\n\na) que 决议 القرار;\n"
MARKED = "RÉSOLUTION 5 (Rév. {--Doha--}{++Dubaï++}, 2018)\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_text_says_the_same_in_every_encoding_with_a_mark(encoding: str) -> None:
    plain = api.read(TEXT.encode(), "x.txt")
    assert api.read(TEXT.encode(encoding), "x.txt").clauses == plain.clauses


def test_marks_in_a_text_of_utf_16_are_marks() -> None:
    data = MARKED.encode("utf-16")
    assert api.has_changes(data, "x.txt")
    assert "Doha" in api.read(data, "x.txt", View.ORIGINAL).clauses[0].text


@pytest.mark.parametrize(
    "picture", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0\0\x10JFIF", b"GIF89a"]
)
def test_a_picture_is_called_a_picture(picture: bytes) -> None:
    with pytest.raises(UnknownFormat, match="is a picture"):
        api.read(picture + bytes(100), "scan.docx")


def test_blanks_in_utf_16_are_an_empty_file() -> None:
    with pytest.raises(EmptyFile):
        api.read("\n \n".encode("utf-16"), "x.txt")


def test_half_a_character_of_utf_16_is_no_text() -> None:
    with pytest.raises(NotUtf8):
        api.read(TEXT.encode("utf-16") + b"\0", "x.txt")


def test_bytes_that_only_begin_like_utf_16_are_no_text() -> None:
    with pytest.raises(NotUtf8, match="as its first bytes say"):
        api.read(b"\xff\xfe\xfa broken " * 20, "x.txt")


def test_an_inserted_byte_order_mark_is_a_sign_of_the_text() -> None:
    document = api.read("{++\ufeff++}one\n\ntwo\n".encode(), "text.critic.txt", View.FINAL)
    assert [x.text for x in document.clauses] == ["\ufeffone", "two"]
