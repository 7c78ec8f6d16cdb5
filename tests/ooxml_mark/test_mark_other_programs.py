"""Corners that files of other programs, and mixtures of two programs' files, brought to light."""

from __future__ import annotations

from made_word import Word, box, image, note, p, run
from merging import OPTIONS, merged

from resdiff.model import View
from resdiff.ooxml import Package, mark, settle
from resdiff.ooxml.names import FALLBACK
from resdiff.ooxml.verify import verify

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def test_drawings_of_a_header_that_is_copied_get_numbers_of_their_own() -> None:
    own = '<w:sectPr><w:headerReference w:type="{}" r:id="rIdH{}"/></w:sectPr>'
    drawing = image("rIdA").replace("<wp:inline>", '<wp:inline><wp:docPr id="1" name="x"/>')
    head = {"default": [p("head", drawing)], "first": [p("other head")]}

    def sections(second: str) -> Word:
        body = [p("one", section=own.format("default", 0)), p("two", section=second), p("end")]
        return Word(body, headers=head, media={"rIdA": b"picture"})

    result = merged(sections("<w:sectPr/>"), sections(own.format("default", 1)))
    numbers = [
        x.get("id")
        for name in result.names
        if name.endswith(".xml") and name.startswith("word/")
        for x in result.part(name).iter(DRAWING)
    ]
    assert len(numbers) == len(set(numbers)) > 1


def test_a_field_without_a_result_in_a_header_that_is_copied_is_marked() -> None:
    def sections(*pages: str) -> str:
        shown = "".join(f'<w:headerReference w:type="{x}" r:id="rIdH0"/>' for x in pages)
        return f"<w:sectPr>{shown}</w:sectPr>"

    field = '<w:fldSimple w:instr=" PAGE "/>'
    old = Word(
        [p("one", section=sections("default", "first")), p("end")],
        headers={"even": [p("head ", field)]},
    )
    new = Word(
        [p("one", section=sections("default")), p("end")], headers={"even": [p("other ", field)]}
    )
    merged(old, new)


def test_a_note_of_a_text_box_comes_and_goes_with_it() -> None:
    plain = Word([p("one"), p("end")])
    boxed = Word([p("one", box(p("in", note(1)))), p("end")], footnotes={1: [p("said")]})
    merged(boxed, plain)
    marked = merged(plain, boxed)
    (notes,) = marked.related(marked.main, "footnotes")
    assert marked.data(notes).count(b"said") == 1


def test_a_note_that_a_text_box_shares_stays_with_it() -> None:
    shared = box(p("in", note(1)))
    old = Word([p("one", note(1)), p("two", shared), p("end")], footnotes={1: [p("said")]})
    new = Word([p("one"), p("two", shared), p("end")], footnotes={1: [p("said")]})
    merged(old, new)
    merged(new, old)
    other = Word([p("one"), p("two", shared), p("end")], footnotes={1: [p("said again")]})
    merged(old, other)


def test_copies_of_a_text_box_that_say_different_things_are_merged_each() -> None:
    whole = box(p(permitted(5, "in the box")))
    first, second, rest = whole.partition("</mc:Choice>")
    for old, new in ((("in", "other"), ("on", "other")), (("in", "other"), ("in", "in"))):
        words = [
            first.replace(">in the box<", f">{x} the box<")
            + second
            + rest.replace(">in the box<", f">{y} the box<")
            for x, y in (old, new)
        ]
        files = [Word([p("one", x), p("end")]) for x in words]
        marked = merged(*files)
        for view, side in ((View.FINAL, new), (View.ORIGINAL, old)):
            (fallback,) = settle(marked, view).part(marked.main).iter(FALLBACK)
            assert "".join(fallback.itertext()) == f"{side[1]} the box"


def permitted(number: int, words: str) -> str:
    """Words in a range of their own."""
    return (
        f'<w:permStart w:id="{number}" w:edGrp="everyone"/>{run(words)}<w:permEnd w:id="{number}"/>'
    )


def test_what_leads_nowhere_does_not_lead_to_the_old_files_pictures() -> None:
    old = Word([p("one", image("rIdA")), p("end")], media={"rIdA": b"picture"})
    merged(old, Word([p("one", image("rIdA")), p("end")]))
    merged(old, Word([p("one", image("rIdA")), p("two", image("rIdA")), p("end")]))


def test_a_body_may_leave_out_what_its_last_section_is_like() -> None:
    head = {"default": [p("head one")], "first": [p("head two")]}
    own = '<w:sectPr><w:headerReference w:type="default" r:id="rIdH{}"/></w:sectPr>'
    first, second = p("the first chapter", section=own.format(0)), p("more", section=own.format(1))

    def chapters(*blocks: str) -> Package:
        package = Package.open(Word([*blocks, p("end")], headers=head).save(), "chapters.docx")
        body = package.part(package.main)[0]
        body.remove(body[-1])
        package.touch(package.main)
        return package

    one, two = chapters(first), chapters(first, second)
    for old, new in ((one, two), (two, one)):
        assert verify(old, new, mark(old, new, {}, OPTIONS)).proved
