"""Fine points of the rules about citations."""

from __future__ import annotations

from checked import findings

ASSEMBLY = """RESOLUTION 900 (Rev. Geneva, 2022)

Lamps

The World Telecommunication Standardization Assembly (Geneva, 2022),

considering

a) Resolution 102 (Rev. Dubai, 2018) of the Plenipotentiary Conference;

b) that lamps burn,

resolves

that lamps shall burn.
"""


def _rules(text: str) -> set[str]:
    return {one.rule for one in findings(text)}


def test_two_bodies_of_one_year_say_nothing_of_which_met_first() -> None:
    assert "citation-outdated" not in _rules(ASSEMBLY)
    later = ASSEMBLY.replace("Geneva, 2022", "New Delhi, 2024")
    assert "citation-outdated" in _rules(later)


def test_outdated_historical_and_contradictory_are_three_classes() -> None:
    later = ASSEMBLY.replace("Geneva, 2022", "New Delhi, 2024")
    historical = later.replace("considering", "recalling")
    own = later.replace("Resolution 102", "Resolution 64").replace(
        "(Rev. Dubai, 2018) of the Plenipotentiary Conference",
        "(Rev. Hammamet, 2016) of this assembly",
    )
    classes = {
        frozenset(r for r in _rules(text) if r.startswith("citation-"))
        for text in (later, historical, own)
    }
    assert classes == {
        frozenset({"citation-outdated"}),
        frozenset({"citation-historical"}),
        frozenset({"citation-contradictory"}),
    }


def test_an_edition_is_judged_by_body_and_number() -> None:
    # Resolution 64 was revised at Geneva in 2022 by WTSA; the table knows none of PP or WTDC.
    later = ASSEMBLY.replace("Geneva, 2022", "New Delhi, 2024").replace("102", "64")
    assert "citation-outdated" not in _rules(later)
    wtsa = later.replace(
        "(Rev. Dubai, 2018) of the Plenipotentiary Conference", "(Rev. Hammamet, 2016) of WTSA"
    )
    assert "citation-outdated" in _rules(wtsa)


def test_the_fix_prints_the_newer_edition_as_the_language_does() -> None:
    text = (
        "第900号决议（2024年，新德里，修订版）\n\n灯\n\n世界电信标准化全会（2024年，新德里），\n\n认识到\n\n"
        "a)\t全权代表大会第102号决议（2018年，迪拜，修订版）；\n\nb)\t灯在燃烧，\n\n做出决议\n\n点灯。\n"
    )
    (one,) = [f for f in findings(text) if f.rule == "citation-outdated"]
    assert one.fix is not None
    assert one.fix.replacement == "（2022年，布加勒斯特，修订版）"
    assert not one.fix.safe


def test_a_parenthesis_that_serves_a_list_is_a_warning_where_one_member_had_another_edition() -> (
    None
):
    text = ASSEMBLY.replace("Resolution 102", "Resolutions 102 and 180").replace(
        "(Rev. Dubai, 2018)", "(Rev. Guadalajara, 2010)"
    )
    (one,) = [f for f in findings(text) if f.rule == "shared-parenthesis"]
    assert one.severity.value == "warning"
    assert "PP Resolution 180" in one.message


def test_a_rev_that_no_table_knows_of_is_missed_where_the_text_has_it_elsewhere() -> None:
    same = "Resolution 955 ({}Dubai, 2018) of the Plenipotentiary Conference"
    text = ASSEMBLY.replace(
        "Resolution 102 (Rev. Dubai, 2018) of the Plenipotentiary Conference", same
    )
    text = text.replace("that lamps burn", same)
    (one,) = (x for x in findings(text.format("Rev. ", "")) if x.rule == "rev-missing")
    assert (one.path, one.mended) == ("1/b", "(Rev. Dubai, 2018)")
    assert not any(x.rule == "rev-missing" for x in findings(text.format("", "")))
