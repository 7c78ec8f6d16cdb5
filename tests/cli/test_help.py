"""Help teaches: every verb says what it does, in its own words and in the README."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from click import Context
from click.testing import CliRunner
from conftest import ROOT

from resdiff.batch import EngineLost
from resdiff.cli.batch import DIFFERENT, SOME_FAILED
from resdiff.cli.program import COMMANDS, INTERRUPTED, LINES, OWN_FAULT, cli
from resdiff.errors import ResdiffError
from resdiff.index import IndexMissing


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


def test_the_list_of_verbs_says_of_each_what_the_verb_says_of_itself() -> None:
    context = Context(cli)
    said = {verb: cli.get_command(context, verb) for verb in COMMANDS}
    assert {verb: x.short_help for verb, x in said.items() if x is not None} == LINES


def test_help_is_had_without_importing_what_the_verbs_need() -> None:
    script = (
        "import sys; from resdiff.cli.program import cli; cli(['--help'], standalone_mode=False);"
        "sys.exit(sorted({'resdiff.api', 'lxml', 'resdiff.language'} & sys.modules.keys()) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_every_exit_code_stands_in_the_readme() -> None:
    assert {EngineLost, IndexMissing} <= _below(ResdiffError)  # rooms with errors of their own
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("| code |")[2]
    listed = re.findall(r"^\| ([\d, ]+) \|", table, re.MULTILINE)
    said = {int(code) for row in listed for code in row.split(",")}
    codes = {error.exit_code for error in _below(ResdiffError)}
    assert said == codes | {0, DIFFERENT, SOME_FAILED, OWN_FAULT, INTERRUPTED}


def _below(error: type[ResdiffError]) -> set[type[ResdiffError]]:
    own = {x for x in error.__subclasses__() if x.__module__.startswith("resdiff")}
    return own | {x for one in own for x in _below(one)}
