"""Documents that a reader can judge: what is compared, and what each text format shows of it.

With `pytest --accept` the expected blocks are rewritten; the diff is read before it is committed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from comparisons import marked

from resdiff import renderers
from resdiff.model import (
    Change,
    Clause,
    Comparison,
    Document,
    Edit,
    Kind,
    Status,
    View,
)
from resdiff.redline import weave
from resdiff.renderers import RenderOptions

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)(?: (\w+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
WIDTH = 72


def from_marked(text: str, language: str) -> Comparison:
    lines = [line.split(": ", 1) for line in text.splitlines()]
    return marked([(Kind(kind), words) for kind, words in lines], language)


def from_changes(text: str, _: str) -> Comparison:
    """Changes one after the other: their fate, their old and new clauses, their edits."""
    old: list[Clause] = []
    new: list[Clause] = []
    changes = []
    for block in re.split(r"^(?=split|merged|moved)", text, flags=re.MULTILINE)[1:]:
        fate, *lines = block.splitlines()
        sides: dict[str, list[int]] = {"old": [], "new": []}
        edits = []
        for line in lines:
            what, _, rest = line.partition(" ")
            if what == "edit":
                edits.append(Edit(*map(int, rest.split())))
                continue
            label, _, words = rest.partition("\t")
            clauses = old if what == "old" else new
            sides[what].append(len(clauses))
            clauses.append(Clause(Kind.ITEM, words, f"1/{label.strip(')')}", label))
        status = Status.CHANGED if edits else Status.UNCHANGED
        pair = tuple(sides["old"]), tuple(sides["new"])
        changes.append(Change(status, *pair, tuple(edits), **{fate: True}))
    documents = [Document(tuple(side), (), "en", View.FINAL) for side in (old, new)]
    return Comparison(documents[0], documents[1], tuple(changes))


def shown(comparison: Comparison, format: str) -> str:
    redline = weave(comparison, "ECP", "2025-01-01T00:00:00Z")
    if format == "critic":
        return renderers.render(redline, "critic").decode()
    text = renderers.render(
        redline, "text", RenderOptions(color=format == "colour", width=WIDTH)
    ).decode()
    return re.sub("\x1b\\[([0-9;]*)m", r"‹\1›", text)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_a_reader_sees_is_what_the_case_says(
    path: Path, request: pytest.FixtureRequest
) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(text))
    read = {"marked": from_marked, "changes": from_changes}[blocks[0][1]]
    comparison = read(blocks[0][3], blocks[0][2] or "en")
    accepted = text
    for block in blocks[1:]:
        found = f"```{block[1]}\n{shown(comparison, block[1])}```"
        accepted = accepted.replace(block[0], found)
    if request.config.getoption("--accept", default=False):
        path.write_text(accepted, encoding="utf-8")
    assert accepted == path.read_text(encoding="utf-8")
