"""Other people's tracked files, settled, against their accepted and rejected versions."""

from __future__ import annotations

import csv

import pytest
from conftest import SHARED, needs_shared

from resdiff.model import View
from resdiff.ooxml import Package, describe, has_revisions, settle, stories
from resdiff.ooxml.names import w

CASES = SHARED / "data" / "word-cases"
ITU = SHARED / "data" / "itu-wrc12-ar"


def rows() -> list[tuple[str, str, View]]:
    table = CASES / "resolve.tsv"
    if not table.is_file():
        return []
    found = []
    for row in csv.DictReader(table.read_text().splitlines(), delimiter="\t"):
        found += [(row["tracked"], row["accepted"], View.FINAL)]
        found += [(row["tracked"], row["rejected"], View.ORIGINAL)] if row["rejected"] else []
    return found


def opened(path) -> Package:
    return Package.open(path.read_bytes(), path.name)


def lines(package: Package) -> list[str]:
    return [x.text for story in stories(package) for x in story.paragraphs]


def said(package: Package) -> dict[str, list[str]]:
    """Every story's paragraphs; notes that nothing refers to left out, as no reader sees them."""
    found: dict[str, list[str]] = {}
    for story in stories(package):
        if story.kind not in ("footnotes", "endnotes"):
            found[story.part] = [x.text for x in story.paragraphs]
    found["notes"] = [b.text for b in describe(package).blocks if b.note]
    return found


@needs_shared
@pytest.mark.parametrize(
    ("tracked", "expected", "view"), rows(), ids=lambda x: str(x)[8:13] if "/" in str(x) else x
)
def test_every_story_says_what_the_settled_version_says(tracked, expected, view):
    settled = settle(opened(CASES / tracked), view)
    assert said(settled) == said(opened(CASES / expected))
    assert not has_revisions(settled)
    assert settle(settled, view).save() == settled.save()


@needs_shared
@pytest.mark.parametrize(("view", "name"), [(View.FINAL, "accepted"), (View.ORIGINAL, "rejected")])
def test_the_arabic_proposal_settles_into_its_two_texts(view, name):
    settled = settle(opened(ITU / "proposal.docx"), view)
    assert said(settled) == said(opened(ITU / f"{name}.docx"))


@needs_shared
@pytest.mark.parametrize("view", list(View))
def test_what_people_tracked_settles_cleanly(view):
    tracked = sorted((SHARED / "data" / "human").glob("*/redline.docx"))
    assert tracked
    for path in tracked:
        settled = settle(opened(path), view)
        assert not has_revisions(settled), path
        again = Package.open(settled.save(), path.name)
        assert lines(again) == lines(settled), path
        for cell in again.part(again.main).iter(w("tc")):
            assert cell.find(f".//{w('p')}") is not None, path
