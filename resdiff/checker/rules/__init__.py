"""The rules, by what they look at. Importing this enters them into the registry."""

from resdiff.checker.rules import (
    bases,
    citations,
    editions,
    endings,
    labels,
    parentheses,
    proposals,
    references,
    sessions,
    wording,
)

__all__ = [
    "bases",
    "citations",
    "editions",
    "endings",
    "labels",
    "parentheses",
    "proposals",
    "references",
    "sessions",
    "wording",
]
