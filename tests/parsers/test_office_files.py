"""Old Word, OpenDocument and rich text: read as the Word file that LibreOffice makes of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import CORPUS, needs_libreoffice, needs_shared
from programs import converted
from scoring import score

from resdiff import api, parsers
from resdiff.errors import LegacyFormat
from resdiff.model import View
from resdiff.parsers import office

KINDS = ("doc", "odt", "rtf")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The marked corpus file as LibreOffice saves it in each format."""
    folder = tmp_path_factory.mktemp("office")
    given = folder / "marked.docx"
    shutil.copy(CORPUS / "res101-en" / "marked.docx", given)
    return {kind: converted(kind, given)[0].read_bytes() for kind in KINDS}


@needs_shared
@needs_libreoffice
@pytest.mark.parametrize("kind", KINDS)
def test_both_editions_of_a_marked_file_are_read(saved: dict[str, bytes], kind: str) -> None:
    data = saved[kind]
    assert parsers.recognise(data, "a") == "office"
    assert api.has_changes(data, "a")
    for view, gold in ((View.ORIGINAL, "base"), (View.FINAL, "new")):
        document = api.read(data, "a", view)
        found = score(CORPUS / "res101-en" / f"{gold}.json", document)
        assert found.pop("lost") == 0
        assert set(found.values()) == {1.0}, found
        assert api.as_word(document) is document


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"), ".doc"),
        (rb"{\rtf1 text}", ".rtf"),
        (b'<?xml version="1.0"?><office:document xmlns:office="x"/>', ".fodt"),
    ],
)
def test_without_libreoffice_the_hint_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: bytes, said: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    office.as_word.cache_clear()
    with pytest.raises(LegacyFormat) as caught:
        parsers.read(data, "old", View.FINAL)
    assert said in str(caught.value)
    assert "LibreOffice" in caught.value.hint
