"""Many of one thing are marked and proved to the end.

No time is asserted: what grew with the square of the number took minutes here.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from made_word import Word, image, note, p, sectpr, tbl

from resdiff.ooxml import MarkOptions, Package, mark
from resdiff.ooxml.mark import align
from resdiff.ooxml.names import w
from resdiff.ooxml.verify import verify

OPTIONS = MarkOptions("Author", "2024-05-01T12:00:00Z")
MANY = 1500


def noted(*, each: str = "", only: int = MANY) -> Word:
    """A paragraph with a note for each number, one in a hundred of them changed."""
    numbers = range(1, only + 1)
    notes = {i: [p(f"note {i}", each if i % 100 == 0 else "")] for i in numbers}
    return Word([p(f"word {i} ", note(i)) for i in numbers], footnotes=notes)


PAIRS = {
    "notes that change": (noted(), noted(each=" changed")),
    "notes that come": (noted(only=1), noted()),
    "notes that go": (noted(), noted(only=1)),
    "words of two kinds": tuple(
        Word([p(" ".join("ab"[(i * i) % n % 2] for i in range(MANY)))]) for n in (101, 103)
    ),
    "sections": tuple(
        Word([*(p(f"{i}", section=sectpr(1 + (i % n == 0))) for i in range(MANY)), p("end")])
        for n in (100, 99)
    ),
    "rows": tuple(
        Word([tbl(*([f"{i}", f"x{i}"] for i in range(MANY) if i % n)), p()]) for n in (100, 99)
    ),
    "pictures": tuple(
        Word(
            [p(image(f"rId{i}A")) for i in range(0, MANY, 3)],
            media={f"rId{i}A": f"{i % n}".encode() for i in range(0, MANY, 3)},
        )
        for n in (400, 399)
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_many_of_one_thing_are_marked_to_the_end(name: str) -> None:
    packages = [Package.open(x.save(), "many.docx") for x in PAIRS[name]]
    marked = mark(*packages, {}, OPTIONS)
    assert verify(*packages, marked).proved


@pytest.mark.parametrize("number", ["²", "99999999999999999999", "-5", "x"])
def test_new_ids_count_on_from_numbers_that_word_can_count(number: str) -> None:
    """A sign that is a digit and no number, or one past what Word counts with, is no start."""
    odd = f'<w:bookmarkStart w:id="{number}" w:name="a"/><w:bookmarkEnd w:id="{number}"/>'
    old = Word([p("one", odd, note(number)), p("end")], footnotes={number: [p("said")]})
    new = Word([p("one", odd, note(number), note(7)), p("end")], footnotes={
        number: [p("said")], 7: [p("more")]
    })  # fmt: skip
    packages = [Package.open(x.save(), "odd.docx") for x in (old, new)]
    marked = mark(*packages, {}, OPTIONS)
    assert verify(*packages, marked).proved
    ids = [x.get(w("id")) or "" for x in marked.part("word/footnotes.xml")]
    assert ids == [number, "1"]


def test_what_is_past_counting_is_cut_in_the_middle() -> None:
    side = align.LARGEST**0.5
    old, new = ["ab"[i * i % 101 % 2] for i in range(int(side))], ["b", "a"] * int(side)
    pairs = align.common(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a < b and c < d for (a, c), (b, d) in pairwise(pairs))
    assert len(pairs) > side * 0.9
