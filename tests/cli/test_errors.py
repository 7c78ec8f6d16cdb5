"""What goes wrong is said in one line with a hint and an exit code, and nothing is written."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CORPUS
from programs import resdiff

from resdiff import errors

BASE = CORPUS / "res101-en" / "base.docx"
EDITED = CORPUS / "res101-en" / "edited.docx"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # [MS-CFB] 2.2: every .doc and every encrypted file


def a_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("hello.txt", "not a Word file")


def a_truncated_word_file(path: Path) -> None:
    data = BASE.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def a_spreadsheet(path: Path) -> None:
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types">'
            f'<Override PartName="/xl/workbook.xml" ContentType="{sheet}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr("xl/workbook.xml", "<workbook/>")


def an_ole_file(path: Path, stream: str) -> None:
    """A compound file as far as its header and one directory entry, which is how it is known."""
    path.write_bytes(OLE + bytes(504) + stream.encode("utf-16-le") + bytes(4096))


CASES: dict[str, tuple[str, Callable[[Path], object], type[errors.ResdiffError]]] = {
    "missing": ("missing.docx", lambda p: None, errors.FileMissing),
    "folder": ("folder.docx", lambda p: p.mkdir(), errors.IsFolder),
    "empty": ("empty.docx", lambda p: p.write_bytes(b""), errors.EmptyFile),
    "empty text": ("empty.txt", lambda p: p.write_bytes(b""), errors.EmptyFile),
    "zip that is no Word file": ("a.docx", a_zip, errors.NotWord),
    "spreadsheet": ("b.docx", a_spreadsheet, errors.NotWord),
    "truncated": ("cut.docx", a_truncated_word_file, errors.BrokenPackage),
    "old Word": ("old.doc", lambda p: an_ole_file(p, "WordDocument"), errors.LegacyFormat),
    "password": ("secret.docx", lambda p: an_ole_file(p, "EncryptedPackage"), errors.Encrypted),
    "binary text": ("b.txt", lambda p: p.write_bytes(bytes(range(256)) * 9), errors.UnknownFormat),
    "not UTF-8": ("l.txt", lambda p: p.write_bytes("Résolution".encode("latin-1")), errors.NotUtf8),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("side", ["old", "new"])
def test_an_unreadable_input_is_one_line_and_a_hint(tmp_path: Path, case: str, side: str) -> None:
    name, make, error = CASES[case]
    bad, out = tmp_path / name, tmp_path / "out.docx"
    make(bad)
    files = [bad, BASE] if side == "old" else [BASE, bad]
    result = resdiff("compare", *files, "-o", out)
    lines = result.stderr.splitlines()
    assert result.returncode == error.exit_code, result.stderr
    assert lines[0].startswith("error: ")
    assert name in lines[0]
    assert lines[1].startswith("hint: ")
    assert len(lines) == 2
    assert not out.exists()
    assert {p.name for p in tmp_path.iterdir()} <= {name}


def test_exit_codes_tell_the_errors_apart() -> None:
    kinds = [e for e in vars(errors).values() if isinstance(e, type)]
    codes = [e.exit_code for e in kinds if e.slug not in {"error"}]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("verb", ["compare", "show", "accept", "reject"])
def test_an_output_that_cannot_be_written_is_refused_first(tmp_path: Path, verb: str) -> None:
    inputs = [BASE, EDITED] if verb == "compare" else [BASE]
    suffix = "json" if verb == "show" else "docx"
    result = resdiff(verb, *inputs, "-o", tmp_path / "nowhere" / f"out.{suffix}")
    assert result.returncode == errors.NoOutputFolder.exit_code
    assert len(result.stderr.splitlines()) == 2


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    old.write_bytes(BASE.read_bytes())
    new.write_bytes(EDITED.read_bytes())
    for out in (old, new, tmp_path / "." / "old.docx"):
        result = resdiff("compare", old, new, "-o", out)
        assert result.returncode == errors.OutputIsInput.exit_code
    assert old.read_bytes() == BASE.read_bytes()
    assert new.read_bytes() == EDITED.read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare"],
        ["compare", "a.docx", "b.docx", "--format", "pdf"],
        ["unknown"],
        ["compare", BASE, EDITED, "-o", "out.pdf"],
        ["compare", BASE, EDITED, "--format", "docx"],
        ["compare", BASE, EDITED, "--date", "yesterday"],
        ["compare", BASE],
    ],
    ids=lambda a: " ".join(getattr(x, "name", x) for x in a),
)
def test_misuse_exits_with_2_and_a_hint(tmp_path: Path, arguments: list[object]) -> None:
    result = resdiff(*arguments, cwd=tmp_path)
    lines = result.stderr.splitlines()
    assert result.returncode == 2, result.stderr
    assert [line.split(":")[0] for line in lines] == ["error", "hint"]
    assert not list(tmp_path.iterdir())
