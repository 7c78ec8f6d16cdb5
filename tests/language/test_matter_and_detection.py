"""Lines around a text, places, and the language of a text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resdiff.language import Detection, detect, matter, places
from resdiff.language.matter import MatterKind

PROPOSALS = [
    ("MOD\tECP/38A4/1", ("MOD", "ECP", "38A4", "1")),
    ("MODEUR/45A12/1", ("MOD", "EUR", "45A12", "1")),
    ("ADD B/75/1", ("ADD", "B", "75", "1")),
    ("SEN/56/1", ("", "SEN", "56", "1")),
    ("EUR/XX/1", ("", "EUR", "XX", "1")),
    ("(MOD)\u00a0RCC/36A11/2", ("(MOD)", "RCC", "36A11", "2")),
    ("SUP*\tIAP/34R1A1/3", ("SUP*", "IAP", "34R1A1", "3")),
    ("AFCP/ 55A3/1", ("", "AFCP", "55A3", "1")),
    ("ARG/B/CHL/45/1", ("", "ARG/B/CHL", "45", "1")),
    ("NOC", ("NOC", "", "", "")),
]


@pytest.mark.parametrize(("text", "wanted"), PROPOSALS)
def test_a_proposal_line_is_taken_apart(text: str, wanted: tuple[str, str, str, str]) -> None:
    found = matter.read(text)
    assert found is not None
    assert found.kind is MatterKind.PROPOSAL
    assert found.proposal is not None
    proposal = found.proposal
    assert (proposal.symbol, proposal.source, proposal.document, proposal.number) == wanted


@pytest.mark.parametrize(
    ("text", "language", "behind"),
    [
        ("Reasons:\tISOC noted", "en", "ISOC noted"),
        ("Motifs :\u00a0Il faut", "fr", "Il faut"),
        ("Motivos:", "es", ""),
        ("Основания:\tОпыт", "ru", "Опыт"),
        ("理由：\t国际电联", "zh", "国际电联"),
        ("理由：国际电联", "zh", "国际电联"),
        ("الأسباب:\tتبيّن", "ar", "تبيّن"),
    ],
)
def test_reasons_end_where_their_text_begins(text: str, language: str, behind: str) -> None:
    found = matter.read(text)
    assert found is not None
    assert (found.kind, found.language) == (MatterKind.REASONS, language)
    assert text[found.stop :] == behind
    assert found.whole_line == (not behind)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ANNEX 1 TO RESOLUTION 130 (REV. DUBAI, 2018)", "1"),
        ("ANNEX\n(to Resolution 1 (Rev. Hammamet, 2016))", ""),
        ("Annex A", "A"),
        ("ANNEXE A (de la Résolution 1141)", "A"),
        ("ANEXO AL ACUERDO 5 (REV. DUBÁI, 2018)", ""),
        ("ПРИЛОЖЕНИЕ К РЕЗОЛЮЦИИ 71 (ПЕРЕСМ. ДУБАЙ, 2018 Г.)", ""),
        ("（第1141号决议）附件A", "A"),
        ("附件1", "1"),
        ("الملحق 1 بالقرار 130 (المراجَع في دبي، 2018)", "1"),
    ],
)
def test_an_annex_line_gives_its_number(text: str, number: str) -> None:
    found = matter.read(text)
    assert found is not None
    assert (found.kind, found.number) == (MatterKind.ANNEX, number)


@pytest.mark.parametrize(
    "text",
    [
        "Annex 1 to this resolution contains the elements",
        "附件所列的内容",
        "Reasons for the change are given below",
        "See ECP/38A4/1 above",
        "annexes",
        "that the draft resolution be adopted",
        "A/RES/74/999",
    ],
)
def test_a_sentence_with_such_a_word_is_no_such_line(text: str) -> None:
    assert matter.read(text) is None


def test_a_place_is_found_however_it_is_spelled() -> None:
    for name in ("DUBAI", "Dubaï", "dubái", "Дубай", "迪拜", "دُبَي"):
        place = places.find(name)
        assert place is not None
        assert place.id == "dubai"
    hammamet = places.find("Yasmine Hammamet")
    assert hammamet is not None
    assert hammamet.name("zh") == "哈马马特"
    assert places.find("Atlantis") is None


def test_a_body_is_known_by_place_and_year() -> None:
    assert places.bodies_that_met("dubai", 2018) == ("PP",)
    assert set(places.bodies_that_met("dubai", 2012)) == {"WTSA", "WCIT"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("recalling", "en"),
        ("invites Member States", "en"),
        ("invite les États Membres", "fr"),
        ("RÉSOLUTION 101 (RÉV. DUBAÏ, 2018)", "fr"),
        ("resuelve", "es"),
        ("Redes basadas en el protocolo Internet", "es"),
        ("решает", "ru"),
        ("请", "zh"),
        ("وإذ تضع في اعتبارها", "ar"),
        ("RESOLUTION 101\nThe Conference, 考虑到 and resolves that the Union shall act", "en"),
    ],
)
def test_a_few_words_tell_the_language(text: str, language: str) -> None:
    assert detect(text).language == language


@pytest.mark.parametrize(
    "text",
    [
        "Die Konferenz hat beschlossen, dass die Mitglieder auf der Grundlage des Berichts handeln",
        "Considerando que os Estados-Membros não podem ser obrigados a apresentar uma proposta",
        "La conferenza ha deciso che gli Stati membri sono invitati a presentare una relazione",
        "これは日本語の文書です。国際電気通信連合の決議",
        "Україна є державою, що бере участь у роботі",
        "این متن به زبان فارسی است و گزارش",
        "한국어 문서입니다",
        "MOD ECP/38A4/1",
        "12345",
    ],
)
def test_other_languages_and_no_language_are_not_taken_for_one_of_the_six(text: str) -> None:
    assert detect(text).language == ""


def test_an_empty_text_says_nothing() -> None:
    assert detect("") == Detection("", 0.0)


@given(st.text(max_size=300))
@settings(max_examples=150)
def test_nothing_that_is_typed_makes_the_readers_fail(text: str) -> None:
    assert 0.0 <= detect(text).certainty <= 1.0
    found = matter.read(text)
    if found is not None:
        assert 0 < found.stop <= len(text)
