"""What the scanners read off a clause before anything is known of the document."""

from __future__ import annotations

from functools import lru_cache

from resdiff.language.folding import Folded, fold_with_origins
from resdiff.values import dataclass


@lru_cache(maxsize=4096)
def folded(text: str) -> Folded:
    """A clause's text folded, with positions; every finder asks for the same texts."""
    return fold_with_origins(text)


@dataclass(frozen=True, slots=True)
class Member:
    """One number of a citation with the parenthesis printed behind it.

    Units:   positions in the folded text; `open` == `close` where no parenthesis follows.
    """

    start: int
    stop: int
    open: int
    close: int


@dataclass(frozen=True, slots=True)
class Found:
    """A citation as printed: kind, its numbers, the body if it is said.

    Shape:   `body` a body id, "own" or "". `near` whether the body is joined to the citation, and
             not merely named before it in the sentence.
    Units:   positions in the folded text.
    """

    kind: str
    members: tuple[Member, ...]
    start: int
    stop: int
    body: str
    near: bool = True
