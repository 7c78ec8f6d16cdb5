"""The recovery as CriticMarkup: {++inserted++}, {--deleted--}; what is undetermined is highlighted
with its reason in a comment, {==so==}{>>why<<}.

Leaving the insertions out gives the base, leaving the deletions out the proposal, but for the line
ends of lines that came or went whole.
Source:  CriticMarkup, G. Weatherhead and E. Hallam, 2013.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from resdiff.model import Mark
from resdiff.recovery.rendering import Signed
from resdiff.recovery.values import Certainty, Recovery, Stretch

_BRACES = {Mark.INSERTED: ("{++", "++}"), Mark.DELETED: ("{--", "--}")}


def render(recovery: Recovery, signed: Signed) -> bytes:
    """The whole text, marked, in UTF-8; `signed` says nothing here."""
    groups = groupby(recovery.stretches, key=_key)
    return "".join(_written(key, list(group)) for key, group in groups).encode()


def _key(stretch: Stretch) -> tuple[Mark, str]:
    """What stretches have in common that stand in the same braces."""
    undetermined = stretch.certainty is Certainty.UNDETERMINED and stretch.mark is Mark.KEPT
    return stretch.mark, stretch.reason if undetermined else ""


def _written(key: tuple[Mark, str], group: list[Stretch]) -> str:
    mark, reason = key
    text = "".join(stretch.text for stretch in group)
    if reason:
        return f"{{=={text}==}}{{>>{reason}<<}}"
    if mark is Mark.KEPT:
        return text
    return "".join(_in_lines(text, *_BRACES[mark]))


def _in_lines(text: str, opened: str, closed: str) -> Iterator[str]:
    """The text in braces, line by line, line ends outside."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield "\n"
        if line:
            yield f"{opened}{line}{closed}"
