"""Which symbols there are and which one a change has.

The policy is data (`symbols.toml`): in the texts of conferences and assemblies the unit is the
whole resolution, in the Constitution, the Convention and the Radio Regulations the numbered
provision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from resdiff import toml
from resdiff.model import Change, Comparison, Document, Kind, Nature, Status
from resdiff.values import dataclass

TEXT: Final = "text"
PROVISION: Final = "provision"
AROUND: Final = frozenset({Kind.COVER, Kind.ABSTRACT, Kind.PROPOSAL, Kind.REASONS, Kind.RUNNING})
"""What stands around a text in a proposal and is no part of it."""
UNJUDGED: Final = AROUND | {Kind.SIGNATURE}
"""What does not change the symbol of a text."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """What a symbol asks for.

    Shape:   `text` "whole" or "head"; `tracked` whether changes are shown in the text.
    """

    name: str
    tracked: bool
    text: str
    underlined: bool


def symbol(name: str) -> Symbol | None:
    """The symbol of that name; None when there is none."""
    found = _table("symbols").get(name)
    if not isinstance(found, dict):
        return None
    return Symbol(
        name, bool(found["tracked"]), str(found["text"]), bool(found.get("underlined", False))
    )


def symbols() -> tuple[str, ...]:
    """All symbols there are."""
    return tuple(_table("symbols"))


def unit(body: str) -> str:
    """What one symbol stands for in the texts of a body: TEXT or PROVISION."""
    bodies = _table(PROVISION)["bodies"]
    return PROVISION if isinstance(bodies, list) and body in bodies else TEXT


def of_text(changes: Sequence[Change]) -> str:
    """The symbol of a whole text, from its clauses' changes.

    Shape:   "ADD" where all is new, "SUP" where all is gone, "NOC" where nothing changed, "(MOD)"
             where what changed is editorial throughout, else "MOD".
    """
    found = {x.status for x in changes}
    if found <= {Status.UNCHANGED}:
        return "NOC" if not any(x.moved or x.renumbered for x in changes) else "MOD"
    if found == {Status.INSERTED}:
        return "ADD"
    if found == {Status.DELETED}:
        return "SUP"
    natures = {x.nature for x in changes if x.status is not Status.UNCHANGED or x.renumbered}
    return "(MOD)" if natures <= {Nature.EDITORIAL} else "MOD"


def own_changes(comparison: Comparison, old: int, new: int) -> tuple[Change, ...]:
    """The changes of one text, what stands around it left out.

    Shape:   `old`, `new` instruments of the two sides, -1 for none.
    """
    return tuple(
        x
        for x in comparison.changes
        if _in(comparison.old, x.old, old) or _in(comparison.new, x.new, new)
    )


def _in(document: Document, clauses: Sequence[int], instrument: int) -> bool:
    return any(
        document.clauses[i].instrument == instrument >= 0
        and document.clauses[i].kind not in UNJUDGED
        for i in clauses
    )


@cache
def _table(name: str) -> Mapping[str, object]:
    return toml.table(Path(__file__).parent / "symbols.toml", name)
