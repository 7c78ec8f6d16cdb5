"""What holds for every text: it is read, nothing of it is lost, paths are unique, parents
precede."""

from __future__ import annotations

import pytest
from conftest import CORPUS
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import check_laws, check_nothing_lost, read_text

from resdiff.errors import EmptyFile
from resdiff.model import Kind
from resdiff.parsers import text

LABELS = ["a)", "b)", "c)", "i)", "ii)", "v)", "x)", "1", "2", "10", "1.1", "2.3.1", "–", "•", "(1"]
LABELS += [
    "fg)",
    "46",
    "aa)",
    "b)bis",
    "1bis",
    "أ )",
    "ب)",
    "а)",
    "с)",
    "□",
    "1bis.1",
    "A.",
    "iiii)",
]
HEADS = [
    "RESOLUTION 101 (REV. DUBAI, 2018)",
    "DRAFT NEW RESOLUTION [ECP-1]",
    "第64号决议（2022年，日内瓦，修订版）",
    "РЕЗОЛЮЦИЯ 12 (Пересм. Дубай, 2018 г.)",
    "القرار 417 (WRC-07)",
    "MOD\tECP/38A4/1",
    "Reasons:\tIt is needed.",
    "摘要：",
    "ANNEX 1 TO RESOLUTION 101 (REV. DUBAI, 2018)",
    "(Kyoto, 1994) – (Rev. Dubai, 2018)",
    "The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),",
    "The Council,",
    "__________",
]
CALLS = [
    "recalling",
    "considering further",
    "resolves",
    "instructs the Secretary-General",
    "认识到",
]
CALLS += ["invites Member States", "责成电信标准化局主任", "решает", "يقرر", "décide", "resuelve"]
WORDS = ["that", "to", "the Union shall help", "developing countries1", "see resolves 2 above"]
WORDS += [
    "a) first",
    "ii) second",
    "1 third",
    "- fourth",
    "有必要",
    "ANNEX 2 TO RESOLUTION 1 (X, 2018)",
]
WORDS += [
    "[footnoteRef:1]1",
    "[1: 1 \tbody]",
    "[bookmark: _Toc1]",
    "____________________ 1 A note.",
]
WORDS += ["instructs the Director of BDT to act", "\u00a0", "]", "[", "(Rev. Dubai, 2018)"]

words = st.lists(st.sampled_from([*WORDS, *CALLS]), min_size=0, max_size=5).map(" ".join)
ends = st.sampled_from(["", ",", ";", ".", ":", "；", "，", " "])
items = st.tuples(st.sampled_from(LABELS), st.sampled_from(["\t", " ", " \t"]), words, ends).map(
    "".join
)
paragraphs = st.tuples(words, ends).map("".join)
lines = st.one_of(st.sampled_from(HEADS), st.sampled_from(CALLS), items, paragraphs)
texts = st.lists(lines, min_size=1, max_size=25).map("\n".join)


def check(source: str) -> None:
    try:
        document = read_text(source)
    except EmptyFile:
        assert not source.strip(" \t\r\n\ufeff")
        return
    check_laws(document)
    check_nothing_lost(document, text.lines(source.removeprefix("\ufeff")))


@given(texts)
@settings(max_examples=250)
def test_any_mixture_of_what_itu_texts_hold_is_read_and_nothing_is_lost(source: str) -> None:
    check(source)


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n"), min_size=1)
)
@settings(max_examples=100)
def test_any_text_is_read_and_nothing_is_lost(source: str) -> None:
    check(source)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A seed text after a few accidents: lines joined, lost, doubled, cut, swapped; characters
    lost."""
    name = draw(
        st.sampled_from(["res101-en/base.txt", "res64-zh/new.txt", "res101-en/flattened.txt"])
    )
    found = (CORPUS / name).read_text(encoding="utf-8").split("\n")
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(found) - 2))
        match draw(st.integers(0, 5)):
            case 0:
                found[at : at + 2] = [f"{found[at]} {found[at + 1]}"]
            case 1:
                del found[at]
            case 2:
                found.insert(at, found[at])
            case 3:
                cut = draw(st.integers(0, len(found[at])))
                found[at : at + 1] = [found[at][:cut], found[at][cut:]]
            case 4:
                found[at], found[at + 1] = found[at + 1], found[at]
            case _:
                cut = draw(st.integers(0, len(found[at])))
                found[at] = found[at][:cut] + found[at][cut + 1 :]
    return "\n".join(found)


@given(mutated())
@settings(max_examples=80)
def test_a_seed_after_accidents_is_read_and_nothing_is_lost(source: str) -> None:
    check(source)


@pytest.mark.parametrize("name", ["res101-en", "res64-zh"])
@pytest.mark.parametrize("edition", ["base", "new", "flattened"])
def test_the_seed_texts_are_kept_whole(name: str, edition: str) -> None:
    check((CORPUS / name / f"{edition}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "source",
    [
        "RESOLUTION 101 (REV. DUBAI, 2018)\nrecalling\na)\t\n[ [footnoteRef:1]1.",
        "RESOLUTION 101 (REV. DUBAI, 2018)\nrecalling\na)\t\nrecalling",
        "RESOLUTION 101 (REV. DUBAI, 2018)\nrecalling\n\ufeffa)\tthat\n\u200fb)\tthat",
        "The Council,\na)\tthat ____________________ 1 A note. that",
    ],
)
def test_what_the_generator_found_once_is_kept(source: str) -> None:
    check(source)


@given(texts)
@settings(max_examples=60)
def test_the_same_text_is_read_the_same(source: str) -> None:
    if source.strip():
        assert read_text(source) == read_text(source)


@given(st.lists(paragraphs, min_size=1, max_size=12).map("\n".join))
@settings(max_examples=60)
def test_a_text_without_number_line_sentence_and_calls_has_no_section(source: str) -> None:
    plain = source
    for call in CALLS:
        plain = plain.replace(call, "word")
    if not plain.strip():
        return
    document = read_text(plain)
    if not document.instruments:
        assert [n.slug for n in document.notices] == ["no-resolution"]
        assert not [c for c in document.clauses if c.kind is Kind.CALL]
