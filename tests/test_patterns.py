"""A pattern that is compiled when it is used is used like one that is compiled at once."""

from __future__ import annotations

import re

import pytest

from resdiff.patterns import pattern


@pytest.mark.parametrize("text", ["", "a1", "b22, c3", "none"])
def test_it_finds_what_a_compiled_pattern_finds(text: str) -> None:
    late, at_once = (
        pattern(r"(?P<letter>[A-Z])(\d+)", re.IGNORECASE),
        re.compile(r"(?i)([A-Z])(\d+)"),
    )
    for _ in range(2):
        assert late.findall(text) == at_once.findall(text)
        assert late.sub(r"\2", text) == at_once.sub(r"\2", text)
        assert [x["letter"] for x in late.finditer(text, 1)] == [
            x[1] for x in at_once.finditer(text, 1)
        ]
    assert late.flags & re.IGNORECASE


def test_it_reads_bytes() -> None:
    found = pattern(rb"<(\w+)>").match(b"<a>")
    assert found is not None
    assert found[1] == b"a"


def test_a_faulty_pattern_fails_where_it_is_used() -> None:
    faulty = pattern("(")
    with pytest.raises(re.error):
        faulty.match("")
