"""Awkward commands: what was meant is said, nothing is written that should not be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CORPUS
from test_errors import BASE, EDITED, resdiff

from resdiff import errors

PROPOSAL = CORPUS / "res101-en" / "proposal.docx"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["comapre", BASE, EDITED], "did you mean resdiff compare?"),
        ([BASE, EDITED], "the verb comes first: resdiff compare OLD NEW"),
        (["xyzzy"], "resdiff --help lists the verbs"),
        (["show", BASE, "-o"], "resdiff show --help says how it is used"),
        (["batch", BASE, EDITED, "-o", "out"], "resdiff compare OLD NEW compares files"),
        (["consolidate", BASE, PROPOSAL, PROPOSAL], "name each proposal once"),
        (
            ["compare", BASE, EDITED, "-o", "out.docx", "--author", " "],
            "tracked changes are signed",
        ),
        (["show", BASE, "-o", "out.html"], "name it with -o and end it in one of .txt .json"),
    ],
)
def test_a_misused_command_is_told_what_was_meant(
    words: list[object], hint: str, tmp_path: Path
) -> None:
    result = resdiff(*words, cwd=tmp_path)
    assert result.returncode == errors.UsageError.exit_code
    assert result.stderr.splitlines()[1].startswith(f"hint: {hint}")
    assert not list(tmp_path.iterdir())


def test_texts_of_one_language_are_no_matter_of_concord() -> None:
    result = resdiff("concord", BASE, EDITED)
    assert "hint: all texts are in one language (en)" in result.stderr


def test_standard_input_named_twice_is_told(tmp_path: Path) -> None:
    result = resdiff("compare", "-", "-")
    assert result.returncode == errors.EmptyFile.exit_code
    assert "name - once" in result.stderr


def test_a_write_protected_output_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from resdiff.cli import files

    out = tmp_path / "out.docx"
    out.write_bytes(b"kept")
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write anything
    with pytest.raises(errors.OutputError, match="write-protected"):
        files.check_output(str(out), [])


def test_an_output_that_was_there_keeps_its_rights_and_its_links(tmp_path: Path) -> None:
    from resdiff.cli import files

    out, link = tmp_path / "out.docx", tmp_path / "link.docx"
    out.write_bytes(b"old")
    out.chmod(0o640)
    link.symlink_to(out)
    files.write(str(link), b"new")
    assert out.read_bytes() == b"new"
    assert out.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()


def test_nothing_is_left_of_an_output_that_could_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from resdiff.cli import files

    out = tmp_path / "out.docx"
    out.write_bytes(b"kept")
    monkeypatch.setattr(os, "replace", _refuse)
    monkeypatch.setattr(os, "rename", _refuse)
    with pytest.raises(errors.OutputError, match="no room"):
        files.write(str(out), b"new")
    assert [x.read_bytes() for x in tmp_path.iterdir()] == [b"kept"]


def _refuse(source: object, target: object) -> None:
    raise OSError(28, "no room")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a device of Linux")
def test_a_full_disk_behind_standard_output_is_told() -> None:
    command = [sys.executable, "-m", "resdiff", "compare", str(BASE), str(EDITED)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == errors.OutputError.exit_code
    assert done.stderr.startswith("error: standard output cannot be written")


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
def test_a_device_can_be_the_output() -> None:
    result = resdiff("compare", BASE, EDITED, "--format", "json", "-o", "/dev/stdout")
    assert result.returncode == 0
    assert result.stdout.startswith("{")


@pytest.mark.parametrize(
    ("order", "hint"),
    [
        ([0, 2, 1], "carries no tracked changes; the order is OLD NEW MARKED"),
        ([1, 0, 2], "with OLD and NEW the other way round it is proved"),
    ],
)
def test_a_failed_proof_says_where_the_files_seem_to_be_in_the_wrong_order(
    order: list[int], hint: str, tmp_path: Path
) -> None:
    marked = tmp_path / "marked.docx"
    assert resdiff("compare", BASE, EDITED, "-o", marked).returncode == 0
    files = [BASE, EDITED, marked]
    result = resdiff("verify", *(files[at] for at in order))
    assert result.returncode == 1
    assert hint in result.stderr
