"""The page shows the redline whole, links within itself and to nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
from comparisons import comparisons, marked
from conftest import needs_chromium
from hypothesis import given, settings
from programs import browsed

from resdiff import renderers
from resdiff.model import (
    Cell,
    Change,
    Clause,
    Comparison,
    Document,
    Kind,
    Mark,
    NoteMark,
    Notice,
    Redline,
    Status,
    View,
)
from resdiff.redline import weave
from resdiff.renderers import RenderOptions
from resdiff.renderers.words import words
from resdiff.resources import templates

DATE = "2025-01-01T00:00:00Z"
LINES = (
    (Kind.NUMBER, "RESOLUTION 991 (Rev. {--Dubai, 2018--}{++Bucharest, 2022++})"),
    (Kind.TITLE, "Islands & <b>Atolls</b>"),
    (Kind.CALL, "recalling"),
    (Kind.ITEM, "a)\tResolution 936 ({--Dubai, 2018--}{++Bucharest, 2022++});"),
    (Kind.ITEM, "{++b)\tResolution 948 (Geneva, 2022);++}"),
    (Kind.ITEM, "{--b--}{++c++})\tNo. 191 of the Constitution,"),
    (Kind.CALL, "{--noting--}"),
    (Kind.PARAGRAPH, "{--that little was known,--}"),
    (Kind.NOTE, "{++1\tInhabited.++}"),
)


def redline(language: str = "en") -> Redline:
    return weave(marked(LINES, language, "Islands"), "ECP", DATE)


def page(redline: Redline, language: str = "") -> lxml.html.HtmlElement:
    return lxml.html.fromstring(
        renderers.render(redline, "html", RenderOptions(language=language)).decode()
    )


def ones(root: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """The woven texts, in order: paragraphs outside tables and cells inside them."""
    found = root.xpath("//*[contains(concat(' ', @class, ' '), ' one ')]")
    cells = [p for one in found for p in one.xpath(".//td/p")]
    plain = [one for one in found if not one.xpath(".//td")]
    return [*plain, *cells]


def covered(root: lxml.html.HtmlElement, tag: str) -> list[str]:
    return sorted("".join(e.text_content() for e in one.iter(tag)) for one in ones(root))


def expected(redline: Redline, mark: Mark) -> list[str]:
    return sorted(
        "".join(piece.text for piece in (*line.label, *line.pieces) if piece.mark is mark)
        for line in redline.lines
    )


@settings(max_examples=40)
@given(comparisons())
def test_ins_and_del_cover_exactly_what_was_inserted_and_deleted(comparison: Comparison) -> None:
    woven = weave(comparison, "ECP", DATE)
    root = page(woven)
    assert covered(root, "ins") == expected(woven, Mark.INSERTED)
    assert covered(root, "del") == expected(woven, Mark.DELETED)


@settings(max_examples=40)
@given(comparisons())
def test_ids_are_unique_and_every_link_has_its_target_in_the_page(comparison: Comparison) -> None:
    root = page(weave(comparison, "ECP", DATE))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = root.xpath("//@href")
    assert all(link.startswith("#") and link[1:] in ids for link in links)


@settings(max_examples=20)
@given(comparisons())
def test_the_same_redline_gives_the_same_bytes(comparison: Comparison) -> None:
    woven = weave(comparison, "ECP", DATE)
    assert renderers.render(woven, "html") == renderers.render(woven, "html")


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar", ""])
def test_the_page_names_no_other_place_and_loads_nothing(language: str) -> None:
    text = renderers.render(redline(language), "html").decode()
    assert not re.search(r"(?:https?:)?//[a-z]", text.replace("// ", ""))
    root = lxml.html.fromstring(text)
    assert not root.xpath("//link | //img | //iframe | //@src")
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")


def test_text_of_the_documents_is_never_markup() -> None:
    assert not page(redline()).xpath("//b[text()='Atolls']")


def test_the_page_speaks_the_language_of_the_documents_or_the_one_asked_for() -> None:
    arabic = page(redline("ar"))
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")
    assert words("ar")["all_changes"] in arabic.text_content()
    english = page(redline("ar"), "en")
    assert (english.get("lang"), english.get("dir")) == ("en", "ltr")
    article = english.xpath("//article")[0]
    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")


def test_a_screen_reader_is_told_where_marks_begin_and_end() -> None:
    style = page(redline("fr")).xpath("//style/text()")[0]
    assert f'--say-insertion: " [{words("fr")["insertion"]}] "' in style
    assert "ins::before { content: var(--say-insertion); }" in style


def test_headings_landmarks_and_the_skip_link_are_there() -> None:
    root = page(redline())
    assert len(root.xpath("//h1")) == 1
    assert all(root.xpath(f"//{landmark}") for landmark in ("header", "nav", "main", "footer"))
    assert root.xpath("//a[@class='skip']/@href") == ["#text"]
    assert root.xpath("//main/@id") == ["text"]
    assert root.xpath("//h2[@class='one']/text()")[0].startswith("RESOLUTION 991")
    assert root.xpath("//h3[contains(@class, 'one')]/text()")[0] == "recalling"
    labels = set(root.xpath("//label/@for"))
    assert labels == set(root.xpath("//input/@id"))


def test_the_overview_links_to_every_change_and_counts_them() -> None:
    root = page(redline())
    chips = root.xpath("//a[contains(@class, 'chip')]")
    assert [chip.get("href") for chip in chips] == [
        f"#{row.get('id')}" for row in root.xpath("//div[contains(@class, 'row')][@data-change]")
    ]
    tiles = [" ".join(tile.text_content().split()) for tile in root.xpath("//ul/li")]
    assert tiles == [
        "±1 changed",
        "+2 inserted",
        "−2 deleted",
        "#1 renumbered",
        "⇄0 moved",
    ]


def test_the_overview_names_what_has_no_label_by_its_first_words() -> None:
    lines = [(Kind.PARAGRAPH, "Many features have {++since ++}been implemented.")]
    root = page(weave(marked(lines), "", DATE))
    assert root.xpath("//a[@class='chip changed']/bdi/text()") == ["Many features have sinc…"]


def test_changes_are_linked_one_to_the_next() -> None:
    root = page(redline())
    rows = root.xpath("//div[contains(@class, 'row')][@data-change]")
    assert len(rows) > 2
    ids = [row.get("id") for row in rows]
    for number, row in enumerate(rows):
        near = row.xpath(".//span[@class='near']/a/@href")
        wanted = [*ids[max(number - 1, 0) : number], *ids[number + 1 : number + 2]]
        assert near == [f"#{target}" for target in wanted]


def test_moved_clauses_link_to_their_other_place() -> None:
    old = Document(
        (Clause(Kind.ITEM, "x", "1/a", "a)"), Clause(Kind.ITEM, "y", "1/b")), (), "en", View.FINAL
    )
    new = Document(
        (Clause(Kind.ITEM, "y", "1/a"), Clause(Kind.ITEM, "x", "1/b", "b)")), (), "en", View.FINAL
    )
    changes = (
        Change(Status.UNCHANGED, (1,), (0,)),
        Change(Status.UNCHANGED, (0,), (1,), moved=True, renumbered=True),
    )
    root = page(weave(Comparison(old, new, changes), "", ""))
    rows = root.xpath("//div[contains(@class, 'moved')][contains(@class, 'row')]")
    ids = [row.get("id") for row in rows]
    assert [row.xpath(".//span[@class='remark']/a/@href") for row in rows] == [
        [f"#{ids[1]}"],
        [f"#{ids[0]}"],
    ]
    assert root.xpath("//article//ins/@class") == ["moved", "moved"]  # woven and new


def test_note_marks_are_raised_and_lead_to_their_note() -> None:
    clauses = (
        Clause(Kind.ITEM, "islet1;", "1/a", marks=(NoteMark(5, 6, "1", True),)),
        Clause(Kind.NOTE, "Inhabited.", "note/1", "1", note="1"),
    )
    document = Document(clauses, (), "en", View.FINAL)
    changes = tuple(Change(Status.UNCHANGED, (i,), (i,)) for i in range(2))
    root = page(weave(Comparison(document, document, changes), "", ""))
    assert root.xpath("//*[@class='one']/sup/a/@href") == ["#c1"]
    assert root.xpath("//section[@class='notes']/div/@id") == ["c1"]


def cell(text: str, row: int, column: int) -> Clause:
    return Clause(Kind.CELL, text, f"t/{row}/{column}", cell=Cell(0, row, column))


def test_tables_are_tables_woven_and_on_each_side() -> None:
    old = Document((cell("a", 0, 0), cell("b", 0, 1), cell("c", 1, 0)), (), "en", View.FINAL)
    new = Document((cell("a", 0, 0), cell("x", 1, 0), cell("c", 2, 0)), (), "en", View.FINAL)
    changes = (
        Change(Status.UNCHANGED, (0,), (0,)),
        Change(Status.DELETED, (1,), ()),
        Change(Status.INSERTED, (), (1,)),
        Change(Status.UNCHANGED, (2,), (2,)),
    )
    root = page(weave(Comparison(old, new, changes), "", ""))
    tables = [
        [[td.text_content() for td in tr.xpath("td")] for tr in table.xpath("tr")]
        for table in root.xpath("//table")
    ]
    assert tables == [
        [["a", "b"], ["x"], ["c"]],
        [["a", "b"], ["c"]],
        [["a"], ["x"], ["c"]],
    ]


def test_notices_are_shown() -> None:
    document = Document((), (), "en", View.FINAL, (Notice("odd", "Something was odd."),))
    root = page(weave(Comparison(document, document, ()), "", ""))
    assert root.xpath("//section[@class='notices']//li/text()") == ["Something was odd."]
    assert root.xpath("//p[@class='alike']/text()") == [words("en")["same"]]


# -- colours ------------------------------------------------------------------------------------

PAIRS = (
    *((name, f"{name}-ground") for name in ("ins", "del", "mov", "ren", "chg")),
    *((name, "paper") for name in ("ink", "quiet", "link", "ins", "del", "mov", "ren", "chg")),
    *((name, "ground") for name in ("ink", "quiet", "link")),
    *((name, "target") for name in ("ink", "quiet", "ins", "del", "mov", "ren", "chg")),
)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def palettes() -> list[dict[str, str]]:
    """The colours of the light, the dark and the printed page."""
    text = (templates() / "redline.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\n\s*\}", text, re.DOTALL)
    found = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block)) for block in blocks]
    return [palette for palette in found if "ink" in palette]


def test_every_text_stands_out_from_its_ground() -> None:
    assert len(palettes()) == 3
    for palette in palettes():
        for text, ground in PAIRS:
            if ground in palette:  # on paper nothing is a target
                assert contrast(palette[text], palette[ground]) >= 4.5, (text, ground)


# -- in a browser -------------------------------------------------------------------------------


@needs_chromium
def test_a_browser_renders_the_page_without_complaint(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(renderers.render(redline("ar"), "html"))
    done = browsed(tmp_path / "page.html", "--dump-dom")
    complaints = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    assert complaints == []
    root = lxml.html.fromstring(done.stdout)
    steps = root.xpath("//div[@class='steps']")[0]
    assert steps.get("hidden") is None  # the script was allowed to run
    changes = root.xpath("count(//*[@data-change])")
    assert steps.xpath("output/text()") == [f"– / {changes:.0f}"]
