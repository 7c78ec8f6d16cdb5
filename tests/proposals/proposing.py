"""What the tests of proposals share: files read, contributions made, texts of one side."""

from __future__ import annotations

from pathlib import Path

from conftest import CORPUS, SHARED

from resdiff import ooxml, parsers
from resdiff.model import Document, View
from resdiff.ooxml import Package
from resdiff.proposals import Contribution, Head, Proposed, Side, assembling, make
from resdiff.symbols import AROUND

SEEDS = ("res101-en", "res64-zh")
HEAD = Head("en", "ECP", "38A4", "WTSA-24", "2024-09-16", "en")


def read(path: Path, view: View = View.FINAL) -> Document:
    return parsers.read(path.read_bytes(), path.name, view)


def read_text(text: str) -> Document:
    return assembling.as_word(parsers.read(text.encode(), "text.txt", View.FINAL))


def side(path: Path) -> Side:
    return Side(read(path), 0)


def seed(name: str, head: Head = HEAD, edition: str = "", edited: str = "edited") -> Contribution:
    folder = CORPUS / name
    proposed = Proposed("", side(folder / "base.docx"), side(folder / f"{edited}.docx"), ("Why.",))
    return Contribution(head, (proposed,), ("In short.",), edition=edition)


def six(language: str) -> Path:
    return SHARED / "data" / "six" / f"A-{language}"


def made(contribution: Contribution) -> bytes:
    return make(contribution, "ECP", "2024-09-16T00:00:00Z").data


def view(data: bytes, which: View) -> Document:
    return parsers.read(data, "contribution.docx", which)


def lines(document: Document, instrument: int = 0) -> list[str]:
    """Labels and texts of one instrument, what stands around it left out."""
    own = document.instruments[instrument]
    return [
        f"{c.kind.value}: {c.label.strip()} {c.text.strip()}"
        for c in document.clauses[own.start : own.stop]
        if c.kind not in AROUND
    ]


def settled(data: bytes, which: View) -> bytes:
    return ooxml.settle(Package.open(data, "contribution.docx"), which).save()
