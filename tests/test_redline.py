"""A redline shows both sides whole, each in its own order where the changes allow it."""

from __future__ import annotations

from collections import defaultdict

import pytest
from comparisons import comparisons
from hypothesis import given, settings

from resdiff.model import (
    BrokenInvariant,
    Change,
    Clause,
    Comparison,
    Document,
    Edit,
    Kind,
    Line,
    Mark,
    NoteMark,
    Piece,
    Redline,
    Status,
    View,
)
from resdiff.redline import weave, weave_labels


def side(pieces: tuple[Piece, ...], without: Mark) -> str:
    return "".join(
        piece.was if piece.was is not None and without is Mark.INSERTED else piece.text
        for piece in pieces
        if piece.mark is not without
    )


def document(*texts: str, kind: Kind = Kind.ITEM) -> Document:
    clauses = tuple(Clause(kind, t, str(i), f"{i})") for i, t in enumerate(texts))
    return Document(clauses, (), "en", View.FINAL)


def woven(old: Document, new: Document, *changes: Change) -> tuple[Line, ...]:
    return weave(Comparison(old, new, changes), "R", "2025-01-01T00:00:00Z").lines


def by_change(redline: Redline, without: Mark) -> dict[int, list[tuple[str, str]]]:
    """Labels and texts of one side, line by line, of each change."""
    found = defaultdict(list)
    for line in redline.lines:
        gone = Status.DELETED if without is Mark.DELETED else Status.INSERTED
        if line.status is not gone:
            found[line.change].append((side(line.label, without), side(line.pieces, without)))
    return found


@settings(max_examples=100)
@given(comparisons())
def test_leaving_out_one_mark_gives_the_other_side_whole(comparison: Comparison) -> None:
    redline = weave(comparison, "R", "2025-01-01T00:00:00Z")
    for document, without, sides in (
        (comparison.old, Mark.INSERTED, [c.old for c in comparison.changes]),
        (comparison.new, Mark.DELETED, [c.new for c in comparison.changes]),
    ):
        shown = by_change(redline, without)
        for number, indices in enumerate(sides):
            clauses = [document.clauses[i] for i in indices]
            lines = shown.get(number, [])
            if len(lines) == len(clauses):  # one line a clause
                assert lines == [(c.label, c.text) for c in clauses]
            else:  # one clause over the lines of a split or merger
                assert "".join(text for _, text in lines) == "".join(c.text for c in clauses)
                assert [label for label, _ in lines if label] == [
                    c.label for c in clauses if c.label
                ]


@settings(max_examples=50)
@given(comparisons())
def test_new_sides_stand_in_new_order_and_deletions_in_old_order(comparison: Comparison) -> None:
    redline = weave(comparison, "R", "2025-01-01T00:00:00Z")
    new = [
        comparison.changes[x.change].new for x in redline.lines if x.status is not Status.DELETED
    ]
    assert [n[0] for n in new] == sorted(n[0] for n in new)
    gone = [comparison.changes[x.change].old for x in redline.lines if x.status is Status.DELETED]
    assert [o[0] for o in gone] == sorted(o[0] for o in gone)


@settings(max_examples=50)
@given(comparisons())
def test_no_piece_is_empty_and_no_neighbours_are_alike(comparison: Comparison) -> None:
    for line in weave(comparison, "R", "2025-01-01T00:00:00Z").lines:
        assert all(piece.text for piece in (*line.label, *line.pieces))
        for one, other in zip(line.pieces, line.pieces[1:], strict=False):
            assert other.note or (one.mark, one.note, one.moved) != (
                other.mark,
                other.note,
                other.moved,
            )


def test_without_moves_both_sides_stand_in_their_own_order() -> None:
    old, new = document("a", "b", "c", "d"), document("a", "x", "y", "d")
    lines = woven(
        old,
        new,
        Change(Status.UNCHANGED, (0,), (0,)),
        Change(Status.INSERTED, (), (1,)),
        Change(Status.DELETED, (1,), ()),
        Change(Status.DELETED, (2,), ()),
        Change(Status.INSERTED, (), (2,)),
        Change(Status.UNCHANGED, (3,), (3,)),
    )
    assert "".join(side(x.pieces, Mark.INSERTED) for x in lines) == "abcd"
    assert "".join(side(x.pieces, Mark.DELETED) for x in lines) == "axyd"
    assert [x.status.value[:3] for x in lines] == ["unc", "del", "del", "ins", "ins", "unc"]


def test_an_item_inserted_at_the_end_of_a_section_stands_before_the_deleted_next_section() -> None:
    call, item = Kind.CALL, Kind.ITEM
    old = Document(
        (
            Clause(call, "noting", "1"),
            Clause(item, "first", "1/a", "a)", parent=0),
            Clause(call, "aware", "2"),
            Clause(item, "of it", "2/a", "a)", parent=2),
        ),
        (),
        "en",
        View.FINAL,
    )
    new = Document(
        (*old.clauses[:2], Clause(item, "second", "1/b", "b)", parent=0)), (), "en", View.FINAL
    )
    lines = woven(
        old,
        new,
        Change(Status.UNCHANGED, (0,), (0,)),
        Change(Status.UNCHANGED, (1,), (1,)),
        Change(Status.DELETED, (2,), ()),
        Change(Status.DELETED, (3,), ()),
        Change(Status.INSERTED, (), (2,)),
    )
    assert [line.pieces[0].text for line in lines] == [
        "noting",
        "first",
        "second",
        "aware",
        "of it",
    ]


def test_the_kept_words_of_a_split_clause_stand_in_the_new_clauses() -> None:
    old, new = document("one; and two"), document("one;", "two")
    lines = woven(old, new, Change(Status.CHANGED, (0,), (0, 1), (Edit(4, 9, 4, 5),), split=True))
    assert [line.pieces for line in lines] == [
        (Piece("one;", Mark.KEPT), Piece(" and ", Mark.DELETED)),
        (Piece("two", Mark.KEPT),),
    ]
    assert [line.label for line in lines] == [
        (Piece("0)", Mark.KEPT),),
        (Piece("1)", Mark.INSERTED),),
    ]


def test_a_merged_clause_has_a_line_for_each_old_clause() -> None:
    old, new = document("one;", "two"), document("one and two")
    lines = woven(old, new, Change(Status.CHANGED, (0, 1), (0,), (Edit(3, 5, 3, 8),), merged=True))
    assert [line.pieces for line in lines] == [
        (Piece("one", Mark.KEPT), Piece(";", Mark.DELETED)),
        (Piece(" and ", Mark.INSERTED), Piece("two", Mark.KEPT)),
    ]
    assert lines[1].label == (Piece("1)", Mark.DELETED),)


def test_a_moved_clause_says_which_words_it_took_along() -> None:
    old, new = document("stay", "go there"), document("go here", "stay")
    lines = woven(
        old,
        new,
        Change(Status.CHANGED, (1,), (0,), (Edit(3, 8, 3, 7),), moved=True),
        Change(Status.UNCHANGED, (0,), (1,)),
    )
    assert [(x.status, x.moved, x.old_path, x.new_path) for x in lines] == [
        (Status.INSERTED, True, "1", "0"),
        (Status.UNCHANGED, False, "0", "1"),
        (Status.DELETED, True, "1", "0"),
    ]
    assert lines[0].pieces == (
        Piece("go ", Mark.INSERTED, moved=True),
        Piece("here", Mark.INSERTED),
    )


def test_note_marks_are_pieces_of_their_own() -> None:
    old = Document(
        (Clause(Kind.ITEM, "islet1;", "1/a", marks=(NoteMark(5, 6, "1", True),)),),
        (),
        "en",
        View.FINAL,
    )
    lines = woven(old, old, Change(Status.UNCHANGED, (0,), (0,)))
    assert lines[0].pieces == (
        Piece("islet", Mark.KEPT),
        Piece("1", Mark.KEPT, note=True),
        Piece(";", Mark.KEPT),
    )


def test_an_automatic_note_that_is_numbered_anew_is_kept_and_says_what_it_was() -> None:
    def noted(text: str) -> Document:
        marks = (NoteMark(4, 5, "n", True),)
        return Document((Clause(Kind.ITEM, text, "1/a", marks=marks),), (), "en", View.FINAL)

    lines = woven(noted("here2;"), noted("here1;"), Change(Status.UNCHANGED, (0,), (0,)))
    assert lines[0].pieces == (
        Piece("here", Mark.KEPT),
        Piece("1", Mark.KEPT, note=True, was="2"),
        Piece(";", Mark.KEPT),
    )


def test_an_endnote_numbered_by_letters_may_be_numbered_anew_as_well() -> None:
    def noted(mark: str) -> Document:
        marks = (NoteMark(4, 4 + len(mark), "n", True),)
        clause = Clause(Kind.ITEM, f"here{mark};", "1/a", marks=marks)
        return Document((clause,), (), "en", View.FINAL)

    lines = woven(noted("iii"), noted("iv"), Change(Status.UNCHANGED, (0,), (0,)))
    assert lines[0].pieces == (
        Piece("here", Mark.KEPT),
        Piece("iv", Mark.KEPT, note=True, was="iii"),
        Piece(";", Mark.KEPT),
    )


def test_a_difference_that_was_ignored_stays_on_its_side() -> None:
    lines = woven(document("a  b"), document("a b"), Change(Status.UNCHANGED, (0,), (0,)))
    assert (side(lines[0].pieces, Mark.INSERTED), side(lines[0].pieces, Mark.DELETED)) == (
        "a  b",
        "a b",
    )
    assert all(piece.mark is Mark.KEPT for piece in lines[0].pieces)


def test_edits_out_of_order_are_refused() -> None:
    edits = (Edit(2, 3, 2, 3), Edit(0, 1, 0, 1))
    with pytest.raises(BrokenInvariant, match="order"):
        woven(document("one"), document("one"), Change(Status.CHANGED, (0,), (0,), edits))


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("a)", "a)", ["=a)"]),
        ("f)", "g)", ["-f", "+g", "=)"]),
        ("(1", "(2", ["=(", "-1", "+2"]),
        ("1.9", "1.10", ["-1.9", "+1.10"]),
        ("", "1", ["+1"]),
        ("د )", "هـ)", ["-د ", "+هـ", "=)"]),
    ],
)
def test_a_label_is_never_cut_in_two(old: str, new: str, marked: list[str]) -> None:
    signs = {Mark.KEPT: "=", Mark.DELETED: "-", Mark.INSERTED: "+"}
    assert [signs[p.mark] + p.text for p in weave_labels(old, new)] == marked


def test_edits_that_do_not_fit_are_refused() -> None:
    with pytest.raises(BrokenInvariant, match="clause 0"):
        woven(document("one"), document("two"), Change(Status.CHANGED, (0,), (0,)))
