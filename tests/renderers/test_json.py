"""The data that `compare` and `show` give out is what the published schemas say."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from comparisons import comparisons
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from resdiff import renderers
from resdiff.model import (
    Cell,
    Change,
    Clause,
    Comparison,
    Document,
    Edition,
    Instrument,
    Kind,
    Notice,
    Proposal,
    Status,
    View,
    Work,
)
from resdiff.redline import weave
from resdiff.renderers import json as json_renderer
from resdiff.renderers import show


def schema(name: str) -> dict[str, Any]:
    """A published schema, closed: a key that it does not name is a fault here."""
    text = files("resdiff").joinpath("schemas", f"{name}.json").read_text(encoding="utf-8")
    return closed(json.loads(text))


def closed(node: Any) -> Any:
    if isinstance(node, dict):
        node = {key: closed(value) for key, value in node.items()}
        if "properties" in node:
            node["additionalProperties"] = False
        return node
    return [closed(item) for item in node] if isinstance(node, list) else node


def instrument(stop: int) -> Instrument:
    return Instrument(
        Work("PP", "resolution", "991"),
        Edition(True, "Dubai", "dubai", 2018),
        "en",
        " Islands ",
        "The Conference,",
        (Edition(False, "Marrakesh", "marrakesh", 2002),),
        Proposal("MOD", "ECP", "77A1", "1", "Because."),
        0,
        stop,
    )


CLAUSES = (
    Clause(Kind.PROPOSAL, "MOD\tECP/77A1/1", "proposal", instrument=0),
    Clause(Kind.NUMBER, "RESOLUTION 991 (Rev. Dubai, 2018)", "number", instrument=0),
    Clause(Kind.TITLE, "Islands", "title", instrument=0),
    Clause(Kind.CALL, "resolves ", "1", instrument=0, call_id="resolves", part="operative"),
    Clause(Kind.ITEM, "that:", "1/1", "1", "1", 3, 0),
    Clause(Kind.ITEM, "all1 islets;", "1/1/a", "a)", "a", 4, 0),
    Clause(Kind.UNPLACED, "???", "unplaced/1", parent=4, instrument=0),
    Clause(Kind.NOTE, "Inhabited.", "note/1", "1", instrument=0, note="1"),
    Clause(Kind.ANNEX, "ANNEX 1", "annex1", instrument=0),
    Clause(Kind.HEADING, "List", "annex1/1", parent=8, instrument=0),
    Clause(Kind.CELL, "x", "annex1/2", parent=8, instrument=0, cell=Cell(0, 0, 1)),
    Clause(Kind.CALL, "a call inside the annex", "annex1/3", parent=8, instrument=0),
    Clause(Kind.REASONS, "Because.", "reasons", "Reasons:", instrument=0),
    Clause(Kind.COVER, "Page 2", "cover/1"),
)
DOCUMENT = Document(
    CLAUSES, (instrument(13),), "en", View.FINAL, (Notice("odd-line", "A line was odd."),)
)


def strings(value: Any) -> str:
    if isinstance(value, str):
        return value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return "\n".join(strings(item) for item in inner)


def test_the_schemas_are_schemas() -> None:
    for name in ("compare", "show"):
        Draft202012Validator.check_schema(schema(name))


@settings(max_examples=50)
@given(comparisons())
def test_compare_data_fits_its_schema(comparison: Comparison) -> None:
    data = json.loads(renderers.render(weave(comparison, "R", ""), "json"))
    Draft202012Validator(schema("compare")).validate(data)


@settings(max_examples=50)
@given(comparisons())
def test_the_edits_of_each_change_lead_from_its_old_to_its_new_text(comparison: Comparison) -> None:
    for change in json_renderer.comparison_data(comparison)["changes"]:
        if not change["old"] or not change["new"]:
            continue
        text = change["old_text"]
        for old_start, old_stop, new_start, new_stop in reversed(change["edits"]):
            text = text[:old_start] + change["new_text"][new_start:new_stop] + text[old_stop:]
        assert text == change["new_text"]


@settings(max_examples=50)
@given(comparisons())
def test_every_clause_stands_in_exactly_one_change(comparison: Comparison) -> None:
    changes = json_renderer.comparison_data(comparison)["changes"]
    for side, document in (("old", comparison.old), ("new", comparison.new)):
        shown = sorted(path for change in changes for path in change[side])
        assert shown == sorted(clause.path for clause in document.clauses)


@settings(max_examples=30)
@given(comparisons())
def test_the_summary_counts_every_change_once(comparison: Comparison) -> None:
    data = json_renderer.comparison_data(comparison)
    parts = [data["summary"], data["summary"]["head"], data["summary"]["matter"]]
    for kind in ("unchanged", "changed", "inserted", "deleted"):
        counted = sum(part[kind] for part in parts)
        assert counted == sum(change["kind"] == kind for change in data["changes"])


def test_show_data_fits_its_schema() -> None:
    Draft202012Validator(schema("show")).validate(json.loads(show.render_json(DOCUMENT)))


def test_show_data_holds_every_clause_and_nests_items() -> None:
    data = json.loads(show.render_json(DOCUMENT))
    found = strings(data)
    assert all(clause.text.strip() in found for clause in CLAUSES)
    titles = {"annex1/1"}  # an annex's title stands in its annex, which has the path
    assert all(c.path in found for c in CLAUSES if c.path not in titles)
    only = data["instruments"][0]
    assert only["sections"][0]["call"] == "resolves"
    assert only["sections"][0]["clauses"][0]["children"][0]["label"] == "a)"
    assert only["footnotes"] == [{"path": "note/1", "mark": "1", "text": "Inhabited."}]
    assert [c["text"] for c in only["annexes"][0]["clauses"]] == ["x", "a call inside the annex"]
    assert only["annexes"][0]["title"] == "List"
    assert [line["kind"] for line in only["matter"]] == ["proposal", "reasons"]
    assert [line["text"] for line in data["unplaced"]] == ["???"]
    assert [line["text"] for line in data["matter"]] == ["Page 2"]
    assert data["notices"] == [{"slug": "odd-line", "message": "A line was odd."}]


@settings(max_examples=30)
@given(comparisons())
def test_show_data_of_drawn_documents_loses_nothing(comparison: Comparison) -> None:
    data = show.document_data(comparison.new)
    Draft202012Validator(schema("show")).validate(data)
    found = strings(data)
    assert all(clause.text.strip() in found for clause in comparison.new.clauses)


def test_a_document_without_instrument_has_empty_heads_and_all_its_text_as_matter() -> None:
    document = Document((Clause(Kind.PARAGRAPH, "A notice.", "1"),), (), "zh", View.FINAL)
    change = Change(Status.UNCHANGED, (0,), (0,))
    data = json_renderer.comparison_data(Comparison(document, document, (change,)))
    Draft202012Validator(schema("compare")).validate(data)
    assert (data["old"]["work"]["number"], data["old"]["language"]) == ("", "zh")
    shown = show.document_data(document)
    assert shown["instruments"] == []
    assert shown["matter"] == [{"path": "1", "kind": "paragraph", "text": "A notice."}]


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(renderers.UsageError, match="pdf"):
        renderers.renderer("pdf")
