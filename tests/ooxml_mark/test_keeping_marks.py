"""The old file's own tracked changes, kept beside the new ones."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import CORPUS, SHARED, needs_shared
from hypothesis import given, settings
from hypothesis import strategies as st
from made_word import Word, down, link, math, note, p, run, sdt, sectpr, shown, span, tbl
from test_mark_laws import BLOCKS, HEADING, NOTES, RUNS

from resdiff import api
from resdiff.cli import cli
from resdiff.errors import MarksNotKept, UsageError
from resdiff.model import Edit, Notice, View
from resdiff.ooxml import MarkOptions, Match, Package, keeping, mark, settle
from resdiff.ooxml.mark.sections import sections
from resdiff.ooxml.names import w
from resdiff.ooxml.soundness import Fault
from resdiff.ooxml.verify import Verdict
from resdiff.renderers.docx import NotExact

THEIRS = MarkOptions("A. Delegate", "2024-05-01T12:00:00Z")
OURS = MarkOptions("ECP", "2026-01-01T00:00:00Z")
SIMPLE = st.builds(
    lambda content, style, jc: p(*content, style=style, jc=jc),
    st.lists(RUNS, max_size=4),
    st.sampled_from(["", "", "Heading"]),
    st.sampled_from(["", "", "center"]),
)


def opened(*body: str, notes: dict[int, list[str]] | None = None) -> Package:
    return Package.open(Word([*body], footnotes=notes or {}).save(), "made.docx")


def tracked(old: Package, new: Package) -> Package:
    """The old file with the new one marked in it by somebody else."""
    return Package.open(mark(old, new, {}, THEIRS).save(), "tracked.docx")


def beside(
    old: Package, new: Package, matches: Sequence[Match] = ()
) -> tuple[Package, Verdict, tuple[Notice, ...]]:
    """The tracked file with its marks and ours, and the proof."""
    hidden = keeping.hide(old)
    marked = mark(hidden.package, new, {old.main: matches}, OURS)
    result, notices = keeping.show(marked, hidden, OURS.author)
    saved = Package.open(result.save(), "kept.docx")
    return saved, keeping.prove(old, new, saved, OURS.author), notices


def kept(first: list[str], second: list[str], third: list[str]) -> str:
    """What the marked file shows when the second text was tracked in the first and the third is
    compared with that.
    """
    result, verdict, _ = beside(tracked(opened(*first), opened(*second)), opened(*third))
    assert verdict.proved, verdict
    return shown(result.part(result.main))


# -- the law ------------------------------------------------------------------------------------


@st.composite
def editions(draw: st.DrawFn, blocks: st.SearchStrategy[str]) -> tuple[Package, Package, Package]:
    """Three editions that share some of their blocks, the first and the second as one tracked
    file.
    """
    first = draw(st.lists(blocks, min_size=1, max_size=5))
    second = edited(draw, first, blocks)
    third = edited(draw, draw(st.sampled_from([first, second])), blocks)
    notes = draw(NOTES)
    made = [
        Word(
            [*body, p("end" if draw(st.booleans()) else "")],
            footnotes=notes,
            styles=[HEADING],
            media={"rIdA": b"picture a", "rIdB": b"picture b"},
        ).save()
        for body in (first, second, third)
    ]
    one, two, three = (Package.open(x, "made.docx") for x in made)
    return one, two, three


def edited(draw: st.DrawFn, body: list[str], blocks: st.SearchStrategy[str]) -> list[str]:
    new = list(body)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(new)))
        kind = draw(st.sampled_from(["insert", "delete", "replace", "move"]))
        if kind == "insert" or not new:
            new.insert(at, draw(blocks))
        elif kind == "move":
            new.insert(at % len(new), new.pop(draw(st.integers(0, len(new) - 1))))
        elif kind == "replace":
            new[at % len(new)] = draw(blocks)
        else:
            del new[at % len(new)]
    return new


@settings(max_examples=120)
@given(editions(SIMPLE))
def test_words_and_paragraphs_are_exact_in_every_order_of_settling(
    given_editions: tuple[Package, Package, Package],
) -> None:
    first, second, third = given_editions
    _, verdict, _ = beside(tracked(first, second), third)
    assert verdict.proved, verdict


@settings(max_examples=60)
@given(editions(BLOCKS))
def test_whatever_stands_in_a_file_it_is_kept_or_refused_and_the_proof_sees_which(
    given_editions: tuple[Package, Package, Package],
) -> None:
    first, second, third = given_editions
    old = tracked(first, second)
    try:
        result, verdict, _ = beside(old, third)
    except MarksNotKept:
        return
    ours = settle(result, View.ORIGINAL, {OURS.author})
    assert (keeping.told(ours) == keeping.told(old)) == (
        Fault("old-mark-lost", "word/document.xml", 1) not in verdict.structure
    )
    assert b"urn:resdiff" not in b"".join(map(result.data, result.names))
    assert b"_resdiff" not in b"".join(map(result.data, result.names))


# -- one by one ---------------------------------------------------------------------------------


def test_what_the_new_file_takes_out_of_an_insertion_is_a_deletion_inside_it() -> None:
    assert (
        kept([p("one four")], [p("one two three four")], [p("one three four")])
        == "one [+[-two -]three +]four¶"
    )


def test_deleted_text_stays_deleted_by_its_author_where_words_are_changed_around_it() -> None:
    assert (
        kept([p("one two of all three")], [p("one of all three")], [p("1 of all 3")])
        == "[-one-][+1+] [-two -]of all [-three-][+3+]¶"
    )


def test_an_insertion_that_another_old_author_deleted_stays_both() -> None:
    run_ = '<w:r><w:delText xml:space="preserve">two </w:delText></w:r>'
    both = f'<w:ins w:id="1" w:author="A"><w:del w:id="2" w:author="B">{run_}</w:del></w:ins>'
    old = opened(p("one ", both, "three"))
    result, verdict, _ = beside(old, opened(p("one 3")))
    assert verdict.proved, verdict
    assert shown(result.part(result.main)[0]) == "one [+[-two -]+][-three-][+3+]¶"
    assert keeping.authors(result) == {"A", "B", OURS.author}


def test_text_that_comes_back_is_inserted_beside_the_old_deletion() -> None:
    shown_ = kept([p("one two three")], [p("one three")], [p("one two three")])
    assert "[-two -]" in shown_
    assert "[+two +]" in shown_


def ended(kind: str, words: str) -> str:
    """A paragraph whose mark somebody inserted or deleted."""
    mark_ = f'<w:{kind} w:id="1" w:author="{THEIRS.author}"/>'
    return f"<w:p><w:pPr><w:rPr>{mark_}</w:rPr></w:pPr>{run(words)}</w:p>"


def test_a_join_of_paragraphs_stays_a_join() -> None:
    result, verdict, _ = beside(opened(ended("del", "one"), p("two")), opened(p("onetwo three")))
    assert verdict.proved, verdict
    assert shown(result.part(result.main)[0]) == "one¶-\ntwo[+ three+]¶"


def test_a_table_may_come_right_behind_a_paragraph_mark_that_came() -> None:
    """Rejecting that mark joins two paragraphs, and not across a table: the first paragraph is
    written anew ahead of the table.
    """
    old = Word([ended("ins", "alpha"), p("beta")]).save()
    new = Word([p("alpha"), tbl(["a"]), p("beta")]).save()
    result = Package.open(of_bytes(old, new), "kept.docx")
    assert shown(result.part(result.main)[0]) == ("[+alpha+]¶+\n([+a+]¶+)+\n[-alpha-]¶+-\nbeta¶")


@pytest.mark.parametrize("inside", [("one",), ("two",), ("one", "two")])
def test_a_join_across_the_edge_of_a_control_leaves_the_control_where_it_was(
    inside: tuple[str, ...],
) -> None:
    first, second = ended("del", "one"), p("two")
    held = [x for x, words in ((first, "one"), (second, "two")) if words in inside]
    blocks = [sdt(*held, tag="t")]
    blocks = [*blocks, second] if inside == ("one",) else blocks
    blocks = [first, *blocks] if inside == ("two",) else blocks
    result, verdict, _ = beside(opened(*blocks, p("end")), opened(p("onetwo more"), p("end")))
    assert verdict.proved, verdict
    assert holds(result, "sdt")[0].replace(" more", "") == "".join(inside)


def test_a_split_that_is_joined_again_carries_both_marks() -> None:
    joined = Match((0, 1), (0,), (Edit(4, 5, 4, 4),))
    result, verdict, _ = beside(
        opened(ended("ins", "one "), p("two")), opened(p("one two")), [joined]
    )
    assert verdict.proved, verdict
    assert shown(result.part(result.main)[0]) == "one ¶+-\ntwo¶"


def test_a_deleted_paragraph_stands_before_the_next_one_whatever_becomes_of_that() -> None:
    assert kept([p("one"), p("two"), p("end")], [p("two"), p("end")], [p("end")]) == (
        "[-one-]¶-\n[-two-]¶-\nend¶"
    )


def test_formatting_of_the_old_author_stays_on_words_that_are_kept() -> None:
    shown_ = kept(
        [p(run("one two"))], [p(run("one ", "b"), run("two"))], [p(run("one ", "b"), run("2"))]
    )
    assert shown_.count("*") == 1
    assert "[-two-][+2+]" in shown_


def test_where_both_format_the_same_words_the_old_authors_change_stays_and_a_notice_says_so() -> (
    None
):
    old = tracked(opened(p(run("one"))), opened(p(run("one", "b"))))
    result, verdict, notices = beside(old, opened(p(run("one", "i"))))
    assert verdict.proved
    assert [x.slug for x in notices] == ["looks-conflict"]
    assert keeping.told(settle(result, View.ORIGINAL, {OURS.author})) == keeping.told(old)


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


def marked_range(kind: str, number: int) -> tuple[str, str]:
    """The start and the end of a range in which a control's tag stands that came or went."""
    named = f'w:id="{number}" w:author="{THEIRS.author}"'
    return (
        f"<w:customXml{kind}RangeStart {named}/>",
        f'<w:customXml{kind}RangeEnd w:id="{number}"/>',
    )


def gone_control(*content: str) -> str:
    """A control that somebody took away; what stood in it stays."""
    first, last = marked_range("Del", 11), marked_range("Del", 12)
    return first[0] + sdt(first[1], *content, last[0], tag="t") + last[1]


def holds(package: Package, kind: str) -> list[str]:
    """The words in each element of a kind."""
    root = package.part(package.main)
    return ["".join(x.itertext(w("t"), w("delText"))) for x in root.iter(w(kind))]


def test_a_control_that_went_is_still_around_the_words_it_held() -> None:
    old = opened(p("one ", gone_control(run("two "), run("three")), " four"))
    result, verdict, _ = beside(old, opened(p("1 two 3 four")))
    assert verdict.proved, verdict
    assert shown(result.part(result.main)[0]) == "[-one-][+1+] two [-three-][+3+] four¶"
    assert holds(result, "sdt") == ["two three"]


def test_a_control_that_went_is_still_around_the_paragraphs_it_held() -> None:
    old = opened(p("one"), gone_control(p("two"), p("three")), p("four"))
    result, verdict, _ = beside(old, opened(p("one"), p("two more"), p("three"), p("4")))
    assert verdict.proved, verdict
    assert holds(result, "sdt") == ["two morethree"]


def test_a_control_that_went_with_all_it_held_comes_back_between_its_paragraphs() -> None:
    inner = ended("del", "two").replace("<w:r>", '<w:del w:id="2" w:author="A"><w:r>')
    inner = inner.replace("</w:r></w:p>", "</w:r></w:del></w:p>").replace("w:t", "w:delText")
    old = opened(p("one"), gone_control(inner), p("three"))
    result, verdict, _ = beside(old, opened(p("one more"), p("three more")))
    assert verdict.proved, verdict
    assert holds(result, "sdt") == ["two"]
    assert [x.tag for x in result.part(result.main)[0].iterchildren(w("p"))] == [w("p")] * 2


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


def test_a_letter_that_came_in_an_equation_keeps_its_mark() -> None:
    came = f'<w:ins w:id="1" w:author="{THEIRS.author}"><m:t>y</m:t></w:ins>'
    equation = f"<m:oMath><m:r><m:t>x</m:t></m:r><m:r>{came}</m:r></m:oMath>"
    plain = "<m:oMath><m:r><m:t>x</m:t></m:r><m:r><m:t>y</m:t></m:r></m:oMath>"
    result, verdict, _ = beside(opened(p("one ", equation)), opened(p("1 ", plain)))
    assert verdict.proved, verdict
    assert result.data(result.main).count(b"<w:ins ") == 2


def test_a_note_that_only_deleted_text_refers_to_keeps_its_words() -> None:
    notes = {1: [p("the note")]}
    old = tracked(opened(p("one", note(1)), notes=notes), opened(p("one"), notes=notes))
    result, verdict, _ = beside(old, opened(p("one more"), notes=notes))
    assert verdict.proved
    assert "[-the note-]" in shown(result.part("word/footnotes.xml")[0])


def test_a_link_around_deleted_words_comes_back_whole() -> None:
    first = [p("see ", link("this ", "here"), "and that")]
    assert kept(first, [p("see and that")], [p("see and those")]) == (
        "see [-this -]and [-that-][+those+]¶"
    )


def test_an_equation_that_came_keeps_its_mark() -> None:
    assert "[+" in kept([p("one")], [p("one ", math("x"))], [p("1 ", math("x"))])


def test_an_alternate_content_between_runs_that_came_is_rejected_whole() -> None:
    alternate = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{run("drawn ")}</mc:Choice>'
        "</mc:AlternateContent>"
    )
    came = f'<w:ins w:id="1" w:author="{THEIRS.author}">{alternate}</w:ins>'
    result, verdict, _ = beside(opened(p("one ", came, "two")), opened(p("one ", alternate, "2")))
    assert verdict.proved, verdict
    rejected = settle(result, View.ORIGINAL)
    assert b"AlternateContent" not in rejected.data(rejected.main)


def test_a_simple_field_without_a_result_beside_old_marks_is_the_field_it_was() -> None:
    field_ = '<w:fldSimple w:instr="PAGE"/>'
    came = f'<w:ins w:id="1" w:author="{THEIRS.author}">{run("two ")}</w:ins>'
    old, new = opened(p("one ", came, field_)), opened(p("1 two ", field_))
    _, verdict, _ = beside(old, new)
    assert verdict.proved, verdict


def test_a_header_that_parts_for_two_sections_is_the_old_one_in_both() -> None:
    """The old file's two sections show one header; the new file's last one has its own."""
    came = f'<w:ins w:id="1" w:author="{THEIRS.author}">{run("came ")}</w:ins>'

    def first(key: str) -> str:
        reference = f'<w:headerReference w:type="default" r:id="{key}"/>'
        return p("one", section=f"<w:sectPr>{reference}</w:sectPr>")

    old = Word([first("rIdH0"), p("two")], headers={"default": [p("head ", came, "end")]})
    headers = {"default": [p("head came 2")], "first": [p("head came end")]}
    new = Word([first("rIdH1"), p("two")], headers=headers)
    _, verdict, _ = beside(*(Package.open(x.save(), "made.docx") for x in (old, new)))
    assert verdict.proved, verdict


def test_a_section_that_went_hands_its_header_on_and_keeps_its_mark() -> None:
    reference = '<w:headerReference w:type="default" r:id="rIdH0"/>'
    broken = ended("del", "one").replace("</w:pPr>", f"<w:sectPr>{reference}</w:sectPr></w:pPr>")
    old = Word([broken, p("two")], headers={"default": [p("head")]}).save()
    old_ = Package.open(old, "made.docx")
    body = old_.part(old_.main)[0]
    body[-1][:] = []  # the last section shows what the first does
    old_.touch(old_.main)
    new = Word([p("onetwo more")], headers={"default": [p("head")]}).save()
    result, verdict, _ = beside(old_, Package.open(new, "made.docx"))
    assert verdict.proved, verdict
    (section,) = sections(settle(old_, View.FINAL))
    assert [*section[1]] == [("header", "default")]
    assert len(sections(settle(result, View.ORIGINAL))) == 2


def test_a_section_that_came_keeps_its_mark() -> None:
    kept([p("one"), p("")], [p("one"), p("end", section=sectpr(2)), p("")], [p("1"), p("")])


def test_a_file_without_marks_is_marked_as_always() -> None:
    old, new = opened(p("one")), opened(p("two"))
    result, _, _ = beside(old, new)
    assert shown(result.part(result.main)) == shown(mark(old, new, {}, OURS).part(old.main))


# -- refusals -----------------------------------------------------------------------------------


def test_the_new_author_is_not_one_of_the_old_ones() -> None:
    data = (CORPUS / "res101-en" / "proposal.docx").read_bytes()
    document = api.read(data, "proposal.docx")
    author = sorted(keeping.authors(Package.open(data, "proposal.docx")))[0]
    redline = api.redline(document, document, "docx", author)
    with pytest.raises(UsageError, match="could not be told from them"):
        api.mark(redline, api.RenderOptions(keep_marks=True))


def test_the_old_file_is_read_in_its_final_view() -> None:
    data = (CORPUS / "res101-en" / "proposal.docx").read_bytes()
    document = api.read(data, "proposal.docx", View.ORIGINAL)
    with pytest.raises(UsageError, match="as if they were accepted"):
        api.mark(api.redline(document, document, "docx"), api.RenderOptions(keep_marks=True))


def test_the_proof_sees_a_mark_that_was_lost() -> None:
    old = tracked(opened(p("one two")), opened(p("one three")))
    lost = settle(old, View.FINAL)
    verdict = keeping.prove(old, settle(old, View.FINAL), lost, OURS.author)
    assert "old-mark-lost" in {x.slug for x in verdict.structure}
    assert verdict.reject


def test_a_file_that_fails_its_proof_is_not_written_but_bundled(tmp_path: Path) -> None:
    """An empty paragraph ahead of a table goes with its mark, but it is empty only after the old
    author's insertion in it was rejected: it matters who is settled first.
    """
    old, new, out, bundle = (tmp_path / x for x in ("old.docx", "new.docx", "out.docx", "b.zip"))
    words = run("alpha").replace("w:t", "w:delText")
    both = f'<w:ins w:id="7" w:author="A"><w:del w:id="8" w:author="B">{words}</w:del></w:ins>'
    last = ended("del", "beta").replace("</w:pPr>", f"</w:pPr>{both}")
    old.write_bytes(Word([last, tbl(["a"]), p("end")]).save())
    new.write_bytes(Word([tbl(["a"]), p("end")]).save())
    arguments = ["compare", old, new, "--keep-marks", "-o", out, "--debug-bundle", bundle]
    result = CliRunner().invoke(cli, [str(x) for x in arguments])
    assert isinstance(result.exception, NotExact)
    assert "b.zip has what is needed" in result.exception.hint
    assert str(result.exception).endswith("near “a”")
    assert not out.exists()
    with zipfile.ZipFile(bundle) as archive:
        assert archive.read("inputs/1-old.docx") == old.read_bytes()
        assert archive.read("refused.docx") == result.exception.refused
        options = json.loads(archive.read("about.json"))["options"]
    assert options["keep_marks"] == "True"


# -- files by others ----------------------------------------------------------------------------


def of_files(old: Path, new: Path) -> bytes:
    """The new file marked beside the old one's marks; raises what the library raises."""
    return of_bytes(old.read_bytes(), new.read_bytes())


def of_bytes(old: bytes, new: bytes) -> bytes:
    """The same of files at hand."""
    documents = [api.read(x, name) for x, name in ((old, "old.docx"), (new, "new.docx"))]
    redline = api.redline(*documents, "docx", "Somebody else", "2026-01-01T00:00:00Z")
    return api.mark(redline, api.RenderOptions(keep_marks=True)).data


@pytest.mark.parametrize("seed", ["res101-en", "res64-zh"])
def test_a_proposal_of_the_corpus_keeps_its_marks(seed: str) -> None:
    of_files(CORPUS / seed / "proposal.docx", CORPUS / seed / "edited.docx")
    sides = CORPUS / seed / "proposal.docx", CORPUS / seed / "base.docx"
    assert of_files(*sides) == of_files(*sides)


CASES = SHARED / "data" / "word-cases"


def tracked_cases() -> Iterator[tuple[Path, Path]]:
    """A tracked file with what it gives accepted, and with what it gives rejected."""
    if not CASES.is_dir():
        return
    with (CASES / "resolve.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            for side in ("accepted", "rejected"):
                if row[side]:
                    yield CASES / row["tracked"], CASES / row[side]


@needs_shared
@pytest.mark.parametrize(("old", "new"), [*tracked_cases()], ids=lambda x: x.stem)
def test_marks_of_word_itself_are_kept(old: Path, new: Path) -> None:
    of_files(old, new)
