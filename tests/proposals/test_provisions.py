"""In the Constitution, the Convention and the Radio Regulations each provision has its symbol."""

from __future__ import annotations

import pytest
from proposing import made, view

from resdiff.errors import UsageError
from resdiff.model import Kind, Notice, View
from resdiff.proposals import Contribution, assembling
from resdiff.proposals.plan import Plan, Planned, Said

BASE = """ARTICLE 8
The Plenipotentiary Conference
47	1	The Plenipotentiary Conference shall be composed of delegations.
48	2	On the basis of proposals by Member States, it shall:
49	a)	determine the general policies for fulfilling the purposes of the Union;
50	b)	consider the reports by the Council;
51	c)	establish the basis for the budget.
A line that belongs to the provision before it.
"""
ALL = BASE.replace("general policies", "policies").replace("50\tb)\tconsider", "50A\tb)\tsee")


def proposed(edited: str) -> tuple[Contribution, tuple[Notice, ...]]:
    files = {"base.txt": BASE.encode(), "edited.txt": edited.encode()}
    planned = Planned(base="base.txt", edited="edited.txt", body="CS", reasons="Why.")
    plan = Plan((planned,), Said(source="ARB", document="79A3", conference="PP-14"))
    found = assembling.assemble(plan, files.__getitem__)
    return found.contribution, found.notices


def symbols(edited: str) -> list[tuple[str, str]]:
    found, _ = proposed(edited)
    return [
        (x.symbol, side.provision) for x in found.proposals if (side := x.new or x.base) is not None
    ]


def test_a_changed_provision_is_mod() -> None:
    assert symbols(BASE.replace("general policies", "policies")) == [("MOD", "49")]


def test_a_new_provision_is_add_under_a_number_of_its_own() -> None:
    edited = BASE.replace("51\t", "50A\tbbis)\tconsider other reports;\n51\t")
    assert symbols(edited) == [("ADD", "50A")]


def test_a_provision_that_is_gone_is_sup() -> None:
    edited = BASE.replace("50\tb)\tconsider the reports by the Council;\n", "")
    assert symbols(edited) == [("SUP", "50")]


def test_a_line_without_a_number_belongs_to_the_provision_before_it() -> None:
    assert symbols(BASE.replace("A line that", "A sentence that")) == [("MOD", "51")]


def test_what_is_not_changed_is_not_proposed() -> None:
    assert symbols(BASE) == []


def test_a_change_outside_all_provisions_is_said() -> None:
    assert [x.slug for x in proposed(ALL)[1]] == []
    assert [x.slug for x in proposed(ALL.replace("ARTICLE 8", "ARTICLE 9"))[1]] == [
        "outside-provisions"
    ]


def test_the_document_shows_each_provision_under_its_own_line() -> None:
    document = view(made(proposed(ALL)[0]), View.FINAL)
    shown = [(c.kind, c.text) for c in document.clauses]
    start = shown.index((Kind.PROPOSAL, "MOD\tARB/79A3/1"))
    assert [text for kind, text in shown[start:] if kind is not Kind.REASONS][:6] == [
        "MOD\tARB/79A3/1",
        "49\ta)\tdetermine the policies for fulfilling the purposes of the Union;",
        "SUP\tARB/79A3/2",
        "50",
        "ADD\tARB/79A3/3",
        "50A\tb)\tsee the reports by the Council;",
    ]


def test_provisions_are_proposed_from_two_texts() -> None:
    plan = Plan((Planned(base="base.txt", body="CV"),), Said(source="ECP"))
    with pytest.raises(UsageError, match="two texts"):
        assembling.assemble(plan, lambda _: BASE.encode())
