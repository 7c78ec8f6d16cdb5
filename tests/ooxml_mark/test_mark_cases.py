"""Each corner of marking by itself; `resdiff/ooxml/CORNERS.md` names these tests."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from made_word import (
    W,
    Word,
    bookmark,
    box,
    close_fld,
    fld,
    image,
    link,
    math,
    note,
    open_fld,
    p,
    run,
    sdt,
    sectpr,
    shown,
    tbl,
)
from parts import dangling, unreachable, unused

from resdiff.model import Edit, View
from resdiff.ooxml import MarkOptions, Match, Package, mark, marked, settle
from resdiff.ooxml.graft import Graft
from resdiff.ooxml.names import TYPE, r, w
from resdiff.ooxml.verify import verify

OPTIONS = MarkOptions("Author", "2024-05-01T12:00:00Z")
PLAIN = MarkOptions("Author", "2024-05-01T12:00:00Z", formatting=False)
NO_MOVES = MarkOptions("Author", "2024-05-01T12:00:00Z", moves=False)


def opened(word: Word) -> Package:
    return Package.open(word.save(), "made.docx")


def merged(
    old: Word, new: Word, options: MarkOptions = OPTIONS, matches: list[Match] | None = None
) -> Package:
    """The marked package, after its proof."""
    packages = opened(old), opened(new)
    said = {"word/document.xml": matches} if matches else {}
    result = mark(*packages, said, options)
    saved = Package.open(result.save(), "marked.docx")
    verdict = verify(*packages, saved)
    assert verdict.proved, verdict
    return saved


def body(package: Package) -> str:
    return shown(package.part(package.main))


def between(old: list[str], new: list[str], options: MarkOptions = OPTIONS) -> str:
    return body(merged(Word(old), Word(new), options))


# ---------------------------------------------------------------------- paragraph marks


def test_words_are_struck_before_words_are_added() -> None:
    assert between([p("one two three")], [p("one 2 three")]) == "one [-two-][+2+] three¶"


def test_an_inserted_paragraph_brings_its_mark() -> None:
    assert between([p("one"), p("end")], [p("one"), p("two"), p("end")]) == "one¶\n[+two+]¶+\nend¶"


def test_a_deleted_paragraph_takes_its_mark() -> None:
    assert between([p("one"), p("two"), p("end")], [p("one"), p("end")]) == "one¶\n[-two-]¶-\nend¶"


def test_a_paragraph_added_at_the_end_of_a_document_gets_the_mark_that_was_there() -> None:
    assert between([p("one")], [p("one"), p("two")]) == "one¶+\n[+two+]¶"


def test_the_last_mark_carries_both_paragraphs_properties() -> None:
    result = merged(Word([p("one", jc="center")]), Word([p("one", jc="center"), p("two")]))
    assert body(result) == "one¶+\n[+two+]¶*"
    rejected = settle(result, View.ORIGINAL)
    assert rejected.data(rejected.main).count(b"center") == 1


def test_the_last_mark_of_a_kept_cell_is_never_inserted_or_deleted() -> None:
    one, two = tbl([p("one"), "x"]), tbl([p("one") + p("two"), "x"])
    assert between([one, p("")], [two, p("")]) == "(one¶+/[+two+]¶ | x¶)\n¶"
    assert between([two, p("")], [one, p("")]) == "(one¶-/[-two-]¶ | x¶)\n¶"


def test_a_paragraph_in_front_of_a_table_gets_the_mark_ahead_of_it() -> None:
    table = tbl(["x"])
    old, new = [p("one"), table, p("")], [p("one"), p("two"), table, p("")]
    assert between(old, new) == "one¶+\n[+two+]¶\n(x¶)\n¶"


def test_a_table_added_at_the_end_does_not_take_the_last_mark_away() -> None:
    assert between([p("one")], [p("one"), tbl(["x"]), p("")]) == ("[+one+]¶+\n([+x+]¶+)+\n[-one-]¶")


def test_a_paragraph_is_split_by_an_inserted_mark() -> None:
    match = Match((0,), (0, 1), (Edit(3, 4, 3, 4),))
    result = merged(Word([p("one two")]), Word([p("one"), p("two")]), matches=[match])
    assert body(result) == "one[- -]¶+\ntwo¶"


def test_two_paragraphs_are_joined_by_a_deleted_mark() -> None:
    match = Match((0, 1), (0,), (Edit(3, 4, 3, 4),))
    result = merged(Word([p("one"), p("two")]), Word([p("one two")]), matches=[match])
    assert body(result) == "one¶-\n[+ +]two¶"


def test_edits_that_do_not_fit_are_not_followed() -> None:
    match = Match((0,), (0,), (Edit(5, 2, 0, 9),))
    result = merged(Word([p("one two")]), Word([p("one 2")]), matches=[match])
    assert body(result) == "one [-two-][+2+]¶"


def test_paragraphs_that_are_said_to_be_alone_are_not_paired() -> None:
    matches = [Match((0,), ()), Match((), (0,))]
    result = merged(
        Word([p("one two three four"), p("")]), Word([p("one two three 4"), p("")]), matches=matches
    )
    assert body(result) == "[-one two three four-]¶-\n[+one two three 4+]¶+\n¶"


def test_a_blank_paragraph_between_two_replaced_ones_is_replaced_with_them() -> None:
    old, new = ["one two", "", "three four", "end"], ["five six", "", "seven eight", "end"]
    assert between([p(x) for x in old], [p(x) for x in new]) == (
        "[-one two-]¶-\n¶-\n[-three four-]¶-\n[+five six+]¶+\n¶+\n[+seven eight+]¶+\nend¶"
    )


def test_a_blank_paragraph_beside_a_lone_deletion_stays() -> None:
    old, new = ["one two", "", "three four", "end"], ["five six", "", "end"]
    assert between([p(x) for x in old], [p(x) for x in new]) == (
        "[-one two-]¶-\n[+five six+]¶+\n¶\n[-three four-]¶-\nend¶"
    )


def test_a_paragraph_with_a_picture_alone_is_not_blank() -> None:
    def side(first: str, last: str) -> Word:
        return Word([p(first), p(image("rIdA")), p(last), p("end")], media={"rIdA": b"picture"})

    result = body(merged(side("one two", "three four"), side("five six", "seven eight")))
    assert "\n▣¶\n" in result


def test_control_characters_inside_text_are_written_as_they_stand() -> None:
    words = "<w:r><w:t>one\ttwo three&#10;four</w:t></w:r>"
    result = merged(Word([p("end")]), Word([p(words), p("end")]))
    assert "[+one\ttwo three\nfour+]" in body(result)


# ---------------------------------------------------------------------- formatting


def test_new_looks_are_marked_on_kept_words() -> None:
    old, new = [p("one", run(" two"))], [p("one", run(" two", "b"))]
    assert between(old, new) == "one* two¶"
    assert between(old, new, PLAIN) == "one two¶"


def test_new_paragraph_properties_are_marked() -> None:
    assert between([p("one")], [p("one", jc="center")]) == "one¶*"
    assert between([p("one")], [p("one", jc="center")], PLAIN) == "one¶"


def test_a_change_of_section_properties_is_marked() -> None:
    result = merged(
        Word([p("one", section=sectpr(1)), p("two")]), Word([p("one", section=sectpr(2)), p("two")])
    )
    assert b"<w:sectPrChange" in result.data(result.main)


# ---------------------------------------------------------------------- moves

MOVED = [p("alpha beta"), p("gamma delta epsilon"), p("zeta eta theta"), p("")]
BACK = [MOVED[1], MOVED[2], MOVED[0], MOVED[3]]
GUIDE = [Match((0,), (2,), moved=True), Match((1,), (0,)), Match((2,), (1,)), Match((3,), (3,))]


def test_a_moved_paragraph_is_a_move() -> None:
    result = merged(Word(MOVED), Word(BACK), matches=GUIDE)
    assert body(result) == (
        "{-alpha beta-}¶-\ngamma delta epsilon¶\nzeta eta theta¶\n{+alpha beta+}¶+\n¶"
    )
    data = result.data(result.main)
    assert data.count(b'w:name="move1"') == 2
    assert b"delText" not in data


def test_edits_inside_a_moved_paragraph_are_marked() -> None:
    new = [*BACK]
    new[2] = p("alpha BETA")
    guide = [Match((0,), (2,), (Edit(6, 10, 6, 10),), True), *GUIDE[1:]]
    result = merged(Word(MOVED), Word(new), matches=guide)
    assert body(result).split("\n")[0] == "{-alpha -}[-beta-]¶-"
    assert body(result).split("\n")[3] == "{+alpha +}[+BETA+]¶+"


def test_moves_can_be_deletions_and_insertions() -> None:
    result = merged(Word(MOVED), Word(BACK), NO_MOVES, GUIDE)
    assert body(result).split("\n")[0] == "[-alpha beta-]¶-"
    assert b"moveFrom" not in result.data(result.main)


# ---------------------------------------------------------------------- tables


def test_rows_come_and_go() -> None:
    old, new = tbl(["a", "b"], ["c", "d"]), tbl(["a", "b"], ["e", "f"], ["c", "d"])
    assert between([old, p("")], [new, p("")]) == "(a¶ | b¶)\n([+e+]¶+ | [+f+]¶+)+\n(c¶ | d¶)\n¶"
    assert between([new, p("")], [old, p("")]) == "(a¶ | b¶)\n([-e-]¶- | [-f-]¶-)-\n(c¶ | d¶)\n¶"


def test_a_table_inside_a_cell_is_marked_too() -> None:
    old, new = (tbl([tbl([x]) + p("")]) for x in ("one", "two"))
    assert "[-one-][+two+]" in between([old, p("")], [new, p("")])


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


# ---------------------------------------------------------------------- styles and lists

HEADING = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="heading 1"/>{}</w:style>'


def test_a_style_of_the_same_name_is_the_same_style_and_keeps_the_old_definition() -> None:
    old = Word([p("one", style="H1")], styles=[HEADING.format("H1", "")])
    new = Word(
        [p("one", style="Titre1"), p("two", style="Titre1")],
        styles=[HEADING.format("Titre1", "<w:rPr><w:b/></w:rPr>")],
    )
    result = merged(old, new)
    assert b"Titre1" not in result.data(result.main)
    assert result.data("word/styles.xml") == opened(old).data("word/styles.xml")


def test_a_missing_style_is_brought_with_those_it_builds_on() -> None:
    base = '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="base"/></w:style>'
    built = HEADING.format("Built", '<w:basedOn w:val="Base"/>')
    old = Word([p("one")], styles=[HEADING.format("Base", "").replace("heading 1", "other")])
    result = merged(old, Word([p("one"), p("two", style="Built")], styles=[base, built]))
    ids = [x.get(f"{{{W}}}styleId") for x in result.part("word/styles.xml")]
    assert sorted(ids) == ["Base", "Base1", "Built"]


def numbered(number: int, words: str) -> str:
    own = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{own}</w:pPr>{run(words)}</w:p>"


def numbering(**levels: str) -> str:
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{k[1:]}"><w:lvl w:ilvl="0"><w:lvlText w:val="{text}"/>'
        "</w:lvl></w:abstractNum>"
        for k, text in levels.items()
    )
    nums = "".join(
        f'<w:num w:numId="{k[1:]}"><w:abstractNumId w:val="{k[1:]}"/></w:num>' for k in levels
    )
    return abstracts + nums


def test_a_list_of_the_same_definition_is_the_same_list() -> None:
    old = Word([numbered(1, "one")], numbering=numbering(n1="%1."))
    new = Word([numbered(4, "one"), numbered(4, "two")], numbering=numbering(n3="-", n4="%1."))
    result = merged(old, new)
    assert b'w:numId w:val="4"' not in result.data(result.main)
    assert body(result) == "one¶+\n[+two+]¶"


def test_a_list_of_another_definition_is_brought_along() -> None:
    old = Word([numbered(1, "one"), p("")], numbering=numbering(n1="%1."))
    new = Word(
        [numbered(1, "one"), numbered(2, "two"), p("")], numbering=numbering(n1="%1.", n2="-")
    )
    result = merged(old, new)
    root = result.part("word/numbering.xml")
    assert [etree.QName(x).localname for x in root] == ["abstractNum", "abstractNum", "num", "num"]


# ---------------------------------------------------------------------- whole files


def embedding(words: bytes, *body: str) -> Package:
    """A file with another file embedded in place of text."""
    package = opened(Word([*body]))
    package.add_part("word/chunk.html", words, "text/html")
    key = package.add_relationship(package.main, TYPE + "aFChunk", "word/chunk.html")
    document = package.data(package.main).replace(b'r:id="chunk"', f'r:id="{key}"'.encode())
    package.set_data(package.main, document)
    return Package.open(package.save(), "made.docx")


CHUNK = '<w:altChunk r:id="chunk"/>'


def test_a_file_embedded_in_place_of_text_is_compared_and_cannot_be_marked() -> None:
    old, other = (embedding(x, CHUNK, p("one")) for x in (b"<p>no</p>", b"<p>yes</p>"))
    for new in (other, opened(Word([p("one")]))):
        for first, second in ((old, new), (new, old)):
            verdict = verify(first, second, marked(first, second, {}, OPTIONS).package)
            assert not verdict.proved
            assert any("embedded: [file" in x for d in verdict.accept for x in d.wanted + d.found)
    same = embedding(b"<p>no</p>", CHUNK, p("two"))
    assert verify(old, same, marked(old, same, {}, OPTIONS).package).proved


def test_a_file_embedded_in_a_row_comes_and_goes_with_the_row() -> None:
    rows = ["one"], ["two"], [CHUNK + p("three")]
    old, new = opened(Word([tbl(*rows[:2])])), embedding(b"<p>no</p>", tbl(*rows))
    for first, second in ((old, new), (new, old)):
        assert verify(first, second, marked(first, second, {}, OPTIONS).package).proved
    result = marked(old, new, {}, OPTIONS).package
    assert result.data("word/chunk.html") == b"<p>no</p>"
    assert result.content_type("word/chunk.html") == "text/html"


SHOWN = '<w:sectPr><w:headerReference w:type="default" r:id="rIdH0"/></w:sectPr>'


@pytest.mark.parametrize("head", ["head", "other head", ""])
def test_a_header_that_nothing_shows_in_the_end_is_not_left_behind(head: str) -> None:
    old = Word([p("one"), p("end")], headers={"default": [p(head)]} if head else {})
    new = Word([p("one", section=SHOWN), p("two"), p("end")], headers={"default": [p("head")]})
    result = merged(old, new)
    assert sum("header" in x for x in result.names) == 1
    assert not unreachable(result)
    assert not dangling(result)
    assert not unused(result)


def test_a_link_written_in_the_other_way_is_the_same_link() -> None:
    as_field = p("see ", fld('HYPERLINK \\l "here"', "this place"))
    as_element = p("see ", link("this place", "here"))
    old, new = opened(Word([as_field])), opened(Word([as_element]))
    assert mark(old, new, {}, OPTIONS).save() == old.save()
    assert mark(new, old, {}, OPTIONS).save() == new.save()
    changed = p("see ", link("that place", "here"))
    assert between([as_field], [changed]) == ('see <HYPERLINK \\l "here">[-this-][+that+] place¶')


def test_thousands_of_new_links_arrive_each_with_one_relationship() -> None:
    many = 3000  # adding each took a look at all before it
    addresses = {f"rId{i}": f"https://itu.int/{i}" for i in range(many)}
    paragraphs = [
        p(f'<w:hyperlink r:id="{key}">{run("see")}</w:hyperlink>') for key in (*addresses, "rId0")
    ]
    result = merged(Word([p("one")]), Word([p("one"), *paragraphs], links=addresses))
    arrows = result.relationships(result.main)
    links = [*result.part(result.main).iter(w("hyperlink"))]
    assert [arrows[x.get(r("id"), "")].target for x in links] == [
        *addresses.values(),
        addresses["rId0"],
    ]
    assert sum(x.external for x in arrows.values()) == many


def test_a_copied_old_drawing_gets_an_id_of_its_own_and_is_still_the_same_drawing() -> None:
    shape = (
        '<w:r><w:pict><v:shapetype id="_x0000_t202"/><v:shape id="Box" type="#_x0000_t202"'
        ' style="width:{}"/></w:pict></w:r>'
    )
    data = merged(Word([p("one", shape.format(1))]), Word([p("one", shape.format(2))])).data(
        "word/document.xml"
    )
    assert data.count(b'id="Box"') == data.count(b"<v:shapetype ") == 1
    assert data.count(b'id="Box_1"') == 1


@pytest.mark.parametrize("name", ["_GoBack", "here"])
@pytest.mark.parametrize("new", [["two"], ["other stuff"], ["zzz qqq", "aaa bbb"]])
def test_half_a_bookmark_between_paragraphs_goes_with_its_other_half(
    name: str, new: list[str]
) -> None:
    start, end = f'<w:bookmarkStart w:id="1" w:name="{name}"/>', '<w:bookmarkEnd w:id="1"/>'
    come = Word([*map(p, new[:-1]), p(start, end, new[-1])])
    for gone in (
        Word([p("one", start), end, p("two")]),
        Word([p("x"), start, p(end, "q"), p("y")]),
    ):
        for other in (Word([p(x) for x in new]), come):
            merged(gone, other)
            merged(other, gone)


def alternate(*blocks: str) -> str:
    """Alternate content with the same blocks as choice and as fall-back."""
    inner = "".join(blocks)
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{inner}</mc:Choice>'
        f"<mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent>"
    )


def test_alternate_content_around_blocks_is_compared_as_the_blocks_of_its_choice() -> None:
    old, new = alternate(p("first one")), alternate(p("first two"))
    assert between([old, p("z")], [new, p("z")]) == "first [-one-][+two+]¶\nz¶"
    assert between([old, p("z")], [p("z")]) == "[-first one-]¶-\nz¶"
    assert between([p("z")], [old, p("z")]) == "[+first one+]¶+\nz¶"
    table = alternate(tbl(["q"]))
    assert between([table, p("z")], [p("z")]) == "([-q-]¶-)-\nz¶"
    row = tbl(["a"]).replace("</w:tbl>", alternate("<w:tr><w:tc><w:p/></w:tc></w:tr>") + "</w:tbl>")
    between([row, p("z")], [tbl(["a"]), p("z")])
    between([sdt(old, p("z")), p("y")], [sdt(p("z")), p("y")])
    between([tbl([alternate(p("q")) + p("")])], [tbl([p("")])])
    nested = alternate(alternate(p("first two")), p("and"))
    between([nested, p("z")], [old, p("z")])
    between([p("in ", box(old, p("z")))], [p("in ", box(new, p("z")))])


def test_alternate_content_that_says_the_same_keeps_its_bytes() -> None:
    old, new = opened(Word([alternate(p("one")), p("z")])), opened(Word([p("one"), p("z")]))
    assert mark(old, new, {}, OPTIONS).save() == old.save()


def test_the_proof_sees_what_alternate_content_holds() -> None:
    old, new = opened(Word([alternate(p("one")), p("z")])), opened(Word([p("z")]))
    assert not verify(old, new, old).proved


RUBY = "<w:r><w:ruby><w:rubyPr/><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>"


@pytest.mark.parametrize(
    "thing",
    [
        RUBY.format(run("rt"), run("漢")),
        alternate(run("q")),
        f"<w:r>{alternate('<w:t>q</w:t>')}</w:r>",
        f"<w:r>{alternate('<w:t>q</w:t>', '<w:instrText>PAGE</w:instrText>')}</w:r>",
    ],
)
def test_the_text_inside_a_deleted_thing_is_deleted_text(thing: str) -> None:
    whole = Word([p("one ", thing, "two")])
    for other in (
        Word([p("one two")]),
        Word([p("one ", RUBY.format(run("rt"), run("字")), "two")]),
        Word([p("all else")]),
    ):
        inside = [
            x
            for d in merged(whole, other).part("word/document.xml").iter(w("del"))
            for x in d.iter(w("t"), w("instrText"))
        ]
        assert not inside
        merged(other, whole)


def test_the_text_of_a_box_inside_a_deleted_thing_stays_text() -> None:
    marked = merged(Word([p("one ", box(p("boxed")), "two")]), Word([p("one two")]))
    assert "boxed" in [x.text for x in marked.part(marked.main).iter(w("t"))]


@pytest.mark.parametrize(
    "shell",
    [
        '<w:hyperlink w:anchor="a"/>',
        '<w:smartTag w:element="a"/>',
        '<w:dir w:val="rtl"><w:bdo w:val="rtl"/></w:dir>',
        f'<w:hyperlink w:anchor="a">{sdt()}</w:hyperlink>',
        f'<w:hyperlink w:anchor="a">{sdt(run("in"))}</w:hyperlink>',
        sdt(),
    ],
)
def test_a_wrapper_around_nothing_is_no_content(shell: str) -> None:
    with_it = p("one ", shell, "three")
    for other in ([p("one ", "three")], [p("all else")], [p("one ", "two ", shell, "three")]):
        merged(Word([with_it]), Word(other))
        merged(Word(other), Word([with_it]))
    merged(Word([p("z"), p(shell)]), Word([p("z")]))
    merged(Word([p("z")]), Word([p("z"), p(shell)]))


def test_the_proof_still_sees_an_empty_field() -> None:
    field = '<w:fldSimple w:instr="PAGE"/>'
    old, new = opened(Word([p("one ", field)])), opened(Word([p("one ")]))
    assert not verify(old, new, old).proved


def test_text_that_looks_like_the_id_of_a_saving_is_text() -> None:
    said = 'the attribute w:rsidR="{}" and w14:paraId="{}" of a paragraph'
    old, new = Word([p(said.format("1", "2"))]), Word([p(said.format("3", "4"))])
    assert not verify(opened(old), opened(new), opened(old)).proved
    assert "[-" in body(merged(old, new))
