"""Form is evidence: styles, automatic labels, indents, cells and frames of a Word file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reading import by_path, check_blocks_kept, check_laws, paths

from resdiff.model import Anchor, Block, Cell, Document, Kind, NoteMark, Source, View
from resdiff.parsers.structure import structure

SOURCE = Source("test.docx", "docx", b"")
HEAD = [
    ("ResNo", "RESOLUTION 1 (DUBAI, 2018)"),
    ("Restitle", "A title"),
    ("Normal", "The Council,"),
]


def block(text: str, style: str = "Normal", **form: object) -> Block:
    made = Block(text, Anchor("word/document.xml", 0, 0, len(text)), style=style)
    return replace(made, **form)  # type: ignore[arg-type]


def read(blocks: Iterable[Block | tuple[str, str]]) -> Document:
    made = [b if isinstance(b, Block) else block(b[1], b[0]) for b in blocks]
    numbered = [
        replace(b, anchor=replace(b.anchor, paragraph=i)) if not b.note else b
        for i, b in enumerate(made)
    ]
    document = structure(numbered, View.FINAL, SOURCE)
    check_laws(document)
    return document


def test_a_call_is_known_by_its_style_when_its_verb_is_not() -> None:
    document = read([*HEAD, ("Call", "pondering"), ("Normal", "a)\tone thing,")])
    (call,) = [c for c in document.clauses if c.kind is Kind.CALL]
    assert call.text == "pondering"
    assert "style Call" in call.reason


def test_style_names_are_matched_loosely() -> None:
    document = read(
        [("Res_No", HEAD[0][1]), ("Res title", "A title"), ("Call 1", "pondering"), ("", "on")]
    )
    assert paths(document) == ["number", "title", "call/1", "1/-1"]


def test_automatic_labels_count_like_typed_ones_and_stand_in_no_text() -> None:
    document = read(
        [
            *HEAD,
            ("Call", "resolves"),
            block("one", label="1"),
            block("two", label="a)"),
            block("three", label="2"),
        ]
    )
    clauses = by_path(document)
    assert clauses["1/1"].label == "1"
    assert clauses["1/1"].label_anchor is None
    assert clauses["1/1/a"].text == "two"
    assert clauses["1/2"].text == "three"


def test_an_automatic_label_in_no_known_series_stands_for_itself() -> None:
    document = read([*HEAD, ("Call", "resolves"), block("one", label="§ 7 A")])
    assert by_path(document)["1/7a"].label == "§ 7 A"


def test_a_paragraph_indented_like_an_item_goes_on_with_it() -> None:
    document = read(
        [
            *HEAD,
            ("Call", "resolves"),
            block("1\tto do:", left=0),
            block("a)\tthis;", "enumlev1", left=1134, first=-1134),
            block("And more of this.", left=1134),
            block("That is all,", left=0),
        ]
    )
    assert paths(document, Kind.PARAGRAPH) == ["1/1/a/-1", "1/-1"]


def test_cells_stand_under_the_clause_they_follow() -> None:
    cells = [
        block(text, cell=Cell(0, row, column))
        for text, row, column in (("A", 0, 0), ("B", 0, 1), ("C", 1, 0), ("C again", 1, 0))
    ]
    document = read([*HEAD, ("Call", "resolves"), ("Normal", "1\tas follows:"), *cells])
    assert paths(document, Kind.CELL) == [
        "1/1/table1/r1c1",
        "1/1/table1/r1c2",
        "1/1/table1/r2c1",
        "1/1/table1/r2c1/2",
    ]


def test_a_text_set_in_a_frame_of_one_cell_is_read_as_if_there_were_none() -> None:
    frame = Cell(0, 0, 0)
    lines = [*HEAD, ("Call", "resolves"), ("Normal", "1\tto act.")]
    document = read(block(text, style, cell=frame) for style, text in lines)
    assert paths(document) == ["number", "title", "adopting", "call/1", "1/1"]


def test_page_headers_and_text_boxes_stand_outside_every_instrument() -> None:
    document = read(
        [
            *HEAD,
            block("Page 1", place="header"),
            block("In a box", place="textbox"),
            ("Call", "resolves"),
            ("Normal", "to act."),
        ]
    )
    running = [c for c in document.clauses if c.kind is Kind.RUNNING]
    assert [(c.path, c.text, c.instrument) for c in running] == [
        ("running/1", "Page 1", -1),
        ("running/2", "In a box", -1),
    ]


def test_a_note_stands_with_the_instrument_that_carries_its_mark() -> None:
    second = [(style, text.replace(" 1 ", " 2 ")) for style, text in HEAD]
    marked = block("to act1.", marks=(NoteMark(6, 7, "footnote-4", True),))
    note = replace(
        block("\tA note."), note="footnote-4", anchor=Anchor("word/footnotes.xml", 3, 0, 8)
    )
    document = read(
        [
            *HEAD,
            ("Call", "resolves"),
            ("Normal", "to wait."),
            *second,
            ("Call", "resolves"),
            marked,
            note,
        ]
    )
    (found,) = [c for c in document.clauses if c.kind is Kind.NOTE]
    assert (found.instrument, found.path, found.label, found.text) == (1, "note/1", "1", "A note.")


def test_headings_of_rules_of_procedure_hold_what_stands_below_them() -> None:
    document = read(
        [
            *HEAD,
            ("Call", "resolves"),
            ("Normal", "that the following apply."),
            ("Section_No", "SECTION 1"),
            ("Section_title", "The assembly"),
            ("Normal", "1.1\tThe assembly shall meet."),
            ("Heading 2", "1.2\tVoting"),
            ("Normal", "Votes are counted."),
            ("Normal", "1.2.1\tAll vote."),
        ]
    )
    assert paths(document)[5:] == ["1/h1", "1/h1/1.1", "1/h1/1.2", "1/h1/1.2/-1", "1/h1/1.2/1.2.1"]
    assert by_path(document)["1/h1"].text == "SECTION 1\nThe assembly"


def test_reasons_end_where_their_style_ends() -> None:
    document = read(
        [
            *HEAD,
            ("Call", "resolves"),
            ("Normal", "to act."),
            ("Reasons", "Reasons:\tNeeded."),
            ("Heading_b", "Next"),
            ("Normal", "More."),
        ]
    )
    assert [c.instrument for c in document.clauses if c.kind is Kind.COVER] == [-1, -1]
    assert by_path(document)["reasons"].text == "Needed."
    proposal = document.instruments[0].proposal
    assert proposal is not None
    assert proposal.reasons == "Needed."


def test_line_breaks_part_what_are_paragraphs_elsewhere() -> None:
    document = read(
        [
            ("Normal", "RESOLUTION 1 (DUBAI, 2018)\nA title"),
            ("Normal", "The Council,"),
            ("Normal", "resolves\n1\tto act;\n2\tto end."),
        ]
    )
    assert paths(document) == ["number", "title", "adopting", "call/1", "1/1", "1/2"]


def test_a_line_break_inside_a_clause_stays() -> None:
    document = read([*HEAD, ("Call", "resolves"), ("Normal", "1\tto act\nand to end.")])
    assert by_path(document)["1/1"].text == "to act\nand to end."


def test_line_breaks_in_a_frame_leave_the_text_as_it_was_read() -> None:
    frame = Cell(0, 0, 0)
    lines = [("", "RESOLUTION 1 (DUBAI, 2018)\nA title\nof two lines"), ("Call", "resolves")]
    blocks = [block(text, style, cell=frame) for style, text in [*lines, ("", "to act.")]]
    document = read(blocks)
    assert by_path(document)["title"].text == "A title\nof two lines"
    numbered = [replace(b, anchor=replace(b.anchor, paragraph=i)) for i, b in enumerate(blocks)]
    check_blocks_kept(document, numbered)
