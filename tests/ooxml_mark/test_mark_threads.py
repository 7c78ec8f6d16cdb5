"""Comments and their threads come and go with the text that they are of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from made_word import p
from talking import Said, astray, at, begins, ends, heard, talking

from resdiff.model import View
from resdiff.ooxml import Marked, MarkOptions, Package, marked, settle
from resdiff.ooxml.comments import EXTENDED, EXTENSIBLE, IDS, PEOPLE, comments, entries, key_of
from resdiff.ooxml.verify import verify

OPTIONS = MarkOptions("Author", "2024-05-01T12:00:00Z")
PLAIN = talking([p("one")], [], plain=True)
TALK = [
    Said(4, "why", done=True),
    Said(7, "because", 4, done=True, author="Bob"),
    Said(8, "aside"),
]
TALKING = talking([p("one"), p("two ", at(4, "words"), at(7), at(8))], TALK)


def merged(old: Package, new: Package) -> Marked:
    """The marked file, proved and read again from its bytes."""
    result = marked(old, new, {}, OPTIONS)
    package = Package.open(result.package.save(), "marked.docx")
    verdict = verify(old, new, package)
    assert verdict.proved, verdict
    for side, view in ((old, View.ORIGINAL), (new, View.FINAL)):
        settled = settle(package, view)
        assert not astray(settled)
        assert sorted(x[:2] for x in heard(settled)) == sorted(x[:2] for x in heard(side))
    return Marked(package, result.notices)


def keys(package: Package) -> list[str]:
    return [x.key for x in comments(package).values()]


def test_a_thread_arrives_with_its_answers_its_state_and_its_people() -> None:
    result = merged(PLAIN, TALKING)
    assert not result.notices
    assert heard(result.package) == heard(TALKING)
    assert [key_of(x, PEOPLE) for x in entries(result.package, PEOPLE)] == ["Ann", "Bob"]
    assert [x.get(EXTENSIBLE.name("dateUtc")) for x in entries(result.package, EXTENSIBLE)] == [
        "2024-01-01T00:00:00Z"
    ] * 3
    for companion in (EXTENDED, IDS, EXTENSIBLE, PEOPLE):
        (part,) = result.package.related(result.package.main, companion.kind)
        assert result.package.content_type(part) == TALKING.content_type(part)
    assert not astray(result.package)


def test_ids_that_the_old_file_has_are_not_taken_again() -> None:
    old = talking([p("one ", at(0, "here"))], [Said(0, "other", base=0x14)])
    result = merged(old, TALKING)
    named = keys(result.package)
    assert len(set(named)) == len(named) == 4
    durable = [key_of(x, EXTENSIBLE) for x in entries(result.package, EXTENSIBLE)]
    assert len(set(durable)) == len(durable) == 4


def test_an_answer_to_a_comment_that_stays_answers_it_in_the_old_file() -> None:
    old = talking([p("two ", at(1, "words"))], [Said(1, "why", base=0x500)])
    new = talking([p("two ", at(4, "words"), at(7))], [Said(4, "why"), Said(7, "because", 4)])
    result = merged(old, new)
    assert heard(result.package) == [("why", "", False), ("because", "why", False)]
    assert keys(result.package)[0] == "00000501"


def test_an_answered_comment_without_an_id_gets_one() -> None:
    old = talking([p("two ", at(1, "words"))], [Said(1, "why")], plain=True)
    new = talking([p("two ", at(4, "words"), at(7))], [Said(4, "why"), Said(7, "because", 4)])
    result = merged(old, new)
    assert heard(result.package) == [("why", "", False), ("because", "why", False)]
    assert not astray(result.package)


def test_a_thread_moves_with_its_paragraph() -> None:
    words = [p(f"paragraph {x} of some length, so that it pairs") for x in ("one", "two", "three")]
    own = p("the one that moves, long enough ", at(4, "words"), at(7), at(8))
    old, new = talking([own, *words], TALK), talking([*words, own], TALK)
    result = merged(old, new)
    assert heard(result.package) == [*heard(old), *heard(old)]
    assert len(set(keys(result.package))) == 6


def test_a_range_over_paragraphs_stays_one_where_its_comment_stays() -> None:
    body = [p(begins(4), "one"), p("two", ends(4))]
    said = [Said(4, "why")]
    old = talking(body, said)
    new = talking([p("zero ", begins(9), "one more"), p("two", ends(9))], [Said(9, "why")])
    result = merged(old, new)
    assert heard(result.package) == [("why", "", False)]
    assert not astray(result.package)


def test_a_comment_that_stays_and_is_resolved_is_named_and_stays_open() -> None:
    said = [Said(4, "why"), Said(7, "because", 4)]
    done = [Said(4, "why", done=True), Said(7, "because", 4, done=True)]
    body = [p("two ", at(4, "words"), at(7))]
    old, new = talking(body, said), talking(body, done)
    for first, second, word in ((old, new, "resolved"), (new, old, "open again")):
        result = marked(first, second, {}, OPTIONS)
        assert [(x.slug, f"are {word} in" in x.message) for x in result.notices] == [
            ("comment-state", True)
        ]
        assert result.package.save() == first.save()
        verdict = verify(first, second, result.package)
        assert verdict.proved
        assert {x.story for x in verdict.formatting} == {"comments"}


def test_the_proof_sees_a_thread_that_is_lost() -> None:
    alone = [Said(x.number, x.words, None, x.done, x.author) for x in TALK]
    body = [p("one"), p("two ", at(4, "words"), at(7), at(8))]
    verdict = verify(PLAIN, TALKING, marked(PLAIN, talking(body, alone), {}, OPTIONS).package)
    assert [(x.view, x.story) for x in verdict.accept] == [("accept", "comments")]
    assert not verdict.proved


def test_an_answer_whose_comment_goes_answers_none() -> None:
    old = talking([p("one"), p("two ", at(4, "words")), p("three ", at(7))], TALK[:2])
    new = talking([p("one"), p("three ", at(7))], [Said(7, "because", author="Bob")])
    merged(old, new)


def test_comments_that_share_an_id_in_the_new_file_do_not_in_the_old_one() -> None:
    body = [p("one"), p("two ", at(1, "words"), at(2), at(3))]
    said = [Said(1, "why", base=0x12), Said(2, "yes", 1, base=0x11), Said(3, "no", 1, base=0x10)]
    result = marked(PLAIN, talking(body, said), {}, OPTIONS).package
    assert heard(result) == [("why", "", False), ("yes", "", False), ("no", "", False)]
    assert not astray(result)


def test_threads_are_written_the_same_each_time() -> None:
    first, second = (marked(PLAIN, TALKING, {}, OPTIONS).package.save() for _ in range(2))
    assert first == second


TEXTS = [f"the {x} paragraph, which has words of its own" for x in ("red", "blue", "green", "grey")]


@st.composite
def talks(draw: st.DrawFn) -> Package:
    """A file of some of the texts in any order, with threads on some of them."""
    body: list[str] = []
    said: list[Said] = []
    base = draw(st.sampled_from((0x10, 0x11, 0x300)))
    for words in draw(st.permutations(TEXTS))[: draw(st.integers(1, 4))]:
        first = len(said)
        for i in range(draw(st.integers(0, 3))):
            state = draw(st.booleans())
            author = draw(st.sampled_from(("Ann", "Bob")))
            answers = first if i and draw(st.booleans()) else None
            said.append(Said(len(said), f"{words[:7]} {i}", answers, state, author, base))
        marks = "".join(at(x.number) for x in said[first:])
        body.append(p(f"{words} ", marks, draw(st.sampled_from(("", " and more")))))
    return talking(body, said, draw(st.booleans()))


@given(talks(), talks())
def test_comments_of_any_two_files_come_back_on_either_side(old: Package, new: Package) -> None:
    merged(old, new)


def test_a_comment_without_a_durable_id_goes_like_others() -> None:
    package = TALKING.copy()
    for entry in entries(package, IDS):
        del entry.attrib[IDS.name("durableId")]
    (part,) = package.related(package.main, IDS.kind)
    package.touch(part)
    result = marked(package, PLAIN, {}, OPTIONS).package
    assert heard(settle(result, View.ORIGINAL)) == heard(package)
    assert not heard(settle(result, View.FINAL))
