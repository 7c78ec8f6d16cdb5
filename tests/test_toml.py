"""A table that is read alone says what the whole file says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from conftest import ROOT

from resdiff import toml

FILES = [*sorted((ROOT / "resdiff").rglob("*.toml")), *sorted((ROOT / "templates").glob("*.toml"))]
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))


@every_file
def test_the_tables_of_a_file_are_the_file(path: Path) -> None:
    whole = toml.whole(path)
    tables = {name: value for name, value in whole.items() if isinstance(value, dict)}
    assert {name: toml.table(path, name) for name in toml.names(path) & tables.keys()} == tables


@every_file
def test_a_file_says_what_the_standard_library_reads_in_it(path: Path) -> None:
    assert toml.whole(path) == tomllib.loads(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "a = 1\nb = true\nc = [1, 2]",
        "a = 'no JSON'",
        "a = { b = 1 }",
        'a = [\n  "x",\n]',
        'a = """\nx\n"""',
        "[[a]]\nb = 1",
        "[a] # a comment\nb = 1",
        "[ a . b ]\nc = 1",
        '["a b"]\nc = 1',
        '[a."b.c"]\nd = 1',
        '"a b" = 1',
        "a=1 # a comment",
        "a = 2018-10-29",
    ],
)
def test_any_toml_is_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text)
    assert toml.whole(path) == tomllib.loads(text)


@pytest.mark.parametrize("text", ["a = b", "[a", "a = 1\n[a]", "é = 1"])
def test_what_is_no_toml_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(tomllib.TOMLDecodeError):
        toml.whole(path)


def test_what_stands_before_the_first_table_has_no_name(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(
        'name = "x"\nlist = [\n  "[no]",\n]\n\n[one]\na = 1\n\n[one.inner]\nb = 2\n[two]\n'
    )
    assert toml.table(path, "") == {"name": "x", "list": ["[no]"]}
    assert toml.table(path, "one") == {"a": 1, "inner": {"b": 2}}
    assert toml.table(path, "two") == {}
    with pytest.raises(KeyError):
        toml.table(path, "three")
