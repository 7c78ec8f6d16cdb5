"""Corners of marking: styles, lists, and what stands in other parts of the file."""

from __future__ import annotations

import pytest
from lxml import etree
from made_word import (
    W,
    Word,
    box,
    fld,
    link,
    p,
    run,
    sdt,
    tbl,
)
from merging import OPTIONS, between, body, merged, opened
from parts import dangling, unreachable, unused

from resdiff.ooxml import Package, mark, marked
from resdiff.ooxml.names import TYPE, r, w
from resdiff.ooxml.verify import verify

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
