"""What reading a text says: heads, languages, notices, and what is no resolution."""

from __future__ import annotations

import pytest
from reading import by_path, check_nothing_lost, paths, read_text

from resdiff.model import Document, Kind
from resdiff.parsers import text

UNKNOWN = """RESOLUSJON 12 (Rev. Oslo, 2031)
Nødnett på fjerne øyer
Konferansen i Den internasjonale teleunion (Oslo, 2031),
som minner om
a)	resolusjon 10 fra denne konferansen;
b)	artikkel 1 i konstitusjonen,
beslutter
1	at unionen skal hjelpe:
i)	raskt;
ii)	godt;
2	at hjelpen skal planlegges,
pålegger generalsekretæren
å rapportere til rådet."""


def resolution_lines(*lines: str) -> list[str]:
    return ["RESOLUTION 1 (DUBAI, 2018)", "Title", "The Council,", *lines]


def resolution(*lines: str) -> Document:
    """What is read of a short resolution of the Council with these lines."""
    return read_text("\n".join(resolution_lines(*lines)))


def test_a_text_in_an_unknown_language_has_its_labels_and_structure_from_form() -> None:
    document = read_text(UNKNOWN)
    assert document.language == ""
    assert paths(document)[:3] == ["number", "title", "adopting"]
    assert paths(document, Kind.CALL) == ["call/1", "call/2", "call/3"]
    assert paths(document, Kind.ITEM) == ["1/a", "1/b", "2/1", "2/1/i", "2/1/ii", "2/2"]
    assert paths(document, Kind.PARAGRAPH) == ["3/-1"]
    assert document.instruments[0].work.number == "12"
    assert by_path(document)["call/2"].part == "operative"


def test_a_sentence_that_begins_like_a_call_is_none_right_below_a_call() -> None:
    document = resolution(
        "resolves",
        "to instruct the Director of BDT to act,",
        "invites Member States",
        "to help.",
    )
    assert paths(document, Kind.CALL) == ["call/1", "call/2"]


@pytest.mark.parametrize(
    "sentence",
    [
        "8\tto consider what is identified in instructs the Council 7 above;",
        "8\tto bear in mind recognizing c) above;",
        "8\tto act, consistent with resolves 5, and in particular, instructs the TSAG thereof;",
    ],
)
def test_a_citation_of_a_call_is_no_call(sentence: str) -> None:
    document = resolution("resolves", sentence, "9\tto end.")
    assert paths(document, Kind.CALL) == ["call/1"]


def test_the_adopting_sentence_may_run_on_into_the_first_call() -> None:
    document = read_text(
        "RESOLUTION 1 (DUBAI, 2018)\nTitle\nThe Council, recalling\na)\tone,\nresolves\nto act."
    )
    assert paths(document)[2:] == ["adopting", "call/1", "1/a", "call/2", "2/-1"]


def test_a_report_about_resolutions_is_none() -> None:
    document = read_text(
        "REPORT\nThe Council, at its 2018 session, approved Resolution 64.\n"
        "1\tIntroduction\na.\tone;\nb.\ttwo."
    )
    assert document.instruments == ()
    (notice,) = document.notices
    assert notice.slug == "no-resolution"
    assert {c.kind for c in document.clauses} == {Kind.PARAGRAPH}


def test_a_list_of_number_lines_is_no_volume() -> None:
    document = read_text(
        "CONTENTS\nRESOLUTION 1 (DUBAI, 2018)\nOne\nRESOLUTION 2 (DUBAI, 2018)\nTwo"
    )
    assert document.instruments == ()


def test_labels_of_two_editions_run_together_are_read_as_the_new_one() -> None:
    document = resolution(
        "recalling", "e)\tone;", "f)\ttwo;", "fg)\tthree;", "gh)\tfour,", "resolves", "to act."
    )
    assert [c.number for c in document.clauses if c.kind is Kind.ITEM] == ["e", "f", "g", "h"]
    assert [n.slug for n in document.notices] == ["run-together"]


def test_items_that_begin_again_without_a_call_are_told() -> None:
    document = resolution("recalling", "a)\tone;", "b)\ttwo,", "a)\tthree;", "b)\tfour.")
    assert [n.slug for n in document.notices] == ["calls-lost"]
    assert paths(document, Kind.ITEM) == ["1/a", "1/b", "1/a~2", "1/b~2"]


def test_a_history_on_two_lines_is_one_clause() -> None:
    document = read_text(
        "第64号决议（2022年，日内瓦，修订版）\n标题\n"
        "（2008年，约翰内斯堡；2012年，迪拜；\n2022年，日内瓦）\n"
        "世界电信标准化全会（2022年，日内瓦），\n认识到\na)\t一；\nb)\t二，\n做出决议\n三。"
    )
    assert by_path(document)["history"].text.count("\n") == 1
    assert [e.year for e in document.instruments[0].history] == [2008, 2012, 2022]


def test_run_in_items_of_a_chinese_text_need_no_blanks() -> None:
    document = read_text(
        "第1号决议（2018年，迪拜）\n标题\n全权代表大会（2018年，迪拜），\n做出决议\n"
        "1\t采取以下措施：1)开展研究；2)提供援助；\n2\t继续工作。"
    )
    assert paths(document, Kind.ITEM) == ["1/1", "1/1/1", "1/1/2", "1/2"]


def test_a_number_line_and_its_title_may_share_a_line() -> None:
    document = read_text(
        "RESOLUTION 25 (REV. DUBAI, 2018) Regional presence\nThe Council,\nresolves\nto act."
    )
    assert paths(document) == ["number", "title", "adopting", "call/1", "1/-1"]
    assert document.instruments[0].title == "Regional presence"


def test_page_numbers_stand_in_no_clause_and_part_none() -> None:
    document = resolution(
        "resolves",
        "1\tthat this go on over the end of the page and",
        "- 12 -",
        "behind it;",
        "13",
        "2\tto end.",
    )
    assert paths(document, Kind.ITEM) == ["1/1", "1/2"]
    assert by_path(document)["1/1"].text.endswith("page and\nbehind it;")
    assert paths(document, Kind.RUNNING) == ["running/1", "running/2"]


def test_what_stands_between_a_history_line_and_the_next_number_line_leads_to_the_next() -> None:
    one = "RESOLUTION 1 (Rev. Busan, 2014)\nOne\nThe Council,\nresolves\nto act.\n"
    history = "(Kyoto, 1994) – (Rev. Busan, 2014)\n"
    two = one.replace("RESOLUTION 1", "RESOLUTION 2")
    document = read_text(f"{one}{history}ECP-2: Revision\nIt is needed.\n{two}{history}Supported.")
    assert [(c.text, c.instrument) for c in document.clauses if c.kind is Kind.COVER] == [
        ("ECP-2: Revision", 1),
        ("It is needed.", 1),
        ("Supported.", -1),
    ]


def test_reasons_behind_a_history_line_belong_to_the_proposal_before() -> None:
    one = (
        "MOD\tECP/38A4/{n}\nRESOLUTION {r} (Rev. Dubai, 2018)\nA title\nThe Council,\n"
        "resolves\n1\tto act;\n2\tto report.\n(Antalya, 2006) – (Rev. Dubai, 2018)\n"
        "Reasons:\tBecause of {r}.\n"
    )
    document = read_text(one.format(n=1, r=101) + one.format(n=2, r=102))
    proposals = [x.proposal for x in document.instruments]
    assert [x and x.reasons for x in proposals] == ["Because of 101.", "Because of 102."]


def test_signs_that_print_nothing_before_a_label_stand_in_it() -> None:
    items = ["\u202bأ )\u200f\tأن يبدأ؛", "\u202bب)\tأن ينتهي."]
    said = "\n".join(["القرار 5 (المراجَع في دبي، 2018)", "عنوان", "يقرر", *items])
    document = read_text(said)
    check_nothing_lost(document, text.lines(said))
    labels = [(c.label, c.number) for c in document.clauses if c.kind is Kind.ITEM]
    assert labels == [("\u202bأ )\u200f", "a"), ("\u202bب)", "b")]
    run_in = ["recalling", "a)\tone; b) \u200ftwo; c) three,"]
    check_nothing_lost(resolution(*run_in), resolution_lines(*run_in))


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("52 / 999   المنارات", "52/999"),
        ("A/HRC/RES/99/13", "99/13"),
        ("74/999. Lighthouses", "74/999"),
        ("99 C/Résolution 67", "99 C/67"),
        ("WHA99.14\tLighthouses", "WHA99.14"),
    ],
)
def test_a_number_of_another_body_is_the_same_in_every_language(line: str, number: str) -> None:
    document = read_text(f"{line}\nThe General Assembly,\n1.\tDecides to meet.\n")
    assert document.instruments[0].work.number == number
