"""Help teaches: every verb says what it does, in its own words and in the README."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from conftest import ROOT

from resdiff.cli import COMMANDS, cli


def test_help_lists_every_verb_in_a_line_that_says_something() -> None:
    shown = CliRunner().invoke(cli, ["--help"]).output
    listed = shown.partition("Commands:")[2].split()
    assert set(COMMANDS) <= set(listed)
    assert "..." not in shown.partition("Commands:")[2]


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_verb_explains_itself(verb: str) -> None:
    result = CliRunner().invoke(cli, [verb, "--help"])
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")
    assert len(result.output.split()) > 20


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_verb_stands_in_the_readme(verb: str) -> None:
    assert f"`resdiff {verb}" in (ROOT / "README.md").read_text(encoding="utf-8")
