"""What the proof of a marked file catches: all that was met in others' output, and more."""

from __future__ import annotations

import pytest
from made_word import Word, bookmark, box, fld, link, note, p, run, sdt, sectpr, tbl

from resdiff.ooxml import MarkOptions, Package, mark
from resdiff.ooxml.excess import prevailing_looks
from resdiff.ooxml.names import TYPE, w
from resdiff.ooxml.verify import verify

OPTIONS = MarkOptions("Author", "2024-05-01T12:00:00Z")


def opened(word: Word) -> Package:
    return Package.open(word.save(), "made.docx")


FAULTS = {
    "deleted-text-in-move": (
        '<w:moveFrom w:id="1" w:author="a"><w:r><w:delText>x</w:delText></w:r></w:moveFrom>'
    ),
    "text-in-deletion": '<w:del w:id="1" w:author="a"><w:r><w:t>x</w:t></w:r></w:del>',
    "deleted-text-outside-deletion": "<w:r><w:delText>x</w:delText></w:r>",
    "revision-without-author": '<w:ins w:id="1"><w:r><w:t>x</w:t></w:r></w:ins>',
    "duplicate-revision-id": '<w:ins w:id="1" w:author="a"/><w:ins w:id="1" w:author="a"/>',
    "move-range-unpaired": '<w:moveFromRangeStart w:id="1" w:author="a" w:name="m"/>',
    "move-without-partner": (
        '<w:moveFromRangeStart w:id="1" w:author="a" w:name="m"/><w:moveFromRangeEnd w:id="1"/>'
    ),
    "move-changes-text": (
        '<w:moveFromRangeStart w:id="1" w:author="a" w:name="m"/><w:moveFrom w:id="2" w:author="a">'
        '<w:r><w:t>c) one</w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="1"/>'
        '<w:moveToRangeStart w:id="3" w:author="a" w:name="m"/><w:moveTo w:id="4" w:author="a">'
        '<w:r><w:t>b) one</w:t></w:r></w:moveTo><w:moveToRangeEnd w:id="3"/>'
    ),
    "bookmark-unpaired": '<w:bookmarkStart w:id="1" w:name="m"/>',
    "field-unbalanced": '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    "relationship-missing": '<w:hyperlink r:id="rId99"/>',
    "note-missing": note(9),
    "run-in-run": "<w:r><w:r/></w:r>",
    "block-in-revision": '<w:ins w:id="1" w:author="a"><w:p/></w:ins>',
    "paragraph-in-paragraph": "<w:p/>",
    "story-without-paragraph": box(),
    "fallback-differs": box(p("two")).replace("two", "three", 1),
    "control-range-unpaired": '<w:customXmlInsRangeEnd w:id="1"/>',
    "duplicate-bookmark": bookmark(1, "m") + bookmark(2, "m"),
    "revision-without-id": '<w:ins w:author="a"/>',
    "row-without-cells": "<w:tbl><w:tr/></w:tbl>",
    "cell-without-last-paragraph": "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>",
    "property-change-out-of-order": (
        '<w:r><w:rPr><w:rPrChange w:id="1" w:author="a"><w:rPr/></w:rPrChange><w:b/></w:rPr></w:r>'
    ),
}


@pytest.mark.parametrize("slug", sorted(FAULTS))
def test_the_proof_names_a_fault_that_the_inputs_do_not_have(slug: str) -> None:
    old = opened(Word([p("one")]))
    broken = opened(Word([p("one", FAULTS[slug])]))
    assert slug in {x.slug for x in verify(old, old, broken).structure}


def test_the_proof_names_a_last_mark_in_a_kept_cell() -> None:
    mark_ = '<w:p><w:pPr><w:rPr><w:ins w:id="1" w:author="a"/></w:rPr></w:pPr></w:p>'
    old = opened(Word([tbl(["one"]), p("")]))
    broken = opened(Word([tbl([p("one") + mark_]), p("")]))
    assert [x.slug for x in verify(old, old, broken).structure] == ["last-mark-of-kept-cell"]


def test_the_proof_names_parts_that_are_missing_or_of_no_type() -> None:
    old, broken = opened(Word([p("one")])), opened(Word([p("one")]))
    broken.add_relationship(broken.main, TYPE + "image", "word/media/lost.png")
    broken.add_part("word/odd.bin", b"?", "")
    assert [x.slug for x in verify(old, old, broken).structure] == [
        "no-content-type",
        "part-missing",
    ]


def moved(kind: str, words: str, number: int) -> str:
    """One end of a move, and the mark of its paragraph."""
    own = f'w:id="{number}" w:author="a"'
    return (
        f"<w:p><w:pPr><w:rPr><w:{kind} {own}/></w:rPr></w:pPr><w:{kind}RangeStart w:id="
        f'"{number + 1}" w:author="a" w:name="m"/><w:{kind} w:id="{number + 2}" w:author="a">'
        f'{run(words)}</w:{kind}></w:p><w:{kind}RangeEnd w:id="{number + 1}"/>'
    )


def test_the_proof_sees_an_edit_inside_a_move_that_no_mark_shows() -> None:
    """And the letter that is lost on reject where the old end carries the new one."""
    old = opened(Word([p("b) one"), p("two"), p("")]))
    new = opened(Word([p("two"), p("a) one"), p("")]))
    ends = [moved("moveFrom", "{}) one", 1), p("two"), moved("moveTo", "a) one", 10), p("")]
    unmarked = opened(Word([ends[0].format("b"), *ends[1:]]))
    verdict = verify(old, new, unmarked)
    assert (verdict.accept, verdict.reject) == ((), ())
    assert [x.slug for x in verdict.structure] == ["move-changes-text"]
    lost = opened(Word([ends[0].format("a"), *ends[1:]]))
    assert [x.view for x in verify(old, new, lost).reject] == ["reject"]


def test_the_proof_notices_a_neighbour_that_is_marked_as_moved_where_it_stands() -> None:
    same = opened(Word([p("one"), p("two"), p("")]))
    nowhere = opened(
        Word([p("one"), moved("moveFrom", "two", 1), moved("moveTo", "two", 10), p("")])
    )
    verdict = verify(same, same, nowhere)
    assert verdict.proved
    assert [x.slug for x in verdict.notices] == ["moved-nowhere"]
    passed = opened(
        Word([moved("moveFrom", "two", 1), p("one"), moved("moveTo", "two", 10), p("")])
    )
    assert not verify(same, same, passed).notices


def test_the_proof_notices_a_text_struck_and_inserted_again() -> None:
    words = "that one odd space is no reason to strike a page of words"
    old = opened(Word([p(words), p("")]))
    new = opened(Word([p(words.replace("odd ", "odd  ")), p("")]))
    ends = [
        f'<w:p><w:pPr><w:rPr><w:{kind} w:id="{n}" w:author="a"/></w:rPr></w:pPr>'
        f'<w:{kind} w:id="{n + 1}" w:author="a">{inner}</w:{kind}></w:p>'
        for kind, n, inner in (
            ("del", 1, run(words).replace("w:t", "w:delText")),
            ("ins", 5, run(words.replace("odd ", "odd  "))),
        )
    ]
    verdict = verify(old, new, opened(Word([*ends, p("")])))
    assert verdict.proved
    assert [x.slug for x in verdict.notices] == ["struck-and-inserted"]
    assert "“that one odd space is no reason" in verdict.notices[0].message
    assert not verify(old, new, mark(old, new, {}, OPTIONS)).notices


def test_a_text_box_that_is_doubled_fails_the_proof() -> None:
    old = opened(Word([p("one", box(p("in the box")))]))
    doubled = opened(Word([p("one", box(p("in the box")), box(p("in the box")))]))
    assert not verify(old, old, doubled).proved


def test_the_proof_says_what_differs_and_where() -> None:
    old, new = opened(Word([p("one"), p("two")])), opened(Word([p("one"), p("three")]))
    verdict = verify(old, new, old)
    assert not verdict.proved
    assert [(x.view, x.story, x.index) for x in verdict.accept] == [("accept", "body", 1)]
    assert verdict.reject == ()


def test_a_lost_row_fails_the_proof() -> None:
    old = opened(Word([tbl(["a"], ["b"]), p("")]))
    new = opened(Word([tbl(["a"], ["b"]), p("x")]))
    short = opened(Word([tbl(["a"]), p("")]))
    assert not verify(old, new, short).proved


def test_a_lost_end_of_a_section_fails_the_proof() -> None:
    old = opened(Word([p("one", section=sectpr(2)), p("two")]))
    lost = opened(Word([p("one"), p("two")]))
    verdict = verify(old, old, lost)
    assert [x.wanted for x in verdict.reject] == [("body: one[section]",)]


HELD = {
    "link": link("two", "here"),
    "link elsewhere": link("two", "there"),
    "link as a field": fld('HYPERLINK \\l "there"', "two"),
    "simple field": f'<w:fldSimple w:instr=" PAGE ">{run("two")}</w:fldSimple>',
    "direction": f'<w:bdo w:val="rtl">{run("two")}</w:bdo>',
    "control": sdt(run("two")),
    "nothing": run("two"),
}


@pytest.mark.parametrize("lost", HELD)
def test_the_proof_sees_what_stood_around_the_words(lost: str) -> None:
    wanted = opened(Word([p("one ", HELD[lost], " three")]))
    for kind, inner in HELD.items():
        verdict = verify(wanted, wanted, opened(Word([p("one ", inner, " three")])))
        same = kind == lost or {kind, lost} == {"link elsewhere", "link as a field"}
        assert verdict.proved == same, (kind, lost)


def test_two_links_side_by_side_to_one_place_are_one_link() -> None:
    one = opened(Word([p(link("one two", "here"))]))
    two = opened(Word([p(link("one ", "here"), link("two", "here"))]))
    assert verify(one, one, two).proved


def test_an_address_is_what_its_relationship_says() -> None:
    def side(address: str) -> Package:
        held = f'<w:hyperlink r:id="rIdL">{run("one")}</w:hyperlink>'
        return opened(Word([p(held)], links={"rIdL": address}))

    assert verify(side("http://a"), side("http://a"), side("http://a")).proved
    assert not verify(side("http://a"), side("http://a"), side("http://b")).proved


def properties(width: int, columns: int) -> Word:
    table = tbl(["a", "b"]).replace("<w:tr>", f'<w:tr><w:trPr><w:jc w:val="{width}"/></w:trPr>')
    cells = table.replace("<w:tc>", f'<w:tc><w:tcPr><w:tcW w:w="{width}"/></w:tcPr>')
    framed = cells.replace("<w:tbl>", f'<w:tbl><w:tblPr><w:tblW w:w="{width}"/></w:tblPr>')
    return Word([framed, p("one", section=sectpr(columns)), p("two")])


@pytest.mark.parametrize(
    "change", ["tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "pPrChange"]
)
def test_the_proof_sees_a_lost_change_of_properties(change: str) -> None:
    old, new = opened(properties(1, 1)), opened(properties(2, 2))
    if change == "pPrChange":
        old, new = opened(Word([p("one", jc="center")])), opened(Word([p("one")]))
    marked = mark(old, new, {}, OPTIONS)
    assert verify(old, new, marked).formatting == ()
    for element in [*marked.part(marked.main).iter(w(change))][:1]:
        element.getparent().remove(element)  # type: ignore[union-attr]
    (lost,) = verify(old, new, marked).formatting
    assert lost.view == "reject"


def test_formatting_that_hides_the_words_is_told() -> None:
    def marked(paragraphs: int, look: str) -> Package:
        old = Word([*(p(run(f"line {i}")) for i in range(paragraphs)), p("one")])
        new = Word([*(p(run(f"line {i}", look)) for i in range(paragraphs)), p("two")])
        return mark(opened(old), opened(new), {}, OPTIONS)

    told = prevailing_looks(marked(60, "b"))
    assert [x.slug for x in told] == ["formatting-prevails"]
    assert "in 60 places and words in 2" in told[0].message
    assert prevailing_looks(marked(10, "b")) == prevailing_looks(marked(60, "")) == ()
