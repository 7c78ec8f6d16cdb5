"""What a document cites: instruments with their editions and bodies, provisions, Recommendations,
sessions, and its own clauses.

    citations.find(document).instruments[0].work     Work("PP", "resolution", "101")
"""

from resdiff.citations.finding import find
from resdiff.citations.values import (
    BodySource,
    Citation,
    Citations,
    Outcome,
    Provision,
    Reference,
    Session,
    Target,
    TechnicalRecommendation,
)

__all__ = [
    "BodySource",
    "Citation",
    "Citations",
    "Outcome",
    "Provision",
    "Reference",
    "Session",
    "Target",
    "TechnicalRecommendation",
    "find",
]
