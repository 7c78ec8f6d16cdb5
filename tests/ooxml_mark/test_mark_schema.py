"""Marked files say nothing that the schemas forbid and that their inputs did not say."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import CORPUS, SHARED, needs_shared
from made_word import Word, down, p, span, tbl

from resdiff import api
from resdiff.model import View
from resdiff.ooxml import MarkOptions, Package, mark, settle

audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")

OPTIONS = MarkOptions("Author", "2024-05-01T12:00:00Z")
CASES = SHARED / "data" / "word-cases" / "compare"

# Word itself writes a `w:trPr` that holds nothing but the mark of its row.
AS_WORD_DOES = "Required sequence content is missing"


def said(path: Path) -> set[str]:
    """What the validator says of a file."""
    validator = audit.OpenXmlValidator(file_format=audit.FileFormat.OFFICE_2019, max_errors=0)
    return {str(x.description) for x in validator.validate(str(path)).errors}


def fresh(old: Path, new: Path, folder: Path) -> set[str]:
    """What is said of the marked file and of neither input."""
    sides = [settle(Package.open(x.read_bytes(), x.name), View.FINAL) for x in (old, new)]
    out = folder / "marked.docx"
    out.write_bytes(mark(*sides, {}, OPTIONS).save())
    return said(out) - said(old) - said(new) - {AS_WORD_DOES}


@pytest.mark.parametrize("seed", ["res101-en", "res64-zh"])
def test_the_marked_seeds_are_valid(seed: str, tmp_path: Path) -> None:
    assert fresh(CORPUS / seed / "base.docx", CORPUS / seed / "edited.docx", tmp_path) == set()


@pytest.mark.parametrize("seed", ["res101-en", "res64-zh"])
def test_old_marks_beside_new_ones_are_valid(seed: str, tmp_path: Path) -> None:
    old, new, out = (
        CORPUS / seed / "proposal.docx",
        CORPUS / seed / "base.docx",
        tmp_path / "o.docx",
    )
    sides = [api.read(x.read_bytes(), x.name) for x in (old, new)]
    signed, options = ("Somebody else", "2026-01-01T00:00:00Z"), api.RenderOptions(keep_marks=True)
    out.write_bytes(api.mark(api.compare(*sides), *signed, options).data)
    assert said(out) - said(old) - said(new) - {AS_WORD_DOES} == set()


@needs_shared
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("WC006-Table.docx", "WC006-Table-Delete-Row.docx"),
        ("WC013-Image-Before.docx", "WC013-Image-After.docx"),
        ("WC014-SmartArt-With-Image-Before.docx", "WC014-SmartArt-With-Image-After.docx"),
        ("WC019-Hyperlink-Before.docx", "WC019-Hyperlink-After-1.docx"),
        ("WC022-Image-Math-Para-Before.docx", "WC022-Image-Math-Para-After.docx"),
        ("WC032-Para-with-Para-Props.docx", "WC032-Para-with-Para-Props-After.docx"),
        ("WC036-Footnote-With-Table-Before.docx", "WC036-Footnote-With-Table-After.docx"),
        ("WC050-Table-in-Text-Box.docx", "WC050-Table-in-Text-Box-Mod.docx"),
        ("WC058-Table-Merged-Cell.docx", "WC058-Table-Merged-Cell-Mod.docx"),
        ("WC062-New-Char-Style-Added.docx", "WC062-New-Char-Style-Added-Mod.docx"),
        ("WC067-Textbox-Image.docx", "WC067-Textbox-Image-Mod.docx"),
    ],
    ids=lambda x: Path(x).stem,
)
def test_marked_features_are_valid(old: str, new: str, tmp_path: Path) -> None:
    assert fresh(CASES / old, CASES / new, tmp_path) == set()
    assert fresh(CASES / new, CASES / old, tmp_path) == set()


@pytest.mark.parametrize("back", [False, True])
def test_marked_columns_and_merged_cells_are_valid(back: bool, tmp_path: Path) -> None:
    tables = (
        tbl(["a", "b", "c"], [down("tall", False), "d", "e"], ["f", "g", "h"]),
        tbl(["a", "x", "b", "c"], [down("tall", True), "y", span("d e", 2)], ["f", "z", "g", "h"]),
    )
    paths = []
    for number, table in enumerate(tables[:: -1 if back else 1]):
        paths.append(tmp_path / f"side{number}.docx")
        paths[-1].write_bytes(Word([table, p("")]).save())
    assert fresh(paths[0], paths[1], tmp_path) == set()
