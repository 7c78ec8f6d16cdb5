"""What holds for every history: no letter is lost, none has two origins, every edition comes back
from the data."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import lxml.html
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from telling_texts import edition, histories

from resdiff.history import History, trace
from resdiff.history.order import in_order
from resdiff.history.rendering import render
from resdiff.model import Document


def closed(node: Any) -> Any:
    """A schema in which a key that it does not name is a fault."""
    if isinstance(node, dict):
        node = {key: closed(value) for key, value in node.items()}
        if "properties" in node and "$ref" not in node:
            node["additionalProperties"] = False
        return node
    return [closed(item) for item in node] if isinstance(node, list) else node


def schema(name: str) -> Any:
    text = files("resdiff").joinpath("schemas", f"{name}.json").read_text(encoding="utf-8")
    return closed(json.loads(text))


@settings(max_examples=40)
@given(histories())
def test_every_letter_of_the_last_edition_has_exactly_one_origin(editions: list[Document]) -> None:
    history = trace(editions)
    for story in history.stories:
        text = history.text(story)
        assert [(p.start, p.stop) for p in story.phrases] == list(
            zip(
                [0, *(p.stop for p in story.phrases)][: len(story.phrases)],
                [p.stop for p in story.phrases],
                strict=True,
            )
        )
        assert (story.phrases[-1].stop if story.phrases else 0) == len(text)
        for phrase in story.phrases:
            source = history.sources[phrase.source]
            there = history.editions[source.edition].clauses[source.clause].text
            words = text[phrase.start : phrase.stop]
            remains = iter(there)
            assert all(letter in remains for letter in words)  # in that order, some perhaps gone


@settings(max_examples=40)
@given(histories())
def test_every_edition_comes_back_from_the_data(editions: list[Document]) -> None:
    data = json.loads(render(trace(editions), "json"))
    for number, (edition_, told) in enumerate(zip(editions, data["editions"], strict=True)):
        strands = [[data["strands"][n] for n in c["strands"]] for c in told["clauses"]]
        assert ["".join(s["text"] for s in own) for own in strands] == [
            c.text for c in edition_.clauses
        ]
        assert all(s["first"] <= number <= s["last"] for own in strands for s in own)


@settings(max_examples=25)
@given(histories())
def test_a_strand_stands_once_in_every_edition_of_its_life(editions: list[Document]) -> None:
    history = trace(editions)
    for number, strand in enumerate(history.strands):
        for e, clauses in enumerate(history.weave):
            times = sum(own.count(number) for own in clauses)
            assert times == (1 if strand.first <= e <= strand.last else 0)


@settings(max_examples=25)
@given(histories())
def test_every_clause_of_every_edition_has_its_story(editions: list[Document]) -> None:
    history = trace(editions)
    told = {
        (step.edition, clause)
        for story in (*history.stories, *history.fallen)
        for step in story.steps
        for clause in step.clauses
    }
    assert told == {(e, c) for e, x in enumerate(editions) for c in range(len(x.clauses))}
    placed = [x.story for x in in_order(history)]
    assert [x for x in placed if x in history.stories] == list(history.stories)
    assert sorted(map(repr, placed)) == sorted(map(repr, (*history.stories, *history.fallen)))


@settings(max_examples=15)
@given(histories(2))
def test_a_text_that_never_changed_is_of_its_first_edition(editions: list[Document]) -> None:
    history = trace([editions[0]] * 3)
    assert not history.fallen
    assert {p.first for story in history.stories for p in story.phrases} <= {0}
    assert not [g for story in history.stories for g in story.gaps]


@settings(max_examples=20)
@given(histories())
def test_the_data_is_what_the_schema_says(editions: list[Document]) -> None:
    Draft202012Validator(schema("history")).validate(json.loads(render(trace(editions), "json")))


@settings(max_examples=10)
@given(histories(3))
def test_the_same_editions_give_the_same_bytes(editions: list[Document]) -> None:
    for format_ in ("html", "json", "text"):
        assert render(trace(editions), format_) == render(trace(editions), format_)


_ONE = "//*[contains(concat(' ', @class, ' '), ' one ')]"


def shown(history: History) -> lxml.html.HtmlElement:
    root = lxml.html.fromstring(render(history, "html").decode())
    for tip in root.xpath("//span[@class='tip']"):
        tip.drop_tree()
    return root


@settings(max_examples=20)
@given(histories(3))
def test_the_page_shows_every_clause_of_every_edition_once(editions: list[Document]) -> None:
    history = trace(editions)
    root = shown(history)
    ones = [one.text_content() for one in root.xpath(_ONE)]
    assert ones == [
        (f"{clause.label} " if clause.label else "") + clause.text
        for clause in (
            history.editions[x.story.edition].clauses[x.story.clause] for x in in_order(history)
        )
    ]
    for number, document in enumerate(editions):
        cells = root.xpath(f"//div[@class='cells']/div[{number + 1}]//div[contains(@class,'part')]")
        texts = sorted(c.text_content() for c in cells if not c.xpath(".//a"))
        wanted = ((f"{c.label} " if c.label else "") + c.text for c in document.clauses)
        assert texts == sorted(wanted)


@settings(max_examples=15)
@given(histories(3))
def test_ids_are_unique_and_nothing_is_linked_outside_the_page(editions: list[Document]) -> None:
    root = lxml.html.fromstring(render(trace(editions), "html").decode())
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(x[1:] in ids for x in root.xpath("//@href"))
    assert all(x in ids for x in root.xpath("//@aria-describedby"))
    assert not root.xpath("//link | //img | //@src")


def test_an_empty_clause_and_a_text_without_head_have_a_history() -> None:
    both = [
        edition(2010, "recalling\na)\t\nb)\tthe sea;"),
        edition(2014, "recalling\na)\tthe sea;"),
    ]
    assert render(trace(both), "text")
