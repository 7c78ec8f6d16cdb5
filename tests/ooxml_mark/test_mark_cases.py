"""Each corner of marking by itself: paragraph marks, looks, moves and rows."""

from __future__ import annotations

from made_word import (
    Word,
    image,
    p,
    run,
    sectpr,
    tbl,
)
from merging import NO_MOVES, PLAIN, between, body, merged

from resdiff.model import Edit, View
from resdiff.ooxml import Match, settle
from resdiff.ooxml.names import w

# ---------------------------------------------------------------------- paragraph marks


def test_words_are_struck_before_words_are_added() -> None:
    assert between([p("one two three")], [p("one 2 three")]) == "one [-two-][+2+] three¶"


def test_an_inserted_paragraph_brings_its_mark() -> None:
    assert between([p("one"), p("end")], [p("one"), p("two"), p("end")]) == "one¶\n[+two+]¶+\nend¶"


def test_a_deleted_paragraph_takes_its_mark() -> None:
    assert between([p("one"), p("two"), p("end")], [p("one"), p("end")]) == "one¶\n[-two-]¶-\nend¶"


def test_a_paragraph_added_at_the_end_of_a_document_gets_the_mark_that_was_there() -> None:
    assert between([p("one")], [p("one"), p("two")]) == "one¶+\n[+two+]¶"


def test_the_last_mark_carries_both_paragraphs_properties() -> None:
    result = merged(Word([p("one", jc="center")]), Word([p("one", jc="center"), p("two")]))
    assert body(result) == "one¶+\n[+two+]¶*"
    rejected = settle(result, View.ORIGINAL)
    assert rejected.data(rejected.main).count(b"center") == 1


def test_the_last_mark_of_a_kept_cell_is_never_inserted_or_deleted() -> None:
    one, two = tbl([p("one"), "x"]), tbl([p("one") + p("two"), "x"])
    assert between([one, p("")], [two, p("")]) == "(one¶+/[+two+]¶ | x¶)\n¶"
    assert between([two, p("")], [one, p("")]) == "(one¶-/[-two-]¶ | x¶)\n¶"


def test_a_paragraph_in_front_of_a_table_gets_the_mark_ahead_of_it() -> None:
    table = tbl(["x"])
    old, new = [p("one"), table, p("")], [p("one"), p("two"), table, p("")]
    assert between(old, new) == "one¶+\n[+two+]¶\n(x¶)\n¶"


def test_a_table_added_at_the_end_does_not_take_the_last_mark_away() -> None:
    assert between([p("one")], [p("one"), tbl(["x"]), p("")]) == ("[+one+]¶+\n([+x+]¶+)+\n[-one-]¶")


def test_a_paragraph_is_split_by_an_inserted_mark() -> None:
    match = Match((0,), (0, 1), (Edit(3, 4, 3, 4),))
    result = merged(Word([p("one two")]), Word([p("one"), p("two")]), matches=[match])
    assert body(result) == "one[- -]¶+\ntwo¶"


def test_two_paragraphs_are_joined_by_a_deleted_mark() -> None:
    match = Match((0, 1), (0,), (Edit(3, 4, 3, 4),))
    result = merged(Word([p("one"), p("two")]), Word([p("one two")]), matches=[match])
    assert body(result) == "one¶-\n[+ +]two¶"


def test_edits_that_do_not_fit_are_not_followed() -> None:
    match = Match((0,), (0,), (Edit(5, 2, 0, 9),))
    result = merged(Word([p("one two")]), Word([p("one 2")]), matches=[match])
    assert body(result) == "one [-two-][+2+]¶"


def test_paragraphs_that_are_said_to_be_alone_are_not_paired() -> None:
    matches = [Match((0,), ()), Match((), (0,))]
    result = merged(
        Word([p("one two three four"), p("")]), Word([p("one two three 4"), p("")]), matches=matches
    )
    assert body(result) == "[-one two three four-]¶-\n[+one two three 4+]¶+\n¶"


def test_a_blank_paragraph_between_two_replaced_ones_is_replaced_with_them() -> None:
    old, new = ["one two", "", "three four", "end"], ["five six", "", "seven eight", "end"]
    assert between([p(x) for x in old], [p(x) for x in new]) == (
        "[-one two-]¶-\n¶-\n[-three four-]¶-\n[+five six+]¶+\n¶+\n[+seven eight+]¶+\nend¶"
    )


def test_a_paragraph_written_anew_between_two_replaced_ones_is_replaced_with_them() -> None:
    old, new = ["one two", "three", "four five", "end"], ["six seven", "eight", "nine ten", "end"]
    match = Match((1,), (1,), (Edit(0, 5, 0, 5),))
    result = merged(Word([p(x) for x in old]), Word([p(x) for x in new]), matches=[match])
    assert body(result) == (
        "[-one two-]¶-\n[-three-]¶-\n[-four five-]¶-\n"
        "[+six seven+]¶+\n[+eight+]¶+\n[+nine ten+]¶+\nend¶"
    )


def test_a_paragraph_written_anew_alone_keeps_its_mark() -> None:
    match = Match((1,), (1,), (Edit(0, 5, 0, 5),))
    old, new = [p("one"), p("three"), p("end")], [p("one"), p("eight"), p("end")]
    result = merged(Word(old), Word(new), matches=[match])
    assert body(result) == "one¶\n[-three-][+eight+]¶\nend¶"


def test_a_blank_paragraph_beside_a_lone_deletion_stays() -> None:
    old, new = ["one two", "", "three four", "end"], ["five six", "", "end"]
    assert between([p(x) for x in old], [p(x) for x in new]) == (
        "[-one two-]¶-\n[+five six+]¶+\n¶\n[-three four-]¶-\nend¶"
    )


def test_a_paragraph_with_a_picture_alone_is_not_blank() -> None:
    def side(first: str, last: str) -> Word:
        return Word([p(first), p(image("rIdA")), p(last), p("end")], media={"rIdA": b"picture"})

    result = body(merged(side("one two", "three four"), side("five six", "seven eight")))
    assert "\n▣¶\n" in result


def test_control_characters_inside_text_are_written_as_they_stand() -> None:
    words = "<w:r><w:t>one\ttwo three&#10;four</w:t></w:r>"
    result = merged(Word([p("end")]), Word([p(words), p("end")]))
    assert "[+one\ttwo three\nfour+]" in body(result)


# ---------------------------------------------------------------------- formatting


def test_new_looks_are_marked_on_kept_words() -> None:
    old, new = [p("one", run(" two"))], [p("one", run(" two", "b"))]
    assert between(old, new) == "one* two¶"
    assert between(old, new, PLAIN) == "one two¶"


def test_new_paragraph_properties_are_marked() -> None:
    assert between([p("one")], [p("one", jc="center")]) == "one¶*"
    assert between([p("one")], [p("one", jc="center")], PLAIN) == "one¶"


def test_a_change_of_section_properties_is_marked() -> None:
    result = merged(
        Word([p("one", section=sectpr(1)), p("two")]), Word([p("one", section=sectpr(2)), p("two")])
    )
    assert b"<w:sectPrChange" in result.data(result.main)


# ---------------------------------------------------------------------- moves

MOVED = [p("alpha beta"), p("gamma delta epsilon"), p("zeta eta theta"), p("")]
BACK = [MOVED[1], MOVED[2], MOVED[0], MOVED[3]]
GUIDE = [Match((0,), (2,), moved=True), Match((1,), (0,)), Match((2,), (1,)), Match((3,), (3,))]


def test_a_moved_paragraph_is_a_move() -> None:
    result = merged(Word(MOVED), Word(BACK), matches=GUIDE)
    assert body(result) == (
        "{-alpha beta-}¶-\ngamma delta epsilon¶\nzeta eta theta¶\n{+alpha beta+}¶+\n¶"
    )
    data = result.data(result.main)
    assert data.count(b'w:name="move1"') == 2
    assert b"delText" not in data


def test_edits_inside_a_moved_paragraph_are_marked() -> None:
    new = [*BACK]
    new[2] = p("alpha BETA")
    guide = [Match((0,), (2,), (Edit(6, 10, 6, 10),), True), *GUIDE[1:]]
    result = merged(Word(MOVED), Word(new), matches=guide)
    assert body(result).split("\n")[0] == "{-alpha -}[-beta-]¶-"
    assert body(result).split("\n")[3] == "{+alpha +}[+BETA+]¶+"


LAST = [p("alpha beta"), p("gamma delta epsilon"), p("zeta eta theta", jc="center")]
FIRST = [LAST[2], LAST[0], LAST[1]]


def test_the_last_paragraph_moves_without_its_mark() -> None:
    guide = [Match((2,), (0,), moved=True), Match((0,), (1,)), Match((1,), (2,))]
    result = merged(Word(LAST), Word(FIRST), matches=guide)
    assert body(result) == (
        "{+zeta eta theta+}¶+\nalpha beta¶\ngamma delta epsilon¶-\n{-zeta eta theta-}¶*"
    )
    ends = [x.getparent().tag for x in result.part(result.main).iter(w("moveFromRangeEnd"))]
    assert ends == [w("p")]


def test_a_paragraph_that_moves_to_the_end_takes_the_last_mark() -> None:
    guide = [Match((0,), (2,), moved=True), Match((1,), (0,)), Match((2,), (1,))]
    result = merged(Word(FIRST), Word(LAST), matches=guide)
    assert body(result) == (
        "{-zeta eta theta-}¶-\nalpha beta¶\ngamma delta epsilon¶+\n{+zeta eta theta+}¶*"
    )


def test_moves_from_the_end_and_to_it_share_the_last_mark() -> None:
    new = [LAST[2], LAST[1], LAST[0]]
    guide = [Match((2,), (0,), moved=True), Match((1,), (1,)), Match((0,), (2,), moved=True)]
    result = merged(Word(LAST), Word(new), matches=guide)
    assert body(result) == (
        "{-alpha beta-}¶-\n{+zeta eta theta+}¶+\ngamma delta epsilon¶\n"
        "{-zeta eta theta-}{+alpha beta+}¶*"
    )


def test_moves_can_be_deletions_and_insertions() -> None:
    result = merged(Word(MOVED), Word(BACK), NO_MOVES, GUIDE)
    assert body(result).split("\n")[0] == "[-alpha beta-]¶-"
    assert b"moveFrom" not in result.data(result.main)


# ---------------------------------------------------------------------- tables


def test_rows_come_and_go() -> None:
    old, new = tbl(["a", "b"], ["c", "d"]), tbl(["a", "b"], ["e", "f"], ["c", "d"])
    assert between([old, p("")], [new, p("")]) == "(a¶ | b¶)\n([+e+]¶+ | [+f+]¶+)+\n(c¶ | d¶)\n¶"
    assert between([new, p("")], [old, p("")]) == "(a¶ | b¶)\n([-e-]¶- | [-f-]¶-)-\n(c¶ | d¶)\n¶"


def test_a_table_inside_a_cell_is_marked_too() -> None:
    old, new = (tbl([tbl([x]) + p("")]) for x in ("one", "two"))
    assert "[-one-][+two+]" in between([old, p("")], [new, p("")])
