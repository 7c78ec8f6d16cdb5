"""What the checker says of the founding documents, and of the Final Acts."""

from __future__ import annotations

import pytest
from conftest import CORPUS, SHARED, needs_shared

from resdiff import api, checker
from resdiff.checker import Basis, Finding, Severity
from resdiff.model import View


def check(name: str) -> tuple[Finding, ...]:
    data = (CORPUS / name).read_bytes()
    original = api.read(data, name, View.ORIGINAL) if api.has_changes(data, name) else None
    return checker.check(api.read(data, name), original=original)


def said(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(one.path, one.rule) for one in findings}


@pytest.mark.parametrize("name", ["edited.docx", "proposal.docx", "new.txt"])
def test_the_slips_of_the_english_proposal_are_found(name: str) -> None:
    found = said(check(f"res101-en/{name}"))
    assert {
        ("1/l", "item-ending"),
        ("1/l", "comma-missing"),
        ("1/m", "and-ending"),
        ("call/11", "call-capital"),
        ("call/11", "official-name"),
        ("1/g", "rev-missing"),
    } <= found


def test_the_older_editions_that_the_chinese_proposal_cites_are_told_with_what_is_known() -> None:
    found = [one for one in check("res64-zh/proposal.docx") if one.rule == "citation-outdated"]
    known = {(one.message.split(" （")[0], one.basis, one.severity) for one in found}
    assert ("PP Resolution 102", Basis.VERIFIED, Severity.WARNING) in known
    assert ("PP Resolution 101", Basis.UNVERIFIED, Severity.NOTE) in known
    assert ("PP Resolution 180", Basis.UNVERIFIED, Severity.NOTE) in known


def test_an_assembly_is_not_asked_to_report_to_itself() -> None:
    assert ("6/-1", "past-session") in said(check("res64-zh/proposal.docx"))


def test_nothing_is_reported_of_words_that_are_struck_out() -> None:
    tracked, clean = check("res101-en/proposal.docx"), check("res101-en/edited.docx")
    assert said(tracked) == said(clean)
    struck = check("res101-en/base.docx")  # cites Resolutions 102 and 133 of this conference
    assert "shared-parenthesis" in {one.rule for one in struck}
    assert "shared-parenthesis" not in {one.rule for one in tracked}


def test_a_proposal_held_against_its_base_is_drafted_on_it() -> None:
    for seed in ("res101-en", "res64-zh"):
        data = (CORPUS / seed / "proposal.docx").read_bytes()
        base = api.read((CORPUS / seed / "base.docx").read_bytes(), "base.docx")
        found = checker.check(
            api.read(data, "p.docx"), base=base, original=api.read(data, "p.docx", View.ORIGINAL)
        )
        assert not [one for one in found if one.basis is Basis.BASE]


@needs_shared
def test_the_six_languages_of_an_intact_proposal_have_nothing_wrong() -> None:
    for folder in sorted((SHARED / "data" / "six").glob("A-*")):
        data = (folder / "proposal.docx").read_bytes()
        document = api.read(data, "p.docx")
        base = api.read((folder / "base.docx").read_bytes(), "base.docx")
        original = api.read(data, "p.docx", View.ORIGINAL)
        assert checker.check(document, base=base, original=original) == (), folder.name


@needs_shared
def test_real_slips_of_the_final_acts_are_found_and_little_else() -> None:
    citing = ("citation-", "edition-", "rev-", "dangling", "reference-", "past-")
    found = set()
    for path in sorted((SHARED / "data" / "itu-pp18").glob("*.txt")):
        for one in checker.check(api.read(path.read_bytes(), path.name)):
            if one.rule.startswith(citing):
                found.add((path.stem, one.path, one.rule))
    # Looked at one by one: all true but the last, where "Resolution 1 of each Sector" is meant.
    assert found == {
        ("res_064", "6/f", "citation-contradictory"),
        ("res_064", "7/c", "citation-outdated"),
        ("res_101", "1/a", "citation-historical"),
        ("res_130", "9/1/iii/-2", "citation-inconsistent"),
        ("res_130", "10/1", "rev-missing"),
        ("res_208", "2/f", "edition-missing"),
    }
