"""Resolution 101 through 2010, the proposal of 2014 and 2018; a specification in two languages."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import CORPUS, SHARED, needs_shared

from resdiff import api
from resdiff.cli.program import cli
from resdiff.errors import UsageError
from resdiff.history import Fate, History, Outcome, Story
from resdiff.history.choosing import chosen
from resdiff.history.rendering.telling import of_story
from resdiff.renderers.words import words

BASE, EDITED = (CORPUS / "res101-en" / f"{name}.docx" for name in ("base", "edited"))
LATEST = SHARED / "data" / "itu-pp18" / "res_101.txt"
OWN = words("en")


@cache
def history() -> History:
    return api.history([api.read(x.read_bytes(), x.name) for x in (BASE, EDITED, LATEST)])


@cache
def outcome() -> Outcome:
    old, proposal, new = (api.read(x.read_bytes(), x.name) for x in (BASE, EDITED, LATEST))
    return api.outcome(old, proposal, new)


def latest(path: str) -> Story:
    (story,) = [x for x in chosen(history(), path) if x.edition == 2]
    return story


@needs_shared
def test_the_six_opinions_are_traced_one_to_one() -> None:
    for number, (then, now) in enumerate(zip("ijklmn", "mnopqr", strict=True), start=1):
        story = latest(f"1/{now}")
        paths = [history().editions[s.edition].clauses[s.clauses[0]].path for s in story.steps]
        assert paths == [f"1/{then}", f"1/{now}"]
        text = history().text(story)
        first = text[story.phrases[0].start : story.phrases[0].stop]
        assert first.startswith(f"Opinion {number} (Geneva")
        assert story.phrases[0].first == 1


@needs_shared
def test_the_instruction_to_the_bureau_came_with_the_proposal() -> None:
    story = latest("10/1")
    assert [s.edition for s in story.steps] == [1, 2]
    assert story.phrases[0].first == 1
    assert "new in 2014" in of_story(history(), story, OWN)


@needs_shared
def test_the_forum_clause_fell_in_2014() -> None:
    (fallen,) = [x for x in history().fallen if "special forum" in history().text(x)]
    assert of_story(history(), fallen, OWN) == ("fell in 2014",)
    assert fallen in chosen(history(), "2010:9/3")


@needs_shared
def test_words_that_the_conference_restored_are_known_again() -> None:
    for path, words_ in (("8/3", "Internet-related"), ("3/d", "permits the introduction of")):
        back = [e.text for p in latest(path).phrases for e in p.echoes if e.back]
        assert words_ in back


@needs_shared
def test_the_proposal_has_its_outcome() -> None:
    fate = {(v.inserted, v.text.strip()): v.fate for d in outcome().decisions for v in d.verdicts}
    assert fate[True, "global reachability"] is Fate.ADOPTED
    assert fate[True, "non-content related Internet"] is Fate.FELL
    assert fate[False, "Internet-related"] is Fate.FELL
    assert fate[True, "2010 Hyderabad"] is Fate.ADOPTED
    assert [f for (_, text), f in fate.items() if "2nd Committee process" in text] == [
        Fate.REWORDED
    ]
    assert [f for (_, text), f in fate.items() if "special forum" in text] == [Fate.ADOPTED]


@needs_shared
@pytest.mark.parametrize("language", ["en", "zh"])
def test_consecutive_editions_of_a_specification_come_back_whole(language: str) -> None:
    folder = SHARED / "data" / "editions-openchain"
    editions = [api.read(x.read_bytes(), x.name) for x in sorted(folder.glob(f"{language}-*"))]
    found = api.history(editions)
    assert len(editions) == 3
    for number, document in enumerate(editions):
        for clause, strands in zip(document.clauses, found.weave[number], strict=True):
            assert "".join(found.strands[n].text for n in strands) == clause.text


# -- the command --------------------------------------------------------------------------------


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["history", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def test_history_prints_the_edition_in_the_margin() -> None:
    code, said = run(BASE, EDITED)
    assert code == 0
    line = next(x for x in said.splitlines() if "Opinion 1" in x)
    assert line.startswith("2014 ")
    assert "\x1b" not in said


def test_history_writes_page_and_data(tmp_path: Path) -> None:
    for suffix in ("html", "json"):
        out = tmp_path / f"out.{suffix}"
        code, said = run(BASE, EDITED, "-o", out)
        assert (code, said.count("of the words")) == (0, 2)
        assert out.stat().st_size > 1000
    data = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [x["called"] for x in data["editions"]] == ["2010", "2014"]


def test_the_story_of_one_clause_is_text_page_or_data(tmp_path: Path) -> None:
    _, said = run(BASE, EDITED, "--clause", "resolves 3")
    assert "[-Internet-related-]{+non-content related Internet+}" in said
    out = tmp_path / "clause.json"
    run(BASE, EDITED, "--clause", "8/3", "-o", out)
    data = json.loads(out.read_text(encoding="utf-8"))
    assert [x["path"] for x in data["clauses"]] == ["8/3"]
    assert data["fallen"] == []
    page = tmp_path / "clause.html"
    run(BASE, EDITED, "--clause", "8/3", "-o", page)
    assert "recalling" not in page.read_text(encoding="utf-8").partition("<article")[2]


def test_nothing_is_written_for_a_clause_that_no_edition_has(tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    with pytest.raises(UsageError, match="no edition has a clause '8/9'") as caught:
        run(BASE, EDITED, "--clause", "8/9", "-o", out)
    assert "8/3" in caught.value.hint
    assert not out.exists()


def test_a_proposal_needs_two_editions() -> None:
    with pytest.raises(UsageError, match="between two editions, and 3 are given"):
        run(BASE, EDITED, EDITED, "--proposal", EDITED)


def test_a_tracked_proposal_is_judged_between_its_base_and_the_outcome(tmp_path: Path) -> None:
    tracked = CORPUS / "res101-en" / "proposal.docx"
    code, said = run(BASE, EDITED, "--proposal", tracked)
    assert code == 0
    assert "not the base" not in said
    assert "✗" not in said
    head = said.splitlines()[0]  # the proposal is headed like the outcome: their names tell
    assert "proposal: RESOLUTION 101" in head
    assert "edited: RESOLUTION 101" in head
    out = tmp_path / "outcome.html"
    assert run(BASE, EDITED, "--proposal", tracked, "-o", out)[0] == 0
    assert "fate-adopted" in out.read_text(encoding="utf-8")


def test_a_proposal_on_another_base_is_told() -> None:
    tracked = CORPUS / "res101-en" / "proposal.docx"
    _, said = run(EDITED, EDITED, "--proposal", tracked)
    assert "with its changes rejected it is not the base" in said
