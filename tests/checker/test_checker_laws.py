"""The checker never refuses a text, says the same twice, and looks only at what stands."""

from __future__ import annotations

from checked import findings, read
from conftest import CORPUS
from hypothesis import given, settings
from hypothesis import strategies as st

from resdiff import api, checker, citations

SEED = (CORPUS / "res101-en" / "new.txt").read_text("utf-8")
CHINESE = (CORPUS / "res64-zh" / "new.txt").read_text("utf-8")
BITS = [
    "Resolution 101 (Rev. Dubai, 2018)", "Resolutions 1, 2 and (", "considering b) above",
    "第101、", "号决议（2018年，迪拜，修订版）", "§§ 27 c)", "MOD\tECP/38A4/1", "\n", "\n\n",
    "a)\t", "1\t",
    "resolves", "recalling", "The Plenipotentiary Conference (Busan, 2014),", "RESOLUTION 5 (Rev. ",
    ";", ",", "(Geneva 2013)", "the 2011 session of the Council", "[ECP-1]", "القرار 5 ", "п. 162 ",
]  # fmt: skip

_WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(BITS) | _WORDS, max_size=30))
def test_no_text_is_refused_and_every_place_lies_in_its_clause(bits: list[str]) -> None:
    document = read("".join(bits) + "\n.")
    for one in checker.check(document):
        text = document.clauses[one.clause].text
        assert 0 <= one.start <= one.stop <= len(text)
        if one.fix is not None:
            assert 0 <= one.fix.start <= one.fix.stop <= len(text)


@settings(max_examples=30)
@given(st.sampled_from([SEED, CHINESE]), st.data())
def test_a_text_with_lines_cut_out_is_checked_the_same_twice(
    text: str, data: st.DataObject
) -> None:
    lines = text.split("\n")
    gone = data.draw(st.sets(st.integers(0, len(lines) - 1), max_size=12))
    cut = "\n".join(line for n, line in enumerate(lines) if n not in gone)
    assert findings(cut) == findings(cut)


@settings(max_examples=25)
@given(st.data())
def test_an_item_deleted_between_two_leaves_a_gap_that_is_found(data: st.DataObject) -> None:
    mended = SEED.replace("transition from IPv4\n", "transition from IPv4;\n")
    lines = [x for x in mended.split("\n") if x.strip()]
    lettered = [n for n, line in enumerate(lines) if line[1:2] == ")"]
    inner = [n for n in lettered if n - 1 in lettered and n + 1 in lettered]
    n = data.draw(st.sampled_from(inner))
    found = findings("\n".join(lines[:n] + lines[n + 1 :]))
    assert "label-gap" in {one.rule for one in found}


def test_citations_of_a_clause_do_not_depend_on_what_stands_around_it() -> None:
    document = api.read(SEED.encode(), "new.txt")
    whole = citations.find(document)
    stated = [c for c in whole.instruments if c.body_source is citations.BodySource.STATED]
    assert stated
    for one in stated:
        text = document.clauses[one.clause].text
        alone = citations.find(read(text)).instruments
        assert one.work in {c.work for c in alone}
