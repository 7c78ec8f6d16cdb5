"""Reports and notices: no instruments, and citations all the same."""

from __future__ import annotations

from conftest import SHARED, needs_shared

from resdiff import api, citations
from resdiff.citations import Citations


def _cited(name: str) -> Citations:
    path = next((SHARED / "seeds").glob(f"{name}_*.txt"))
    return citations.find(api.read(path.read_bytes(), path.name))


@needs_shared
def test_the_chinese_report_cites_thirty_eight_texts_each_with_its_body() -> None:
    found = _cited("001").instruments
    assert len(found) == 38
    assert {one.work.body for one in found} == {"PP", "Council", "WTSA", "WTDC", "RA"}
    assert sum(one.edition is not None for one in found) == 26


@needs_shared
def test_the_english_report_cites_one_resolution_three_times() -> None:
    assert [(o.work.body, o.work.number) for o in _cited("002").instruments] == [("WTSA", "64")] * 3


@needs_shared
def test_the_ministry_s_notice_cites_nothing() -> None:
    assert _cited("003").instruments == ()
