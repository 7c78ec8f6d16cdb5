"""Corners of marking: notes, text boxes and headers; fields, links and what is one thing."""

from __future__ import annotations

import re

from made_word import (
    W,
    Word,
    bookmark,
    box,
    close_fld,
    fld,
    image,
    math,
    note,
    open_fld,
    p,
    run,
    sdt,
    shown,
)
from merging import OPTIONS, between, body, merged, opened

from resdiff.model import View
from resdiff.ooxml import Package, mark, settle
from resdiff.ooxml.graft import Graft
from resdiff.ooxml.names import r, w

# ---------------------------------------------------------------------- notes, boxes, headers


def test_a_new_footnote_is_brought_under_a_free_number() -> None:
    old = Word([p("one", note(1), " two")], footnotes={1: [p("first")]})
    new = Word([p("one", note(2), " two", note(3))], footnotes={2: [p("first")], 3: [p("more")]})
    result = merged(old, new)
    assert body(result) == "one†1 two[+†2+]¶"
    notes = result.part("word/footnotes.xml")
    assert [shown(x) for x in notes] == ["first¶", "[+more+]¶"]


def test_a_changed_footnote_is_marked_inside() -> None:
    old = Word([p("one", note(1))], footnotes={1: [p("first words")]})
    new = Word([p("one", note(5))], footnotes={5: [p("first letters")]})
    result = merged(old, new)
    assert body(result) == "one†1¶"
    assert shown(result.part("word/footnotes.xml")[0]) == "first [-words-][+letters+]¶"


def test_a_deleted_footnote_keeps_its_text_as_deleted() -> None:
    old = Word([p("one", note(1))], footnotes={1: [p("first")]})
    result = merged(old, Word([p("one")]))
    assert body(result) == "one[-†1-]¶"
    assert shown(result.part("word/footnotes.xml")[0]) == "[-first-]¶"


def test_both_copies_of_a_text_box_say_the_same_with_ids_of_their_own() -> None:
    result = merged(Word([p(box(p("one")))]), Word([p(box(p("two")))]))
    boxes = [*result.part(result.main).iter(f"{{{W}}}txbxContent")]
    assert [shown(x) for x in boxes] == ["[-one-][+two+]¶"] * 2
    ids = [x.get(f"{{{W}}}id") for x in result.part(result.main).iter(f"{{{W}}}ins", f"{{{W}}}del")]
    assert len(ids) == len(set(ids)) == 4


def test_a_header_that_is_new_is_inserted() -> None:
    result = merged(Word([p("one")]), Word([p("one")], headers={"default": [p("head")]}))
    assert shown(result.part("word/header1.xml")) == "[+head+]¶"


def test_a_header_is_merged_into_the_old_part() -> None:
    old = Word([p("one")], headers={"default": [p("old head")]})
    new = Word([p("one")], headers={"default": [p("new head")]})
    result = merged(old, new)
    assert shown(result.part("word/header0.xml")) == "[-old-][+new+] head¶"
    assert "word/document.xml" not in mark(opened(old), opened(new), {}, OPTIONS).touched


# ---------------------------------------------------------------------- fields, links, units


def test_a_field_keeps_its_code_when_its_result_changes() -> None:
    old, new = p("see ", fld("REF a", "1")), p("see ", fld("REF a", "2"))
    assert between([old], [new]) == "see <REF a>[-1-][+2+]¶"


def test_a_field_with_another_code_is_replaced_whole() -> None:
    old, new = p("see ", fld("REF a", "1")), p("see ", fld("REF b", "1"))
    assert between([old], [new]) == "see [-<REF a>1-][+<REF b>1+]¶"


def test_a_form_field_that_asks_otherwise_is_replaced_whole() -> None:
    def form(asked: str, said: str) -> str:
        default = f'<w:textInput><w:default w:val="{asked}"/></w:textInput>'
        begin = (
            f'w:fldCharType="begin"><w:ffData><w:name w:val="T"/>{default}</w:ffData></w:fldChar>'
        )
        return p("name ", fld("FORMTEXT", said).replace('w:fldCharType="begin"/>', begin))

    assert between([form("a", "Ann")], [form("a", "Bob")]) == "name <FORMTEXT>[-Ann-][+Bob+]¶"
    expected = "name [-<FORMTEXT>Ann-][+<FORMTEXT>Ann+]¶"
    assert between([form("a", "Ann")], [form("b", "Ann")]) == expected


def test_a_field_over_paragraphs_is_replaced_whole_where_its_end_moved() -> None:
    old = [p(open_fld("TOC", "one")), p("two"), p(close_fld()), p("end")]
    new = [p(open_fld("TOC", "one")), p("two", close_fld()), p("end")]
    text = between(old, new)
    assert text.startswith("[-<TOC>one-]¶-\n[-two-]¶-\n")
    assert text.endswith("end¶")


def test_a_new_content_control_comes_between_its_own_marks() -> None:
    result = merged(Word([p("one")]), Word([p("one", sdt(run(" two"), tag="t"))]))
    assert b"<w:customXmlInsRangeStart" in result.data(result.main)
    rejected = settle(result, View.ORIGINAL)
    assert b"<w:sdt" not in rejected.data(rejected.main)


def test_a_content_control_around_blocks_comes_and_goes() -> None:
    with_control, without = [sdt(p("two"), tag="t"), p("end")], [p("end")]
    result = merged(Word(without), Word(with_control))
    assert b"<w:sdt" not in settle(result, View.ORIGINAL).data(result.main)
    result = merged(Word(with_control), Word(without))
    assert b"<w:sdt" not in settle(result, View.FINAL).data(result.main)


def test_an_equation_is_one_thing() -> None:
    assert between([p("so be ", math("x+y"))], [p("so be ", math("x+z"))]) == (
        "so be [-x+y-][+x+z+]¶"
    )


def test_a_replaced_picture_is_brought_along() -> None:
    old = Word([p("one", image("rIdA"))], media={"rIdA": b"old picture"})
    new = Word([p("one", image("rIdA"))], media={"rIdA": b"new picture"})
    result = merged(old, new)
    assert body(result) == "one[-▣-][+▣+]¶"
    pictures = sorted(result.data(x) for x in result.names if "/media/" in x)
    assert pictures == [b"new picture", b"old picture"]


def test_a_replaced_picture_of_an_old_drawing_is_brought_along() -> None:
    shape = '<w:r><w:pict><v:shape><v:imagedata r:id="rIdA"/></v:shape></w:pict></w:r>'
    old = Word([p("one", shape)], media={"rIdA": b"old picture"})
    new = Word([p("one", shape)], media={"rIdA": b"new picture"})
    result = merged(old, new)
    pictures = sorted(result.data(x) for x in result.names if "/media/" in x)
    assert pictures == [b"new picture", b"old picture"]


def test_a_picture_that_is_there_already_is_not_brought_twice() -> None:
    old = Word([p("one", image("rIdA"))], media={"rIdA": b"picture"})
    new = Word([p(image("rIdB"), "two"), p("one", image("rIdB"))], media={"rIdB": b"picture"})
    result = merged(old, new)
    assert len([x for x in result.names if "/media/" in x]) == 1


def test_a_range_in_a_text_box_has_one_number_in_both_its_forms() -> None:
    named = '<w:permStart w:id="7" w:edGrp="everyone"/>' + run("boxed") + '<w:permEnd w:id="7"/>'
    result = merged(Word([p("one"), p("")]), Word([p("one", box(p(named))), p("")]))
    data = result.data(result.main)
    numbers = re.findall(rb'<w:perm(?:Start|End) w:id="([^"]*)"', data)
    assert len(numbers) == 4
    assert len({*numbers}) == 1
    assert numbers[0].isdigit()


def test_a_bookmark_stands_once_where_the_new_side_has_it() -> None:
    old = Word([p(bookmark(1, "here", run("one"))), p("two two"), p("")])
    new = Word([p("one"), p(bookmark(1, "here", run("two two"))), p("")])
    data = merged(old, new).data("word/document.xml")
    assert data.count(b"<w:bookmarkStart") == data.count(b"<w:bookmarkEnd") == 1


def test_a_link_to_an_address_is_brought_along() -> None:
    content = f'<w:hyperlink r:id="rIdL">{run("site")}</w:hyperlink>'
    new = Word([p("one ", content)], links={"rIdL": "https://www.example.org/"})
    result = merged(Word([p("one ")]), new)
    targets = {x.target for x in result.relationships(result.main).values() if x.external}
    assert targets == {"https://www.example.org/"}


def test_what_stands_behind_a_numbered_control_is_settled_too() -> None:
    link = f'<w:hyperlink r:id="rIdL">{run("site")}</w:hyperlink>'
    control = (
        f'<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>{p(link)}</w:sdtContent></w:sdt>'
    )
    words = Word([control, p("")], links={"rIdL": "https://www.example.org/"})
    old, new = (Package.open(x.save(), "a.docx") for x in (Word([p("")]), words))
    body = new.part(new.main)[0]
    twin = Graft(old, new).copy(body[0], new.main, old.main)
    brought = [x for x, y in old.relationships(old.main).items() if y.external]
    assert [x.get(r("id")) for x in twin.iter(w("hyperlink"))] == brought
