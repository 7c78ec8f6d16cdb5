"""Number line, adopting sentence and history line come to the new edition, where they have not."""

from __future__ import annotations

import pytest
from conftest import CORPUS, needs_shared
from proposing import made, read, read_text, seed, six, view

from resdiff.errors import UsageError
from resdiff.language import LANGUAGES
from resdiff.model import Document, Kind, View
from resdiff.proposals import Contribution, Head, Proposed, Side
from resdiff.proposals.editions import target

HEADS = (Kind.NUMBER, Kind.ADOPTING, Kind.HISTORY)


def head_lines(document: Document) -> list[str]:
    own = document.instruments[0]
    found = document.clauses[own.start : own.stop]
    return [c.text for kind in HEADS for c in found if c.kind is kind]


def brought(base: Document, edited: Document, edition: str) -> Document:
    head = Head(base.language, "ECP", "1")
    proposed = Proposed("MOD", Side(base, 0), Side(edited, 0))
    return view(made(Contribution(head, (proposed,), edition=edition)), View.FINAL)


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_untouched_head_comes_to_what_a_delegate_wrote(language: str) -> None:
    base = read(six(language) / "base.docx")
    wanted = head_lines(read(six(language) / "proposal.docx"))
    assert head_lines(brought(base, base, "Bucharest, 2022")) == wanted


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_delegate_has_brought_is_left_alone(language: str) -> None:
    base, edited = (read(six(language) / f"{x}.docx") for x in ("base", "proposal"))
    assert head_lines(brought(base, edited, "Bucharest, 2022")) == head_lines(edited)


def test_the_assemblys_history_is_one_parenthesis() -> None:
    base = read(CORPUS / "res64-zh" / "base.docx")
    assert head_lines(brought(base, base, "New Delhi, 2024")) == [
        "第64号决议（2024年，新德里，修订版）",
        "世界电信标准化全会（2024年，新德里），",
        "（2008年，约翰内斯堡；2012年，迪拜；2016年，哈马马特；\n2022年，日内瓦；2024年，新德里）",
    ]


def test_the_edition_is_tracked() -> None:
    data = made(seed("res64-zh", edition="New Delhi, 2024"))
    base = read(CORPUS / "res64-zh" / "base.docx")
    assert head_lines(view(data, View.ORIGINAL)) == head_lines(base)


FIRST = """RESOLUTION 180 ({edition})
Facilitating the transition from IPv4 to IPv6
The {body} ({edition}),
considering
a)	that one;
b)	that two,
resolves
to continue.
"""


@pytest.mark.parametrize(
    ("body", "edition", "fresh", "history"),
    [
        (
            "Plenipotentiary Conference of the International Telecommunication Union",
            "Guadalajara, 2010",
            "Busan, 2014",
            "(Guadalajara, 2010) – (Rev. Busan, 2014)",
        ),
        (
            "World Telecommunication Standardization Assembly",
            "Geneva, 2022",
            "New Delhi, 2024",
            "(Geneva, 2022; New Delhi, 2024)",
        ),
    ],
)
def test_a_first_edition_gets_rev_and_a_history_line(
    body: str, edition: str, fresh: str, history: str
) -> None:
    base = read_text(FIRST.format(body=body, edition=edition))
    assert head_lines(brought(base, base, fresh)) == [
        f"RESOLUTION 180 (Rev. {fresh})",
        f"The {body} ({fresh}),",
        history,
    ]


@pytest.mark.parametrize(
    "said", ["New Delhi, 2024", "(Rev. New Delhi, 2024)", "2024年，新德里", "Нью-Дели, 2024 г."]
)
def test_an_edition_is_understood_however_it_is_written(said: str) -> None:
    found = target(said, "en")
    assert (found.place.id, found.year) == ("new_delhi", 2024)


@pytest.mark.parametrize("said", ["Nowhere, 2024", "2024", "New Delhi", ""])
def test_what_is_no_edition_is_refused(said: str) -> None:
    with pytest.raises(UsageError, match="no edition"):
        target(said, "en")


@pytest.mark.parametrize(
    ("printed", "fresh"), [("Rev.WRC-07", "Rev.WRC-12"), ("WRC‑07", "Rev.WRC-12")]
)
def test_a_radio_conferences_texts_name_it_for_short(printed: str, fresh: str) -> None:
    base = read_text(
        f"RESOLUTION 417 ({printed})\nUse of the band\n"
        "The World Radiocommunication Conference (Geneva, 2007),\nresolves\nto use it.\n"
    )
    assert head_lines(brought(base, base, "Geneva, 2012")) == [
        f"RESOLUTION 417 ({fresh})",
        "The World Radiocommunication Conference (Geneva, 2012),",
    ]


def test_a_number_line_in_capitals_stays_in_capitals() -> None:
    body = "Plenipotentiary Conference of the International Telecommunication Union"
    text = FIRST.format(body=body, edition="Dubai, 2018")
    base = read_text(text.replace("180 (Dubai", "180 (DUBAI"))
    found = head_lines(brought(base, base, "Bucharest, 2022"))
    assert found[0] == "RESOLUTION 180 (REV. BUCHAREST, 2022)"
