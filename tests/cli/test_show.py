"""`resdiff show`: the text given back, decisions explained, citations of what is no resolution."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import CORPUS
from programs import resdiff

from resdiff.model import View
from resdiff.parsers import critic

SEEDS = ("res101-en", "res64-zh")


def show(*arguments: object, given: bytes | None = None) -> str:
    done = resdiff("show", *arguments, given=given)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("edition", ["base", "new", "flattened"])
def test_a_text_is_given_back_as_it_was_read(name: str, edition: str) -> None:
    path = CORPUS / name / f"{edition}.txt"
    said = path.read_text(encoding="utf-8-sig")  # line ends as LF
    assert show(path, "--rebuild") == said


def test_a_marked_text_is_given_back_in_its_view() -> None:
    path = CORPUS / "res101-en" / "critic.txt"
    said = path.read_text(encoding="utf-8-sig")
    assert show(path, "--rebuild", "--view", "original") == critic.settle(said, View.ORIGINAL)


def test_the_words_of_a_word_file_are_given_back() -> None:
    given = show(CORPUS / "res101-en" / "base.docx", "--rebuild")
    for line in ("recalling", "resolves", "a)\tResolution 101 (Rev. Antalya, 2006)"):
        assert f"\n{line}" in given


def test_decisions_are_explained() -> None:
    path = CORPUS / "res101-en" / "base.txt"
    lines = show(path, "--explain").splitlines()
    at = next(i for i, line in enumerate(lines) if line.endswith("  recalling"))
    assert lines[at + 1].strip().startswith("= call recalling, ")
    assert "a list begins after it" in lines[at + 1]
    data = json.loads(show(path, "--explain", "--format", "json"))
    assert {"path", "kind", "certainty", "reason"} <= set(data["explained"][0])


def test_of_a_text_that_is_no_resolution_the_citations_are_listed() -> None:
    letter = b"Dear colleagues,\nwe refer to Resolution 101 (Rev. Dubai, 2018) and its Annex.\n"
    said = show("-", given=letter)
    assert "It cites:" in said
    assert "101 (Rev. Dubai, 2018)" in said.partition("It cites:")[2]
    assert "It cites:" not in show("-", given=b"Dear colleagues,\nwe thank you.\n")


def test_rebuilding_contradicts_other_forms() -> None:
    assert resdiff("show", "-", "--rebuild", "--explain", given=b"x").returncode == 2


@pytest.mark.parametrize(
    "words",
    [
        ("show", "-"),
        ("compare", "-", CORPUS / "res101-en" / "edited.docx"),
        ("compare", CORPUS / "res101-en" / "edited.docx", "-"),
        ("check", "-"),
    ],
)
def test_standard_input_is_a_file_like_any_other(words: tuple[str | Path, ...]) -> None:
    data = (CORPUS / "res101-en" / "base.docx").read_bytes()
    done = resdiff(*words, given=data)
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_a_tracked_file_from_standard_input_is_settled(tmp_path: Path, verb: str) -> None:
    data, out = (CORPUS / "res101-en" / "marked.docx").read_bytes(), tmp_path / "out.docx"
    done = resdiff(verb, "-", "-o", out, given=data)
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size
