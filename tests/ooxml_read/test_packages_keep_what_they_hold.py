"""Laws of opening, changing and saving a package."""

from __future__ import annotations

import io
import zipfile

import pytest
from conftest import CORPUS, SHARED, needs_shared
from lxml import etree
from word_files import MAIN, SPACES, document, docx, entries, p, package, r, texts, zipped

from resdiff.ooxml import Package, describe, stories
from resdiff.ooxml.names import R, W, w

WORD_FILES = sorted(CORPUS.rglob("*.docx"))
SHARED_FILES = sorted(SHARED.rglob("*.docx")) if SHARED.is_dir() else []


@pytest.mark.parametrize("path", WORD_FILES, ids=lambda x: f"{x.parent.name}-{x.stem}")
def test_saving_what_was_not_changed_gives_the_same_bytes(path):
    data = path.read_bytes()
    opened = Package.open(data, path.name)
    stories(opened)
    assert opened.save() == data
    assert opened.copy().save() == data


@needs_shared
def test_every_given_file_opens_and_is_saved_unchanged():
    assert SHARED_FILES
    for path in SHARED_FILES:
        data = path.read_bytes()
        opened = Package.open(data, path.name)
        stories(opened)
        assert opened.save() == data, path


@pytest.mark.parametrize("path", WORD_FILES, ids=lambda x: f"{x.parent.name}-{x.stem}")
def test_only_touched_parts_are_written_anew(path):
    data = path.read_bytes()
    opened = Package.open(data, path.name)
    opened.part(opened.main).append(etree.Comment("changed"))
    opened.touch(opened.main)
    saved = opened.save()
    assert saved == opened.save()
    before, after = (zipfile.ZipFile(io.BytesIO(x)) for x in (data, saved))
    assert after.testzip() is None
    assert before.namelist() == after.namelist()
    for old, new in zip(before.infolist(), after.infolist(), strict=True):
        if old.filename != opened.main:
            assert before.read(old) == after.read(new)
            assert (old.date_time, old.CRC) == (new.date_time, new.CRC)
            assert (old.compress_type, old.compress_size) == (new.compress_type, new.compress_size)


def test_a_copy_is_changed_without_the_first_noticing():
    first = package(p(r("one")))
    second = first.copy()
    next(second.part(MAIN).iter(w("t"))).text = "two"
    second.touch(MAIN)
    assert texts(first) == ["one"]
    assert texts(second.copy()) == texts(Package.open(second.save(), "x")) == ["two"]


def test_the_main_part_is_found_by_its_relationship_not_by_its_name():
    files = entries(p(r("here")))
    files["odd/main.xml"] = files.pop(MAIN)
    files["odd/_rels/main.xml.rels"] = files.pop("word/_rels/document.xml.rels")
    for name in ("_rels/.rels", "[Content_Types].xml"):
        files[name] = files[name].replace(MAIN.encode(), b"odd/main.xml")
    opened = Package.open(zipped(files), "x.docx")
    assert opened.main == "odd/main.xml"
    assert texts(opened) == ["here"]


@pytest.mark.parametrize(
    "target", ["/word/document.xml", "word/Document.xml", "./word/document.xml"]
)
def test_targets_may_be_absolute_dotted_or_of_another_case(target):
    files = entries(p(r("here")))
    files["_rels/.rels"] = files["_rels/.rels"].replace(MAIN.encode(), target.encode())
    assert Package.open(zipped(files), "x.docx").main == MAIN


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        "application/xml",
    ],
)
def test_templates_and_macro_enabled_files_are_read(kind):
    files = entries(p(r("here")))
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(plain, kind.encode())
    assert texts(Package.open(zipped(files), "x.docm")) == ["here"]


def test_a_part_in_utf_16_is_read():
    files = entries("")
    xml = document(p(r("Женева"))).replace("<w:document", '<?xml version="1.0"?><w:document')
    files[MAIN] = xml.encode("utf-16")
    assert texts(Package.open(zipped(files), "x.docx")) == ["Женева"]


def test_added_parts_have_types_and_relationships():
    opened = package(p(r("one")))
    name = opened.unused_name("word/media/image", ".png")
    opened.add_part(name, b"\x89PNG", "image/png")
    first = opened.add_relationship(MAIN, f"{R}/image", name)
    second = opened.add_relationship(MAIN, f"{R}/hyperlink", "https://itu.int", external=True)
    assert first != second
    with pytest.raises(ValueError, match="exists already"):
        opened.add_part(name, b"", "image/png")
    again = Package.open(opened.save(), "x.docx")
    arrows = again.relationships(MAIN)
    assert (arrows[first].kind, arrows[first].target, arrows[first].external) == (
        "image",
        name,
        False,
    )
    assert (arrows[second].target, arrows[second].external) == ("https://itu.int", True)
    assert again.content_type(name) == "image/png"
    assert again.data(name) == b"\x89PNG"
    assert again.unused_name("word/media/image", ".png") == "word/media/image2.png"


def test_relationships_that_lost_their_part_are_not_given_to_another():
    files = entries(p(r("one")))
    files["word/diagrams/_rels/data1.xml.rels"] = b"<Relationships/>"
    opened = Package.open(zipped(files), "x.docx")
    assert not opened.is_free("word/diagrams/data1.xml")
    assert opened.unused_name("word/diagrams/data", ".xml") == "word/diagrams/data2.xml"


def test_relationships_are_known_by_where_they_lead_after_every_change():
    opened = package(p(r("one")))
    keys = [
        opened.add_relationship(MAIN, f"{R}/hyperlink", f"https://itu.int/{i}", external=True)
        for i in range(3)
    ]

    def known(i: int) -> str | None:
        return opened.relationship_to(MAIN, f"{R}/hyperlink", f"https://itu.int/{i}", True)

    assert [*map(known, range(4))] == [*keys, None]
    fourth = opened.add_relationship(MAIN, f"{R}/hyperlink", "https://itu.int/3", external=True)
    opened.remove_relationship(MAIN, keys[1])
    assert [*map(known, range(4))] == [keys[0], None, keys[2], fourth]
    assert opened.relationship_to(MAIN, f"{R}/hyperlink", "https://itu.int/0", False) is None
    again = Package.open(opened.save(), "x.docx")
    assert dict(again.relationships(MAIN)) == dict(opened.relationships(MAIN))


STRICT = "http://purl.oclc.org/ooxml/"


def strict_file() -> bytes:
    """A Strict file whose text names a transitional namespace, which must not be touched."""
    files = entries(p(r(f"see {W} there")), {"word/styles.xml": f"<w:styles {SPACES}/>"})
    transitional = b"http://schemas.openxmlformats.org/"
    for name, data in files.items():
        for room in (b"officeDocument", b"wordprocessingml", b"drawingml"):
            new = STRICT.encode() + room + b"/"
            data = data.replace(b'"' + transitional + room + b"/2006/", b'"' + new)
        files[name] = data
    return zipped(files)


def test_a_strict_file_reads_like_a_transitional_one():
    data = strict_file()
    opened = Package.open(data, "strict.docx")
    assert opened.strict
    assert opened.part(MAIN).tag == w("document")
    assert opened.related(MAIN, "styles") == ("word/styles.xml",)
    assert texts(opened) == [f"see {W} there"]
    assert opened.save() == data


def test_a_strict_file_stays_strict_where_it_is_changed():
    opened = Package.open(strict_file(), "strict.docx")
    opened.touch(MAIN)
    root = etree.fromstring(f"<w:footnotes {SPACES}/>")
    opened.add_part("word/footnotes.xml", root, "application/x-test")
    opened.add_relationship(MAIN, f"{R}/footnotes", "word/footnotes.xml")
    saved = zipfile.ZipFile(io.BytesIO(opened.save()))
    for name in (MAIN, "word/footnotes.xml"):
        written = etree.fromstring(saved.read(name))
        assert str(written.tag).startswith(f"{{{STRICT}wordprocessingml/main}}")
    assert f"{STRICT}officeDocument/relationships/footnotes".encode() in saved.read(
        "word/_rels/document.xml.rels"
    )
    again = Package.open(opened.save(), "again.docx")
    assert texts(again) == [f"see {W} there"]
    assert again.related(MAIN, "footnotes") == ("word/footnotes.xml",)


def test_what_only_transitional_files_say_is_translated_for_a_strict_one():
    opened = Package.open(strict_file(), "strict.docx")
    body = opened.part(MAIN)[0]
    properties = '<w:pPr><w:ind w:left="5" w:right="6"/><w:jc w:val="right"/></w:pPr>'
    body.append(etree.fromstring(f"<w:p {SPACES}>{properties}</w:p>"))
    opened.touch(MAIN)
    written = opened.data(MAIN)
    assert b'w:start="5" w:end="6"' in written
    assert b'w:val="end"' in written
    assert [x.left for x in describe(Package.open(opened.save(), "x")).blocks] == [0, 5]


def test_the_same_input_gives_the_same_bytes():
    def run() -> bytes:
        opened = Package.open(docx(p(r("one"))), "x")
        opened.add_part("word/a.xml", b"<a/>", "application/xml")
        opened.touch(MAIN)
        return opened.save()

    assert run() == run()
