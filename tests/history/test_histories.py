"""Where words came from, told of small texts that a lawyer could check."""

from __future__ import annotations

import pytest
from telling_texts import edition

from resdiff.errors import UsageError
from resdiff.history import History, Story, trace
from resdiff.history.choosing import chosen
from resdiff.history.rendering import Look, render
from resdiff.history.rendering.telling import of_story
from resdiff.model import View
from resdiff.parsers import read
from resdiff.renderers.words import words

OWN = words("en")


def told(history: History, story: Story) -> list[tuple[str, str]]:
    """The words of a clause by edition, blanks aside."""
    text = history.text(story)
    return [
        (history.names[p.first], text[p.start : p.stop].strip())
        for p in story.phrases
        if text[p.start : p.stop].strip()
    ]


def only(history: History, path: str) -> Story:
    """The clause of the last edition that is called so."""
    (story,) = [x for x in chosen(history, path) if x.edition == history.last]
    return story


THREE = trace(
    [
        edition(2010, "resolves\n1\tthat Internet-related issues are settled by the Council;\n"),
        edition(2014, "resolves\n1\tthat other Internet issues are settled by the Council;\n"),
        edition(
            2018,
            "resolves\n1\tthat Internet-related issues are settled by the Council every year;\n",
        ),
    ]
)


def test_a_word_is_of_the_edition_since_which_it_stands() -> None:
    story = only(THREE, "1/1")
    assert told(THREE, story) == [
        ("2010", "that"),
        ("2018", "Internet-related"),
        ("2010", "issues are settled by the Council"),
        ("2018", "every year"),
        ("2010", ";"),
    ]


def test_words_that_fell_and_came_back_are_known_again() -> None:
    (back,) = [e for p in only(THREE, "1/1").phrases for e in p.echoes]
    assert back.back
    assert (back.text, THREE.names[back.edition]) == ("Internet-related", "2010")


def test_what_a_word_replaced_is_said() -> None:
    story = only(THREE, "resolves 1")
    replaced = [THREE.sources[p.source].replaced for p in story.phrases if p.first == 2]
    assert "other Internet" in replaced


def test_words_that_nothing_replaced_leave_a_gap() -> None:
    history = trace(
        [
            edition(2010, "resolves\n1\tto help the small and remote islands;\n"),
            edition(2014, "resolves\n1\tto help the islands;\n"),
            edition(2018, "resolves\n1\tto help the islands;\n"),
        ]
    )
    (gap,) = only(history, "1/1").gaps
    text = history.text(only(history, "1/1"))
    assert (gap.text.strip(), history.names[gap.last]) == ("small and remote", "2010")
    assert text[: gap.at].split()[-1:] == ["the"] or text[gap.at :].split()[:1] == ["islands;"]


LOST = (
    "a)\tthat the repair of cables in storms costs far more than islands can pay;\n"
    "b)\tthat a forum on cables is held each year in a different island;\n"
    "c)\tthat radio amateurs have kept the islands in touch;\n"
)


def test_a_fallen_clause_is_told_where_it_stood_with_when_it_fell() -> None:
    kept = "".join(line for line in LOST.splitlines(True) if "forum" not in line)
    history = trace([edition(2010, f"considering\n{LOST}"), edition(2014, f"considering\n{kept}")])
    (fallen,) = history.fallen
    assert of_story(history, fallen, OWN) == ("fell in 2014",)
    text = render(history, "text").decode()
    lines = [line for line in text.splitlines() if line.startswith("2010")]
    at = next(n for n, line in enumerate(lines) if line.startswith("2010†"))
    assert "forum" in lines[at]
    assert "costs" in lines[at - 1]
    assert "amateurs" in lines[at + 1]


def test_a_clause_that_is_gone_for_one_edition_is_known_again() -> None:
    kept = "".join(line for line in LOST.splitlines(True) if "forum" not in line)
    history = trace(
        [
            edition(2010, f"considering\n{LOST}"),
            edition(2014, f"considering\n{kept}"),
            edition(2018, f"considering\n{LOST}"),
        ]
    )
    said = of_story(history, only(history, "1/b"), OWN)
    assert "new in 2018" in said
    assert "came back: it stood in 2010, considering b)" in said
    (fallen,) = history.fallen
    assert [history.names[e.edition] for e in fallen.went] == ["2018"]
    assert set(chosen(history, "1/b")) == {only(history, "1/b"), fallen}


def test_a_short_clause_that_came_back_is_known_by_all_its_words() -> None:
    short = "iii)\tnaming and addressing;\n"
    rest = "i)\tcables between remote islands;\nii)\tthe cost of ships that repair them;\n"
    history = trace(
        [
            edition(2010, f"resolves\n{rest}{short}"),
            edition(2014, f"resolves\n{rest}"),
            edition(2018, f"resolves\n{rest}{short}"),
        ]
    )
    (back,) = [e for x in history.stories for p in x.phrases for e in p.echoes]
    assert (back.text, back.back) == ("naming and addressing", True)


def test_a_new_letter_is_told_and_so_is_the_old_one() -> None:
    history = trace(
        [
            edition(2010, f"considering\n{LOST}"),
            edition(
                2014,
                "considering\na)\tthat a new satellite now serves all of them well;\n"
                + LOST.replace("c)\t", "d)\t").replace("b)\t", "c)\t").replace("a)\t", "b)\t"),
            ),
        ]
    )
    assert of_story(history, only(history, "1/d"), OWN) == ("renumbered in 2014, was c)",)
    assert history.names[only(history, "1/d").label_first] == "2014"


def test_a_moved_clause_keeps_its_origin() -> None:
    line = "that a forum on cables is held each year in a different island"
    history = trace(
        [
            edition(2010, f"recalling\na)\t{line};\nb)\tNo. 7;\nconsidering\na)\tthe sea;\n"),
            edition(2014, f"recalling\na)\tNo. 7;\nconsidering\na)\tthe sea;\nb)\t{line};\n"),
        ]
    )
    story = only(history, "2/b")
    assert {p.first for p in story.phrases} == {0}
    assert "moved in 2014, from recalling a)" in of_story(history, story, OWN)


def test_both_parts_of_a_split_clause_come_from_the_one() -> None:
    first = "to repair the cables between all inhabited islands before the season of storms begins"
    second = "to publish every year what the repair of those cables has cost each administration"
    history = trace(
        [
            edition(2010, f"resolves\n1\t{first} and {second};\n2\tto rest;\n"),
            edition(2014, f"resolves\n1\t{first};\n2\t{second};\n3\tto rest;\n"),
        ]
    )
    for path in ("1/1", "1/2"):
        story = only(history, path)
        assert "split in 2014, from resolves 1" in of_story(history, story, OWN)
        assert history.names[story.phrases[0].first] == "2010"
    page = render(history, "html").decode()
    assert page.count('class="elsewhere"') == 1  # the one clause is shown once, then referred to


def test_editions_out_of_their_order_are_taken_as_given_with_a_word() -> None:
    history = trace([edition(2018, "recalling\na)\tx;\n"), edition(2010, "recalling\na)\tx;\n")])
    assert [n.slug for n in history.notices if n.slug == "editions-order"]
    assert history.names == ("2018", "2010")


def test_editions_of_one_year_are_called_by_their_files() -> None:
    both = [edition(2018, "recalling\na)\tx;\n", name) for name in ("draft.txt", "final.txt")]
    assert trace(both).names == ("draft", "final")


def test_one_edition_is_no_history() -> None:
    with pytest.raises(UsageError, match="at least two"):
        trace([edition(2018, "recalling\na)\tx;\n")])


def test_an_unknown_path_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="no edition has a clause '1/9'") as caught:
        chosen(THREE, "1/9")
    assert "1/1" in caught.value.hint


def test_a_path_of_one_edition_is_asked_for_with_its_name() -> None:
    assert chosen(THREE, "2014:1/1") == chosen(THREE, "1/1")
    with pytest.raises(UsageError):
        chosen(THREE, "2014:7/7")


def test_a_number_that_a_word_processor_counts_is_no_new_word() -> None:
    def noted(notes: str) -> bytes:
        return ("# Cables\n\n" + notes).encode()

    old = read(noted("They broke.[^x]\n\n[^x]: Twice.\n"), "old.md", View.FINAL)
    new = read(
        noted("It blew.[^w]\n\nThey broke.[^x]\n\n[^w]: Hard.\n\n[^x]: Twice.\n"),
        "new.md",
        View.FINAL,
    )
    history = trace([old, new])
    (story,) = [x for x in history.stories if "They broke" in history.text(x)]
    assert {p.first for p in story.phrases} == {0}


def test_text_wraps_and_is_plain_without_colour() -> None:
    plain = render(THREE, "text", Look(width=40)).decode()
    assert "\x1b" not in plain
    assert max(map(len, plain.splitlines())) <= 60  # a word and its margin
    assert "\x1b[" in render(THREE, "text", Look(color=True)).decode()


def test_ten_editions_can_each_be_picked_out() -> None:
    words_ = ["cables", "ships", "masts", "buoys", "radios", "lamps", "flags", "drums", "kites"]
    bodies = [" ".join(["that", *words_[:n], "shall be kept;"]) for n in range(10)]
    texts = (edition(2010, f"resolves\n1\t{x}\n", f"e{n}.txt") for n, x in enumerate(bodies))
    history = trace(list(texts))
    page = render(history, "html").decode()
    assert told(history, only(history, "1/1"))[-2] == ("e9", "kites")
    assert "main:has(#only-9:checked) .one .from:not(.since-9)" in page
    assert 'class="from e2 since-9' in page  # looks take turns, numbers do not


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_the_page_speaks_six_languages(language: str) -> None:
    page = render(THREE, "html", Look(language=language)).decode()
    assert words(language)["latest"] in page
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page
