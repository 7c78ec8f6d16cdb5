"""The main job on the founding documents: compare, mark up, and get both sides back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import CORPUS, needs_libreoffice
from programs import converted

from resdiff import api
from resdiff.model import Document, Kind, Status, View

SEEDS = ["res101-en", "res64-zh"]
FORMS = ["base.docx", "edited.docx", "proposal-clean.docx", "proposal.docx", "base.txt", "new.txt"]


def read(seed: str, name: str, view: View = View.FINAL) -> Document:
    path = CORPUS / seed / name
    return api.read(path.read_bytes(), name, view)


def words(document: Document) -> list[str]:
    """Every clause of the resolution itself, label and text, white space folded."""
    front = {Kind.COVER, Kind.ABSTRACT, Kind.PROPOSAL, Kind.REASONS, Kind.RUNNING, Kind.UNPLACED}
    return [
        " ".join(f"{c.label} {c.text}".split())
        for c in document.clauses
        if c.kind not in front and c.text.strip()
    ]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("old", ["base.docx", "base.txt"])
@pytest.mark.parametrize("new", ["edited.docx", "proposal-clean.docx", "new.txt"])
def test_accepting_gives_the_new_text_and_rejecting_the_old(seed: str, old: str, new: str) -> None:
    old_document, new_document = read(seed, old), read(seed, new)
    marked = api.render(api.redline(old_document, new_document, "docx"), "docx")
    assert words(api.read(marked, "marked.docx", View.FINAL)) == words(new_document)
    assert words(api.read(marked, "marked.docx", View.ORIGINAL)) == words(old_document)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_tracked_proposal_is_itself_a_pair(seed: str) -> None:
    old = read(seed, "proposal.docx", View.ORIGINAL)
    new = read(seed, "proposal.docx", View.FINAL)
    assert words(old) == words(read(seed, "base.docx"))
    assert words(new) == words(read(seed, "edited.docx"))
    assert old.instruments[0].proposal == new.instruments[0].proposal


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", FORMS)
def test_a_document_compared_with_itself_is_unchanged(seed: str, name: str) -> None:
    document = read(seed, name)
    changes = api.compare(document, document).changes
    assert {c.status for c in changes} == {Status.UNCHANGED}
    assert not any(c.edits or c.moved or c.renumbered for c in changes)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bare_base_aligns_with_a_whole_proposal_as_with_the_edited_text(seed: str) -> None:
    base = read(seed, "base.docx")
    bare = json.loads(api.render(api.redline(base, read(seed, "edited.docx"), "json"), "json"))
    whole = json.loads(
        api.render(api.redline(base, read(seed, "proposal-clean.docx"), "json"), "json")
    )
    in_resolution = {c["old"][0]: c["new"] for c in bare["changes"] if c["old"]}
    in_proposal = {c["old"][0]: c["new"] for c in whole["changes"] if c["old"]}
    assert {k: v for k, v in in_proposal.items() if k in in_resolution} == in_resolution


@needs_libreoffice
@pytest.mark.parametrize("seed", SEEDS)
def test_libreoffice_opens_the_marked_file(seed: str, tmp_path: Path) -> None:
    old, new = read(seed, "base.docx"), read(seed, "edited.docx")
    marked = tmp_path / "marked.docx"
    marked.write_bytes(api.render(api.redline(old, new, "docx"), "docx"))
    assert converted("pdf", marked)[0].read_bytes().startswith(b"%PDF")
