"""The old file's own marks of tables, rows and cells, kept beside the new ones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from kept_beside import THEIRS, beside, ended, kept, of_bytes, opened
from made_word import Word, down, p, sdt, shown, span, tbl

from resdiff.ooxml import Match, Package
from resdiff.ooxml.names import w


def test_a_table_may_come_right_behind_a_paragraph_mark_that_came() -> None:
    """Rejecting that mark joins two paragraphs, and not across a table: the first paragraph is
    written anew ahead of the table.
    """
    old = Word([ended("ins", "alpha"), p("beta")]).save()
    new = Word([p("alpha"), tbl(["a"]), p("beta")]).save()
    result = Package.open(of_bytes(old, new), "kept.docx")
    assert shown(result.part(result.main)[0]) == ("[+alpha+]¶+\n([+a+]¶+)+\n[-alpha-]¶+-\nbeta¶")


def test_a_row_that_the_old_author_deleted_stays_among_rows_that_change() -> None:
    assert kept(
        [tbl(["a"], ["b"], ["c"]), p("")],
        [tbl(["a"], ["c"]), p("")],
        [tbl(["a"], ["see"], ["d"]), p("")],
    ).startswith("(a¶)\n([-b-]¶-)-\n")


def row(words: str, gone: bool = False) -> str:
    """A row of one cell, deleted by the old author or not."""
    mark_ = f'<w:trPr><w:del w:id="1" w:author="{THEIRS.author}"/></w:trPr>' if gone else ""
    return f"<w:tr>{mark_}<w:tc>{p(words)}</w:tc></w:tr>"


@pytest.mark.parametrize("order", [*permutations([row("a", gone=True), sdt(row("b")), row("c")])])
@pytest.mark.parametrize("new", ["b", "b more"])
def test_a_deleted_row_stays_where_it_was_among_rows_in_controls(
    order: tuple[str, str, str], new: str
) -> None:
    def table(rows: Sequence[str]) -> list[str]:
        return [tbl().replace("</w:tbl>", "".join(rows) + "</w:tbl>"), p("")]

    edited_ = [x.replace("b<", f"{new}<") for x in order if "trPr" not in x]
    old = opened(*table(order))
    result, verdict, _ = beside(old, opened(*table(edited_)))
    assert verdict.proved, verdict
    places = [x.find(w("trPr")) is not None for x in result.part(result.main).iter(w("tr"))]
    assert places == ["trPr" in x for x in order]


def test_a_table_that_the_old_author_deleted_stays_between_its_paragraphs() -> None:
    assert kept(
        [p("one"), tbl(["a"]), p("two")], [p("one"), p("two")], [p("one"), p("two three")]
    ) == ("one¶\n([-a-]¶-)-\ntwo[+ three+]¶")


def test_a_row_that_came_and_goes_again_carries_both_marks() -> None:
    shown_ = kept([tbl(["a"]), p("")], [tbl(["a"], ["b"]), p("")], [tbl(["a"]), p("")])
    assert "([+[-b-]+]¶+-)+-" in shown_


def test_a_cell_that_came_keeps_its_mark() -> None:
    came = f'<w:tcPr><w:cellIns w:id="1" w:author="{THEIRS.author}"/></w:tcPr>{p("b")}'
    result, verdict, _ = beside(opened(tbl(["a", came]), p("")), opened(tbl(["a", "c"]), p("")))
    assert verdict.proved, verdict
    assert shown(result.part(result.main)[0]).startswith("(a¶ | [-b-][+c+]¶ +cell)")


def lying(words: str, *marks: str) -> str:
    """A cell with marks in its properties."""
    signed = f'w:id="1" w:author="{THEIRS.author}"'
    own = "".join(f"<w:{x.replace('{}', signed)}/>" for x in marks)
    return f"<w:tcPr>{own}</w:tcPr>{p(words)}"


def test_a_cell_that_went_comes_back_between_its_neighbours() -> None:
    old = opened(tbl(["a", lying("b", "cellDel {}"), "c"], ["d", "e", "f"]), p(""))
    new = opened(tbl([span("a", 2), "see"], ["d", "e", "f"]), p(""))
    result, verdict, _ = beside(old, new)
    assert verdict.proved, verdict
    assert shown(result.part(result.main)[0]).startswith("(a¶ | b¶ -cell | [-c-][+see+]¶)")


def test_cells_that_were_merged_stay_merged_by_their_author() -> None:
    rest, cont = 'cellMerge {} w:vMerge="rest"', 'cellMerge {} w:vMerge="cont"'
    old = opened(tbl([lying("a", rest), "b"], [lying("c", cont), "d"]), p(""))
    new = opened(tbl([down("a", True), "b"], [down("c", False), "see"]), p(""))
    result, verdict, _ = beside(old, new)
    assert verdict.proved, verdict
    assert shown(result.part(result.main)[0]).startswith(
        "(a¶ ~cell | b¶)\n(c¶ ~cell | [-d-][+see+]¶)"
    )


def test_a_grid_that_changed_unsigned_takes_no_move_of_ours_apart() -> None:
    """The end of a move's range names nobody either."""
    change = '<w:tblGridChange w:id="9"><w:tblGrid><w:gridCol w:w="500"/></w:tblGrid>'
    table = tbl(["a"]).replace("</w:tblGrid>", f"{change}</w:tblGridChange></w:tblGrid>")
    old = [p("one and some"), p("two and more"), table, ended("ins", "three"), p("end")]
    new = [p("two and more"), p("one and some"), tbl(["a"]), p("three"), p("end")]
    moved = Match((0,), (1,), (), moved=True), Match((1,), (0,), ())
    result, verdict, _ = beside(opened(*old), opened(*new), moved)
    assert verdict.proved, verdict
    assert result.data(result.main).count(b"RangeEnd ") == 2


def test_a_row_with_a_cell_that_came_goes_whole_where_that_cell_goes_again() -> None:
    old = opened(tbl(["a", lying("b", "cellIns {}")], ["c", "d"]), p(""))
    result, verdict, _ = beside(old, opened(tbl(["a"], ["c", "d"], widths=2), p("")))
    assert verdict.proved, verdict
    assert shown(result.part(result.main)[0]).startswith("([-a-]¶- | [-b-]¶- +cell)-\n([+a+]¶+)+")
