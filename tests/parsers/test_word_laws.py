"""Whatever paragraphs a Word file holds: they are read, nothing is lost, paths are unique."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from reading import check_blocks_kept, check_laws
from test_structure_laws import lines

from resdiff.model import Anchor, Block, Cell, NoteMark, Source, View
from resdiff.parsers.structure import structure

STYLES = ["", "Normal", "Res_No", "Restitle", "Resref", "Call", "enumlev1", "Reasons", "Proposal"]
STYLES += ["Annex_No", "Appendix_title", "Section_No", "Section_title", "Heading 2", "Abstract"]


@st.composite
def paragraphs(draw: st.DrawFn) -> list[Block]:
    """Paragraphs of a body and of notes, of any form."""
    blocks: list[Block] = []
    for number in range(draw(st.integers(1, 20))):
        text = "\n".join(draw(st.lists(lines, min_size=1, max_size=3)))
        note = draw(st.sampled_from(["", "", "", "footnote-2", "footnote-3"]))
        part = "word/footnotes.xml" if note else "word/document.xml"
        at = draw(st.integers(0, len(text)))
        marks = (NoteMark(at, at, "footnote-2", True),) if draw(st.booleans()) else ()
        blocks.append(
            Block(
                text,
                Anchor(part, number, 0, len(text)),
                label=draw(st.sampled_from(["", "", "1", "a)", "(iv)", "§ 3", "•"])),
                style=draw(st.sampled_from(STYLES)),
                left=draw(st.sampled_from([0, 0, 567, 1134])),
                italic=draw(st.sampled_from([0.0, 1.0])),
                place=draw(st.sampled_from(["body", "body", "body", "header", "textbox"])),
                note=note,
                cell=draw(st.sampled_from([None, None, Cell(0, 0, 0), Cell(1, 2, 3)])),
                marks=marks,
            )
        )
    return blocks


@given(paragraphs())
@settings(max_examples=200)
def test_paragraphs_of_any_form_are_read_and_nothing_is_lost(blocks: list[Block]) -> None:
    document = structure(blocks, View.FINAL, Source("test.docx", "docx", b""))
    check_laws(document)
    check_blocks_kept(document, blocks)
