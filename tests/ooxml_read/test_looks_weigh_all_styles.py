"""What a paragraph looks like: styles, ancestors, defaults, lists, and what stands where."""

from __future__ import annotations

import pytest
from word_files import p, package, part, r

from resdiff.model import Block, Cell
from resdiff.ooxml import describe


def style(id: str, content: str, kind: str = "paragraph", based: str = "", more: str = "") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id}" {more}><w:name w:val="{id} name"/>{base}'
        f"{content}</w:style>"
    )


def blocks(body: str, styles: str = "", **parts: str) -> tuple[Block, ...]:
    files = {f"word/{n}.xml": part(n, x) for n, x in parts.items()}
    return describe(package(body, {"word/styles.xml": part("styles", styles), **files})).blocks


def look(properties: str, run: str = "", styles: str = "") -> Block:
    body = f"<w:p><w:pPr>{properties}</w:pPr>{r('Text', f'<w:rPr>{run}</w:rPr>')}</w:p>"
    return blocks(body, styles)[0]


CENTRED = '<w:pPr><w:jc w:val="center"/><w:keepNext/></w:pPr><w:rPr><w:i/></w:rPr>'


def test_a_style_passes_on_what_it_is_based_on():
    styles = style("A", CENTRED) + style("B", '<w:pPr><w:ind w:left="720"/></w:pPr>', based="A")
    found = look('<w:pStyle w:val="B"/>', styles=styles)
    assert (found.style, found.centred, found.keep_next) == ("B name", True, True)
    assert (found.left, found.italic) == (720, 1.0)


def test_what_the_paragraph_says_itself_counts_most():
    found = look(
        '<w:pStyle w:val="A"/><w:jc w:val="left"/><w:keepNext w:val="0"/>',
        '<w:i w:val="false"/>',
        style("A", CENTRED),
    )
    assert (found.centred, found.keep_next, found.italic) == (False, False, 0.0)


def test_styles_that_are_based_in_a_circle_are_read_once():
    styles = style("A", "", based="B") + style("B", CENTRED, based="A")
    assert look('<w:pStyle w:val="A"/>', styles=styles).centred


def test_no_style_means_the_default_one():
    styles = style("A", CENTRED, more='w:default="1"')
    assert look("", styles=styles).style == "A name"
    assert look('<w:pStyle w:val="unknown"/>', styles=styles).centred


def test_toggles_of_two_styles_cancel_each_other():
    styles = style("A", CENTRED) + style("C", "<w:rPr><w:i/></w:rPr>", "character")
    assert look('<w:pStyle w:val="A"/>', '<w:rStyle w:val="C"/>', styles).italic == 0.0
    assert look("", '<w:rStyle w:val="C"/>', styles).italic == 1.0


def test_defaults_of_the_document_count():
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:jc w:val="center"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    found = look("", styles=styles)
    assert (found.bold, found.centred) == (1.0, True)


def test_shares_are_of_the_printed_signs():
    found = blocks(p(r("ab "), r("cd", "<w:rPr><w:i/></w:rPr>"), r(" ", "<w:rPr><w:b/></w:rPr>")))
    assert (found[0].italic, found[0].bold) == (0.5, 0.0)


@pytest.mark.parametrize(
    ("content", "share"),
    [
        (r("ITU"), 1.0),
        (r("itu", "<w:rPr><w:caps/></w:rPr>"), 1.0),
        (r("AB cd"), 0.5),
        (r("12"), 0.0),
        (r("决议AB"), 0.5),
    ],
)
def test_capitals_are_counted_among_letters(content, share):
    assert blocks(p(content))[0].caps == share


def test_right_to_left_runs_obey_their_own_toggles():
    assert look("", "<w:rtl/><w:iCs/>").italic == 1.0
    assert look("", "<w:rtl/><w:i/>").italic == 0.0
    assert look("", "<w:iCs/>").italic == 0.0


@pytest.mark.parametrize(
    ("indents", "left", "first"),
    [
        ('w:left="720" w:hanging="360"', 720, -360),
        ('w:start="720" w:firstLine="200"', 720, 200),
        ('w:left="1in" w:hanging="12pt"', 1440, -240),
        ('w:left="-100"', -100, 0),
        ('w:left="nonsense"', 0, 0),
        ('w:left="99999999999999999999"', 0, 0),
    ],
)
def test_indents(indents, left, first):
    found = look(f"<w:ind {indents}/>")
    assert (found.left, found.first) == (left, first)


LEVEL = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1"/><w:pPr><w:ind w:left="500" w:hanging="500"/></w:pPr></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def test_a_list_indents_unless_the_paragraph_or_the_style_that_brings_it_does():
    def left(properties: str, styles: str = "") -> int:
        body = f"<w:p><w:pPr>{properties}</w:pPr></w:p>"
        return blocks(body, styles, numbering=LEVEL)[0].left

    indented = '<w:ind w:left="90"/>'
    plain = style("A", f"<w:pPr>{indented}</w:pPr>")
    bringing = style("A", f"<w:pPr>{LISTED}{indented}</w:pPr>")
    assert left(LISTED) == 500
    assert left(LISTED + indented) == 90
    assert left('<w:pStyle w:val="A"/>' + LISTED, plain) == 500
    assert left('<w:pStyle w:val="A"/>', bringing) == 90


def test_cells_are_numbered_by_table_row_and_grid_column():
    def cell(text: str, span: int = 1, inner: str = "") -> str:
        return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{inner}{p(r(text))}</w:tc>'

    inner = f"<w:tbl><w:tr>{cell('inner')}</w:tr></w:tbl>"
    rows = f"<w:tr>{cell('a', 2)}{cell('b')}</w:tr><w:tr>{cell('c')}{cell('d', inner=inner)}</w:tr>"
    found = {x.text: x.cell for x in blocks(p(r("out")) + f"<w:tbl>{rows}</w:tbl>")}
    assert found == {
        "out": None,
        "a": Cell(0, 0, 0),
        "b": Cell(0, 0, 2),
        "c": Cell(0, 1, 0),
        "inner": Cell(1, 0, 0),
        "d": Cell(0, 1, 1),
    }


def test_notes_come_in_the_order_of_their_marks_and_strays_are_noticed():
    def note(id: int, text: str, kind: str = "") -> str:
        content = p("<w:r><w:footnoteRef/></w:r>", r(text))
        return f'<w:footnote w:id="{id}" {kind}>{content}</w:footnote>'

    separator = note(0, "", 'w:type="separator"')
    notes = part("footnotes", separator + note(2, "second") + note(3, "first") + note(4, "stray"))
    body = p(
        r("a"),
        '<w:r><w:footnoteReference w:id="3"/></w:r>',
        '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>**</w:t></w:r>',
    )
    found = describe(package(body, {"word/footnotes.xml": notes}))
    text, first, second = found.blocks
    assert text.text == "a1**"
    automatic, custom = text.marks
    assert (automatic.start, automatic.stop, automatic.automatic) == (1, 2, True)
    assert (custom.start, custom.stop, custom.automatic) == (2, 4, False)
    assert [x.note for x in text.marks] == [first.note, second.note]
    assert [x.text for x in (first, second)] == ["first", "second"]
    assert (first.anchor.part, first.anchor.paragraph) == ("word/footnotes.xml", 2)
    assert [x.slug for x in found.notices] == ["note-unreferenced"]


def test_a_file_embedded_in_place_of_text_is_said_not_to_be_read():
    found = describe(package(p(r("a")) + '<w:altChunk r:id="rId9"/>'))
    assert [x.text for x in found.blocks] == ["a"]
    assert [x.slug for x in found.notices] == ["embedded-file"]


def test_places_are_told_apart():
    box = f"<w:r><w:pict><w:txbxContent>{p(r('box'))}</w:txbxContent></w:pict></w:r>"
    body = p(box, r("body")) + '<w:sectPr><w:headerReference r:id="rId2"/></w:sectPr>'
    found = describe(package(body, {"word/header1.xml": part("hdr", p(r("head")))})).blocks
    assert {x.text: x.place for x in found} == {"body": "body", "box": "textbox", "head": "header"}
