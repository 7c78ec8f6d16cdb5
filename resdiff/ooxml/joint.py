"""Changes that several authors made alike and one mark shows: "ECP, IAP" signs for both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

SEPARATOR: Final = ", "
"""Between the names of a joint author."""


def names(author: str) -> tuple[str, ...]:
    """The names that a mark's author stands for: "ECP, IAP" is ECP and IAP."""
    return tuple(author.split(SEPARATOR)) if author else ()


def persons(authors: Iterable[str]) -> frozenset[str]:
    """Those of a file's authors that are one person and no joint author: "Smith, John".

    Shape:   two names in small letters, neither of which stands in any other signature.
    """
    signed = set(authors)
    seen = Counter(name for author in signed for name in names(author))
    return frozenset(
        author
        for author in signed
        if len(names(author)) == 2
        and all(seen[name] == 1 and name != name.upper() for name in names(author))
    )


def without(author: str, leaving: Collection[str]) -> str:
    """Who still signs when some withdraw; "" when nobody is left."""
    if author in leaving:
        return ""
    return SEPARATOR.join(name for name in names(author) if name not in leaving)
