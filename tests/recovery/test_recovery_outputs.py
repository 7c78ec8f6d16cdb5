"""What is written of a recovery, and the command that writes it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import lxml.html
import pytest
from click.testing import CliRunner
from conftest import CORPUS, ROOT
from flattening import word_pieces

from resdiff import api
from resdiff.cli.recover import command
from resdiff.errors import UsageError
from resdiff.language import LANGUAGES
from resdiff.model import Mark, View
from resdiff.recovery import Certainty, Recovery, Signed, recover, render
from resdiff.renderers.words import words

SIGNED = Signed("tester", "2026-01-01T00:00:00Z", "flat.txt")
ARTEFACT = re.compile(r"\[bookmark: [^\]]*\]|\[footnoteRef:\d+\]|\[\d+: [^\]]*\]|\s+")


@pytest.fixture(scope="module", params=["res101-en", "res64-zh"])
def found(request: pytest.FixtureRequest) -> Recovery:
    folder = CORPUS / request.param
    flat, base = ((folder / f"{x}.txt").read_text(encoding="utf-8") for x in ("flattened", "base"))
    return recover(flat, base=base)


def words_of(data: bytes, view: View) -> str:
    """The letters of a Word file's body in one view."""
    clauses = api.read(data, "marked.docx", view).clauses
    return re.sub(r"\s+", "", "".join(c.label + c.text for c in clauses if c.kind.value != "note"))


def test_rejecting_the_word_file_gives_the_base_and_accepting_the_proposal(
    found: Recovery,
) -> None:
    marked = render(found, "docx", SIGNED)
    assert words_of(marked, View.ORIGINAL) == ARTEFACT.sub("", found.base)
    assert words_of(marked, View.FINAL) == ARTEFACT.sub("", found.proposal)


def test_the_marks_in_the_word_file_are_those_that_were_recovered(tmp_path: Path) -> None:
    folder = CORPUS / "res64-zh"
    flat, base = ((folder / f"{x}.txt").read_text(encoding="utf-8") for x in ("flattened", "base"))
    found = recover(flat, base=base)
    written = tmp_path / "marked.docx"
    written.write_bytes(render(found, "docx", SIGNED))
    pieces = [piece for paragraph in word_pieces(written) for piece in paragraph]
    for mark in (Mark.INSERTED, Mark.DELETED):
        here = "".join(text for text, own in pieces if own is mark)
        there = "".join(s.text for s in found.stretches if s.mark is mark)
        assert ARTEFACT.sub("", here) == ARTEFACT.sub("", there)


def test_the_word_file_is_the_same_every_time(found: Recovery) -> None:
    assert render(found, "docx", SIGNED) == render(found, "docx", SIGNED)


def test_what_is_undetermined_carries_a_comment_in_the_word_file() -> None:
    flat = "that it introduces permits the introduction of new applications,"
    base = "that it permits the introduction of new applications,"
    marked = render(recover(flat, base=base), "docx", SIGNED)
    from resdiff.ooxml import Package

    assert b"Undetermined" in Package.open(marked, "marked.docx").data("word/comments.xml")


def test_the_data_follow_their_schema(found: Recovery) -> None:
    data = json.loads(render(found, "json", SIGNED))
    schema = (ROOT / "resdiff" / "schemas" / "recover.json").read_text(encoding="utf-8")
    jsonschema.validate(data, json.loads(schema))
    assert "".join(s["text"] for s in data["stretches"]) == found.flat


def test_the_page_shows_each_doubt_with_its_reason(found: Recovery) -> None:
    page = render(found, "html", SIGNED).decode()
    for stretch in found.stretches:
        if stretch.certainty is Certainty.UNDETERMINED and stretch.text.strip():
            assert page.count(_escaped(stretch.reason)) >= 2  # where it stands, and in words
    assert "sure-probable" in page
    assert "<script" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_language_of_its_text(language: str) -> None:
    recovery = recover("a (Dubai, 2018Busan, 2014)", "a (Dubai, 2018)", language=language)
    page = lxml.html.document_fromstring(render(recovery, "html", SIGNED))
    assert page.get("lang") == language
    assert page.get("dir") == ("rtl" if language == "ar" else "ltr")
    own = words(language)
    assert page.xpath("string(//*[@class='kicker'])") == own["recovered"]
    assert own["base"] in page.xpath("string(//header)")
    assert own["none_known"] in render(recover("a", language=language), "html", SIGNED).decode()


def _escaped(text: str) -> str:
    from markupsafe import escape

    return str(escape(text))


def test_leaving_marks_out_of_the_markup_gives_both_texts(found: Recovery) -> None:
    written = render(found, "critic", SIGNED).decode()
    plain = re.sub(r"\{==(.*?)==\}\{>>.*?<<\}", r"\1", written, flags=re.DOTALL)
    base = re.sub(r"\{\+\+.*?\+\+\}", "", plain).replace("{--", "").replace("--}", "")
    assert re.sub(r"\n+", "\n", base) == re.sub(r"\n+", "\n", found.base)


def test_an_unknown_format_is_misuse() -> None:
    with pytest.raises(UsageError):
        render(recover("a"), "pdf", SIGNED)


@pytest.mark.parametrize("suffix", ["docx", "html", "json", "critic.txt"])
def test_the_command_writes_what_the_suffix_says(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out.{suffix}"
    folder = CORPUS / "res64-zh"
    result = CliRunner().invoke(
        command,
        [str(folder / "flattened.txt"), "--base", str(folder / "base.docx"), "-o", str(out)],
        catch_exceptions=False,
    )
    assert result.exit_code == 0
    assert out.stat().st_size > 1000
    assert "certain" in result.stderr


def test_the_command_prints_markup_and_says_what_it_could_not_know() -> None:
    flat = str(CORPUS / "res64-zh" / "flattened.txt")
    result = CliRunner().invoke(command, [flat], catch_exceptions=False)
    assert "{--2022年，日内瓦--}{++2024年，新德里++}" in result.stdout
    assert "--base" in result.stderr


def test_the_command_refuses_a_word_file_on_the_terminal() -> None:
    flat = str(CORPUS / "res64-zh" / "flattened.txt")
    result = CliRunner().invoke(command, [flat, "--format", "docx"])
    assert isinstance(result.exception, UsageError)
