"""What holds for every two documents: nothing lost, the same both ways, the same every time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import assembled

from resdiff.differ import compare
from resdiff.differ.edits import edits
from resdiff.model import Change, Comparison, Edit, Nature, Status

# fmt: off
WORDS = [
    "that", "the", "of", "Union", "2018", "(Rev.", "Dubai,", "2018)", ",", ";", "shall", "a", "a)",
    "1", "Internet-related", "国际", "电联", "的", "部署", "IPv6", "أن", "القرار",
]
# fmt: on
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
marked_texts = st.text(alphabet="ab,. -\u00a0\u2011'’()（，的部署12Aa\n", max_size=30)
lines = st.lists(
    st.one_of(
        st.sampled_from(["= recalling", "= resolves", "= invites the Council", "# ANNEX 1"]),
        st.tuples(st.sampled_from(["a) ", "b) ", "1 ", "2 ", "  i) ", ""]), texts).map("".join),
        texts.map("title: ".__add__),
        texts.map("note: ".__add__),
        st.tuples(texts, texts).map(lambda cells: "| " + " | ".join(c or "-" for c in cells)),
    ),
    max_size=14,
).map(lambda found: assembled([line for line in found if line.strip()]))


def applied(old: str, new: str, found: tuple[Edit, ...]) -> tuple[str, bool]:
    """The old text with every edit carried out, and whether they are in order, apart."""
    out, at, new_at, apart = "", 0, 0, True
    for number, edit in enumerate(found):
        apart &= edit.old_start - at == edit.new_start - new_at and (
            number == 0 or edit.old_start > at
        )
        apart &= edit.old_start < edit.old_stop or edit.new_start < edit.new_stop
        out += old[at : edit.old_start] + new[edit.new_start : edit.new_stop]
        at, new_at = edit.old_stop, edit.new_stop
    return out + old[at:], apart


@settings(max_examples=300, deadline=None)
@given(marked_texts, marked_texts)
def test_carrying_out_the_edits_gives_the_new_text_exactly(old: str, new: str) -> None:
    found, _ = edits(old, new)
    assert applied(old, new, found) == (new, True)


@settings(max_examples=100, deadline=None)
@given(texts, texts)
def test_edits_backwards_are_the_mirror_image(old: str, new: str) -> None:
    forth, back = edits(old, new)[0], edits(new, old)[0]
    assert forth == tuple(Edit(e.new_start, e.new_stop, e.old_start, e.old_stop) for e in back)


@settings(max_examples=60, deadline=None)
@given(lines, lines)
def test_every_clause_stands_in_one_change_and_its_edits_give_the_new_words(old, new) -> None:
    comparison = compare(old, new)  # the first half is checked where a Comparison is born
    for change in comparison.changes:
        before = "\n".join(old.clauses[i].text for i in change.old)
        after = "\n".join(new.clauses[j].text for j in change.new)
        if change.old and change.new:
            assert applied(before, after, change.edits) == (after, True)


def mirrored(comparison: Comparison) -> set[tuple[object, ...]]:
    turn = {Status.INSERTED: Status.DELETED, Status.DELETED: Status.INSERTED}
    return {
        (
            turn.get(c.status, c.status), c.new, c.old,
            tuple((e.new_start, e.new_stop, e.old_start, e.old_stop) for e in c.edits),
            c.moved, c.renumbered, c.merged, c.split, c.nature,
        )
        for c in comparison.changes
    }  # fmt: skip


def as_is(comparison: Comparison) -> set[tuple[object, ...]]:
    return {
        (
            c.status, c.old, c.new,
            tuple((e.old_start, e.old_stop, e.new_start, e.new_stop) for e in c.edits),
            c.moved, c.renumbered, c.split, c.merged, c.nature,
        )
        for c in comparison.changes
    }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(lines, lines)
def test_comparing_backwards_gives_the_mirror_image(old, new) -> None:
    assert as_is(compare(old, new)) == mirrored(compare(new, old))


def untouched(change: Change) -> bool:
    flags = change.moved or change.renumbered or change.split or change.merged
    same = change.status is Status.UNCHANGED and change.nature is Nature.NONE
    return same and not flags and change.old == change.new


@settings(max_examples=60, deadline=None)
@given(lines)
def test_a_document_compared_with_itself_has_not_changed(document) -> None:
    assert all(untouched(change) for change in compare(document, document).changes)


@settings(max_examples=30, deadline=None)
@given(lines, lines)
def test_comparing_twice_gives_the_same(old, new) -> None:
    assert compare(old, new) == compare(old, new)
