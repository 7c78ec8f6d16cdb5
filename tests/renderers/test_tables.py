"""The clause table: a row a clause, both sides readable from the marked text, nothing runs."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from conftest import CORPUS
from openpyxl.cell.rich_text import CellRichText

from resdiff import api
from resdiff.model import Nature, Redline
from resdiff.renderers.table import COLUMNS


@pytest.fixture(scope="module", params=["res101-en", "res64-zh"])
def redline(request: pytest.FixtureRequest) -> Redline:
    old, new = (CORPUS / request.param / name for name in ("base.docx", "edited.docx"))
    sides = (api.read(path.read_bytes(), path.name) for path in (old, new))
    return api.redline(*sides, "xlsx")


def table(redline: Redline, options: api.RenderOptions | None = None) -> list[list[str]]:
    data = api.render(redline, "csv", options or api.RenderOptions())
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_change_has_a_row(redline: Redline) -> None:
    heading, *rows = table(redline)
    assert tuple(heading) == COLUMNS
    assert len(rows) == len(redline.comparison.changes)


def test_the_marked_text_of_the_spreadsheet_gives_both_sides(redline: Redline) -> None:
    data = api.render(redline, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data), rich_text=True).active
    assert sheet is not None
    for row in sheet.iter_rows(min_row=2):
        old, new, marked = (cell.value for cell in row[4:7])
        blocks = marked if isinstance(marked, CellRichText) else []
        kept_old = "".join(b.text for b in blocks if b.font.u is None)
        kept_new = "".join(b.text for b in blocks if not b.font.strike)
        assert kept_old.strip() == (old or "").strip()
        assert kept_new.strip() == (new or "").strip()


def test_only_the_natures_asked_for_are_listed(redline: Redline) -> None:
    options = api.RenderOptions(only=frozenset({Nature.CITATION}))
    assert {row[3] for row in table(redline, options)[1:]} == {"citation"}


def test_the_same_table_has_the_same_bytes(redline: Redline) -> None:
    for format_ in ("xlsx", "csv", "markdown"):
        assert api.render(redline, format_) == api.render(redline, format_)


def test_a_text_that_looks_like_a_formula_is_shown_and_not_run() -> None:
    old = api.read(b"=1+1\n@SUM(A1)\n", "old.txt")
    new = api.read(b"=1+2\n@SUM(A1)\n", "new.txt")
    redline = api.redline(old, new, "csv")
    assert all(not cell.startswith(("=", "@")) for row in table(redline) for cell in row)
    book = openpyxl.load_workbook(io.BytesIO(api.render(redline, "xlsx")))
    assert book.active is not None
    assert all(c.data_type != "f" for row in book.active.iter_rows() for c in row)


def test_the_spreadsheet_reads_and_prints_as_a_table(redline: Redline) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(api.render(redline, "xlsx"))).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"


def test_a_text_that_no_cell_can_hold_says_how_much_is_missing() -> None:
    head = "RESOLUTION 9 (Busan, 2014)\n\nLamps\n\nresolves\n\n1 that lamps "
    old, new = (f"{head}{'burn ' * times};\n" for times in (8_000, 8_001))
    sides = (api.read(text.encode(), "text.txt") for text in (old, new))
    sheet = openpyxl.load_workbook(
        io.BytesIO(api.render(api.redline(*sides, "xlsx"), "xlsx"))
    ).active
    assert sheet is not None
    cells = [str(x) for row in sheet.iter_rows(values_only=True) for x in row if x]
    cut = [x for x in cells if " […+" in x]
    assert len(cut) == 3  # old, new and marked
    for text in cut:
        shown, _, left = text.partition(" […+")
        assert len(text) <= 32_767
        assert len(shown) + int(left.rstrip("]")) >= len("that lamps ") + 8_000 * len("burn ")
