"""Findings as text, JSON and SARIF, and the command that prints them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from conftest import CORPUS, ROOT

from resdiff import api, checker, index
from resdiff.batch import processes
from resdiff.checker import reports
from resdiff.cli.check import command
from resdiff.errors import UsageError

PROPOSAL = str(CORPUS / "res101-en" / "proposal.docx")
CHINESE = str(CORPUS / "res64-zh" / "proposal.docx")


def _found(name: str = PROPOSAL) -> dict[str, tuple[checker.Finding, ...]]:
    return {name: checker.check(api.read(Path(name).read_bytes(), name))}


def test_json_is_as_its_schema_says() -> None:
    schema = json.loads((ROOT / "resdiff" / "schemas" / "check.json").read_text("utf-8"))
    data = json.loads(reports.as_json(_found()))
    jsonschema.validate(data, schema)
    assert len(data["files"][0]["findings"]) == len(_found()[PROPOSAL])


def test_the_place_of_a_finding_holds_the_words_it_is_about() -> None:
    from resdiff import ooxml
    from resdiff.model import View

    package = ooxml.Package.open(Path(PROPOSAL).read_bytes(), PROPOSAL)
    texts = {
        (s.part, p.index): p.text
        for s in ooxml.stories(ooxml.settle(package, View.FINAL))
        for p in s.paragraphs
    }
    document = api.read(Path(PROPOSAL).read_bytes(), PROPOSAL)
    assert _found()[PROPOSAL]
    for one in _found()[PROPOSAL]:
        printed = "".join(texts[(a.part, a.paragraph)][a.start : a.stop] for a in one.anchors)
        assert document.clauses[one.clause].text[one.start : one.stop] == printed


def test_sarif_names_every_rule_and_places_every_result() -> None:
    log = json.loads(reports.as_sarif(_found(), "1.0"))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in rules] == [rule.id for rule in checker.all_rules()]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        (place,) = result["locations"]
        assert place["logicalLocations"][0]["fullyQualifiedName"].startswith("PP Resolution 101/")


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(command, list(arguments), catch_exceptions=False)
    return result.stdout


def test_the_command_prints_findings_with_place_reason_and_fix() -> None:
    shown = _run(PROPOSAL)
    assert "\n  1/l: warning: (Geneva 2013) needs a comma" in shown
    assert "[comma-missing; by the text itself]" in shown
    assert "fix: (Geneva, 2013)" in shown


def test_the_command_explains_a_rule_and_lists_all() -> None:
    assert "edition in force" in _run("--explain", "citation-outdated")
    listed = _run("--explain", "all")
    assert all(rule.id in listed for rule in checker.all_rules())


def test_the_user_s_own_texts_tell_of_editions_that_no_table_has(tmp_path: Path) -> None:
    old, new = (
        f"RESOLUTION 948 (Rev. {place})\n\nLamps\n\nThe Plenipotentiary Conference of the "
        f"International Telecommunication Union ({place}),\n\nresolves\n\nto light lamps.\n"
        for place in ("Busan, 2014", "Dubai, 2018")
    )
    (tmp_path / "old.txt").write_text(old, encoding="utf-8")
    (tmp_path / "new.txt").write_text(new, encoding="utf-8")
    draft = tmp_path / "draft" / "draft.txt"
    draft.parent.mkdir()
    draft.write_text(
        old.replace("948", "900").replace("Busan, 2014", "Bucharest, 2022")
        .replace("to light lamps", "to apply Resolution 948 (Rev. Busan, 2014)"),
        encoding="utf-8",
    )  # fmt: skip
    assert "citation-outdated" not in _run(str(draft))
    place = tmp_path / "texts.db"
    with index.opened(place, make=True) as connection:
        index.add(connection, (str(tmp_path / "new.txt"), str(tmp_path / "old.txt")), processes(1))
    shown = _run(str(draft), "--index", str(place))
    assert (
        "has a newer edition: (Rev. Dubai, 2018) (new.txt)  [citation-outdated; by your index]"
    ) in shown


def test_citations_are_listed_and_as_their_schema_says() -> None:
    shown = _run(CHINESE, "--citations")
    assert "PP Resolution 102 （2018年，迪拜，修订版）  [body: stated]" in shown
    assert "“上述做出决议所述” → call/4" in shown
    schema = json.loads((ROOT / "resdiff" / "schemas" / "citations.json").read_text("utf-8"))
    data = json.loads(_run(CHINESE, PROPOSAL, "--citations", "--format", "json"))
    jsonschema.validate(data, schema)
    assert [len(one["instruments"]) for one in data["files"]] == [6, 11]


def test_the_report_s_format_follows_the_suffix(tmp_path: Path) -> None:
    for suffix, begins in ((".json", '{\n  "schema"'), (".sarif", '{\n  "$schema"'), (".txt", "/")):
        out = tmp_path / f"report{suffix}"
        _run(PROPOSAL, "-o", str(out))
        assert out.read_text("utf-8").startswith(begins)


def test_comments_and_fixes_are_written_and_counted(tmp_path: Path) -> None:
    out = tmp_path / "fixed.docx"
    result = CliRunner().invoke(command, [PROPOSAL, "--fix", "-o", str(out)])
    assert result.exit_code == 0
    assert "6 fixed as tracked changes, 2 as comments" in result.stderr
    assert api.has_changes(out.read_bytes(), "fixed.docx")


def test_the_exit_code_says_whether_something_serious_was_found() -> None:
    assert CliRunner().invoke(command, [PROPOSAL, "--exit-code"]).exit_code == 1
    clean = str(CORPUS / "res64-zh" / "base.docx")
    assert CliRunner().invoke(command, [clean, "--exit-code"]).exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [PROPOSAL, "--fix"],
        [PROPOSAL, CHINESE, "-o", "x.docx"],
        [PROPOSAL, "-o", "x.pdf"],
        [PROPOSAL, "--rule", "none"],
    ],
)
def test_misuse_is_told(arguments: list[str]) -> None:
    with pytest.raises(UsageError):
        CliRunner().invoke(command, arguments, catch_exceptions=False)
