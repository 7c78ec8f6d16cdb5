"""Contributions as `resdiff propose` files them are put into one file like any other proposals."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from proposals_together import FILES, FOLDER, shown

from resdiff import api, ooxml
from resdiff.cli.program import cli
from resdiff.consolidator.merging import only
from resdiff.model import View
from resdiff.ooxml import Package
from resdiff.ooxml.stories import stories

BASE = FOLDER / "base.docx"
WITH_HEADER = "the header of the base"


def resdiff(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(x) for x in arguments])


@pytest.fixture(scope="module")
def contributions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The three proposals of the demonstration, each as a document of its own number."""
    folder = tmp_path_factory.mktemp("filed")
    for number, (source, path) in enumerate(FILES.items(), 11):
        out = folder / f"{source}.docx"
        options = ("--source", source, "--document", str(number))
        assert resdiff("propose", BASE, path, "-o", out, *options).exit_code == 0
    return tuple(folder / f"{source}.docx" for source in FILES)


def consolidated(base: Path, contributions: tuple[Path, ...], out: Path) -> Result:
    done = resdiff("consolidate", base, *contributions, "-o", out)
    assert done.exit_code == 0, done.stderr
    return done


def lines(package: Package, *kinds: str) -> list[str]:
    return [p.text for story in stories(package) if story.kind in kinds for p in story.paragraphs]


def test_contributions_are_put_together_and_proved(
    contributions: tuple[Path, ...], tmp_path: Path
) -> None:
    done = consolidated(BASE, contributions, tmp_path / "all.docx")
    assert "proved: ECP, IAP, RCC come back exactly" in done.stderr
    assert "ECP, IAP, RCC: page headers and footers are not shown" in done.stderr
    for source, path in zip(FILES, contributions, strict=True):
        alone = ooxml.settle(only(shown(tmp_path / "all.docx"), source), View.FINAL)
        filed = ooxml.settle(shown(path), View.FINAL)
        assert lines(alone, "document", "footnotes") == lines(filed, "document", "footnotes")
        proof = resdiff("verify", BASE, path, tmp_path / "all.docx", "--author", source)
        assert (proof.exit_code, "headers and footers are not compared" in proof.stderr) == (
            0,
            True,
        )


def test_page_headers_are_those_of_the_base(
    contributions: tuple[Path, ...], tmp_path: Path
) -> None:
    word = docx.Document(str(BASE))
    word.sections[0].header.paragraphs[0].text = WITH_HEADER
    word.save(str(tmp_path / "base.docx"))
    consolidated(tmp_path / "base.docx", contributions, tmp_path / "all.docx")
    assert lines(shown(tmp_path / "all.docx"), "header", "footer") == [WITH_HEADER]


def test_what_goes_on_with_a_line_stands_before_what_ends_it(
    contributions: tuple[Path, ...], tmp_path: Path
) -> None:
    word = docx.Document(str(BASE))
    word.paragraphs[4].add_run(" indeed")
    word.save(str(tmp_path / "edited.docx"))
    signed = ("--source", "ARB", "--document", "9", "--reasons", "To be sure.")
    ends = tmp_path / "ARB.docx"
    assert resdiff("propose", BASE, tmp_path / "edited.docx", "-o", ends, *signed).exit_code == 0
    consolidated(BASE, (ends, contributions[0]), tmp_path / "all.docx")
    accepted = api.settle((tmp_path / "all.docx").read_bytes(), "all.docx", View.FINAL)
    history = next(x for x in lines(Package.open(accepted, "a"), "document") if "Minneapolis" in x)
    assert "(Rev.\xa0Guadalajara,\xa02010) – (Rev." in history


def test_the_table_has_no_row_for_what_stands_around_the_text(
    contributions: tuple[Path, ...], tmp_path: Path
) -> None:
    done = resdiff("consolidate", BASE, *contributions)
    assert done.exit_code == 0
    assert not any(x in done.stdout for x in ("running/", "ornament/", "cover/"))


def test_a_noc_without_its_text_deletes_nothing(
    contributions: tuple[Path, ...], tmp_path: Path
) -> None:
    kept = tmp_path / "ARB.docx"
    done = resdiff("propose", BASE, BASE, "-o", kept, "--source", "ARB", "--document", "9")
    assert done.exit_code == 0, done.stderr
    done = resdiff("consolidate", BASE, kept, contributions[0])
    assert "ARB: proposes no change (NOC)" in done.stderr
    assert "ARB:" not in done.stdout
