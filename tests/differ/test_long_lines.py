"""However long a line is, comparing it comes to an end."""

from __future__ import annotations

import pytest
from spoken import document

from resdiff.differ import compare
from resdiff.differ.likeness import cited
from resdiff.differ.tokens import tokenize
from resdiff.model import Edit, Status

HAN = "电信联盟决议成员国"
# Each takes about a second; before it was bounded it took more than 12 s, or had no end in sight.
SIZE = 100_000
LINES = {
    "Chinese with a word in the middle": (
        HAN * (SIZE // 18 * 2),
        HAN * (SIZE // 18) + "新的词" + HAN * (SIZE // 18),
    ),
    "Chinese of which a tenth is gone": (HAN * (SIZE // 9), HAN * (SIZE // 10)),
    "small letters without a blank": ("x" * SIZE, "x" * (SIZE + 1)),
    "capitals without a blank": ("X" * SIZE, "X" * (SIZE - 1) + "Y"),
    "capitals and hyphens": ("A-" * (SIZE // 2), "A-" * (SIZE // 2) + "B"),
    "semicolons and blanks": ("; " * (SIZE // 2) + "a", "; " * (SIZE // 2) + "b"),
    "one Arabic word": ("في " * (SIZE // 3) + "a", "في " * (SIZE // 3) + "b"),
    "a change in every seventh word": (
        " ".join(f"w{i}k" for i in range(SIZE // 6)),
        " ".join(f"w{i}k" if i % 7 else f"v{i}k" for i in range(SIZE // 6)),
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_a_line_of_a_hundred_thousand_characters_is_compared_to_its_end(name: str) -> None:
    old, new = (document(f"note: {line}") for line in LINES[name])
    found = compare(old, new).changes
    assert any(change.status is not Status.UNCHANGED for change in found)


def test_a_word_in_a_long_chinese_line_is_still_marked_alone() -> None:
    old, new = (document(f"note: {line}") for line in LINES["Chinese with a word in the middle"])
    (change,) = compare(old, new).changes
    middle = 9 * (SIZE // 18)
    assert change.edits[0] == Edit(middle, middle, middle, middle + 3)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("resolution 64 and article 5", {"64", "5"}),
        ("resolution itu-r 2", {"2"}),
        ("recommendation itu-t d.50", {"d.50"}),
        ("根据第64号决议", {"64"}),
        ("据第64号决议", {"64"}),
        ("xresolution 7", {"7"}),
        ("of 12 members", set()),
    ],
)
def test_numbers_are_cited_with_the_whole_word_before_them(text: str, numbers: set[str]) -> None:
    assert cited(text) == numbers


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("(Rev. Sharm El-Sheikh, 2023)", "Sharm El-Sheikh"),
        ("(Rio de Janeiro, 2024)", "Rio de Janeiro"),
        ("(في دبي، 2018)", "دبي"),
    ],
)
def test_a_place_before_a_year_is_one_piece(text: str, place: str) -> None:
    assert [text[t.start : t.stop] for t in tokenize(text) if t.kind == "place"] == [place]
