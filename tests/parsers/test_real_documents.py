"""Real documents by others are read as a careful secretary reads them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import CORPUS, SHARED, needs_shared
from reading import check_blocks_kept, check_laws, check_nothing_lost, paths, read_text, tree
from scoring import read_file, score

from resdiff import parsers
from resdiff.language import LANGUAGES
from resdiff.model import Clause, Document, Instrument, Kind, View
from resdiff.parsers import docx, text

PP18 = SHARED / "data" / "itu-pp18"
SIX = SHARED / "data" / "six"
PERFECT = {
    "head": 1.0,
    "call_precision": 1.0,
    "call_recall": 1.0,
    "clause_precision": 1.0,
    "clause_recall": 1.0,
    "label_accuracy": 1.0,
    "footnote_recall": 1.0,
    "lost": 0,
}


@needs_shared
@pytest.mark.parametrize("seed", ["res101-en", "res64-zh"])
@pytest.mark.parametrize(
    ("name", "gold", "view"),
    [
        ("base.txt", "base.json", View.FINAL),
        ("new.txt", "new.json", View.FINAL),
        ("base.docx", "base.json", View.FINAL),
        ("edited.docx", "new.json", View.FINAL),
        ("proposal-clean.docx", "new.json", View.FINAL),
        ("proposal.docx", "base.json", View.ORIGINAL),
        ("proposal.docx", "new.json", View.FINAL),
    ],
)
def test_the_seeds_have_the_structure_that_was_checked_by_hand(
    seed: str, name: str, gold: str, view: View
) -> None:
    found = score(CORPUS / seed / gold, read_file(CORPUS / seed / name, view))
    assert found == PERFECT


@pytest.mark.parametrize("seed", ["res101-en", "res64-zh"])
def test_a_text_and_its_word_file_have_the_same_tree(seed: str) -> None:
    word = read_file(CORPUS / seed / "base.docx")
    typed = read_file(CORPUS / seed / "base.txt")
    front = {Kind.COVER, Kind.ABSTRACT, Kind.PROPOSAL, Kind.REASONS}
    assert [t for t in tree(word) if Kind(t[0]) not in front] == [
        t for t in tree(typed) if Kind(t[0]) not in front
    ]


@needs_shared
@pytest.mark.parametrize("gold", sorted((PP18 / "gold").glob("*.json")), ids=lambda p: p.stem)
def test_instruments_taken_from_a_pdf_have_the_structure_that_was_checked_by_hand(
    gold: Path,
) -> None:
    assert score(gold, read_file(PP18 / f"{gold.stem}.txt")) == PERFECT


@needs_shared
@pytest.mark.parametrize("path", sorted(PP18.glob("*.txt")), ids=lambda p: p.stem)
def test_nothing_of_an_instrument_taken_from_a_pdf_is_lost(path: Path) -> None:
    document = read_file(path)
    check_laws(document)
    check_nothing_lost(document, text.lines(path.read_text(encoding="utf-8")))
    assert len(document.instruments) == 1


def comparable(document: Document, index: int) -> tuple[Instrument, list[Clause]]:
    """One instrument as if it stood alone."""
    one = document.instruments[index]
    clauses = document.clauses[one.start : one.stop]
    return replace(one, start=0, stop=0), [
        replace(c, instrument=0, parent=c.parent - one.start if c.parent >= 0 else -1)
        for c in clauses
    ]


@needs_shared
def test_a_volume_of_instruments_holds_each_as_it_is_alone() -> None:
    texts = [p.read_text(encoding="utf-8").rstrip("\n") for p in sorted(PP18.glob("*.txt"))]
    volume = read_text("\n".join(texts))
    assert len(volume.instruments) == len(texts)
    for index, one in enumerate(texts):
        assert comparable(volume, index) == comparable(read_text(one), 0)


@needs_shared
@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("base.docx", View.FINAL),
        ("proposal.docx", View.ORIGINAL),
        ("proposal.docx", View.FINAL),
        ("proposal-clean.docx", View.FINAL),
    ],
)
def test_six_languages_give_one_tree(name: str, view: View) -> None:
    trees = [
        [
            (c.kind, c.path, c.call_id, c.part)
            for c in read_file(SIX / f"A-{x}" / name, view).clauses
        ]
        for x in LANGUAGES
    ]
    assert all(found == trees[0] for found in trees)
    places = [
        [
            (e.place_id, e.year)
            for e in read_file(SIX / f"A-{x}" / name, view).instruments[0].history
        ]
        for x in LANGUAGES
    ]
    assert all(found == places[0] != [] for found in places)


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clauses_of_the_six_languages_are_those_listed(language: str) -> None:
    rows = json.loads((SIX / "A.changes.json").read_text(encoding="utf-8"))
    for name, side in (("base.docx", "old"), ("proposal.docx", "new")):
        found = paths(read_file(SIX / f"A-{language}" / name), Kind.ITEM, Kind.PARAGRAPH)
        assert set(found) == {row[side] for row in rows if row[side]}


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_flattened_text_is_still_readable_and_says_what_it_is(language: str) -> None:
    document = read_file(SIX / f"A-{language}" / "flattened.txt")
    assert [n.slug for n in document.notices] == ["run-together"]
    assert len(paths(document, Kind.CALL)) == 10
    labels = {c.label: c.number for c in document.clauses if c.path in ("1/d", "6/4")}
    assert list(labels.values()) == ["d", "4"]


@needs_shared
def test_rules_of_procedure_are_read_with_their_sections_and_provisions() -> None:
    document = read_file(next((SHARED / "data" / "itu-wtsa16").glob("*.docx")))
    found = set(paths(document))
    assert {"1/b-bis", "2/h1/1.5/b/v/-3", "2/h2/1bis.1/1bis.1.1/1bis.1.1.5"} <= found
    assert {"2/h6/5.2-bis", "2/h8/7.2/7.2.3/b/-2", "title/annex1", "heading/annex2"} <= found
    assert paths(document, Kind.CALL) == ["call/1", "call/2"]


@needs_shared
def test_an_arabic_proposal_has_the_same_structure_however_it_was_resolved() -> None:
    folder = SHARED / "data" / "itu-wrc12-ar"
    for view, name in ((View.ORIGINAL, "rejected.docx"), (View.FINAL, "accepted.docx")):
        proposal = read_file(folder / "proposal.docx", view)
        assert tree(proposal) == tree(read_file(folder / name))
        assert proposal.instruments[0].work.number == "417"
        assert [c.call_id for c in proposal.clauses if c.kind is Kind.CALL][:4] == [
            "considering",
            "recognizing",
            "noting",
            "resolves",
        ]


@needs_shared
@pytest.mark.parametrize("number", ["001", "002", "003"])
def test_a_report_or_a_letter_is_no_resolution_and_no_clause_is_invented(number: str) -> None:
    path = next((SHARED / "seeds").glob(f"{number}_*.txt"))
    document = read_file(path)
    assert document.instruments == ()
    assert [n.slug for n in document.notices] == ["no-resolution"]
    assert {c.kind for c in document.clauses} <= {Kind.PARAGRAPH, Kind.NOTE}
    check_nothing_lost(document, text.lines(path.read_text(encoding="utf-8")))


@needs_shared
@pytest.mark.parametrize(
    ("folder", "resolutions"),
    [
        ("human", False),
        ("editions-openchain", False),
        ("word-cases", False),
        ("itu-wtsa16", True),
        ("itu-wrc12-ar", True),
        ("six", True),
    ],
)
def test_word_files_are_kept_whole_and_none_is_taken_for_what_it_is_not(
    folder: str, resolutions: bool
) -> None:
    files = sorted((SHARED / "data" / folder).rglob("*.docx"), key=lambda path: path.stat().st_size)
    assert files
    for path in [x for x in files if x.stat().st_size <= 400_000] or files[:1]:
        data = path.read_bytes()
        document = parsers.read(data, path.name, View.FINAL)
        check_laws(document)
        check_blocks_kept(document, docx.content(data, path.name, View.FINAL).blocks)
        assert len(document.instruments) == resolutions
