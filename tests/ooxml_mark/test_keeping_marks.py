"""The old file's own tracked changes, kept beside the new ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kept_beside import OURS, THEIRS, beside, ended, kept, opened, tracked
from made_word import Word, link, math, note, p, run, sdt, sectpr, shown
from test_mark_laws import BLOCKS, HEADING, NOTES, RUNS

from resdiff.errors import MarksNotKept
from resdiff.model import Edit, View
from resdiff.ooxml import Match, Package, keeping, mark, settle
from resdiff.ooxml.mark.sections import sections
from resdiff.ooxml.names import w
from resdiff.ooxml.soundness import Fault

SIMPLE = st.builds(
    lambda content, style, jc: p(*content, style=style, jc=jc),
    st.lists(RUNS, max_size=4),
    st.sampled_from(["", "", "Heading"]),
    st.sampled_from(["", "", "center"]),
)


@st.composite
def editions(draw: st.DrawFn, blocks: st.SearchStrategy[str]) -> tuple[Package, Package, Package]:
    """Three editions that share some of their blocks, the first and the second as one tracked
    file.
    """
    first = draw(st.lists(blocks, min_size=1, max_size=5))
    second = edited(draw, first, blocks)
    third = edited(draw, draw(st.sampled_from([first, second])), blocks)
    notes = draw(NOTES)
    made = [
        Word(
            [*body, p("end" if draw(st.booleans()) else "")],
            footnotes=notes,
            styles=[HEADING],
            media={"rIdA": b"picture a", "rIdB": b"picture b"},
        ).save()
        for body in (first, second, third)
    ]
    one, two, three = (Package.open(x, "made.docx") for x in made)
    return one, two, three


def edited(draw: st.DrawFn, body: list[str], blocks: st.SearchStrategy[str]) -> list[str]:
    new = list(body)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(new)))
        kind = draw(st.sampled_from(["insert", "delete", "replace", "move"]))
        if kind == "insert" or not new:
            new.insert(at, draw(blocks))
        elif kind == "move":
            new.insert(at % len(new), new.pop(draw(st.integers(0, len(new) - 1))))
        elif kind == "replace":
            new[at % len(new)] = draw(blocks)
        else:
            del new[at % len(new)]
    return new


@settings(max_examples=120)
@given(editions(SIMPLE))
def test_words_and_paragraphs_are_exact_in_every_order_of_settling(
    given_editions: tuple[Package, Package, Package],
) -> None:
    first, second, third = given_editions
    _, verdict, _ = beside(tracked(first, second), third)
    assert verdict.proved, verdict


@settings(max_examples=60)
@given(editions(BLOCKS))
def test_whatever_stands_in_a_file_it_is_kept_or_refused_and_the_proof_sees_which(
    given_editions: tuple[Package, Package, Package],
) -> None:
    first, second, third = given_editions
    old = tracked(first, second)
    try:
        result, verdict, _ = beside(old, third)
    except MarksNotKept:
        return
    ours = settle(result, View.ORIGINAL, {OURS.author})
    assert (keeping.told(ours) == keeping.told(old)) == (
        Fault("old-mark-lost", "word/document.xml", 1) not in verdict.structure
    )
    assert b"urn:resdiff" not in b"".join(map(result.data, result.names))
    assert b"_resdiff" not in b"".join(map(result.data, result.names))


def test_what_the_new_file_takes_out_of_an_insertion_is_a_deletion_inside_it() -> None:
    assert (
        kept([p("one four")], [p("one two three four")], [p("one three four")])
        == "one [+[-two -]three +]four¶"
    )


def test_deleted_text_stays_deleted_by_its_author_where_words_are_changed_around_it() -> None:
    assert (
        kept([p("one two of all three")], [p("one of all three")], [p("1 of all 3")])
        == "[-one-][+1+] [-two -]of all [-three-][+3+]¶"
    )


def test_an_insertion_that_another_old_author_deleted_stays_both() -> None:
    run_ = '<w:r><w:delText xml:space="preserve">two </w:delText></w:r>'
    both = f'<w:ins w:id="1" w:author="A"><w:del w:id="2" w:author="B">{run_}</w:del></w:ins>'
    old = opened(p("one ", both, "three"))
    result, verdict, _ = beside(old, opened(p("one 3")))
    assert verdict.proved, verdict
    assert shown(result.part(result.main)[0]) == "one [+[-two -]+][-three-][+3+]¶"
    assert keeping.authors(result) == {"A", "B", OURS.author}


def test_text_that_comes_back_is_inserted_beside_the_old_deletion() -> None:
    shown_ = kept([p("one two three")], [p("one three")], [p("one two three")])
    assert "[-two -]" in shown_
    assert "[+two +]" in shown_


def test_a_join_of_paragraphs_stays_a_join() -> None:
    result, verdict, _ = beside(opened(ended("del", "one"), p("two")), opened(p("onetwo three")))
    assert verdict.proved, verdict
    assert shown(result.part(result.main)[0]) == "one¶-\ntwo[+ three+]¶"


@pytest.mark.parametrize("inside", [("one",), ("two",), ("one", "two")])
def test_a_join_across_the_edge_of_a_control_leaves_the_control_where_it_was(
    inside: tuple[str, ...],
) -> None:
    first, second = ended("del", "one"), p("two")
    held = [x for x, words in ((first, "one"), (second, "two")) if words in inside]
    blocks = [sdt(*held, tag="t")]
    blocks = [*blocks, second] if inside == ("one",) else blocks
    blocks = [first, *blocks] if inside == ("two",) else blocks
    result, verdict, _ = beside(opened(*blocks, p("end")), opened(p("onetwo more"), p("end")))
    assert verdict.proved, verdict
    assert holds(result, "sdt")[0].replace(" more", "") == "".join(inside)


def test_a_split_that_is_joined_again_carries_both_marks() -> None:
    joined = Match((0, 1), (0,), (Edit(4, 5, 4, 4),))
    result, verdict, _ = beside(
        opened(ended("ins", "one "), p("two")), opened(p("one two")), [joined]
    )
    assert verdict.proved, verdict
    assert shown(result.part(result.main)[0]) == "one ¶+-\ntwo¶"


def test_a_deleted_paragraph_stands_before_the_next_one_whatever_becomes_of_that() -> None:
    assert kept([p("one"), p("two"), p("end")], [p("two"), p("end")], [p("end")]) == (
        "[-one-]¶-\n[-two-]¶-\nend¶"
    )


def test_formatting_of_the_old_author_stays_on_words_that_are_kept() -> None:
    shown_ = kept(
        [p(run("one two"))], [p(run("one ", "b"), run("two"))], [p(run("one ", "b"), run("2"))]
    )
    assert shown_.count("*") == 1
    assert "[-two-][+2+]" in shown_


def test_where_both_format_the_same_words_the_old_authors_change_stays_and_a_notice_says_so() -> (
    None
):
    old = tracked(opened(p(run("one"))), opened(p(run("one", "b"))))
    result, verdict, notices = beside(old, opened(p(run("one", "i"))))
    assert verdict.proved
    assert [x.slug for x in notices] == ["looks-conflict"]
    assert keeping.told(settle(result, View.ORIGINAL, {OURS.author})) == keeping.told(old)


def marked_range(kind: str, number: int) -> tuple[str, str]:
    """The start and the end of a range in which a control's tag stands that came or went."""
    named = f'w:id="{number}" w:author="{THEIRS.author}"'
    return (
        f"<w:customXml{kind}RangeStart {named}/>",
        f'<w:customXml{kind}RangeEnd w:id="{number}"/>',
    )


def gone_control(*content: str) -> str:
    """A control that somebody took away; what stood in it stays."""
    first, last = marked_range("Del", 11), marked_range("Del", 12)
    return first[0] + sdt(first[1], *content, last[0], tag="t") + last[1]


def holds(package: Package, kind: str) -> list[str]:
    """The words in each element of a kind."""
    root = package.part(package.main)
    return ["".join(x.itertext(w("t"), w("delText"))) for x in root.iter(w(kind))]


def test_a_control_that_went_is_still_around_the_words_it_held() -> None:
    old = opened(p("one ", gone_control(run("two "), run("three")), " four"))
    result, verdict, _ = beside(old, opened(p("1 two 3 four")))
    assert verdict.proved, verdict
    assert shown(result.part(result.main)[0]) == "[-one-][+1+] two [-three-][+3+] four¶"
    assert holds(result, "sdt") == ["two three"]


def test_a_control_that_went_is_still_around_the_paragraphs_it_held() -> None:
    old = opened(p("one"), gone_control(p("two"), p("three")), p("four"))
    result, verdict, _ = beside(old, opened(p("one"), p("two more"), p("three"), p("4")))
    assert verdict.proved, verdict
    assert holds(result, "sdt") == ["two morethree"]


def test_a_control_that_went_with_all_it_held_comes_back_between_its_paragraphs() -> None:
    inner = ended("del", "two").replace("<w:r>", '<w:del w:id="2" w:author="A"><w:r>')
    inner = inner.replace("</w:r></w:p>", "</w:r></w:del></w:p>").replace("w:t", "w:delText")
    old = opened(p("one"), gone_control(inner), p("three"))
    result, verdict, _ = beside(old, opened(p("one more"), p("three more")))
    assert verdict.proved, verdict
    assert holds(result, "sdt") == ["two"]
    assert [x.tag for x in result.part(result.main)[0].iterchildren(w("p"))] == [w("p")] * 2


def test_a_letter_that_came_in_an_equation_keeps_its_mark() -> None:
    came = f'<w:ins w:id="1" w:author="{THEIRS.author}"><m:t>y</m:t></w:ins>'
    equation = f"<m:oMath><m:r><m:t>x</m:t></m:r><m:r>{came}</m:r></m:oMath>"
    plain = "<m:oMath><m:r><m:t>x</m:t></m:r><m:r><m:t>y</m:t></m:r></m:oMath>"
    result, verdict, _ = beside(opened(p("one ", equation)), opened(p("1 ", plain)))
    assert verdict.proved, verdict
    assert result.data(result.main).count(b"<w:ins ") == 2


def test_a_note_that_only_deleted_text_refers_to_keeps_its_words() -> None:
    notes = {1: [p("the note")]}
    old = tracked(opened(p("one", note(1)), notes=notes), opened(p("one"), notes=notes))
    result, verdict, _ = beside(old, opened(p("one more"), notes=notes))
    assert verdict.proved
    assert "[-the note-]" in shown(result.part("word/footnotes.xml")[0])


def test_a_link_around_deleted_words_comes_back_whole() -> None:
    first = [p("see ", link("this ", "here"), "and that")]
    assert kept(first, [p("see and that")], [p("see and those")]) == (
        "see [-this -]and [-that-][+those+]¶"
    )


def test_an_equation_that_came_keeps_its_mark() -> None:
    assert "[+" in kept([p("one")], [p("one ", math("x"))], [p("1 ", math("x"))])


def test_an_alternate_content_between_runs_that_came_is_rejected_whole() -> None:
    alternate = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{run("drawn ")}</mc:Choice>'
        "</mc:AlternateContent>"
    )
    came = f'<w:ins w:id="1" w:author="{THEIRS.author}">{alternate}</w:ins>'
    result, verdict, _ = beside(opened(p("one ", came, "two")), opened(p("one ", alternate, "2")))
    assert verdict.proved, verdict
    rejected = settle(result, View.ORIGINAL)
    assert b"AlternateContent" not in rejected.data(rejected.main)


def test_a_simple_field_without_a_result_beside_old_marks_is_the_field_it_was() -> None:
    field_ = '<w:fldSimple w:instr="PAGE"/>'
    came = f'<w:ins w:id="1" w:author="{THEIRS.author}">{run("two ")}</w:ins>'
    old, new = opened(p("one ", came, field_)), opened(p("1 two ", field_))
    _, verdict, _ = beside(old, new)
    assert verdict.proved, verdict


def test_a_header_that_parts_for_two_sections_is_the_old_one_in_both() -> None:
    """The old file's two sections show one header; the new file's last one has its own."""
    came = f'<w:ins w:id="1" w:author="{THEIRS.author}">{run("came ")}</w:ins>'

    def first(key: str) -> str:
        reference = f'<w:headerReference w:type="default" r:id="{key}"/>'
        return p("one", section=f"<w:sectPr>{reference}</w:sectPr>")

    old = Word([first("rIdH0"), p("two")], headers={"default": [p("head ", came, "end")]})
    headers = {"default": [p("head came 2")], "first": [p("head came end")]}
    new = Word([first("rIdH1"), p("two")], headers=headers)
    _, verdict, _ = beside(*(Package.open(x.save(), "made.docx") for x in (old, new)))
    assert verdict.proved, verdict


def test_a_section_that_went_hands_its_header_on_and_keeps_its_mark() -> None:
    reference = '<w:headerReference w:type="default" r:id="rIdH0"/>'
    broken = ended("del", "one").replace("</w:pPr>", f"<w:sectPr>{reference}</w:sectPr></w:pPr>")
    old = Word([broken, p("two")], headers={"default": [p("head")]}).save()
    old_ = Package.open(old, "made.docx")
    body = old_.part(old_.main)[0]
    body[-1][:] = []  # the last section shows what the first does
    old_.touch(old_.main)
    new = Word([p("onetwo more")], headers={"default": [p("head")]}).save()
    result, verdict, _ = beside(old_, Package.open(new, "made.docx"))
    assert verdict.proved, verdict
    (section,) = sections(settle(old_, View.FINAL))
    assert [*section[1]] == [("header", "default")]
    assert len(sections(settle(result, View.ORIGINAL))) == 2


def test_a_section_that_came_keeps_its_mark() -> None:
    kept([p("one"), p("")], [p("one"), p("end", section=sectpr(2)), p("")], [p("1"), p("")])


def test_a_file_without_marks_is_marked_as_always() -> None:
    old, new = opened(p("one")), opened(p("two"))
    result, _, _ = beside(old, new)
    assert shown(result.part(result.main)) == shown(mark(old, new, {}, OURS).part(old.main))
