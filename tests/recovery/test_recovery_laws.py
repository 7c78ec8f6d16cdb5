"""What holds for every text, whatever it says."""

from __future__ import annotations

from flattening import from_pieces, score
from hypothesis import given, settings
from hypothesis import strategies as st

from resdiff.model import Mark
from resdiff.recovery import Certainty, recover

LETTERS = st.text(alphabet="ab ,;1(é第\n\t", max_size=40)
WORDS = (
    "assist", "island", "plans", "report", "Council", "yearly", "network", "urgent", "training",
    "villages", "warning", "mast", "signal", "teachers", "equipment", "ships", "harbour", "cable",
)  # fmt: skip


@st.composite
def edited_lines(draw: st.DrawFn) -> list[tuple[str, Mark]]:
    """Lines in which whole words, or whole lines, were kept, inserted or deleted."""
    pieces: list[tuple[str, Mark]] = []
    for number in range(draw(st.integers(2, 5))):
        fate = draw(st.sampled_from([Mark.KEPT] * 5 + [Mark.INSERTED, Mark.DELETED]))
        size = draw(st.integers(4, 9))
        chosen = draw(st.lists(st.sampled_from(WORDS), min_size=size, max_size=size, unique=True))
        mark = fate
        for place, word in enumerate(chosen):
            if fate is Mark.KEPT and 0 < place < size - 1:
                mark = draw(st.sampled_from([Mark.KEPT] * 6 + [Mark.INSERTED, Mark.DELETED]))
            else:
                mark = fate
            pieces.append((word + (" " if place < size - 1 else ";"), mark))
        pieces.append(("\n" if number < 5 else "", fate))
    return pieces


@given(LETTERS, LETTERS)
def test_the_stretches_are_the_flat_text_whatever_the_base_is(flat: str, base: str) -> None:
    assert recover(flat, base=base).flat == flat


@given(LETTERS, LETTERS, LETTERS)
def test_any_three_texts_are_taken_apart_without_a_fault(flat: str, base: str, new: str) -> None:
    assert recover(flat, base=base, new=new).flat == flat


@given(LETTERS)
def test_a_text_alone_is_never_certain_of_a_mark(flat: str) -> None:
    found = recover(flat)
    assert found.flat == flat
    assert not any(s.certainty is Certainty.CERTAIN for s in found.stretches)


@given(edited_lines())
@settings(max_examples=60)
def test_what_is_kept_and_what_is_deleted_is_the_base_exactly(
    pieces: list[tuple[str, Mark]],
) -> None:
    flat = from_pieces("made", pieces)
    found = recover(flat.text, base=flat.base, language="en")
    assert found.base.replace("\n", "") == flat.base.replace("\n", "")
    assert not found.contradictions


@given(edited_lines())
@settings(max_examples=60)
def test_what_is_kept_and_what_is_inserted_is_the_adopted_text_exactly(
    pieces: list[tuple[str, Mark]],
) -> None:
    flat = from_pieces("made", pieces)
    found = recover(flat.text, new=flat.new, language="en")
    assert found.proposal.replace("\n", "") == flat.new.replace("\n", "")


@given(edited_lines())
@settings(max_examples=60)
def test_with_both_editions_both_come_back(pieces: list[tuple[str, Mark]]) -> None:
    flat = from_pieces("made", pieces)
    found = recover(flat.text, base=flat.base, new=flat.new, language="en")
    assert found.base.replace("\n", "") == flat.base.replace("\n", "")
    assert found.proposal.replace("\n", "") == flat.new.replace("\n", "")


@given(edited_lines())
@settings(max_examples=60)
def test_a_certain_insertion_is_one(pieces: list[tuple[str, Mark]]) -> None:
    flat = from_pieces("made", pieces)
    found = recover(flat.text, base=flat.base, language="en")
    wrong = [w for w in score(found, flat).wrong if w.startswith("certain inserted")]
    assert not wrong


@given(edited_lines())
@settings(max_examples=20)
def test_the_same_texts_give_the_same_recovery(pieces: list[tuple[str, Mark]]) -> None:
    flat = from_pieces("made", pieces)
    assert recover(flat.text, base=flat.base) == recover(flat.text, base=flat.base)
