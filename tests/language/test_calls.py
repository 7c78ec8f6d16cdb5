"""Calls: verb lines in six languages, listed or not, alone or with what runs on behind them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resdiff.language import LANGUAGES, calls, pack
from resdiff.language.packs import calls as all_calls

# One call a line: its id where it is the same in all languages, else -; then as each prints it.
IN_SIX = (Path(__file__).parent / "calls_in_six.tsv").read_text(encoding="utf-8").splitlines()
LINES = [
    ("considering", "considering", ""),
    ("considering further", "considering_further", ""),
    ("bearing also in mind", "bearing_in_mind_also", ""),
    ("taking into account also", "taking_into_account_also", ""),
    ("noting with grave concern", "noting_with_concern", ""),
    ("noting also with satisfaction", "noting_also_with_satisfaction", ""),
    ("further resolves", "resolves_further", ""),
    ("instructs the Secretary-General", "instructs", "the Secretary-General"),
    (
        "\tInstructs the Director of ITU Development Bureau (BDT)",
        "instructs",
        "the Director of ITU Development Bureau (BDT)",
    ),
    (
        "resolves to instruct the Director of BDT, in close collaboration with the Directors of "
        "the other Bureaux",
        "resolves_to_instruct",
        "the Director of BDT, in close collaboration with the Directors of the other Bureaux",
    ),
    ("invites Member States1", "invites", "Member States"),
    ("considérant en outre", "considering_further", ""),
    ("tenant également compte", "taking_into_account_also", ""),
    ("profondément préoccupée", "concerned", ""),
    ("décide de charger le Secrétaire général", "resolves_to_instruct", "le Secrétaire général"),
    (
        "charge le Directeur du Bureau de développement des télécommunications, en étroite "
        "collaboration avec les Directeurs des autres Bureaux",
        "instructs",
        "le Directeur du Bureau de développement des télécommunications, en étroite "
        "collaboration avec les Directeurs des autres Bureaux",
    ),
    ("encarga además al Secretario General", "instructs_further", "al Secretario General"),
    ("resuelve encargar al Secretario General", "resolves_to_instruct", "al Secretario General"),
    ("e insta a los Estados Miembros", "urges", "a los Estados Miembros"),
    ("с удовлетворением отмечая", "noting_with_satisfaction", ""),
    ("учитывая далее,", "considering_further", ""),
    ("далее поручает Совету", "instructs_further", "Совету"),
    ("а также поручает Совету", "instructs_also", "Совету"),
    ("решает поручить Генеральному секретарю", "resolves_to_instruct", "Генеральному секретарю"),
    ("进一步责成电信标准化局主任", "instructs_further", "电信标准化局主任"),
    ("做出决议，责成秘书长", "resolves_to_instruct", "秘书长"),
    ("请成员国和部门成员", "invites", "成员国和部门成员"),
    (
        "责成电信标准化局主任与电信发展局主任密切协作",
        "instructs",
        "电信标准化局主任与电信发展局主任密切协作",
    ),
    ("وإذ تضع في اعتبارها كذلك", "considering_further", ""),
    ("إذ يذكّر", "recalling", ""),
    ("يقـرر", "resolves", ""),
    ("تكلف مدير مكتب تقييس الاتصالات", "instructs", "مدير مكتب تقييس الاتصالات"),
    ("يقرر تكليف الأمين العام", "resolves_to_instruct", "الأمين العام"),
    ("وتدعو كذلك الدول الأعضاء", "invites_further", "الدول الأعضاء"),
]


@pytest.mark.parametrize(("text", "call_id", "addressee"), LINES)
def test_a_call_line_is_read_whole(text: str, call_id: str, addressee: str) -> None:
    match = calls.read(text)
    assert match is not None
    assert (match.call_id, match.addressee) == (call_id, addressee)
    assert match.whole_line
    assert match.certainty >= 0.75


@pytest.mark.parametrize(
    "text",
    [
        "invites regional and international financial organizations and agencies",
        "invites the secretariats of the regional organizations",
        "предлагает региональным и международным финансовым организациям",
        "请2024年世界电信标准化全会",
    ],
)
def test_an_addressee_that_no_list_knows_makes_a_call_that_is_less_sure(text: str) -> None:
    match = calls.read(text)
    assert match is not None
    assert (match.whole_line, match.known) == (True, False)
    assert 0.5 <= match.certainty < 0.9


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("instructs the Secretary-General to report to the Council", "to report to the Council"),
        ("invites Member States 1 to exchange experience", "1 to exchange experience"),
        ("charge le Secrétaire général de prendre les mesures", "de prendre les mesures"),
        ("invita a los Estados Miembros a que presenten", "a que presenten"),
        ("يكلف الأمين العام بإحاطة منظمة الطيران المدني", "بإحاطة منظمة الطيران المدني"),
    ],
)
def test_a_call_that_runs_on_into_its_item_ends_where_the_item_begins(
    text: str, behind: str
) -> None:
    match = calls.read(text)
    assert match is not None
    assert not match.whole_line
    assert text[match.stop :].strip() == behind
    assert match.certainty >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "considering the report of the Secretary-General on the matter;",
        "Considering the above, the meeting agreed to defer the item.",
        "recognizing c) above",
        "taking into account the quality and security of services;",
        "注意到国际电联在这一领域的工作；",
        "责成ITU-T第2和第3研究组在各自职权范围内，与所有相关利益攸关方协作，分析统计数据；",
        "requests it to report",
    ],
)
def test_a_sentence_that_begins_like_a_call_is_hardly_one(text: str) -> None:
    match = calls.read(text)
    assert match is None or match.certainty < 0.5


@pytest.mark.parametrize(
    "text", ["that the Union shall", "Internet naming", "a) that", "1\tto", ""]
)
def test_a_line_without_a_verb_is_no_call(text: str) -> None:
    assert calls.read(text) is None


def test_a_call_swallowed_by_its_paragraph_is_found() -> None:
    text = "in the Political Forum, instructs the Director of the Radiocommunication Bureau"
    (match,) = calls.find_inside(text, "en")
    assert text[match.start :].startswith("instructs")
    assert (match.whole_line, match.call_id) == (True, "instructs")


def test_a_verb_in_the_middle_of_a_sentence_is_not_found() -> None:
    text = (
        "to continue this work, taking into account the outcomes of WSIS, noting that resources "
        "are scarce, in accordance with instructs the Secretary-General 2 above, and consulting;"
    )
    assert not [m for m in calls.find_inside(text, "en") if m.certainty >= 0.5]


@given(
    language=st.sampled_from(LANGUAGES),
    verb=st.integers(0, 200),
    further=st.sampled_from(("", "further", "also")),
    leading=st.sampled_from(("", "\t", "  ", "\u00a0")),
    trailing=st.sampled_from(("", ",", ":", " ", "1")),
)
@settings(max_examples=200)
def test_any_verb_with_any_adverb_makes_a_call_line(
    language: str, verb: int, further: str, leading: str, trailing: str
) -> None:
    words = pack(language).calls
    entries = words.preamble + words.operative
    entry = entries[verb % len(entries)]
    adverb = next((e.forms[0] for e in words.adverbs if e.id == further), "")
    spaced = f"{entry.forms[0]} {adverb}".strip()
    line = f"{adverb}{entry.forms[0]}" if language == "zh" else spaced
    match = calls.read(f"{leading}{line}{trailing}", language)
    assert match is not None, line
    assert match.whole_line, line
    assert match.certainty >= 0.75
    assert match.start == len(leading)
    if further and language != "zh" and " " not in entry.forms[0]:
        assert further in match.call_id.split("_"), match.call_id


def test_the_part_of_a_call_is_the_part_of_its_verb() -> None:
    parts = {call.id: call.part for call in all_calls()}
    for line, call_id in (("recalling", "recalling"), ("urges Member States", "urges")):
        match = calls.read(line, "en")
        assert match is not None
        assert match.part == parts[call_id]


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
@settings(max_examples=150)
def test_nothing_that_is_typed_makes_the_reader_fail(text: str, language: str) -> None:
    found = [calls.read(text), calls.read(text, language), *calls.find_inside(text, language)]
    for match in found:
        if match is not None:
            assert 0 <= match.start < match.verb_stop <= match.stop <= len(text)


@pytest.mark.parametrize(
    ("begun", "again", "language"),
    [
        ("on this, ", "further ", "en"),
        ("on this, resolves ", "further ", "en"),
        ("关于此事，", "并且", "zh"),
        ("关于此事，请理事会", "协商并协作", "zh"),
        ("في هذا، ", "بقلق بالغ ", "ar"),
    ],
)
def test_a_word_may_be_said_any_number_of_times(begun: str, again: str, language: str) -> None:
    once, often = (calls.find_inside(begun + again * x, language) for x in (1, 1500))
    assert [x.call_id for x in often] == [x.call_id for x in once]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_one_language_calls_the_others_call_too(language: str) -> None:
    for line in IN_SIX:
        call_id, *printed = line.split("\t")
        own = printed[LANGUAGES.index(language)]
        match = calls.read(own, language)
        assert match is not None, own
        assert match.whole_line, own
        assert match.certainty >= 0.6, own
        assert call_id in ("-", match.call_id), own
