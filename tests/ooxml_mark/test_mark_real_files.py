"""The laws on real files by others, and the Word renderer on the seeds."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CORPUS, SHARED, needs_shared
from made_word import shown
from parts import dangling, unreachable, unused

from resdiff import api
from resdiff.errors import ProofFailed, UsageError
from resdiff.model import View
from resdiff.ooxml import MarkOptions, Package, mark, settle
from resdiff.ooxml.mark import Match
from resdiff.ooxml.verify import verify
from resdiff.renderers import docx
from resdiff.renderers.matching import matches, shared_ends

OPTIONS = MarkOptions("Author", "2024-05-01T12:00:00Z")
CASES = SHARED / "data" / "word-cases"
HUMAN = SHARED / "data" / "human"


def opened(path: Path, view: View = View.FINAL) -> Package:
    return settle(Package.open(path.read_bytes(), path.name), view)


def feature_pairs() -> Iterator[tuple[Path, Path]]:
    """Before and after of single Word features, both ways round."""
    if not CASES.is_dir():
        return
    with (CASES / "compare.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield CASES / row["old"], CASES / row["new"]
            yield CASES / row["new"], CASES / row["old"]


@needs_shared
@pytest.mark.parametrize(("old", "new"), [*feature_pairs()], ids=lambda x: x.stem)
def test_every_feature_pair_is_exact_both_ways(old: Path, new: Path) -> None:
    packages = opened(old), opened(new)
    marked = Package.open(mark(*packages, {}, OPTIONS).save(), "marked.docx")
    verdict = verify(*packages, marked)
    assert verdict.proved, verdict
    assert unreachable(marked) <= unreachable(packages[0])
    assert dangling(marked) <= dangling(packages[0])
    assert unused(marked) <= unused(packages[0])


@needs_shared
@pytest.mark.parametrize("number", ["01", "06", "09", "11", "14", "16", "18", "19"])
def test_what_people_changed_in_word_is_exact(number: str) -> None:
    redline = HUMAN / number / "redline.docx"
    packages = opened(redline, View.ORIGINAL), opened(redline, View.FINAL)
    verdict = verify(*packages, Package.open(mark(*packages, {}, OPTIONS).save(), "marked.docx"))
    assert verdict.proved, verdict


@pytest.mark.parametrize("seed", ["res101-en", "res64-zh"])
def test_the_seeds_are_marked_and_proved(seed: str) -> None:
    old, new = ((CORPUS / seed / x) for x in ("base.docx", "edited.docx"))
    documents = [api.read(x.read_bytes(), x.name) for x in (old, new)]
    redline = api.redline(*documents, "docx", date="2024-05-01T12:00:00Z")
    data = api.render(redline, "docx")
    assert data == api.render(redline, "docx")
    assert verify(opened(old), opened(new), Package.open(data, "marked.docx")).proved


def test_a_typed_label_changes_by_its_letter_alone() -> None:
    old, new = ((CORPUS / "res64-zh" / x) for x in ("base.docx", "edited.docx"))
    documents = [api.read(x.read_bytes(), x.name) for x in (old, new)]
    redline = api.redline(*documents, "docx", date="2024-05-01T12:00:00Z")
    package = Package.open(api.render(redline, "docx"), "marked.docx")
    lines = shown(package.part(package.main)).splitlines()
    assert any(x.startswith("[-f-][+g+])→") for x in lines)


@needs_shared
def test_one_tracked_file_is_a_pair() -> None:
    data = (SHARED / "seeds" / "res101-en" / "proposal.docx").read_bytes()
    sides = [api.read(data, "proposal.docx", view) for view in (View.ORIGINAL, View.FINAL)]
    package = Package.open(api.render(api.redline(*sides, "docx"), "docx"), "marked.docx")
    tracked = Package.open(data, "proposal.docx")
    assert verify(settle(tracked, View.ORIGINAL), settle(tracked, View.FINAL), package).proved


def test_a_text_has_no_word_file_to_mark() -> None:
    text = api.read((CORPUS / "res101-en" / "base.txt").read_bytes(), "base.txt")
    with pytest.raises(UsageError, match="no Word file"):
        docx.mark(api.compare(text, text), OPTIONS)


def test_a_file_that_fails_its_proof_is_not_given_out() -> None:
    old, new = ((CORPUS / "res101-en" / x) for x in ("base.docx", "edited.docx"))
    documents = [api.read(x.read_bytes(), x.name) for x in (old, new)]
    comparison = api.compare(*documents)
    with pytest.raises(ProofFailed, match="after accept all"):
        docx.proved(comparison, opened(old), opened(new), opened(old))


def test_labels_share_their_ends() -> None:
    assert shared_ends("f)", "g)") == (0, 1)
    assert shared_ends("1.1", "1.2") == (2, 0)
    assert shared_ends("aa", "aaa") == (2, 0)


def test_matches_of_a_comparison_name_paragraphs_of_both_files() -> None:
    old, new = ((CORPUS / "res101-en" / x) for x in ("base.docx", "edited.docx"))
    documents = [api.read(x.read_bytes(), x.name) for x in (old, new)]
    packages = opened(old), opened(new)
    found = matches(api.compare(*documents), *packages)
    assert all(isinstance(x, Match) for x in found["word/document.xml"])
    paired = [x for x in found["word/document.xml"] if x.old and x.new]
    assert len(paired) > 40
