"""What may stand beside what: a join that no text has shows where old and new words meet."""

from __future__ import annotations

from resdiff.recovery.letters import kind

_NO_BLANK_BEFORE = frozenset(",.)]”،؛，；。：）")
_SPACED_BEFORE = frozenset(";:!?»")  # French sets a blank before these
_CLOSING = frozenset(",;:)]”،؛")
_OPENING = frozenset("([“«")


def fits(before: str, after: str, language: str) -> bool:
    """Whether two characters may stand side by side; "" is the edge of a line."""
    if not before or not after:
        return True
    one, other = kind(before), kind(after)
    if "han" in (one, other) or _wide(before) or _wide(after):
        return True
    if one == "blank":
        return _after_blank(other, after, language)
    if one in ("letter", "digit"):
        return other == "blank" or (other == "sign" and after not in _OPENING)
    if before in _OPENING:
        return other != "blank"
    return not (before in _CLOSING and other in ("letter", "digit"))


def _after_blank(other: str, after: str, language: str) -> bool:
    if other == "blank":
        return False
    if after in _SPACED_BEFORE:
        return language == "fr"
    return after not in _NO_BLANK_BEFORE


def _wide(letter: str) -> bool:
    """Whether it is a full-width sign, which needs no blank."""
    return "\u3000" <= letter <= "\u303f" or "\uff00" <= letter <= "\uff65"
