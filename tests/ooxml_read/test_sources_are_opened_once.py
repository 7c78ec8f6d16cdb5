"""A document's Word file is opened when it is read, and what was opened is handed on."""

from __future__ import annotations

import pickle

import pytest
from conftest import CORPUS
from word_files import MAIN, docx, p, r, texts

from resdiff import api
from resdiff.model import Source
from resdiff.ooxml import Package


def test_what_is_done_to_a_package_of_a_source_stays_with_it():
    data = docx(p(r("kept")))
    source = api.read(data, "kept.docx").source
    assert source is not None
    first = Package.of(source)
    first.part(MAIN).clear()
    first.touch(MAIN)
    assert Package.of(source).save() == data
    assert texts(Package.of(Source("kept.docx", "docx", data))) == ["kept"]


def test_a_document_is_pickled_with_its_package():
    document = api.read(docx(p(r("kept"))), "kept.docx")
    again = pickle.loads(pickle.dumps(document))
    assert again == document
    assert texts(Package.of(again.source)) == ["kept"]


@pytest.mark.parametrize("path", sorted((CORPUS / "res101-en").glob("*.*")), ids=lambda x: x.name)
def test_a_document_tells_whether_its_file_is_tracked(path):
    data = path.read_bytes()
    told = api.is_tracked(api.read(data, path.name))
    assert told == api.has_changes(data, path.name)
    assert told == (path.stem in {"proposal", "marked", "critic"})
