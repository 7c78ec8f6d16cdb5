"""Citations of resolutions, decisions and opinions in running text."""

from __future__ import annotations

import json

import pytest
from citing import cited, said
from conftest import SHARED, needs_shared

from resdiff.citations import BodySource

DUBAI18 = (True, "dubai", 2018)
LISTS = [
    (
        "en",
        "Resolutions 102 and 133 (Rev. Guadalajara, 2010) of the Plenipotentiary Conference",
        [
            ("PP", "102", True, "guadalajara", 2010),
            ("PP", "133", True, "guadalajara", 2010),
        ],
    ),
    (
        "en",
        "Resolutions 101 (Rev. Guadalajara, 2010) and 180 (Guadalajara, 2010)",
        [
            ("PP", "101", True, "guadalajara", 2010),
            ("PP", "180", False, "guadalajara", 2010),
        ],
    ),
    (
        "fr",
        "les Résolutions 101, 102 et 133 (Rév. Dubaï, 2018) de la Conférence de plénipotentiaires",
        [("PP", "101", *DUBAI18), ("PP", "102", *DUBAI18), ("PP", "133", *DUBAI18)],
    ),
    (
        "es",
        "las Resoluciones 101 y 102 (Rev. Dubái, 2018) de la Conferencia de Plenipotenciarios",
        [("PP", "101", *DUBAI18), ("PP", "102", *DUBAI18)],
    ),
    (
        "ru",
        "Резолюции 101 и 102 (Пересм. Дубай, 2018 г.) Полномочной конференции",
        [("PP", "101", *DUBAI18), ("PP", "102", *DUBAI18)],
    ),
    (
        "zh",
        "全权代表大会第101、102号决议（2018年，迪拜，修订版）",
        [("PP", "101", *DUBAI18), ("PP", "102", *DUBAI18)],
    ),
    (
        "zh",
        "WTSA第47、48（2012年，迪拜，修订版）、49（2016年，哈马马特，修订版）；98号决议（2016年，哈马马特）",
        [
            ("WTSA", "47", True, "dubai", 2012),
            ("WTSA", "48", True, "dubai", 2012),
            ("WTSA", "49", True, "hammamet", 2016),
            ("WTSA", "98", False, "hammamet", 2016),
        ],
    ),
    (
        "ar",
        "والقرارين 101 و102 (المراجَع في دبي، 2018) لمؤتمر المندوبين المفوضين",
        [("PP", "101", *DUBAI18), ("PP", "102", *DUBAI18)],
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), LISTS)
def test_each_number_of_a_list_is_a_citation_with_its_edition(
    language: str, text: str, expected: list[tuple[str, str, bool, str, int]]
) -> None:
    assert [said(one) for one in cited(text, language).instruments] == expected


def test_a_parenthesis_knows_how_many_numbers_it_serves() -> None:
    found = cited("Resolutions 17, 44 (Rev. Dubai, 2012) and 54 (Dubai, 2012)", "en").instruments
    assert [one.served for one in found] == [2, 2, 1]


@pytest.mark.parametrize(
    ("text", "body", "source"),
    [
        ("Resolution 64 (Rev. Hammamet, 2016) of WTSA", "WTSA", BodySource.STATED),
        ("WTSA Resolution 64", "WTSA", BodySource.STATED),
        ("United Nations General Assembly (UNGA) Resolution 70/1", "UNGA", BodySource.STATED),
        ("Resolution 70/125", "UNGA", BodySource.NUMBER),
        ("Resolution ITU-R 65", "RA", BodySource.NUMBER),
        ("Resolution 1305", "Council", BodySource.NUMBER),
        ("Resolution 64 (Rev. Hammamet, 2016)", "WTSA", BodySource.EDITION),
        ("Resolution 95 (Rev.WRC-07)", "WRC", BodySource.EDITION),
        ("Recommendation 13/2016", "", BodySource.UNKNOWN),
    ],
)
def test_the_body_is_known_from_what_is_said_the_number_or_the_edition(
    text: str, body: str, source: BodySource
) -> None:
    (one,) = cited(text, "en").instruments
    assert (one.work.body, one.body_source) == (body, source)


def test_the_same_number_at_three_bodies_gives_three_works() -> None:
    text = (
        "Resolution 64 (Rev. Busan, 2014) of the Plenipotentiary Conference, Resolution 64 "
        "(Rev. Hammamet, 2016) of WTSA and Resolution 64 (Rev. Buenos Aires, 2017) of WTDC"
    )
    assert [one.work.body for one in cited(text, "en").instruments] == ["PP", "WTSA", "WTDC"]


def test_a_body_said_once_holds_for_the_same_text_elsewhere() -> None:
    text = "implementing WTSA Resolution 64; the project called for by Resolution 64"
    first, second = cited(text, "en").instruments
    assert (first.work, second.work) == (second.work, first.work)
    assert second.body_source in (BodySource.ELSEWHERE, BodySource.CONTEXT)


def test_positions_name_the_number_the_parenthesis_and_the_whole() -> None:
    text = "recalling Resolutions 102 and 133 (Rev. Dubai, 2018) of this conference, too"
    first, second = cited(text, "en").instruments
    assert (text[first.start : first.stop], text[second.start : second.stop]) == ("102", "133")
    assert text[first.edition_start : first.edition_stop] == "(Rev. Dubai, 2018)"
    assert text[first.phrase_start : first.phrase_stop].endswith("of this conference")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the resolution of 3 disputes and 2 decisions"),
        ("en", "its recommendation 12, and in particular decision 4"),
        ("zh", "工业和信息化部关于开展2020年专项行动的通知，作出3项决定"),
        ("zh", "ITU-T第2和第3研究组"),
    ],
)
def test_numbers_in_prose_are_no_citations(language: str, text: str) -> None:
    assert cited(text, language).instruments == ()


def test_a_missing_comma_is_seen_and_the_edition_read_all_the_same() -> None:
    (one,) = cited("Opinion 4 (Geneva 2013) of WTPF", "en").instruments
    assert said(one) == ("WTPF", "4", False, "geneva", 2013)
    assert not one.comma


@needs_shared
def test_every_example_of_the_reference_is_found_with_number_and_year() -> None:
    about = json.loads((SHARED / "domain" / "citations.json").read_text("utf-8"))
    for pattern in about["patterns"]:
        if not pattern["kind"].startswith(("resolution", "opinion")):
            continue
        for example, parsed in zip(pattern["examples"], pattern["parsed"], strict=True):
            found = cited(example, pattern["lang"]).instruments
            years = {str(one.edition.year) for one in found if one.edition}
            assert found, example
            assert parsed.get("num", found[0].work.number) in {o.work.number for o in found}
            assert parsed.get("year") is None or parsed["year"] in years, example
