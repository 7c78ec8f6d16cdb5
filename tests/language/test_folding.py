"""Folding: each folded sign knows where it came from, and phrases are found in folded text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resdiff.language.folding import fold, fold_with_origins
from resdiff.language.phrases import Phrases

TEXTS = st.one_of(st.text(max_size=40), st.text(" \t\n\u00a0’“—aÉœ…`'\u0301ـة", max_size=40))


@given(TEXTS)
@settings(max_examples=200)
def test_each_folded_sign_comes_from_the_sign_it_is_said_to_come_from(text: str) -> None:
    folded = fold_with_origins(text)
    assert len(folded.origins) == len(folded.text) + 1
    assert folded.origins[-1] == len(text)
    assert list(folded.origins) == sorted(folded.origins)
    for sign, origin in zip(folded.text, folded.origins, strict=False):
        assert sign.isspace() if fold(text[origin]) == "" else sign in fold(text[origin])


@given(TEXTS)
@settings(max_examples=200)
def test_a_text_folds_to_the_same_with_and_without_its_places(text: str) -> None:
    assert fold(text) == " ".join(fold_with_origins(text).text.split())


@pytest.mark.parametrize(
    ("phrase", "text", "end"),
    [
        ("with * satisfaction", "with satisfaction the report", "with satisfaction"),
        ("with * satisfaction", "with great satisfaction the", "with great satisfaction"),
        ("with * satisfaction", "with very great satisfaction", None),
        ("study group *", "study group 13 and others", "study group 13"),
        ("study group *", "study group ", None),
        ("study groups * and *", "study groups 13 and 15-a", "study groups 13 and 15-a"),
        ("the next * of", "the next session of", "the next session of"),
    ],
)
def test_a_star_in_a_phrase_is_a_word_or_none_and_at_its_end_a_word(
    phrase: str, text: str, end: str | None
) -> None:
    assert [text[:stop] for stop in Phrases([phrase]).ends(text, 0)] == ([end] if end else [])
