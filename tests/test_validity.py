"""Marked files are valid: an independent validator finds nothing that the inputs did not have.

The validator (openxml-audit) checks against the schemas and rules of the Open XML SDK.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from conftest import CORPUS, SHARED, needs_shared
from openxml_audit import OpenXmlValidator

from resdiff import api

# Word itself writes a w:trPr that holds nothing but w:ins or w:del; the validator wants more.
ROW_MARKS = ("Required sequence content is missing", "trPr")
CASES = SHARED / "data" / "word-cases"


def findings(path: Path) -> set[str]:
    errors = OpenXmlValidator().validate(str(path)).errors
    return {
        e.description
        for e in errors
        if not (e.description == ROW_MARKS[0] and ROW_MARKS[1] in str(e.path))
    }


def marked(old: Path, new: Path, folder: Path) -> Path:
    old_document = api.read(old.read_bytes(), old.name)
    new_document = api.read(new.read_bytes(), new.name)
    redline = api.redline(old_document, new_document, "docx", "ECP", "2024-10-15T00:00:00Z")
    out = folder / "marked.docx"
    out.write_bytes(api.render(redline, "docx"))
    return out


@pytest.mark.parametrize("seed", ["res101-en", "res64-zh"])
@pytest.mark.parametrize("suffix", ["docx", "txt"])
def test_the_marked_seeds_are_valid(seed: str, suffix: str, tmp_path: Path) -> None:
    old = CORPUS / seed / f"base.{suffix}"
    new = CORPUS / seed / ("edited.docx" if suffix == "docx" else "new.txt")
    before = findings(CORPUS / seed / "base.docx")
    assert findings(marked(old, new, tmp_path)) <= before


def test_marks_without_a_date_are_valid(tmp_path: Path) -> None:
    old, new = (CORPUS / "res101-en" / name for name in ("base.docx", "edited.docx"))
    redline = api.redline(
        api.read(old.read_bytes(), old.name), api.read(new.read_bytes(), new.name), "docx"
    )
    out = tmp_path / "marked.docx"
    out.write_bytes(api.render(redline, "docx"))
    assert findings(out) <= findings(old)


@needs_shared
def test_marked_word_cases_are_as_valid_as_their_inputs(tmp_path: Path) -> None:
    with (CASES / "compare.tsv").open(encoding="utf-8", newline="") as table:
        pairs = [(row["old"], row["new"]) for row in csv.DictReader(table, delimiter="\t")]
    found = {}
    for names in pairs:
        old, new = (CASES / "compare" / Path(name).name for name in names)
        added = findings(marked(old, new, tmp_path)) - findings(old) - findings(new)
        if added:
            found[old.name, new.name] = added
    assert not found
