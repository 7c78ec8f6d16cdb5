"""Columns that come and go, and cells that are merged and split; `resdiff/ooxml/CORNERS.md` names
these tests.
"""

from __future__ import annotations

import pytest
from made_word import Word, down, p, sdt, shown, span, tbl

from resdiff.model import View
from resdiff.ooxml import MarkOptions, Package, mark, settle
from resdiff.ooxml.names import w
from resdiff.ooxml.verify import verify

OPTIONS = MarkOptions("Author", "2024-05-01T12:00:00Z")
PLAIN = MarkOptions("Author", "2024-05-01T12:00:00Z", formatting=False)


def merged(old: str, new: str, options: MarkOptions = OPTIONS) -> Package:
    """The marked package of two bodies, after its proof."""
    packages = [Package.open(Word([x, p("")]).save(), "made.docx") for x in (old, new)]
    marked = Package.open(mark(*packages, {}, options).save(), "marked.docx")
    verdict = verify(*packages, marked)
    assert verdict.proved, verdict
    assert options is PLAIN or verdict.formatting == ()
    return marked


def between(old: str, new: str, options: MarkOptions = OPTIONS) -> str:
    marked = merged(old, new, options)
    return shown(marked.part(marked.main)).removesuffix("\n¶")


def widths(*columns: int) -> str:
    return "".join(f'<w:gridCol w:w="{x}"/>' for x in columns)


def grids(package: Package) -> list[list[str]]:
    """The grids of a package's tables, as numbers of columns with their widths."""
    tables = package.part(package.main).iter(w("tblGrid"))
    return [[x.get(w("w"), "") for x in grid.iterchildren(w("gridCol"))] for grid in tables]


THREE = [["No", "Name", "Seat"], ["1", "Ann", "left"], ["2", "Bob", "right"]]
TWO = [["No", "Seat"], ["1", "left"], ["2", "right"]]


def test_an_inserted_column_is_inserted_cells() -> None:
    assert between(tbl(*TWO), tbl(*THREE)) == (
        "(No¶ | [+Name+]¶ +cell | Seat¶)\n(1¶ | [+Ann+]¶ +cell | left¶)\n"
        "(2¶ | [+Bob+]¶ +cell | right¶)"
    )


def test_a_deleted_column_is_deleted_cells() -> None:
    assert between(tbl(*THREE), tbl(*TWO)) == (
        "(No¶ | [-Name-]¶ -cell | Seat¶)\n(1¶ | [-Ann-]¶ -cell | left¶)\n"
        "(2¶ | [-Bob-]¶ -cell | right¶)"
    )


def test_the_grid_comes_and_goes_with_its_columns() -> None:
    marked = merged(tbl(*TWO), tbl(*THREE))
    assert [len(x) for x in grids(settle(marked, View.FINAL))] == [3]
    assert [len(x) for x in grids(settle(marked, View.ORIGINAL))] == [2]


def test_rows_pair_by_what_the_columns_say_that_are_left() -> None:
    new = [THREE[0], ["3", "Cid", "middle"], *THREE[1:]]
    assert between(tbl(*TWO), tbl(*new)).splitlines()[1] == (
        "([+3+]¶+ | [+Cid+]¶+ | [+middle+]¶+)+"
    )


def test_a_column_in_another_place_is_another_column() -> None:
    old = [["a", "alpha", "x"], ["b", "beta", "y"]]
    new = [["alpha", "x", "one"], ["beta", "y", "two"]]
    assert between(tbl(*old), tbl(*new)).splitlines()[0] == (
        "([-a-]¶ -cell | alpha¶ | x¶ | [+one+]¶ +cell)"
    )


def test_a_rewritten_column_stays_the_same_column() -> None:
    old, new = [["1", "alpha"], ["2", "beta"]], [["1", "one"], ["2", "two"]]
    assert between(tbl(*old), tbl(*new)).splitlines()[0] == "(1¶ | [-alpha-][+one+]¶)"


def test_merged_cells_are_deleted_beside_the_one_that_grows() -> None:
    old, new = tbl(["a", "b"], ["c", "d"]), tbl([span("a b", 2)], ["c", "d"], widths=2)
    assert between(old, new) == "(a[+ b+]¶ | [-b-]¶ -cell)\n(c¶ | d¶)"
    assert between(new, old) == "(a[- b-]¶ | [+b+]¶ +cell)\n(c¶ | d¶)"


def test_cells_merged_with_those_below_say_so() -> None:
    old = tbl(["tall", "one"], ["", "two"])
    new = tbl([down("tall", True), "one"], [down("", False), "two"])
    assert between(old, new) == "(tall¶ ~cell | one¶)\n(¶ ~cell | two¶)"
    assert between(new, old) == "(tall¶ ~cell | one¶)\n(¶ ~cell | two¶)"
    assert "~cell" in between(old, new, PLAIN)


def test_a_row_that_does_not_fill_the_grid_is_replaced_rather_than_its_cells() -> None:
    old = tbl(["a", "b", "c"], ["d", "e", "f"])
    new = tbl(["a", "b", "c"], ["d", "e"])
    assert between(old, new) == (
        "(a¶ | b¶ | c¶)\n([-d-]¶- | [-e-]¶- | [-f-]¶-)-\n([+d+]¶+ | [+e+]¶+)+"
    )


def test_columns_are_marked_where_formatting_is_not() -> None:
    assert between(tbl(*TWO), tbl(*THREE), PLAIN) == between(tbl(*TWO), tbl(*THREE))


def test_a_table_of_other_words_is_replaced_whole() -> None:
    old, new = tbl(["a", "b"], ["c", "d"]), tbl(["e", "f", "g"])
    assert between(old, new) == (
        "([-a-]¶- | [-b-]¶-)-\n([-c-]¶- | [-d-]¶-)-\n([+e+]¶+ | [+f+]¶+ | [+g+]¶+)+"
    )


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{p(x)}</w:tc>" for x in cells) + "</w:tr>"


def framed(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid>{widths(500, 500)}</w:tblGrid>{''.join(rows)}</w:tbl>"


def test_rows_in_a_content_control_come_and_go_one_by_one() -> None:
    old = framed(row("head", "x"), sdt(row("one", "a"), row("two", "b"), tag="rows"))
    new = framed(row("head", "x"), sdt(row("two", "b"), row("three", "c"), tag="rows"))
    assert between(old, new) == (
        "(head¶ | x¶)\n([-one-]¶- | [-a-]¶-)-\n(two¶ | b¶)\n([+three+]¶+ | [+c+]¶+)+"
    )


@pytest.mark.parametrize("back", [False, True])
def test_a_content_control_around_rows_comes_and_goes(back: bool) -> None:
    sides = (
        framed(row("head", "x")),
        framed(row("head", "x"), sdt(row("one", "a"), row("two", "b"), tag="rows")),
    )
    marked = merged(*sides[:: -1 if back else 1])
    kind = "Del" if back else "Ins"
    assert marked.data(marked.main).count(f"<w:customXml{kind}RangeStart".encode()) == 2
    gone = settle(marked, View.FINAL if back else View.ORIGINAL)
    assert b"w:sdt" not in gone.data(gone.main)


def test_a_cell_in_a_content_control_is_merged_inside_it() -> None:
    def cell(words: str) -> str:
        return f"<w:tr><w:tc>{p('a')}</w:tc>{sdt(f'<w:tc>{p(words)}</w:tc>', tag='c')}</w:tr>"

    assert "one [-two-][+2+]" in between(framed(cell("one two")), framed(cell("one 2")))


def test_exceptions_of_a_row_are_marked() -> None:
    def table(jc: str) -> str:
        exception = f'<w:tblPrEx><w:jc w:val="{jc}"/></w:tblPrEx>'
        return framed(row("a", "b").replace("<w:tr>", f"<w:tr>{exception}"))

    marked = merged(table("left"), table("right"))
    back = settle(marked, View.ORIGINAL)
    assert b'w:val="right"' not in back.data(back.main)
    assert b"<w:tblPrExChange" in marked.data(marked.main)
