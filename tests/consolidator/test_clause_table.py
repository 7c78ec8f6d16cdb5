"""The clause table in its four forms, and the verb."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import SHARED, needs_shared
from docx.oxml.ns import qn
from proposals_together import FILES, FOLDER, consolidated

from resdiff.cli.consolidate import command
from resdiff.consolidator.rendering import RENDERERS, render
from resdiff.consolidator.rendering.blocks import blocks, where
from resdiff.errors import UsageError

BASE = str(FOLDER / "base.docx")
ALL = [BASE, *map(str, FILES.values())]


def test_every_row_of_text_stands_in_one_block() -> None:
    table = consolidated()
    found = [row for block in blocks(table, "en") for row in block.rows]
    assert found == [x for x in table.rows if x.text.strip() or x.label or x.clause < 0]
    assert any(x.folded for x in blocks(table, "en"))


def test_the_page_has_a_column_a_proposal_and_lists_conflicts() -> None:
    page = render(consolidated(), "html").decode()
    for author in FILES:
        assert f'<th scope="col">{author}</th>' in page
    assert "<h2>Conflicts</h2>" in page
    assert "<h2>Reasons</h2>" in page
    assert "://" not in page.split("</style>")[0]


def test_places_are_called_as_delegates_call_them() -> None:
    table = consolidated()
    named = {row.path: where(table, row, "en") for row in table.rows}
    assert named["1/e"] == "recalling e)"
    assert named["1/h"] == "recalling h)"  # which only a proposal has
    assert named["call/1"] == "recalling"
    assert named["adopting"] == "adopting sentence"
    assert "recalling e)" in html_words(render(table, "html"))


def html_words(page: bytes) -> str:
    from lxml import html

    return " ".join(html.fromstring(page).text_content().split())


@needs_shared
def test_arabic_stands_from_right_to_left_in_the_word_table() -> None:
    import docx

    folder = SHARED / "data" / "six" / "A-ar"
    table = consolidated({"ECP": folder / "proposal.docx"}, folder / "base.docx")
    document = docx.Document(io.BytesIO(render(table, "docx")))
    row = document.tables[0].rows[1]
    assert all(cell.paragraphs[0]._p.pPr.find(qn("w:bidi")) is not None for cell in row.cells)


def test_arabic_letters_of_the_word_table_have_the_size_of_the_others() -> None:
    import docx

    data = render(consolidated(), "docx")
    for name in ("Normal", "Heading 1", "Heading 2"):
        looks = docx.Document(io.BytesIO(data)).styles[name].element.rPr
        sizes = [looks.find(qn(f"w:{x}")).get(qn("w:val")) for x in ("sz", "szCs")]
        assert sizes[0] == sizes[1]


def test_the_spreadsheet_folds_unchanged_rows() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(render(consolidated(), "xlsx")))
    sheet = book["Clauses"]
    heads = [x.value for x in sheet[1]]
    assert heads == ["Clause", "Proposals", "Base", "ECP", "IAP", "RCC"]
    hidden = [r for r, d in sheet.row_dimensions.items() if d.hidden]
    assert hidden
    assert all(sheet.cell(r, 2).value in ("", None) for r in hidden)
    assert any("conflict" in str(x.value) for x in sheet["B"])
    assert book["Reasons"].max_row > 2


def test_the_word_table_lies_on_its_side_and_keeps_the_reasons() -> None:
    import docx

    document = docx.Document(io.BytesIO(render(consolidated(), "docx")))
    section = document.sections[0]
    assert section.page_width > section.page_height
    assert [c.text for c in document.tables[0].rows[0].cells] == ["Clause", "Base", *FILES]
    assert "security" in document.tables[-1].rows[-1].cells[1].text


@pytest.mark.parametrize("format", RENDERERS)
def test_the_same_input_gives_the_same_bytes(format: str) -> None:
    assert render(consolidated(), format) == render(consolidated(), format)


def test_the_verb_prints_where_proposals_meet() -> None:
    done = CliRunner().invoke(command, [*ALL, "--author", f"ECP={FILES['ECP']}"])
    assert done.exit_code == 0
    assert "1/e: conflict: ECP, IAP" in done.stdout
    assert "ECP: e) Resolution" in done.stdout
    assert "8/1: conflict: IAP, RCC" in done.stdout


def test_the_verb_writes_a_proved_word_file(tmp_path: Path) -> None:
    out = tmp_path / "all.docx"
    done = CliRunner().invoke(
        command, [*ALL, "--author", f"ECP={FILES['ECP']}", "-o", str(out), "--date", "2026-01-01"]
    )
    assert done.exit_code == 0
    assert "proved: ECP, IAP, RCC come back exactly" in done.stderr
    assert out.stat().st_size > 0


def test_another_base_is_told_with_place_and_size(tmp_path: Path) -> None:
    text = (FOLDER / "base.txt").read_text(encoding="utf-8")
    other = tmp_path / "base.txt"
    other.write_text(text.replace("that advances in the global", "that progress in the"), "utf-8")
    done = CliRunner().invoke(command, [str(other), str(FILES["ECP"]), str(FILES["IAP"])])
    assert done.exit_code == 0
    assert "with its changes rejected it is not the base" in done.stderr
    assert "3/a" in done.stderr


def test_an_author_for_a_file_that_is_not_there_is_refused() -> None:
    done = CliRunner().invoke(command, [*ALL, "--author", "ECP=other.docx"])
    assert isinstance(done.exception, UsageError)
