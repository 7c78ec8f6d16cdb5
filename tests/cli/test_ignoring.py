"""What is left out of sight, and that it is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from resdiff.cli.program import cli
from resdiff.errors import UsageError

OLD = "resolves\n1\tthat No.\u00a0196 applies;\n2\tthat plans are made,\n"
NEW = "resolves\n1\tthat No. 196 applies;\n2\tthat good plans are made,\n"


def compared(folder: Path, *options: str) -> str:
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        (folder / name).write_text(text, encoding="utf-8")
    sides = [str(folder / "old.txt"), str(folder / "new.txt")]
    result = CliRunner().invoke(cli, ["compare", *sides, *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_readers_are_spared_typography_and_told_so(tmp_path: Path) -> None:
    said = compared(tmp_path)
    assert "1 changed" in said
    assert "1 difference in 1 clause not shown (typography)" in said


@pytest.mark.parametrize("options", [("--ignore", "none"), ("--format", "critic")])
def test_everything_is_shown_where_it_is_asked_for(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    said = compared(tmp_path, *options)
    assert "not shown" not in said
    assert "\u00a0" in said


def test_a_word_file_cannot_leave_anything_out(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    old, out = str(tmp_path / "old.txt"), str(tmp_path / "out.docx")
    result = CliRunner().invoke(cli, ["compare", old, old, "--ignore", "case", "-o", out])
    assert isinstance(result.exception, UsageError)
    assert not (tmp_path / "out.docx").exists()
