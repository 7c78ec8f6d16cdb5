"""Says whether one text reads alike in several languages: the same clauses, labels, numbers,
places, years, citations and notes, and, of proposals, the same changes. No model, no dictionary of
the texts' own words: only what every language prints and what the packs know.

    concord = concorded(named([(document, comparison), …]))
    concord.findings[0].reason     "fr has 2018 where ar, en, es, ru and zh have 2022"
"""

from resdiff.concord.concording import concorded, named
from resdiff.concord.values import Cell, Certainty, Concord, Fate, Finding, Place, Row, Voice

__all__ = [
    "Cell",
    "Certainty",
    "Concord",
    "Fate",
    "Finding",
    "Place",
    "Row",
    "Voice",
    "concorded",
    "named",
]
