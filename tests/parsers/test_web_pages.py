"""Web pages: what is printed is read; lists, notes and changes are understood."""

from __future__ import annotations

import quopri

import pytest
from conftest import CORPUS, needs_shared
from hypothesis import given, settings
from hypothesis import strategies as st
from markup import as_page
from reading import check_laws
from scoring import score

from resdiff import api, parsers
from resdiff.errors import EmptyFile, Unsafe
from resdiff.model import Block, Document, Kind, View
from resdiff.parsers import html

SEEDS = ("res101-en", "res64-zh")


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def blocks(body: str, view: View = View.FINAL) -> tuple[Block, ...]:
    return html.content(page(body), "page.html", view).blocks


def texts(body: str, view: View = View.FINAL) -> list[str]:
    return [block.text for block in blocks(body, view)]


def labelled(body: str) -> list[tuple[str, str]]:
    return [(block.label, block.text) for block in blocks(body)]


def read(data: bytes, view: View = View.FINAL) -> Document:
    return parsers.read(data, "page", view)


@needs_shared
@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize(("view", "gold"), [(View.ORIGINAL, "base"), (View.FINAL, "new")])
def test_a_marked_page_gives_both_editions_whole(name: str, view: View, gold: str) -> None:
    source = as_page((CORPUS / name / "critic.txt").read_text(encoding="utf-8"))
    document = read(source.encode(), view)
    found = score(CORPUS / name / f"{gold}.json", document)
    assert found.pop("lost") == 0
    assert set(found.values()) == {1.0}, found
    check_laws(document)


def test_a_marked_page_alone_can_be_compared() -> None:
    data = page("<p>one <ins>two</ins></p>")
    assert api.has_changes(data, "page.html")
    assert not api.has_changes(page("<p>one</p>"), "page.html")


def test_insertions_and_deletions_are_views() -> None:
    body = "<p>a <del>b</del><ins>c</ins> d</p><del><p>gone</p></del><ins><p>new</p></ins>"
    assert texts(body, View.ORIGINAL) == ["a b d", "gone"]
    assert texts(body, View.FINAL) == ["a c d", "new"]


def test_what_is_not_printed_is_left_out() -> None:
    body = (
        "<nav>menu</nav><script>x</script><style>y</style><p>kept<!-- remark --> whole</p>"
        '<p hidden>no</p><div style="display: none">no</div><div role="navigation">no</div>'
    )
    assert texts(body) == ["kept whole"]


def test_page_headers_and_footers_stand_apart_but_not_those_of_an_article() -> None:
    found = blocks(
        "<header>Site</header><article><header>Title</header><p>x</p></article><footer>©</footer>"
    )
    assert [(b.text, b.place) for b in found] == [
        ("Site", "header"),
        ("Title", "body"),
        ("x", "body"),
        ("©", "footer"),
    ]


def test_what_stands_around_the_main_text_stands_apart() -> None:
    found = blocks("<div>Menu</div><main><p>Text</p></main><div>Contact</div>")
    assert [(b.text, b.place) for b in found] == [
        ("Menu", "header"),
        ("Text", "body"),
        ("Contact", "footer"),
    ]


@pytest.mark.parametrize(
    ("lists", "wanted"),
    [
        ("<ol><li>x<li>y</ol>", ["1.", "2."]),
        ('<ol type="a" start="26"><li>x<li>y</ol>', ["z.", "aa."]),
        ('<ol type="I"><li>x<li value="4">y</ol>', ["I.", "IV."]),
        ('<ol style="list-style-type: lower-roman"><li>x<li>y</ol>', ["i.", "ii."]),
        ("<ul><li>x<li>y</ul>", ["•", "•"]),
        ('<ul style="list-style: none"><li>x<li>y</ul>', ["", ""]),
        ('<ol start="x"><li value="y">x<li>y</ol>', ["1.", "2."]),
    ],
)
def test_items_carry_the_labels_that_a_browser_prints(lists: str, wanted: list[str]) -> None:
    assert labelled(lists) == list(zip(wanted, ["x", "y"], strict=True))


def test_a_list_in_a_list_counts_for_itself() -> None:
    found = labelled('<ol><li>x<ol type="a"><li>y</li></ol></li><li>z</li></ol>')
    assert found == [("1.", "x"), ("a.", "y"), ("2.", "z")]


def test_cells_know_their_place_and_spans_are_counted() -> None:
    found = blocks(
        '<table><tr><td rowspan="2">a</td><td colspan="2">b</td></tr>'
        "<tr><td>c</td><td>d</td></tr></table>"
    )
    places = [(b.text, b.cell.row, b.cell.column) for b in found if b.cell]
    assert places == [("a", 0, 0), ("b", 0, 1), ("c", 1, 1), ("d", 1, 2)]


def test_a_table_that_sets_the_page_out_is_no_table() -> None:
    found = blocks("<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>")
    assert [(b.text, b.cell is not None) for b in found] == [("a", False), ("b", True)]


NOTES = {
    "Word": (
        '<p>text<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> on</p><div id=ftn1>'
        '<p><a href="#_ftnref1" name="_ftn1">[1]</a> The note.</p><p>Its second.</p></div>'
    ),
    "LibreOffice": (
        '<p>text<a class="sdfootnoteanc" name="a1anc" href="#a1sym"><sup>1</sup></a> on</p>'
        '<div id="a1"><p><a name="a1sym" href="#a1anc">1</a> The note.</p><p>Its second.</p></div>'
    ),
    "pandoc": (
        '<p>text<a href="#fn1" id="fnref1"><sup>1</sup></a> on</p><section><ol>'
        '<li id="fn1"><p>The note.<a href="#fnref1">↩</a></p><p>Its second.</p></li></ol></section>'
    ),
    "Wikipedia": (
        '<p>text<sup id="r1"><a href="#n1">[1]</a></sup> on</p><ol>'
        '<li id="n1"><a href="#r1">^</a> <p>The note.</p><p>Its second.</p></li></ol>'
    ),
}


@pytest.mark.parametrize("maker", NOTES)
def test_notes_are_known_by_their_links(maker: str) -> None:
    document = read(page("<p>RESOLUTION 1 (Dubai, 2018)</p><p>resolves</p>" + NOTES[maker]))
    notes = [c for c in document.clauses if c.kind is Kind.NOTE]
    carrier = next(c for c in document.clauses if c.text.startswith("text"))
    assert carrier.text == "text1 on"
    assert [(m.start, m.stop, m.note) for m in carrier.marks] == [(4, 5, notes[0].note)]
    assert [c.text.strip() for c in notes] == ["The note.", "Its second."]
    assert notes[0].label == "1"


def test_notes_without_links_are_known_by_their_raised_marks() -> None:
    found = blocks("<p>countries<sup>1</sup> and m<sup>2</sup></p><p><sup>1</sup> Least ones.</p>")
    assert [(m.start, m.stop) for m in found[0].marks] == [(9, 10)]
    assert (found[1].text, found[1].note) == ("1\tLeast ones.", found[0].marks[0].note)


def test_blanks_are_folded_line_breaks_kept_and_wide_gaps_behind_labels_are_tabs() -> None:
    body = "<p>  a)&nbsp;&nbsp;&nbsp; one\n   <b>two</b> <br>\n three<br><br>four </p>"
    assert texts(body) == ["a)\tone two\nthree", "four"]


def test_form_is_evidence() -> None:
    (one, two, three) = blocks(
        '<p class="Call" style="margin-left:1.0cm"><i>recalling</i></p>'
        '<p align=center>Centre</p><h2 style="text-align:center">Head</h2>'
    )
    assert (one.style, one.italic, one.left) == ("Call", 1.0, 567)
    assert two.centred
    assert (three.style, three.bold, three.centred) == ("heading 2", 1.0, True)


def test_calls_set_as_headings_are_calls() -> None:
    document = read(
        page(
            "<h1>RESOLUTION 1 (Rev. Dubai, 2018)</h1><h2>Title</h2>"
            "<p>The Plenipotentiary Conference (Dubai, 2018),</p>"
            "<h3>recalling</h3><p>Resolution 2,</p><h3>resolves</h3><p>to act.</p>"
        )
    )
    calls = [c.text for c in document.clauses if c.kind is Kind.CALL]
    assert calls == ["recalling", "resolves"]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ('<meta charset="windows-1251"><p>Решает</p>'.encode("cp1251"), "Решает"),
        ("<html><p>Genève</p>".encode("latin-1"), "Genève"),
        ("\ufeff<html><p>决议</p>".encode(), "决议"),
        ("<html><p>决议</p>".encode("utf-16"), "决议"),
        (b'<meta charset="no-such"><p>x</p>', "x"),
    ],
)
def test_a_page_is_decoded_as_it_says_or_as_browsers_would(data: bytes, wanted: str) -> None:
    assert [c.text for c in read(data).clauses] == [wanted]


def test_a_page_saved_in_one_file_is_read() -> None:
    body = quopri.encodestring("<html><body><p>Genève</p></body></html>".encode()).decode()
    archive = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=xx\n\n--xx\n"
        'Content-Type: text/html; charset="utf-8"\n'
        f"Content-Transfer-Encoding: quoted-printable\n\n{body}\n--xx--\n"
    )
    assert [c.text for c in read(archive.encode()).clauses] == ["Genève"]


@pytest.mark.parametrize("source", ["<html></html>", "<!-- x --><p> </p>", "<html><script>1"])
def test_a_page_without_text_says_so(source: str) -> None:
    with pytest.raises(EmptyFile):
        read(source.encode())


def test_a_page_nested_very_deep_is_read() -> None:
    document = read(b"<html>" + b"<div>" * 1500 + b"<p>deep</p>")
    assert [c.text for c in document.clauses] == ["deep"]
    with pytest.raises(Unsafe):
        read(b"<html>" + b"<div>" * 5000 + b"<p>deep</p>")


TAGS = [
    "p",
    "div",
    "li",
    "ol",
    "ul",
    "td",
    "tr",
    "table",
    "br",
    "sup",
    "i",
    "h2",
    "a",
    "del",
    "ins",
]
tags = st.sampled_from([f"<{t}>" for t in TAGS] + [f"</{t}>" for t in TAGS])
words = st.sampled_from(
    ["that", "a)\t", "resolves", "RESOLUTION 1 (Dubai, 2018)", "é", "1", "&amp;"]
)


@given(st.lists(st.one_of(tags, words), min_size=1, max_size=40))
@settings(max_examples=150)
def test_any_page_is_read_and_no_word_of_it_is_lost(pieces: list[str]) -> None:
    data = page("x" + "".join(p for p in pieces if "del>" not in p))
    document = read(data)
    check_laws(document)
    printed = "".join(b.label + b.text for b in html.content(data, "page", View.FINAL).blocks)
    kept = "".join(c.label + c.text for c in document.clauses)
    assert sorted("".join(printed.split())) == sorted("".join(kept.split()))
    for word in ("that", "é", "&amp;"):
        assert "".join(printed.split()).count(word.replace("&amp;", "&")) == pieces.count(word)
