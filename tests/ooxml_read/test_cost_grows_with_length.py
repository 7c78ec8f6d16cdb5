"""Thousands of one thing in one place are read and settled to the end.

No time is asserted: what grew with the square of the number took minutes here.
"""

from __future__ import annotations

import pytest
from word_files import BY, dele, docx, ins, p, part, r

from resdiff.model import View
from resdiff.ooxml import Package, describe, has_revisions, settle

MANY = 2000  # each takes at most a second; what once grew with the square took up to 60


def control(content: str) -> str:
    return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def numbered(form: str) -> str:
    return "".join(form.replace("#", str(i)) for i in range(MANY))


CELL = f"<w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr><w:p/></w:tc>"
ROW = f"<w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
CUSTOM = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/></w:r>'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
REFERENCE = '<w:r><w:footnoteReference w:id="#"/></w:r>'

BODIES = {
    "insertions in a paragraph": p((ins("a") + dele("b")) * MANY),
    "deleted marks": p(r("a"), mark="del") * MANY + p(r("z")),
    "deleted marks between range marks": ('<w:bookmarkStart w:id="1"/>' + p(mark="del")) * MANY,
    "deleted marks in content controls": control(p(r("a"), mark="del")) * MANY + p(),
    "deleted cells in a row": f"<w:tbl><w:tblGrid/><w:tr>{CELL * MANY}</w:tr></w:tbl>",
    "deleted rows behind empty ones": f"<w:tbl>{'<w:tr/>' * MANY}{ROW * MANY}</w:tbl>",
    "halves of bookmarks": p(numbered(f'<w:del {BY}><w:bookmarkStart w:id="#"/></w:del>')),
    "custom marks": p(CUSTOM * MANY),
    "halves of fields": p(
        (f"<w:del {BY}>{FIELD.format('begin')}</w:del>{FIELD.format('end')}") * MANY
    ),
    "sections": "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" * MANY + p(),
    "numbered paragraphs": numbered(
        '<w:p><w:pPr><w:numPr><w:numId w:val="#"/></w:numPr></w:pPr></w:p>'
    ),
    "styles based on each other": numbered('<w:p><w:pPr><w:pStyle w:val="s#"/></w:pPr></w:p>'),
    "notes": p(numbered(REFERENCE)),
}
PARTS = {
    "word/numbering.xml": part(
        "numbering",
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1"/></w:lvl>'
        "</w:abstractNum>" + numbered('<w:num w:numId="#"><w:abstractNumId w:val="0"/></w:num>'),
    ),
    "word/styles.xml": part(
        "styles",
        "".join(
            f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="s{i - 1}"/><w:pPr/>'
            "</w:style>"
            for i in range(MANY)
        ),
    ),
    "word/footnotes.xml": part("footnotes", numbered('<w:footnote w:id="#"><w:p/></w:footnote>')),
}


@pytest.mark.parametrize("name", BODIES)
def test_many_of_one_thing_are_settled_to_the_end(name):
    opened = Package.open(docx(BODIES[name], PARTS), "many.docx")
    for view in View:
        settled = settle(opened, view)
        assert not has_revisions(settled)
        assert describe(settled).blocks
