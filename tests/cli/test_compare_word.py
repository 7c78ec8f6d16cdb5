"""What `compare` does about a Word file beside marking it: old marks, refusals, filters."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import CORPUS

from resdiff import api, ooxml
from resdiff.cli.program import cli
from resdiff.errors import ProofFailed
from resdiff.ooxml.verify import verify
from resdiff.renderers import docx

SEED = CORPUS / "res101-en"
BASE, EDITED, PROPOSAL = (SEED / x for x in ("base.docx", "edited.docx", "proposal.docx"))


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, [str(x) for x in arguments])
    return result.exit_code, result.output + str(result.exception or "")


def test_a_noc_that_prints_no_text_is_told_beside_what_shows_as_deleted(tmp_path: Path) -> None:
    noc = tmp_path / "noc.docx"
    run("propose", BASE, BASE, "-o", noc, "--source", "ARB", "--document", "9")
    for output in ([], ["-o", tmp_path / "marked.docx"]):
        code, said = run("compare", BASE, noc, *output)
        assert code == 0
        assert "proposes no change (NOC) and does not print the text that it keeps" in said
    assert "NOC" not in run("compare", BASE, EDITED)[1]


# -- old marks ----------------------------------------------------------------------------------


def test_old_marks_stay_beside_the_new_ones(tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    author = ("--author", "Secretariat")
    code, said = run("compare", PROPOSAL, EDITED, "--keep-marks", *author, "-o", out)
    assert code == 0, said
    signed = {x.author for x in ooxml.revisions(ooxml.Package.open(out.read_bytes(), "out.docx"))}
    before = ooxml.revisions(ooxml.Package.open(PROPOSAL.read_bytes(), "proposal.docx"))
    assert signed == {"Secretariat", *(x.author for x in before)}
    assert run("verify", PROPOSAL, EDITED, out, "--keep-marks")[0] == 0
    assert run("verify", PROPOSAL, EDITED, out)[0] == 1


@pytest.mark.parametrize(
    ("options", "told"), [((), True), (("--view", "original"), False), (("--keep-marks",), False)]
)
def test_how_old_marks_are_read_is_told(
    options: tuple[str, ...], told: bool, tmp_path: Path
) -> None:
    out = tmp_path / "out.docx"
    code, said = run("compare", PROPOSAL, EDITED, *options, "--author", "X", "-o", out)
    assert code == 0, said
    assert ("proposal.docx carries tracked changes: read as if all were accepted" in said) is told


def test_looks_are_not_told_of_a_text_that_has_none(tmp_path: Path) -> None:
    code, said = run("compare", BASE, SEED / "new.txt", "-o", tmp_path / "out.docx")
    assert code == 0, said
    assert "which no tracked change can say" not in said


@pytest.mark.parametrize("arguments", [(EDITED,), (EDITED, "-o", "out.html"), ("-o", "out.docx")])
def test_old_marks_are_kept_in_a_word_file_made_of_two(arguments: tuple[object, ...]) -> None:
    code, said = run("compare", PROPOSAL, *arguments, "--keep-marks")
    assert code == 2 or "--keep-marks keeps OLD's tracked changes in a Word file" in said
    assert not Path("out.html").exists()


# -- a refused file -----------------------------------------------------------------------------


def refused() -> docx.NotExact:
    """What is raised for a file that is not exact: here the base is taken for the marked file."""
    old, new = (api.read(x.read_bytes(), x.name) for x in (BASE, EDITED))
    packages = docx.package(old), docx.package(new)
    with pytest.raises(docx.NotExact) as refusal:
        docx.proved(api.compare(old, new), *packages, packages[0])
    return refusal.value


def test_a_refusal_names_the_debug_bundle() -> None:
    refusal = refused()
    assert isinstance(refusal, ProofFailed)
    assert "--debug-bundle FILE.zip" in refusal.hint


def test_the_debug_bundle_holds_all_that_is_needed_and_says_so() -> None:
    inputs = [(str(x), x.read_bytes()) for x in (BASE, EDITED)]
    data = api.debug_bundle(refused(), inputs, {"author": "ECP"})
    assert data == api.debug_bundle(refused(), inputs, {"author": "ECP"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {x: archive.read(x) for x in archive.namelist()}
    assert entries["inputs/1-base.docx"] == BASE.read_bytes()
    assert entries["inputs/2-edited.docx"] == EDITED.read_bytes()
    assert "holds the documents themselves" in entries["README.txt"].decode()
    assert json.loads(entries["about.json"])["options"] == {"author": "ECP"}
    verdict = json.loads(entries["proof.json"])
    assert not verdict["proved"]
    packages = [ooxml.Package.open(x.read_bytes(), x.name) for x in (BASE, EDITED)]
    again = verify(*packages, ooxml.Package.open(entries["refused.docx"], "refused.docx"))
    assert len(again.accept) == len(verdict["accept"]) > 0


def test_no_bundle_is_left_where_the_file_is_exact(tmp_path: Path) -> None:
    out, bundle = tmp_path / "out.docx", tmp_path / "bundle.zip"
    assert run("compare", BASE, EDITED, "-o", out, "--debug-bundle", bundle)[0] == 0
    assert not bundle.exists()


# -- filters ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["out.docx", "out.html", "out.md", "out.critic.txt"])
def test_a_filter_that_an_output_cannot_follow_is_refused(name: str, tmp_path: Path) -> None:
    _, said = run("compare", BASE, EDITED, "--only", "citation", "-o", tmp_path / name)
    assert "--only filters text, data and tables" in said
    assert not (tmp_path / name).exists()


def test_the_summary_says_that_it_was_filtered(tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    code, said = run("compare", BASE, EDITED, "--only", "citation", "--table", "-o", out)
    assert code == 0
    assert "Shown are only changes of these natures: citation or edition" in said
