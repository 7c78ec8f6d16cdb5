"""Files that the standard forbids and other programs write: marked exactly all the same.

`resdiff/ooxml/CORNERS.md` names these tests.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest
from made_word import Word, box, fld, note, p, run, sdt, shown, tbl
from merging import OPTIONS, merged

from resdiff.ooxml import Package, mark
from resdiff.ooxml.names import w


def bare(*cells: str) -> str:
    """A table of one row, its cells as they are given."""
    inner = "".join(f"<w:tc>{x}</w:tc>" for x in cells)
    grid = '<w:gridCol w:w="1000"/>' * len(cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{inner}</w:tr></w:tbl>"


STORIES: dict[str, Callable[[str], Word]] = {
    "body": lambda blocks: Word([blocks]),
    "cell": lambda blocks: Word([bare(blocks), p("end")]),
    "header": lambda blocks: Word([p("x")], headers={"default": [blocks]}),
    "note": lambda blocks: Word([p("x", note(1))], footnotes={1: [blocks]}),
    "box": lambda blocks: Word([p(box(blocks))]),
    "control": lambda blocks: Word([sdt(blocks), p("end")]),
}

BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{x}"/></w:r>' for x in ("begin", "separate", "end")
)
CODE = "<w:r><w:instrText> REF a </w:instrText></w:r>"
TABLE, OTHER = tbl(["a", "b"]), tbl(["c", "d"], ["e", "f"])

ENDS = {
    "nothing": "",
    "a paragraph": p("one"),
    "a table": TABLE,
    "another table last": p("one") + OTHER,
    "two tables": TABLE + OTHER,
    "a table and a paragraph": TABLE + p("two"),
    "a table in a control": sdt(p("one"), TABLE, tag="x"),
    "a paragraph in a control": p("one") + sdt(p("two"), tag="y"),
}
NESTED = {
    "a cell with nothing but a table": bare(tbl(["in"])),
    "tables inside tables": bare(bare(tbl(["deep"])), p("q")),
    "an empty cell": bare("", p("b")),
    "an empty cell with properties": bare('<w:tcPr><w:tcW w:w="1"/></w:tcPr>'),
    "a paragraph": p("one"),
}
TORN = {
    "a field that never ends": p(BEGIN, CODE, SEPARATE, "one"),
    "a field that never began": p("one", END),
    "a separator alone": p("one", SEPARATE, "two"),
    "a field over two paragraphs": p(BEGIN, CODE, "one") + p("two", END),
    "a field in half a field": p(BEGIN, CODE, "one") + p(fld(" PAGE ", "two")),
    "a paragraph": p("one"),
}
INSIDE = {
    "a paragraph in a paragraph": f"<w:p>{run('one')}{p('two')}{run('three')}</w:p>",
    "a paragraph in a run": f"<w:p><w:r><w:t>one</w:t>{p('two')}</w:r></w:p>",
    "a table in a paragraph": f"<w:p>{run('one')}{TABLE}</w:p>{p('z')}",
    "a paragraph": p("one"),
}


@pytest.mark.parametrize("story", STORIES)
def test_stories_may_end_with_anything(story: str) -> None:
    for old, new in permutations(ENDS.values(), 2):
        merged(STORIES[story](old), STORIES[story](new))


@pytest.mark.parametrize("story", ["body", "cell", "note"])
def test_cells_may_lack_their_last_paragraph(story: str) -> None:
    for old, new in permutations(NESTED.values(), 2):
        merged(STORIES[story](old), STORIES[story](new))


@pytest.mark.parametrize("story", ["body", "cell", "header"])
def test_fields_may_lack_a_half(story: str) -> None:
    for old, new in permutations(TORN.values(), 2):
        merged(STORIES[story](old), STORIES[story](new))


@pytest.mark.parametrize("story", ["body", "cell", "box"])
def test_words_of_a_paragraph_inside_a_paragraph_are_not_lost(story: str) -> None:
    for old, new in permutations(INSIDE.values(), 2):
        merged(STORIES[story](old), STORIES[story](new))


def test_a_paragraph_inside_a_paragraph_is_part_of_it() -> None:
    marked = merged(Word([p("one three")]), Word([INSIDE["a paragraph in a paragraph"]]))
    assert shown(marked.part(marked.main)) == "[-one three-][+onetwothree+]¶"


def test_a_cell_gets_its_last_paragraph_when_it_is_marked() -> None:
    marked = merged(Word([bare(TABLE), p("")]), Word([bare(TABLE + p("one")), p("")]))
    assert "[+one+]¶" in shown(marked.part(marked.main))
    same = Package.open(Word([bare(TABLE), p("")]).save(), "old.docx")
    assert mark(same, same, {}, OPTIONS).save() == same.save()


def test_a_control_around_the_last_paragraph_comes_and_goes_alone() -> None:
    plain, held = Word([bare(p("one")), p("")]), Word([bare(sdt(p("one"), tag="x")), p("")])
    for old, new, kind in ((plain, held, "Ins"), (held, plain, "Del")):
        marked = merged(old, new)
        assert shown(marked.part(marked.main)) == "(one¶)\n¶"
        assert f"customXml{kind}RangeStart".encode() in marked.data(marked.main)


def test_a_simple_field_without_a_result_comes_and_goes_as_a_complex_one() -> None:
    field = '<w:fldSimple w:instr=" PAGE "/>'
    plain, numbered = Word([p("one"), p("end")]), Word([p("one", field), p("end")])
    come, gone = merged(plain, numbered), merged(numbered, plain)
    assert shown(come.part(come.main)) == "one[+<PAGE>+]¶\nend¶"
    assert shown(gone.part(gone.main)) == "one[-<PAGE>-]¶\nend¶"


@pytest.mark.parametrize("back", [False, True])
def test_the_section_of_a_body_without_blocks_stays_behind_what_comes(back: bool) -> None:
    section = '<w:sectPr><w:pgSz w:w="1"/></w:sectPr>'
    sides = Word([section]), Word([p("one"), p("two"), section])
    marked = merged(*reversed(sides)) if back else merged(*sides)
    body = marked.part(marked.main)[0]
    assert [x.tag == w("sectPr") for x in body] == [*[False] * (len(body) - 1), True]
