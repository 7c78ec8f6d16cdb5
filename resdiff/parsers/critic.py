"""Resolves CriticMarkup: what a marked text says with all changes rejected, or accepted.

Source:  CriticMarkup, G. Weatherhead and E. Hallam, 2013: {++ ++} {-- --} {~~ ~> ~~} {== ==}
         {>> <<}
"""

from __future__ import annotations

import re
from typing import Final

from resdiff.model import View

_MARK = re.compile(
    r"\{\+\+(?P<added>.*?)\+\+\}|\{--(?P<taken>.*?)--\}|\{~~(?P<old>.*?)~>(?P<new>.*?)~~\}"
    r"|\{==(?P<kept>.*?)==\}|\{>>(?P<remark>.*?)<<\}",
    re.DOTALL,
)
_SIGNS = re.compile(r"\{\+\+.*?\+\+\}|\{--.*?--\}|\{~~.*?~>.*?~~\}", re.DOTALL)
_OPENS: Final = ("{++", "{--", "{~~")
_SAYS: Final = {View.FINAL: ("added", "new", "kept"), View.ORIGINAL: ("taken", "old", "kept")}


def has_changes(text: str) -> bool:
    """Whether insertions, deletions or substitutions are marked."""
    return any(x in text for x in _OPENS) and _SIGNS.search(text) is not None


def settle(text: str, view: View) -> str:
    """The text with every mark resolved; comments are left out."""

    def said(mark: re.Match[str]) -> str:
        return next((mark[name] for name in _SAYS[view] if mark[name] is not None), "")

    return _MARK.sub(said, text)
