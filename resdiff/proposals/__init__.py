"""Contributions to conferences: from a base and an edited copy to a document that can be filed.

contribution.make    the whole contribution, its changes tracked
contribution.draft   the base text to begin with
manifest             several proposals in one contribution, from a TOML file
reading              what a Word file says of a contribution; was it drafted on the right base
"""

from __future__ import annotations

from resdiff.proposals.contribution import draft, make
from resdiff.proposals.values import Contribution, Head, Made, Proposed, Side

__all__ = ["Contribution", "Head", "Made", "Proposed", "Side", "draft", "make"]
