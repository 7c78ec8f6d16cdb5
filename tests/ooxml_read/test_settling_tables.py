"""What accepting and rejecting do to rows, cells and tables."""

from __future__ import annotations

from word_files import BY, both, ins, p, r, settled_xml, texts

from resdiff.model import View

FINAL, ORIGINAL = View.FINAL, View.ORIGINAL


def row(*cells: str, change: str = "") -> str:
    mark = f"<w:trPr><w:{change} {BY}/></w:trPr>" if change else ""
    return f"<w:tr>{mark}{''.join(cells)}</w:tr>"


def cell(text: str, change: str = "") -> str:
    mark = f"<w:tcPr>{change}</w:tcPr>" if change else ""
    return f"<w:tc>{mark}{p(r(text))}</w:tc>"


def grid(columns: int, *rows: str) -> str:
    return f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def test_rows():
    accepted, rejected = both(
        grid(1, row(cell("a")), row(cell("b"), change="ins"), row(cell("c"), change="del")) + p()
    )
    assert texts(accepted) == ["a", "b", ""]
    assert texts(rejected) == ["a", "c", ""]


def test_a_table_without_rows_goes():
    accepted, rejected = both(p(r("x")) + grid(1, row(cell("a"), change="ins")) + p(r("y")))
    assert texts(accepted) == ["x", "a", "y"]
    assert "tbl" not in settled_xml(rejected)
    assert texts(rejected) == ["x", "y"]


def test_paragraphs_beside_a_table_that_goes_stay_in_their_content_control():
    table = grid(1, row(cell("gone"), change="ins"))
    control = f"<w:sdt><w:sdtContent>{p(r('kept'))}{table}{p(r('too'))}</w:sdtContent></w:sdt>"
    accepted, rejected = both(control + p(r("end")))
    assert texts(accepted) == ["kept", "gone", "too", "end"]
    assert texts(rejected) == ["kept", "too", "end"]


def test_a_column_that_goes_takes_its_grid_column_along():
    gone = f"<w:cellDel {BY}/>"
    accepted, _ = both(grid(2, row(cell("a"), cell("b", gone)), row(cell("c"), cell("d", gone))))
    assert settled_xml(accepted).count("gridCol") == 1
    assert "gridSpan" not in settled_xml(accepted)


def test_where_one_row_loses_a_cell_its_neighbour_fills_the_gap():
    gone = f"<w:cellDel {BY}/>"
    accepted, rejected = both(grid(2, row(cell("a"), cell("b", gone)), row(cell("c"), cell("d"))))
    assert '<tc><tcPr><gridSpan val="2"/></tcPr><p><r><t>a' in settled_xml(accepted)
    assert "gridSpan" not in settled_xml(rejected)


def test_a_cell_mark_where_no_cell_is_only_goes():
    mark = f"<w:cellDel {BY}/>"
    misplaced = f"<w:p><w:tcPr>{mark}</w:tcPr>{r('a')}</w:p>"
    in_no_row = f"<w:tbl><w:tc><w:tcPr>{mark}</w:tcPr>{p(r('b'))}</w:tc></w:tbl>"
    accepted, rejected = both(misplaced + in_no_row + p(r("c")))
    assert texts(accepted) == texts(rejected) == ["a", "b", "c"]


def test_text_inside_a_mark_is_not_lost_with_the_mark():
    inside = f'<w:moveFromRangeEnd w:id="4">{r("kept")}</w:moveFromRangeEnd>'
    accepted, _ = both(p(ins("a"), inside))
    assert texts(accepted) == ["akept"]


def test_a_revision_that_settling_uncovers_is_settled_too():
    hidden = f"<w:tcPr><w:ins {BY}><w:cellDel {BY}/></w:ins></w:tcPr>"
    both(p(ins("a")) + f"<w:tbl><w:tr><w:tc>{hidden}{p()}</w:tc></w:tr></w:tbl>")


def test_merged_cells():
    merge = f'<w:tcW w:w="5"/><w:cellMerge {BY} w:vMerge="{{}}"/>'
    body = grid(1, row(cell("a", merge.format("rest"))), row(cell("b", merge.format("cont"))))
    accepted, rejected = both(body)
    assert 'val="restart"' in settled_xml(accepted)
    assert 'val="continue"' in settled_xml(accepted)
    assert "vMerge" not in settled_xml(rejected)
