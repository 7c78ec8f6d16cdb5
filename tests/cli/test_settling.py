"""`accept` and `reject` say how many changes they resolved, and resolve just those."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import CORPUS, needs_libreoffice

from resdiff import api, ooxml
from resdiff.cli.program import cli
from resdiff.errors import NotWord, UsageError
from resdiff.ooxml.kinds import KINDS

PROPOSAL = CORPUS / "res64-zh" / "proposal.docx"


@pytest.mark.parametrize("suffix", [".docx", ".docm", ".dotx", ".dotm"])
def test_the_file_is_of_the_kind_its_name_says(suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"out{suffix}"
    CliRunner().invoke(cli, ["accept", str(PROPOSAL), "-o", str(out)])
    written = ooxml.Package.open(out.read_bytes(), out.name)
    assert written.content_type(written.main) == KINDS[suffix]


@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_all_changes_are_resolved_and_counted(verb: str, tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    result = CliRunner().invoke(cli, [verb, str(PROPOSAL), "-o", str(out)])
    total = len(api.revisions(PROPOSAL.read_bytes(), "proposal.docx"))
    assert result.exit_code == 0
    assert f"{total} of {total} tracked changes {verb}ed" in result.output
    assert not api.has_changes(out.read_bytes(), "out.docx")


def test_changes_by_others_stay(tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    result = CliRunner().invoke(
        cli, ["accept", str(PROPOSAL), "--author", "Nobody", "-o", str(out)]
    )
    assert result.output.startswith("0 of ")
    assert "they are signed " in result.output
    assert out.read_bytes() == PROPOSAL.read_bytes()


def test_undated_changes_that_a_time_passes_over_are_told(tmp_path: Path) -> None:
    old, new = (CORPUS / "res101-en" / x for x in ("base.docx", "edited.docx"))
    marked = tmp_path / "marked.docx"
    run = CliRunner()
    assert run.invoke(cli, ["compare", str(old), str(new), "-o", str(marked)]).exit_code == 0
    total = len(api.revisions(marked.read_bytes(), "marked.docx"))
    arguments = ["accept", str(marked), "-o", str(tmp_path / "x.docx"), "--since", "2020-01-01"]
    said = run.invoke(cli, arguments).stderr
    assert f"0 of {total} tracked changes accepted" in said
    assert f"{total} changes carry no date" in said
    assert "they are signed “resdiff”" in said


def test_a_file_without_changes_is_said_to_have_none(tmp_path: Path) -> None:
    base, out = CORPUS / "res64-zh" / "base.docx", tmp_path / "out.docx"
    result = CliRunner().invoke(cli, ["accept", str(base), "-o", str(out)])
    assert "base.docx carries no tracked changes; " in result.output
    assert out.read_bytes() == base.read_bytes()


TRACKED_RTF = (
    r"{\rtf1\ansi{\*\revtbl{Unknown;}{A. Delegate;}}"
    r"one {\revised\revauth1\revdttm0 two }{\deleted\revauthdel1\revdttmdel0 three }four\par}"
)


@needs_libreoffice
@pytest.mark.parametrize(
    ("verb", "text"), [("accept", "one two four"), ("reject", "one three four")]
)
def test_rich_text_becomes_a_settled_word_file(verb: str, text: str, tmp_path: Path) -> None:
    given, out = tmp_path / "tracked.rtf", tmp_path / "out.docx"
    given.write_text(TRACKED_RTF)
    result = CliRunner().invoke(cli, [verb, str(given), "-o", str(out)])
    assert f"2 of 2 tracked changes {verb}ed" in result.output
    story, *_ = ooxml.stories(ooxml.Package.open(out.read_bytes(), "out.docx"))
    assert story.paragraphs[0].text == text


@pytest.mark.parametrize(
    ("name", "out", "said"),
    [
        ("plain.txt", "out.docx", "is not a Word file"),
        ("old.odt", "out.docm", "becomes a plain Word file"),
        ("old.odt", "out.odt", "would be a Word file"),
    ],
)
def test_what_cannot_be_settled_is_said(name: str, out: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("one text\n")
    result = CliRunner().invoke(cli, ["accept", str(tmp_path / name), "-o", str(tmp_path / out)])
    assert isinstance(result.exception, NotWord | UsageError)
    assert said in str(result.exception)
    assert not (tmp_path / out).exists()
