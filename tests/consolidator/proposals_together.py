"""Voices for the tests: files of the corpus, and bases edited at random by several hands."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from conftest import CORPUS, ROOT
from hypothesis import strategies as st

from resdiff import api
from resdiff.consolidator import Consolidation, Voice
from resdiff.consolidator.tabulate import tabulate
from resdiff.ooxml import Package

sys.path.insert(0, str(ROOT / "tests" / "ooxml_mark"))

from made_word import Word, note, p, run, tbl

FOLDER = CORPUS / "res101-en"
FILES = {
    "ECP": FOLDER / "proposal.docx",
    "IAP": FOLDER / "proposal-iap.docx",
    "RCC": FOLDER / "proposal-rcc.docx",
}


def consolidated(
    files: Mapping[str, Path] = FILES, base: Path = FOLDER / "base.docx"
) -> Consolidation:
    """The clause table of files by author."""
    old = api.read(base.read_bytes(), base.name)
    voices = [
        Voice(
            author,
            api.redline(old, api.read(path.read_bytes(), path.name), "docx", author, "2026-01-01"),
        )
        for author, path in files.items()
    ]
    return tabulate(old, voices, ())


def shown(path: Path) -> Package:
    """A file as a package."""
    return Package.open(path.read_bytes(), path.name)


# -- at random ----------------------------------------------------------------------------------

WORDS = st.sampled_from(("that", "the", "Union", "a)\t", "2014", "电信", "قرار", "of", "of"))
SENTENCES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@st.composite
def hands(draw: st.DrawFn) -> tuple[Package, dict[str, Package]]:
    """A base and what two or three authors make of it: words, paragraphs, rows, joins, splits."""
    base = draw(st.lists(SENTENCES, min_size=1, max_size=5))
    rows = draw(st.lists(st.lists(SENTENCES, min_size=2, max_size=2), max_size=2))
    notes = {1: [p("a note")], 2: [p(draw(SENTENCES))]}
    authors = ("ECP", "IAP", "RCC")[: draw(st.integers(2, 3))]
    news = {author: _file(*_edited(draw, base, rows), notes) for author in authors}
    return _file(base, rows, notes), news


def _edited(
    draw: st.DrawFn, base: list[str], rows: list[list[str]]
) -> tuple[list[str], list[list[str]]]:
    new, table = list(base), [list(x) for x in rows]
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(new)))
        here = at % len(new) if new else 0
        kind = draw(st.sampled_from(("word", "word", "insert", "delete", "join", "split", "cell")))
        if kind == "insert" or not new:
            new.insert(at, draw(SENTENCES))
        elif kind == "word":
            new[here] = _reworded(draw, new[here])
        elif kind == "delete":
            del new[here]
        elif kind == "join":
            new[here : here + 2] = ["".join(new[here : here + 2])]
        elif kind == "split":
            cut = draw(st.integers(0, len(new[here])))
            new[here : here + 1] = [new[here][:cut], new[here][cut:]]
        elif table:
            row = draw(st.integers(0, len(table) - 1))
            table[row][draw(st.integers(0, 1))] = draw(SENTENCES)
    return new, table


def _reworded(draw: st.DrawFn, text: str) -> str:
    words = text.split(" ")
    words[draw(st.integers(0, len(words) - 1))] = draw(WORDS)
    return " ".join(words)


def _file(paragraphs: list[str], rows: list[list[str]], notes: dict[int, list[str]]) -> Package:
    body = [p(run(x), note(1 + i % 2)) if i < 2 else p(run(x)) for i, x in enumerate(paragraphs)]
    if rows:
        body.append(tbl(*rows))
    used = {number: notes[number] for number in range(1, 1 + min(len(paragraphs), 2))}
    return Package.open(Word([*body, p("end")], footnotes=used).save(), "made.docx")
