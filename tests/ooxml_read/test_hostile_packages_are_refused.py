"""Files damaged, of another kind, or made to harm: one clear error each, and quickly."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile

import pytest
from word_files import MAIN, SPACES, document, docx, entries, p, package, r, texts, zipped

from resdiff.errors import (
    BrokenPackage,
    EmptyFile,
    Encrypted,
    LegacyFormat,
    NotWord,
    ResdiffError,
    UnknownFormat,
    Unsafe,
)
from resdiff.model import View
from resdiff.ooxml import Package, describe, settle, stories

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def refuse(data: bytes, error: type[ResdiffError], name: str = "test.docx") -> str:
    """The message with which these bytes are refused, once they are read to the end."""
    with pytest.raises(error) as caught:
        describe(settle(Package.open(data, name), View.FINAL))
    assert type(caught.value) is error
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", EmptyFile, "empty"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Encrypted, "password"),
        (OLE + "WordDocument".encode("utf-16-le"), LegacyFormat, ".doc"),
        (OLE, UnknownFormat, "not a Word document"),
        (rb"{\rtf1 text}", LegacyFormat, ".rtf"),
        (b"<?xml version='1.0'?><pkg:package xmlns:pkg='x'/>", LegacyFormat, "flat XML"),
        (b"%PDF-1.7", UnknownFormat, "not a Word file"),
        (b"just text", UnknownFormat, "not a Word file"),
        (b"PK\x03\x04 and no more", BrokenPackage, "damaged or incomplete"),
    ],
    ids=lambda x: x.__name__ if isinstance(x, type) else None,
)
def test_what_is_no_package_is_called_by_its_name(data, error, says):
    assert says in refuse(data, error)


def test_an_opendocument_file_is_called_by_its_name():
    data = zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"})
    assert "OpenDocument" in refuse(data, LegacyFormat)


def test_another_zip_is_no_word_file():
    assert "not a Word file" in refuse(zipped({"readme.txt": b"hello"}), NotWord)


def test_a_spreadsheet_is_no_word_file():
    files = entries("")
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
        b"wordprocessingml.document", b"spreadsheetml.sheet"
    )
    files[MAIN] = b"<workbook/>"
    assert "not a Word document" in refuse(zipped(files), NotWord)


def test_a_document_without_a_body_is_broken():
    files = {**entries(""), MAIN: document("").replace("<w:body></w:body>", "").encode()}
    assert "has no body" in refuse(zipped(files), BrokenPackage)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.99])
def test_a_truncated_file_is_broken(share):
    data = docx(p(r("text " * 500)))
    refuse(data[: int(len(data) * share)], BrokenPackage)


def test_damaged_packed_data_is_broken():
    data = docx("".join(p(r(f"text {i}")) for i in range(300)))
    at = zipfile.ZipFile(io.BytesIO(data)).getinfo(MAIN).header_offset + 80
    refuse(data[:at] + bytes(40) + data[at + 40 :], BrokenPackage)


@pytest.mark.parametrize(
    ("missing", "error"),
    [
        ("[Content_Types].xml", BrokenPackage),
        ("_rels/.rels", BrokenPackage),
        (MAIN, BrokenPackage),
    ],
)
def test_a_missing_part_that_all_depends_on_is_named(missing, error):
    files = entries(p(r("x")))
    del files[missing]
    refuse(zipped(files), error)


def test_a_relationship_to_a_missing_part_is_no_reason_to_refuse():
    files = entries(p(r("x")), {"word/styles.xml": f"<w:styles {SPACES}/>"})
    del files["word/styles.xml"]
    opened = Package.open(zipped(files), "x.docx")
    assert [b.text for b in describe(opened).blocks] == ["x"]


@pytest.mark.parametrize(
    "xml", [b"", b"<w:document", b"\0\1\2", b"<a>&nbsp;</a>", b"<a/><b/>", b"<a>\n\0</a>"]
)
def test_a_main_part_that_is_no_xml_is_broken(xml):
    files = entries("")
    files[MAIN] = xml
    assert MAIN in refuse(zipped(files), BrokenPackage)


def test_bytes_that_are_not_in_the_declared_encoding_are_broken():
    files = entries("")
    files[MAIN] = document(p(r("Genève"))).encode("latin-1")
    refuse(zipped(files), BrokenPackage)


@pytest.mark.parametrize("encoding", ["UTF-7", "UTF-32", "IBM037", "nonsense"])
def test_an_encoding_that_could_hide_markup_is_unsafe(encoding):
    files = entries("")
    files[MAIN] = f'<?xml version="1.0" encoding="{encoding}"?>{document("")}'.encode()
    refuse(zipped(files), Unsafe)


LAUGHS = "".join(f'<!ENTITY l{i} "&l{i - 1};&l{i - 1};">' for i in range(1, 40))


@pytest.mark.parametrize(
    "dtd",
    [
        f'<!DOCTYPE w:document [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w:document SYSTEM "http://example.org/x.dtd">',
    ],
    ids=["billion laughs", "a local file", "the network"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_declaration_is_unsafe(dtd, encoding):
    files = entries("")
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    files[MAIN] = (head + dtd + document(p(r("&l39;")))).encode(encoding)
    refuse(zipped(files), Unsafe)


def test_a_hundred_thousand_nested_elements_are_unsafe():
    deep = "<w:smartTag>" * 100_000 + "</w:smartTag>" * 100_000
    assert "deep" in refuse(docx(p(deep)), Unsafe)


def test_two_hundred_nested_elements_are_read():
    deep = "<w:smartTag>" * 200 + r("bottom") + "</w:smartTag>" * 200
    assert texts(package(p(deep))) == ["bottom"]


def test_a_zip_bomb_is_unsafe():
    files = entries("")
    files["word/media/bomb.png"] = bytes(60 * 1024 * 1024)
    assert "swell" in refuse(zipped(files), Unsafe)


def test_too_many_entries_are_unsafe():
    files = entries("")
    files.update({f"word/media/{i}.png": b"" for i in range(10_001)})
    assert "entries" in refuse(zipped(files), Unsafe)


def lie_about_size(data: bytes, name: str, size: int) -> bytes:
    """The same zip, its directory claiming another unpacked size for one entry."""
    at = data.index(b"PK\1\2")
    while data[at + 46 : at + 46 + len(name)] != name.encode():
        at = data.index(b"PK\1\2", at + 4)
    return data[: at + 24] + struct.pack("<L", size) + data[at + 28 :]


@pytest.mark.parametrize(
    ("size", "error"), [(3, BrokenPackage), (90_000, BrokenPackage), (2**32 - 2, Unsafe)]
)
def test_a_directory_that_lies_about_sizes_is_refused(size, error):
    refuse(lie_about_size(docx(p(r("text"))), MAIN, size), error)


@pytest.mark.parametrize(
    "name", ["../evil.xml", "word/../../evil.xml", "/etc/passwd", "C:\\evil.xml"]
)
def test_a_name_that_leaves_the_package_is_unsafe(name):
    assert "outside" in refuse(zipped({**entries(""), name: b"x"}), Unsafe)


def test_a_target_that_leaves_the_package_finds_nothing():
    files = entries(p(r("x")))
    files["word/_rels/document.xml.rels"] = files["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId9" Type="x/footnotes" Target="../../../../etc/passwd"/>'
        b"</Relationships>",
    )
    opened = Package.open(zipped(files), "x.docx")
    assert opened.related(MAIN, "footnotes") == ()
    assert len(stories(opened)) == 1


@pytest.mark.parametrize("twin", [MAIN, "word/DOCUMENT.xml"])
def test_two_entries_of_one_name_are_unsafe(twin):
    out = io.BytesIO(docx(p(r("first"))))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(twin, document(p(r("second"))))
    assert "twice" in refuse(out.getvalue(), Unsafe)


def test_an_encrypted_entry_asks_for_the_password_to_be_removed():
    data = bytearray(docx(p(r("text"))))
    data[data.index(b"PK\1\2") + 8] |= 1
    refuse(bytes(data), Encrypted)


def test_an_unknown_way_of_packing_is_broken():
    data = docx(p(r("text")))
    at = data.rindex(b"PK\1\2")
    refuse(data[: at + 10] + struct.pack("<H", 97) + data[at + 12 :], BrokenPackage)
