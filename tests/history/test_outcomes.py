"""What became of a proposal's words: every one of them is told, once, and no more is claimed than
is seen."""

from __future__ import annotations

import json
from collections import Counter

import lxml.html
import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from telling_texts import edition, histories
from test_history_laws import schema

from resdiff import parsers
from resdiff.errors import UsageError
from resdiff.history import Fate, Outcome
from resdiff.history.choosing import chosen_decisions
from resdiff.history.outcome import judge
from resdiff.history.rendering import render_outcome
from resdiff.history.rendering.weaving import woven
from resdiff.history.values import Doubt, Giver
from resdiff.model import Document, Mark, View
from resdiff.symbols import AROUND

OLD = "resolves\n1\tthat the islands are served by cable;\n2\tto report to the Council,\n"


def outcome(proposal: str, new: str, old: str = OLD) -> Outcome:
    return judge(edition(2010, old), edition(2014, proposal), edition(2018, new))


def test_a_noc_that_prints_no_text_proposes_nothing() -> None:
    head = "RESOLUTION 991 (Dubai, 2018)\nRemote islands\n"
    old, noc, new = (
        parsers.read(text.encode(), name, View.FINAL)
        for name, text in (
            ("old.txt", head + OLD),
            ("noc.txt", "NOC\tECP/9/1\n" + head + "Reasons:\tIt is good as it is.\n"),
            ("new.txt", head + OLD.replace("cable", "satellite")),
        )
    )
    found = judge(old, noc, new)
    assert found.decisions == ()
    assert [x.slug for x in found.notices] == ["no-change"]
    assert found.names[1] == "noc"


def fates(found: Outcome, mark: Mark) -> list[tuple[str, Fate]]:
    """The stretches of items, in order."""
    return [
        (part.text.strip(), part.verdict.fate)
        for decision in found.decisions
        for part in woven(found, decision)
        if part.verdict is not None and part.mark is mark and _item(found, decision.change)
    ]


def _item(found: Outcome, number: int) -> bool:
    change = found.proposed.changes[number]
    clauses = [found.proposed.new.clauses[i] for i in change.new]
    clauses += [found.proposed.old.clauses[i] for i in change.old]
    return bool(clauses[0].label)


@settings(max_examples=40)
@given(histories(3).filter(lambda x: len(x) == 3))
def test_every_letter_that_is_proposed_has_one_verdict(editions: list[Document]) -> None:
    old, proposal, new = editions
    found = judge(old, proposal, new)
    for decision in found.decisions:
        change = found.proposed.changes[decision.change]
        before = "\n".join(old.clauses[i].text for i in change.old)
        after = "\n".join(proposal.clauses[i].text for i in change.new)
        parts = woven(found, decision)
        assert "".join(x.text for x in parts if x.mark is not Mark.INSERTED).replace(
            "\n", ""
        ) == before.replace("\n", "")
        assert "".join(x.text for x in parts if x.mark is not Mark.DELETED).replace(
            "\n", ""
        ) == after.replace("\n", "")
        assert Counter(x.verdict for x in parts if x.verdict) == Counter(decision.verdicts)
    told = {x.change for x in found.decisions}
    for number, other in enumerate(found.proposed.changes):
        untouched = other.old and other.new and not other.edits
        assert number in told or untouched or _around(found, number)


def _around(found: Outcome, number: int) -> bool:
    change = found.proposed.changes[number]
    kinds = {found.proposed.new.clauses[i].kind for i in change.new}
    return bool((kinds | {found.proposed.old.clauses[i].kind for i in change.old}) & AROUND)


@settings(max_examples=25)
@given(histories(3).filter(lambda x: len(x) == 3))
def test_every_letter_of_the_outcome_has_one_giver(editions: list[Document]) -> None:
    found = judge(*editions)
    for clause, stretches in zip(editions[2].clauses, found.stretches, strict=True):
        ends = [x.stop for x in stretches]
        assert [x.start for x in stretches] == [0, *ends][: len(stretches)]
        assert (ends[-1] if ends else 0) == len(clause.text)


@settings(max_examples=20)
@given(histories(2))
def test_a_proposal_that_became_the_text_is_adopted_whole(editions: list[Document]) -> None:
    found = judge(editions[0], editions[1], editions[1])
    assert {v.fate for x in found.decisions for v in x.verdicts} <= {Fate.ADOPTED}
    assert Giver.OWN not in {x.giver for own in found.stretches for x in own}


@settings(max_examples=20)
@given(histories(2))
def test_of_a_proposal_that_changed_nothing_all_fell(editions: list[Document]) -> None:
    found = judge(editions[0], editions[1], editions[0])
    deleted = {v.fate for x in found.decisions for v in x.verdicts if not v.inserted}
    assert deleted <= {Fate.FELL}
    assert {x.giver for own in found.stretches for x in own} <= {Giver.OLD, Giver.PROPOSAL}


@settings(max_examples=15)
@given(histories(3).filter(lambda x: len(x) == 3))
def test_the_data_of_an_outcome_is_what_the_schema_says(editions: list[Document]) -> None:
    found = judge(*editions)
    Draft202012Validator(schema("outcome")).validate(json.loads(render_outcome(found, "json")))
    root = lxml.html.fromstring(render_outcome(found, "html").decode())
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert render_outcome(found, "text") == render_outcome(judge(*editions), "text")


def test_words_that_the_outcome_has_are_adopted() -> None:
    text = OLD.replace("by cable", "by cable and by satellite")
    assert fates(outcome(text, text), Mark.INSERTED) == [("and by satellite", Fate.ADOPTED)]


def test_other_words_like_them_are_a_rewording() -> None:
    found = outcome(
        OLD.replace("by cable", "by a long term arrangement"),
        OLD.replace("by cable", "by long-term arrangements"),
    )
    assert Fate.REWORDED in dict(fates(found, Mark.INSERTED)).values()


def test_another_year_is_no_rewording() -> None:
    old = OLD.replace("by cable", "by cable (Geneva, 2003)")
    found = outcome(old.replace("2003", "2013"), old.replace("2003", "2015"), old)
    fate = dict(fates(found, Mark.INSERTED))
    assert fate["Geneva, 2013" if "Geneva, 2013" in fate else "2013"] is Fate.FELL


def test_words_of_the_old_edition_in_their_place_mean_that_they_fell_for_certain() -> None:
    found = outcome(OLD.replace("by cable", "by satellite"), OLD)
    assert fates(found, Mark.INSERTED) == [("satellite", Fate.FELL)]
    assert fates(found, Mark.DELETED) == [("cable", Fate.FELL)]
    assert {v.doubt for x in found.decisions for v in x.verdicts if v.text == "satellite"} == {
        Doubt.NONE
    }


def test_quite_other_words_in_their_place_mean_that_they_fell_with_a_doubt() -> None:
    found = outcome(OLD.replace("by cable", "by satellite"), OLD.replace("by cable", "by radio"))
    (verdict,) = [v for x in found.decisions for v in x.verdicts if v.text == "satellite"]
    assert (verdict.fate, verdict.instead, verdict.doubt) == (
        Fate.FELL,
        "radio",
        Doubt.OTHER_WORDS,
    )


def test_a_deletion_that_was_followed_is_adopted() -> None:
    text = OLD.replace("2\tto report to the Council,\n", "")
    assert fates(outcome(text, text), Mark.DELETED)[-1] == (
        "to report to the Council,",
        Fate.ADOPTED,
    )


def test_a_whole_clause_that_stands_in_another_section_is_moved() -> None:
    line = "to convene a forum on the repair of cables between remote islands every second year"
    found = outcome(
        OLD + f"3\t{line};\n",
        f"invites the Council\n1\t{line};\n" + OLD,
    )
    assert Fate.MOVED in {fate for text, fate in fates(found, Mark.INSERTED) if "forum" in text}


def test_a_clause_that_is_nowhere_fell() -> None:
    found = outcome(OLD + "3\tto dance,\n", OLD)
    assert ("to dance,", Fate.FELL) in fates(found, Mark.INSERTED)
    (decision,) = chosen_decisions(found, "1/3")
    assert not decision.clauses


def test_what_the_proposal_does_not_touch_is_unknown() -> None:
    with pytest.raises(UsageError) as caught:
        chosen_decisions(outcome(OLD + "3\tto dance,\n", OLD), "1/4")
    assert "1/3" in caught.value.hint
