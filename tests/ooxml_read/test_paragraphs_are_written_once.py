"""`Written` says of each paragraph what `bare` says, however the part is written."""

from __future__ import annotations

import pytest
from lxml import etree

from resdiff.ooxml.names import P
from resdiff.ooxml.written import Written
from resdiff.ooxml.xml import bare

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PLAIN = (
    f"<w:document {W}><w:body><w:p/><w:p w:rsidR='1'><w:pPr/><w:r><w:t>a &lt;w:p&gt; &amp; b</w:t>"
    "</w:r></w:p>tail<w:tbl><w:tr><w:tc><w:p><w:r/></w:p></w:tc></w:tr></w:tbl></w:body>"
    "</w:document>"
)
NESTED = (
    f"<w:document {W}><w:body><w:p><w:r><w:txbxContent><w:p/><w:p><w:r/></w:p></w:txbxContent>"
    "</w:r></w:p><w:p/></w:body></w:document>"
)
OWN = (
    f'<w:document {W}><w:body><w:p/><w:p xmlns:b="b" b:c="d"><b:e/></w:p><w:p/></w:body>'
    "</w:document>"
)
BETWEEN = f'<w:document {W}><w:body xmlns:b="b"><w:p b:c="d"/></w:body></w:document>'
OTHER_PREFIX = PLAIN.replace("w:", "v:").replace("xmlns:w", "xmlns:v")
OTHER_MEANING = f'<w:document {W}><w:body><w:p/><w:x xmlns:w="b"><w:p/></w:x></w:body></w:document>'
ALL = (PLAIN, NESTED, OWN, BETWEEN, OTHER_PREFIX, OTHER_MEANING)


@pytest.mark.parametrize("text", ALL)
def test_each_paragraph_is_written_as_by_itself(text: str) -> None:
    root = etree.fromstring(text)
    written = Written(root)
    assert [written.of(x) for x in root.iter(P)] == [bare(x)[1] for x in root.iter(P)]


@pytest.mark.parametrize(
    ("text", "alone"),
    [(PLAIN, 3), (NESTED, 2), (OWN, 2), (BETWEEN, 0), (OTHER_PREFIX, 0), (OTHER_MEANING, 0)],
)
def test_only_paragraphs_that_see_the_roots_namespaces_are_cut_out(text: str, alone: int) -> None:
    root = etree.fromstring(text)
    written = Written(root)
    assert sum(written.alone(x) is not None for x in root.iter(P)) == alone


def test_without_a_root_each_is_written_by_itself() -> None:
    paragraph = next(etree.fromstring(PLAIN).iter(P))
    assert Written(None).alone(paragraph) is None
    assert Written(None).of(paragraph) == bare(paragraph)[1]
