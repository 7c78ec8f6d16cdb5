"""The command answers people and programs, and says in a line what goes wrong."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from conftest import CORPUS, ROOT
from shelf import put, resolution

from resdiff import index
from resdiff.cli.index import command
from resdiff.errors import FileMissing, ResdiffError, UsageError

SCHEMA = json.loads((ROOT / "resdiff" / "schemas" / "index.json").read_text("utf-8"))
BASE = CORPUS / "res101-en" / "base.docx"
VERBS = ("add", "list", "search", "cites", "history", "duplicates", "remove", "rebuild")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command")
    said = "to consult all Member States on how lamps are carried to every village by {};"
    for number, who in ((900, "day"), (901, "night")):
        put(folder, f"t/{number}.txt", resolution(str(number), "Dubai, 2018", [said.format(who)]))
    later = resolution("900", "Rev. Bucharest, 2022", [said.format("noon"), "to report."])
    put(folder, "t/later.txt", later)
    result = run(folder / "i.db", "add", folder / "t", BASE, CORPUS / "res64-zh" / "base.docx")
    assert result.exit_code == 0
    assert result.stderr.startswith("5 files: 5 added; the index is ")
    return folder / "i.db"


def run(place: Path, verb: str, *arguments: object) -> Result:
    given = [verb, "--index", str(place), *map(str, arguments)]
    return CliRunner().invoke(command, given, standalone_mode=False)


def test_texts_are_listed_by_work_the_newest_edition_first(place: Path) -> None:
    result = run(place, "list", "--body", "pp")
    lines = [" ".join(line.split()[:5]) for line in result.stdout.splitlines()]
    assert lines[:2] == [
        "PP Resolution 101 Internet Protocol-based",
        "(Rev. Guadalajara, 2010) en 52",
    ]
    assert [one for one in lines if one.startswith("(")][1:] == [
        "(Rev. Bucharest, 2022) en 6",
        "(Dubai, 2018) en 5 clauses",
        "(Dubai, 2018) en 5 clauses",
    ]
    assert "5 editions of 4 texts in en, zh; 5 files" in result.stderr


def test_a_hit_is_shown_with_its_match_its_path_and_its_edition(place: Path) -> None:
    result = run(place, "search", "lamps", "night")
    assert result.stdout.startswith("PP Resolution 901 (Dubai, 2018), resolves 1 [1/1]  ")
    assert "how **lamps** are carried to every village by **night**;" in result.stdout
    assert result.stderr == "1 clause found\n"
    nothing = run(place, "search", "--language", "fr", "lamps")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "nothing found\n")


def test_two_chinese_characters_are_enough(place: Path) -> None:
    result = run(place, "search", "部署", "--edition", "日内瓦, 2022")
    assert "**部署**" in result.stdout
    assert "WTSA Resolution 64 (Rev. Geneva, 2022)" in result.stdout


def test_who_cites_a_text_is_told_with_the_words_and_the_edition(place: Path) -> None:
    result = run(place, "cites", "PP 102")
    assert "**第102号决议（2018年，迪拜，修订版）**" in result.stdout
    assert "WTSA Resolution 64 (Rev. Geneva, 2022)  zh" in result.stdout
    last = result.stdout.splitlines()[-1]
    assert last.startswith("PP Resolution 102: ")
    assert "(Rev. Dubai, 2018)" in last


def test_a_history_names_each_change_by_its_place(place: Path) -> None:
    result = run(place, "history", "PP 900")
    assert "(Dubai, 2018)" in result.stdout
    assert "resolves 1: changed" in result.stdout
    assert "resolves 2: inserted" in result.stdout
    cited = run(place, "history", "PP 102")
    assert cited.stderr == "the index has no edition of PP Resolution 102, only citations\n"


def test_a_history_is_traced_word_by_word_as_for_files(place: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run(place, "history", "PP 900", "-o", page).exit_code == 0
    assert "noon" in page.read_text("utf-8")
    story = run(place, "history", "PP 900", "--clause", "resolves 1").stdout
    assert "noon" in story
    assert "day" in story
    alone = run(place, "history", "PP 901", "-o", page).exception
    assert "no two editions of PP Resolution 901" in str(alone)


def test_words_that_no_clause_has_together_are_counted_alone(place: Path) -> None:
    said = run(place, "search", "lamps", "Internet").stderr
    assert said.startswith(
        "nothing found\nhint: no clause has them all; alone: lamps (4), Internet ("
    )
    assert run(place, "search", "lamps AND Guadalajara").stderr == "nothing found\n"


def test_where_nothing_is_shared_that_is_said(place: Path) -> None:
    assert run(place, "duplicates", "--with", "PP 101").stderr == "no clause is shared\n"


def test_duplicates_show_the_words_and_how_like_they_are(place: Path) -> None:
    result = run(place, "duplicates", "--with", "PP 901")
    assert result.stdout.startswith("in 2 texts (en)\n  to consult all Member States")
    assert "same words: PP Resolution 90" in result.stdout
    assert "93%: PP Resolution 90" in result.stdout
    assert result.stderr == "1 group\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["search", "lamps"],
        ["search", "nothing of this"],
        ["cites", "PP 102"],
        ["history", "PP 900"],
        ["duplicates"],
    ],
    ids=" ".join,
)
def test_every_answer_is_data_as_its_schema_says(place: Path, arguments: list[str]) -> None:
    result = run(place, *arguments, "--format", "json")
    data = json.loads(result.stdout)
    jsonschema.validate(data, SCHEMA)
    assert data["answer"] == arguments[0]
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["search", ""], UsageError),
        (["search", "lamps", "--edition", "Atlantis"], UsageError),
        (["cites", "lamps"], UsageError),
        (["cites", "PP 9999"], UsageError),
        (["remove"], UsageError),
        (["remove", "nowhere.txt"], FileMissing),
        (["add", "nowhere.txt"], FileMissing),
    ],
    ids=str,
)
def test_misuse_is_said_with_a_hint(
    place: Path, arguments: list[str], error: type[ResdiffError]
) -> None:
    result = run(place, *arguments)
    assert isinstance(result.exception, error)
    assert result.exception.hint


@pytest.mark.parametrize("verb", VERBS)
def test_an_index_that_is_none_is_told_and_left_alone(tmp_path: Path, verb: str) -> None:
    argument = {"add": [BASE], "remove": [BASE], "search": ["x"], "cites": ["PP 1"],
                "history": ["PP 1"]}.get(verb, [])  # fmt: skip
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (thing)")
    connection.close()
    before = other.read_bytes()
    assert isinstance(run(other, verb, *argument).exception, index.NotAnIndex)
    assert other.read_bytes() == before
    if verb != "add":
        missing = run(tmp_path / "none.db", verb, *argument).exception
        assert isinstance(missing, index.IndexMissing)
        assert [path.name for path in tmp_path.iterdir()] == ["other.db"]


def test_errors_have_exit_codes_of_their_own() -> None:
    kinds = [one for one in vars(index).values() if isinstance(one, type)]
    codes = {one.exit_code for one in kinds if issubclass(one, ResdiffError)}
    assert codes == {31, 32, 33, 34, 35}


def test_bad_files_are_named_and_the_exit_code_tells(tmp_path: Path) -> None:
    put(tmp_path, "t/good.txt", resolution("1", "Dubai, 2018", ["to light lamps."]))
    (tmp_path / "t" / "bad.docx").write_bytes(b"PK\x03\x04 nothing")
    result = CliRunner().invoke(
        command, ["add", str(tmp_path / "t"), "--index", str(tmp_path / "i.db")]
    )
    assert result.exit_code == 15
    assert "2 files: 1 added, 1 failed" in result.stderr
    assert "bad.docx" in result.stderr.splitlines()[1]


def test_the_variable_says_where_the_index_lies(tmp_path: Path) -> None:
    place = tmp_path / "mine.db"
    given = {"RESDIFF_INDEX": str(place)}
    assert CliRunner(env=given).invoke(command, ["add", str(BASE)]).exit_code == 0
    assert "101" in CliRunner(env=given).invoke(command, ["list"]).stdout
    assert CliRunner(env=given).invoke(command, ["remove", str(BASE)]).exit_code == 0
    assert CliRunner(env=given).invoke(command, ["list"]).stdout == ""


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str) -> None:
    result = CliRunner().invoke(command, [verb, "--help"])
    assert result.exit_code == 0
    assert len(result.output.split()) > 30
