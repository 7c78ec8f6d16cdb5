"""Who cites a text, what became of it, what many texts share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import CORPUS, SHARED, needs_shared
from hypothesis import given
from hypothesis import strategies as st
from shelf import filled, put, resolution

from resdiff import index
from resdiff.errors import MissingExtra, UsageError
from resdiff.index import Filter, naming
from resdiff.model import Work

SHARED_CLAUSE = (
    "to consult all Member States and Sector Members on how lamps are carried to every village {};"
)


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("PP 64", ("PP", "resolution", "64")),
        ("pp resolution 64", ("PP", "resolution", "64")),
        ("PP-64", ("PP", "resolution", "64")),
        ("Resolution 64 WTSA", ("WTSA", "resolution", "64")),
        ("“WTDC Res. 64”", ("WTDC", "resolution", "64")),
        ("PP Decision 5", ("PP", "decision", "5")),
    ],
)
def test_a_text_is_named_by_body_kind_and_number(
    tmp_path: Path, name: str, work: tuple[str, str, str]
) -> None:
    for body in ("PP", "WTSA", "WTDC"):
        edition = {"PP": "Dubai, 2018", "WTSA": "Geneva, 2022", "WTDC": "Kigali, 2022"}[body]
        put(tmp_path, f"{body}.txt", resolution("64", edition, ["to light lamps."], body))
    decision = resolution("5", "Dubai, 2018", ["to pay."]).replace("RESOLUTION", "DECISION")
    put(tmp_path, "d.txt", decision.replace("resolves", "decides"))
    with filled(tmp_path / "i.db", tmp_path) as connection:
        assert index.work(connection, name) == Work(*work)
        assert index.work(connection, "PP 999") is None
        with pytest.raises(UsageError, match="WTDC Resolution 64, WTSA Resolution 64"):
            index.work(connection, "64")


@given(st.text(max_size=30))
def test_what_names_no_text_is_said_to(name: str) -> None:
    try:
        _, _, number = naming.read(name)
    except UsageError:
        return
    assert number


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("2018", ("", 2018)),
        ("Dubai, 2018", ("dubai", 2018)),
        ("(Rev. Dubai, 2018)", ("dubai", 2018)),
        ("迪拜", ("dubai", 0)),
        ("2018年，迪拜", ("dubai", 2018)),
    ],
)
def test_an_edition_is_named_by_place_and_year(said: str, found: tuple[str, int]) -> None:
    assert naming.edition(said) == found


@pytest.mark.parametrize("said", ["Atlantis, 2018", "soon", "()"])
def test_what_is_no_edition_is_said_to(said: str) -> None:
    with pytest.raises(UsageError):
        naming.edition(said)


# ---------------------------------------------------------------------- who cites


def test_only_citations_of_the_body_that_is_meant_count(tmp_path: Path) -> None:
    clauses = [
        "to apply Resolution 64 (Rev. Dubai, 2018) of the Plenipotentiary Conference;",
        "to follow Resolution 64 (Rev. Geneva, 2022) of WTSA;",
        "to follow Resolution 64 (Rev. Kigali, 2022) of WTDC, and Resolution 64 (Rev. Busan, 2014)"
        " of the Plenipotentiary Conference.",
    ]
    put(tmp_path, "a.txt", resolution("200", "Rev. Bucharest, 2022", clauses))
    put(tmp_path, "b.txt", resolution("64", "Rev. Geneva, 2022", ["to light lamps."], "WTSA"))
    with filled(tmp_path / "i.db", tmp_path) as connection:
        told = {
            body: [
                (one.spot.path, one.edition and one.edition.year)
                for one in index.cites(connection, Work(body, "resolution", "64"), Filter())
            ]
            for body in ("PP", "WTSA", "WTDC")
        }
        assert told["PP"] == [("1/1", 2018), ("1/3", 2014)]
        assert told["WTSA"] == [("1/2", 2022)]
        assert told["WTDC"] == [("1/3", 2022)]
        wanted = Work("PP", "resolution", "64")
        (one,) = index.cites(connection, wanted, Filter(), "Busan, 2014")
        assert one.text[one.start : one.stop].startswith("Resolution 64 (Rev. Busan, 2014)")
        assert index.cites(connection, wanted, Filter(body="WTSA")) == ()


@needs_shared
def test_real_texts_are_cited_across_bodies_and_languages(tmp_path: Path) -> None:
    files = [SHARED / "data" / "itu-pp18", CORPUS / "res64-zh" / "base.docx"]
    with filled(tmp_path / "i.db", *files) as connection:
        found = index.cites(connection, Work("PP", "resolution", "101"), Filter())
        told = [(one.spot.entry.work.body, one.spot.path) for one in found]
        assert told == [("PP", "1/a"), ("WTSA", "1/a")]
        assert len(index.cites(connection, Work("PP", "resolution", "71"), Filter())) > 10


# ---------------------------------------------------------------------- what became of it


def test_editions_stand_in_order_and_each_is_compared_with_the_one_before(tmp_path: Path) -> None:
    clauses = ["to light lamps in every village;", "to carry water to every house."]
    editions = {
        "Rev. Dubai, 2018": [*clauses, "to report to the Council every year on what was done."],
        "Busan, 2014": clauses,
        "Rev. Bucharest, 2022": ["to light candles in every village;", clauses[1]],
    }
    for at, (edition, said) in enumerate(editions.items()):
        put(tmp_path, f"{at}.txt", resolution("900", edition, said))
    put(tmp_path, "p.txt", "MOD\tECP/38A4/1\n\n" + resolution("900", "Rev. Doha, 2026", clauses))
    with filled(tmp_path / "i.db", tmp_path) as connection:
        (chain,) = index.history(connection, Work("PP", "resolution", "900"))
    assert [step.entry.edition.year for step in chain.steps] == [2014, 2018, 2022]
    told = [
        sorted(c.status.value for c in step.comparison.changes if c.status != "unchanged")
        for step in chain.steps
        if step.comparison
    ]
    assert [one.count("inserted") for one in told] == [1, 0]
    assert [one.count("deleted") for one in told] == [0, 1]


# ---------------------------------------------------------------------- what many share


def test_a_clause_of_many_resolutions_is_one_group(tmp_path: Path) -> None:
    for number in range(100, 140):
        own = f"to do for case {number} what nobody else does {number} times over and over again;"
        shared = SHARED_CLAUSE.format("at dusk" if number % 2 else "at dawn")
        put(tmp_path, f"{number}.txt", resolution(str(number), "Dubai, 2018", [shared, own]))
    with filled(tmp_path / "i.db", tmp_path) as connection:
        found = index.duplicates(connection, Filter(), least=0.9)
        shared = next(group for group in found.groups if "lamps" in group.twins[0].text)
        assert shared.works == 40
        assert [twin.total for twin in shared.twins] == [20, 20]
        assert shared.twins[0].likeness == 1.0
        assert shared.twins[1].likeness == pytest.approx(34 / 36)  # one word of eighteen
        assert index.duplicates(connection, Filter(), least=0.9) == found


def test_editions_of_one_text_are_no_duplicates_of_one_another(tmp_path: Path) -> None:
    for edition in ("Busan, 2014", "Rev. Dubai, 2018"):
        clauses = [SHARED_CLAUSE.format(edition)]
        put(tmp_path, f"{edition}.txt", resolution("900", edition, clauses))
    with filled(tmp_path / "i.db", tmp_path) as connection:
        assert index.duplicates(connection, Filter(), least=0.7).groups == ()


def test_the_same_words_of_different_resolutions_are_not_the_same(tmp_path: Path) -> None:
    said = "to apply Resolution {} (Rev. Dubai, 2018) of the Plenipotentiary Conference in full;"
    for number in (100, 101):
        clauses = [said.format(number + 50)]
        put(tmp_path, f"{number}.txt", resolution(str(number), "Rev. Bucharest, 2022", clauses))
    with filled(tmp_path / "i.db", tmp_path) as connection:
        assert index.duplicates(connection, Filter(), least=0.8).groups == ()


def test_a_package_that_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rensa", None)
    text = put(tmp_path, "a.txt", resolution("1", "Dubai, 2018", ["to light lamps."]))
    with filled(tmp_path / "i.db", text) as connection, pytest.raises(MissingExtra, match="rensa"):
        index.duplicates(connection, Filter())


def test_duplicates_may_be_asked_of_one_text(tmp_path: Path) -> None:
    for number, what in ((100, "lamps"), (101, "lamps"), (102, "water"), (103, "water")):
        clause = f"to carry {what} to {what} and bring {what} back with {what} in every {what};"
        put(tmp_path, f"{number}.txt", resolution(str(number), "Dubai, 2018", [clause]))
    with filled(tmp_path / "i.db", tmp_path) as connection:
        wanted = Filter(work=Work("PP", "resolution", "103"))
        (group,) = index.duplicates(connection, wanted).groups
    assert {s.entry.work.number for twin in group.twins for s in twin.spots} == {"102", "103"}


# ---------------------------------------------------------------------- editions for the checker


def test_the_editions_that_texts_tell_of_are_known_but_not_those_of_proposals(
    tmp_path: Path,
) -> None:
    put(tmp_path, "p.txt", "MOD\tECP/38A4/1\n\n" + resolution("900", "Rev. Dubai, 2018", ["x."]))
    with filled(tmp_path / "i.db", tmp_path, CORPUS / "res101-en" / "base.docx") as connection:
        known = [(w.number, e.year, Path(p).name) for w, e, p in index.known_editions(connection)]
    assert known == [("101", year, "base.docx") for year in (1998, 2006, 2010)]
