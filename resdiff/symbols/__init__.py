"""ADD, MOD, SUP, NOC: which symbol a change has, body by body, and where a wrong one stands.

policy        the symbols and their units by body, as data (`symbols.toml`); the symbol of changes
provisions    the numbered provisions of the Constitution, the Convention, the Radio Regulations
entries       the proposals of a document: each line with the clauses it is about
misuse        what is wrong with the symbols of a document
"""

from resdiff.symbols.entries import Entry, entries, keeps_unprinted
from resdiff.symbols.misuse import against_base, contradiction, marked_addition
from resdiff.symbols.policy import (
    AROUND,
    PROVISION,
    TEXT,
    UNJUDGED,
    Symbol,
    of_text,
    own_changes,
    symbol,
    symbols,
    unit,
)
from resdiff.symbols.provisions import Provision

__all__ = [
    "AROUND",
    "PROVISION",
    "TEXT",
    "UNJUDGED",
    "Entry",
    "Provision",
    "Symbol",
    "against_base",
    "contradiction",
    "entries",
    "keeps_unprinted",
    "marked_addition",
    "of_text",
    "own_changes",
    "symbol",
    "symbols",
    "unit",
]
