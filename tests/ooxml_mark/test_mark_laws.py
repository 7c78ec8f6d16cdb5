"""The laws of marking, over generated packages and random guidance."""

from __future__ import annotations

import zipfile
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from made_word import (
    Word,
    bookmark,
    box,
    close_fld,
    down,
    fld,
    image,
    link,
    math,
    note,
    open_fld,
    p,
    run,
    sdt,
    sectpr,
    span,
    tbl,
)
from shaped_tables import Table, shaped, table_pairs
from wrapped_words import wrapped_pairs

from resdiff.model import Edit
from resdiff.ooxml import MarkOptions, Match, Package, mark, stories
from resdiff.ooxml.verify import verify

OPTIONS = MarkOptions("Author", "2024-05-01T12:00:00Z")
PLAIN = MarkOptions("Author", "2024-05-01T12:00:00Z", formatting=False, moves=False)

WORDS = st.sampled_from(
    [
        "alpha",
        "beta",
        "gamma",
        "delta",
        "a)",
        "b)",
        "1",
        "2",
        "of",
        "2014",
        "电信",
        "标准化",
        "قرار",
    ]
)
SENTENCES = st.lists(WORDS, max_size=6).map(" ".join)
LOOKS = st.sampled_from(["", "", "b", "i", "b i"])
RUNS = st.builds(run, st.one_of(SENTENCES, st.sampled_from(["\t", "a)\t", "x\ny", " "])), LOOKS)
NUMBERS = st.integers(1, 3)
HEADING = '<w:style w:type="paragraph" w:styleId="Heading"><w:name w:val="heading 1"/></w:style>'


def inline(notes: bool = True) -> st.SearchStrategy[str]:
    """What may stand in a paragraph."""
    kinds = [
        RUNS,
        RUNS,
        RUNS,
        st.builds(fld, st.sampled_from([" REF a ", " PAGE "]), SENTENCES),
        st.builds(link, SENTENCES, st.sampled_from(["here", "there"])),
        st.builds(math, st.sampled_from(["x+y", "z"])),
        st.builds(sdt, RUNS, tag=st.sampled_from(["one", "two"])),
        st.builds(image, st.sampled_from(["rIdA", "rIdB"])),
    ]
    if notes:
        kinds.append(st.builds(note, NUMBERS))
    return st.one_of(*kinds)


PARAGRAPHS = st.builds(
    lambda content, style, jc: p(*content, style=style, jc=jc),
    st.lists(inline(), max_size=4),
    st.sampled_from(["", "", "Heading"]),
    st.sampled_from(["", "", "center"]),
)
INNER = st.builds(lambda content: p(*content), st.lists(inline(notes=False), max_size=3))
CELLS = st.one_of(SENTENCES, st.lists(INNER, min_size=1, max_size=2).map("".join))


def tables(cells: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Tables of up to three rows and columns, all rows of one width."""
    return st.integers(1, 3).flatmap(
        lambda width: st.lists(
            st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=3
        ).map(lambda rows: tbl(*rows))
    )


NESTED = tables(CELLS).map(lambda inner: inner + p(""))
BOXES = st.builds(lambda blocks: p(box(*blocks)), st.lists(INNER, min_size=1, max_size=2))
MERGED = st.sampled_from(
    [
        tbl([span("wide", 2)], ["one", "two"]),
        tbl([down("long", True), "one"], [down("", False), "two"]),
        tbl([down("tall", True), "one"], ["short", "two"]),
    ]
)
# A field over three paragraphs, and one whose last paragraph says something else.
OVER = st.builds(
    lambda words, last: p(open_fld(" TOC ", words)) + p(words) + p(close_fld(), last),
    SENTENCES,
    SENTENCES,
)
SECTIONS = st.sampled_from(
    [p("ends here", section=sectpr(1)), p("", section=sectpr(2)), p("", section=sectpr(1))]
)
BLOCKS = st.one_of(
    PARAGRAPHS,
    PARAGRAPHS,
    PARAGRAPHS,
    PARAGRAPHS,
    MERGED,
    shaped().map(Table.xml),
    OVER,
    SECTIONS,
    tables(st.one_of(CELLS, CELLS, NESTED)),
    st.lists(INNER, min_size=1, max_size=2).map(lambda blocks: sdt(*blocks, tag="block")),
    BOXES,
)
NOTES = st.lists(st.lists(INNER, min_size=1, max_size=2), min_size=3, max_size=3).map(
    lambda notes: dict(enumerate(notes, 1))
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Package, Package]:
    """Two packages that share some of their blocks."""
    old = draw(st.lists(BLOCKS, min_size=1, max_size=6))
    new = list(old)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(new)))
        kind = draw(st.sampled_from(["insert", "delete", "replace", "move"]))
        if kind == "insert" or not new:
            new.insert(at, draw(BLOCKS))
        elif kind == "move":
            new.insert(at % len(new), new.pop(draw(st.integers(0, len(new) - 1))))
        elif kind == "replace":
            new[at % len(new)] = draw(BLOCKS)
        else:
            del new[at % len(new)]
    notes = draw(NOTES), draw(NOTES)
    heads = draw(
        st.lists(
            st.dictionaries(
                st.sampled_from(["default", "first"]),
                st.lists(INNER, min_size=1, max_size=2),
                max_size=2,
            ),
            min_size=2,
            max_size=2,
        )
    )
    made = [
        Word(
            [*blocks, p("end" if draw(st.booleans()) else "")],
            footnotes=own,
            headers=head,
            styles=[HEADING],
            media={"rIdA": b"picture a", "rIdB": picture},
        )
        for blocks, own, head, picture in (
            (old, notes[0], heads[0], b"picture b"),
            (new, notes[draw(st.integers(0, 1))], heads[draw(st.integers(0, 1))], b"picture c"),
        )
    ]
    opened = [Package.open(x.save(), "made.docx") for x in made]
    return opened[0], opened[1]


@st.composite
def guided(draw: st.DrawFn) -> tuple[Package, Package, dict[str, list[Match]]]:
    """Two packages and matches that may be nonsense."""
    old, new = draw(pairs())
    matches: dict[str, list[Match]] = {}
    counts = {x.part: len(x.paragraphs) for x in stories(old)}
    for part in counts:
        numbers = st.lists(st.integers(0, counts[part] + 1), max_size=2).map(
            lambda x: tuple(sorted({*x}))
        )
        edit = st.builds(Edit, *[st.integers(0, 9)] * 4)
        matches[part] = draw(
            st.lists(
                st.builds(
                    Match, numbers, numbers, st.lists(edit, max_size=2).map(tuple), st.booleans()
                ),
                max_size=4,
            )
        )
    return old, new, matches


def settled_problem(old: Package, new: Package, marked: bytes) -> str:
    """What the proof finds wrong, "" when nothing is."""
    verdict = verify(old, new, Package.open(marked, "marked.docx"))
    return "" if verdict.proved else f"{verdict.accept}\n{verdict.reject}\n{verdict.structure}"


@settings(max_examples=300)
@given(pairs())
def test_accepting_gives_the_new_document_and_rejecting_the_old(
    given_pair: tuple[Package, Package],
) -> None:
    old, new = given_pair
    assert settled_problem(old, new, mark(old, new, {}, OPTIONS).save()) == ""


@settings(max_examples=200)
@given(guided())
def test_the_law_holds_whatever_the_matches_say(
    given_guided: tuple[Package, Package, dict[str, list[Match]]],
) -> None:
    old, new, matches = given_guided
    assert settled_problem(old, new, mark(old, new, matches, OPTIONS).save()) == ""


@st.composite
def reordered(draw: st.DrawFn) -> tuple[Package, Package, dict[str, list[Match]]]:
    """Two packages of the same paragraphs in another order, some of them said to have moved."""
    blocks = draw(st.lists(PARAGRAPHS, min_size=2, max_size=6))
    order = draw(st.permutations(range(len(blocks))))
    old, new = (
        Package.open(Word(x, footnotes={1: [p("")], 2: [p("")], 3: [p("")]}).save(), "made.docx")
        for x in (blocks, [blocks[i] for i in order])
    )
    said = [Match((i,), (j,), moved=draw(st.booleans())) for j, i in enumerate(order)]
    return old, new, {old.main: sorted(said, key=lambda x: x.old)}


@settings(max_examples=150)
@given(reordered())
def test_paragraphs_in_another_order_are_exact_the_last_one_too(
    given_guided: tuple[Package, Package, dict[str, list[Match]]],
) -> None:
    old, new, matches = given_guided
    assert settled_problem(old, new, mark(old, new, matches, OPTIONS).save()) == ""


@settings(max_examples=100)
@given(guided())
def test_the_law_holds_without_formatting_and_moves(
    given_guided: tuple[Package, Package, dict[str, list[Match]]],
) -> None:
    old, new, matches = given_guided
    assert settled_problem(old, new, mark(old, new, matches, PLAIN).save()) == ""


@settings(max_examples=60)
@given(pairs())
def test_formatting_comes_back_too(given_pair: tuple[Package, Package]) -> None:
    old, new = given_pair
    verdict = verify(old, new, mark(old, new, {}, OPTIONS))
    assert verdict.formatting == ()


@settings(max_examples=60)
@given(pairs())
def test_a_document_compared_with_itself_is_given_back_byte_for_byte(
    given_pair: tuple[Package, Package],
) -> None:
    old, _ = given_pair
    again = Package.open(old.save(), "again.docx")
    assert mark(old, again, {}, OPTIONS).save() == old.save()


@settings(max_examples=40)
@given(guided())
def test_the_same_input_gives_the_same_bytes(
    given_guided: tuple[Package, Package, dict[str, list[Match]]],
) -> None:
    old, new, matches = given_guided
    first = mark(old, new, matches, OPTIONS).save()
    assert first == mark(old, new, matches, OPTIONS).save()


@settings(max_examples=150)
@given(table_pairs(), st.booleans())
def test_tables_whose_columns_changed_are_exact_both_ways(
    tables: tuple[str, str], formatting: bool
) -> None:
    old, new = (Package.open(Word([x, p("")]).save(), "made.docx") for x in tables)
    options = OPTIONS if formatting else PLAIN
    for before, after in ((old, new), (new, old)):
        assert settled_problem(before, after, mark(before, after, {}, options).save()) == ""


@settings(max_examples=100)
@given(wrapped_pairs())
def test_words_in_wrappers_ranges_and_alternates_are_exact_both_ways(
    blocks: tuple[list[str], list[str]],
) -> None:
    old, new = (Package.open(Word([*x, p("end")]).save(), "made.docx") for x in blocks)
    for before, after in ((old, new), (new, old)):
        assert settled_problem(before, after, mark(before, after, {}, OPTIONS).save()) == ""


@settings(max_examples=40)
@given(pairs())
def test_parts_without_a_mark_keep_their_bytes(given_pair: tuple[Package, Package]) -> None:
    old, new = given_pair
    before = zipfile.ZipFile(BytesIO(old.save()))
    marked = mark(old, new, {}, OPTIONS)
    after = zipfile.ZipFile(BytesIO(marked.save()))
    for name in before.namelist():
        if name not in marked.touched:
            assert after.read(name) == before.read(name)


@settings(max_examples=40)
@given(pairs())
def test_neither_input_is_changed(given_pair: tuple[Package, Package]) -> None:
    old, new = given_pair
    before = old.save(), new.save()
    mark(old, new, {}, OPTIONS)
    assert (old.save(), new.save()) == before


def test_bookmarks_stay_paired_and_named_once() -> None:
    old = Word([p(bookmark(1, "here", run("one")), "two"), p("three"), p("")])
    new = Word([p("two"), p(bookmark(7, "here", run("three"))), p("")])
    packages = [Package.open(x.save(), "made.docx") for x in (old, new)]
    marked = mark(packages[0], packages[1], {}, OPTIONS)
    assert settled_problem(*packages, marked.save()) == ""
    names = marked.data(marked.main).decode()
    assert names.count('w:name="here"') == 1
    assert names.count("<w:bookmarkEnd") == 1
