"""In the Constitution and the Radio Regulations the checker judges provision by provision."""

from __future__ import annotations

from checked import findings

IN_FORCE = """ARTICLE 8

49	a)	determine the general policies of the Union;

50	b)	consider the reports by the Council.
"""
PROPOSAL = """{symbol}	ARB/79A3/1

{number}	a)	determine the {what} policies of the Union;

Reasons:	{why}

SUP	ARB/79A3/{second}

50

Reasons:	It is done elsewhere.
"""


def text(
    symbol: str = "MOD",
    number: str = "49",
    what: str = "broad",
    why: str = "Clearer.",
    second: int = 2,
) -> str:
    return PROPOSAL.format(symbol=symbol, number=number, what=what, why=why, second=second)


def rules(text: str, original: str = "", base: str = "") -> list[tuple[str, str]]:
    return [(x.rule, x.message) for x in findings(text, base, original)]


def test_right_symbols_are_not_blamed() -> None:
    assert rules(text(), original=text(what="general"), base=IN_FORCE) == []


def test_a_provision_that_is_not_changed_is_noc() -> None:
    said = "MOD, and nothing is changed: that is NOC"
    assert rules(text(), original=text()) == [("symbol-misuse", said)]


def test_a_provision_in_force_is_not_added() -> None:
    said = "ADD of No. 49, which is in force: that is MOD"
    assert rules(text("ADD"), base=IN_FORCE) == [("symbol-misuse", said)]


def test_a_new_provision_is_not_modified() -> None:
    said = "MOD of No. 49A, which the base does not have"
    assert rules(text("MOD", "49A"), base=IN_FORCE) == [("symbol-misuse", said)]


def test_each_provision_has_its_number_and_its_reasons() -> None:
    found = {rule for rule, _ in rules(text(second=4))}
    assert found == {"numbering-runs"}
    without = text().replace("Reasons:\tClearer.\n\n", "")
    assert {rule for rule, _ in rules(without)} == {"reasons-missing"}
