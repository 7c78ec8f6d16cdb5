"""PDFs: the text layer read as a page is read, redlines by what is drawn."""

from __future__ import annotations

import logging
import shutil
from collections import Counter
from collections.abc import Callable
from string import ascii_letters

import pytest
from conftest import CORPUS, SHARED, needs_chromium, needs_libreoffice, needs_shared
from programs import browsed, converted
from reading import check_laws
from scoring import score

from resdiff import api, parsers
from resdiff.errors import BrokenPackage, EmptyFile, MissingExtra
from resdiff.language import LANGUAGES
from resdiff.model import Document, Kind, View
from resdiff.parsers.pdf import glyphs, paragraphs

pytest.importorskip("pdfminer", reason="pdfminer.six is not installed")

SEEDS = ("res101-en", "res64-zh")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The corpus's clean and marked files as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("pdf")
    files = []
    for name in SEEDS:
        for kind in ("base", "marked"):
            files.append(folder / f"{name}-{kind}.docx")
            shutil.copy(CORPUS / name / f"{kind}.docx", files[-1])
    return {x.stem: x.read_bytes() for x in converted("pdf", *files)}


@pytest.fixture(scope="module")
def print_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """Prints a web page to PDF."""
    folder = tmp_path_factory.mktemp("pages")

    def to_pdf(html: str, option: str = "--no-pdf-header-footer") -> bytes:
        page, out = folder / "page.html", folder / "page.pdf"
        page.write_text(html, encoding="utf-8")
        browsed(page, option, f"--print-to-pdf={out}")
        return out.read_bytes()

    return to_pdf


def read(data: bytes, view: View = View.FINAL) -> Document:
    return parsers.read(data, "file.pdf", view)


def texts(document: Document, *kinds: Kind) -> list[str]:
    return [c.text for c in document.clauses if not kinds or c.kind in kinds]


@needs_shared
@needs_libreoffice
@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize(
    ("file", "view", "gold"),
    [
        ("base", View.FINAL, "base"),
        ("marked", View.ORIGINAL, "base"),
        ("marked", View.FINAL, "new"),
    ],
)
def test_a_printed_word_file_gives_its_clauses(
    printed: dict[str, bytes], name: str, file: str, view: View, gold: str
) -> None:
    document = read(printed[f"{name}-{file}"], view)
    check_laws(document)
    found = score(CORPUS / name / f"{gold}.json", document)
    # A PDF prints a no-break hyphen as any other: two clauses of the English text hold one.
    assert found["clause_recall"] >= 0.97 or name == "res101-en"
    assert found["clause_recall"] >= 0.94
    assert found["lost"] <= 2
    for figure in ("head", "call_precision", "call_recall", "label_accuracy", "footnote_recall"):
        assert found[figure] == 1.0, found


@needs_libreoffice
def test_a_printed_redline_alone_can_be_compared(printed: dict[str, bytes]) -> None:
    assert api.has_changes(printed["res101-en-marked"], "marked.pdf")
    assert not api.has_changes(printed["res101-en-base"], "base.pdf")


@pytest.fixture(scope="module")
def proposals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tracked proposals of five languages as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("six")
    files = []
    for language in LANGUAGES:
        files.append(folder / f"{language}.docx")
        shutil.copy(SHARED / "data" / "six" / f"A-{language}" / "proposal.docx", files[-1])
    return {x.stem: x.read_bytes() for x in converted("pdf", *files)}


def clauses(document: Document) -> set[tuple[str, str, str]]:
    """Path, label and text of every clause, as far as print shows them."""
    return {
        (c.path, c.label, "".join(c.text.split()).replace("\u2011", "-"))
        for c in document.clauses
        if c.kind is not Kind.RUNNING
    }


@needs_shared
@needs_libreoffice
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", View)
def test_a_printed_redline_reads_as_its_word_file(
    proposals: dict[str, bytes], language: str, view: View
) -> None:
    path = SHARED / "data" / "six" / f"A-{language}" / "proposal.docx"
    wanted = clauses(parsers.read(path.read_bytes(), path.name, view))
    found = clauses(read(proposals[language], view))
    # LibreOffice prints no comma that hangs at a Chinese line's end, and two Arabic signs amiss.
    assert len(wanted & found) / len(wanted) >= 0.96


SENTENCE = "The Union shall help its Member States to connect every village and every school. "


@needs_chromium
def test_columns_are_read_one_after_the_other(print_page: Callable[[str], bytes]) -> None:
    said = [f"First{n} {SENTENCE * 3}Last{n}." for n in range(12)]
    body = "".join(f"<p>{x}</p>" for x in said)
    document = read(
        print_page(f"<h1>One title over both</h1><div style='column-count:2'>{body}</div>")
    )
    assert texts(document) == ["One title over both", *said]


@needs_chromium
def test_what_is_struck_and_underlined_is_a_redline(print_page: Callable[[str], bytes]) -> None:
    data = print_page(
        "<p>that <del style='color:red'>old</del><ins style='color:blue'>new</ins> words of <u>law"
        f"</u> stay; {SENTENCE * 2}</p><p><ins style='color:blue'>A new paragraph.</ins></p>"
    )
    rest = " ".join((SENTENCE * 2).split())
    assert texts(read(data, View.ORIGINAL)) == [f"that old words of law stay; {rest}"]
    assert texts(read(data, View.FINAL)) == [
        f"that new words of law stay; {rest}",
        "A new paragraph.",
    ]


@needs_chromium
def test_underlines_alone_are_form(print_page: Callable[[str], bytes]) -> None:
    data = print_page("<p><u>A heading</u></p><p>See <a href='https://x.example'>this</a>.</p>")
    assert not api.has_changes(data, "page.pdf")
    assert texts(read(data, View.ORIGINAL)) == ["A heading", "See this."]


@needs_chromium
def test_underlines_in_a_colour_that_is_none_of_links_are_insertions(
    print_page: Callable[[str], bytes],
) -> None:
    data = print_page("<p>that <u style='color:#c00'>all the</u> schools be connected;</p>")
    document = read(data)
    assert texts(document) == ["that all the schools be connected;"]
    assert texts(read(data, View.ORIGINAL)) == ["that schools be connected;"]
    assert [n.slug for n in document.notices if n.slug == "drawn-redline"]


@needs_chromium
def test_the_cells_that_drawn_lines_enclose_are_a_table(print_page: Callable[[str], bytes]) -> None:
    cells = [["Item", "2026", "2027"], [f"Income, {SENTENCE * 3}", "1 000", "1 100"]]
    rows = "".join("<tr>" + "".join(f"<td>{x}</td>" for x in row) + "</tr>" for row in cells)
    table = f"<table border=1 style='border-collapse:collapse'>{rows}</table>"
    document = read(print_page(f"<p>The plan is:</p>{table}<p>It ends here.</p>"))
    assert texts(document, Kind.PARAGRAPH) == ["The plan is:", "It ends here."]
    found = [(c.cell.row, c.cell.column, c.text) for c in document.clauses if c.cell is not None]
    wanted = [(r, c, x.strip()) for r, row in enumerate(cells) for c, x in enumerate(row)]
    assert found == wanted


@needs_chromium
def test_arabic_is_read_from_the_right(print_page: Callable[[str], bytes]) -> None:
    said = [
        "القرار 417 (REV.WRC-12) بشأن الخدمة AM(R)S في عام 2015؛",
        "ب) أن يستعمل النطاق 117,975 ميغاهرتز (المراجَع في دبي، 2018)،",
        "وأن تُنشر المعلومات/الوثائق على العنوان ITU-R M.[SHARING] قبل 50 يوماً.",
    ]
    document = read(print_page(f"<div dir=rtl>{''.join(f'<p>{x}</p>' for x in said)}</div>"))
    assert texts(document) == said


@pytest.mark.parametrize(
    ("before", "after", "parted"),
    [
        ("of telecommuni-", "cation is", True),  # the whole word stands elsewhere
        ("of appropri-", "ate is", True),  # neither half stands anywhere
        ("of well-", "being is", False),
        ("of next-", "hop is", False),  # the half stands before a hyphen elsewhere
        ("of policy-", "making is", False),
        ("of xyz\u00ad", "policy", True),
    ],
)
def test_a_hyphen_at_a_lines_end_is_told_from_one_that_stays(
    before: str, after: str, parted: bool
) -> None:
    known = Counter(["telecommunication", "next-generation", "policy"])
    assert paragraphs._was_parted(before, after, known) is parted


@needs_chromium
def test_no_blank_comes_behind_a_hyphen_that_ends_a_line(
    print_page: Callable[[str], bytes],
) -> None:
    rows = ["that all of the outcomes of WTDC-", "06 and the Recommendations of ITU-"]
    rows += ["T of the study period of the 2018-", "2022 plan are to be read with care;"]
    document = read(print_page(f"<p style='font-family: monospace'>{'<br>'.join(rows)}</p>"))
    assert texts(document) == ["".join(rows)]


@needs_chromium
def test_running_lines_and_page_numbers_stand_apart(print_page: Callable[..., bytes]) -> None:
    said = [" ".join([letter * 4 + " resolves"] * 40) + "." for letter in ascii_letters]
    body = "".join(f"<p>{x}</p>" for x in said)
    document = read(print_page(f"<title>PP-26/101-E</title>{body}", "--generate-pdf-outline"))
    running = " ".join(texts(document, Kind.RUNNING))
    assert "PP-26/101-E" in running
    assert "1/" in running
    joined = " ".join(texts(document, Kind.PARAGRAPH))
    assert joined.split() == " ".join(said).split()


@needs_chromium
def test_a_pdf_without_text_says_so(print_page: Callable[[str], bytes]) -> None:
    with pytest.raises(EmptyFile, match="no text layer"):
        read(print_page("<p></p>"))


def test_what_is_logged_of_a_damaged_page_is_heard_and_not_printed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with glyphs.listening() as heard:
        logging.getLogger("pdfminer.pdftypes").warning("Data-loss while reading")
    assert heard == ["Data-loss while reading"]
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n%%EOF", b"%PDF-1.7" + bytes(999)])
def test_a_damaged_pdf_says_so(data: bytes) -> None:
    with pytest.raises((BrokenPackage, EmptyFile)):
        read(data)


def test_without_the_package_the_hint_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pdfminer.pdfdocument", None)
    glyphs.pages.cache_clear()
    with pytest.raises(MissingExtra) as caught:
        read(b"%PDF-1.7 not seen before")
    assert "resdiff[pdf]" in caught.value.hint
