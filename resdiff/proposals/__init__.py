"""Contributions to conferences: from a base and an edited copy to a document that can be filed.

contribution.make    the whole contribution, its changes tracked
contribution.draft   the base text to begin with
plan                 several proposals in one contribution, from a TOML file
assembling           the contribution that a plan, or a filed Word file, asks for
reading              what a Word file says of a contribution; was it drafted on the right base
"""

from __future__ import annotations

from resdiff.proposals.contribution import draft, make
from resdiff.proposals.values import Contribution, Head, Made, Proposed, Side

__all__ = ["Contribution", "Head", "Made", "Proposed", "Side", "draft", "make"]
