"""Reads cases and checks texts for the tests of the checker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from resdiff import api, checker
from resdiff.checker import Finding
from resdiff.model import Document

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Case:
    """A case: the rule it is for, a text with the fault, one without, and what both are held
    against.
    """

    rule: str
    fault: str
    right: str
    base: str
    original: str


def case(path: Path) -> Case:
    text = path.read_text(encoding="utf-8")
    blocks: dict[str, str] = dict(_BLOCK.findall(text))
    return Case(
        path.stem,
        blocks["fault"],
        blocks["right"],
        blocks.get("base", ""),
        blocks.get("original", ""),
    )


def read(text: str) -> Document:
    return api.read(text.encode(), "case.txt")


def findings(text: str, base: str = "", original: str = "") -> tuple[Finding, ...]:
    return checker.check(
        read(text),
        base=read(base) if base else None,
        original=read(original) if original else None,
    )


def rules_found(text: str, base: str = "", original: str = "") -> set[str]:
    return {one.rule for one in findings(text, base, original)}
