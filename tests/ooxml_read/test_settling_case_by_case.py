"""What accepting and rejecting do to each kind of revision, tables apart."""

from __future__ import annotations

import pytest
from word_files import BOB, BY, MAIN, both, dele, ins, p, package, part, r, settled_xml, texts

from resdiff.errors import UsageError
from resdiff.model import View
from resdiff.ooxml import revisions, settle, stories
from resdiff.ooxml.names import W, local, w
from resdiff.ooxml.revisions import REVISIONS, revised_parts

FINAL, ORIGINAL = View.FINAL, View.ORIGINAL


def test_runs():
    accepted, rejected = both(p(r("a "), ins("new"), dele("old"), r(" b")))
    assert settled_xml(accepted) == "<p><r><t>a </t></r><r><t>new</t></r><r><t> b</t></r></p>"
    assert settled_xml(rejected) == "<p><r><t>a </t></r><r><t>old</t></r><r><t> b</t></r></p>"


@pytest.mark.parametrize("tag", sorted(REVISIONS | {w("delText"), w("delInstrText")}))
def test_no_kind_of_revision_is_passed_over_whether_its_part_was_changed_or_not(tag):
    name = local(tag)
    opened = package(f"<w:p><w:{name} w:id='1'/></w:p>")
    assert revised_parts(opened) == (MAIN,)
    opened.part(MAIN)
    opened.touch(MAIN)
    assert revised_parts(opened) == (MAIN,)


def test_a_part_without_a_revision_is_none_that_is_settled():
    opened = package(p(r("ins del moveFrom"), "<w:commentReference w:id='1'/>"))
    assert revised_parts(opened) == ()


def test_what_one_inserted_and_another_deleted_is_in_neither_view():
    accepted, rejected = both(p(r("a"), f"<w:ins {BY}>{dele('gone', BOB)}</w:ins>"))
    assert texts(accepted) == texts(rejected) == ["a"]


def test_a_move_is_at_one_place_only():
    moved = "<w:moveFromRangeStart w:name='m' {by}/><w:moveFrom {by}>{run}</w:moveFrom>"
    body = p(moved.format(by=BY, run=r("clause")) + "<w:moveFromRangeEnd w:id='1'/>", r("x")) + p(
        r("y"),
        f"<w:moveToRangeStart w:name='m' {BY}/><w:moveTo {BY}>{r('clause')}</w:moveTo>"
        "<w:moveToRangeEnd w:id='1'/>",
    )
    accepted, rejected = both(body)
    assert texts(accepted) == ["x", "yclause"]
    assert texts(rejected) == ["clausex", "y"]


@pytest.mark.parametrize("mark", ["ins", "del"])
def test_paragraphs_join_and_the_surviving_mark_keeps_its_properties(mark):
    def par(style: str, text: str, change: str) -> str:
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:rPr>{change}<w:b/></w:rPr></w:pPr>'
            f"{r(text)}</w:p>"
        )

    body = par("A", "one ", f"<w:{mark} {BY}/>") + par("B", "two", "")
    joined = '<p><pPr><pStyle val="B"/><rPr><b/></rPr></pPr><r><t>one </t></r><r><t>two</t></r></p>'
    apart = (
        '<p><pPr><pStyle val="A"/><rPr><b/></rPr></pPr><r><t>one </t></r></p>'
        '<p><pPr><pStyle val="B"/><rPr><b/></rPr></pPr><r><t>two</t></r></p>'
    )
    accepted, rejected = both(body)
    assert settled_xml(accepted) == (apart if mark == "ins" else joined)
    assert settled_xml(rejected) == (joined if mark == "ins" else apart)


def test_a_chain_of_deleted_marks_joins_all():
    accepted, _ = both(p(r("a"), mark="del") + p(r("b"), mark="del") + p(r("c")) + p(r("d")))
    assert texts(accepted) == ["abc", "d"]


TABLE = f"<w:tbl><w:tr><w:tc>{p(r('cell'))}</w:tc></w:tr></w:tbl>"


def test_before_a_table_an_empty_paragraph_goes_and_a_full_one_stays():
    accepted, _ = both(p(dele("x"), mark="del") + TABLE + p(r("end")))
    assert texts(accepted) == ["cell", "end"]
    accepted, _ = both(p(r("full"), mark="del") + TABLE + p(r("end")))
    assert texts(accepted) == ["full", "cell", "end"]


def test_the_last_paragraph_of_a_story_goes_when_empty_unless_it_is_needed():
    accepted, _ = both(p(r("a")) + p(dele("b"), mark="del"))
    assert texts(accepted) == ["a"]
    accepted, _ = both(p(dele("b"), mark="del"))
    assert texts(accepted) == [""]
    cell = f"<w:tbl><w:tr><w:tc>{p(dele('b'), mark='del')}</w:tc></w:tr></w:tbl>"
    accepted, _ = both(cell + p(r("end")))
    assert texts(accepted) == ["", "end"]


def test_paragraphs_around_a_table_that_goes_stay_apart():
    row = f"<w:tr><w:trPr><w:ins {BY}/></w:trPr><w:tc>{p(ins('cell'), mark='ins')}</w:tc></w:tr>"
    _, rejected = both(p(r("a"), mark="ins") + f"<w:tbl>{row}</w:tbl>" + p(r("b")))
    assert texts(rejected) == ["a", "b"]


def test_range_marks_between_joined_paragraphs_keep_their_place():
    between = '<w:bookmarkStart w:id="7" w:name="n"/>'
    body = p(r("a"), mark="del") + between + p(r("b"), '<w:bookmarkEnd w:id="7"/>')
    accepted, _ = both(body)
    assert settled_xml(accepted) == (
        '<p><r><t>a</t></r><bookmarkStart id="7" name="n"/><r><t>b</t></r><bookmarkEnd id="7"/></p>'
    )


def test_a_range_that_only_begins_in_deleted_text_keeps_its_beginning():
    start, stop = '<w:bookmarkStart w:id="7" w:name="n"/>', '<w:bookmarkEnd w:id="7"/>'
    deleted = f"<w:del {BY}>{start}<w:r><w:delText>x</w:delText></w:r></w:del>"
    accepted, _ = both(p(deleted, r("y"), stop))
    assert settled_xml(accepted) == (
        '<p><bookmarkStart id="7" name="n"/><r><t>y</t></r><bookmarkEnd id="7"/></p>'
    )
    whole = f"<w:del {BY}>{start}<w:r><w:delText>x</w:delText></w:r>{stop}</w:del>"
    accepted, _ = both(p(whole, r("y")))
    assert settled_xml(accepted) == "<p><r><t>y</t></r></p>"


PROPERTIES = {
    "run": (
        f"<w:p><w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>"
        "<w:t>x</w:t></w:r></w:p>",
        "<p><r><rPr><b/></rPr><t>x</t></r></p>",
        "<p><r><rPr><i/></rPr><t>x</t></r></p>",
    ),
    "run without any before": (
        f"<w:p><w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr>"
        "<w:t>x</w:t></w:r></w:p>",
        "<p><r><rPr><b/></rPr><t>x</t></r></p>",
        "<p><r><t>x</t></r></p>",
    ),
    "paragraph": (
        '<w:p><w:pPr><w:jc w:val="right"/><w:rPr><w:b/></w:rPr><w:sectPr/>'
        f"<w:pPrChange {BY}><w:pPr><w:keepNext/></w:pPr></w:pPrChange></w:pPr></w:p>",
        '<p><pPr><jc val="right"/><rPr><b/></rPr><sectPr/></pPr></p>',
        "<p><pPr><keepNext/><rPr><b/></rPr><sectPr/></pPr></p>",
    ),
    "section": (
        '<w:p/><w:sectPr><w:headerReference r:id="rId1"/><w:titlePg/>'
        f"<w:sectPrChange {BY}><w:sectPr><w:bidi/></w:sectPr></w:sectPrChange></w:sectPr>",
        '<p/><sectPr><headerReference id="rId1"/><titlePg/></sectPr>',
        '<p/><sectPr><headerReference id="rId1"/><bidi/></sectPr>',
    ),
    "table": (
        '<w:tbl><w:tblPr><w:jc w:val="right"/>'
        f"<w:tblPrChange {BY}><w:tblPr><w:tblW w:w='1'/></w:tblPr></w:tblPrChange></w:tblPr>"
        '<w:tblGrid><w:gridCol w:w="5"/><w:tblGridChange w:id="3"><w:tblGrid>'
        '<w:gridCol w:w="9"/></w:tblGrid></w:tblGridChange></w:tblGrid>'
        f"<w:tr><w:trPr><w:tblHeader/><w:trPrChange {BY}><w:trPr><w:cantSplit/></w:trPr>"
        f"</w:trPrChange></w:trPr><w:tc><w:tcPr><w:noWrap/><w:tcPrChange {BY}><w:tcPr/>"
        "</w:tcPrChange></w:tcPr><w:p/></w:tc></w:tr></w:tbl>",
        '<tbl><tblPr><jc val="right"/></tblPr><tblGrid><gridCol w="5"/></tblGrid><tr><trPr>'
        "<tblHeader/></trPr><tc><tcPr><noWrap/></tcPr><p/></tc></tr></tbl>",
        '<tbl><tblPr><tblW w="1"/></tblPr><tblGrid><gridCol w="9"/></tblGrid><tr><trPr>'
        "<cantSplit/></trPr><tc><p/></tc></tr></tbl>",
    ),
    "inserted numbering": (
        f'<w:p><w:pPr><w:numPr><w:numId w:val="1"/><w:ins {BY}/></w:numPr></w:pPr></w:p>',
        '<p><pPr><numPr><numId val="1"/></numPr></pPr></p>',
        "<p/>",
    ),
}


@pytest.mark.parametrize("name", PROPERTIES)
def test_properties_stay_when_accepted_and_return_when_rejected(name):
    body, new, old = PROPERTIES[name]
    accepted, rejected = both(body)
    assert settled_xml(accepted).replace("<pPr/>", "") == new
    assert settled_xml(rejected).replace("<pPr/>", "").replace("<p></p>", "<p/>") == old


def test_content_controls_that_come_and_go_leave_their_content():
    def control(kind: str, text: str) -> str:
        start, stop = f"customXml{kind}RangeStart", f"customXml{kind}RangeEnd"
        return (
            f"<w:{start} {BY.replace('1', '11', 1)}/><w:sdt><w:sdtPr/><w:sdtContent>"
            f'<w:{stop} w:id="11"/>{r(text)}<w:{start} {BY.replace("1", "12", 1)}/></w:sdtContent>'
            f'</w:sdt><w:{stop} w:id="12"/>'
        )

    accepted, rejected = both(p(control("Ins", "new")))
    assert "sdt" in settled_xml(accepted)
    assert settled_xml(rejected) == "<p><r><t>new</t></r></p>"
    accepted, rejected = both(p(control("Del", "old")))
    assert settled_xml(accepted) == "<p><r><t>old</t></r></p>"
    assert "sdt" in settled_xml(rejected)


def test_hollow_wrappers_go_with_their_content():
    accepted, rejected = both(p(f'<w:hyperlink w:anchor="x">{dele("link")}</w:hyperlink>', r("y")))
    assert settled_xml(accepted) == "<p><r><t>y</t></r></p>"
    assert texts(rejected) == ["linky"]


def test_field_codes():
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    field = (
        char("begin")
        + "<w:r><w:delInstrText>PAGE</w:delInstrText></w:r>"
        + char("separate")
        + "<w:r><w:delText>7</w:delText></w:r>"
        + char("end")
    )
    accepted, rejected = both(p(r("a"), f"<w:del {BY}>{field}</w:del>"))
    assert texts(accepted) == ["a"]
    assert "fldChar" not in settled_xml(accepted)
    assert "<instrText>PAGE</instrText>" in settled_xml(rejected)
    assert texts(rejected) == ["a7"]


def test_of_a_field_that_lost_its_begin_nothing_stays_behind():
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    separate = char("separate").replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")
    body = p(f"<w:ins {BY}>{char('begin')}</w:ins>", separate, r("7"), char("end"))
    _, rejected = both(body)
    assert settled_xml(rejected) == "<p><r><t>7</t></r></p>"


def test_an_equation_without_its_fraction_bar_is_what_its_parts_hold():
    fraction = (
        f"<m:oMath><m:f><m:fPr><m:ctrlPr><w:ins {BY}><w:rPr/></w:ins></m:ctrlPr></m:fPr>"
        f"<m:num><w:ins {BY}><m:r><m:t>a</m:t></m:r></w:ins></m:num>"
        "<m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"
    )
    accepted, rejected = both(p(fraction))
    assert texts(accepted) == ["ab"]
    assert settled_xml(rejected) == "<p><oMath><r><t>b</t></r></oMath></p>"


def note(id: int, text: str) -> str:
    return f'<w:footnote w:id="{id}">{p("<w:r><w:footnoteRef/></w:r>", r(text))}</w:footnote>'


def test_a_note_is_emptied_with_its_reference_and_keeps_its_number():
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = p(
        r("a"),
        f"<w:del {BY}>{reference.format(2)}</w:del>",
        f"<w:ins {BY}>{reference.format(3)}</w:ins>",
        r("b"),
    )
    notes = {"word/footnotes.xml": part("footnotes", note(2, "old") + note(3, "new"))}
    accepted, rejected = both(body, notes)
    assert texts(accepted, "footnotes") == ["", "new"]
    assert texts(rejected, "footnotes") == ["old", ""]
    assert texts(accepted) == ["a2b"]
    assert texts(rejected) == ["a1b"]


def test_a_comment_goes_with_the_text_it_was_made_on():
    range_ = '<w:commentRangeStart w:id="4"/>{}<w:commentRangeEnd w:id="4"/>{}'
    reference = '<w:r><w:commentReference w:id="4"/></w:r>'
    body = p(r("a"), range_.format(dele("b"), f"<w:del {BY}>{reference}</w:del>"))
    comments = f'<w:comment w:id="4">{p(r("why?"))}</w:comment>'
    parts = {"word/comments.xml": part("comments", comments)}
    accepted, rejected = both(body, parts)
    assert "comment" not in settled_xml(accepted)
    assert settled_xml(accepted, "word/comments.xml") == ""
    assert "commentReference" in settled_xml(rejected)
    assert "why?" in settled_xml(rejected, "word/comments.xml")


def test_every_story_is_settled():
    header = part("hdr", p(ins("new"), dele("old")))
    notes = part("footnotes", f'<w:footnote w:id="2">{p(ins("new"), dele("old"))}</w:footnote>')
    box = f"<w:r><w:pict><w:txbxContent>{p(ins('new'), dele('old'))}</w:txbxContent></w:pict></w:r>"
    body = p('<w:r><w:footnoteReference w:id="2"/></w:r>', box) + (
        '<w:sectPr><w:headerReference r:id="rId3"/></w:sectPr>'
    )
    parts = {"word/header1.xml": header, "word/footnotes.xml": notes}
    accepted, rejected = both(body, parts)
    for opened, word in ((accepted, "new"), (rejected, "old")):
        found = {s.kind: [x.text for x in s.paragraphs] for s in stories(opened)}
        assert found == {"document": ["1", word], "footnotes": [word], "header": [word]}


def test_styles_are_settled_too():
    change = f"<w:rPrChange {BY}><w:rPr><w:i/></w:rPr></w:rPrChange>"
    style = f'<w:style w:styleId="A"><w:rPr><w:b/>{change}</w:rPr></w:style>'
    accepted, rejected = both(p(r("x")), {"word/styles.xml": part("styles", style)})
    assert "<b/>" in settled_xml(accepted, "word/styles.xml")
    assert "<i/>" in settled_xml(rejected, "word/styles.xml")


def test_half_a_move_that_is_left_becomes_a_plain_change():
    body = p(
        f"<w:moveFromRangeStart w:name='m' {BY}/><w:moveFrom {BY}>{r('x')}</w:moveFrom>"
        "<w:moveFromRangeEnd w:id='1'/>"
    ) + p(
        f"<w:moveToRangeStart w:name='m' {BOB}/><w:moveTo {BOB}>{r('x')}</w:moveTo>"
        "<w:moveToRangeEnd w:id='2'/>"
    )
    left = settle(package(body), FINAL, authors=["Ann"])
    assert [x.kind for x in revisions(left)] == ["ins"]


@pytest.mark.parametrize(
    ("since", "until", "left"),
    [
        ("2024-05-02", None, ["Ann", "none"]),
        (None, "2024-05-01", ["Bob", "none"]),
        ("2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z", ["Bob", "none"]),
        ("2024-05-01T12:00:00+02:00", None, ["none"]),
        (None, None, []),
    ],
)
def test_revisions_are_chosen_by_date(since, until, left):
    undated = '<w:ins w:id="9" w:author="none"><w:r/></w:ins>'
    opened = package(p(ins("a"), ins("b", BOB), undated))
    assert [x.author for x in revisions(settle(opened, FINAL, since=since, until=until))] == left


def test_a_date_that_is_none_is_a_usage_error():
    with pytest.raises(UsageError, match="yesterday"):
        settle(package(p()), FINAL, since="yesterday")


def test_the_summary_of_revisions_names_kind_author_and_date():
    found = revisions(package(p(ins("a"), dele("b", BOB), mark="ins")))
    assert [(x.part, x.kind, x.author) for x in found] == [
        (MAIN, "ins", "Ann"),
        (MAIN, "ins", "Ann"),
        (MAIN, "del", "Bob"),
    ]
    assert found[2].date == "2024-06-01T10:00:00Z"
    assert W in w("p")


def test_a_thousand_joined_paragraphs_keep_their_order():
    opened = package("".join(p(r(f"{i} "), mark="del") for i in range(1000)) + p(r("end")))
    assert texts(settle(opened, FINAL)) == ["".join(f"{i} " for i in range(1000)) + "end"]
