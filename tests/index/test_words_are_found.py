"""Words are found in six languages, in whatever form they stand, and marked where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import CORPUS
from hypothesis import given
from hypothesis import strategies as st
from shelf import filled, put, resolution

from resdiff import index
from resdiff.errors import UsageError
from resdiff.index import Filter, queries, words
from resdiff.index.store import Connection

TEXTS = {
    "en": "that Member States should promote access to the Internet in developing countries;",
    "fr": "que les États Membres devraient élaborer des stratégies de télécommunication;",
    "es": "que las organizaciones regionales adopten medidas para la accesibilidad;",
    "ru": "что Государства-Члены выполняют резолюции и рекомендации конференции;",
    "zh": "成员国须促进电信基础设施的发展，并执行第64号决议；",
    "ar": "أن تنفّذ الدول الأعضاء والقرارات ذات الصلة بالاتصالات الـدولية؛",
}
SIGNS = st.text(alphabet="ab*\"“”-()AND ORNOT:^+{}\\'中文号第ا\u0640é\ud800\u0000 ", max_size=30)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Connection:
    folder = tmp_path_factory.mktemp("words")
    for at, (language, text) in enumerate(TEXTS.items()):
        put(folder, f"{language}.txt", f"{resolution(str(900 + at), 'Dubai, 2018', [text])}")
    with filled(folder / "index.db", folder) as connection:
        yield connection


def found(connection: Connection, query: str) -> list[str]:
    return [hit.text for hit in index.search(connection, query, Filter()).hits]


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("en", "INTERNET", "Internet"),
        ("en", '"developing countries"', "developing countries"),
        ("en", "develop*", "developing"),
        ("fr", "etats", "États"),
        ("fr", "Télécommunication", "télécommunication"),
        ("ru", "РЕЗОЛЮЦИИ", "резолюции"),
        ("zh", "电信", "电信"),
        ("zh", "号", "号"),
        ("zh", "信", "信"),
        ("zh", "第64号决议", "第64号决议"),
        ("zh", "促进电信基础设施", "促进电信基础设施"),
        ("ar", "تنفذ", "تنفّذ"),
        ("ar", "الدولية", "الـدولية"),
        ("ar", '"الدول الأعضاء"', "الدول الأعضاء"),
    ],
)
def test_a_word_is_found_and_marked_where_it_stands(
    shelf: Connection, text: str, query: str, marked: str
) -> None:
    hits = index.search(shelf, query, Filter()).hits
    texts = [hit for hit in hits if hit.text == TEXTS[text]]
    assert len(texts) == 1, [hit.text for hit in hits]
    assert marked in {texts[0].text[start:stop] for start, stop in texts[0].marks}


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        ("en", "resolution", "resolutions"),
        ("fr", "stratégie", "stratégies"),
        ("es", "organización", "organizaciones"),
        ("ru", "резолюция", "резолюциями"),
        ("ar", "قرار", "والقرار"),
        ("ar", "الاتصالات", "بالاتصالات"),
    ],
)
def test_forms_of_one_word_share_a_stem(language: str, word: str, other: str) -> None:
    assert words.stem(word, language) == words.stem(other, language) != ""


def test_the_form_that_was_asked_for_comes_first(tmp_path: Path) -> None:
    clauses = ["to consult the members on lamps and wires;", "to hold a consultation on lamps now."]
    put(tmp_path, "a.txt", resolution("900", "Dubai, 2018", clauses))
    with filled(tmp_path / "i.db", tmp_path) as connection:
        assert found(connection, "consultation") == list(reversed(clauses))
        assert found(connection, "consult") == clauses


def test_a_query_says_or_and_not(shelf: Connection) -> None:
    assert found(shelf, "Internet OR 电信") == found(shelf, "电信 | internet")
    assert len(found(shelf, "Internet OR 电信")) == 2
    assert found(shelf, "Internet developing") == found(shelf, "Internet AND developing") != []
    assert found(shelf, "Internet -developing") == []
    assert found(shelf, "Internet NOT lamps") == [TEXTS["en"]]


@pytest.mark.parametrize(
    "query", ["", " ", '""', "*", "-", "AND", "OR NOT |", "؟ ،", "-lamps", "\x00"]
)
def test_a_query_without_a_word_is_refused(query: str) -> None:
    with pytest.raises(UsageError, match="the query says"):
        queries.query(query)


def test_a_query_of_very_many_words_is_refused() -> None:
    with pytest.raises(UsageError, match="more than 40 words"):
        queries.query("lamp " * 41)


@given(SIGNS)
def test_no_query_is_wrong_but_one_without_a_word(shelf: Connection, query: str) -> None:
    try:
        answer = index.search(shelf, query, Filter())
    except UsageError:
        return
    assert answer.total >= len(answer.hits)


@given(st.sampled_from(sorted(TEXTS)), st.integers(0, 60), st.integers(1, 12))
def test_every_stretch_of_a_text_in_quotes_finds_that_text_and_marks_it(
    shelf: Connection, language: str, start: int, length: int
) -> None:
    text = TEXTS[language]
    spoken = words.words(text)[start : start + length]
    if not spoken:
        return
    stretch = text[spoken[0].start : spoken[-1].stop]
    hits = index.search(shelf, f'"{stretch}"', Filter()).hits
    assert text in {hit.text for hit in hits}
    marks = next(hit.marks for hit in hits if hit.text == text)
    assert (spoken[0].start, spoken[-1].stop) in marks


@given(st.text(max_size=80), st.text(max_size=8))
def test_marks_are_in_order_inside_the_text_and_apart(text: str, query: str) -> None:
    try:
        asked = queries.query(query)
    except UsageError:
        return
    edges = [edge for mark in queries.marks(asked, text, "en") for edge in mark]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(text) for edge in edges)


def test_chinese_of_a_real_text_is_found_by_any_two_characters(tmp_path: Path) -> None:
    with filled(tmp_path / "i.db", CORPUS / "res64-zh" / "base.docx") as connection:
        texts = [row[0] for row in connection.execute("SELECT text FROM wordings")]
        for pair in ("部署", "过渡", "协议", "国家", "决议"):
            hits = index.search(connection, pair, Filter(), limit=1000).hits
            assert {hit.text for hit in hits} == {text for text in texts if pair in text} != set()
