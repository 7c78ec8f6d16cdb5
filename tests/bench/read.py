"""How fast documents are read: `python tests/bench/read.py [FILE …]`.

Prints pages per second (a page is 3,000 characters) and clauses per second for text and for Word,
also for PDF and every other format where such FILEs are named, and how the time grows with the
length: ten times the text should take at most eleven times as long.
Time is processor time, so that other work on the machine does not count; the best of three runs.
"""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

from resdiff import parsers
from resdiff.model import Document, View
from resdiff.parsers.pdf import glyphs, tables

ROOT = Path(__file__).resolve().parents[2]
SEEDS = [
    ROOT / "corpus" / seed / f"base.{kind}"
    for seed in ("res101-en", "res64-zh")
    for kind in ("txt", "docx")
]
PAGE = 3_000  # characters on a printed page of a volume of Final Acts
RUNS = 3


def timed(data: bytes, name: str) -> tuple[float, Document]:
    """The best processor time of reading `data`, and what was read."""
    times: list[float] = []
    gc.disable()  # as timeit does: what lives elsewhere in the process is not what is measured
    for _ in range(RUNS):
        gc.collect()
        glyphs.pages.cache_clear()  # else a PDF's second run would only compose its paragraphs
        tables.tables.cache_clear()
        start = time.process_time()
        document = parsers.read(data, name, View.FINAL)
        times.append(time.process_time() - start)
    gc.enable()
    return min(times), document


def pages(document: Document) -> float:
    return sum(len(clause.text) for clause in document.clauses) / PAGE


def report(path: Path) -> None:
    seconds, document = timed(path.read_bytes(), path.name)
    print(
        f"{path.parent.name}/{path.name}: {pages(document) / seconds:,.0f} pages/s, "
        f"{len(document.clauses) / seconds:,.0f} clauses/s"
    )


def growth(text: str, times: int) -> None:
    """Prints how much longer `times` the text takes."""
    once, _ = timed(text.encode(), "once.txt")
    often, document = timed("\n".join([text] * times).encode(), "often.txt")
    ratio = often / once
    print(
        f"{times} times the text ({len(document.clauses):,} clauses in {often:.2f} s) "
        f"takes {ratio:.1f} times as long: {'linear' if ratio <= 1.1 * times else 'NOT LINEAR'}"
    )


def main(names: list[str]) -> None:
    paths = [Path(name) for name in names] or SEEDS
    for path in paths:
        report(path)
    texts = [path.read_text(encoding="utf-8") for path in paths if path.suffix == ".txt"]
    if texts:
        volume = "\n".join(texts * max(1, 300_000 // sum(map(len, texts))))
        growth(volume, 10)


if __name__ == "__main__":
    main(sys.argv[1:])
