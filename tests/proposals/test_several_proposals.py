"""Several proposals in one contribution, from a TOML file: MOD, ADD, SUP, NOC, numbers run on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import CORPUS
from proposing import lines, made, read, view

from resdiff.errors import UsageError
from resdiff.model import Kind, View
from resdiff.proposals import Contribution, assembling, make
from resdiff.proposals.plan import Plan, Planned, Said, example, load

NEW = """Bridging the islands divide
The World Telecommunication Standardization Assembly (New Delhi, 2024),
considering
a)	that islands are remote;
b)	that cables break,
resolves
1	to build more cables;
2	to repair them.
"""
OLD = """RESOLUTION 59 (Rev. Hammamet, 2016)
Enhancing participation of telecommunication operators from developing countries
(Florianópolis, 2004; Johannesburg, 2008; Dubai, 2012; Hammamet, 2016)
The World Telecommunication Standardization Assembly (Hammamet, 2016),
considering
a)	that participation matters;
b)	that it is low,
resolves
to raise it.
"""
KEPT = OLD.replace("59", "1").replace("Enhancing participation", "Rules of procedure")
FOUR = """
conference = "WTSA-24"
source = "ECP"
document = "38A4"
date = 2024-09-16
original = "en"
abstract = "Four things."
number = 3

[[proposal]]
base = "base.txt"
edited = "edited.txt"
reasons = "First."

[[proposal]]
symbol = "ADD"
edited = "new.txt"
reasons = ["Second.", "And more."]

[[proposal]]
symbol = "SUP"
base = "old.txt"
reasons = "Third."

[[proposal]]
symbol = "NOC"
base = "kept.txt"
reasons = "Fourth."
"""
TEXTS = {
    "base.txt": OLD.replace("59", "69"),
    "edited.txt": OLD.replace("59", "69").replace("to raise it", "to raise it further"),
    "new.txt": NEW,
    "old.txt": OLD,
    "kept.txt": KEPT,
}


def reader(texts: dict[str, str]) -> Callable[[str], bytes]:
    return lambda name: texts[name].encode()


def four(text: str = FOUR) -> Contribution:
    return assembling.assemble(load(text, "c.toml"), reader(TEXTS)).contribution


def test_four_proposals_are_read_back_with_symbols_numbers_and_reasons() -> None:
    document = view(made(four()), View.FINAL)
    found = [x.proposal for x in document.instruments]
    assert [(x.symbol, x.document, x.number, x.reasons) for x in found if x] == [
        ("MOD", "38A4", "3", "First."),
        ("ADD", "38A4", "4", "Second.\nAnd more."),
        ("SUP", "38A4", "5", "Third."),
        ("NOC", "38A4", "6", "Fourth."),
    ]


def test_only_the_modified_text_is_marked() -> None:
    data = made(four())
    before, after = (view(data, x) for x in View)
    same = [lines(before, i) == lines(after, i) for i in range(4)]
    assert same == [False, True, True, True]


def test_a_new_text_gets_a_draft_number_line_and_keeps_its_title() -> None:
    document = view(made(replace(four(), first_new=2, edition="New Delhi, 2024")), View.FINAL)
    assert lines(document, 1)[:2] == [
        "number:  DRAFT NEW RESOLUTION [ECP-2] (New Delhi, 2024)",
        "title:  Bridging the islands divide",
    ]


def test_a_suppressed_and_a_kept_text_are_not_reproduced() -> None:
    document = view(made(four()), View.FINAL)
    for i in (2, 3):
        assert [x.split(":")[0] for x in lines(document, i)] == ["number", "title"]


def test_a_contribution_of_four_proposed_again_is_the_same_file() -> None:
    data = made(four())
    again = assembling.reread(Plan((), Said()), data, "c.docx", lambda _: b"").contribution
    assert made(again) == data


def test_the_texts_give_the_symbols_where_none_is_named() -> None:
    one = """source = "ECP"
document = "1"
[[proposal]]
base = "base.txt"
edited = "{}"
"""
    kinds = {"edited.txt": "MOD", "base.txt": "NOC"}
    for name, symbol in kinds.items():
        assert make(four(one.format(name)), "ECP", "").symbols == (symbol,)


def test_notes_count_anew_in_each_proposal() -> None:
    folder = CORPUS / "res101-en"
    files = {x: folder.joinpath(x).read_bytes() for x in ("base.docx", "edited.docx")}
    planned = Planned(base="base.docx", edited="edited.docx")
    plan = Plan((planned, planned), Said(source="ECP", document="1"))
    data = made(assembling.assemble(plan, files.__getitem__).contribution)
    document = view(data, View.FINAL)
    wanted = [x for x in lines(read(folder / "edited.docx")) if x.startswith(("item", "note"))]
    for i in range(2):
        own = [x for x in lines(document, i) if x.startswith(("item", "note"))]
        assert own == wanted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("source = ", "no TOML"),
        ('source = "ECP"', "proposes nothing"),
        ('sauce = "ECP"\n[[proposal]]\nbase = "base.txt"', "no 'sauce'"),
        ('source = "ECP"\n[[proposal]]\nbaze = "base.txt"', "no 'baze'"),
        ('source = "ECP"\nnumber = "3"\n[[proposal]]\nbase = "base.txt"', "is no number"),
        ('source = 1.5\n[[proposal]]\nbase = "base.txt"', "is no text"),
        ('source = "ECP"\n[[proposal]]\nsymbol = "SUP"', "names no file"),
        ('source = "ECP"\n[[proposal]]\nsymbol = "PUT"\nbase = "base.txt"', "no symbol 'PUT'"),
        ('source = "ECP"\n[[proposal]]\nsymbol = "ADD"\nbase = "base.txt"', "needs the new text"),
        ('source = "ECP"\n[[proposal]]\nsymbol = "MOD"\nbase = "base.txt"', "needs the edited"),
        ('[[proposal]]\nbase = "base.txt"', "needs its source"),
        ('source = "ECP"\ndate = "soon"\n[[proposal]]\nbase = "base.txt"', "no date"),
        ('source = "ECP"\nlanguage = "tlh"\n[[proposal]]\nbase = "base.txt"', "no language"),
    ],
)
def test_a_mistake_in_the_file_is_said(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        made(four(text))


def test_a_misspelt_key_is_answered_with_the_right_one() -> None:
    with pytest.raises(UsageError) as error:
        load('sourec = "ECP"\n[[proposal]]\nbase = "b"', "c.toml")
    assert error.value.hint == "is 'source' meant?"


def test_the_example_is_a_file_that_can_be_read() -> None:
    plan = load(example(), "example.toml")
    assert plan.said.source == "ECP"
    assert len(plan.proposals) == 1


def test_all_of_the_example_can_be_used() -> None:
    lines_ = [x[2:] if x.startswith("# ") else x for x in example().splitlines()]
    keys = [x for x in lines_ if x.startswith("[[") or (" = " in x and x[0].islower())]
    plan = load("\n".join(keys), "example.toml")
    assert [x.symbol for x in plan.proposals] == ["", "ADD", "SUP", "NOC"]


def test_which_text_is_meant_must_be_clear() -> None:
    texts = {**TEXTS, "both.txt": OLD + KEPT}
    plan = load('source = "ECP"\n[[proposal]]\nsymbol = "SUP"\nbase = "both.txt"', "c")
    with pytest.raises(UsageError, match="several resolutions"):
        assembling.assemble(plan, reader(texts))
    named = replace(plan, proposals=(replace(plan.proposals[0], resolution="1"),))
    found = assembling.assemble(named, reader(texts)).contribution
    document = view(made(found), View.FINAL)
    titles = [c.text for c in document.clauses if c.kind is Kind.TITLE]
    assert titles[0].startswith("Rules of procedure")
