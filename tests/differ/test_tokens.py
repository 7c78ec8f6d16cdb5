"""What is never cut in two."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resdiff.differ import Options
from resdiff.differ.edits import edits
from resdiff.differ.likeness import features
from resdiff.differ.tokens import tokenize
from resdiff.errors import UsageError
from resdiff.model import Edit, NoteMark


def words(text: str) -> list[str]:
    return [text[t.start : t.stop] for t in tokenize(text) if not text[t.start : t.stop].isspace()]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("(Rev. Buenos Aires, 2017)", ["Rev.", "Buenos Aires", "2017"]),
        ("(Rév. Charm el-Cheikh, 2019)", ["Rév.", "Charm el-Cheikh", "2019"]),
        ("（2017年，布宜诺斯艾利斯，修订版）", ["布宜诺斯艾利斯"]),
        ("(المراجَع في بوينس آيرس، 2017)", ["بوينس آيرس"]),
        ("No. 196, §§ 27 c), 1.1 and 2,000", ["No.", "196", "27", "1.1", "2,000"]),
        ("4G/LTE和5G网络, IPv6, D.50, ITU-T", ["4G/LTE", "5G", "IPv6", "D.50", "ITU-T"]),
        ("IP‑based, state-of-the-art", ["IP‑based", "state-of-the-art"]),
        ("l'Union, world's", ["l'", "Union", "world", "'s"]),
        ("государствами-членами", ["государствами-членами"]),
        ("المدرَّبين القـرارات", ["المدرَّبين", "القـرارات"]),
        ("WTDC-06", ["WTDC", "06"]),
    ],
)
def test_names_numbers_and_terms_are_whole(text: str, kept: list[str]) -> None:
    assert set(kept) <= set(words(text))


def marked(old: str, new: str, options: Options | None = None) -> list[tuple[str, str]]:
    found, _ = edits(old, new, options=options)
    return [(old[e.old_start : e.old_stop], new[e.new_start : e.new_stop]) for e in found]


def test_an_island_of_small_words_is_given_up() -> None:
    old, new = "the quality of the service", "an increase of all traffic"
    assert len(marked(old, new)) == 1


def test_a_kept_phrase_between_two_changes_stays() -> None:
    old = "that the existence of the Internet permits the introduction of new applications"
    new = "that the increased use of the Internet introduces new applications"
    assert marked(old, new) == [
        ("existence", "increased use"),
        ("permits the introduction of", "introduces"),
    ]


def test_a_chinese_word_is_replaced_whole() -> None:
    assert marked("与其它成员国交流", "与其他成员国交流") == [("其它", "其他")]
    assert marked("推进向互联网", "促进互联网") == [("推进向", "促进")]


def test_a_japanese_word_of_two_characters_is_replaced_whole() -> None:
    old, new = "仕様書を利用する組織の目標", "仕様書を使用する組織の目標"
    assert marked(old, new) == [("利用", "使用")]


def test_an_unreadable_mixture_is_shown_as_two_texts() -> None:
    old = "sequence of program locations that specify a possible execution path through the code"
    new = "set of one or more flows which as a whole may specify some pattern of code that matters"
    assert marked(old, new) == [(old, new)]


def test_many_small_patches_that_leave_half_are_shown_as_two_texts() -> None:
    old = "The format of the string value of the target property SHALL be chosen by the tool alone"
    new = "The format of each property name SHALL be consistent with all names that the tool saw"
    assert marked(old, new) == [(old, new)]


def test_amid_texts_written_anew_a_text_that_keeps_little_is_shown_as_two() -> None:
    old, new = (
        'A Boolean value of true would be represented as "true".',
        'A Boolean such as "true".',
    )
    assert edits(old, new)[0] != (Edit(0, len(old), 0, len(new)),)
    assert edits(old, new, amid=True)[0] == (Edit(0, len(old), 0, len(new)),)


def test_amid_texts_written_anew_a_text_that_keeps_much_is_patched() -> None:
    old, new = "a simple name of a variable", "a new name of a variable"
    assert edits(old, new, amid=True) == edits(old, new)


def test_amid_texts_written_anew_a_text_that_was_only_cut_is_patched() -> None:
    old, new = "a policy and where copies of it can be found;", "a policy;"
    assert edits(old, new, amid=True) == edits(old, new)


def test_an_inserted_word_takes_the_blank_after_it() -> None:
    assert marked("the Open Source Initiative", "the Open Source Software Initiative") == [
        ("", "Software ")
    ]


def test_a_letter_that_ends_a_word_comes_and_goes_alone() -> None:
    assert marked("each Member State and", "each Member States and") == [("", "s")]
    assert marked("the read buffers.", "the read buffer.") == [("s", "")]
    assert marked("les pays membre,", "les pays membres,") == [("", "s")]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("process", "processes"),
        ("soring", "sorting"),
        ("state", "States"),
        ("state", "status"),
        ("ii", "iii"),
        ("a", "an"),
        ("IPv6", "IPv64"),
        ("201", "2018"),
        ("WTSA", "WTSAB"),
        ("القرار", "القرارا"),
    ],
)
def test_a_word_that_changed_otherwise_is_replaced_whole(was: str, now: str) -> None:
    assert marked(f"the {was} here", f"the {now} here") == [(was, now)]


def test_for_tracing_words_every_word_stays_whole() -> None:
    assert marked("the State shall", "the States shall", Options(pieces=True)) == [
        ("State", "States")
    ]


def test_blanks_among_blanks_stand_where_a_line_begins_or_before_a_word() -> None:
    for old, new, place in [
        ("  to act", "    to act", 0),
        ("act\n  then", "act\n    then", 4),
        ("n = 3; /* three */", "n = 3;   /* three */", 7),
    ]:
        [edit] = edits(old, new)[0]
        assert (edit.old_start, edit.old_stop) == (place, place)


def test_a_paragraph_end_between_two_words_is_marked_alone() -> None:
    assert marked("to the portal\nthat the date", "to the portalthat the date") == [("\n", "")]


def test_a_space_of_another_kind_is_marked_alone() -> None:
    assert marked("No.\u00a0196 of the", "No. 196 of the") == [("\u00a0", " ")]


def test_an_inserted_parenthesis_is_inserted_whole() -> None:
    old, new = (
        "of low-power terminals (on land) for",
        "of low-power terminals (at sea) (on land) for",
    )
    assert [piece.strip() for _, piece in marked(old, new)] == ["(at sea)"]


def test_a_footnote_mark_counted_anew_is_the_same_mark() -> None:
    old, new = "islets1;", "islets2;"
    mark = (NoteMark(6, 7, "n", True),)
    assert edits(old, new, mark, mark) == ((), False)


def test_a_mark_that_is_only_typed_on_one_side_is_shown() -> None:
    found, _ = edits("islets1;", "islets1;", (NoteMark(6, 7, "n", True),), ())
    assert [(e.old_start, e.old_stop) for e in found] == [(6, 7)]


@pytest.mark.parametrize(
    ("ignored", "old", "new"),
    [
        ("space", "a  b\u00a0c", "a b c"),
        ("case", "Member states", "Member States"),
        ("punctuation", "IPv6,", "IPv6;"),
        ("hyphens", "e-mail", "email"),
    ],
)
def test_what_is_ignored_is_not_shown(ignored: str, old: str, new: str) -> None:
    assert marked(old, new)
    assert not marked(old, new, Options(frozenset({ignored})))


def test_ignoring_something_unknown_is_a_misuse() -> None:
    with pytest.raises(UsageError, match="colour"):
        Options(frozenset({"colour"}))


def test_a_very_long_stretch_is_cut_at_phrases_that_stand_once() -> None:
    old = [f"word{i}" for i in range(4000)]
    new = [w if i % 50 else "changed" for i, w in enumerate(old)]
    found, cut = edits(" ".join(old), " ".join(new))
    assert len(found) == 80
    assert not cut


def test_a_stretch_too_long_to_look_into_is_said_to_be() -> None:
    old, new = " ".join(["one two"] * 1200), " ".join(["three four"] * 1200)
    assert edits(old, new)[1]


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 64 (Rev. Buenos Aires, 2017), world's IPv6 4G/LTE l'Union D.50 No. 196 WTDC-06",
        "государствами-членами (Пересм. Шарм-эль-Шейх, 2018 г.) № 5 п. 3",
        "(المراجَع في بوينس آيرس، 2017) القـرارات ب)",
        "état-major – «œuvre» ﬁn… a_b x2y ¾ №7",
    ],
)
def test_chinese_elsewhere_in_a_text_changes_no_token(text: str) -> None:
    # Texts without Chinese are cut by patterns that leave its ranges out.
    assert tokenize(f"{text}\n汉")[:-2] == tokenize(text)


PLAIN = st.text("abcXYZ \t019.,:;()_-'`/\"Nos", max_size=40)


@given(PLAIN)
@settings(max_examples=200)
def test_signs_of_other_scripts_elsewhere_in_a_text_change_no_token(text: str) -> None:
    text += "\n"
    for elsewhere in ("e\u0301", "Š", "Ж", "é “”"):
        assert tokenize(text + elsewhere)[: len(tokenize(text))] == tokenize(text)


@given(PLAIN)
@settings(max_examples=200)
def test_signs_of_other_scripts_elsewhere_in_a_text_change_no_feature(text: str) -> None:
    known = features(text)
    for elsewhere in ("\né", "\nЖ", "\n漢"):
        more = features(text + elsewhere)
        assert known == {f: more[f] for f in more if f.isascii()}
