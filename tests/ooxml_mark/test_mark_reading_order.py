"""What is gone and what is new stands in the order in which a reader meets it."""

from __future__ import annotations

from made_word import Word, p, shown

from resdiff import api
from resdiff.ooxml import Package

HEAD = [
    "RESOLUTION 1 (Dubai, 2018)",
    "On things",
    "considering",
    "a)\tthat the first matter is of great importance to all;",
    "b)\tthat the second matter has been studied by many,",
]
GONE = [
    "recognizing",
    "a)\tthat old customs no longer apply to satellites;",
    "b)\tthat rules of the road are not made for ships,",
]
NEW = "c)\tthat young engineers from developing countries deserve scholarships,"
END = ["resolves", "1\tthat each Member State shall act in the field."]


def marked(old: list[str], new: list[str]) -> list[str]:
    """The lines of the marked file."""
    files = {"old.docx": old, "new.docx": new}
    documents = [api.read(Word([p(line) for line in x]).save(), name) for name, x in files.items()]
    data = api.mark(api.compare(*documents)).data
    body = Package.open(data, "marked.docx").part("word/document.xml")
    return shown(body).splitlines()


def places(lines: list[str], *beginnings: str) -> list[int]:
    return [next(i for i, line in enumerate(lines) if x in line) for x in beginnings]


def test_a_new_last_item_stands_before_the_next_section_that_is_gone() -> None:
    found = places(marked([*HEAD, *GONE, *END], [*HEAD, NEW, *END]), "engineers", "recognizing")
    assert found == sorted(found)


def test_a_section_written_anew_stands_behind_the_one_that_is_gone() -> None:
    anew = ["noting", "a)\tthat whales are counted from small boats at night,"]
    lines = marked([*HEAD, *GONE, *END], [*HEAD, NEW, *anew, *END])
    found = places(lines, "engineers", "recognizing", "the road", "noting", "whales", "resolves")
    assert found == sorted(found)


def test_an_item_gone_before_what_came_stands_first() -> None:
    found = places(marked([*HEAD, NEW, *END], [*HEAD, *GONE, *END]), "engineers", "recognizing")
    assert found == sorted(found)
