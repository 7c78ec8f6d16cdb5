"""The cases of `cases/`: two texts, and what a careful reader would say became of each clause.

A case is prose with three fenced blocks. `old` and `new` hold a text in the form that `spoken`
reads, or the name of a file of the corpus; `changes` holds a line for every clause that did not
stay as it was.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from spoken import document

from resdiff import parsers
from resdiff.differ import compare
from resdiff.model import Change, Comparison, Document, Status, View

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CASES = sorted((HERE / "cases").glob("*.md"))
FENCE = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def told(comparison: Comparison) -> str:
    """The changes as lines of text, in reading order."""
    return "".join(line + "\n" for c in comparison.changes if (line := _line(comparison, c)))


def _line(comparison: Comparison, change: Change) -> str:
    old = [comparison.old.clauses[i] for i in change.old]
    new = [comparison.new.clauses[j] for j in change.new]
    if not old or not new:
        words = (old or new)[0]
        return f"{change.status.value} {words.path}: {words.text[:60].strip()}"
    flags = [f for f in ("moved", "renumbered", "split", "merged") if getattr(change, f)]
    if change.status is Status.UNCHANGED and not flags:
        return ""
    paths = " + ".join(c.path for c in old), " + ".join(c.path for c in new)
    where = paths[0] if paths[0] == paths[1] else f"{paths[0]} -> {paths[1]}"
    words = " … ".join(
        _marked(change, "\n".join(c.text for c in old), "\n".join(c.text for c in new))
    )
    nature = change.nature.value if change.edits else ""
    head = " ".join(part for part in (nature, *flags) if part)
    return f"{head} {where}: {words}".rstrip(": ")


def _marked(change: Change, old: str, new: str) -> list[str]:
    out = []
    for edit in change.edits:
        gone, come = old[edit.old_start : edit.old_stop], new[edit.new_start : edit.new_stop]
        out.append((f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else ""))
    return [words.replace("\n", "¶") for words in out]


def read(block: str) -> Document:
    path = ROOT / block.strip()
    if "\n" not in block.strip() and path.suffix in (".docx", ".txt"):
        return parsers.read(path.read_bytes(), path.name, View.FINAL)
    return document(block)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_case_reads_as_it_is_written_down(case: Path) -> None:
    blocks = dict(FENCE.findall(case.read_text(encoding="utf-8")))
    comparison = compare(read(blocks["old"]), read(blocks["new"]))
    assert told(comparison) == blocks["changes"]
