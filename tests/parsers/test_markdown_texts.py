"""Markdown and CriticMarkup: marks are tracked changes, signs are form, words are kept."""

from __future__ import annotations

import pytest
from conftest import CORPUS, needs_shared
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import check_laws
from scoring import score

from resdiff import api, parsers
from resdiff.model import Block, Kind, Status, View
from resdiff.parsers import critic, markdown

SEEDS = ("res101-en", "res64-zh")


def blocks(text: str, view: View = View.FINAL) -> tuple[Block, ...]:
    return markdown.content(text.encode(), "text.md", view).blocks


def texts(text: str) -> list[str]:
    return [block.text for block in blocks(text)]


@needs_shared
@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize(("view", "gold"), [(View.ORIGINAL, "base"), (View.FINAL, "new")])
def test_the_marked_texts_of_the_corpus_give_both_editions(
    name: str, view: View, gold: str
) -> None:
    path = CORPUS / name / "critic.txt"
    document = parsers.read(path.read_bytes(), path.name, view)
    found = score(CORPUS / name / f"{gold}.json", document)
    assert found.pop("lost") == 0
    assert set(found.values()) == {1.0}, found


def test_a_marked_text_is_compared_with_itself() -> None:
    data = (CORPUS / "res101-en" / "critic.txt").read_bytes()
    assert api.has_changes(data, "critic.txt")
    sides = [api.read(data, "critic.txt", view) for view in (View.ORIGINAL, View.FINAL)]
    comparison = api.compare(*sides)
    assert any(change.status is Status.INSERTED for change in comparison.changes)


@pytest.mark.parametrize(
    ("text", "original", "final"),
    [
        ("a {++b++}{--c--} d", "a c d", "a b d"),
        ("a {~~b~>c~~} d", "a b d", "a c d"),
        ("a {==b==}{>>why?<<} d", "a b d", "a b d"),
        ("a {++b\nc++}", "a ", "a b\nc"),
        ("a {++b", "a {++b", "a {++b"),
    ],
)
def test_each_mark_is_settled_either_way(text: str, original: str, final: str) -> None:
    assert critic.settle(text, View.ORIGINAL) == original
    assert critic.settle(text, View.FINAL) == final


def test_a_text_that_is_all_new_has_an_empty_original() -> None:
    data = b"{++RESOLUTION 1 (Dubai, 2018)\nThe Council,\nresolves\nto act.++}"
    assert parsers.read(data, "new.txt", View.ORIGINAL).clauses == ()
    assert parsers.read(data, "new.txt", View.FINAL).instruments


pieces = st.lists(
    st.tuples(st.sampled_from(["{}", "{{++{}++}}", "{{--{}--}}"]), st.sampled_from("abc \n")),
    max_size=12,
)


@given(pieces)
@settings(max_examples=60)
def test_settling_keeps_just_what_the_view_says(marked: list[tuple[str, str]]) -> None:
    text = "".join(form.format(said) for form, said in marked)
    for view, sign in ((View.FINAL, "--"), (View.ORIGINAL, "++")):
        wanted = "".join(said for form, said in marked if sign not in form)
        assert critic.settle(text, view) == wanted


MARKDOWN = """\
# RESOLUTION 1 (Rev. Dubai, 2018)

## Fair use of **bold** words

The Plenipotentiary Conference (Dubai, 2018),

*recalling*

a) Resolution 2 with a line that was
broken by an editor[^1],
b) a [link](https://example.org/a_(b)) and snake_case_names and 2 * 3 * 4,

*resolves*

1\\. to act;

- first
* second

| No. | Name |
| --- | --- |
| 1 | one \\| two |

[^1]: The note,
    which goes on.
"""


def test_markdown_is_read_as_what_it_prints() -> None:
    assert texts(MARKDOWN) == [
        "RESOLUTION 1 (Rev. Dubai, 2018)",
        "Fair use of bold words",
        "The Plenipotentiary Conference (Dubai, 2018),",
        "recalling",
        "a) Resolution 2 with a line that was broken by an editor1,",
        "b) a link and snake_case_names and 2 * 3 * 4,",
        "resolves",
        "1. to act;",
        "first",
        "second",
        "No.",
        "Name",
        "1",
        "one | two",
        "1\tThe note, which goes on.",
    ]


def test_markdown_has_a_resolutions_structure() -> None:
    document = parsers.read(MARKDOWN.encode(), "text.md", View.FINAL)
    check_laws(document)
    assert [c.text for c in document.clauses if c.kind is Kind.CALL] == ["recalling", "resolves"]
    notes = [(c.label, c.text) for c in document.clauses if c.kind is Kind.NOTE]
    assert notes == [("1", "The note, which goes on.")]
    assert len([c for c in document.clauses if c.kind is Kind.CELL]) == 4
    assert document.instruments[0].title == "Fair use of bold words"


def test_a_plain_text_stays_a_plain_text() -> None:
    for text in ("a * b ** c", "1. one\n- two", "__________\n1 A note", "[1: 1 \tbody]", "a | b"):
        assert parsers.recognise(text.encode(), "text.txt") == "text"


signs = st.sampled_from(
    [
        "# ",
        "* ",
        "**",
        "_",
        "[^1]",
        "[^1]: ",
        "| ",
        "`",
        "\\",
        "that",
        " ",
        "\n",
        "\n\n",
        "```",
        "---",
    ]
)


@given(st.lists(signs, max_size=30).map("".join))
@settings(max_examples=150)
def test_any_markdown_is_read_and_no_word_of_it_is_lost(text: str) -> None:
    source = f"# Head\n\n{text}"
    document = parsers.read(source.encode(), "text.md", View.FINAL)
    check_laws(document)
    assert "".join(c.text for c in document.clauses).count("that") == source.count("that")
