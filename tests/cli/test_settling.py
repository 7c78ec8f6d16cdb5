"""`accept` and `reject` say how many changes they resolved, and resolve just those."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import CORPUS

from resdiff import api
from resdiff.cli import cli

PROPOSAL = CORPUS / "res64-zh" / "proposal.docx"


@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_all_changes_are_resolved_and_counted(verb: str, tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    result = CliRunner().invoke(cli, [verb, str(PROPOSAL), "-o", str(out)])
    total = api.count_changes(PROPOSAL.read_bytes(), "proposal.docx")
    assert result.exit_code == 0
    assert f"{total} of {total} tracked changes {verb}ed" in result.output
    assert not api.has_changes(out.read_bytes(), "out.docx")


def test_changes_by_others_stay(tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    result = CliRunner().invoke(
        cli, ["accept", str(PROPOSAL), "--author", "Nobody", "-o", str(out)]
    )
    assert result.output.startswith("0 of ")
    assert out.read_bytes() == PROPOSAL.read_bytes()
