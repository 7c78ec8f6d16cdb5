"""Number lines, history lines and adopting sentences in six languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resdiff.language import LANGUAGES, adopting, history, numberline, places
from resdiff.model import Edition

LINES = [
    ("RESOLUTION 101 (Rev. Bucharest, 2022)", "en", "101", True, "Bucharest", 2022),
    ("RESOLUTION  101  (Rev. Guadalajara, 2010)", "en", "101", True, "Guadalajara", 2010),
    ("RESOLUTION\u00a0101\u00a0(REV.\u00a0DUBAI,\u00a02018)", "en", "101", True, "Dubai", 2018),
    ("RESOLUTION 180 (Guadalajara, 2010)", "en", "180", False, "Guadalajara", 2010),
    ("DRAFT NEW RESOLUTION [ECP-1]", "en", "[ECP-1]", False, "", 0),
    ("DECISION 3 (Minneapolis 1998)", "en", "3", False, "Minneapolis", 1998),
    ("RESOLUTION 28 (REV.WRC-15)", "en", "28", True, "", 2015),
    ("RESOLUTION ITU‑R 4-5", "en", "ITU-R 4-5", False, "", 0),
    ("RESOLUTION 1332 (C11, last amended C24)", "en", "1332", True, "", 2024),
    ("RESOLUTION 7 (Rev. NEW TOWN, 2031)", "en", "7", True, "New Town", 2031),
    ("RÉSOLUTION 101 (RÉV. DUBAÏ, 2018)", "fr", "101", True, "Dubaï", 2018),
    ("PROJET DE NOUVELLE RÉSOLUTION [AFCP-1]", "fr", "[AFCP-1]", False, "", 0),
    ("RESOLUCIÓN 101 (REV. BUSÁN, 2014)", "es", "101", True, "Busán", 2014),
    ("РЕЗОЛЮЦИЯ 101 (ПЕРЕСМ. ДУБАЙ, 2018 Г.)", "ru", "101", True, "Дубай", 2018),
    ("ПРОЕКТ НОВОЙ РЕЗОЛЮЦИИ [RCC-1]", "ru", "[RCC-1]", False, "", 0),
    ("第64号决议（2022年，日内瓦，修订版）", "zh", "64", True, "日内瓦", 2022),
    ("第66号决议(1998年,明尼阿波利斯,修订版)", "zh", "66", True, "明尼阿波利斯", 1998),
    ("第101号决议（修订版，2018年，迪拜）", "zh", "101", True, "迪拜", 2018),
    ("新决议草案 [ECP-1]（2024年，新德里）", "zh", "[ECP-1]", False, "新德里", 2024),
    ("القرار 101 (المراجَع في بوخارست، 2022)", "ar", "101", True, "بوخارست", 2022),
    ("القـرار 101 (المراجع في دبي، 2018)", "ar", "101", True, "دبي", 2018),
    ("القـرار 417 (REV.WRC-12)", "ar", "417", True, "", 2012),
    ("RÉSOLUTION UIT-R 38-4", "fr", "ITU-R 38-4", False, "", 0),
    ("РЕЗОЛЮЦИЯ МСЭ-R 1-8", "ru", "ITU-R 1-8", False, "", 0),
    ("ITU-R 第1-8号决议", "zh", "ITU-R 1-8", False, "", 0),
    ("RECOMMENDATION ITU-R BT.999-14", "en", "ITU-R BT.999-14", False, "", 0),
    ("RESOLUTION COM5/1 (Baku, 2025)", "en", "COM5/1", False, "Baku", 2025),
    ("مشروع القرار الجديد [ARB-1]", "ar", "[ARB-1]", False, "", 0),
    ("R 925 (C-1985, last amended C19)", "", "925", True, "", 2019),
    ("R 800 (C-1977, dernière mod. C-1984)", "fr", "800", True, "", 1984),
    ("R 925 (C-1985, mod. por última vez C19)", "es", "925", True, "", 2019),
    ("Рез. 800 (С-1977, посл. изм. С-1984)", "ru", "800", True, "", 1984),
    ("D 387 (C-1980)", "", "387", False, "", 1980),
]


@pytest.mark.parametrize(("text", "language", "number", "revised", "place", "year"), LINES)
def test_a_number_line_is_read_whichever_way_it_is_typed(
    text: str, language: str, number: str, revised: bool, place: str, year: int
) -> None:
    line = numberline.read(text)
    assert line is not None
    assert (line.language, line.number) == (language, number)
    assert (line.revised, line.place, line.year, line.unread) == (revised, place, year, "")


@pytest.mark.parametrize(
    "text",
    [
        "RESOLUTION  101  (Rev. BusanGuadalajara, 20142010)",
        "RESOLUTION 101 (BusanDubai, 2018)",
        "第64号决议（2022年，日内瓦2024年，新德里，修订版）",
        "РЕЗОЛЮЦИЯ 101 (Пересм. Гвадалахара, 2010Пусан, 2014 г.)",
    ],
)
def test_two_editions_run_together_are_not_read_as_one_and_this_is_said(text: str) -> None:
    line = numberline.read(text)
    assert line is not None
    assert (line.place, line.place_id, line.year) == ("", "", 0)
    assert line.unread


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 101 (Rev. Dubai, 2018) of this conference;",
        "Resolutions 102 and 133 (Rev. Guadalajara, 2010)",
        "101",
        "Internet Protocol-based networks",
        "第101号决议（2018年，迪拜，修订版）所述的行动",
        "",
    ],
)
def test_a_citation_in_running_text_is_no_number_line(text: str) -> None:
    assert numberline.read(text) is None


def test_the_body_is_told_where_the_line_tells_it() -> None:
    lines = ["RESOLUTION 155 (WRC-15)", "RESOLUTION ITU-R 1-8", "RESOLUTION 1305"]
    assert [line.body for line in map(numberline.read, lines) if line] == ["WRC", "RA", "Council"]


def test_a_note_mark_behind_the_edition_is_kept_apart() -> None:
    line = numberline.read("RÉSOLUTION 101 (RÉV. DUBAÏ, 2018)1")
    assert line is not None
    assert (line.note_mark, line.number) == ("1", "101")


@given(
    number=st.integers(1, 299),
    place=st.sampled_from(places.known()),
    year=st.integers(1965, 2040),
    revised=st.booleans(),
)
@settings(max_examples=60)
def test_what_is_written_by_the_rules_is_read_back_in_every_language(
    number: int, place: places.Place, year: int, revised: bool
) -> None:
    patterns = {
        "en": ("RESOLUTION {n} ({r}{p}, {y})", "Rev. "),
        "fr": ("RÉSOLUTION {n} ({r}{p}, {y})", "Rév. "),
        "es": ("RESOLUCIÓN {n} ({r}{p}, {y})", "Rev. "),
        "ru": ("РЕЗОЛЮЦИЯ {n} ({r}{p}, {y} г.)", "Пересм. "),
        "zh": ("第{n}号决议（{y}年，{p}{r}）", "，修订版"),
        "ar": ("القرار {n} ({r}{p}، {y})", "المراجَع في "),
    }
    for language in LANGUAGES:
        pattern, mark = patterns[language]
        name = place.name(language)
        text = pattern.format(n=number, p=name, y=year, r=mark if revised else "")
        line = numberline.read(text, language)
        assert line is not None, text
        assert (line.number, line.place, line.year) == (str(number), name, year)
        assert (line.revised, line.place_id) == (revised, place.id)


HISTORIES = [
    ("(Minneapolis, 1998) – (Rev. Antalya, 2006)", ["minneapolis", "antalya"]),
    ("(Johannesburg, 2008; Dubai, 2012; Hammamet, 2016)", ["johannesburg", "dubai", "hammamet"]),
    ("(Марракеш, 2002 г.) – (Пересм. Дубай, 2018 г.)", ["marrakesh", "dubai"]),
    (
        "（2008年，约翰内斯堡；2012年，迪拜；\n2022年，日内瓦）",
        ["johannesburg", "dubai", "geneva"],
    ),
    ("(مراكش، 2002) – (المراجَع في دبي، 2018)", ["marrakesh", "dubai"]),
    ("(جوهانسبرغ، 2008؛ دبي، 2012)", ["johannesburg", "dubai"]),
    ("(Marrakech, 2002) – (Rév. Dubaï, 2018)", ["marrakesh", "dubai"]),
]


@pytest.mark.parametrize(("text", "ids"), HISTORIES)
def test_a_history_line_gives_its_editions_in_order(text: str, ids: list[str]) -> None:
    editions = history.read(text)
    assert editions is not None
    assert [edition.place_id for edition in editions] == ids
    assert [edition.year for edition in editions] == sorted(edition.year for edition in editions)


def test_places_in_a_history_are_spelled_as_its_language_spells_them() -> None:
    assert history.read("(Marrakech, 2002) – (Rév. Dubaï, 2018)") == (
        Edition(False, "Marrakech", "marrakesh", 2002),
        Edition(True, "Dubaï", "dubai", 2018),
    )


@pytest.mark.parametrize("text", ["(2018)", "(see Resolution 5, 2010)", "(Geneva, 2003) and", ""])
def test_other_parentheses_are_no_history(text: str) -> None:
    assert history.read(text) is None


SENTENCES = [
    (
        "The Plenipotentiary Conference of the International Telecommunication Union (Doha, 2026),",
        ("en", "PP", "doha", 2026),
    ),
    (
        "L'Assemblée mondiale de normalisation des télécommunications (Hammamet, 2016),",
        ("fr", "WTSA", "hammamet", 2016),
    ),
    (
        "La Conferencia Mundial de Desarrollo de las Telecomunicaciones (Buenos Aires, 2017),",
        ("es", "WTDC", "buenos_aires", 2017),
    ),
    ("Совет МСЭ,", ("ru", "Council", "", 0)),
    ("第五届世界电信/信息通信技术政策论坛（2013年，日内瓦），", ("zh", "WTPF", "geneva", 2013)),
    ("إن المؤتمر العالمي للاتصالات الراديوية (جنيف، 2015)،", ("ar", "WRC", "geneva", 2015)),
    ("The ITU Radiocommunication Assembly,", ("en", "RA", "", 0)),
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_an_adopting_sentence_tells_body_place_and_year(
    text: str, wanted: tuple[str, str, str, int]
) -> None:
    read = adopting.read(text)
    assert read is not None
    assert (read.language, read.body, read.place_id, read.year) == wanted


def test_a_sentence_about_the_council_does_not_adopt() -> None:
    assert adopting.read("The Council shall consider the report,") is None
    assert adopting.read("The Council") is None


def test_an_adopting_sentence_of_two_editions_says_so() -> None:
    read = adopting.read("世界电信标准化全会（2022年，日内瓦2024年，新德里），")
    assert read is not None
    assert (read.body, read.year, bool(read.unread)) == ("WTSA", 0, True)


@given(st.text(max_size=200))
@settings(max_examples=150)
def test_nothing_that_is_typed_makes_the_readers_fail(text: str) -> None:
    numberline.read(text)
    history.read(text)
    adopting.read(text)
