"""Symbols follow from the comparison, body by body; a wrong one in a document is reported."""

from __future__ import annotations

import pytest

from resdiff import differ, parsers, symbols
from resdiff.model import Document, View

HEAD = """{line}
RESOLUTION 59 (Rev. Busan, 2014)
On participation
The Plenipotentiary Conference of the International Telecommunication Union (Busan, 2014),
considering
a)	that participation matters;
b)	that it is {low} in many regions of the world,
resolves
to raise it.
"""


def read(text: str) -> Document:
    return parsers.read(text.encode(), "text.txt", View.FINAL)


def text(line: str = "", low: str = "low") -> str:
    return HEAD.format(line=line, low=low)


def of(old: str, new: str) -> str:
    comparison = differ.compare(read(old), read(new))
    return symbols.of_text(symbols.own_changes(comparison, 0, 0))


def test_a_changed_text_is_mod() -> None:
    assert of(text(), text(low="rather low")) == "MOD"


def test_an_unchanged_text_is_noc() -> None:
    assert of(text(), text()) == "NOC"


def test_an_inserted_item_is_mod_of_the_resolution_and_never_add() -> None:
    assert of(text(), text().replace("resolves\n", "resolves\nto count it, and\n")) == "MOD"


def test_what_stands_around_a_text_does_not_change_its_symbol() -> None:
    assert of(text("MOD\tECP/1/1"), text("MOD\tECP/2/9") + "Reasons:\tNone.\n") == "NOC"


@pytest.mark.parametrize(
    ("body", "unit"),
    [
        ("PP", "text"),
        ("WTSA", "text"),
        ("WTDC", "text"),
        ("CS", "provision"),
        ("CV", "provision"),
        ("RR", "provision"),
        ("", "text"),
    ],
)
def test_the_unit_is_the_bodys(body: str, unit: str) -> None:
    assert symbols.unit(body) == unit


def judged(old: str, new: str) -> list[str]:
    comparison = differ.compare(read(old), read(new))
    return [
        symbols.contradiction(comparison.new, x, comparison) for x in symbols.entries(read(new))
    ]


@pytest.mark.parametrize(
    ("line", "old", "new", "said"),
    [
        ("MOD\tECP/1/1", "low", "low", "nothing is changed"),
        ("NOC\tECP/1/1", "low", "high", "the text is changed"),
        ("(MOD)\tECP/1/1", "low", "very high indeed", "not all changes are editorial"),
        ("ADD\tECP/1/1", "low", "low", "ADD of an existing text (59)"),
        ("ECP/1/1\nMOD", "low", "low", "nothing is changed"),
    ],
)
def test_a_wrong_symbol_is_reported(line: str, old: str, new: str, said: str) -> None:
    found = judged(text(line, old), text(line, new))
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        ("MOD\tECP/1/1", "low", "high"),
        ("SUP\tECP/1/1", "low", "low"),
        ("NOC\tECP/1/1", "low", "low"),
        ("ECP/1/1\nMOD", "low", "high"),
    ],
)
def test_a_right_symbol_is_not_reported(line: str, old: str, new: str) -> None:
    assert judged(text(line, old), text(line, new)) == [""]


def test_a_text_without_a_proposal_line_has_no_symbol() -> None:
    assert judged(text(low="low"), text(low="high")) == []


def test_an_addition_that_carries_marks_is_known() -> None:
    new = text("ADD\tECP/1/1", "high")
    comparison = differ.compare(read(text("ADD\tECP/1/1", "low")), read(new))
    assert [symbols.marked_addition(x, comparison) for x in symbols.entries(read(new))] == [True]


# ---------------------------------------------------------------------- by provision

IN_FORCE = """ARTICLE 8
49	a)	determine the general policies of the Union;
50	b)	consider the reports by the Council;
51	c)	establish the basis for the budget.
"""
BY_PROVISION = """MOD	ARB/79A3/1
49	a)	determine the {what} policies of the Union;
Reasons:	Why.
SUP	ARB/79A3/2
50
Reasons:	Why.
{third}	ARB/79A3/3
{number}	bbis)	consider other reports;
Reasons:	Why.
"""


def by_provision(what: str, third: str = "ADD", number: str = "50A") -> str:
    return BY_PROVISION.format(what=what, third=third, number=number)


def test_a_provision_is_a_proposal_of_its_own() -> None:
    found = symbols.entries(read(by_provision("general")))
    assert [(x.proposal.symbol, x.provision, x.name) for x in found] == [
        ("MOD", "49", "ARB/79A3/1"),
        ("SUP", "50", "ARB/79A3/2"),
        ("ADD", "50A", "ARB/79A3/3"),
    ]


def test_a_provision_that_is_mod_and_not_changed_is_reported() -> None:
    assert judged(by_provision("general"), by_provision("broad")) == ["", "", ""]
    found = judged(by_provision("general"), by_provision("general"))
    assert [x.partition(",")[0] for x in found] == ["MOD", "", ""]


@pytest.mark.parametrize(
    ("symbol", "number", "said"),
    [
        ("ADD", "50A", ""),
        ("ADD", "51", "ADD of No. 51, which is in force: that is MOD"),
        ("MOD", "50A", "MOD of No. 50A, which the base does not have"),
        ("SUP", "51", ""),
    ],
)
def test_the_text_in_force_says_whether_a_provision_is_new(
    symbol: str, number: str, said: str
) -> None:
    last = symbols.entries(read(by_provision("broad", symbol, number)))[-1]
    assert symbols.against_base(last, read(IN_FORCE)) == said


def test_every_symbol_says_what_it_shows() -> None:
    for name in symbols.symbols():
        known = symbols.symbol(name)
        assert known is not None
        assert known.text in ("whole", "head")
    assert symbols.symbol("PUT") is None
