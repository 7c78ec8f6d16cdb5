"""Symbols follow from the comparison, body by body; a wrong one in a document is reported."""

from __future__ import annotations

import pytest
from proposing import read_text

from resdiff import differ
from resdiff.proposals import symbols

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


def text(line: str = "", low: str = "low") -> str:
    return HEAD.format(line=line, low=low)


def of(old: str, new: str) -> str:
    comparison = differ.compare(read_text(old), read_text(new))
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


@pytest.mark.parametrize(
    ("line", "old", "new", "said"),
    [
        ("MOD\tECP/1/1", "low", "low", "nothing is changed"),
        ("ADD\tECP/1/1", "low", "high", "shown without"),
        ("NOC\tECP/1/1", "low", "high", "its text is changed"),
        ("(MOD)\tECP/1/1", "low", "very high indeed", "not all changes are editorial"),
    ],
)
def test_a_wrong_symbol_is_reported(line: str, old: str, new: str, said: str) -> None:
    comparison = differ.compare(read_text(text(line, old)), read_text(text(line, new)))
    found = symbols.misused(comparison)
    assert [x.slug for x in found] == ["symbol-misused"]
    assert said in found[0].message
    assert found[0].anchor is not None


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        ("MOD\tECP/1/1", "low", "high"),
        ("ADD\tECP/1/1", "low", "low"),
        ("NOC\tECP/1/1", "low", "low"),
        ("", "low", "high"),
    ],
)
def test_a_right_symbol_is_not_reported(line: str, old: str, new: str) -> None:
    comparison = differ.compare(read_text(text(line, old)), read_text(text(line, new)))
    assert symbols.misused(comparison) == ()


def test_every_symbol_says_what_it_shows() -> None:
    for name in symbols.symbols():
        known = symbols.symbol(name)
        assert known is not None
        assert known.text in ("whole", "head")
    assert symbols.symbol("PUT") is None
