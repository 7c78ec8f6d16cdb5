"""What the proof found, as a secretary and as a program read it."""

from __future__ import annotations

import json

import jsonschema
from conftest import CORPUS, ROOT

from resdiff import api, ooxml
from resdiff.model import Source
from resdiff.ooxml.soundness import Fault
from resdiff.ooxml.verify import Difference, Verdict
from resdiff.renderers.verdict import as_data, as_text

SEED = CORPUS / "res101-en"
EXACT = Verdict((), (), (), (), ())


def of_difference(*wanted: str, found: tuple[str, ...], ahead: str = "") -> str:
    one = Difference("accept", "body", 3, wanted, found, ahead)
    return as_text(Verdict((one,), (), (), (), ()))


def test_an_exact_file_is_proved_in_four_lines() -> None:
    assert as_text(EXACT).splitlines() == [
        "Accepting all changes gives NEW: yes",
        "Rejecting all changes gives OLD: yes",
        "The file is soundly built: yes",
        "PROVED",
    ]


def test_of_a_long_paragraph_only_what_differs_is_shown() -> None:
    words = "that " * 30
    said = of_difference(
        f"body: {words}assistance{words}", found=(f"body: {words}help{words}",), ahead="resolves"
    )
    assert "text, after “resolves”:" in said
    assert "that assistancethat" in said
    assert "that helpthat" in said
    assert max(map(len, said.splitlines())) < 130


def test_what_is_missing_and_what_is_too_much_is_said_in_words() -> None:
    said = of_difference("body: one", "body/table: ", "body: ", found=())
    assert "is         nothing" in said
    assert "should be  “one”" in said
    assert "should be  (a table begins here)" in said
    assert "should be  (an empty paragraph)" in said
    assert "… and 2 more" in of_difference(*["body: x"] * 7, found=())


def test_a_difference_names_its_clause() -> None:
    old, new = (
        api.read(x.read_bytes(), x.name) for x in (SEED / "base.docx", SEED / "edited.docx")
    )
    packages = [
        ooxml.Package.open((SEED / x).read_bytes(), x)
        for x in ("base.docx", "edited.docx", "base.docx")
    ]
    sources = [Source(x.name, "docx", x.save()) for x in packages]
    said = as_text(api.verify(*sources), old, new)
    assert "considering b) (3/b)" in said
    assert "'" not in said.partition("\n")[0]
    assert said.endswith("NOT PROVED\n")


def test_faults_of_structure_are_said_in_words_and_by_name() -> None:
    said = as_text(
        Verdict((), (), (), (Fault("deleted-text-in-move", "word/document.xml", 2),), ())
    )
    assert "deleted text inside moved text; Word refuses such files" in said
    assert "(deleted-text-in-move in word/document.xml, 2 times)" in said


def test_the_data_follows_its_schema() -> None:
    schema = json.loads((ROOT / "resdiff" / "schemas" / "verify.json").read_text("utf-8"))
    one = Difference("reject", "headers", 0, ("header: a",), (), "")
    broken = Verdict((one,), (one,), (one,), (Fault("run-in-run", "", 1),), ())
    for verdict in (EXACT, broken):
        jsonschema.validate(json.loads(as_data(verdict)), schema)
