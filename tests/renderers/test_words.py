"""What the pages say obeys each language's own typography."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import resdiff
from resdiff import parsers
from resdiff.language import LANGUAGES
from resdiff.model import View
from resdiff.renderers.summary import place
from resdiff.renderers.words import words
from resdiff.resources import templates

_FORBIDDEN = {
    "en": "[«»]| %",
    "fr": r"(?<! ) [:;!?%»]|[^\s\u00a0\u202f(][;:!?»%]|«[^\u00a0]|\w'\w|\.\.\.",
    "es": "[“”]| %|« | »",
    "ru": "[“”ёЁ]| %|« | »",
    "zh": r"[\u4e00-\u9fff}][,:;()«»]|[,:;()][\u4e00-\u9fff{]|……",
    "ar": r"[\u0600-\u06ff}\u2069] ?[,;?]|%|[“”]",
}
_MIXED = re.compile(r"[A-Za-zÀ-ÿ][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-zÀ-ÿ]")
_DATA = sorted(Path(resdiff.__file__).parent.rglob("*.toml"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_the_signs_of_its_language(language: str) -> None:
    wrong = {k: v for k, v in words(language).items() if re.search(_FORBIDDEN[language], v)}
    assert not wrong


@pytest.mark.parametrize("path", [templates() / "words.toml", *_DATA], ids=lambda p: str(p.name))
def test_no_word_mixes_latin_letters_with_cyrillic(path: Path) -> None:
    said = re.sub(r"\\[a-zA-Z]|\[[^\]\n]*\]", " ", path.read_text(encoding="utf-8"))
    assert not _MIXED.findall(said)


def test_what_may_be_latin_is_set_apart_in_arabic() -> None:
    for key, said in words("ar").items():
        for name in re.findall(r"\{(?:place|first|last|edition|text)\}", said):
            assert f"\u2068{name}\u2069" in said, key


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("РЕЗОЛЮЦИЯ 991 (Дубай, 2018 г.)\nучитывая,\na)\tчто связь важна,\n", "учитывая a)"),
        ("第991号决议（2018年，迪拜）\n考虑到：\na)\t通信很重要，\n", "考虑到 a)"),
    ],
)
def test_the_sign_behind_a_call_is_no_part_of_its_name(text: str, named: str) -> None:
    document = parsers.read(text.encode(), "text.txt", View.FINAL)
    index = next(n for n, clause in enumerate(document.clauses) if clause.label.strip() == "a)")
    assert place(document, index) == named
