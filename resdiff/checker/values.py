"""What the checker finds, as values."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from resdiff.model import Anchor
from resdiff.values import dataclass


class Severity(StrEnum):
    """How bad: what contradicts the text or the facts, what breaks the house's custom or is most
    likely wrong, what somebody should look at.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Basis(StrEnum):
    """What a finding rests on."""

    TEXT = "the text itself"
    STYLE = "house style"
    VERIFIED = "the table of editions, verified"
    UNVERIFIED = "the table of editions, unverified"
    CONFERENCES = "the table of conferences"
    INDEX = "your index"
    BASE = "the base"


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement that mends the fault: `start`, `stop` in the clause's text.

    Shape:   `safe` where it changes no meaning and nobody need judge it.
    """

    start: int
    stop: int
    replacement: str
    safe: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule finds, before its place is written out.

    Shape:   `start`, `stop` in the clause's text; equal where the whole clause (or its label, with
             `label`) is meant. `severity` None for the rule's own.
    """

    clause: int
    start: int
    stop: int
    message: str
    fix: Fix | None = None
    basis: Basis = Basis.TEXT
    severity: Severity | None = None
    label: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault in a document.

    Shape:   `path` the clause's path, `instrument` its text as "PP Resolution 101" (or "");
             `start`, `stop` in the clause's text; `anchors` the same place in the file; `excerpt`
             the words around it, `mended` those around the fix as they would read.
    """

    rule: str
    severity: Severity
    clause: int
    start: int
    stop: int
    message: str
    basis: Basis
    path: str
    instrument: str
    excerpt: str
    fix: Fix | None = None
    mended: str = ""
    label: bool = False
    anchors: tuple[Anchor, ...] = field(default=(), compare=False)
