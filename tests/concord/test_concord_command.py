"""The verb: its forms, its outputs, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import needs_chromium
from jsonschema import Draft202012Validator
from languages_together import LANGUAGES, final, original, text
from programs import browsed

from resdiff.cli.concord import command
from resdiff.cli.program import cli
from resdiff.errors import OutputIsInput, UsageError


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["concord", *arguments])


@pytest.fixture
def faulty(tmp_path: Path) -> list[str]:
    """Six proposals; the French has another year, the Chinese lacks an inserted clause."""
    paths = []
    for language in LANGUAGES:
        own = text("six", language)
        if language == "fr":
            own = own.replace("2022++}) de la présente", "2021++}) de la présente")
        if language == "zh":
            own = "\n".join(x for x in own.split("\n") if not x.startswith("{++c)"))
        path = tmp_path / f"A.{language}.txt"
        path.write_text(own, encoding="utf-8")
        paths.append(str(path))
    return paths


def test_the_terminal_shows_the_clauses_with_findings_and_why(faulty: list[str]) -> None:
    lines = run(*faulty).output.splitlines()
    assert lines[1] == "Differences: 2 sure, 0 probable"
    assert lines[3].split() == ["Clause", *LANGUAGES]
    assert lines[4].split() == ["1/a", "~", "~!", "~", "~", "~", "~"]
    assert lines[5].split() == ["1/c", "+", "+", "+", "+", "·!", "+"]
    assert lines[8].startswith("recalling a): sure: fr has 936 (Rev. Bucharest, 2021);")
    assert "[year:1/a:fr]" in lines[8]


def test_all_clauses_are_shown_on_demand(faulty: list[str]) -> None:
    assert len(run(*faulty, "--all").output.splitlines()) > 55


def test_the_data_are_what_the_schema_says(faulty: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    result = run(*faulty, "-o", str(out))
    assert (result.exit_code, result.output) == (0, "Differences: 2 sure, 0 probable\n")
    data = json.loads(out.read_text(encoding="utf-8"))
    schema = files("resdiff").joinpath("schemas", "concord.json").read_text(encoding="utf-8")
    Draft202012Validator(json.loads(schema)).validate(data)
    assert [f["id"] for f in data["findings"]] == ["year:1/a:fr", "change-missing:1/c:zh"]
    chinese = next(p for p in data["findings"][1]["places"] if p["voice"] == "zh")
    assert (chinese["path"], chinese["near"]) == ("", "1/b")


def test_tables_have_a_row_a_clause_and_a_column_a_language(
    faulty: list[str], tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    for suffix in ("csv", "md", "xlsx"):
        run(*faulty, "-o", str(tmp_path / f"out.{suffix}"))
    stream = io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"), newline="")
    table = list(csv.reader(stream))
    assert table[0] == ["path", "Clause", "Findings", *LANGUAGES]
    (row,) = (row for row in table if row[0] == "1/c")
    assert row[1] == "recalling c)"
    assert row[2] == "sure: en, fr, es, ru and ar insert the clause; zh does not have the clause"
    assert row[7] == "[missing]"
    assert row[3].startswith("[inserted] c) Resolution 948")
    book = load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Findings", "Text"]
    assert book["Text"].max_row == len(table)
    assert book["Findings"].max_row == 3
    assert len((tmp_path / "out.md").read_text(encoding="utf-8").splitlines()) == len(table) + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_whole_in_every_language(
    faulty: list[str], tmp_path: Path, language: str
) -> None:
    from lxml import html

    out = tmp_path / "out.html"
    run(*faulty, "-o", str(out), "--language", language)
    page = html.fromstring(out.read_bytes())
    assert page.get("lang") == language
    assert len(page.xpath("//ol[@class='findings']/li")) == 2
    assert len(page.xpath("//thead//th")) == 1 + len(LANGUAGES)
    for link in page.xpath("//ol[@class='findings']//a/@href"):
        assert len(page.xpath(f"//tr[@id='{link[1:]}']")) == 1
    assert not page.xpath("//script|//link|//img")
    assert {x.get("dir") for x in page.xpath("//div[@lang='ar']")} == {"rtl"}


@needs_chromium
def test_the_browser_obeys_the_pages_style(faulty: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    run(*faulty, "-o", str(out))
    assert "Content Security Policy" not in browsed(out, "--dump-dom").stderr


def test_pairs_of_files_are_a_language_each(tmp_path: Path) -> None:
    arguments = []
    for language in ("en", "zh", "ar"):
        own = text("six", language)
        old = "\n".join(x for x in map(original, own.split("\n")) if x.strip())
        for name, side in (("old", old), ("new", final(own))):
            (tmp_path / f"{name}.{language}.txt").write_text(side, encoding="utf-8")
        arguments += ["--pair", *(str(tmp_path / f"{n}.{language}.txt") for n in ("old", "new"))]
    result = run(*arguments, "--all")
    assert result.exit_code == 0
    assert "Nothing differs between the languages." in result.output
    assert "1/c" in result.output


def test_two_files_of_one_language_are_told_apart_by_name(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(text("six", "fr"), encoding="utf-8")
    result = run(str(tmp_path / "one.txt"), str(tmp_path / "two.txt"))
    assert result.output.startswith("fr one.txt, fr two.txt\n")


def test_exit_code_says_whether_anything_was_found(faulty: list[str]) -> None:
    assert run(*faulty).exit_code == 0
    assert run(*faulty, "--exit-code").exit_code == 1
    assert run(faulty[0], faulty[2], "--exit-code").exit_code == 0


def test_one_file_and_an_output_over_an_input_are_refused(faulty: list[str]) -> None:
    for arguments, error in (
        ([faulty[0]], UsageError),
        ([*faulty, "-o", faulty[0]], OutputIsInput),
        ([*faulty, "-o", faulty[0] + ".pdf"], UsageError),
    ):
        with pytest.raises(error):
            command.main(arguments, standalone_mode=False)
