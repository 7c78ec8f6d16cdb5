"""Automatic labels: formats, levels, restarts, overrides, links, and definitions gone wrong."""

from __future__ import annotations

import pytest
from word_files import package, part, r

from resdiff.ooxml import describe
from resdiff.ooxml.numerals import known_format, numeral


def level(ilvl: int, text: str, format: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(
    *levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
) -> str:
    abstract = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return part("numbering", abstract + nums)


def item(level: int | None, num: int = 1, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{num}"/>'
    numbered = "" if level is None else f"<w:numPr>{place}</w:numPr>"
    return f"<w:p><w:pPr>{named}{numbered}</w:pPr>{r('x')}</w:p>"


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    parts = {"word/numbering.xml": numbering, "word/styles.xml": part("styles", styles)}
    return [x.label for x in describe(package(body, parts)).blocks]


DEEP = (level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"))


def test_levels_count_within_the_levels_above():
    body = "".join(map(item, [0, 1, 1, 2, 2, 1, 2, 0, 1]))
    expected = ["1.", "1.1", "1.2", "(a)", "(b)", "1.3", "(a)", "2.", "2.1"]
    assert labels(body, lists(*DEEP)) == expected


def test_a_level_above_that_was_never_used_prints_its_start():
    assert labels(item(1) + item(1) + item(0), lists(*DEEP)) == ["1.1", "1.2", "1."]


def test_levels_restart_only_where_they_say():
    never = lists(level(0, "%1"), level(1, "%2", more='<w:lvlRestart w:val="0"/>'))
    assert labels("".join(map(item, [0, 1, 0, 1])), never) == ["1", "1", "2", "2"]
    first = lists(level(0, "%1"), level(1, "%2"), level(2, "%3", more='<w:lvlRestart w:val="1"/>'))
    body = "".join(map(item, [0, 1, 2, 1, 2, 0, 2]))
    assert labels(body, first) == ["1", "1", "1", "2", "2", "2", "1"]


def test_lists_of_one_definition_count_on_unless_they_start_anew():
    num = '<w:num w:numId="{}"><w:abstractNumId w:val="0"/>{}</w:num>'
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = lists(
        level(0, "%1)"), nums=num.format(1, "") + num.format(2, "") + num.format(3, anew)
    )
    body = item(0, 1) + item(0, 2) + item(0, 3) + item(0, 3) + item(0, 1)
    assert labels(body, numbering) == ["1)", "2)", "5)", "6)", "7)"]


def test_a_level_may_be_overridden_whole():
    num = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, '§%1', 'upperRoman', 4)}</w:lvlOverride></w:num>"
    )
    assert labels(item(0) + item(0), lists(level(0, "%1"), nums=num)) == ["§IV", "§V"]


def test_legal_levels_print_digits_only():
    numbering = lists(level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert labels(item(0) + item(1), numbering) == ["I", "1.1"]


@pytest.mark.parametrize(
    ("sign", "printed"), [("\uf0b7", "•"), ("\uf0d8", "➢"), ("\uf123", "•"), ("–", "–"), ("", "")]
)
def test_bullets_are_shown_as_they_look(sign, printed):
    assert labels(item(0), lists(level(0, sign, "bullet"))) == [printed]


def test_a_style_brings_its_list_and_the_level_that_names_it():
    numbering = lists(level(0, "%1"), level(1, "%1.%2", more='<w:pStyle w:val="H2"/>'))
    pr = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="H1">{pr}</w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>'
    )
    body = (
        item(None, style="H1") + item(None, style="H2") + item(0, 0, "H1") + item(None, style="H1")
    )
    assert labels(body, numbering, styles) == ["1", "1.1", "", "2"]


def test_lists_are_found_through_numbering_styles():
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    numbering = lists(level(0, "%1)", "lowerLetter"), nums=linked + nums)
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    assert labels(item(0, 2), numbering, styles) == ["a)"]


def test_definitions_that_point_in_circles_give_no_label_and_no_end():
    circle = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
    numbering = part(
        "numbering", circle + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:basedOn w:val="L"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert labels(item(0), numbering, styles) == [""]


@pytest.mark.parametrize("num", [7, 0])
def test_a_list_that_is_not_defined_or_switched_off_gives_no_label(num):
    assert labels(item(0, num), lists(*DEEP)) == [""]


def test_an_unknown_format_is_written_in_digits_and_noticed():
    parts = {"word/numbering.xml": lists(level(0, "%1", "klingon"))}
    found = describe(package(item(0), parts))
    assert [x.label for x in found.blocks] == ["1"]
    assert [x.slug for x in found.notices] == ["number-format"]


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("decimal", {1: "1", 10: "10"}),
        ("decimalZero", {1: "01", 10: "10"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa"}),
        ("upperLetter", {2: "B", 29: "CC"}),
        ("lowerRoman", {1: "i", 4: "iv", 1999: "mcmxcix"}),
        ("upperRoman", {40: "XL"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 21: "21st"}),
        ("russianLower", {1: "а", 9: "и", 10: "к", 30: "аа"}),
        ("russianUpper", {6: "Е"}),
        ("arabicAbjad", {1: "أ", 2: "ب", 3: "ج", 5: "ه"}),
        ("arabicAlpha", {3: "ت"}),
        ("hebrew1", {1: "א", 15: "טו", 21: "כא"}),
        ("chineseCounting", {1: "一", 10: "十", 12: "十二", 20: "二十", 103: "一百零三"}),
        ("ideographDigital", {10: "一〇"}),
        ("chineseLegalSimplified", {10: "壹拾", 21: "贰拾壹"}),
        ("ideographTraditional", {1: "甲", 11: "甲"}),
        ("koreanCounting", {11: "십일"}),
        ("decimalEnclosedCircle", {3: "③", 21: "21"}),
        ("decimalFullWidth", {12: "１２"}),
        ("numberInDash", {3: "- 3 -"}),
        ("chicago", {1: "*", 5: "**"}),
        ("none", {1: ""}),
    ],
)
def test_numbers_in_the_formats_of_word(format, expected):
    assert {n: numeral(n, format) for n in expected} == expected


def test_every_format_writes_every_number_word_counts_to():
    for format in ("lowerLetter", "hebrew1", "chineseCounting", "aiueo", "decimalEnclosedCircle"):
        assert known_format(format)
        for number in (0, 1, 780, 781, 32767):
            assert len(numeral(number, format)) < 40
