"""The texts in six languages that the tests hold together, and what is done to them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from resdiff import api
from resdiff.concord import Concord
from resdiff.language import LANGUAGES
from resdiff.model import Document, View

HERE = Path(__file__).parent
MARK = re.compile(r"\{\+\+(.*?)\+\+\}|\{--(.*?)--\}")


@cache
def text(name: str, language: str) -> str:
    """A proposal as CriticMarkup; `name` is a folder beside this file."""
    return (HERE / name / f"{language}.txt").read_text(encoding="utf-8")


def final(marked: str) -> str:
    """The text with every mark accepted, lines that end empty left out."""
    lines = (MARK.sub(lambda m: m[1] or "", line) for line in marked.split("\n"))
    return "\n".join(line for line in lines if line.strip()) + "\n"


def original(line: str) -> str:
    """The line with all marks rejected."""
    return MARK.sub(lambda m: m[2] or "", line)


def sides(language: str, marked: str) -> tuple[Document | None, Document]:
    """Both sides of a proposal; of an edition the one."""
    data, name = marked.encode(), f"{language}.txt"
    new = api.read(data, name)
    return (api.read(data, name, View.ORIGINAL) if api.has_changes(data, name) else None), new


@cache
def _intact(name: str, language: str, edition: bool) -> tuple[Document | None, Document]:
    marked = text(name, language)
    return sides(language, final(marked) if edition else marked)


def together(
    name: str,
    faulty: dict[str, str] | None = None,
    languages: tuple[str, ...] = LANGUAGES,
    edition: bool = False,
) -> Concord:
    """The languages held together, some with another text than the folder's."""
    other = faulty or {}
    return api.concord(
        [
            sides(own, other[own]) if own in other else _intact(name, own, edition)
            for own in languages
        ]
    )


def ids(concord: Concord) -> set[str]:
    return {finding.id for finding in concord.findings}
