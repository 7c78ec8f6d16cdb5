"""The cases in `cases/*.md`: a text as found, and its clauses as a careful reader sees them.

Each clause is a line: path, label in brackets where it has one, text; a long one may end in "…".
`pytest --accept` rewrites the clauses; read the diff before it is committed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reading import check_laws, check_nothing_lost, read_text

from resdiff.model import Clause
from resdiff.parsers import text

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(path: Path) -> list[tuple[str, str]]:
    """The text and the clauses of each case of a file."""
    found = BLOCK.findall(path.read_text(encoding="utf-8"))
    texts = [body for name, body in found if name == "text"]
    clauses = [body for name, body in found if name == "clauses"]
    assert len(texts) == len(clauses)
    return list(zip(texts, clauses, strict=True))


def shown(clause: Clause) -> str:
    label = f" [{clause.label}]" if clause.label else ""
    return f"{clause.path}{label} {clause.text}".replace("\t", " ").replace("\n", " / ").rstrip()


def accept(path: Path) -> None:
    """Writes what is read into the expected blocks of a file."""
    sources = iter([source for source, _ in blocks(path)])

    def renewed(found: re.Match[str]) -> str:
        if found[1] != "clauses":
            return found[0]
        clauses = read_text(next(sources)).clauses
        return "```clauses\n" + "".join(f"{shown(clause)}\n" for clause in clauses) + "```"

    text = path.read_text(encoding="utf-8")
    path.write_text(BLOCK.sub(renewed, text), encoding="utf-8")


def agrees(wanted: str, found: str) -> bool:
    if wanted.endswith("…"):
        return found.startswith(wanted.removesuffix("…"))
    return wanted == found


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_a_text_is_read_as_a_careful_reader_reads_it(
    path: Path, pytestconfig: pytest.Config
) -> None:
    if pytestconfig.getoption("--accept"):
        accept(path)
    for source, clauses in blocks(path):
        document = read_text(source)
        check_laws(document)
        check_nothing_lost(document, text.lines(source))
        found = [shown(clause) for clause in document.clauses]
        wanted = clauses.splitlines()
        assert len(wanted) == len(found), found
        for one, other in zip(wanted, found, strict=True):
            assert agrees(one, other), (one, other)
