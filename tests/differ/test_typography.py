"""What is one and the same but for its setting, and what is not."""

from __future__ import annotations

import pytest
from spoken import document

from resdiff.differ import Options, compare
from resdiff.differ.edits import edits
from resdiff.model import Nature, Status
from resdiff.redline import weave

SAME = [
    ("No.\u00a0196 of the", "No. 196 of the"),
    ("the  quality ", "the quality"),
    ("IP\u2011based \u2013 here", "IP-based - here"),
    ("l'Union \u201ca\u201d", 'l\u2019Union "a"'),
    ("（2018年，迪拜）", "(2018年,迪拜)"),
    ("القـرارات، هنا", "القرارات, هنا"),
]
OTHER = [
    ("thequality", "the quality"),
    ("10\u00b2 metres", "102 metres"),
    ("co-operate", "cooperate"),
    ("Data", "data"),
    ("first; second", "first, second"),
    ("one\ntwo", "one two"),
]
TYPOGRAPHY = Options(frozenset({"typography"}))


@pytest.mark.parametrize(("old", "new"), SAME)
def test_what_is_only_set_otherwise_is_not_shown(old: str, new: str) -> None:
    assert edits(old, new, options=TYPOGRAPHY)[0] == ()
    assert edits(old, new)[0]


@pytest.mark.parametrize(("old", "new"), OTHER)
def test_what_says_something_else_is_shown(old: str, new: str) -> None:
    assert edits(old, new, options=TYPOGRAPHY)[0]


def test_how_much_was_passed_over_is_said() -> None:
    old = document("= resolves\n1 No.\u00a0196 and No.\u00a0197;\n2 alpha \u2013 beta,\n")
    new = document("= resolves\n1 No. 196 and No. 197;\n2 alpha - beta,\n")
    comparison = compare(old, new, TYPOGRAPHY)
    assert [n.message for n in comparison.notices] == [
        "3 differences in 2 clauses not shown (typography)"
    ]
    assert {c.status for c in comparison.changes} == {Status.UNCHANGED}
    assert len(weave(comparison, "A", "").lines) == 3


def test_without_being_asked_nothing_is_passed_over() -> None:
    old = document("= resolves\n1 No.\u00a0196 and No.\u00a0197,\n")
    new = document("= resolves\n1 No. 196 and No. 197,\n")
    comparison = compare(old, new)
    (change,) = [c for c in comparison.changes if c.edits]
    assert (change.nature, len(change.edits), comparison.notices) == (Nature.EDITORIAL, 2, ())


def test_a_power_is_no_spelling_of_a_number() -> None:
    old, new = document("= resolves\n1 10\u00b2 metres,\n"), document("= resolves\n1 102 metres,\n")
    (change,) = [c for c in compare(old, new).changes if c.edits]
    assert change.nature is Nature.SUBSTANTIVE
