"""References to the text's own calls and items, and the clauses they name."""

from __future__ import annotations

import pytest
from citing import cited, read
from conftest import SHARED, needs_shared

from resdiff import api, citations
from resdiff.citations import Outcome
from resdiff.model import Document

TEXT = """RESOLUTION 900 (Rev. Dubai, 2018)

Lighthouses

The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),

considering

a) that lamps burn:

i) with oil;

ii) with gas;

b) that ships pass,

considering further

a) that nights are long;

b) that fogs are thick,

resolves

1 that lighthouses shall be lit;

2 that {} shall be read,

instructs the Secretary-General

1 to light them;

2 to report.
"""


def aims(reference: str) -> list[tuple[Outcome, list[str]]]:
    document = read(TEXT.format(reference))
    paths = [clause.path for clause in document.clauses]
    return [
        (one.outcome, [paths[t.clause] for t in one.targets if t.clause >= 0])
        for one in citations.find(document).references
    ]


@pytest.mark.parametrize(
    ("reference", "paths"),
    [
        ("considering b) above", ["1/b"]),
        ("considering a) and b) above", ["1/a", "1/b"]),
        ("considering a) ii) and b) above", ["1/a/ii", "1/b"]),
        ("considering further b) above", ["2/b"]),
        ("resolves 1 above", ["3/1"]),
        ("item 1 of resolves above", ["3/1"]),
        ("points a) and b) of the considering above", ["1/a", "1/b"]),
        ("instructs the Secretary-General 1 and 2 below", ["4/1", "4/2"]),
    ],
)
def test_a_reference_names_its_clauses(reference: str, paths: list[str]) -> None:
    assert aims(reference) == [(Outcome.FOUND, paths)]


def test_a_call_alone_can_be_named() -> None:
    assert aims("what stands in considering further above") == [(Outcome.FOUND, [])]


@pytest.mark.parametrize(
    ("reference", "outcome"),
    [
        ("considering c) above", Outcome.NO_LABEL),
        ("recognizing b) above", Outcome.NO_CALL),
        ("paragraph 9 of resolves", Outcome.NO_LABEL),
        ("resolves 2 of Resolution 58 (Rev. Busan, 2014)", Outcome.ELSEWHERE),
        ("Resolution 58, recognizing g) thereof", Outcome.ELSEWHERE),
        ("Resolution 58 (Rev. Busan, 2014), in its considering f), which", Outcome.ELSEWHERE),
        ("the reports mentioned in resolves 7", Outcome.NO_LABEL),
    ],
)
def test_a_reference_that_does_not_arrive_says_why(reference: str, outcome: Outcome) -> None:
    assert [found for found, _ in aims(reference)] == [outcome]


@pytest.mark.parametrize(
    "prose",
    [
        "what resolves 3 problems",
        "in accordance with 9.3.4 below",
        "considering the time",
        "in considering 4 options",
    ],
)
def test_prose_is_no_reference(prose: str) -> None:
    assert aims(prose) == []


def _paths(document: Document) -> list[tuple[str, ...]]:
    return [
        tuple(document.clauses[t.clause].path for t in one.targets)
        for one in citations.find(document).references
    ]


@needs_shared
@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_the_references_of_one_text_name_the_same_clauses_in_six_languages(language: str) -> None:
    path = SHARED / "data" / "six" / f"A-{language}" / "proposal-clean.docx"
    document = api.read(path.read_bytes(), path.name)
    assert _paths(document) == [("4/c",), ("6/4",), ("7/2",)]


@needs_shared
def test_no_reference_of_the_final_acts_points_nowhere() -> None:
    outcomes = []
    for path in sorted((SHARED / "data" / "itu-pp18").glob("*.txt")):
        document = api.read(path.read_bytes(), path.name)
        outcomes += [one.outcome for one in citations.find(document).references]
    assert len(outcomes) >= 45
    assert set(outcomes) == {Outcome.FOUND, Outcome.ELSEWHERE}


def test_provisions_recommendations_and_sessions_are_found() -> None:
    text = (
        "Nos. 191A and 191B of the Convention, Article 50 of the Constitution, §§ 27 c) and 50 d) "
        "of the Tunis Agenda, Recommendation ITU-T D.50, the 2011 session of the Council, WTSA-2000"
    )
    found = cited(text, "en")
    assert [one.numbers for one in found.provisions] == [
        ("191a", "191b"),
        ("50",),
        ("27 c)", "50 d)"),
    ]
    assert [(r.sector, r.series, r.number) for r in found.recommendations] == [("T", "D", "50")]
    assert [(s.body, s.years) for s in found.sessions] == [("Council", (2011,)), ("WTSA", (2000,))]


@pytest.mark.parametrize(
    ("language", "text", "body", "year"),
    [
        ("fr", "à la session de 2011 du Conseil", "Council", 2011),
        ("es", "a la reunión de 2011 del Consejo", "Council", 2011),
        ("ru", "на сессии Совета 2011 года", "Council", 2011),
        ("zh", "向2024年世界电信标准化全会做出报告", "WTSA", 2024),
        ("ar", "إلى دورة المجلس لعام 2011", "Council", 2011),
    ],
)
def test_sessions_are_found_in_every_language(
    language: str, text: str, body: str, year: int
) -> None:
    assert [(s.body, s.years) for s in cited(text, language).sessions] == [(body, (year,))]
