"""Labels: what is printed is read, in every script, and series are followed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resdiff.language import labels
from resdiff.language.labels import Scheme
from resdiff.language.numerals import ABJAD, is_roman, letter, roman, roman_value

PRINTED = [
    ("a)\tthat", "a)", "a", Scheme.LETTER),
    ("aa) that", "aa)", "aa", Scheme.LETTER),
    ("1\tto", "1", "1", Scheme.DIGIT),
    ("1 to explore ways", "1", "1", Scheme.DIGIT),
    ("12)\tto", "12)", "12", Scheme.DIGIT),
    ("(1\tto", "(1", "1", Scheme.DIGIT),
    ("1.11.3\tThe", "1.11.3", "1.11.3", Scheme.DECIMAL),
    ("iii) support", "iii)", "iii", Scheme.ROMAN),
    ("(iv)\tsupport", "(iv)", "iv", Scheme.ROMAN),
    ("b)bis\tthat", "b)bis", "b-bis", Scheme.LETTER),
    ("abis) that", "abis)", "a-bis", Scheme.LETTER),
    ("1bis\tto", "1bis", "1-bis", Scheme.DIGIT),
    ("3 ter. To", "3 ter.", "3-ter", Scheme.DIGIT),
    ("–\tthe", "–", "-", Scheme.DASH),
    ("• the", "•", "•", Scheme.BULLET),
    ("\uf0b7\tthe", "\uf0b7", "•", Scheme.BULLET),
    ("а)\tчто", "а)", "a", Scheme.LETTER),
    ("с)\tчто", "с)", "c", Scheme.LETTER),
    ("б)\tчто", "б)", "b", Scheme.LETTER),
    ("أ )\tأن", "أ )", "a", Scheme.LETTER),
    (" أ )\tأن", "أ )", "a", Scheme.LETTER),
    ("هـ)\tأن", "هـ)", "e", Scheme.LETTER),
    ("ﻫ)\tأن", "ﻫ)", "e", Scheme.LETTER),
    ("د )\tأن", "د )", "d", Scheme.LETTER),
    ("١\tأن", "١", "1", Scheme.DIGIT),
    ("1 مكرراً\tأن", "1 مكرراً", "1-bis", Scheme.DIGIT),
    ("（一）\t关于", "（一）", "1", Scheme.DIGIT),
    ("a)\u00a0that", "a)", "a", Scheme.LETTER),
    ("xxxviii quinquies) the text", "xxxviii quinquies)", "xxxviii-quinquies", Scheme.ROMAN),
    ("xxxviii مكررا ثانيا) the text", "xxxviii مكررا ثانيا)", "xxxviii-ter", Scheme.ROMAN),
]


@pytest.mark.parametrize(("text", "printed", "number", "scheme"), PRINTED)
def test_a_label_is_read_whatever_its_script(
    text: str, printed: str, number: str, scheme: Scheme
) -> None:
    label = labels.read(text)
    assert label is not None
    assert (label.printed, label.number, label.scheme) == (printed, number, scheme)
    assert text[label.stop :] == text[label.stop :].lstrip()
    assert label.certainty >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "a sentence that begins with an article",
        "2018 was the year of the conference",
        "1 164-960 MHz",
        "e.g. this",
        "No. 5 of the Convention",
        "(a resolution)",
        "-dBW 90,8",
        "ITU-T study groups",
        "第一",
        "",
        "\t",
    ],
)
def test_prose_has_no_label(text: str) -> None:
    label = labels.read(text)
    assert label is None or label.certainty < 0.5


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("fg)\t由于", ("f", "g")),
        ("ik)\t将", ("i", "k")),
        ("46\t在", ("4", "6")),
        ("1011\tto", ("10", "11")),
        ("1.11.2\tto", ("1.1", "1.2")),
        ("جد )\tأن", ("c", "d")),
        ("сd)\tчто", ("c", "d")),
        ("iiiii)\tthe", ("ii", "iii")),
        ("a)b)\tthat", ("a", "b")),
    ],
)
def test_two_labels_run_together_are_offered_as_two(text: str, pair: tuple[str, str]) -> None:
    label = labels.read(text)
    assert label is not None
    assert label.doubled == pair


def test_a_label_that_can_be_two_things_says_both() -> None:
    label = labels.read("i)\tthe")
    assert label is not None
    assert {reading.scheme for reading in labels.readings(label)} == {Scheme.ROMAN, Scheme.LETTER}
    cyrillic = labels.read("с)\tчто")
    assert cyrillic is not None
    assert "q" in {reading.number for reading in labels.readings(cyrillic)}


def follows(before: str, after: str) -> bool:
    one, other = labels.parse(before), labels.parse(after)
    assert one is not None
    assert other is not None
    return labels.follows(one, other)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("h)", "i)"),
        ("i)", "j)"),
        ("i)", "ii)"),
        ("iv)", "v)"),
        ("z)", "aa)"),
        ("aa)", "bb)"),
        ("aa)", "ab)"),
        ("1", "1bis"),
        ("1bis", "1ter"),
        ("1bis", "2"),
        ("1.9", "1.10"),
        ("б)", "в)"),
        ("в)", "г)"),
        ("д)", "е)"),
        ("b)", "с)"),
        ("هـ)", "و)"),
        ("–", "–"),
    ],
)
def test_the_next_of_a_series_follows(before: str, after: str) -> None:
    assert follows(before, after)


@pytest.mark.parametrize(("before", "after"), [("a)", "c)"), ("1", "a)"), ("2", "1"), ("1", "1")])
def test_what_is_not_next_does_not_follow(before: str, after: str) -> None:
    assert not follows(before, after)


def printed(number: str, scheme: Scheme) -> str:
    return number if scheme in (Scheme.DIGIT, Scheme.DECIMAL) else f"{number})"


@given(st.sampled_from((Scheme.LETTER, Scheme.ROMAN, Scheme.DIGIT, Scheme.DECIMAL)))
@settings(max_examples=4)
def test_a_series_is_read_back_and_followed_from_its_first_to_its_fortieth(scheme: Scheme) -> None:
    number = labels.first(scheme)
    before = labels.parse(printed(number, scheme))
    assert before is not None
    assert labels.begins(before)
    for _ in range(39):
        number = labels.successor(number, scheme)
        label = labels.parse(printed(number, scheme))
        assert label is not None, number
        assert number in {r.number for r in labels.readings(label) if r.scheme is scheme}
        assert labels.follows(before, label), (before.number, number)
        before = label


@given(st.integers(1, 3999))
@settings(max_examples=50)
def test_a_roman_numeral_has_the_value_it_was_made_from(value: int) -> None:
    assert roman_value(roman(value)) == value
    assert is_roman(roman(value))


@pytest.mark.parametrize("printed", ["", "a", "iiii", "ivx", "iai", "mmmm", "vv"])
def test_letters_that_no_numeral_is_written_with_are_none(printed: str) -> None:
    assert not is_roman(printed)


def test_the_abjad_counts_as_the_latin_letters_do() -> None:
    for position, character in enumerate(ABJAD):
        label = labels.read(f"{character})\tأن")
        assert label is not None
        assert label.number == letter(position)


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_a_label_ends_inside_its_text_and_its_number_is_never_empty(text: str) -> None:
    label = labels.read(text)
    if label is not None:
        assert 0 < label.stop <= len(text)
        assert label.number
        assert label.printed in text
        assert 0.0 < label.certainty <= 1.0
