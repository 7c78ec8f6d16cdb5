"""A consolidated file is settled and verified by author as its readers expect: what "ECP, IAP" sign
belongs to both.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from proposals_together import Word, p, run

from resdiff import api, ooxml
from resdiff.cli.program import cli
from resdiff.errors import UsageError
from resdiff.model import View
from resdiff.ooxml import Package
from resdiff.ooxml.stories import stories
from resdiff.ooxml.text import paragraph_text

BASE = ("that the Union shall act;", "that reports be made;", "that funds be found.")
ECP = ("that the Union shall act at once;", "that reports be made each year;", BASE[2])
IAP = ("that the Union shall act at once;", BASE[1], "that funds be found in 2027.")


def file(*paragraphs: str) -> bytes:
    return Word([*(p(run(x)) for x in paragraphs)]).save()


def texts(data: bytes) -> tuple[str, ...]:
    package = Package.open(data, "x.docx")
    return tuple(paragraph_text(x.element) for x in stories(package)[0].paragraphs)


def signed(data: bytes) -> set[str]:
    return {x.author for x in ooxml.revisions(Package.open(data, "x.docx"))}


def resdiff(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(x) for x in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A base, two proposals that agree about its first paragraph, and both in one file."""
    for name, side in (("base", BASE), ("ECP", ECP), ("IAP", IAP)):
        (tmp_path / f"{name}.docx").write_bytes(file(*side))
    arguments = [tmp_path / f"{name}.docx" for name in ("base", "ECP", "IAP", "both")]
    assert resdiff("consolidate", *arguments[:3], "-o", arguments[3]).exit_code == 0
    assert signed(arguments[3].read_bytes()) == {"ECP", "IAP", "ECP, IAP"}
    return tmp_path


def settled(folder: Path, verb: str, author: str, source: str = "both") -> bytes:
    out = folder / f"{verb}-{author}.docx"
    result = resdiff(verb, folder / f"{source}.docx", "--author", author, "-o", out)
    assert result.exit_code == 0
    return out.read_bytes()


def test_accepting_one_authors_changes_takes_those_it_shares(folder: Path) -> None:
    accepted = settled(folder, "accept", "ECP")
    assert signed(accepted) == {"IAP"}
    assert texts(api.settle(accepted, "x.docx", View.ORIGINAL)) == ECP


def test_rejecting_one_authors_changes_leaves_the_others_theirs(folder: Path) -> None:
    rejected = settled(folder, "reject", "ECP")
    assert signed(rejected) == {"IAP"}
    assert texts(api.settle(rejected, "x.docx", View.FINAL)) == IAP
    assert texts(api.settle(rejected, "x.docx", View.ORIGINAL)) == BASE


def test_rejecting_all_who_sign_rejects_what_they_share(folder: Path) -> None:
    out = folder / "out.docx"
    both = ("--author", "ECP", "--author", "IAP")
    resdiff("reject", folder / "both.docx", *both, "-o", out)
    assert texts(out.read_bytes()) == BASE
    assert not signed(out.read_bytes())


def test_a_joint_name_as_it_is_written_means_just_its_marks(folder: Path) -> None:
    assert signed(settled(folder, "accept", "ECP, IAP")) == {"ECP", "IAP"}
    rejected = settled(folder, "reject", "ECP, IAP")
    assert signed(rejected) == {"ECP", "IAP"}
    assert texts(api.settle(rejected, "x.docx", View.FINAL)) == (BASE[0], ECP[1], IAP[2])


@pytest.mark.parametrize("author", ["ECP", "IAP"])
def test_verify_proves_one_authors_proposal(folder: Path, author: str) -> None:
    both, base = folder / "both.docx", folder / "base.docx"
    own = resdiff("verify", base, folder / f"{author}.docx", both, "--author", author)
    assert own.exit_code == 0, own.output
    other = {"ECP": "IAP", "IAP": "ECP"}[author]
    assert (
        resdiff("verify", base, folder / f"{other}.docx", both, "--author", author).exit_code == 1
    )
    assert resdiff("verify", base, folder / f"{author}.docx", both).exit_code == 1


def test_verify_says_who_signs_when_the_author_does_not(folder: Path) -> None:
    files = [folder / f"{x}.docx" for x in ("base", "ECP", "both")]
    result = resdiff("verify", *files, "--author", "CEPT")
    assert result.exit_code == 1
    assert "CEPT signs no change of" in result.output
    assert "“ECP”" in result.output


def test_verify_of_one_author_is_not_verify_of_kept_marks(folder: Path) -> None:
    files = [folder / f"{x}.docx" for x in ("base", "ECP", "both")]
    result = resdiff("verify", *files, "--author", "ECP", "--keep-marks")
    assert isinstance(result.exception, UsageError)


@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_a_surname_before_a_comma_is_no_author_of_its_own(tmp_path: Path, verb: str) -> None:
    for name, side in (("base", BASE), ("new", ECP)):
        (tmp_path / f"{name}.docx").write_bytes(file(*side))
    both = tmp_path / "both.docx"
    resdiff(
        "compare", tmp_path / "base.docx", tmp_path / "new.docx", "-o", both,
        "--author", "Smith, John",
    )  # fmt: skip
    assert signed(both.read_bytes()) == {"Smith, John"}
    assert signed(settled(tmp_path, verb, "Smith")) == {"Smith, John"}
    assert signed(settled(tmp_path, verb, "Smith, John")) == set()
