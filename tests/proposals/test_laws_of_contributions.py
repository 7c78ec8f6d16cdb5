"""Whatever a delegate makes of a text: accepting gives it, rejecting gives the base."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from proposing import HEAD, lines, made, read_text, view

from resdiff.model import View
from resdiff.proposals import Contribution, Proposed, Side, assembling
from resdiff.proposals.plan import Plan, Said

HEADING = """RESOLUTION 59 (Rev. Hammamet, 2016)
On participation
(Johannesburg, 2008; Dubai, 2012; Hammamet, 2016)
The World Telecommunication Standardization Assembly (Hammamet, 2016),
considering
"""
WORDS = st.sampled_from(
    ["that", "participation,", "of all", "(matters)", "Reasons:", "{source}", "ever;", "–", "电信"]
)
ITEMS = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), min_size=1, max_size=6)


def resolution(items: list[str]) -> str:
    labelled = "".join(f"{chr(97 + i)})\t{x};\n" for i, x in enumerate(items))
    return f"{HEADING}{labelled}resolves\nto go on with it.\n"


@settings(max_examples=25)
@given(ITEMS, ITEMS)
def test_both_texts_come_back_and_the_file_is_its_own_source(
    old: list[str], new: list[str]
) -> None:
    base, edited = (read_text(resolution(x)) for x in (old, new))
    proposed = Proposed("MOD", Side(base, 0), Side(edited, 0), ("So.",))
    data = made(Contribution(HEAD, (proposed,), ("In short.",)))
    assert lines(view(data, View.ORIGINAL)) == lines(base)
    assert lines(view(data, View.FINAL)) == lines(edited)
    again = assembling.reread(Plan((), Said()), data, "c.docx", lambda _: b"").contribution
    assert made(again) == data


@settings(max_examples=15)
@given(
    st.lists(st.text(max_size=30) | st.just("{abstract} {date} {proposals}"), max_size=3).map(tuple)
)
def test_any_reasons_and_any_abstract_can_be_given(texts: tuple[str, ...]) -> None:
    base = read_text(resolution(["that it matters"]))
    proposed = Proposed("SUP", Side(base, 0), None, texts)
    data = made(Contribution(HEAD, (proposed,), texts))
    assert view(data, View.FINAL).instruments[0].work.number == "59"
