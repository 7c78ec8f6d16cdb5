"""Every rule has a case with its fault, one without, and an explanation."""

from __future__ import annotations

from pathlib import Path

import pytest
from checked import CASES, case, rules_found

from resdiff import checker

RULES = {rule.id: rule for rule in checker.all_rules()}


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    assert {path.stem for path in CASES} == set(RULES)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_the_fault_of_a_case_is_found_and_its_mended_text_is_not_blamed(path: Path) -> None:
    one = case(path)
    original = one.original or (one.fault if one.rule == "wrong-base" else "")
    assert one.rule in rules_found(one.fault, one.base, original)
    right = one.original or (one.right if one.rule == "wrong-base" else "")
    assert one.rule not in rules_found(one.right, one.base, right)


@pytest.mark.parametrize("id", sorted(RULES))
def test_a_rule_explains_itself_in_a_sentence_and_more(id: str) -> None:
    rule = RULES[id]
    assert rule.summary.endswith(".")
    assert len(rule.explanation) > len(rule.summary) + 40


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_the_mended_text_of_a_case_has_no_error_at_all(path: Path) -> None:
    one = case(path)
    original = one.original or (one.right if one.rule == "wrong-base" else "")
    found = rules_found(one.right, one.base, original)
    assert not {r for r in found if RULES[r].severity is checker.Severity.ERROR}
