"""One piece of evidence at a time: what a reader would see, and what is said about it."""

from __future__ import annotations

import pytest
from flattening import CRITIC

from resdiff.model import Mark
from resdiff.recovery import Certainty, Recovery, Signed, Stretch, recover, render

SIGNED = Signed("tester", "", "flat.txt")


def of(marked: str) -> Recovery:
    """What is made of a text in CriticMarkup that was run together, with its base."""
    flat = CRITIC.sub(lambda m: m["ins"] or m["del"] or "", marked)
    base = CRITIC.sub(lambda m: m["del"] or "", marked)
    return recover(flat, base=base)


def critic(recovery: Recovery) -> str:
    return render(recovery, "critic", SIGNED).decode()


def deletions(recovery: Recovery) -> list[Stretch]:
    return [s for s in recovery.stretches if s.mark is Mark.DELETED]


EXACT = {
    "a place and a year": "Resolution 9 (Rev. {++Busan++}{--Guadalajara--}, {++2014++}{--2010--})",
    "a whole edition": "Resolution 6 ({--Dubai, 2012--}{++Bucharest, 2022++}) of this conference;",
    "an edition in Chinese": "第64号决议（{--2022年，日内瓦--}{++2024年，新德里++}，修订版）",
    "an edition that is revised now": (
        "Resolution 9 ({--Buenos Aires, 2017--}{++Rev. Kigali, 2022++}) of WTDC;"
    ),
    "capitals": "to exchange with other {--member states--}{++Member States++} the lessons learned",
    "a sign": "2\tto continue the work on numbering{--;--}{++,++}",
    "a word without a blank": "makes the repair of that link an {--important--}{++urgent++} task;",
    "an insertion alone": "that masts {++and cables ++}are damaged by storms,",
    "a call": "{--resolves to instruct--}{++instructs++} the Secretary-General",
    "a hyphenated word": "the evolution to {--next-generation--}{++future++} networks",
}


@pytest.mark.parametrize("marked", EXACT.values(), ids=EXACT)
def test_the_marks_come_back_as_they_were(marked: str) -> None:
    assert critic(of(marked)) == marked


LIST = "considering\na)\tthat plans are needed;\n"


def test_a_label_beside_a_label_gives_way() -> None:
    marked = LIST + "{++b)	that masts fall;++}\n{--b--}{++c++})\tthat cables break,"
    found = of(marked)
    assert critic(found) == marked
    assert [s.certainty for s in deletions(found)] == [Certainty.CERTAIN]


def test_a_clause_goes_where_the_labels_leave_no_place_for_it() -> None:
    marked = LIST + "{--b)	that masts fall;--}\n{--c--}{++b++})\tthat cables break,"
    found = of(marked)
    assert critic(found) == marked
    assert all(s.certainty is Certainty.CERTAIN for s in deletions(found))


def test_what_follows_an_item_that_became_the_last_goes() -> None:
    marked = LIST + "b)\tthat masts fall{--;--}{++,++}\n{--c)	that cables break,--}\nnoting"
    assert critic(of(marked)) == marked


def test_a_clause_that_stands_again_elsewhere_has_moved() -> None:
    words = "that persons with disabilities may be unable to perceive a warning in one format only"
    marked = (
        f"considering\n{{--a)	{words};--}}\n{{--b--}}{{++a++}})\tthat masts fall,\nrecognizing\n"
        f"a)\tthat cables break;\n{{++b)	{words},++}}"
    )
    found = of(marked)
    assert "{--a)\t" + words + ";--}" in critic(found)


def test_a_reference_follows_its_label() -> None:
    marked = (
        LIST + "{++b)	that masts fall;++}\n{--b--}{++c++})\tthat cables break,\nresolves\n"
        "that the cables in considering {--b--}{++c++}) above shall be repaired"
    )
    assert critic(of(marked)) == marked


def test_a_doubtful_wording_is_shown_and_not_chosen() -> None:
    found = of("that it {++introduces ++}{--permits the introduction of --}new applications,")
    doubtful = [s for s in found.stretches if s.certainty is Certainty.UNDETERMINED]
    assert [s.text for s in doubtful] == ["permits the introduction"]
    assert doubtful[0].mark is Mark.KEPT
    assert "{==permits the introduction==}{>>" in critic(found)


def test_every_mark_says_why() -> None:
    found = of(EXACT["a place and a year"])
    assert all(s.reason for s in found.stretches if s.mark is not Mark.KEPT)


def test_what_the_base_says_and_the_text_does_not_is_a_contradiction() -> None:
    found = recover("resolves\nto assist islands,", base="resolves\nto assist all distant islands,")
    assert [n.slug for n in found.contradictions] == ["not-in-flat"]


def test_what_neither_edition_has_is_a_contradiction() -> None:
    found = recover(
        "to assist far islands at once,", base="to assist islands,", new="to assist far islands,"
    )
    assert [n.slug for n in found.contradictions] == ["in-neither"]


def test_with_the_adopted_text_the_deletions_are_exact() -> None:
    flat = "an importanturgent task for island administrations"
    found = recover(flat, new="an urgent task for island administrations")
    assert [(s.text, s.certainty) for s in deletions(found)] == [("important", Certainty.CERTAIN)]
    assert [s.text for s in found.stretches if s.mark is Mark.INSERTED] == ["urgent"]


ALONE = {
    "editions": "RESOLUTION 101 (Rev. {--Guadalajara, 2010--}{++Busan, 2014++})",
    "a place, a year": "RESOLUTION 101 (Rev. {--Guadalajara--}{++Busan++}, {--2010--}{++2014++})",
    "the new first": "RESOLUTION 101 (Rev. {++Busan++}{--Guadalajara--}, {++2014++}{--2010--})",
    "Chinese": "第64号决议（{--2022年，日内瓦--}{++2024年，新德里++}，修订版）",
}


@pytest.mark.parametrize("marked", ALONE.values(), ids=ALONE)
def test_editions_that_run_together_are_seen_without_any_base(marked: str) -> None:
    flat = CRITIC.sub(lambda m: m["ins"] or m["del"] or "", marked)
    assert critic(recover(flat)) == marked


def test_labels_that_run_together_are_seen_without_any_base() -> None:
    marked = (
        "RESOLUTION 991 (Rev. {--Dubai, 2018--}{++Bucharest, 2022++})\n"
        + LIST
        + "{++b)	that masts fall;++}\n{--b--}{++c++})\tthat cables break,"
    )
    flat = CRITIC.sub(lambda m: m["ins"] or m["del"] or "", marked)
    assert critic(recover(flat)) == marked


def test_a_text_that_does_not_run_together_is_left_alone() -> None:
    text = LIST + "b)\tthat masts fall; and\nc)\tthat cables break,"
    assert critic(recover(text)) == text


def test_without_editions_nothing_says_which_of_two_labels_is_new() -> None:
    marked = LIST + "{++b)	that masts fall;++}\n{--b--}{++c++})\tthat cables break,"
    flat = CRITIC.sub(lambda m: m["ins"] or m["del"] or "", marked)
    found = recover(flat)
    assert all(s.mark is Mark.KEPT for s in found.stretches)
    doubtful = [s.text for s in found.stretches if s.certainty is Certainty.UNDETERMINED]
    assert "bc" in doubtful


def test_what_both_wordings_begin_with_goes_with_the_old_one() -> None:
    marked = "a quality {--Open Source--}{++Open Source Software++} component record"
    assert critic(of(marked)) == marked


def test_a_list_whose_labels_were_forgotten_loses_nothing_for_certain() -> None:
    base = "resolves\n1\tto assist islands;\n2\tto train teachers;\n3\tto repair masts,"
    flat = base.replace("2\tto train", "2\tto lend terminals;\n2\tto train")
    found = recover(flat, base=base)
    assert not [s for s in deletions(found) if s.certainty is Certainty.CERTAIN]


def test_what_stands_around_a_resolution_in_a_proposal_is_no_insertion() -> None:
    base = "RESOLUTION 991 (Rev. Dubai, 2018)\nIslands\nrecalling\na)\tthat masts fall,"
    flat = f"MOD\tECP/77A1/1\n{base}\nReasons:\tExperience shows that masts fall."
    assert all(s.mark is Mark.KEPT for s in recover(flat, base=base).stretches)
