"""How well marks are recovered: `python tests/bench/recover.py [base|new|both|alone] [FILE …]`.

Flattens tracked Word files (old words first, new words first, mixed), takes them apart again and
holds the result against the marks: precision and recall of insertions and deletions by characters
(blanks left out), clauses that changed and came back exactly, and how much of each class of
certainty is right. Without FILE: every tracked file of the shared documents, the two texts of the
corpus, and whatever they add up to.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from conftest import CORPUS, SHARED
from flattening import Counts, Flattened, Score, from_critic, from_word, score

from resdiff.recovery import Certainty, recover

ORDERS = ("old", "new", "mixed")
BIG = 2_000_000  # bytes of a Word file that takes minutes; name it to have it measured


def main(arguments: list[str]) -> None:
    known = arguments.pop(0) if arguments and arguments[0] in KNOWN else "base"
    files = [Path(name) for name in arguments]
    print(f"known: {known}")
    print(f"{'':34} ins P/R         del P/R         exact      certain  probable  undet. seconds")
    totals: dict[str, Score] = {}
    for flat in flattened(files):
        start = time.process_time()
        found = score(recover(flat.text, **KNOWN[known](flat)), flat)
        print(row(flat.name, found), f"{time.process_time() - start:7.1f}")
        totals.setdefault(flat.name.rpartition(" ")[2] or "text", Score()).add(found)
    for name, total in totals.items():
        print(row(f"all {name}", total))


KNOWN = {
    "base": lambda flat: {"base": flat.base},
    "new": lambda flat: {"new": flat.new},
    "both": lambda flat: {"base": flat.base, "new": flat.new},
    "alone": lambda flat: {},
}


def flattened(files: list[Path]) -> Iterator[Flattened]:
    for path in files or tracked():
        for order in ORDERS:
            yield from_word(path, order)
    if not files:
        for folder in [*sorted(CORPUS.iterdir()), *sorted((SHARED / "data/six").glob("A-*"))]:
            if (folder / "critic.txt").is_file():
                critic = (folder / "critic.txt").read_text(encoding="utf-8")
                yield from_critic(f"{folder.name} text", critic)


def tracked() -> list[Path]:
    data = SHARED / "data"
    found = [*data.glob("human/*/redline.docx"), *data.glob("*/proposal.docx")]
    found += data.glob("six/A-*/proposal.docx")
    return sorted(path for path in found if path.stat().st_size < BIG)


def row(name: str, found: Score) -> str:
    classes = [found.classes.get(certainty, Counts()) for certainty in Certainty]
    shares = "  ".join(f"{c.precision:.3f}" if c.found else "  -  " for c in classes)
    return (
        f"{name[:33]:34}{pair(found.insertions)}  {pair(found.deletions)}"
        f"  {found.changed_exact:4}/{found.changed:<4}   {shares}"
    )


def pair(counts: Counts) -> str:
    return f"{counts.precision:.3f}/{counts.recall:.3f} "


if __name__ == "__main__":
    main(sys.argv[1:])
