"""Sections that come and go between others show the headers they should, whatever each inherits."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from made_word import Word, p, tbl

from resdiff.ooxml import MarkOptions, Package, mark
from resdiff.ooxml.names import SECTPR, w
from resdiff.ooxml.verify import verify

OPTIONS = MarkOptions("Author", "2024-05-01T12:00:00Z")
PAGES = "default", "even", "first"
REFERENCES = st.dictionaries(st.sampled_from(PAGES[::2]), st.sampled_from("012"), max_size=2)
Section = tuple[str, dict[str, str], bool]
"""What a section says and shows, and whether a table stands behind it."""

WORDS = st.sampled_from(["one", "two", "three"])
SECTIONS = st.lists(st.tuples(WORDS, REFERENCES, st.booleans()), max_size=4)


def document(sections: list[Section], heads: dict[str, list[str]]) -> Package:
    """A text whose sections show some of the headers; the last one what is left in its place."""
    blocks = []
    for words, shown, table in sections:
        named = "".join(
            f'<w:headerReference w:type="{page}" r:id="rIdH{key}"/>' for page, key in shown.items()
        )
        blocks += [p(words), p(words * 2, section=f"<w:sectPr>{named}</w:sectPr>")]
        blocks += [tbl([words])] if table else []
    package = Package.open(Word([*blocks, p("end")], headers=heads).save(), "made.docx")
    body = package.part(package.main).find(w("body"))
    assert body is not None
    for reference in body.find(SECTPR)[len(sections) % 3 :]:  # type: ignore[index]
        reference.getparent().remove(reference)  # type: ignore[union-attr]
    package.touch(package.main)
    return Package.open(package.save(), "made.docx")


def heads(other: bool) -> dict[str, list[str]]:
    return {page: [p(f"head {page}{' new' * other}")] for page in PAGES}


@settings(max_examples=400)
@given(SECTIONS, SECTIONS, st.booleans())
def test_sections_show_the_headers_they_should_after_both(
    before: list[Section], after: list[Section], other: bool
) -> None:
    old, new = document(before, heads(False)), document(after, heads(other))
    marked = Package.open(mark(old, new, {}, OPTIONS).save(), "marked.docx")
    verdict = verify(old, new, marked)
    assert verdict.proved, (verdict.accept, verdict.reject, verdict.structure)
    assert verdict.formatting == ()
